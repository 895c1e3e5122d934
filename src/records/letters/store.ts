import { sql } from 'kysely'
import type { LetterKind } from '../../law/requests/letters.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { fewestSignatures, type Letter, type LetterState, type Signing } from './letter.ts'

const columns = [
  'id',
  'requestId',
  'kind',
  'isReply',
  'eventSeq',
  'state',
  'version',
  'draftedBy',
  'likenessConfirmedBy',
  'number',
  'issuedOn',
] as const

const asLetter = (row: Omit<Letter, 'kind' | 'state'> & { kind: string; state: string }): Letter => ({
  ...row,
  kind: row.kind as LetterKind,
  state: row.state as LetterState,
})

export async function lockLetter(tx: Tx, id: number): Promise<Letter | null> {
  const row = await tx.selectFrom('letter').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? asLetter(row) : null
}

/** The reply of a request that is being written; one that was issued stays what it is. */
export async function lockReplyLetter(tx: Tx, requestId: number): Promise<Letter | null> {
  const row = await tx
    .selectFrom('letter')
    .select(columns)
    .where('requestId', '=', requestId)
    .where('isReply', '=', true)
    .where('state', '<>', 'issued')
    .orderBy('id', 'desc')
    .forUpdate()
    .executeTakeFirst()
  return row ? asLetter(row) : null
}

export async function insertLetter(
  tx: Tx,
  letter: Pick<Letter, 'requestId' | 'kind' | 'isReply' | 'eventSeq' | 'state' | 'draftedBy'>,
): Promise<number> {
  const { id } = await tx.insertInto('letter').values(letter).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function saveLetter(
  tx: Tx,
  id: number,
  change: Partial<Pick<Letter, 'kind' | 'state' | 'draftedBy' | 'likenessConfirmedBy' | 'number' | 'issuedOn'>>,
): Promise<void> {
  await tx
    .updateTable('letter')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export interface LetterVersion {
  no: number
  kind: LetterKind
  body: string
  ownWords: string
  templateNo: number
}

export async function lastVersion(tx: Tx, letterId: number): Promise<LetterVersion | null> {
  const row = await tx
    .selectFrom('letterVersion')
    .select(['no', 'kind', 'body', 'ownWords', 'templateNo'])
    .where('letterId', '=', letterId)
    .orderBy('no', 'desc')
    .executeTakeFirst()
  return row ? { ...row, kind: row.kind as LetterKind } : null
}

export async function insertVersion(
  tx: Tx,
  letterId: number,
  version: LetterVersion & { writtenBy: number; writtenAt: Date },
): Promise<void> {
  await tx
    .insertInto('letterVersion')
    .values({ letterId, ...version })
    .execute()
}

export interface SignatureRow {
  versionNo: number
  step: 'section' | 'legal' | 'office' | 'leader'
  decision: 'signed' | 'returned'
  byId: number
}

export async function signaturesUnder(tx: Tx, letterId: number): Promise<SignatureRow[]> {
  const rows = await tx
    .selectFrom('letterSignature')
    .select(['versionNo', 'step', 'decision', 'byId'])
    .where('letterId', '=', letterId)
    .orderBy('seq')
    .execute()
  return rows as SignatureRow[]
}

export async function insertSignature(
  tx: Tx,
  letterId: number,
  signature: SignatureRow & { seq: number; note: string | null; at: Date },
): Promise<void> {
  await tx
    .insertInto('letterSignature')
    .values({ letterId, ...signature })
    .execute()
}

export async function insertTemplate(
  tx: Tx,
  template: { kind: LetterKind; no: number; body: string; note: string; writtenBy: number; writtenAt: Date },
): Promise<void> {
  await tx.insertInto('letterTemplate').values(template).execute()
}

export async function signingOf(tx: Tx): Promise<Signing> {
  const row = await tx
    .selectFrom('letterSigning')
    .select(['sectionSigns', 'officeSigns', 'legalReviews'])
    .executeTakeFirst()
  return row ?? fewestSignatures
}

export async function saveSigning(tx: Tx, signing: Signing): Promise<void> {
  await tx
    .insertInto('letterSigning')
    .values(signing)
    .onConflict((conflict) => conflict.column('bureauId').doUpdateSet(signing))
    .execute()
}

const gone = '（已依法处置）'

export async function eraseTexts(tx: Tx, requestId: number): Promise<void> {
  const own = tx.selectFrom('letter').select('id').where('requestId', '=', requestId)
  await tx.updateTable('letterVersion').set({ body: gone, ownWords: '' }).where('letterId', 'in', own).execute()
  await tx
    .updateTable('letterSignature')
    .set({ note: gone })
    .where('letterId', 'in', own)
    .where('note', 'is not', null)
    .execute()
}
