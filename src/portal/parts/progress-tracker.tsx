import { Glyph, type GlyphName } from './glyph.tsx'

export type StepState = 'done' | 'current' | 'todo'

export interface TrackedStep {
  name: string
  state: StepState
}

const words: Record<StepState, string> = { done: '已完成', current: '现在', todo: '尚未开始' }
const glyphs: Record<StepState, GlyphName> = { done: 'done', current: 'current', todo: 'todo' }

/** The fixed stages of a request, from submitting to delivery. */
export function ProgressTracker({ steps, label }: { steps: readonly TrackedStep[]; label: string }) {
  return (
    <ol className="progress" aria-label={label}>
      {steps.map(({ name, state }) => (
        <li key={name} className={state} aria-current={state === 'current' ? 'step' : undefined}>
          <Glyph name={glyphs[state]} />
          <span className="name">{name}</span>
          <span className={state === 'current' ? 'word' : 'word sr'}>{words[state]}</span>
        </li>
      ))}
    </ol>
  )
}
