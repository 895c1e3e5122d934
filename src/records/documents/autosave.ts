import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToDocuments } from './permissions.ts'
import { dropAutosave, putAutosave } from './store.ts'

/** Keeps what one person has typed and not saved: of one document, or of one not yet drafted (0). Nothing is checked. */
export async function keepTyped(
  tx: Tx,
  { documentId, baseVersion, content }: { documentId: number; baseVersion: number; content: Record<string, unknown> },
  by: Actor,
  clock: Clock,
): Promise<{ savedAt: Date }> {
  mustBeAllowed(by, 'write a document', mayDoToDocuments.write)
  const savedAt = clock.now()
  await putAutosave(tx, { documentId, staffId: by.id, baseVersion, content, savedAt })
  return { savedAt }
}

export async function forgetTyped(tx: Tx, documentId: number, by: Actor): Promise<void> {
  mustBeAllowed(by, 'write a document', mayDoToDocuments.write)
  await dropAutosave(tx, documentId, by.id)
}
