import { alignTexts, diffMarkup, type Part } from '../../platform/markup/diff.ts'
import { articlesOf } from '../../platform/markup/outline.ts'
import type { PublishedDocument } from '../../records/documents/for-public.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { paths } from '../paths.ts'

interface Side {
  /** 第十二条; empty for a part that is no article */
  label: string
  anchor: string | null
  html: string
}

interface Pair {
  kind: 'same' | 'changed' | 'added' | 'removed'
  before: Side | null
  after: Side | null
}

const sidesOf = (body: string): Side[] => {
  const { preamble, articles } = articlesOf(body)
  const parts = articles.map(({ label, id, html }) => ({ label, anchor: id, html }))
  if (parts.length === 0) return [{ label: '全文', anchor: null, html: body }]
  return preamble === '' ? parts : [{ label: '条文之前', anchor: null, html: preamble }, ...parts]
}

/** Without 第十二条 at the front: it says where an article stands, not what it says, and the heading has it. */
const unnumbered = (html: string) =>
  html.replace(/^((?:<[^>]+>)*)\s*第[零一二三四五六七八九十百]+条(?:之[一二三四五六七八九十]+)?\s*/, '$1')
const plain = (html: string) => unnumbered(html).replace(/<[^>]+>/g, '')

export function pairsOf(before: string, after: string): Pair[] {
  const [from, to] = [sidesOf(before), sidesOf(after)]
  const texts = (sides: readonly Side[]) => sides.map(({ html }) => plain(html))
  return alignTexts(
    texts(from),
    texts(to),
    (row, column) => (from[row]?.anchor === null) === (to[column]?.anchor === null),
  ).map(([row, column]) => {
    const [one, other] = [row === null ? null : (from[row] ?? null), column === null ? null : (to[column] ?? null)]
    if (!one) return { kind: 'added', before: null, after: other }
    if (!other) return { kind: 'removed', before: one, after: null }
    return { kind: plain(one.html) === plain(other.html) ? 'same' : 'changed', before: one, after: other }
  })
}

const kindText = { same: '没有变化', changed: '有修改', added: '新增', removed: '删去' } as const

/** Two documents beside each other, article by article, with what changed marked on both sides. */
export function ComparePage({
  frame,
  before,
  after,
}: {
  frame: Frame
  before: PublishedDocument
  after: PublishedDocument
}) {
  const pairs = pairsOf(before.body, after.body)
  const count = (kind: Pair['kind']) => pairs.filter((pair) => pair.kind === kind).length
  return (
    <Layout
      frame={frame}
      title={`逐条比较：${before.title} 与 ${after.title}`}
      trail={[
        { name: '政府信息公开', href: paths.disclosure },
        { name: '规范性文件的效力', href: paths.policies },
        { name: '逐条比较', href: paths.comparison },
        { name: after.title, href: null },
      ]}
      section={paths.disclosure}
    >
      <h1>逐条比较</h1>
      <p className="count">
        有修改 {count('changed')} 条，新增 {count('added')} 条，删去 {count('removed')} 条，没有变化 {count('same')}{' '}
        条。 条文按内容对应，编号变了也对得上。
      </p>
      <div className="compared-heads">
        <p>
          <strong>原文件</strong>
          <a href={before.address}>{before.title}</a>
        </p>
        <p>
          <strong>新文件</strong>
          <a href={after.address}>{after.title}</a>
        </p>
      </div>
      {pairs.map((pair) => {
        const key = `${pair.before?.label ?? ''} ${pair.after?.label ?? ''}`
        const heading = [pair.before?.label, pair.after?.label].filter(
          (label, place, all) => label && all.indexOf(label) === place,
        )
        return (
          <section
            key={key}
            className={`compared ${pair.kind}`}
            aria-label={`${heading.join('→')}，${kindText[pair.kind]}`}
          >
            <h2>
              {heading.join(' → ')} <span>{kindText[pair.kind]}</span>
            </h2>
            {pair.kind === 'same' ? (
              <details>
                <summary>查看条文</summary>
                <Text html={unnumbered(pair.after?.html ?? '')} />
              </details>
            ) : (
              <Changed pair={pair} />
            )}
          </section>
        )
      })}
    </Layout>
  )
}

function Text({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: every version is clean markup of our own subset
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
}

function Changed({ pair: { before, after } }: { pair: Pair }) {
  const changes = before && after ? diffMarkup(unnumbered(before.html), unnumbered(after.html)) : []
  return (
    <div className="sides">
      <div>
        <h3 className="sr">原文件</h3>
        {!before ? (
          <p className="nil">原文件没有这一条</p>
        ) : after ? (
          changes.map(({ from, parts }, place) =>
            from === null ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the changes never change once rendered
              <p key={place}>
                <Parts parts={parts} without="added" />
              </p>
            ),
          )
        ) : (
          <Text html={unnumbered(before.html)} />
        )}
      </div>
      <div>
        <h3 className="sr">新文件</h3>
        {!after ? (
          <p className="nil">新文件没有这一条</p>
        ) : before ? (
          changes.map(({ to, parts }, place) =>
            to === null ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the changes never change once rendered
              <p key={place}>
                <Parts parts={parts} without="removed" />
              </p>
            ),
          )
        ) : (
          <Text html={unnumbered(after.html)} />
        )}
      </div>
    </div>
  )
}

function Parts({ parts, without }: { parts: readonly Part[]; without: 'added' | 'removed' }) {
  return parts.map(({ kind, text }, place) => {
    if (kind === without) return null
    const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never change once rendered
    return <Tag key={place}>{text}</Tag>
  })
}

/** What there is to compare: documents of which one took the place of the other. */
export function ComparisonPage({
  frame,
  pairs,
  missing,
}: {
  frame: Frame
  pairs: readonly { name: string; href: string }[]
  /** two documents were named, and one of them is not public */
  missing: boolean
}) {
  return (
    <Layout
      frame={frame}
      title="逐条比较"
      trail={[
        { name: '政府信息公开', href: paths.disclosure },
        { name: '规范性文件的效力', href: paths.policies },
        { name: '逐条比较', href: null },
      ]}
      section={paths.disclosure}
    >
      <div className="reading">
        <h1>逐条比较</h1>
        {missing && <p className="notice">要比较的两份文件中，有一份没有公开。请从下面选择。</p>}
        {pairs.length === 0 ? (
          <EmptyState title="现在没有可以比较的文件" />
        ) : (
          <ul>
            {pairs.map(({ name, href }) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Layout>
  )
}
