import { type CatalogueField, missingCatalogueFields } from '../../law/publicity/catalogue.ts'
import type { Span } from '../../law/publicity/freshness.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Column } from '../columns/column.ts'
import { columns } from '../columns/for-public.ts'
import { mayKeepColumns } from '../columns/permissions.ts'
import { canonical, sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import type { Entry, Matter } from './catalogue.ts'
import { catalogueVersions } from './for-public.ts'
import { entriesIn, insertVersion, lockLastNo } from './store.ts'

export interface IncompleteEntry {
  documentId: number
  name: string
  missing: CatalogueField[]
}

const monthWords: Record<number, string> = { 1: '每月', 3: '每季度', 6: '每半年', 12: '每年' }
const spanWords = (span: Span): string =>
  'days' in span ? `每${span.days}日` : (monthWords[span.months] ?? `每${span.months}个月`)

/** 公开时限 of a column in words. */
export function timeLimitOf({ duration, promise }: Pick<Column, 'duration' | 'promise'>): string {
  if (duration === 'long-term') return '长期公开，变更后20个工作日内更新'
  if (duration === 'periodic') return `定期公开，${promise ? `${spanWords(promise)}更新` : '按期更新'}`
  return '随时公开，形成之日起20个工作日内'
}

/** The columns whose content the catalogue lists: those of the platform, and others that fulfil an item of article 20. */
export function catalogued(tree: readonly Column[]): Column[] {
  return tree.filter(
    ({ standing, part, statutoryItem }) =>
      standing !== 'closed' &&
      (part === 'rules' || statutoryItem !== null || (part === 'content' && standing === 'open')),
  )
}

/** What the next version would contain. */
export async function catalogueNow(
  tx: Tx,
): Promise<{ matters: Matter[]; entries: Entry[]; incomplete: IncompleteEntry[] }> {
  const listed = catalogued(await columns(tx))
  const matters = listed
    // A heading under which others stand is no matter of its own.
    .filter(({ id, registers }) => registers.length > 0 || !listed.some(({ parentId }) => parentId === id))
    .map(
      (column): Matter => ({
        columnId: column.id,
        slug: column.slug,
        matter: column.name,
        content: column.description,
        basis: column.basis,
        timeLimit: timeLimitOf(column),
        method: column.registers.length > 0 ? '本网站（含台账）、查阅场所' : '本网站、查阅场所',
        section: column.section,
      }),
    )
  const entries = await entriesIn(
    tx,
    listed.map(({ id }) => id),
  )
  const incomplete = entries.flatMap((entry) => {
    const missing = missingCatalogueFields(entry)
    return missing.length > 0 ? [{ documentId: entry.documentId, name: entry.name, missing }] : []
  })
  return { matters, entries, incomplete }
}

/** SHA-256 over the canonical text of what a version contains. */
export function catalogueHash(matters: readonly Matter[], entries: readonly Entry[]): Buffer {
  return sha256(canonical({ matters, entries }))
}

export type CatalogueRefusal = 'no-note' | 'unchanged' | 'nothing-in-it'

/** Freezes the catalogue as the next version. Refused while an entry lacks one of its four fields (art. 12). */
export async function publishCatalogue(
  tx: Tx,
  { note }: { note: string },
  by: Actor,
  clock: Clock,
): Promise<{ no: number } | { incomplete: IncompleteEntry[] } | { refused: CatalogueRefusal }> {
  mustBeAllowed(by, 'publish the catalogue', mayKeepColumns)
  if (note.trim() === '') return { refused: 'no-note' }
  const last = await lockLastNo(tx)
  const { matters, entries, incomplete } = await catalogueNow(tx)
  if (incomplete.length > 0) return { incomplete }
  if (matters.length === 0) return { refused: 'nothing-in-it' }
  const hash = catalogueHash(matters, entries)
  const before = (await catalogueVersions(tx)).find(({ no }) => no === last)
  if (before?.hash === hash.toString('hex')) return { refused: 'unchanged' }
  const no = last + 1
  const publishedAt = clock.now()
  await insertVersion(tx, { no, note: note.trim(), hash, publishedAt, publishedBy: by.id }, matters, entries)
  await recordAct(tx, {
    kind: 'catalogue published',
    subject: 'catalogue',
    by,
    at: publishedAt,
    change: { no, note: note.trim(), matters: matters.length, entries: entries.length, content: hash.toString('hex') },
  })
  return { no }
}
