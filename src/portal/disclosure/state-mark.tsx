import type { ContentState, Coverage } from '../../records/columns/state.ts'
import { stateGlyph, stateText } from '../columns/words.ts'
import { Glyph } from '../parts/glyph.tsx'

/** How a column or an item of the law stands: a shape and a word, the colour only besides. */
export function StateMark({ state }: { state: ContentState | Coverage['state'] }) {
  return (
    <span className={`state is-${state}`}>
      <Glyph name={stateGlyph[state]} />
      {stateText[state]}
    </span>
  )
}
