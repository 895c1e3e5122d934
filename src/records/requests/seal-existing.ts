import type { Tx } from '../../platform/database/bureau.ts'
import { type Person, sealedApplicant } from './seal.ts'
import { lockUnsealed, saveSealed } from './store.ts'

type InParts = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Rows in one transaction: an interrupted start goes on where it stopped. */
const AT_ONCE = 500

/** Seals the applicants of a bureau that came in before there was a key. Gives how many there were. */
export async function sealExisting(inParts: InParts): Promise<number> {
  for (let done = 0; ; ) {
    const part = await inParts(async (tx) => {
      const rows = await lockUnsealed(tx, AT_ONCE)
      for (const { requestId, kind, idType, person } of rows) {
        await saveSealed(tx, requestId, sealedApplicant(tx, requestId, { kind, idType, ...(person as Person) }))
      }
      return rows.length
    })
    done += part
    if (part === 0) return done
  }
}
