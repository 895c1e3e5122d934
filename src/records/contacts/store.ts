import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Contact, ContactDetails, ContactKind } from './contact.ts'

export interface KeptContact extends Contact {
  retiredOn: CalendarDate | null
  version: number
}

const asRow = ({ phones, ...details }: ContactDetails) => ({ ...details, phones: [...phones] })

export async function lockContact(tx: Tx, id: number): Promise<KeptContact | null> {
  const row = await tx.selectFrom('contact').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return null
  const { bureauId: _, position: __, ...contact } = row
  return { ...contact, kind: contact.kind as ContactKind }
}

export async function insertContact(
  tx: Tx,
  details: ContactDetails,
  { position, verifiedOn }: { position: number; verifiedOn: CalendarDate },
): Promise<number> {
  const { id } = await tx
    .insertInto('contact')
    .values({ ...asRow(details), position, verifiedOn })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function nextPosition(tx: Tx): Promise<number> {
  const { next } = await tx
    .selectFrom('contact')
    .select(sql<number>`coalesce(max(position), -1)::int + 1`.as('next'))
    .executeTakeFirstOrThrow()
  return next
}

export async function saveContact(
  tx: Tx,
  id: number,
  change: Partial<ContactDetails> & { verifiedOn?: CalendarDate; retiredOn?: CalendarDate },
): Promise<void> {
  const { phones, ...rest } = change
  await tx
    .updateTable('contact')
    .set({ ...rest, ...(phones ? { phones: [...phones] } : {}), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}
