import type { Tx } from '../../platform/database/bureau.ts'
import { deleteMaterialOf } from './store.ts'

/** Erases the material of a request, its marks, and every file made of it. */
export async function eraseMaterialOf(tx: Tx, requestId: number): Promise<void> {
  await deleteMaterialOf(tx, requestId)
}
