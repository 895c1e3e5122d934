import { InlineError } from './fields.tsx'
import { type Problem, problemOf } from './problem.ts'

/** Chooses files; what they are is looked at by the server. */
export function FileField({
  name,
  label,
  hint,
  problems,
  optional = false,
  multiple = false,
}: {
  name: string
  label: string
  hint: string
  problems: readonly Problem[]
  optional?: boolean
  multiple?: boolean
}) {
  const problem = problemOf(problems, name)
  return (
    <div className={problem ? 'field failed' : 'field'}>
      <label htmlFor={name}>
        {label}
        {optional && <span className="optional">（选填）</span>}
      </label>
      <div className="hint" id={`${name}-hint`}>
        {hint}
      </div>
      <InlineError of={name}>{problem}</InlineError>
      <input
        type="file"
        id={name}
        name={name}
        multiple={multiple}
        accept=".pdf,.docx,.jpg,.jpeg,.png"
        aria-describedby={[`${name}-hint`, problem ? `${name}-problem` : ''].filter(Boolean).join(' ')}
        aria-invalid={problem ? true : undefined}
      />
    </div>
  )
}
