import type { CalendarDate } from '../../law/calendar-date.ts'
import type { HolidayNotice } from '../../law/working-days/calendar.ts'
import type { Tx } from '../../platform/database/bureau.ts'

export async function loadedNotices(tx: Tx): Promise<HolidayNotice[]> {
  const rows = await tx.selectFrom('holidayNotice').select('content').orderBy('knownOn').execute()
  return rows.map((row) => row.content as unknown as HolidayNotice)
}

export async function insertNotice(
  tx: Tx,
  notice: { year: number; number: string; knownOn: CalendarDate; content: HolidayNotice; loadedBy: number },
): Promise<{ inserted: boolean }> {
  const row = await tx
    .insertInto('holidayNotice')
    .values({ ...notice, content: JSON.stringify(notice.content) })
    .onConflict((conflict) => conflict.columns(['bureauId', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return { inserted: row !== undefined }
}
