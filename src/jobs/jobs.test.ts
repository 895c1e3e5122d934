import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at, type Office } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { readConfig } from '../platform/config.ts'
import type { Database } from '../platform/database/open.ts'
import { addWord } from '../records/search/dictionary.ts'
import { hotWords } from '../records/search/for-public.ts'
import { searchesWithHits, searchKept, searchStanding } from '../records/search/for-staff.ts'
import { noteSearch } from '../records/search/log.ts'
import { timetable } from './timetable.ts'
import { doJob } from './worker.ts'

let database: Database
let close: () => Promise<void>
let office: Office
const clock = at('2026-03-04')

beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  office = await anOffice(database)
})
afterAll(() => close())

async function run(name: string): Promise<void> {
  const job = timetable.find((one) => one.name === name)
  if (!job) throw new Error(`no job ${name}`)
  await doJob(job, office.bureau, { database, clock, config: readConfig({}) })
}

test('every job has a name of its own and a time a clock can read', () => {
  expect(new Set(timetable.map(({ name }) => name)).size).toBe(timetable.length)
  for (const { at: when } of timetable) expect(when).toMatch(/^[\d*/]+( [\d*/,-]+){4}$/)
})

test('every job can be done for a bureau that has only begun', async () => {
  for (const job of timetable) await doJob(job, office.bureau, { database, clock, config: readConfig({}) })
})

describe('of the search', () => {
  test('a word an officer added is in use after the next rebuilding', async () => {
    await office.in((tx) => addWord(tx, { word: '青应通' }, office.officer, clock))
    expect(await office.in(searchStanding)).toMatchObject({ rebuilding: 'wanted' })
    await run('rebuild-search-index')
    expect(await office.in(searchStanding)).toMatchObject({ rebuilding: null, rebuiltAt: clock.now() })
    expect((await office.in(searchKept)).words).toMatchObject([{ word: '青应通', inUse: true }])
  })

  test('what many look for is told to others, and old queries are forgotten', async () => {
    for (let visitor = 1; visitor <= 5; visitor += 1) {
      await office.in((tx) => noteSearch(tx, { query: '避难场所', hits: 3, visitor: `10.0.0.${visitor}` }, clock))
    }
    await office.in((tx) => noteSearch(tx, { query: '去年的事', hits: 1, visitor: 'x' }, at('2025-08-01')))
    await run('count-hot-words')
    await run('forget-old-searches')
    expect(await office.in((tx) => hotWords(tx, 5))).toEqual(['避难场所'])
    const kept = await office.in((tx) => searchesWithHits(tx, new Date('2025-01-01'), 10))
    expect(kept.map(({ query, askers }) => [query, askers])).toEqual([['避难场所', 5]])
  })
})
