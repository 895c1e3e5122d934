import type { ChangedLines } from '../../records/guide/compare.ts'

/** Two versions line by line; what stayed is left out but for the line before a change. */
export function Changes({ changes }: { changes: readonly ChangedLines[] }) {
  const told = changes.flatMap(({ kind, lines }, place): (ChangedLines & { place: number })[] => {
    if (kind !== 'same') return [{ kind, lines, place }]
    const next = changes[place + 1]
    return next ? [{ kind, lines: lines.slice(-1), place }] : []
  })
  return (
    <div className="changes">
      {told.map(({ kind, lines, place }) => (
        <div key={place} className={kind}>
          {kind === 'same' ? (
            lines.map((line) => <p key={line}>{line}</p>)
          ) : kind === 'added' ? (
            <ins>
              <span className="sr">增加：</span>
              {lines.map((line) => (
                <span key={line}>＋ {line}</span>
              ))}
            </ins>
          ) : (
            <del>
              <span className="sr">删去：</span>
              {lines.map((line) => (
                <span key={line}>－ {line}</span>
              ))}
            </del>
          )}
        </div>
      ))}
    </div>
  )
}
