import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aDocument, anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '../../platform/database/open.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { aText } from '../documents/document.ts'
import { publishedDocument, publishedIn } from '../documents/for-public.ts'
import { draftDocument } from '../documents/write.ts'
import { actsOn } from '../journal/for-staff.ts'
import { NotAllowed } from '../staff/actor.ts'
import { applyColumnSet, previewColumnSet } from './apply-set.ts'
import { closeColumn, reopenColumn } from './close.ts'
import type { ColumnPlan } from './column.ts'
import { columns, nilStatements } from './for-public.ts'
import { columnsForStaff } from './for-staff.ts'
import { type Move, moveColumn } from './move.ts'
import { stateNil, withdrawNil } from './nil.ts'
import { whyNotPublishIn } from './publish-in.ts'
import { addColumn, changeColumn, plainPlan } from './set-up.ts'
import { columnSets } from './sets/all.ts'
import { columnStates, coverage } from './state.ts'

let database: Database
let close: () => Promise<void>
let office: Office
const clock = at('2026-03-04')
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  office = await anOffice(database)
})

const plan = (change: Partial<ColumnPlan> = {}): ColumnPlan => ({
  ...plainPlan,
  parentId: null,
  slug: 'tzgg',
  name: '通知公告',
  type: '工作动态',
  description: '通知和公告',
  keywords: '通知',
  basis: null,
  duration: 'any-time',
  sectionId: office.section,
  ...change,
})

const add = async (slug: string, change: Partial<ColumnPlan> = {}): Promise<number> => {
  const added = await office.in((tx) => addColumn(tx, plan({ slug, name: slug, ...change }), office.officer, clock))
  if ('problems' in added) throw new Error(added.problems.join())
  return added.id
}

/** The tree as indented lines. */
const tree = async (): Promise<string> => {
  const all = await office.in((tx) => columns(tx))
  const lines = (parent: number | null, depth: number): string[] =>
    all
      .filter(({ parentId }) => parentId === parent)
      .flatMap(({ id, slug, standing }) => [
        `${'-'.repeat(depth)}${slug}${standing === 'closed' ? '×' : ''}`,
        ...lines(id, depth + 1),
      ])
  return lines(null, 0).join(' ')
}

const handle = async (id: number) => ({
  id,
  version: (await office.in((tx) => columnsForStaff(tx))).get(id)?.version ?? 0,
})
const move = async (id: number, to: Move) => {
  const of = await handle(id)
  return office.in((tx) => moveColumn(tx, { ...of, to }, office.officer, clock))
}
const shut = async (id: number, into: number | null = null) => {
  const of = await handle(id)
  return office.in((tx) => closeColumn(tx, { ...of, into }, office.officer, clock))
}

const publish = (columnId: number, day = '2026-03-04') =>
  aDocument(
    office,
    { columnId, title: '关于检查的通知', body: '<p>请自查。</p>', source: '本局', formedOn: on(day) },
    at(day),
  )

test('everything wrong with a column is told at once, and nothing is added', async () => {
  await add('taken')
  const bad = plan({
    ...{ slug: 'taken', name: ' ', description: '', keywords: '', parentId: 999, ownerId: 999, sectionId: 999 },
    ...{ duration: 'periodic', registers: ['no-such'] },
  })
  const outcome = await office.in((tx) => addColumn(tx, bad, office.officer, clock))
  expect(outcome).toEqual({
    problems: [
      ...['no-name', 'no-description', 'no-keywords', 'slug-taken', 'no-such-parent'],
      ...['no-such-section', 'no-such-owner', 'no-such-register', 'periodic-without-promise'],
    ],
  })
  for (const slug of ['Ab', 'a b', 'a--b', '']) {
    expect(await office.in((tx) => addColumn(tx, plan({ slug }), office.officer, clock))).toEqual({
      problems: ['bad-slug'],
    })
  }
  expect(await office.in((tx) => addColumn(tx, plan({ slug: 'zhuanti' }), office.officer, clock))).toEqual({
    problems: ['slug-reserved'],
  })
  expect(await tree()).toBe('taken')
})

