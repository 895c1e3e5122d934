import type { Tx } from '../../platform/database/bureau.ts'
import { maskedName } from './masked.ts'
import type { Applicant } from './request.ts'

/** What of an applicant is sealed: who it is and how to reach them. Kind of person and kind of document are statistics. */
export type Person = Omit<Applicant, 'kind' | 'idType'>

const personPlace = (tx: Tx, requestId: number) => `bureau ${tx.bureauId} request ${requestId} applicant`

export const draftPlace = (tx: Tx, tokenHash: Buffer) => `bureau ${tx.bureauId} draft ${tokenHash.toString('hex')}`

/** The row of an applicant, as the database may know it. */
export function sealedApplicant(tx: Tx, requestId: number, { kind, idType, ...person }: Applicant) {
  const [idText, nameText] = markedTexts({ idType, ...person })
  return {
    idType,
    sealed: sealPerson(tx, requestId, person),
    maskedName: maskedName(person.name, kind),
    idMark: idText === null ? null : tx.sealing.mark(idText, `person in bureau ${tx.bureauId}`),
    nameMark: tx.sealing.mark(nameText, `person in bureau ${tx.bureauId}`),
  }
}

function sealPerson(tx: Tx, requestId: number, person: Person): Buffer {
  return tx.sealing.seal(JSON.stringify(person), personPlace(tx, requestId))
}

export function unsealedPerson(tx: Tx, requestId: number, sealed: Buffer): Person {
  return JSON.parse(tx.sealing.open(sealed, personPlace(tx, requestId)))
}

/** All marks records of this person may carry: one for each key at hand. */
export function marksOf(tx: Tx, person: Pick<Applicant, 'idType' | 'idNumber' | 'name' | 'phone'>) {
  const [idText, nameText] = markedTexts(person)
  const use = `person in bureau ${tx.bureauId}`
  return { idMarks: idText === null ? [] : tx.sealing.marks(idText, use), nameMarks: tx.sealing.marks(nameText, use) }
}

function markedTexts({ idType, idNumber, name, phone }: Pick<Applicant, 'idType' | 'idNumber' | 'name' | 'phone'>) {
  return [idNumber ? JSON.stringify([idType, idNumber]) : null, JSON.stringify([name, phone])] as const
}
