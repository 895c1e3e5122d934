import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, at, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { NotAllowed } from '../staff/actor.ts'
import { arrangePeriod, cancelPeriod } from './arrange.ts'
import { sitePeriodsFrom } from './for-public.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
})
afterAll(() => close())

const clock = at('2026-12-10')
const memorial = {
  kind: 'mourning' as const,
  beginsAt: new Date('2026-12-13T00:00:00+08:00'),
  endsAt: new Date('2026-12-14T00:00:00+08:00'),
  words: '国家公祭日',
}
const from = (moment: string) => office.in((tx) => sitePeriodsFrom(tx, new Date(moment)))

test('only an administrator arranges how the site stands, and says why', async () => {
  const arrange = (change: Partial<typeof memorial>, by = office.administrator) =>
    office.in((tx) => arrangePeriod(tx, { ...memorial, ...change }, by, clock))
  await expect(arrange({}, office.officer)).rejects.toThrow(NotAllowed)
  expect(await arrange({ endsAt: memorial.beginsAt, words: ' ' })).toEqual({
    problems: ['ends-before-it-begins', 'no-words'],
  })
  expect(
    await arrange({ beginsAt: new Date('2026-12-01T00:00:00Z'), endsAt: new Date('2026-12-02T00:00:00Z') }),
  ).toEqual({ problems: ['is-over'] })
})

test('an arrangement stands until it is over or cancelled', async () => {
  const outcome = await office.in((tx) => arrangePeriod(tx, memorial, office.administrator, clock))
  if (!('id' in outcome)) throw new Error('it is arranged')
  expect(await from('2026-12-13T23:59:00+08:00')).toMatchObject([{ kind: 'mourning', words: '国家公祭日' }])
  expect(await from('2026-12-14T00:00:00+08:00')).toEqual([])
  const cancel = () => office.in((tx) => cancelPeriod(tx, outcome, office.administrator, clock))
  expect(await cancel()).toEqual({ cancelled: true })
  expect(await from('2026-12-12T00:00:00+08:00')).toEqual([])
  expect(await cancel()).toEqual({ refused: 'already-cancelled' })
})
