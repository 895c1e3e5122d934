import type { Tx } from '../../platform/database/bureau.ts'
import type { Contact, ContactKind } from './contact.ts'

/** Every contact in use, in the order the office gave them. */
export async function contacts(tx: Tx): Promise<Contact[]> {
  const rows = await tx
    .selectFrom('publicContact')
    .select([
      'id',
      'kind',
      'name',
      'sectionId',
      'address',
      'postcode',
      'phones',
      'fax',
      'email',
      'hours',
      'directions',
      'verifiedOn',
    ])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...(row as Contact), kind: row.kind as ContactKind }))
}
