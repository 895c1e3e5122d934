import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, aRequestInHandling, at, lookAt, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { HolidayNotice } from '../../law/working-days/calendar.ts'
import type { Database } from '../../platform/database/open.ts'
import { actsOn } from '../journal/for-staff.ts'
import { movedByNotices } from '../requests/for-staff.ts'
import { NotAllowed } from '../staff/actor.ts'
import { loadNotice, previewNotice } from './load-notice.ts'

let database: Database
let close: () => Promise<void>
let office: Office
let before: number
let across: number

beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  office = await anOffice(database)
  before = await aRequestInHandling(office, { receivedOn: '2026-11-02' })
  across = await aRequestInHandling(office, { receivedOn: '2026-12-16' })
})
afterAll(() => close())

const clock = at('2026-12-20')
const notice: HolidayNotice = {
  number: '演示发明电〔2026〕1号',
  year: 2027,
  knownOn: on('2026-12-18'),
  off: [{ name: '元旦', from: on('2027-01-01'), to: on('2027-01-05') }],
  work: [on('2027-01-09')],
}

test('a notice is looked at before it is loaded: what moves, from where to where, and nothing is written', async () => {
  const preview = await office.in((tx) => previewNotice(tx, notice, office.administrator, clock))
  expect(preview).toMatchObject({ open: 2, moved: [{ id: across, from: '2027-01-14', to: '2027-01-15' }] })
  expect(await lookAt(office, across)).toMatchObject({ dueOn: '2027-01-14', dueProvisional: true })
  expect(await office.in((tx) => previewNotice(tx, notice, office.administrator, clock))).toEqual(preview)
})

test('the preview of a wrong notice says what is wrong, and only an administrator may ask', async () => {
  const wrong = { ...notice, work: [on('2027-01-06')] }
  expect(await office.in((tx) => previewNotice(tx, wrong, office.administrator, clock))).toHaveProperty('problems')
  await expect(office.in((tx) => previewNotice(tx, notice, office.officer, clock))).rejects.toThrow(NotAllowed)
})

test('loaded, it moves exactly what the preview named, and both days are kept', async () => {
  const preview = await office.in((tx) => previewNotice(tx, notice, office.administrator, clock))
  const loaded = await office.in((tx) => loadNotice(tx, notice, office.administrator, clock))
  expect('changed' in loaded && 'moved' in preview && loaded.changed.map(({ id, from, to }) => [id, from, to])).toEqual(
    'moved' in preview && preview.moved.map(({ id, from, to }) => [id, from, to]),
  )
  expect(await lookAt(office, across)).toMatchObject({ dueOn: '2027-01-15', dueProvisional: false })
  expect(await office.in((tx) => movedByNotices(tx, across))).toMatchObject([
    { notice: notice.number, from: '2027-01-14', to: '2027-01-15' },
  ])
  expect(await office.in((tx) => movedByNotices(tx, before))).toEqual([])
  const acts = await office.in((tx) => actsOn(tx, `request ${across}`))
  expect(acts.find(({ kind }) => kind === 'deadline recounted')?.change).toMatchObject({
    dueOn: { from: '2027-01-14', to: '2027-01-15' },
  })
})
