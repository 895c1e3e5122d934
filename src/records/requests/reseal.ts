import type { Tx } from '../../platform/database/bureau.ts'
import { draftPlace, sealedApplicant, unsealedPerson } from './seal.ts'
import {
  countSealedOtherwise,
  lockDraftsSealedOtherwise,
  lockSealedOtherwise,
  saveDraftSeal,
  saveSeal,
} from './store.ts'

type InParts = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

const AT_ONCE = 200

/** How many values of a bureau are sealed with another key than the one that seals now. */
export async function sealedOtherwise(tx: Tx): Promise<number> {
  return countSealedOtherwise(tx, Buffer.from(tx.sealing.currentId, 'hex'))
}

/**
 * Seals with the present key whatever of a bureau is sealed with another one, a few rows at a time, so that the office works
 * on meanwhile; stopped and begun again it does what is left.
 */
export async function reseal(inParts: InParts, tick: (values: number) => void): Promise<void> {
  for (;;) {
    const part = await inParts(async (tx) => {
      const current = Buffer.from(tx.sealing.currentId, 'hex')
      const people = await lockSealedOtherwise(tx, current, AT_ONCE)
      for (const { requestId, kind, idType, sealed } of people) {
        const person = unsealedPerson(tx, requestId, sealed)
        await saveSeal(tx, requestId, sealedApplicant(tx, requestId, { kind, idType, ...person }))
      }
      const drafts = await lockDraftsSealedOtherwise(tx, current, AT_ONCE)
      for (const { tokenHash, sealed } of drafts) {
        const place = draftPlace(tx, tokenHash)
        await saveDraftSeal(tx, tokenHash, tx.sealing.seal(tx.sealing.open(sealed, place), place))
      }
      return people.length + drafts.length
    })
    tick(part)
    if (part === 0) return
  }
}
