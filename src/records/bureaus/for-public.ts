import type { Tx } from '../../platform/database/bureau.ts'
import type { Database } from '../../platform/database/open.ts'
import type { Bureau, BureauProfile } from './bureau.ts'

const columns = ['bureauId', 'name', 'shortName', 'requestPrefix', 'host', 'profile'] as const

function asBureau(row: Omit<Bureau, 'profile'> & { profile: unknown }): Bureau {
  return { ...row, profile: row.profile as BureauProfile }
}

/** Every bureau of the installation: the only read that happens outside a bureau. */
export async function allBureaus(database: Database): Promise<Bureau[]> {
  return (await database.selectFrom('bureau').select(columns).orderBy('bureauId').execute()).map(asBureau)
}

export async function thisBureau(tx: Tx): Promise<Bureau> {
  return asBureau(
    await tx.selectFrom('bureau').select(columns).where('bureauId', '=', tx.bureauId).executeTakeFirstOrThrow(),
  )
}
