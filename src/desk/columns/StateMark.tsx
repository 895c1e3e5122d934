import { stateText } from './words.ts'

export function StateMark({ state }: { state: keyof typeof stateText }) {
  const [shape, words] = stateText[state]
  return (
    <span className={`content-state is-${state}`}>
      <span aria-hidden="true">{shape}</span>
      {words}
    </span>
  )
}
