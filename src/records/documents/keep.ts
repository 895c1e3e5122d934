import type { Tx } from '../../platform/database/bureau.ts'
import { sha256 } from '../journal/entry.ts'
import { keepFile } from './store.ts'

/** Keeps the bytes of a file, once however often they come; gives what they are found by. */
export async function keepBytes(tx: Tx, file: { content: Buffer; mediaType: string }, at: Date): Promise<Buffer> {
  const hash = sha256(file.content)
  await keepFile(tx, { ...file, sha256: hash, storedAt: at })
  return hash
}
