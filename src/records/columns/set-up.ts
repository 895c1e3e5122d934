import { statutoryItems } from '../../law/publicity/catalogue.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { recordAct } from '../journal/record.ts'
import { registerKind } from '../registers/kinds/all.ts'
import type { Actor } from '../staff/actor.ts'
import { type ColumnPlan, platformSlug, reservedSlugs } from './column.ts'
import { mustKeepColumns } from './permissions.ts'
import { insertColumn, type KeptColumn, lockTree, ownerAndSectionExist, saveColumn } from './store.ts'

export class NoSuchColumn extends Error {}

export type ColumnProblem =
  | 'no-name'
  | 'no-description'
  | 'no-keywords'
  | 'bad-slug'
  | 'slug-taken'
  | 'slug-reserved'
  | 'no-such-parent'
  | 'no-such-section'
  | 'no-such-owner'
  | 'no-such-register'
  | 'no-such-item'
  | 'periodic-without-promise'
  | 'promise-without-period'
  | 'second-home'

/** Deeper than this nobody finds anything, and addresses of the platform have no room. */
export const deepest = 5

/** Everything wrong with what is said about a column; `id` is the column itself when it exists already. */
export async function columnProblems(
  tx: Tx,
  plan: ColumnPlan,
  tree: readonly KeptColumn[],
  id: number | null,
): Promise<ColumnProblem[]> {
  const others = tree.filter((column) => column.id !== id)
  const problems: ColumnProblem[] = []
  if (plan.name.trim() === '') problems.push('no-name')
  // Both are mandatory meta tags of every column page (国办发〔2017〕47号).
  if (plan.description.trim() === '') problems.push('no-description')
  if (plan.keywords.trim() === '') problems.push('no-keywords')
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(plan.slug)) problems.push('bad-slug')
  if (others.some(({ slug }) => slug === plan.slug)) problems.push('slug-taken')
  if (reservedSlugs.includes(plan.slug)) problems.push('slug-reserved')
  const parent = others.find((column) => column.id === plan.parentId)
  if (plan.parentId !== null && (!parent || parent.standing === 'closed')) problems.push('no-such-parent')
  const { owner, section } = await ownerAndSectionExist(tx, plan)
  if (!section) problems.push('no-such-section')
  if (!owner) problems.push('no-such-owner')
  if (plan.registers.some((name) => registerKind(name) === null)) problems.push('no-such-register')
  if (plan.statutoryItem !== null && !statutoryItems.some(({ item }) => item === plan.statutoryItem))
    problems.push('no-such-item')
  if (plan.duration === 'periodic' && plan.promise === null) problems.push('periodic-without-promise')
  if (plan.duration !== 'periodic' && plan.promise !== null) problems.push('promise-without-period')
  const home = plan.type === '首页'
  if (home && (plan.parentId !== null || plan.slug === platformSlug || others.some(({ type }) => type === '首页')))
    problems.push('second-home')
  return problems
}

/** Adds a column as the last of those it stands among. */
export async function addColumn(
  tx: Tx,
  plan: ColumnPlan,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: ColumnProblem[] }> {
  mustKeepColumns(by, 'add a column')
  const tree = await lockTree(tx)
  const problems = await columnProblems(tx, plan, tree, null)
  if (problems.length > 0) return { problems }
  const beside = tree.filter(({ parentId }) => parentId === plan.parentId)
  const position = Math.max(-1, ...beside.map((column) => column.position)) + 1
  const id = await insertColumn(tx, plan, { position, createdOn: clock.today() })
  await recordAct(tx, { kind: 'column set up', subject: `column ${id}`, by, at: clock.now(), change: { ...plan } })
  return { id }
}

type LeastPlan = Pick<
  ColumnPlan,
  'parentId' | 'slug' | 'name' | 'type' | 'description' | 'keywords' | 'basis' | 'duration' | 'sectionId'
>

/** Adds a column of which only the usual is said. Throws when something about it is wrong. */
export async function setUpColumn(
  tx: Tx,
  { position: _, ...plan }: LeastPlan & Partial<ColumnPlan> & { position?: number },
  by: Actor,
  clock: Clock,
): Promise<number> {
  const outcome = await addColumn(tx, { ...plainPlan, ...plan }, by, clock)
  if ('problems' in outcome) throw new Error(`column ${plan.slug}: ${outcome.problems.join(', ')}`)
  return outcome.id
}

/** What holds of a column unless something else is said. */
export const plainPlan = {
  ownerId: null,
  part: null,
  statutoryItem: null,
  registers: [],
  updateClass: 'other',
  promise: null,
  feed: true,
  standing: 'open',
} as const satisfies Partial<ColumnPlan>

/**
 * Changes what is said about a column. Its place in the tree changes by moving, its standing to closed by closing; its
 * address never changes.
 */
export async function changeColumn(
  tx: Tx,
  { id, version, plan }: { id: number; version: number; plan: Omit<ColumnPlan, 'parentId' | 'slug'> },
  by: Actor,
  clock: Clock,
): Promise<{ changed: true } | { problems: ColumnProblem[] } | { refused: 'closed' }> {
  mustKeepColumns(by, 'change a column')
  const tree = await lockTree(tx)
  const before = openColumn(tree, id, version)
  if (before.standing === 'closed') return { refused: 'closed' }
  const whole: ColumnPlan = { ...plan, parentId: before.parentId, slug: before.slug }
  const problems = await columnProblems(tx, whole, tree, id)
  if (problems.length > 0) return { problems }
  await saveColumn(tx, id, whole)
  const change = differences({ ...before }, { ...whole })
  if (Object.keys(change).length > 0)
    await recordAct(tx, { kind: 'column changed', subject: `column ${id}`, by, at: clock.now(), change })
  return { changed: true }
}

/** The column of a locked tree; one that somebody else changed since it was read is refused. */
export function openColumn(tree: readonly KeptColumn[], id: number, version: number): KeptColumn {
  const column = tree.find((one) => one.id === id)
  if (!column) throw new NoSuchColumn()
  if (column.version !== version) throw new ChangedMeanwhile()
  return column
}

/** Field by field what an act changed, for the journal. */
function differences(from: Record<string, unknown>, to: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(to)
      .filter((name) => name in from && JSON.stringify(from[name]) !== JSON.stringify(to[name]))
      .map((name) => [name, { from: from[name], to: to[name] }]),
  )
}
