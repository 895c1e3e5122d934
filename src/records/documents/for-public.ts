import { sql } from 'kysely'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { DocumentKind } from '../../law/publicity/checks.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { relatedTo } from '../normative/for-public.ts'
import { type Subject, subjects } from '../pages/subjects.ts'

export interface PublishedInList {
  id: number
  columnId: number
  kind: DocumentKind
  title: string
  documentNumber: string | null
  formedOn: CalendarDate
  publishedAt: Date
  address: string
}

export interface PublicFile {
  id: number
  name: string
  mediaType: string
  /** bytes */
  size: number
  pages: number | null
  /** hex */
  sha256: string
}

export interface PublishedDocument extends PublishedInList {
  subtitle: string | null
  /** clean markup */
  body: string
  source: string
  author: string | null
  editor: string | null
  summary: string | null
  keywords: string | null
  theme: string | null
  genre: string | null
  jointIssuers: string | null
  indexNumber: string | null
  effectiveOn: CalendarDate | null
  validUntil: CalendarDate | null
  versionAt: Date
  versionNo: number
  versionNote: string | null
  /** hex, SHA-256 of the official version */
  contentHash: string
  archived: boolean
}

const inList = ['id', 'columnId', 'kind', 'title', 'documentNumber', 'formedOn', 'publishedAt', 'address'] as const

const whole = [
  ...inList,
  'subtitle',
  'body',
  'source',
  'author',
  'editor',
  'summary',
  'keywords',
  'theme',
  'genre',
  'jointIssuers',
  'indexNumber',
  'effectiveOn',
  'validUntil',
  'versionAt',
  'versionNo',
  'versionNote',
  'contentHash',
  'archived',
] as const

export async function publishedDocument(tx: Tx, id: number): Promise<PublishedDocument | null> {
  const row = await tx.selectFrom('publicDocument').select(whole).where('id', '=', id).executeTakeFirst()
  return row ? (row as PublishedDocument) : null
}

/** The next published documents after an id, in the order of their ids. */
export async function publishedDocumentsAfter(tx: Tx, id: number, limit: number): Promise<PublishedDocument[]> {
  const rows = await tx
    .selectFrom('publicDocument')
    .select(whole)
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows as PublishedDocument[]
}

