import { Glyph } from '../parts/glyph.tsx'

/** One cross-check of a report, as the public sees it: the formula and what came of it. */
export interface CheckLine {
  formula: string
  verdict: 'passed' | 'mismatch' | 'doubt' | 'unknown'
  /** what does not agree; empty for a check that passed */
  message: string
}

const verdictText: Record<CheckLine['verdict'], string> = {
  passed: '通过',
  mismatch: '不符',
  doubt: '存疑',
  unknown: '缺资料',
}

const verdictGlyph = { passed: 'done', mismatch: 'overdue', doubt: 'soon', unknown: 'todo' } as const

export function CrossChecks({ checks }: { checks: readonly CheckLine[] }) {
  if (checks.length === 0) return null
  const open = checks.filter(({ verdict }) => verdict !== 'passed')
  return (
    <details className={open.length === 0 ? 'checks passed' : 'checks'}>
      <summary>
        <Glyph name={open.length === 0 ? 'done' : 'soon'} />
        勾稽校验：
        {open.length === 0
          ? `全部通过（${checks.length}项）`
          : `${open.length}处提示，其余${checks.length - open.length}项通过`}
      </summary>
      <ul>
        {[...open, ...checks.filter(({ verdict }) => verdict === 'passed')].map(({ formula, verdict, message }) => (
          <li key={`${formula} ${message}`} className={verdict}>
            <Glyph name={verdictGlyph[verdict]} />
            <strong>{verdictText[verdict]}</strong>
            <span>{formula}</span>
            {message && <span className="message">{message}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