test('only the disclosure office and administrators keep columns', async () => {
  const id = await add('a')
  for (const by of [office.drafter, office.leader, office.supervisor]) {
    await expect(office.in((tx) => addColumn(tx, plan({ slug: 'b' }), by, clock))).rejects.toThrow(NotAllowed)
    await expect(office.in((tx) => moveColumn(tx, { id, version: 1, to: 'up' }, by, clock))).rejects.toThrow(NotAllowed)
  }
})

test('a change is journaled field by field; the address stays; who comes second is told', async () => {
  const id = await add('a')
  const { parentId: _, slug: __, ...rest } = plan({ name: '公告', description: '通知和公告' })
  await office.in((tx) => changeColumn(tx, { id, version: 1, plan: rest }, office.officer, clock))
  const [last] = await office.in((tx) => actsOn(tx, `column ${id}`))
  expect(last).toMatchObject({ kind: 'column changed', change: { name: { from: 'a', to: '公告' } } })
  expect(await tree()).toBe('a')
  const again = office.in((tx) => changeColumn(tx, { id, version: 1, plan: rest }, office.officer, clock))
  await expect(again).rejects.toThrow(ChangedMeanwhile)
})

describe('moving', () => {
  test('goes past neighbours, in below the one before, and out beside the one above', async () => {
    const a = await add('a')
    const b = await add('b')
    const c = await add('c')
    await move(c, 'up')
    expect(await tree()).toBe('a c b')
    await move(c, 'indent')
    expect(await tree()).toBe('a -c b')
    await move(b, 'indent')
    expect(await tree()).toBe('a -c -b')
    await move(c, 'down')
    expect(await tree()).toBe('a -b -c')
    await move(b, 'outdent')
    expect(await tree()).toBe('a -c b')
    expect([await move(a, 'up'), await move(b, 'down'), await move(a, 'indent'), await move(a, 'outdent')]).toEqual([
      { refused: 'first' },
      { refused: 'last' },
      { refused: 'nothing-above' },
      { refused: 'top-level' },
    ])
  })

  test('passes closed columns, which nobody sees, and stops at five levels', async () => {
    const ids = []
    for (const slug of ['a', 'b', 'c', 'd', 'e', 'f']) ids.push(await add(slug))
    const [, b = 0, c = 0] = ids
    await shut(b)
    await move(c, 'up')
    expect(await tree()).toBe('c a b× d e f')
    const nested = await add('g1', { parentId: c })
    const deeper = await add('g2', { parentId: nested })
    await add('g4', { parentId: await add('g3', { parentId: deeper }) })
    const last = await add('g5', { parentId: await add('g6', { parentId: deeper }) })
    expect(await move(last, 'indent')).toEqual({ refused: 'nothing-above' })
    expect(await move(await add('z', { parentId: null }), 'indent')).toEqual({ moved: true })
    expect(await move(c, 'down')).toEqual({ moved: true })
    expect(await move(c, 'indent')).toEqual({ refused: 'too-deep' })
  })
})