/** The files of a published document, in their order; pictures of the text are not among them. */
export async function filesOfPublished(tx: Tx, id: number): Promise<PublicFile[]> {
  const rows = await tx
    .selectFrom('publicAttachment')
    .select(['id', 'name', 'mediaType', 'size', 'pages', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .where('documentId', '=', id)
    .where('role', '=', 'file')
    .orderBy('position')
    .execute()
  return rows as PublicFile[]
}

/** Something attached to a document, its text with a form feed between pages. */
export interface AttachedText {
  id: number
  name: string
  text: string
}

/** The words of the files of published documents, by document, in their order; pictures of the texts are not among them. */
export async function textsOfFiles(tx: Tx, ids: readonly number[]): Promise<Map<number, AttachedText[]>> {
  const rows = await tx
    .selectFrom('publicAttachment')
    .select(['documentId', 'id', 'name', 'text'])
    .where(sql<boolean>`document_id = any(${[...ids]}::bigint[])`)
    .where('role', '=', 'file')
    .orderBy('position')
    .execute()
  return Map.groupBy(rows as (AttachedText & { documentId: number })[], ({ documentId }) => documentId)
}

/** Every file and picture of what is public now. */
export async function publicFiles(tx: Tx): Promise<{ id: number; name: string }[]> {
  const rows = await tx.selectFrom('publicAttachment').select(['id', 'name']).orderBy('id').execute()
  return rows as { id: number; name: string }[]
}

/** A file or picture of something that is public now; null for every other. */
export async function publicFile(
  tx: Tx,
  attachmentId: number,
): Promise<{
  documentId: number
  name: string
  mediaType: string
  role: string
  content: Buffer
  sha256: string
} | null> {
  const row = await tx
    .selectFrom('publicAttachment as attachment')
    .innerJoin('storedFile as file', (join) =>
      join.onRef('file.sha256', '=', 'attachment.sha256').onRef('file.bureauId', '=', 'attachment.bureauId'),
    )
    .select([
      'attachment.documentId',
      'attachment.name',
      'attachment.mediaType',
      'attachment.role',
      'file.content',
      sql<string>`encode(attachment.sha256, 'hex')`.as('sha256'),
    ])
    .where('attachment.id', '=', attachmentId)
    .executeTakeFirst()
  return row ? (row as Awaited<ReturnType<typeof publicFile>>) : null
}

export interface EarlierVersion {
  no: number
  publishedAt: Date
  note: string | null
  /** hex */
  contentHash: string
  withheldReason: string | null
  /** null where the text is withheld */
  title: string | null
  body: string | null
}

/** Every official version of a document that is public, the newest first. */
export async function versionsOf(tx: Tx, id: number): Promise<EarlierVersion[]> {
  const rows = await tx
    .selectFrom('publicVersion')
    .select(['no', 'publishedAt', 'note', 'contentHash', 'withheldReason', 'title', 'body'])
    .where('documentId', '=', id)
    .orderBy('no', 'desc')
    .execute()
  return rows as EarlierVersion[]
}

/** How many documents a page of a document names on either side of it. */
const [newer, older] = [2, 3]

/** What was published in the column of a document just after and just before it, newest first. */
export function publishedBeside(tx: Tx, document: Placed): Promise<PublishedInList[]> {
  return around(tx, document, { newer, older })
}

type Placed = Pick<PublishedInList, 'id' | 'columnId' | 'publishedAt'>

async function around(
  tx: Tx,
  { id, columnId, publishedAt }: Placed,
  most: { newer: number; older: number },
): Promise<PublishedInList[]> {
  const inColumn = tx
    .selectFrom('publicPlacement')
    .select(['documentId', 'publishedAt'])
    .where('columnId', '=', columnId)
    .where('documentId', '<>', id)
  const after = inColumn
    .where(sql<boolean>`(published_at, document_id) > (${publishedAt}, ${id})`)
    .orderBy('publishedAt')
    .orderBy('documentId')
    .limit(most.newer)
  const before = inColumn
    .where(sql<boolean>`(published_at, document_id) < (${publishedAt}, ${id})`)
    .orderBy('publishedAt', 'desc')
    .orderBy('documentId', 'desc')
    .limit(most.older)
  const rows = await tx
    .selectFrom('publicDocument')
    .select(inList)
    .where(
      sql<boolean>`id = any(array(select document_id from (${after}) as after union all select document_id from (${before}) as before))`,
    )
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows as PublishedInList[]
}

/**
 * What pages show that is another after this document became public, was corrected or was taken down: lists of the columns
 * it stands or stood in, pages that name it as standing next to them, pages of documents related to it.
 */
export async function subjectsShown(
  tx: Tx,
  document: Pick<Placed, 'id' | 'publishedAt'>,
  columnIds: readonly number[],
): Promise<Subject[]> {
  const naming: PublishedInList[] = []
  for (const columnId of columnIds) {
    // It is named by as many older ones as name newer ones, and the other way round.
    naming.push(...(await around(tx, { ...document, columnId }, { newer: older, older: newer })))
  }
  const related = await relatedTo(tx, document.id)
  return [
    subjects.document(document.id),
    ...columnIds.map(subjects.column),
    ...naming.map(({ id }) => subjects.beside(id)),
    ...related.map(subjects.document),
  ]
}

/** The version of a public document whose hash begins so; null where none or several do. */
export async function versionWithHash(tx: Tx, start: string): Promise<{ documentId: number; no: number } | null> {
  const rows = await tx
    .selectFrom('publicVersion')
    .select(['documentId', 'no'])
    .where('contentHash', 'like', `${start}%`)
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0] as { documentId: number; no: number }) : null
}

