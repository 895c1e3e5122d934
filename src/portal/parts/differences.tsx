import type { Change, Part } from '../../platform/markup/diff.ts'

/** What changed between two texts: only what changed, word by word. `none`: what is said when nothing did. */
export function Differences({ changes, none = null }: { changes: readonly Change[]; none?: string | null }) {
  const changed = changes.filter(({ kind }) => kind !== 'same')
  if (changed.length === 0) return none && <p>{none}</p>
  return (
    <ul className="differences">
      {changed.map((change, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes once rendered
        <li key={place}>
          <Changed change={change} />
        </li>
      ))}
    </ul>
  )
}

function Changed({ change: { kind, from, to, parts, onlyLook } }: { change: Change }) {
  if (onlyLook) return <>“{to}”：只调整了格式或链接</>
  if (kind === 'added') return <ins>{to}</ins>
  if (kind === 'removed') return <del>{from}</del>
  return <Words parts={parts} />
}

function Words({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ kind, text }, place) => {
    const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never change once rendered
    return <Tag key={place}>{text}</Tag>
  })
}
