import { sumOf, tallyOf } from '../../law/publicity/clean-up.ts'
import type { PublicCleanUp } from '../../records/normative/for-public.ts'
import { dayText } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { paths } from '../paths.ts'
import { decisionText } from './words.ts'

/** What a clean-up decided, list by list, with the sum written out. */
export function CleanUpPage({ frame, cleanUp: { title, closedOn, items } }: { frame: Frame; cleanUp: PublicCleanUp }) {
  const { total, parts } = sumOf(tallyOf(items.map(({ decision }) => decision)))
  const lists = ['repeal', 'lapse', 'amend', 'keep'] as const
  return (
    <Layout
      frame={frame}
      title={`文件清理结果：${title}`}
      trail={[
        { name: '规范性文件的效力', href: paths.policies },
        { name: '清理结果', href: null },
      ]}
      section={paths.disclosure}
    >
      <div className="reading">
        <h1>{title}</h1>
        <p>
          {dayText(closedOn)}完成，共清理 {total} 件：{total} ={' '}
          {parts.flatMap(({ of, count }) => (of === 'undecided' ? [] : `${count}（${decisionText[of]}）`)).join(' + ')}
          。
        </p>
        {lists.map((decision) => {
          const listed = items.filter((item) => item.decision === decision)
          return listed.length === 0 ? null : (
            <section key={decision} aria-labelledby={decision}>
              <h2 id={decision}>
                {decisionText[decision]}（{listed.length} 件）
              </h2>
              <ol className="cleaned">
                {listed.map(({ id, number, title, reason, address }) => (
                  <li key={id}>
                    {address ? <a href={address}>{title}</a> : title}
                    {number && <span className="known">（{number}）</span>}
                    {reason && <span className="known">理由：{reason}</span>}
                  </li>
                ))}
              </ol>
            </section>
          )
        })}
      </div>
    </Layout>
  )
}
