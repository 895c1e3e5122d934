import type { Tx } from '../../platform/database/bureau.ts'
import type { Guide } from './guide.ts'

export interface GuideVersion {
  no: number
  note: string
  publishedAt: Date
  /** SHA-256, in hexadecimal */
  hash: string
}

/** Every published version, newest first. */
export async function guideVersions(tx: Tx): Promise<GuideVersion[]> {
  const rows = await tx
    .selectFrom('publicGuideVersion')
    .select(['no', 'note', 'publishedAt', 'hash'])
    .orderBy('no', 'desc')
    .execute()
  return rows.map(({ hash, ...row }) => ({
    ...(row as Omit<GuideVersion, 'hash'>),
    hash: (hash as Buffer).toString('hex'),
  }))
}

/** The guide as one version told it. */
export async function guideOfVersion(tx: Tx, no: number): Promise<Guide | null> {
  const row = await tx.selectFrom('publicGuideVersion').select('content').where('no', '=', no).executeTakeFirst()
  return row ? (row.content as unknown as Guide) : null
}
