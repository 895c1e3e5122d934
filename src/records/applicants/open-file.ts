import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { requestCase } from '../requests/for-staff.ts'
import { mayOpenApplicant } from '../requests/open-applicant.ts'
import { type Actor, NotAllowed } from '../staff/actor.ts'
import { fileOfRequestIn } from './store.ts'

/** Gives a file of an applicant to somebody on the case, and notes in the journal who opened which. */
export async function openFile(tx: Tx, { id, fileId }: { id: number; fileId: number }, by: Actor, clock: Clock) {
  const request = await requestCase(tx, id)
  const file = request && (await fileOfRequestIn(tx, id, fileId))
  if (!request || !file) return null
  if (!mayOpenApplicant(by, request)) throw new NotAllowed('open a file of an applicant')
  const change = { file: file.sha256.toString('hex') }
  await recordAct(tx, { kind: 'applicant file opened', subject: `request ${id}`, by, at: clock.now(), change })
  return file
}
