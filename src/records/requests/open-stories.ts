import type { Tx } from '../../platform/database/bureau.ts'
import { openStories } from './store.ts'

export type OpenStory = Awaited<ReturnType<typeof openStories>>[number]

/** Every open request that has been received, with what happened to it: for those who look at all clocks at once. */
export function openRequestStories(tx: Tx): Promise<OpenStory[]> {
  return openStories(tx, { lock: false })
}
