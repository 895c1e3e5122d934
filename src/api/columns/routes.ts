import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ItemNumber } from '../../law/publicity/catalogue.ts'
import { applyColumnSet, previewColumnSet, type SetRefusal } from '../../records/columns/apply-set.ts'
import { type ClosingRefusal, closeColumn, reopenColumn } from '../../records/columns/close.ts'
import { type ColumnPlan, type ColumnType, columnTypes, withBelow } from '../../records/columns/column.ts'
import { columns } from '../../records/columns/for-public.ts'
import { columnsForStaff, staffNames } from '../../records/columns/for-staff.ts'
import { type MoveRefusal, moveColumn } from '../../records/columns/move.ts'
import { type NilRefusal, stateNil, withdrawNil } from '../../records/columns/nil.ts'
import { type WhyNotPublishIn, whyNotIn } from '../../records/columns/publish-in.ts'
import { addColumn, type ColumnProblem, changeColumn } from '../../records/columns/set-up.ts'
import { columnSets } from '../../records/columns/sets/all.ts'
import { columnStates, coverage } from '../../records/columns/state.ts'
import { actsOn } from '../../records/journal/for-staff.ts'
import { registerKinds } from '../../records/registers/kinds/all.ts'
import { topicsForStaff } from '../../records/topics/for-staff.ts'
import * as contract from '../contract/columns.ts'
import { done, notFound, Refusal, refuse, type Surroundings, serve } from '../serve.ts'
import { mayKeep } from './may-keep.ts'

const problemWords: Record<ColumnProblem, { field: string; message: string }> = {
  'no-name': { field: 'name', message: '请填写栏目名称' },
  'no-description': { field: 'description', message: '请填写栏目描述（每个栏目页的必填标签）' },
  'no-keywords': { field: 'keywords', message: '请填写关键词（每个栏目页的必填标签）' },
  'bad-slug': { field: 'slug', message: '网址只用小写字母、数字和连字符，例如 tzgg' },
  'slug-taken': { field: 'slug', message: '这个网址已经有栏目在用' },
  'slug-reserved': { field: 'slug', message: '这个网址留给系统页面，请换一个' },
  'no-such-parent': { field: 'parentId', message: '上级栏目不存在或已关闭' },
  'no-such-section': { field: 'sectionId', message: '没有这个科室' },
  'no-such-owner': { field: 'ownerId', message: '没有这位工作人员' },
  'no-such-register': { field: 'registers', message: '没有这类台账' },
  'no-such-item': { field: 'statutoryItem', message: '条例第二十条没有这一项' },
  'periodic-without-promise': { field: 'promise', message: '定期公开的栏目，请写明更新周期' },
  'promise-without-period': { field: 'promise', message: '只有定期公开的栏目才有更新周期' },
  'second-home': { field: 'type', message: '只能有一个首页，且在第一级' },
}
const moveWords: Record<MoveRefusal, string> = {
  first: '已经在最前面',
  last: '已经在最后面',
  'nothing-above': '前面没有可以放入的栏目',
  'top-level': '已经是第一级栏目',
  'too-deep': '栏目最多五级，请先调整下级栏目',
  home: '首页只能在第一级',
}
const closingWords: Record<ClosingRefusal, string> = {
  'closed-already': '这个栏目已经关闭',
  'home-or-platform': '首页和政府信息公开栏目不能关闭',
  'no-such-target': '请选择合并到哪个栏目',
  'target-closed': '要合并到的栏目已经关闭，请另选一个',
  'into-itself': '不能合并到自己或自己的下级栏目',
  'too-deep': '合并后会超过五级，请先调整下级栏目',
}
const nilWords: Record<NilRefusal, string> = {
  closed: '栏目已经关闭，不需要声明',
  'no-section': '请先指定责任科室，由该科室确认',
  'not-empty': '这个栏目有已公开的内容，不能声明无此类信息',
  'no-statement': '请写明声明，例如“本机关无行政强制事项”',
  'too-long-valid': '声明最长一年，到期前请再次确认',
  'not-valid-yet': '再次确认的日期应晚于今天',
}
const whyNotWords: Record<WhyNotPublishIn, string> = {
  'no-such-column': '没有这个栏目',
  closed: '已关闭',
  'no-section': '没有责任科室，不能发布',
  home: '首页不直接发布信息',
  'made-by-the-product': '页面由系统生成',
}
const setWords: Record<SetRefusal, string> = {
  'closed-column': '这套栏目要用的网址中有已经关闭的栏目，请先重新开启',
  'second-home': '已有另一个首页栏目，请先修改它的类型',
  'no-such-section': '没有这个科室',
}

const withProblems = (problems: ColumnProblem[]) =>
  new Refusal(422, '有内容需要修改', { problems: problems.map((problem) => problemWords[problem]) })

type Planned = Omit<ColumnPlan, 'parentId' | 'slug'>
/** What was typed, as a plan. A type nobody knows is refused by the list. */
function asPlan(
  body: Omit<Planned, 'type' | 'statutoryItem'> & { type: string; statutoryItem: number | null },
): Planned | null {
  const type = columnTypes.find((known) => known === body.type) as ColumnType | undefined
  if (!type) return null
  return { ...body, type, basis: body.basis?.trim() || null, statutoryItem: body.statutoryItem as ItemNumber | null }
}
const noType = () => new Refusal(422, '有内容需要修改', { problems: [{ field: 'type', message: '请选择栏目类别' }] })

