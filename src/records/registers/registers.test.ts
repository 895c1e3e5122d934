import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, at, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { NotAllowed } from '../staff/actor.ts'
import { correctEntry, enterInRegister, enterMany, withdrawEntry } from './enter.ts'
import { readEntry } from './entry.ts'
import { entriesBehind, registerFigures } from './figures.ts'
import { publicEntries } from './for-public.ts'
import { registerKind, registerKinds } from './kinds/all.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
})
afterAll(() => close())

const aPenalty = (change: Record<string, unknown> = {}) => ({
  number: '演应急罚〔2021〕1号',
  title: '未按规定开展安全培训',
  punished: '演示企业001',
  category: '罚款',
  amount: '20000',
  decidedOn: '2021-03-04',
  ...change,
})
const enter = (kind: string, fields: Record<string, unknown>) =>
  office.in((tx) => enterInRegister(tx, { kind, fields }, office.drafter, at('2026-02-02')))

test.each(registerKinds.map((kind) => [kind.title, kind] as const))(
  '%s: its form, public columns and own columns name fields it has',
  (_, kind) => {
    const named = [...kind.form, ...kind.publicColumns, kind.name, kind.decidedOn]
    const more = [kind.number, kind.endedOn, kind.amount].filter((name) => name !== null)
    for (const name of [...named, ...more]) expect(Object.keys(kind.fields)).toContain(name)
  },
)

test.each([
  [{ decidedOn: '2021年3月4日' }, 'decidedOn', '2021-03-04', 'a day as people write it'],
  [{ decidedOn: new Date(Date.UTC(2021, 2, 4)) }, 'decidedOn', '2021-03-04', 'a day as a spreadsheet gives it'],
  [{ amount: '20,000.50' }, 'amount', 20_000.5, 'an amount with a thousands separator'],
  [{ category: 'warning' }, 'category', 'warning', 'a choice by its value'],
])('%o is read as %s = %s: %s', (change, field, value, _because) => {
  const kind = registerKind('penalties')
  if (!kind) throw new Error('penalties')
  expect(readEntry(kind, aPenalty(change))).toMatchObject({ entry: { fields: { [field]: value } } })
})

test('every wrong field is named at once, in words that say what to do', async () => {
  const outcome = await enter(
    'penalties',
    aPenalty({ number: '', decidedOn: '2021-02-30', amount: '很多', category: '口头' }),
  )
  expect(outcome).toEqual({
    problems: [
      { field: 'number', message: '请填写处罚决定文书号' },
      { field: 'category', message: expect.stringContaining('不在可选范围') },
      { field: 'amount', message: expect.stringContaining('应为 0 或正数') },
      { field: 'decidedOn', message: expect.stringContaining('不是日期') },
    ],
  })
})

test('a decision is counted in the year it was made, and its number cannot be used twice', async () => {
  expect(await enter('penalties', aPenalty())).toMatchObject({ id: expect.any(Number) })
  expect(await enter('penalties', aPenalty())).toMatchObject({ problems: [{ field: 'number' }] })
  const cells = await office.in((tx) => registerFigures(tx, 2021, '2021', 'disclosure'))
  expect(cells['penalties.decisions']).toBe(1)
  const behind = await office.in((tx) => entriesBehind(tx, 2021, '2021', 'disclosure', 'penalties.decisions'))
  expect(behind).toHaveLength(1)
})

test('personal data does not become public through a register', async () => {
  // 11010519491231002X is the specimen number of the standard GB 11643 itself.
  const outcome = await enter(
    'penalties',
    aPenalty({ number: '演应急罚〔2021〕9号', punished: '张某 11010519491231002X' }),
  )
  expect(outcome).toMatchObject({ leaks: [{ field: 'punished', leak: { class: 'id-number' } }] })
  expect(JSON.stringify(outcome)).not.toContain('11010519491231002X')
})

