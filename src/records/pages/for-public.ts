import type { Tx } from '../../platform/database/bureau.ts'

/** When each subject last changed, as a number that is another one after every change. Absent: never since it was made. */
export async function stamps(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('pageStamp').select(['subject', 'stamp']).execute()
  return new Map(rows.map(({ subject, stamp }) => [subject, stamp]))
}