/** A document that was taken down: its title is gone with it, only the day and the reason are told. */
export async function withdrawnDocument(tx: Tx, id: number): Promise<{ withdrawnAt: Date; reason: string } | null> {
  const row = await tx
    .selectFrom('publicTombstone')
    .select(['withdrawnAt', 'withdrawReason'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.withdrawnAt && row.withdrawReason ? { withdrawnAt: row.withdrawnAt, reason: row.withdrawReason } : null
}

export async function publishedSince(tx: Tx, day: CalendarDate): Promise<number> {
  const { count } = await tx
    .selectFrom('publicDocument')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(sql<boolean>`published_at >= ${`${day}T00:00:00+08:00`}`)
    .executeTakeFirstOrThrow()
  return count
}

/** Published documents whose title stands in a text without blanks, the longest title first. */
export async function publishedTitledIn(tx: Tx, text: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('publicDocument')
    .select('id')
    .where(sql<boolean>`position(regexp_replace(normalize(title, NFKC), '\\s', '', 'g') in ${text}) > 0`)
    .orderBy(sql`length(title)`, 'desc')
    .limit(5)
    .execute()
  return rows.flatMap(({ id }) => (id === null ? [] : [id]))
}

/** The public file with these bytes, and the document it belongs to. */
export async function publicFilesWith(
  tx: Tx,
  sha256: Buffer,
): Promise<{ name: string; document: PublishedInList } | null> {
  const file = await tx
    .selectFrom('publicAttachment')
    .select(['name', 'documentId'])
    .where('sha256', '=', sha256)
    .orderBy('documentId', 'desc')
    .executeTakeFirst()
  if (!file?.documentId) return null
  const row = await tx.selectFrom('publicDocument').select(inList).where('id', '=', file.documentId).executeTakeFirst()
  return row && file.name ? { name: file.name, document: row as PublishedInList } : null
}

/**
 * Published documents with their text. `newest-change` for feeds (a correction comes up again), `id` and `oldest-change`
 * for whoever takes them all, page by page.
 */
export async function publishedTexts(
  tx: Tx,
  {
    columnIds,
    filter = {},
    since = null,
    order,
    page,
    size,
  }: {
    /** only what one of these columns lists */
    columnIds?: readonly number[]
    /** of those columns, only what this lets through */
    filter?: Omit<ListFilter, 'sort'>
    since?: Date | null
    order: 'newest-change' | 'oldest-change' | 'id'
    page: number
    size: number
  },
): Promise<{ documents: PublishedDocument[]; total: number }> {
  let wanted = columnIds ? readThrough(tx, columnIds, filter) : tx.selectFrom('publicDocument')
  if (since) wanted = wanted.where('versionAt', '>=', since)
  const { total } = await wanted.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  if (order !== 'id') wanted = wanted.orderBy('versionAt', order === 'newest-change' ? 'desc' : 'asc')
  const rows = await wanted
    .select(whole)
    .orderBy('id', order === 'newest-change' ? 'desc' : 'asc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { total, documents: rows as PublishedDocument[] }
}

/** The first file of each of these documents, where it has one. */
export async function firstFilesOf(tx: Tx, ids: readonly number[]): Promise<Map<number, PublicFile>> {
  const rows = await tx
    .selectFrom('publicAttachment')
    .distinctOn('documentId')
    .select(['documentId', 'id', 'name', 'mediaType', 'size', 'pages', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .where(sql<boolean>`document_id = any(${[...ids]}::bigint[])`)
    .where('role', '=', 'file')
    .orderBy('documentId')
    .orderBy('position')
    .execute()
  return new Map(rows.map(({ documentId, ...file }) => [documentId as number, file as PublicFile]))
}

/** Every published document as a site map needs it, in the order in which they were made. */
export async function publishedPlaces(
  tx: Tx,
): Promise<Pick<PublishedDocument, 'id' | 'columnId' | 'title' | 'address' | 'publishedAt' | 'versionAt'>[]> {
  const rows = await tx
    .selectFrom('publicDocument')
    .select(['id', 'columnId', 'title', 'address', 'publishedAt', 'versionAt'])
    .orderBy('id')
    .execute()
  return rows as Pick<PublishedDocument, 'id' | 'columnId' | 'title' | 'address' | 'publishedAt' | 'versionAt'>[]
}

/** How many documents are public, and when one of them changed or one was taken down last. */
export async function publishedState(tx: Tx): Promise<{ count: number; changedAt: Date | null }> {
  const { count, changedAt } = await tx
    .selectFrom('publicDocument')
    .select([sql<number>`count(*)::int`.as('count'), sql<Date | null>`max(version_at)`.as('changedAt')])
    .executeTakeFirstOrThrow()
  const { withdrawnAt } = await tx
    .selectFrom('publicTombstone')
    .select(sql<Date | null>`max(withdrawn_at)`.as('withdrawnAt'))
    .executeTakeFirstOrThrow()
  return { count, changedAt: withdrawnAt && (!changedAt || withdrawnAt > changedAt) ? withdrawnAt : changedAt }
}

/** Where documents stood that were taken down. */
export async function withdrawnPlaces(tx: Tx): Promise<{ id: number; address: string }[]> {
  const rows = await tx.selectFrom('publicTombstone').select(['id', 'address']).orderBy('id').execute()
  return rows as { id: number; address: string }[]
}

/** Documents taken down since: only their ids are told. */
export async function withdrawnSince(tx: Tx, since: Date): Promise<number[]> {
  const rows = await tx
    .selectFrom('publicTombstone')
    .select('id')
    .where('withdrawnAt', '>=', since)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id as number)
}

/** How many of the documents that are public now became so in each year. */
export async function publishedByYear(tx: Tx): Promise<{ year: number; count: number }[]> {
  return tx
    .selectFrom('publicDocument')
    .select([
      sql<number>`extract(year from published_at at time zone 'Asia/Shanghai')::int`.as('year'),
      sql<number>`count(*)::int`.as('count'),
    ])
    .groupBy('year')
    .orderBy('year')
    .execute()
}

/** How many documents some columns together list, and when the newest came; by the column each branch begins with. */
export async function publishedInBranches(
  tx: Tx,
  branches: ReadonlyMap<number, readonly number[]>,
): Promise<Map<number, { count: number; lastAt: Date }>> {
  const members = [...branches].flatMap(([root, ids]) => ids.map((id) => [root, id] as const))
  const { rows } = await sql<{ root: number; count: number; lastAt: Date }>`
    select branch.root, max(newest.published_at) as last_at,
      (select sum(tally.count)::int from public_document_tally as tally
        where tally.columns && array_agg(branch.member)) as count
    from unnest(${members.map(([root]) => root)}::bigint[], ${members.map(([, id]) => id)}::bigint[]) as branch (root, member)
    left join lateral (
      select published_at from public_placement where column_id = branch.member order by published_at desc limit 1
    ) as newest on true
    group by branch.root
    having max(newest.published_at) is not null`.execute(tx)
  return new Map(rows.map(({ root, ...held }) => [root, held]))
}

export interface ListFilter {
  /** words of the title */
  text?: string
  year?: number
  /** parts of a document number: 青应急发〔2026〕58号 */
  numberWord?: string
  numberYear?: string
  numberSerial?: string
  sort?: 'published' | 'formed' | 'number'
}

const within = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** The words and numbers of a filter, which no index answers: every document of the columns is looked at. */
function readThrough(tx: Tx, columnIds: readonly number[], { text, year, ...number }: ListFilter) {
  let query = tx
    .selectFrom('publicDocument')
    .where(
      sql<boolean>`id in (select document_id from public_placement where column_id = any(${[...columnIds]}::bigint[]))`,
    )
  for (const word of text?.split(/\s+/).filter(Boolean) ?? []) query = query.where('title', 'ilike', within(word))
  if (year) query = query.where(sql<boolean>`year_in_china(published_at) = ${year}`)
  if (number.numberWord) query = query.where('documentNumber', 'like', within(number.numberWord))
  if (number.numberYear) query = query.where('documentNumber', 'like', within(`〔${number.numberYear}〕`))
  if (number.numberSerial) query = query.where('documentNumber', 'like', within(`〕${number.numberSerial}号`))
  return query
}

export interface ListedDocument extends PublishedInList {
  indexNumber: string | null
  source: string
}

const listed = [...inList, 'indexNumber', 'source'] as const

/** The public documents that some columns list and a filter lets through, in the order asked for (newest first), with their number. */
export async function publishedIn(
  tx: Tx,
  columnIds: readonly number[],
  { page, size, sort = 'published', ...filter }: ListFilter & { page: number; size: number },
): Promise<{ documents: ListedDocument[]; total: number }> {
  if (columnIds.length === 0) return { documents: [], total: 0 }
  const { year, ...words } = filter
  const looksInto = Object.values(words).some(Boolean)
  const total = looksInto
    ? (
        await readThrough(tx, columnIds, filter)
          .select(sql<number>`count(*)::int`.as('total'))
          .executeTakeFirstOrThrow()
      ).total
    : (await publishedYears(tx, columnIds))
        .filter((one) => !year || one.year === year)
        .reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return { documents: [], total }
  const skipped = (page - 1) * size
  if (!looksInto && sort === 'published') {
    const documents = await newest(tx, columnIds, { year, skipped, size })
    return { documents, total }
  }
  const order = { published: 'publishedAt', formed: 'formedOn', number: 'documentNumber' } as const
  const rows = await readThrough(tx, columnIds, filter)
    .select(listed)
    .orderBy(order[sort], (column) => column.desc().nullsLast())
    .orderBy('id', 'desc')
    .limit(size)
    .offset(skipped)
    .execute()
  return { total, documents: rows as ListedDocument[] }
}

/** Reads no more of each column than can be among those asked for; a document that stands in several is listed once. */
async function newest(
  tx: Tx,
  columnIds: readonly number[],
  { year, skipped, size }: { year: number | undefined; skipped: number; size: number },
): Promise<ListedDocument[]> {
  const inYear = year
    ? sql`and published_at >= ${`${year}-01-01T00:00:00+08:00`} and published_at < ${`${year + 1}-01-01T00:00:00+08:00`}`
    : sql``
  const { rows } = await sql<{ documentId: number }>`
    select distinct placed.published_at, placed.document_id
    from unnest(${[...columnIds]}::bigint[]) as asked (id) cross join lateral (
      select published_at, document_id from public_placement where column_id = asked.id ${inYear}
      order by published_at desc, document_id desc limit ${skipped + size}
    ) as placed
    order by placed.published_at desc, placed.document_id desc limit ${size} offset ${skipped}`.execute(tx)
  if (rows.length === 0) return []
  const documents = await tx
    .selectFrom('publicDocument')
    .select(listed)
    .where(sql<boolean>`id = any(${rows.map(({ documentId }) => documentId)}::bigint[])`)
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return documents as ListedDocument[]
}

/** The years in which something of these columns was published, newest first, each with its number. */
export async function publishedYears(tx: Tx, columnIds: readonly number[]): Promise<{ year: number; count: number }[]> {
  if (columnIds.length === 0) return []
  const rows = await tx
    .selectFrom('publicDocumentTally')
    .select(['year', sql<number>`sum(count)::int`.as('count')])
    .where(sql<boolean>`columns && ${[...columnIds]}::bigint[]`)
    .groupBy('year')
    .orderBy('year', 'desc')
    .execute()
  return rows as { year: number; count: number }[]
}

/** Documents by their ids, those that are public, in no order. */
export async function publishedByIds(tx: Tx, ids: readonly number[]): Promise<PublishedInList[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('publicDocument')
    .select(inList)
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute()
  return rows as PublishedInList[]
}
