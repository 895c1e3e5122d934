import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import type { OpenedRequest } from './advance.ts'
import { queryCodeHash, readQueryCode } from './query-code.ts'
import { eventsOf, idByCode, lockRequest } from './store.ts'

/** What an applicant proves with that a request is the own one. */
export interface Access {
  number: string
  code: string
}

/** Takes up a request for an act of its applicant. Null: no such number, or not its code; nobody is told which. */
export async function openOwnRequest(tx: Tx, { number, code }: Access): Promise<OpenedRequest | null> {
  const id = await idByCode(tx, number, queryCodeHash(number, readQueryCode(code)))
  const request = id === null ? null : await lockRequest(tx, id)
  return request && { request, events: await eventsOf(tx, request.id), calendar: await workingCalendar(tx) }
}
