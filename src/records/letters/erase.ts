import type { Tx } from '../../platform/database/bureau.ts'
import { eraseTexts } from './store.ts'

/** Erases what the letters of a request say; that there were such letters, their numbers and days stay. */
export async function eraseLettersOf(tx: Tx, requestId: number): Promise<void> {
  await eraseTexts(tx, requestId)
}
