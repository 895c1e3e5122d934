import type { Tx } from '../../platform/database/bureau.ts'

export async function sections(tx: Tx): Promise<{ id: number; name: string; phone: string | null }[]> {
  return tx.selectFrom('section').select(['id', 'name', 'phone']).orderBy('position').execute()
}
