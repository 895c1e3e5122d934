import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anOffice, at, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '../../platform/database/open.ts'
import { setUpColumn } from '../columns/set-up.ts'
import { NotAllowed } from '../staff/actor.ts'
import { beginTopic, changeTopic, setTopicStanding } from './change.ts'
import { topics } from './for-public.ts'
import { topicsForStaff } from './for-staff.ts'

let database: Database
let close: () => Promise<void>
let office: Office
let columnId: number
const clock = at('2026-03-04')
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  office = await anOffice(database)
  const column = { parentId: null, slug: 'yaowen', name: '要闻', type: '工作动态', description: '要闻' } as const
  columnId = await office.in((tx) =>
    setUpColumn(
      tx,
      { ...column, keywords: '要闻', basis: null, duration: 'any-time', sectionId: office.section },
      office.officer,
      clock,
    ),
  )
})

const begin = (change = {}) =>
  office.in((tx) =>
    beginTopic(
      tx,
      { slug: 'aqsc', title: '安全生产月', intro: '每年六月', items: [{ columnId }], ...change },
      office.officer,
      clock,
    ),
  )

test('a topic is public while it is open and after it was closed, never before', async () => {
  const begun = await begin()
  if (!('id' in begun)) throw new Error('begun')
  const set = (version: number, standing: 'open' | 'closed', day: string) =>
    office.in((tx) => setTopicStanding(tx, { id: begun.id, version, standing }, office.officer, at(day)))
  const seen = async () => (await office.in((tx) => topics(tx))).map(({ slug, standing }) => `${slug} ${standing}`)
  expect(await seen()).toEqual([])
  expect(await set(1, 'closed', '2026-06-01')).toEqual({ refused: 'not-open' })
  await set(1, 'open', '2026-06-01')
  expect(await seen()).toEqual(['aqsc open'])
  expect(await set(2, 'open', '2026-06-02')).toEqual({ refused: 'is-so-already' })
  await set(2, 'closed', '2026-07-01')
  expect(await office.in((tx) => topics(tx))).toMatchObject([
    { standing: 'closed', openedOn: '2026-06-01', closedOn: '2026-07-01', items: [{ columnId, documentId: null }] },
  ])
})

test('what is wrong is told at once; what is gathered must be there, once', async () => {
  expect(await begin({ slug: 'A', title: '', intro: ' ', items: [{ documentId: 9999 }] })).toEqual({
    problems: ['no-title', 'no-intro', 'bad-slug', 'no-such-item'],
  })
  expect(await begin({ items: [{ columnId }, { columnId }] })).toEqual({ problems: ['item-twice'] })
  await begin()
  expect(await begin()).toEqual({ problems: ['slug-taken'] })
})

test('changes keep the address, and only the disclosure office makes them', async () => {
  const begun = await begin()
  if (!('id' in begun)) throw new Error('begun')
  const change = (by = office.officer) =>
    office.in((tx) =>
      changeTopic(
        tx,
        { id: begun.id, version: 1, details: { title: '安全生产月活动', intro: '六月', items: [] } },
        by,
        clock,
      ),
    )
  await expect(change(office.drafter)).rejects.toThrow(NotAllowed)
  expect(await change()).toEqual({ changed: true })
  expect(await office.in((tx) => topicsForStaff(tx))).toMatchObject([
    { slug: 'aqsc', title: '安全生产月活动', items: [] },
  ])
})
