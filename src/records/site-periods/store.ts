import type { Tx } from '../../platform/database/bureau.ts'
import type { SitePeriod, SitePeriodKind } from './site-period.ts'

export async function insertPeriod(
  tx: Tx,
  period: Omit<SitePeriod, 'id'> & { arrangedBy: number; arrangedAt: Date },
): Promise<number> {
  const { id } = await tx.insertInto('sitePeriod').values(period).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function lockPeriod(
  tx: Tx,
  id: number,
): Promise<{ kind: SitePeriodKind; endsAt: Date; cancelledAt: Date | null } | null> {
  const row = await tx
    .selectFrom('sitePeriod')
    .select(['kind', 'endsAt', 'cancelledAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, kind: row.kind as SitePeriodKind } : null
}

export async function saveCancellation(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.updateTable('sitePeriod').set({ cancelledAt: at }).where('id', '=', id).execute()
}
