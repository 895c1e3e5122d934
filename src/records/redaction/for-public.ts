import type { Tx } from '../../platform/database/bureau.ts'
import { asPdf } from './redaction.ts'

export interface FileOfReply {
  id: number
  name: string
  size: number
}

/** The files that went out with the reply, for the applicant. */
export async function filesOfReply(tx: Tx, requestId: number): Promise<FileOfReply[]> {
  const rows = await tx
    .selectFrom('publicReplyFile')
    .select(['id', 'name', 'size'])
    .where('requestId', '=', requestId)
    .orderBy('materialId')
    .execute()
  return rows.map(({ id, name, size }) => ({ id: Number(id), name: asPdf(name ?? ''), size: Number(size) }))
}

/** One of them with its bytes: the pages as pictures, or as far as they have any the words of the same pages. */
export async function fileOfReply(
  tx: Tx,
  requestId: number,
  { id, as }: { id: number; as: 'pdf' | 'text' },
): Promise<{ name: string; content: Buffer; sha256: string } | null> {
  const row = await tx
    .selectFrom('publicReplyFile as one')
    .innerJoin('storedFile as file', (join) =>
      join
        .onRef('file.sha256', '=', as === 'pdf' ? 'one.sha256' : 'one.textSha256')
        .onRef('file.bureauId', '=', 'one.bureauId'),
    )
    .select(['one.name', 'file.content', 'file.sha256'])
    .where('one.requestId', '=', requestId)
    .where('one.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const name = asPdf(row.name ?? '')
  return {
    name: as === 'pdf' ? name : name.replace(/pdf$/, 'txt'),
    content: row.content,
    sha256: row.sha256.toString('hex'),
  }
}