export function columnRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.readTree, async ({ tx, by }) => {
    const [tree, staff] = [await columns(tx), await columnsForStaff(tx)]
    const states = await columnStates(tx, tree, clock.today())
    return {
      columns: tree.map((column) => {
        const [kept, state] = [staff.get(column.id), states.get(column.id)]
        if (!kept || !state) throw new Error('every column is kept and has a state')
        const whyNot = whyNotIn(column)
        return {
          ...column,
          registers: [...column.registers],
          part: column.isPart ? column.part : null,
          sectionId: kept.sectionId,
          ownerId: kept.ownerId,
          owner: kept.owner,
          version: kept.version,
          held: kept.documents,
          shown: state.documents + state.entries,
          lastOn: state.lastOn,
          dueOn: state.freshness?.dueOn ?? null,
          state: state.state,
          nil: state.nil,
          whyNot: whyNot && whyNotWords[whyNot],
        }
      }),
      may: mayKeep(by),
      types: [...columnTypes],
      registers: registerKinds.map(({ kind, title }) => ({ kind, title })),
      staff: (await staffNames(tx)).map(({ id, name }) => ({ id, name })),
      acts: await actsOn(tx, 'columns'),
    }
  })

  serve(app, surroundings, contract.addColumn, async ({ tx, by, body }) => {
    const { slug, parentId, ...rest } = body
    const plan = asPlan(rest)
    if (!plan) return noType()
    const outcome = await addColumn(tx, { ...plan, slug, parentId }, by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems) : outcome
  })

  serve(app, surroundings, contract.changeColumn, async ({ tx, by, params, body }) => {
    const { version, ...rest } = body
    const plan = asPlan(rest)
    if (!plan) return noType()
    const outcome = await changeColumn(tx, { ...params, version, plan }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    return 'refused' in outcome ? refuse(outcome.refused, { closed: '栏目已经关闭，请先重新开启' }) : done
  })

  serve(app, surroundings, contract.moveColumn, async ({ tx, by, params, body }) => {
    const outcome = await moveColumn(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, moveWords) : done
  })

  serve(app, surroundings, contract.readImpact, async ({ tx, params }) => {
    const tree = await columns(tx)
    const column = tree.find(({ id }) => id === params.id)
    if (!column) return notFound('个栏目')
    const [staff, states] = [await columnsForStaff(tx), await columnStates(tx, tree, clock.today())]
    const branch = withBelow(tree, column)
    const topics = await topicsForStaff(tx)
    return {
      documents: branch.reduce((sum, { id }) => sum + (staff.get(id)?.documents ?? 0), 0),
      published: states.get(column.id)?.documents ?? 0,
      columns: branch.slice(1).map(({ name }) => name),
      topics: topics
        .filter(({ items }) => items.some(({ columnId }) => branch.some(({ id }) => id === columnId)))
        .map(({ title }) => title),
    }
  })

  serve(app, surroundings, contract.closeColumn, async ({ tx, by, params, body }) => {
    const outcome = await closeColumn(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, closingWords) : outcome
  })

  serve(app, surroundings, contract.reopenColumn, async ({ tx, by, params, body }) => {
    const outcome = await reopenColumn(tx, { ...params, ...body }, by, clock)
    if (!('refused' in outcome)) return done
    return refuse(outcome.refused, {
      'not-closed': '栏目没有关闭',
      merged: '栏目已合并到别处，不能重新开启',
      'below-a-closed-one': '请先重新开启它的上级栏目',
    })
  })

  serve(app, surroundings, contract.stateNil, async ({ tx, by, params, body }) => {
    const statement = { columnId: params.id, ...body, validUntil: body.validUntil as CalendarDate }
    const outcome = await stateNil(tx, statement, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, nilWords) : done
  })

  serve(app, surroundings, contract.withdrawNil, async ({ tx, by, params }) => {
    const outcome = await withdrawNil(tx, params.id, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'no-statement': '这个栏目没有声明' }) : done
  })

  serve(app, surroundings, contract.listSets, async () => ({
    sets: columnSets.map(({ columns, name, title, source }) => ({
      ...{ name, title, source },
      main: columns.length,
      below: columns.reduce((sum, { below = [] }) => sum + below.length, 0),
    })),
  }))

  serve(app, surroundings, contract.previewSet, async ({ tx, params }) => previewColumnSet(tx, params.set))

  serve(app, surroundings, contract.applySet, async ({ tx, by, params, body }) => {
    const outcome = await applyColumnSet(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, setWords) : outcome
  })

  serve(app, surroundings, contract.readCoverage, async ({ tx }) => {
    const tree = await columns(tx)
    const items = await coverage(tx, tree, await columnStates(tx, tree, clock.today()))
    return {
      items: items.map(({ item, columns, registers, ...rest }) => ({
        ...rest,
        ...{ item: item.item, label: item.label, article: item.cite.article, registers },
        columns: columns.map(({ column: { id, name, section }, state }) => ({ id, name, section, state: state.state })),
      })),
    }
  })
}
