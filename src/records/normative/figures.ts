import { sql } from 'kysely'
import type { InterpretationForm } from '../../law/publicity/interpretation.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { RecordBehind } from '../figure.ts'

export type InterpretationFigure = 'published' | 'byHead' | InterpretationForm

/**
 * Interpretations first published in a year. One that interprets several policies is one, under the form it was given
 * first: the forms add up to the whole.
 */
function interpretations(tx: Tx, year: number, figure: InterpretationFigure) {
  const first = sql<string>`(select r.form from document_relation r where (r.bureau_id, r.from_id) = (document.bureau_id, document.id)
    and r.kind = 'interprets' and r.removed_at is null order by r.id limit 1)`
  const head = sql<boolean>`exists (select from document_relation r where (r.bureau_id, r.from_id) = (document.bureau_id, document.id)
    and r.kind = 'interprets' and r.removed_at is null and r.by_head)`
  const [from, to] = [`${year}-01-01T00:00:00+08:00`, `${year + 1}-01-01T00:00:00+08:00`]
  const query = tx
    .selectFrom('document')
    .where(sql<boolean>`published_at >= ${from} and published_at < ${to}`)
    .where(sql<boolean>`${first} is not null`)
  if (figure === 'published') return query
  return figure === 'byHead' ? query.where(head) : query.where(sql<boolean>`${first} = ${figure}`)
}

export async function interpretationsPublished(tx: Tx, year: number, figure: InterpretationFigure): Promise<number> {
  const { count } = await interpretations(tx, year, figure)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function interpretationsBehind(
  tx: Tx,
  year: number,
  figure: InterpretationFigure,
): Promise<RecordBehind[]> {
  return interpretations(tx, year, figure).select(['id', 'version']).orderBy('id').execute()
}
