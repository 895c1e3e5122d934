import type { CalendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import type { NormativeStatus } from '../../law/publicity/normative.ts'
import type { NormativeInList, PublicCleanUp } from '../../records/normative/for-public.ts'
import { Day, dayText } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { InlineError } from '../parts/fields.tsx'
import { type Problem, problemOf } from '../parts/problem.ts'
import { Scroller } from '../parts/scroller.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { paths } from '../paths.ts'
import { DoneBy } from './force.tsx'
import { statusColour, statusText } from './words.ts'

export const kindChoices = {
  normative: '行政规范性文件',
  policy: '其他政策文件',
  all: '全部',
} as const
export type KindChoice = keyof typeof kindChoices

export interface PolicyListProps {
  frame: Frame
  typed: { on: string; known: string; kind: KindChoice }
  problems: readonly Problem[]
  days: { on: CalendarDate; asKnownOn: CalendarDate }
  today: CalendarDate
  documents: readonly NormativeInList[]
  /** only these; null: all */
  status: NormativeStatus | null
  cleanUps: readonly PublicCleanUp[]
}

const statuses = Object.keys(statusText) as NormativeStatus[]

/** Every normative document with its force on a day, as it was known on another. */
export function PolicyListPage(props: PolicyListProps) {
  const { frame, typed, problems, days, today, documents, status, cleanUps } = props
  const shown = documents.filter(({ standing }) => status === null || standing.status === status)
  const href = (chosen: NormativeStatus | null) => {
    const query = new URLSearchParams({
      ...(typed.on ? { on: typed.on } : {}),
      ...(typed.known ? { known: typed.known } : {}),
      ...(typed.kind === 'normative' ? {} : { kind: typed.kind }),
      ...(chosen ? { status: chosen } : {}),
    })
    return query.size > 0 ? `${paths.policies}?${query}` : paths.policies
  }
  const now = days.on === today && days.asKnownOn === today
  const cite = shown[0]?.standing.cite
  return (
    <Layout
      frame={frame}
      title="规范性文件的效力"
      failed={problems.length > 0}
      column={{
        name: '规范性文件的效力',
        description: '本机关规范性文件的现行有效、废止和失效目录',
        keywords: '规范性文件,现行有效,废止,失效',
        type: '政策文件',
      }}
      trail={[
        { name: '政府信息公开', href: paths.disclosure },
        { name: '规范性文件的效力', href: null },
      ]}
      section={paths.disclosure}
    >
      <h1>规范性文件的效力</h1>
      <p className="lead">
        本机关制发的文件在某一天是否有效。也可以查过去某一天公众所知道的情况，例如合同签订那天的规定。
      </p>
      <ErrorSummary problems={problems} />
      <form className="on-a-day" method="get" action={paths.policies}>
        <DayField name="on" label="在这一天" hint="不填即今天" value={typed.on} problems={problems} />
        <DayField name="known" label="按这一天所知" hint="不填即今天" value={typed.known} problems={problems} />
        <div className="field">
          <label htmlFor="kind">文件种类</label>
          <select id="kind" name="kind" defaultValue={typed.kind}>
            {Object.entries(kindChoices).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="button">
          查看
        </button>
      </form>
      <p className="count">
        {now ? '今天' : `在${dayText(days.on)}，按${dayText(days.asKnownOn)}所知`}
        （共 {countText(documents.length)} 件）：
      </p>
      <ul className="by-status" aria-label="按效力查看">
        <li>
          <a href={href(null)} aria-current={status === null ? 'true' : undefined}>
            全部 {countText(documents.length)}
          </a>
        </li>
        {statuses.map((one) => (
          <li key={one}>
            <a href={href(one)} aria-current={status === one ? 'true' : undefined}>
              {statusText[one]} {countText(documents.filter(({ standing }) => standing.status === one).length)}
            </a>
          </li>
        ))}
      </ul>
      {shown.length === 0 ? (
        <EmptyState title={status ? `没有${statusText[status]}的文件` : '这一天还没有公布过文件'}>
          <p>
            可以换一个日期，或者<a href={paths.policies}>查看今天的情况</a>。
          </p>
        </EmptyState>
      ) : (
        <Scroller label="文件的效力">
          <table className="plain stack">
            <caption className="sr">文件的效力</caption>
            <thead>
              <tr>
                <th scope="col">文件</th>
                <th scope="col">发文字号</th>
                <th scope="col">成文日期</th>
                <th scope="col">效力</th>
                <th scope="col">说明</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, title, address, documentNumber, formedOn, standing }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={address}>{title}</a>
                  </th>
                  <td data-label="发文字号" className="document-number">
                    {documentNumber ?? <span className="nil">无文号</span>}
                  </td>
                  <td data-label="成文日期" className="nowrap">
                    <Day on={formedOn} />
                  </td>
                  <td data-label="效力">
                    <span>
                      <StatusTag colour={statusColour[standing.status]}>{statusText[standing.status]}</StatusTag>
                    </span>
                  </td>
                  <td data-label="说明">
                    <span>
                      自{dayText(standing.since)}
                      {standing.status === 'not-yet' ? '起施行' : '起'}
                      {standing.decidedBy.kind !== 'made' && (standing.decidedBy.by || standing.decidedBy.cleanUp) && (
                        <>
                          ，依据
                          <DoneBy fact={standing.decidedBy} />
                        </>
                      )}
                      {standing.validUntil &&
                        standing.status !== 'repealed' &&
                        `，有效期至${dayText(standing.validUntil)}`}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      {cite && (
        <p className="basis">{`未公布的文件不得作为行政管理的依据，废止和失效的文件列入目录公布。依据：${citationText(cite)}`}</p>
      )}
      <p>
        <a href={paths.comparison}>逐条比较修改前后的文件</a>
      </p>
      {cleanUps.length > 0 && (
        <section aria-labelledby="clean-ups">
          <h2 id="clean-ups">文件清理结果</h2>
          <ul>
            {cleanUps.map(({ id, title, closedOn, items }) => (
              <li key={id}>
                <a href={paths.cleanUp(id)}>{title}</a>（{dayText(closedOn)}，{countText(items.length)} 件）
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  )
}

function DayField({
  name,
  label,
  hint,
  value,
  problems,
}: {
  name: 'on' | 'known'
  label: string
  hint: string
  value: string
  problems: readonly Problem[]
}) {
  const problem = problemOf(problems, name)
  return (
    <div className={problem ? 'field failed' : 'field'}>
      <label htmlFor={name}>
        {label}
        <span className="optional">（{hint}）</span>
      </label>
      <InlineError of={name}>{problem}</InlineError>
      <input
        type="date"
        id={name}
        name={name}
        defaultValue={value}
        aria-describedby={problem ? `${name}-problem` : undefined}
        aria-invalid={problem ? true : undefined}
      />
    </div>
  )
}
