import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Retention } from './retention.ts'

export async function saveView(
  tx: Tx,
  view: { staffId: number; name: string; query: string; shared: boolean },
): Promise<number> {
  const { query, shared } = view
  const { id } = await tx
    .insertInto('requestView')
    .values(view)
    .onConflict((conflict) => conflict.columns(['bureauId', 'staffId', 'name']).doUpdateSet({ query, shared }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function deleteView(tx: Tx, { id, staffId }: { id: number; staffId: number }): Promise<boolean> {
  const row = await tx
    .deleteFrom('requestView')
    .where('id', '=', id)
    .where('staffId', '=', staffId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function saveVolume(
  tx: Tx,
  volume: {
    requestId: number
    retention: Retention
    filedOn: CalendarDate
    keepUntil: CalendarDate | null
    filedBy: number
  },
): Promise<void> {
  const { requestId: _, ...change } = volume
  await tx
    .insertInto('requestVolume')
    .values(volume)
    .onConflict((conflict) => conflict.columns(['bureauId', 'requestId']).doUpdateSet(change))
    .execute()
}
