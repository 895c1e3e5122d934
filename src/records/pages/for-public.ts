import type { Tx } from '../../platform/database/bureau.ts'
import { type Subject, subjects } from './subjects.ts'

/** When each subject last changed, as a number that is another one after every change. Absent: never since it was made. */
export async function stamps(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('pageStamp').select(['subject', 'stamp']).execute()
  const { lastIndex } = await tx.selectFrom('journalHead').select('lastIndex').executeTakeFirstOrThrow()
  return new Map([[subjects.anything, lastIndex], ...rows.map(({ subject, stamp }) => [subject, stamp] as const)])
}

/** Another text whenever one of these subjects changed. */
export async function stampOf(tx: Tx, which: readonly Subject[]): Promise<string> {
  const rows = await tx
    .selectFrom('pageStamp')
    .select(['subject', 'stamp'])
    .where('subject', 'in', [...which])
    .orderBy('subject')
    .execute()
  return rows.map(({ subject, stamp }) => `${subject} ${stamp}`).join()
}
