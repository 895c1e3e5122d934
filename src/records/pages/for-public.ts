import type { Tx } from '../../platform/database/bureau.ts'
import { subjects } from './subjects.ts'

/** When each subject last changed, as a number that is another one after every change. Absent: never since it was made. */
export async function stamps(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('pageStamp').select(['subject', 'stamp']).execute()
  const { lastIndex } = await tx.selectFrom('journalHead').select('lastIndex').executeTakeFirstOrThrow()
  return new Map([[subjects.anything, lastIndex], ...rows.map(({ subject, stamp }) => [subject, stamp] as const)])
}