describe('closing and merging', () => {
  test('a closed column keeps its documents, with all below it; nothing more is published there', async () => {
    const above = await add('above')
    const below = await add('below', { parentId: above })
    const document = await publish(below)
    expect(await shut(above)).toEqual({ closed: 2, documents: 0 })
    expect(await tree()).toBe('above× -below×')
    expect(await office.in((tx) => publishedDocument(tx, document))).toMatchObject({ columnId: below })
    expect(await office.in((tx) => whyNotPublishIn(tx, below))).toBe('closed')
    const reopen = async (id: number) => {
      const of = await handle(id)
      return office.in((tx) => reopenColumn(tx, of, office.officer, clock))
    }
    expect(await reopen(below)).toEqual({ refused: 'below-a-closed-one' })
    expect(await reopen(above)).toEqual({ reopened: true })
    expect(await reopen(below)).toEqual({ reopened: true })
  })

  test('merging moves documents in every state and the sub-columns; the merged column says where it went', async () => {
    const from = await add('from')
    const child = await add('child', { parentId: from })
    const into = await add('into')
    const document = await publish(from)
    await office.in((tx) =>
      draftDocument(
        tx,
        aText({ columnId: from, title: '草稿', body: '<p>稿</p>', source: '本局', formedOn: on('2026-03-04') }),
        office.drafter,
        clock,
      ),
    )
    expect(await shut(from, into)).toEqual({ closed: 1, documents: 2 })
    expect(await tree()).toBe('from× into -child')
    const found = await office.in((tx) => publishedDocument(tx, document))
    expect(found).toMatchObject({ columnId: into })
    expect((await office.in((tx) => columns(tx))).find(({ id }) => id === from)).toMatchObject({
      standing: 'closed',
      closedOn: '2026-03-04',
      mergedIntoId: into,
    })
    expect(await shut(from, into)).toEqual({ refused: 'closed-already' })
    expect(await shut(into, child)).toEqual({ refused: 'into-itself' })
    expect(await shut(child, from)).toEqual({ refused: 'target-closed' })
  })

  test('home and the disclosure platform cannot be closed', async () => {
    const home = await add('shouye', { type: '首页' })
    const platform = await add('zwgk')
    expect([await shut(home), await shut(platform)]).toEqual(Array(2).fill({ refused: 'home-or-platform' }))
  })
})

test('a column without a section, the home page and what the product makes cannot be published in', async () => {
  const [bare, home, platform] = [
    await add('bare', { sectionId: null }),
    await add('shouye', { type: '首页' }),
    await add('zwgk'),
  ]
  const [guide, content] = [
    await add('zhinan', { parentId: platform, part: 'guide' }),
    await add('content', { parentId: platform }),
  ]
  const why = (id: number) => office.in((tx) => whyNotPublishIn(tx, id))
  expect([await why(bare), await why(home), await why(guide), await why(content), await why(999)]).toEqual([
    ...['no-section', 'home', 'made-by-the-product', null, 'no-such-column'],
  ])
  const drafted = publish(bare)
  await expect(drafted).rejects.toThrow('column-no-section')
})

describe('nil statements', () => {
  const state = (columnId: number, change = {}) =>
    office.in((tx) =>
      stateNil(
        tx,
        { columnId, statement: '本机关无行政强制事项', validUntil: on('2027-03-04'), ...change },
        office.officer,
        clock,
      ),
    )

  test('name the section and the days, take the place of earlier ones, and end', async () => {
    const id = await add('qiangzhi')
    expect(await state(id, { validUntil: on('2026-06-30') })).toEqual({ stated: true })
    expect(await state(id)).toEqual({ stated: true })
    expect(await office.in((tx) => nilStatements(tx))).toEqual([
      {
        columnId: id,
        statement: '本机关无行政强制事项',
        confirmedOn: '2026-03-04',
        validUntil: '2027-03-04',
        section: '危化监管科',
      },
    ])
    const end = () => office.in((tx) => withdrawNil(tx, id, office.officer, clock))
    expect([await end(), await end()]).toEqual([{ ended: true }, { refused: 'no-statement' }])
  })

  test('are refused where there is something, for longer than a year, and without a section', async () => {
    const [full, bare, empty] = [await add('full'), await add('bare', { sectionId: null }), await add('empty')]
    await publish(full)
    expect(await state(full)).toEqual({ refused: 'not-empty' })
    expect(await state(bare)).toEqual({ refused: 'no-section' })
    expect(await state(empty, { validUntil: on('2027-03-05') })).toEqual({ refused: 'too-long-valid' })
    expect(await state(empty, { validUntil: on('2026-03-04') })).toEqual({ refused: 'not-valid-yet' })
    expect(await state(empty, { statement: ' ' })).toEqual({ refused: 'no-statement' })
  })
})

