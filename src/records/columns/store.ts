import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ItemNumber } from '../../law/publicity/catalogue.ts'
import type { Span, UpdateClass } from '../../law/publicity/freshness.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { ColumnPlan, ColumnType, Duration, PlatformPart, Standing } from './column.ts'

/** A column as it is kept: what the office said, and where it stands. */
export interface KeptColumn extends Omit<ColumnPlan, 'standing'> {
  id: number
  position: number
  standing: Standing
  closedOn: CalendarDate | null
  mergedIntoId: number | null
  version: number
}

export function spanOf(days: number | null, months: number | null): Span | null {
  return days !== null ? { days } : months !== null ? { months } : null
}

const cadence = (promise: Span | null) => ({
  cadenceDays: promise && 'days' in promise ? promise.days : null,
  cadenceMonths: promise && 'months' in promise ? promise.months : null,
})

function asRow(plan: ColumnPlan) {
  const { parentId, slug, name, type, description, keywords, basis, duration, sectionId, ownerId } = plan
  const { part, statutoryItem, registers, updateClass, promise, feed, standing } = plan
  return {
    ...{ parentId, slug, name, type, description, keywords, basis, duration, sectionId, ownerId },
    ...{ part, statutoryItem, registers: [...registers], updateClass, feed, standing },
    ...cadence(promise),
  }
}

/** The whole tree, locked: whoever moves or merges sees it as it is and nobody else does so meanwhile. */
export async function lockTree(tx: Tx): Promise<KeptColumn[]> {
  const rows = await tx.selectFrom('siteColumn').selectAll().orderBy('position').orderBy('id').forUpdate().execute()
  return rows.map(({ bureauId: _, cadenceDays, cadenceMonths, createdOn: __, ...row }) => ({
    ...row,
    type: row.type as ColumnType,
    duration: row.duration as Duration,
    part: row.part as PlatformPart | null,
    statutoryItem: row.statutoryItem as ItemNumber | null,
    updateClass: row.updateClass as UpdateClass,
    standing: row.standing as Standing,
    promise: spanOf(cadenceDays, cadenceMonths),
  }))
}

export async function insertColumn(
  tx: Tx,
  plan: ColumnPlan,
  { position, createdOn }: { position: number; createdOn: CalendarDate },
): Promise<number> {
  const { id } = await tx
    .insertInto('siteColumn')
    .values({ ...asRow(plan), position, createdOn })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function saveColumn(tx: Tx, id: number, plan: ColumnPlan): Promise<void> {
  await tx
    .updateTable('siteColumn')
    .set({ ...asRow(plan), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function savePlaces(
  tx: Tx,
  places: readonly { id: number; parentId: number | null; position: number }[],
): Promise<void> {
  for (const { id, parentId, position } of places) {
    await tx
      .updateTable('siteColumn')
      .set({ parentId, position, version: sql`version + 1` })
      .where('id', '=', id)
      .execute()
  }
}

export async function saveStanding(
  tx: Tx,
  ids: readonly number[],
  change: { standing: Standing; closedOn: CalendarDate | null; mergedIntoId: number | null },
): Promise<void> {
  await tx
    .updateTable('siteColumn')
    .set({ ...change, version: sql`version + 1` })
    .where('id', 'in', [...ids])
    .execute()
}

export async function mergeOnward(tx: Tx, from: number, into: number): Promise<void> {
  await tx.updateTable('siteColumn').set({ mergedIntoId: into }).where('mergedIntoId', '=', from).execute()
}

export async function ownerAndSectionExist(
  tx: Tx,
  { ownerId, sectionId }: { ownerId: number | null; sectionId: number | null },
): Promise<{ owner: boolean; section: boolean }> {
  const owner =
    ownerId === null ||
    (await tx.selectFrom('staff').select('id').where('id', '=', ownerId).executeTakeFirst()) !== undefined
  const section =
    sectionId === null ||
    (await tx.selectFrom('section').select('id').where('id', '=', sectionId).executeTakeFirst()) !== undefined
  return { owner, section }
}

export async function endNilStatement(tx: Tx, columnId: number, endedOn: CalendarDate): Promise<boolean> {
  const ended = await tx
    .updateTable('nilStatement')
    .set({ endedOn })
    .where('columnId', '=', columnId)
    .where('endedOn', 'is', null)
    .returning('id')
    .execute()
  return ended.length > 0
}

export async function insertNilStatement(
  tx: Tx,
  statement: {
    columnId: number
    statement: string
    confirmedOn: CalendarDate
    sectionId: number
    confirmedBy: number
    validUntil: CalendarDate
  },
): Promise<void> {
  await tx.insertInto('nilStatement').values(statement).execute()
}