test('a spreadsheet is taken whole or not at all; every wrong cell is named by row', async () => {
  const rows = Array.from({ length: 50 }, (_, place) => ({
    row: place + 2,
    fields: aPenalty({ number: `演应急罚〔2022〕${place + 1}号`, decidedOn: '2022-05-06' }) as Record<string, unknown>,
  }))
  const spoil = (row: number, change: Record<string, unknown>) => {
    const one = rows.find((other) => other.row === row)
    if (one) one.fields = { ...one.fields, ...change }
  }
  spoil(7, { decidedOn: '昨天' })
  spoil(30, { category: '罚酒', amount: -1 })
  spoil(41, { number: '演应急罚〔2022〕1号' })
  const importAll = () =>
    office.in((tx) => enterMany(tx, { kind: 'penalties', fileName: 'p.xlsx', rows }, office.drafter, at('2026-02-02')))
  const refused = await importAll()
  expect('problems' in refused && refused.problems.map(({ row, field }) => `${row} ${field}`)).toEqual([
    '7 decidedOn',
    '30 category',
    '30 amount',
    '41 number',
  ])
  const counted = () => office.in((tx) => registerFigures(tx, 2022, '2021', 'disclosure'))
  expect((await counted())['penalties.decisions']).toBe(0)
  spoil(7, { decidedOn: '2022-05-06' })
  spoil(30, { category: '罚款', amount: 1 })
  spoil(41, { number: '演应急罚〔2022〕40号' })
  expect(await importAll()).toMatchObject({ ids: expect.any(Array) })
  expect((await counted())['penalties.decisions']).toBe(50)
})

test('a correction moves a decision to its right year; a withdrawal takes it out and off the portal', async () => {
  const made = await enter('penalties', aPenalty({ number: '演应急罚〔2023〕1号', decidedOn: '2023-01-09' }))
  if (!('id' in made)) throw new Error('entered')
  const { id } = made
  const correct = () =>
    office.in((tx) =>
      correctEntry(
        tx,
        {
          id,
          version: 1,
          fields: aPenalty({ number: '演应急罚〔2023〕1号', decidedOn: '2024-01-09' }),
          reason: '日期录错',
        },
        office.head,
        at('2026-02-03'),
      ),
    )
  expect(await correct()).toEqual({ corrected: true })
  const count = async (year: number) =>
    (await office.in((tx) => registerFigures(tx, year, '2021', 'disclosure')))['penalties.decisions']
  expect([await count(2023), await count(2024)]).toEqual([0, 1])
  const shown = () => office.in((tx) => publicEntries(tx, 'penalties', { year: 2024, page: 1, size: 20 }))
  expect((await shown()).total).toBe(1)
  await office.in((tx) => withdrawEntry(tx, { id, version: 2, reason: '决定已撤销' }, office.head, at('2026-02-04')))
  expect([await count(2024), (await shown()).total]).toEqual([0, 0])
})

test('normative documents in force follow from issue and end', async () => {
  const enterDocument = (number: string, issuedOn: string, endedOn: string | null) =>
    enter('normative-documents', {
      number,
      title: `演示办法${number}`,
      type: '行政规范性文件',
      issuedOn,
      publishedOn: issuedOn,
      endedOn,
    })
  await enterDocument('规一', '2018-05-01', null)
  await enterDocument('规二', '2019-05-01', '2021-06-30')
  await enterDocument('规三', '2021-03-01', null)
  const cells = (year: number) => office.in((tx) => registerFigures(tx, year, '2021', 'disclosure'))
  expect(await cells(2020)).toMatchObject({ 'normative.issued': 0, 'normative.repealed': 0, 'normative.inForce': 2 })
  expect(await cells(2021)).toMatchObject({ 'normative.issued': 1, 'normative.repealed': 1, 'normative.inForce': 2 })
})

test('fees are told in 万元, purchases of the 2019 format in yuan', async () => {
  await enter('fees', { title: '演示收费', amount: '12345.60', decidedOn: '2021-07-01' })
  await enter('procurement', { number: 'C-1', title: '演示采购', amount: '2000.5', decidedOn: '2019-07-01' })
  const cells = async (year: number, vintage: '2019' | '2021') =>
    office.in((tx) => registerFigures(tx, year, vintage, 'disclosure'))
  expect((await cells(2021, '2021'))['fees.amount']).toBeCloseTo(1.23456, 10)
  expect(await cells(2019, '2019')).toMatchObject({ 'procurement.projects': 1, 'procurement.amount': 2000.5 })
})

test('a supervisor looks, but enters nothing', async () => {
  const entering = office.in((tx) =>
    enterInRegister(tx, { kind: 'penalties', fields: aPenalty({ number: 'x' }) }, office.supervisor, at('2026-02-02')),
  )
  await expect(entering).rejects.toThrow(NotAllowed)
})