test('states and coverage tell what is fresh, due, late, stated, empty and missing', async () => {
  const news = await add('news', { updateClass: 'news', statutoryItem: 12 })
  const stats = await add('stats', { duration: 'periodic', promise: { months: 3 }, statutoryItem: 4 })
  const nothing = await add('nothing', { statutoryItem: 10 })
  await add('blank', { statutoryItem: 14 })
  await publish(news, '2026-03-01')
  await publish(stats, '2025-11-03')
  await office.in((tx) =>
    stateNil(
      tx,
      { columnId: nothing, statement: '没有重大建设项目', validUntil: on('2026-12-31') },
      office.officer,
      clock,
    ),
  )
  const states = async (day: string) =>
    office.in(async (tx) => {
      const all = await columns(tx)
      const found = await columnStates(tx, all, on(day))
      const covered = await coverage(tx, all, found)
      return Object.fromEntries(covered.map(({ item, state }) => [item.item, state]))
    })
  expect(await states('2026-03-04')).toMatchObject({ 4: 'late', 10: 'nil', 12: 'fresh', 13: 'missing', 14: 'empty' })
  expect(await states('2026-03-12')).toMatchObject({ 12: 'due' })
  expect(await states('2027-01-01')).toMatchObject({ 10: 'nil-due', 12: 'late' })
})

describe('ready sets', () => {
  const count = (name: string) => {
    const set = columnSets.find((one) => one.name === name)
    return [set?.columns.length, set?.columns.flatMap(({ below = [] }) => below).length]
  }
  test('Chongqing has its 8 sections, Baiyin its 11 columns with 37 below', () => {
    expect(count('chongqing-2019')).toEqual([8, 0])
    expect(columnSets[1]?.columns.map(({ name }) => name).join('、')).toBe(
      '首页、组织机构、新闻中心、政务公开、办事服务、交流互动、党建之窗、应急科普',
    )
    expect(count('baiyin-2018')).toEqual([11, 37])
  })

  test.each(columnSets.map(({ name }) => name))(
    '%s can be applied, and applied again without doubling',
    async (name) => {
      const apply = () =>
        office.in((tx) => applyColumnSet(tx, { set: name, sectionId: office.section }, office.administrator, clock))
      const first = await apply()
      if ('refused' in first) throw new Error(first.refused)
      const before = await tree()
      const second = await apply()
      if ('refused' in second) throw new Error(second.refused)
      expect(second.added).toEqual([])
      expect(second.changed).toHaveLength(first.added.length)
      expect(await tree()).toBe(before)
      const all = await office.in((tx) => columns(tx))
      expect(all).toHaveLength(first.added.length)
      expect(all.every(({ section }) => section !== null)).toBe(true)
    },
  )

  test('a set renames and moves what has the same address, and leaves the rest', async () => {
    const mine = await add('yaowen', { name: '旧要闻' })
    await add('ours')
    const preview = await office.in((tx) => previewColumnSet(tx, 'standard'))
    expect(preview).toMatchObject({ changed: [{ slug: 'yaowen' }], untouched: [{ slug: 'ours' }] })
    await office.in((tx) =>
      applyColumnSet(tx, { set: 'standard', sectionId: null }, { kind: 'system', name: 'operator' }, clock),
    )
    const all = await office.in((tx) => columns(tx))
    const of = (slug: string) => all.find((column) => column.slug === slug)
    expect(of('yaowen')).toMatchObject({ id: mine, name: '要闻', parentId: of('xwdt')?.id })
    expect(of('ours')).toMatchObject({ parentId: null })
    expect([of('zcwj')?.part, of('zhidu')?.part, of('nianbao')?.part, of('yaowen')?.part]).toEqual([
      ...['content', 'rules', 'reports', null],
    ])
  })

  test('a set that would need a closed column, a second home or no such section is refused whole', async () => {
    const apply = (sectionId: number | null) =>
      office.in((tx) => applyColumnSet(tx, { set: 'chongqing-2019', sectionId }, office.administrator, clock))
    expect(await apply(999)).toEqual({ refused: 'no-such-section' })
    await add('zhuye', { type: '首页' })
    expect(await apply(null)).toEqual({ refused: 'second-home' })
    await shut(await add('dangjian'))
    expect(await apply(null)).toEqual({ refused: 'closed-column' })
    expect((await office.in((tx) => publishedIn(tx, [], { page: 1, size: 1 }))).total).toBe(0)
    expect(await tree()).toBe('zhuye dangjian×')
  })
})
