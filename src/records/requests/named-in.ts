import type { Tx } from '../../platform/database/bureau.ts'
import { applicantsOwn } from './for-staff.ts'

/** Whether a text says anything of the applicant of a request: a name, a number, a way to reach the person. */
export async function isNamedIn(tx: Tx, requestId: number, text: string): Promise<boolean> {
  const own = await applicantsOwn(tx, requestId)
  return own.some((said) => said && text.includes(said))
}
