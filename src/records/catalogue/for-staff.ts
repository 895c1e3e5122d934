import type { Tx } from '../../platform/database/bureau.ts'

export interface IndexRule {
  pattern: string
  creditCode: string | null
}

/** How the bureau writes its index numbers; null while it has not said so. */
export async function indexRuleOf(tx: Tx): Promise<IndexRule | null> {
  return (await tx.selectFrom('indexRule').select(['pattern', 'creditCode']).executeTakeFirst()) ?? null
}

/** Index numbers given to more than one document that is or was public. */
export async function repeatedIndexNumbers(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('document')
    .select('indexNumber')
    .where('indexNumber', 'is not', null)
    .groupBy('indexNumber')
    .having((having) => having.fn.countAll(), '>', 1)
    .execute()
  return rows.map(({ indexNumber }) => indexNumber ?? '')
}
