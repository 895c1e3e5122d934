import { itemArticle } from '../../law/publicity/catalogue.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import type { ColumnPlan } from './column.ts'
import { mustKeepColumns } from './permissions.ts'
import { plainPlan } from './set-up.ts'
import { columnSet } from './sets/all.ts'
import type { ColumnOfSet, ColumnSet } from './sets/column-set.ts'
import { insertColumn, type KeptColumn, lockTree, ownerAndSectionExist, saveColumn, savePlaces } from './store.ts'

export interface SetPreview {
  added: { slug: string; name: string }[]
  changed: { slug: string; name: string }[]
  /** columns of the bureau the set does not know: they stay as they are */
  untouched: { slug: string; name: string }[]
}

export class NoSuchSet extends Error {}

interface Step {
  of: ColumnOfSet
  parent: string | null
  position: number
  existing: KeptColumn | null
}

function stepsOf(set: ColumnSet, tree: readonly KeptColumn[]): Step[] {
  const walk = (columns: readonly ColumnOfSet[], parent: string | null): Step[] =>
    columns.flatMap((of, position) => [
      { of, parent, position, existing: tree.find(({ slug }) => slug === of.slug) ?? null },
      ...walk(of.below ?? [], of.slug),
    ])
  return walk(set.columns, null)
}

function setNamed(name: string): ColumnSet {
  const set = columnSet(name)
  if (!set) throw new NoSuchSet()
  return set
}

/** What applying a set would do. */
export async function previewColumnSet(tx: Tx, name: string): Promise<SetPreview> {
  const tree = await lockTree(tx)
  const steps = stepsOf(setNamed(name), tree)
  const named = ({ of }: Step) => ({ slug: of.slug, name: of.name })
  return {
    added: steps.filter(({ existing }) => !existing).map(named),
    changed: steps.filter(({ existing }) => existing).map(named),
    untouched: tree
      .filter(({ slug, standing }) => standing !== 'closed' && !steps.some(({ of }) => of.slug === slug))
      .map(({ slug, name }) => ({ slug, name })),
  }
}

export type SetRefusal = 'closed-column' | 'second-home' | 'no-such-section'

/**
 * Puts a ready set of columns in place: what is missing is added, what has the same address is renamed and moved to its
 * place, everything else stays. `sectionId` becomes responsible for columns that have no section yet.
 */
export async function applyColumnSet(
  tx: Tx,
  { set: name, sectionId }: { set: string; sectionId: number | null },
  by: Actor,
  clock: Clock,
): Promise<SetPreview | { refused: SetRefusal }> {
  mustKeepColumns(by, 'apply a set of columns')
  const preview = await previewColumnSet(tx, name)
  const tree = await lockTree(tx)
  const steps = stepsOf(setNamed(name), tree)
  const home = tree.find(({ type }) => type === '首页')
  if (steps.some(({ existing }) => existing?.standing === 'closed')) return { refused: 'closed-column' }
  if (home && steps.some(({ of }) => of.type === '首页' && of.slug !== home.slug)) return { refused: 'second-home' }
  if (!(await ownerAndSectionExist(tx, { ownerId: null, sectionId })).section) return { refused: 'no-such-section' }
  const ids = new Map(tree.map(({ slug, id }) => [slug, id]))
  for (const { of, parent, position, existing } of steps) {
    const parentId = parent === null ? null : (ids.get(parent) ?? null)
    const plan = planOf(of, parentId, existing?.sectionId ?? sectionId, existing?.ownerId ?? null)
    if (existing) {
      await saveColumn(tx, existing.id, plan)
      await savePlaces(tx, [{ id: existing.id, parentId, position }])
    } else ids.set(of.slug, await insertColumn(tx, plan, { position, createdOn: clock.today() }))
  }
  await recordAct(tx, {
    kind: 'column set applied',
    subject: 'columns',
    by,
    at: clock.now(),
    change: {
      set: name,
      added: preview.added.map(({ slug }) => slug),
      changed: preview.changed.map(({ slug }) => slug),
    },
  })
  return preview
}

function planOf(
  of: ColumnOfSet,
  parentId: number | null,
  sectionId: number | null,
  ownerId: number | null,
): ColumnPlan {
  const { below: _, item, keywords, ...told } = of
  return {
    ...plainPlan,
    keywords: keywords ?? `${of.name},应急管理,政府信息公开`,
    ...told,
    parentId,
    sectionId,
    ownerId,
    statutoryItem: item ?? null,
    basis: item ? `《政府信息公开条例》${itemArticle(item)}` : null,
  }
}
