import { sql } from 'kysely'
import { ledgerOf, ledgerText, type PageOfLedger } from '../../law/requests/redaction.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Proof } from '../../platform/redact/prove.ts'
import type { PageSize } from '../../platform/redact/worker.ts'
import { asPdf, type Mark, type MarkOfOutput } from './redaction.ts'

export interface Output {
  id: number
  markedVersion: number
  state: 'asked' | 'making' | 'made' | 'failed'
  pagesDone: number
  sha256: string | null
  size: number | null
  proof: Proof | null
  ledger: PageOfLedger[]
  askedAt: Date
  madeAt: Date | null
  issuedAt: Date | null
}

export interface MaterialOfRequest {
  id: number
  requestId: number
  name: string
  sha256: string
  mediaType: string
  version: number
  pages: PageSize[]
  addedBy: string
  addedAt: Date
  proposed: number
  accepted: number
  /** the latest first */
  outputs: Output[]
}

const materials = (tx: Tx) =>
  tx
    .selectFrom('redactionMaterial as material')
    .innerJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'material.sha256').onRef('file.bureauId', '=', 'material.bureauId'),
    )
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'material.addedBy').onRef('staff.bureauId', '=', 'material.bureauId'),
    )
    .where('material.removedAt', 'is', null)

async function outputsOf(tx: Tx, materialId: number): Promise<Output[]> {
  const rows = await tx
    .selectFrom('redactionOutput as output')
    .leftJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'output.sha256').onRef('file.bureauId', '=', 'output.bureauId'),
    )
    .select([
      'output.id',
      'output.markedVersion',
      'output.state',
      'output.pagesDone',
      'output.sha256',
      'file.size',
      'output.proof',
      'output.marks',
      'output.askedAt',
      'output.madeAt',
      'output.issuedAt',
    ])
    .where('output.materialId', '=', materialId)
    .orderBy('output.id', 'desc')
    .limit(10)
    .execute()
  return rows.map(({ marks, proof, sha256, ...row }) => ({
    ...row,
    state: row.state as Output['state'],
    sha256: sha256?.toString('hex') ?? null,
    proof: proof as unknown as Proof | null,
    ledger: ledgerOf(marks as unknown as MarkOfOutput[]),
  }))
}

export async function materialsOf(tx: Tx, requestId: number): Promise<MaterialOfRequest[]> {
  const rows = await materials(tx)
    .select('material.id')
    .where('material.requestId', '=', requestId)
    .orderBy('material.id')
    .execute()
  const found: MaterialOfRequest[] = []
  for (const { id } of rows) {
    const material = await materialForStaff(tx, id)
    if (material) found.push(material)
  }
  return found
}

export async function materialForStaff(tx: Tx, id: number): Promise<MaterialOfRequest | null> {
  const row = await materials(tx)
    .select([
      'material.id',
      'material.requestId',
      'material.name',
      'material.sha256',
      'file.mediaType',
      'material.version',
      'material.pages',
      'staff.name as addedBy',
      'material.addedAt',
      sql<number>`(select count(*) from redaction_mark m where m.bureau_id = material.bureau_id and m.material_id = material.id and m.state = 'proposed')::int`.as(
        'proposed',
      ),
      sql<number>`(select count(*) from redaction_mark m where m.bureau_id = material.bureau_id and m.material_id = material.id and m.state = 'accepted')::int`.as(
        'accepted',
      ),
    ])
    .where('material.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...row,
    sha256: row.sha256.toString('hex'),
    pages: row.pages as unknown as PageSize[],
    outputs: await outputsOf(tx, id),
  }
}

/** Every mark that was not taken back, in the order of the pages. */
export async function marksOf(tx: Tx, materialId: number): Promise<Mark[]> {
  const rows = await tx
    .selectFrom('redactionMark')
    .select(['id', 'page', 'x', 'y', 'width', 'height', 'ground', 'foundBy', 'found', 'hit', 'state', 'byName', 'at'])
    .where('materialId', '=', materialId)
    .where('state', '<>', 'taken-back')
    .orderBy('page')
    .orderBy('y')
    .orderBy('x')
    .execute()
  return rows as Mark[]
}

