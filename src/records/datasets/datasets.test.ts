import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { enterInRegister, withdrawEntry } from '../registers/enter.ts'
import { datasetNamed, datasets } from './all.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
})
afterAll(() => close())

const penalties = datasetNamed('penalties')
if (!penalties) throw new Error('penalties are open')

const aPenalty = (number: string, day: string) =>
  office.in(async (tx) => {
    const fields = {
      number,
      title: '未按规定培训',
      punished: '演示企业',
      category: 'fine',
      amount: '10000',
      decidedOn: day,
    }
    const outcome = await enterInRegister(tx, { kind: 'penalties', fields }, office.officer, at(day))
    if (!('id' in outcome)) throw new Error(JSON.stringify(outcome))
    return outcome.id
  })
const rows = (since: string | null, page = 1, size = 100) =>
  office.in((tx) => penalties.rows(tx, { page, size, since: since === null ? null : new Date(since) }))

describe('every dataset', () => {
  test.each(datasets.map((dataset) => [dataset.name, dataset] as const))(
    '%s says of each field what it is called and means, and begins with an id',
    (_, { fields, title, summary, frequency, versions }) => {
      expect(fields[0]?.name).toBe('id')
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
      for (const { name, label, meaning } of fields) {
        expect(name).toMatch(/^[a-z][A-Za-z]*$/)
        expect(label && meaning).toBeTruthy()
      }
      expect(title && summary && frequency && versions[0]?.words).toBeTruthy()
    },
  )

  test.each(datasets.map((dataset) => [dataset.name, dataset] as const))(
    '%s gives exactly the fields of its dictionary, and counts what it gives',
    async (_, dataset) => {
      const { rows, total } = await office.in((tx) => dataset.rows(tx, { page: 1, size: 5, since: null }))
      const { count } = await office.in((tx) => dataset.stand(tx))
      expect(total).toBe(count)
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(dataset.fields.map(({ name }) => name).sort())
    },
  )
})

test('what is not for the public is no dataset', () => {
  expect(datasetNamed('remedies')).toBeNull()
})

test('rows come in the order of their ids, page by page, with choices in words and amounts as numbers', async () => {
  const ids = [
    await aPenalty('罚〔2026〕1号', '2026-03-02'),
    await aPenalty('罚〔2026〕2号', '2026-03-03'),
    await aPenalty('罚〔2026〕3号', '2026-03-04'),
  ]
  const first = await rows(null, 1, 2)
  const second = await rows(null, 2, 2)
  expect(first.total).toBe(3)
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids)
  expect(first.rows[0]).toMatchObject({ category: '罚款', amount: 10_000, decidedOn: '2026-03-02', creditCode: null })
})

test('whoever comes again gets what changed since, and the ids of what was withdrawn', async () => {
  const id = await aPenalty('罚〔2026〕4号', '2026-04-01')
  expect((await rows('2026-04-01T00:00:00+08:00')).rows.map((row) => row.id)).toEqual([id])
  const removed = (since: string) => office.in((tx) => penalties.removedSince(tx, new Date(since)))
  expect(await removed('2026-01-01')).toEqual([])
  await office.in((tx) => withdrawEntry(tx, { id, version: 1, reason: '重复登记' }, office.officer, at('2026-04-09')))
  expect((await rows('2026-04-01T00:00:00+08:00')).rows).toEqual([])
  expect(await removed('2026-04-09T00:00:00+08:00')).toEqual([id])
  expect(await removed('2026-04-10T00:00:00+08:00')).toEqual([])
})

test('the days of the holiday notices say of each day whether people work', async () => {
  const days = datasetNamed('working-days')
  const { rows } = await office.in(
    (tx) => days?.rows(tx, { page: 1, size: 2000, since: null }) ?? Promise.reject(new Error('open')),
  )
  const kindOf = (day: string) => rows.find(({ id }) => id === day)?.['kind']
  expect(kindOf('2026-10-01')).toBe('放假')
  expect(kindOf('2026-10-10')).toBe('上班')
})
