import type { Tx } from '../../platform/database/bureau.ts'
import { openRequestsOf } from '../requests/for-public.ts'
import type { Applicant } from '../requests/request.ts'

/** Blanks and marks make no other matter. */
export const sameTitle = (one: string, other: string): boolean => squeezed(one) === squeezed(other)

const squeezed = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .toLowerCase()

/**
 * Open requests of the same person that ask for the same. Told only to whoever typed name, number and telephone of the
 * person and the title: nobody learns here what somebody else asks for.
 */
export async function openLike(
  tx: Tx,
  applicant: Applicant,
  wanted: readonly { title: string }[],
): Promise<{ number: string; title: string; submittedAt: Date }[]> {
  const open = await openRequestsOf(tx, applicant)
  return open.filter(({ title }) => wanted.some((one) => sameTitle(one.title, title)))
}