export async function originalOf(
  tx: Tx,
  materialId: number,
): Promise<{ requestId: number; name: string; mediaType: string; content: Buffer; sha256: Buffer } | null> {
  const row = await materials(tx)
    .select(['material.requestId', 'material.name', 'file.mediaType', 'file.content', 'material.sha256'])
    .where('material.id', '=', materialId)
    .executeTakeFirst()
  return row ?? null
}

export async function outputFile(
  tx: Tx,
  outputId: number,
): Promise<{ name: string; content: Buffer; text: Buffer; marks: MarkOfOutput[]; requestId: number } | null> {
  const row = await tx
    .selectFrom('redactionOutput as output')
    .innerJoin('redactionMaterial as material', (join) =>
      join.onRef('material.id', '=', 'output.materialId').onRef('material.bureauId', '=', 'output.bureauId'),
    )
    .innerJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'output.sha256').onRef('file.bureauId', '=', 'output.bureauId'),
    )
    .innerJoin('storedFile as words', (join) =>
      join.onRef('words.sha256', '=', 'output.textSha256').onRef('words.bureauId', '=', 'output.bureauId'),
    )
    .select(['material.name', 'material.requestId', 'output.marks', 'file.content', 'words.content as text'])
    .where('output.id', '=', outputId)
    .executeTakeFirst()
  return row ? { ...row, marks: row.marks as unknown as MarkOfOutput[] } : null
}

export interface IssuedFile {
  id: number
  /** of the original, with the ending of what it became */
  name: string
  size: number
  sha256: string
  pages: number
  /** boxes on its pages; 0 when all of it is given */
  marks: number
  /** for the reply letter: 第3页遮盖2处（…）。 */
  summary: string
}

/** The files that go to the applicant with the reply, in the order in which they came to the case. */
export async function issuedFiles(tx: Tx, requestId: number): Promise<IssuedFile[]> {
  const rows = await tx
    .selectFrom('redactionOutput as output')
    .innerJoin('redactionMaterial as material', (join) =>
      join.onRef('material.id', '=', 'output.materialId').onRef('material.bureauId', '=', 'output.bureauId'),
    )
    .innerJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'output.sha256').onRef('file.bureauId', '=', 'output.bureauId'),
    )
    .select(['output.id', 'material.name', 'material.pages', 'output.marks', 'output.sha256', 'file.size'])
    .where('material.requestId', '=', requestId)
    .where('material.removedAt', 'is', null)
    .where('output.issuedAt', 'is not', null)
    .orderBy('material.id')
    .execute()
  return rows.map(({ id, name, pages, marks, sha256, size }) => {
    const covered = marks as unknown as MarkOfOutput[]
    return {
      id,
      name: asPdf(name),
      size,
      sha256: sha256?.toString('hex') ?? '',
      pages: (pages as unknown[]).length,
      marks: covered.length,
      summary: ledgerText(ledgerOf(covered)),
    }
  })
}

/** One of {@link issuedFiles} with its bytes, and what of it can be read as text. */
export async function issuedFile(
  tx: Tx,
  requestId: number,
  fileId: number,
): Promise<(IssuedFile & { content: Buffer; text: Buffer }) | null> {
  const file = (await issuedFiles(tx, requestId)).find(({ id }) => id === fileId)
  const bytes = file && (await outputFile(tx, fileId))
  return file && bytes ? { ...file, content: bytes.content, text: bytes.text } : null
}

/** What the files that go out make of the case: one outcome, however many files have something covered in them. */
export function proposedOutcome(files: readonly IssuedFile[]): 'granted' | 'partial' | null {
  if (files.length === 0) return null
  return files.some(({ marks }) => marks > 0) ? 'partial' : 'granted'
}
