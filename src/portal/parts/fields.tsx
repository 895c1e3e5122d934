import type { ReactNode } from 'react'
import { Glyph } from './glyph.tsx'
import { type Problem, problemOf } from './problem.ts'

interface FieldOf {
  name: string
  label: string
  hint?: ReactNode
  problems: readonly Problem[]
  optional?: boolean
}

interface TypedField extends FieldOf {
  /** what the visitor typed, kept as it was */
  value: string
}

const describedBy = (name: string, hint: ReactNode, problem: string | null) =>
  [hint ? `${name}-hint` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ') || undefined

export function InlineError({ of, children }: { of: string; children: string | null }) {
  if (children === null) return null
  return (
    <p className="inline-error" id={`${of}-problem`}>
      <Glyph name="alert" />
      {children}
    </p>
  )
}

function Labelled({ field, children }: { field: FieldOf; children: ReactNode }) {
  const { name, label, hint, problems, optional } = field
  const problem = problemOf(problems, name)
  return (
    <div className={problem ? 'field failed' : 'field'}>
      <label htmlFor={name}>
        {label}
        {optional && <span className="optional">（选填）</span>}
      </label>
      {hint && (
        <div className="hint" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      <InlineError of={name}>{problem}</InlineError>
      {children}
    </div>
  )
}

type Width = 'short' | 'medium' | 'full'

/** What browsers and phones need to know about each kind of text: keyboard, filling in, no spelling marks. */
const kinds = {
  text: {},
  day: { type: 'date' },
  name: { autoComplete: 'name' },
  organisation: { autoComplete: 'organization' },
  'id-number': { spellCheck: false, autoCapitalize: 'characters' },
  'credit-code': { spellCheck: false, autoCapitalize: 'characters' },
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'tel' },
  email: { type: 'text', inputMode: 'email', autoComplete: 'email', spellCheck: false },
  postcode: { inputMode: 'numeric', autoComplete: 'postal-code' },
  'request-number': { spellCheck: false, autoCapitalize: 'characters', autoComplete: 'off' },
  'query-code': { spellCheck: false, autoCapitalize: 'characters', autoComplete: 'off' },
} as const

export type TextKind = keyof typeof kinds

export function TextField({
  kind = 'text',
  width = 'full',
  ...field
}: TypedField & { kind?: TextKind; width?: Width }) {
  const { name, value, hint, problems } = field
  const problem = problemOf(problems, name)
  return (
    <Labelled field={field}>
      <input
        type="text"
        {...kinds[kind]}
        id={name}
        name={name}
        defaultValue={value}
        className={`width-${width}`}
        aria-describedby={describedBy(name, hint, problem)}
        aria-invalid={problem ? true : undefined}
      />
    </Labelled>
  )
}

/** `longest` is counted politely by the script and checked on the server; nothing is cut off while typing. */
export function TextArea({ rows = 6, longest, ...field }: TypedField & { rows?: number; longest?: number }) {
  const { name, value, hint, problems } = field
  const problem = problemOf(problems, name)
  return (
    <Labelled field={field}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        // The first line break after <textarea> is swallowed by browsers.
        defaultValue={value.startsWith('\n') ? `\n${value}` : value}
        data-longest={longest}
        aria-describedby={describedBy(name, hint, problem)}
        aria-invalid={problem ? true : undefined}
      />
    </Labelled>
  )
}

export interface Choice {
  value: string
  label: string
  hint?: string
}

/** One question, one choice. The first button carries the field's own id, where the error summary leads. */
export function Radios({
  choices,
  heading = false,
  inline = false,
  ...field
}: TypedField & {
  choices: readonly (Choice | { group: string; choices: readonly Choice[] })[]
  /** the question is the title of the page */
  heading?: boolean
  inline?: boolean
}) {
  const { name, label, value, hint, problems, optional } = field
  const problem = problemOf(problems, name)
  const first = choices.flatMap((choice) => ('group' in choice ? choice.choices : [choice]))[0]?.value
  const button = (choice: Choice) => {
    const id = choice.value === first ? name : `${name}-${choice.value}`
    return (
      <div className="choice" key={choice.value}>
        <input
          type="radio"
          id={id}
          name={name}
          value={choice.value}
          defaultChecked={value === choice.value}
          aria-describedby={choice.hint ? `${id}-choice-hint` : undefined}
        />
        <label htmlFor={id}>
          <span>{choice.label}</span>
        </label>
        {choice.hint && (
          <div className="hint" id={`${id}-choice-hint`}>
            {choice.hint}
          </div>
        )}
      </div>
    )
  }
  return (
    <fieldset className={problem ? 'field failed' : 'field'} aria-describedby={describedBy(name, hint, problem)}>
      <legend>
        {heading ? <h1>{label}</h1> : label}
        {optional && <span className="optional">（选填）</span>}
      </legend>
      {hint && (
        <div className="hint" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      <InlineError of={name}>{problem}</InlineError>
      <div className={inline ? 'choices inline' : 'choices'}>
        {choices.map((choice) =>
          'group' in choice ? (
            <fieldset className="choice-group" key={choice.group}>
              <legend>{choice.group}</legend>
              {choice.choices.map(button)}
            </fieldset>
          ) : (
            button(choice)
          ),
        )}
      </div>
    </fieldset>
  )
}

export function Checkbox({ name, label, hint, problems, checked }: Omit<FieldOf, 'optional'> & { checked: boolean }) {
  const problem = problemOf(problems, name)
  return (
    <div className={problem ? 'field failed' : 'field'}>
      <InlineError of={name}>{problem}</InlineError>
      <div className="choice">
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          defaultChecked={checked}
          aria-describedby={describedBy(name, hint, problem)}
          aria-invalid={problem ? true : undefined}
        />
        <label htmlFor={name}>
          <span>{label}</span>
        </label>
        {hint && (
          <div className="hint" id={`${name}-hint`}>
            {hint}
          </div>
        )}
      </div>
    </div>
  )
}
