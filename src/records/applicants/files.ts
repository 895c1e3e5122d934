import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sha256 } from '../journal/entry.ts'
import { type FileRefusal, type FileRole, type GivenFile, mostFiles, readGivenFile } from './file.ts'
import { deleteFileOfDraft, filesOfDraftIn, insertFile } from './store.ts'

/** Keeps a file with an unsent form. Like the form it is no act, and is forgotten with it. */
export async function keepDraftFile(
  tx: Tx,
  { token, role, file }: { token: string; role: FileRole; file: GivenFile },
  clock: Clock,
): Promise<{ kept: true } | { refused: FileRefusal | 'too-many' }> {
  const draftHash = sha256(token)
  const read = readGivenFile(file)
  if (typeof read === 'string') return { refused: read }
  const already = await filesOfDraftIn(tx, draftHash)
  if (already.length >= mostFiles) return { refused: 'too-many' }
  await insertFile(
    tx,
    { draftHash },
    { role, ...read, sha256: sha256(file.content), content: file.content, addedAt: clock.now() },
  )
  return { kept: true }
}

export async function dropDraftFile(tx: Tx, token: string, id: number): Promise<void> {
  await deleteFileOfDraft(tx, sha256(token), id)
}
