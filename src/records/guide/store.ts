import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Guide, GuideWords } from './guide.ts'

export interface KeptVersion {
  no: number
  words: GuideWords
  content: Guide
  hash: Buffer
}

export async function lastVersion(tx: Tx): Promise<KeptVersion | null> {
  const row = await tx
    .selectFrom('guideVersion')
    .select(['no', 'words', 'content', 'hash'])
    .orderBy('no', 'desc')
    .executeTakeFirst()
  return row ? { ...row, words: row.words as unknown as GuideWords, content: row.content as unknown as Guide } : null
}

export async function insertVersion(
  tx: Tx,
  version: KeptVersion & { note: string; publishedAt: Date; publishedBy: number },
): Promise<void> {
  const { words, content, ...rest } = version
  await tx
    .insertInto('guideVersion')
    .values({ ...rest, words: JSON.stringify(words), content: JSON.stringify(content) })
    .execute()
}

export async function lockDraft(tx: Tx): Promise<{ words: GuideWords; version: number } | null> {
  const row = await tx.selectFrom('guideDraft').select(['words', 'version']).forUpdate().executeTakeFirst()
  return row ? { words: row.words as unknown as GuideWords, version: row.version } : null
}

export async function saveDraft(tx: Tx, words: GuideWords, changedAt: Date): Promise<void> {
  const text = JSON.stringify(words)
  await tx
    .insertInto('guideDraft')
    .values({ words: text, changedAt })
    .onConflict((conflict) =>
      conflict.column('bureauId').doUpdateSet({ words: text, changedAt, version: sql`guide_draft.version + 1` }),
    )
    .execute()
}
