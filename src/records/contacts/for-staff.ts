import type { Tx } from '../../platform/database/bureau.ts'

/** The version of each contact in use, to be handed back with a change. */
export async function contactVersions(tx: Tx): Promise<Map<number, number>> {
  const rows = await tx.selectFrom('contact').select(['id', 'version']).where('retiredOn', 'is', null).execute()
  return new Map(rows.map(({ id, version }) => [id, version]))
}
