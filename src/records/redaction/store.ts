import { sql } from 'kysely'
import type { RedactionGround } from '../../law/requests/redaction.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Proof } from '../../platform/redact/prove.ts'
import type { PageSize } from '../../platform/redact/worker.ts'
import type { RequestState } from '../requests/request.ts'
import type { Mark, MarkOfOutput, MarkState } from './redaction.ts'

export async function stateOfRequest(tx: Tx, id: number): Promise<RequestState | null> {
  const row = await tx.selectFrom('request').select('state').where('id', '=', id).forShare().executeTakeFirst()
  return (row?.state as RequestState | undefined) ?? null
}

export async function insertMaterial(
  tx: Tx,
  material: { requestId: number; name: string; sha256: Buffer; pages: PageSize[]; addedBy: number; addedAt: Date },
): Promise<number> {
  const { id } = await tx
    .insertInto('redactionMaterial')
    .values({ ...material, pages: JSON.stringify(material.pages) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface LockedMaterial {
  id: number
  requestId: number
  name: string
  version: number
  pages: PageSize[]
  /** a copy of it goes to the applicant */
  issued: boolean
}

export async function lockMaterial(tx: Tx, id: number): Promise<LockedMaterial | null> {
  const row = await tx
    .selectFrom('redactionMaterial')
    .select(['id', 'requestId', 'name', 'version', 'pages'])
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  const issued = await tx
    .selectFrom('redactionOutput')
    .select('id')
    .where('materialId', '=', id)
    .where('issuedAt', 'is not', null)
    .executeTakeFirst()
  return { ...row, pages: row.pages as unknown as PageSize[], issued: issued !== undefined }
}

export async function saveMaterial(tx: Tx, id: number, change: { removedAt?: Date }): Promise<number> {
  const { version } = await tx
    .updateTable('redactionMaterial')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

export type NewMark = Omit<Mark, 'id' | 'byName' | 'at'>

export async function insertMarks(
  tx: Tx,
  materialId: number,
  marks: readonly NewMark[],
  by: { byId: number; byName: string; at: Date },
): Promise<number[]> {
  const ids: number[] = []
  for (let from = 0; from < marks.length; from += 500) {
    const rows = await tx
      .insertInto('redactionMark')
      .values(marks.slice(from, from + 500).map((mark) => ({ materialId, ...mark, ...by })))
      .returning('id')
      .execute()
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}

export async function setMarks(
  tx: Tx,
  materialId: number,
  ids: readonly number[],
  change: { state: MarkState; ground?: RedactionGround },
  by: { byId: number; byName: string; at: Date },
): Promise<number> {
  const rows = await tx
    .updateTable('redactionMark')
    .set({ ...change, ...by })
    .where('materialId', '=', materialId)
    .where('id', 'in', ids.length > 0 ? [...ids] : [-1])
    .returning('id')
    .execute()
  return rows.length
}

export interface LockedOutput {
  id: number
  materialId: number
  markedVersion: number
  state: 'asked' | 'making' | 'made' | 'failed'
  proof: Proof | null
  marks: MarkOfOutput[]
  issuedAt: Date | null
}

export async function lockOutput(tx: Tx, id: number): Promise<LockedOutput | null> {
  const row = await tx
    .selectFrom('redactionOutput')
    .select(['id', 'materialId', 'markedVersion', 'state', 'proof', 'marks', 'issuedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return (row as unknown as LockedOutput | undefined) ?? null
}

export async function insertOutput(
  tx: Tx,
  output: { materialId: number; markedVersion: number; marks: readonly MarkOfOutput[]; askedBy: number; askedAt: Date },
): Promise<number | null> {
  const row = await tx
    .insertInto('redactionOutput')
    .values({ ...output, marks: JSON.stringify(output.marks), state: 'asked' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Takes up the next file to make: one that was asked for, or whose maker gives no sign of life since `deadSince`. */
export async function takeUpOutput(
  tx: Tx,
  { now, deadSince }: { now: Date; deadSince: Date },
): Promise<{
  id: number
  attempts: number
  marks: MarkOfOutput[]
  content: Buffer
  mediaType: string
} | null> {
  const found = await tx
    .selectFrom('redactionOutput')
    .select('id')
    .where((or) =>
      or.or([or('state', '=', 'asked'), or.and([or('state', '=', 'making'), or('aliveAt', '<', deadSince)])]),
    )
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!found) return null
  const { attempts } = await tx
    .updateTable('redactionOutput')
    .set({ state: 'making', aliveAt: now, pagesDone: 0, attempts: sql`attempts + 1` })
    .where('id', '=', found.id)
    .returning('attempts')
    .executeTakeFirstOrThrow()
  const row = await tx
    .selectFrom('redactionOutput as output')
    .innerJoin('redactionMaterial as material', (join) =>
      join.onRef('material.id', '=', 'output.materialId').onRef('material.bureauId', '=', 'output.bureauId'),
    )
    .innerJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'material.sha256').onRef('file.bureauId', '=', 'material.bureauId'),
    )
    .select(['output.marks', 'file.content', 'file.mediaType'])
    .where('output.id', '=', found.id)
    .executeTakeFirstOrThrow()
  return { ...row, id: found.id, attempts, marks: row.marks as unknown as MarkOfOutput[] }
}

/** `attempt`: who was taken for dead and comes back writes nothing. */
export async function saveOutput(
  tx: Tx,
  { id, attempt }: { id: number; attempt: number },
  change:
    | { aliveAt: Date; pagesDone: number }
    | { state: 'made'; sha256: Buffer; textSha256: Buffer; proof: Proof; madeAt: Date }
    | { state: 'failed'; failure: string },
): Promise<void> {
  const { proof, ...rest } = 'proof' in change ? change : { ...change, proof: null }
  await tx
    .updateTable('redactionOutput')
    .set({ ...rest, ...(proof ? { proof: JSON.stringify(proof) } : {}) })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('state', '=', 'making')
    .execute()
}

export async function saveIssue(
  tx: Tx,
  id: number,
  issue: { issuedAt: Date; issuedBy: number } | { issuedAt: null; issuedBy: null },
): Promise<void> {
  await tx.updateTable('redactionOutput').set(issue).where('id', '=', id).execute()
}

export async function takeBackIssuesOf(tx: Tx, materialId: number): Promise<void> {
  await tx
    .updateTable('redactionOutput')
    .set({ issuedAt: null, issuedBy: null })
    .where('materialId', '=', materialId)
    .where('issuedAt', 'is not', null)
    .execute()
}

/** The material of a request with its marks and outputs; the files too, where nothing else in the bureau is the same. */
export async function deleteMaterialOf(tx: Tx, requestId: number): Promise<void> {
  const materials = await tx
    .selectFrom('redactionMaterial')
    .select(['id', 'sha256'])
    .where('requestId', '=', requestId)
    .execute()
  if (materials.length === 0) return
  const ids = materials.map(({ id }) => id)
  const outputs = await tx
    .deleteFrom('redactionOutput')
    .where('materialId', 'in', ids)
    .returning(['sha256', 'textSha256'])
    .execute()
  await tx.deleteFrom('redactionMark').where('materialId', 'in', ids).execute()
  await tx.deleteFrom('redactionMaterial').where('id', 'in', ids).execute()
  const files = [...materials, ...outputs].flatMap((one) => [one.sha256, 'textSha256' in one ? one.textSha256 : null])
  const left = files.filter((file) => file !== null)
  await sql`
    delete from stored_file f where f.sha256 = any(${left}::bytea[])
      and not exists (select from document_attachment a where a.bureau_id = f.bureau_id and a.sha256 = f.sha256)
      and not exists (select from redaction_material m where m.bureau_id = f.bureau_id and m.sha256 = f.sha256)
      and not exists (select from redaction_output o where o.bureau_id = f.bureau_id and f.sha256 in (o.sha256, o.text_sha256))`.execute(
    tx,
  )
}
