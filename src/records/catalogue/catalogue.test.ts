import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aDocument, anOffice, at, type Office, on, takenThrough } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '../../platform/database/open.ts'
import { columns } from '../columns/for-public.ts'
import { changeColumn, setUpColumn } from '../columns/set-up.ts'
import { textOf } from '../documents/document.ts'
import { documentForStaff } from '../documents/for-staff.ts'
import { withdrawDocument } from '../documents/publish.ts'
import { reviseDocument } from '../documents/write.ts'
import { NotAllowed } from '../staff/actor.ts'
import { compareMatters } from './compare.ts'
import { catalogueVersions, changedEntries, entriesOf, mattersOf } from './for-public.ts'
import { repeatedIndexNumbers } from './for-staff.ts'
import { setIndexRule } from './index-rule.ts'
import { catalogueHash, publishCatalogue } from './publish.ts'

let database: Database
let close: () => Promise<void>
let office: Office
let columnId: number
const clock = at('2026-03-04')
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
})
afterAll(() => close())
const described = {
  ...({ parentId: null, slug: 'jdjc', name: '监督检查', type: '数据发布', description: '检查计划和结果' } as const),
  ...({ keywords: '检查', basis: null, duration: 'any-time', statutoryItem: 13 } as const),
}
beforeEach(async () => {
  office = await anOffice(database)
  columnId = await office.in((tx) =>
    setUpColumn(tx, { ...described, sectionId: office.section }, office.officer, clock),
  )
})

const publish = (title: string, summary: string | null = null) =>
  aDocument(
    office,
    {
      ...{ columnId, title, summary, source: '本局', formedOn: on('2026-03-02') },
      body: `<p>${title}。请各单位</p><p>认真落实。</p>`,
    },
    clock,
  )
async function found(id: number) {
  const document = await office.in((tx) => documentForStaff(tx, id))
  if (!document) throw new Error(`no document ${id}`)
  return document
}
const freeze = (note = '季度更新') => office.in((tx) => publishCatalogue(tx, { note }, office.officer, clock))
const entries = (no: number) => office.in((tx) => entriesOf(tx, no, { page: 1, size: 100 }))

test('every entry has the four mandatory fields; what has no summary is summed up by its own beginning', async () => {
  await publish('检查计划', '全年检查安排')
  await publish('检查结果')
  expect(await freeze()).toEqual({ no: 1 })
  expect((await entries(1)).entries).toMatchObject([
    { index: '202603-00001', name: '检查计划', summary: '全年检查安排', createdOn: '2026-03-02' },
    { index: '202603-00002', name: '检查结果', summary: '检查结果。请各单位 认真落实。', createdOn: '2026-03-02' },
  ])
})

test('an entry without its index number keeps the catalogue from being published', async () => {
  const id = await publish('检查计划')
  await office.in((tx) => tx.updateTable('document').set({ indexNumber: null }).where('id', '=', id).execute())
  expect(await freeze()).toEqual({ incomplete: [{ documentId: id, name: '检查计划', missing: ['index'] }] })
})

test('a version is frozen with a hash anybody can work out again; later documents do not enter it', async () => {
  await publish('检查计划')
  await freeze()
  await publish('检查结果')
  const { entries: frozen } = await entries(1)
  expect(frozen).toHaveLength(1)
  const matters = (await office.in((tx) => mattersOf(tx, 1))) ?? []
  const [version] = await office.in((tx) => catalogueVersions(tx))
  expect(catalogueHash(matters, frozen).toString('hex')).toBe(version?.hash)
})

test('versions tell what came, went and changed, of entries and of columns', async () => {
  const [plan, result] = [await publish('检查计划'), await publish('检查结果')]
  await freeze()
  expect(await freeze()).toEqual({ refused: 'unchanged' })
  expect(await freeze(' ')).toEqual({ refused: 'no-note' })
  const { version: latest } = await found(plan)
  await office.in((tx) => withdrawDocument(tx, { id: plan, version: latest, reason: '有误' }, office.head, clock))
  const added = await publish('随机抽查')
  await office.in(async (tx) => {
    const { version, ...document } = await found(result)
    const text = { ...textOf(document), summary: '查出隐患三处' }
    await reviseDocument(tx, { id: result, version, text, correctionNote: '补充概述' }, office.drafter, clock)
    await takenThrough(office, tx, result, clock)
  })
  const [column] = await office.in((tx) => columns(tx))
  if (!column) throw new Error('the column')
  const told = { ...column, standing: 'open' as const, sectionId: office.section, ownerId: null, name: '检查和抽查' }
  await office.in((tx) => changeColumn(tx, { id: columnId, version: 1, plan: told }, office.officer, clock))
  expect(await freeze()).toEqual({ no: 2 })
  const { changes, total } = await office.in((tx) => changedEntries(tx, { earlier: 1, later: 2, most: 10 }))
  expect(total).toBe(3)
  expect(changes.map(({ documentId, kind }) => [documentId, kind])).toEqual([
    [plan, 'removed'],
    [result, 'changed'],
    [added, 'added'],
  ])
  expect(changes[1]?.after?.summary).toBe('查出隐患三处')
  const [before, after] = [await office.in((tx) => mattersOf(tx, 1)), await office.in((tx) => mattersOf(tx, 2))]
  expect(compareMatters(before ?? [], after ?? [])).toEqual([
    { kind: 'changed', matter: '检查和抽查', fields: [{ field: 'matter', from: '监督检查', to: '检查和抽查' }] },
  ])
})

test('index numbers follow the rule of the bureau from the day it is set', async () => {
  await publish('检查计划')
  const rule = { pattern: '{code}/{yyyymm}-{serial:5}', creditCode: '000000000000000000' }
  const set = (change = {}) => office.in((tx) => setIndexRule(tx, { ...rule, ...change }, office.officer, clock))
  expect(await set({ creditCode: '000000000000000001' })).toEqual({ problems: ['bad-credit-code'] })
  expect(await set({ creditCode: null })).toEqual({ problems: ['needs-credit-code'] })
  expect(await set()).toEqual({ set: true })
  await publish('检查结果')
  await set({ pattern: '{item}-{yyyy}-{serial:4}' })
  await publish('随机抽查')
  await freeze()
  expect((await entries(1)).entries.map(({ index }) => index)).toEqual([
    '202603-00001',
    '000000000000000000/202603-00001',
    '13-2026-0001',
  ])
  expect(await office.in((tx) => repeatedIndexNumbers(tx))).toEqual([])
  await expect(office.in((tx) => setIndexRule(tx, rule, office.drafter, clock))).rejects.toThrow(NotAllowed)
})
