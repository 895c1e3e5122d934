import type { WordKind } from '../../law/wording/lexicon.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { LeakClass } from './leak.ts'

export interface WordInList {
  id: number
  kind: WordKind
  word: string
  suggestion: string | null
  active: boolean
  addedBy: string
  addedAt: Date
}

export async function lexiconWords(
  tx: Tx,
  { kind, text, page, size }: { kind?: WordKind; text?: string; page: number; size: number },
): Promise<{ words: WordInList[]; total: number }> {
  let query = tx
    .selectFrom('lexiconWord as word')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'word.addedBy').onRef('staff.bureauId', '=', 'word.bureauId'),
    )
  if (kind) query = query.where('word.kind', '=', kind)
  if (text) query = query.where('word.word', 'like', `%${text.replace(/[\\%_]/g, '\\$&')}%`)
  const { total } = await query.select((count) => count.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const words = await query
    .select([
      'word.id',
      'word.kind',
      'word.word',
      'word.suggestion',
      'word.active',
      'staff.name as addedBy',
      'word.addedAt',
    ])
    .orderBy('word.active', 'desc')
    .orderBy('word.id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { total: Number(total), words: words.map((word) => ({ ...word, kind: word.kind as WordKind })) }
}

export async function leastGroup(tx: Tx): Promise<number | null> {
  return (await tx.selectFrom('leakSetting').select('leastGroup').executeTakeFirst())?.leastGroup ?? null
}

export interface HeldLeak {
  id: number
  subject: string
  title: string
  class: LeakClass
  severity: 'BLOCK' | 'REVIEW'
  place: string
  excerpt: string
  waivable: boolean
  draftedById: number
  draftedBy: string
  heldAt: Date
  waiver: { reason: string; by: string; at: Date } | null
}

/** What the gate stopped: open, or let through; of one person's work when `draftedBy` is given. */
export async function heldLeaks(
  tx: Tx,
  filter: { waived: boolean; draftedBy?: number; page: number; size: number },
): Promise<{ held: HeldLeak[]; total: number }> {
  let query = tx
    .selectFrom('leakHeld as held')
    .innerJoin('staff as drafter', (join) =>
      join.onRef('drafter.id', '=', 'held.draftedBy').onRef('drafter.bureauId', '=', 'held.bureauId'),
    )
    .leftJoin('leakWaiver as waiver', (join) =>
      join
        .onRef('waiver.bureauId', '=', 'held.bureauId')
        .onRef('waiver.subject', '=', 'held.subject')
        .onRef('waiver.class', '=', 'held.class')
        .onRef('waiver.valueHash', '=', 'held.valueHash'),
    )
    .leftJoin('staff as waiving', (join) =>
      join.onRef('waiving.id', '=', 'waiver.waivedBy').onRef('waiving.bureauId', '=', 'waiver.bureauId'),
    )
    .where('waiver.id', filter.waived ? 'is not' : 'is', null)
  if (filter.draftedBy) query = query.where('held.draftedBy', '=', filter.draftedBy)
  const { total } = await query.select((count) => count.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'held.id',
      'held.subject',
      'held.title',
      'held.class',
      'held.severity',
      'held.place',
      'held.excerpt',
      'held.waivable',
      'held.draftedBy as draftedById',
      'drafter.name as draftedBy',
      'held.heldAt',
      'waiver.reason',
      'waiver.waivedAt',
      'waiving.name as waivedBy',
    ])
    .orderBy('held.heldAt', 'desc')
    .orderBy('held.id', 'desc')
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute()
  return {
    total: Number(total),
    held: rows.map(({ reason, waivedAt, waivedBy, ...row }) => ({
      ...row,
      class: row.class as LeakClass,
      severity: row.severity as HeldLeak['severity'],
      waiver: reason && waivedAt && waivedBy ? { reason, by: waivedBy, at: waivedAt } : null,
    })),
  }
}
