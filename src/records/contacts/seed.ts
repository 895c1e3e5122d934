import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { BureauProfile } from '../bureaus/bureau.ts'
import type { ContactDetails } from './contact.ts'
import { insertContact } from './store.ts'

const nothing = {
  sectionId: null,
  address: null,
  postcode: null,
  fax: null,
  email: null,
  hours: null,
  directions: null,
}

/** The contacts every bureau has from its first day, as the operator gave them. */
export async function seedContacts(
  tx: Tx,
  { name, profile }: { name: string; profile: BureauProfile },
  verifiedOn: CalendarDate,
): Promise<void> {
  const { address, postcode, phone, dutyPhone, fax, email, officeHours, disclosureOffice } = profile
  const seeds: ContactDetails[] = [
    { ...nothing, kind: 'switchboard', name, address, postcode, phones: [phone], hours: officeHours },
    { ...nothing, kind: 'duty', name: '应急值守', phones: [dutyPhone], hours: '二十四小时' },
    {
      ...nothing,
      kind: 'disclosure-office',
      name: disclosureOffice,
      address,
      postcode,
      phones: [phone],
      fax: fax || null,
      email: email || null,
      hours: officeHours,
    },
  ]
  for (const [position, seed] of seeds.entries()) await insertContact(tx, seed, { position, verifiedOn })
}
