import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type CleaningRefusal, cleanFile } from '../../platform/files/clean.ts'
import type { Hidden } from '../../platform/files/inspection.ts'
import { sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { addFile, type FileRead, type FileRefusal, readFile, whyNotChangeFiles } from './attach.ts'
import { contentHash } from './document.ts'
import { mayDoToDocuments } from './permissions.ts'
import { filesOf, orderAttachments, removeAttachment, saveDocument } from './store.ts'
import { openDocument } from './write.ts'

export interface CleanCopy {
  file: FileRead
  /** hex, of the file it was made from */
  from: string
  removed: Hidden[]
}

/** Makes the copy of a file without what nobody sees. Before the transaction: it takes its time. */
export async function cleanCopyOf({
  name,
  content,
}: {
  name: string
  content: Buffer
}): Promise<CleanCopy | { refused: CleaningRefusal | 'nothing-removed' | FileRefusal }> {
  const cleaned = await cleanFile(content, name)
  if ('refused' in cleaned) return cleaned
  if (cleaned.removed.length === 0) return { refused: 'nothing-removed' }
  const file = await readFile(Buffer.from(cleaned.bytes), name)
  if ('refused' in file) return file
  return { file, from: sha256(content).toString('hex'), removed: cleaned.removed }
}

/** Puts the clean copy in the place of the file, also where a picture stands in the text. Versions that had it keep it. */
export async function replaceByClean(
  tx: Tx,
  { id, version, fileId, copy }: { id: number; version: number; fileId: number; copy: CleanCopy },
  by: Actor,
  clock: Clock,
): Promise<{ id: number; version: number } | { refused: 'not-a-draft' | 'no-correction' | 'no-such-file' }> {
  mustBeAllowed(by, 'clean a file of a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  const refused = whyNotChangeFiles(document)
  if (refused) return { refused }
  const files = await filesOf(tx, id)
  const old = files.find((one) => one.id === fileId && one.sha256 === copy.from)
  if (!old) return { refused: 'no-such-file' }
  const { role, alt, name } = old
  const newId = await addFile(tx, { id, file: { ...copy.file, name }, role, alt }, by, clock)
  await removeAttachment(tx, id, fileId, clock.now())
  await orderAttachments(
    tx,
    id,
    files.map((one) => (one.id === fileId ? newId : one.id)),
  )
  const body = document.body.replaceAll(`"/fujian/${fileId}/`, `"/fujian/${newId}/`)
  const saved = await saveDocument(tx, id, { body, changedAt: clock.now() })
  await recordAct(tx, {
    kind: 'file cleaned',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: {
      file: { from: copy.from, to: sha256(copy.file.content).toString('hex') },
      removed: [...new Set(copy.removed.map(({ what }) => what))],
      content: contentHash({ ...document, body }, await filesOf(tx, id)).toString('hex'),
    },
  })
  return { id: newId, version: saved }
}
