import { Glyph } from './glyph.tsx'
import type { Problem } from './problem.ts'

export function ErrorSummary({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <div className="error-summary" role="alert" tabIndex={-1} aria-labelledby="error-summary-heading" data-focus="">
      <h2 id="error-summary-heading">
        <Glyph name="alert" />有 {problems.length} 处需要修改
      </h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
