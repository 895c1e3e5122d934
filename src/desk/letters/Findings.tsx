import type { LetterFindingView } from '../../api/contract/letters.ts'

/** What the checks say, what stops the letter first. */
export function Findings({ findings }: { findings: readonly LetterFindingView[] | undefined }) {
  if (!findings) return <p className="nil">正在检查…</p>
  const stops = findings.filter(({ weight }) => weight === 'stop')
  const warns = findings.filter(({ weight }) => weight === 'warn')
  if (findings.length === 0) return <p className="check-passed">✓ 检查通过：结论、依据、救济途径、申请事项都对得上。</p>
  return (
    <ul className="letter-findings">
      {[...stops, ...warns].map(({ weight, message }) => (
        <li key={message} className={weight}>
          <strong>{weight === 'stop' ? '必须改正' : '请核对'}</strong> {message}
        </li>
      ))}
    </ul>
  )
}
