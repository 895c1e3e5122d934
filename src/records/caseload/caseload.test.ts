import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, aRequestInHandling, at, lookAt, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { withdrawRequest } from '../requests/close.ts'
import { applicantFacts, filedVolume, requestsAlike, requestTopics, requestViews, volumesOfYear } from './for-staff.ts'
import { keepUntil } from './retention.ts'
import { dropView, keepView } from './views.ts'
import { fileVolume, missingIn, type VolumeWords, volumeOf } from './volume.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const started = await testDatabase()
  close = started.close
  office = await anOffice(started.database)
})
afterAll(() => close())

const day = at('2026-03-20')
// Without words a code stands for itself.
const words: VolumeWords = {
  ...{ channel: {}, kind: {}, idType: {}, carrier: {}, delivery: {}, event: {}, note: {}, way: {}, route: {} },
  ...{ result: {}, answer: {} },
  retention: { permanent: '永久', '30-years': '定期30年', '10-years': '定期10年' },
}

test('of one applicant: how many in which month, how many alike; of others, who asked the same', async () => {
  const person = { name: '多次申请人', idNumber: 'many-1' }
  const id = await aRequestInHandling(office, { receivedOn: '2026-01-12', applicant: person })
  await aRequestInHandling(office, { receivedOn: '2026-02-02', applicant: person })
  await aRequestInHandling(office, { receivedOn: '2026-02-03', applicant: person })
  const other = await aRequestInHandling(office, { receivedOn: '2026-02-04', applicant: { idNumber: 'else-1' } })
  const facts = await office.in((tx) => applicantFacts(tx, id))
  expect(facts?.byMonth).toEqual([
    { month: '2026-01', count: 1 },
    { month: '2026-02', count: 2 },
  ])
  expect(facts).toMatchObject({ alike: 2, fees: 0 })
  expect(facts?.others.map((one) => one.id)).toContain(other)
  expect(facts?.others.every((one) => one.likeness === 1)).toBe(true)
})

test('a title is like another by what both say, not by what every request says', async () => {
  const alike = (title: string) => office.in((tx) => requestsAlike(tx, { title, except: [] }))
  expect((await alike('2025年度执法检查统计数据')).length).toBeGreaterThan(0)
  expect(await alike('森林火险预警信号发布记录')).toEqual([])
})

test('the words asked about most, by month', async () => {
  const { requests, topics } = await office.in((tx) =>
    requestTopics(tx, { from: on('2026-02-01'), to: on('2026-02-28') }),
  )
  expect(requests).toBe(3)
  expect(topics[0]).toMatchObject({ count: 3, byMonth: { '2026-02': 3 } })
  expect(topics.map(({ word }) => word)).toContain('执法检查')
})

test('a view is its owner’s to replace and to drop, and others see it when it is shared', async () => {
  const keep = (query: string, shared: boolean) =>
    office.in((tx) => keepView(tx, { name: ' 急件 ', query, shared }, office.officer, day))
  const kept = await keep('light=soon', false)
  expect(await office.in((tx) => requestViews(tx, office.head.id))).toEqual([])
  expect(await keep('light=overdue', true)).toEqual(kept)
  expect(await office.in((tx) => requestViews(tx, office.head.id))).toMatchObject([
    { name: '急件', query: 'light=overdue', own: false },
  ])
  const { id } = kept as { id: number }
  expect(await office.in((tx) => dropView(tx, { id }, office.head, day))).toEqual({ refused: 'not-yours' })
  expect(await office.in((tx) => dropView(tx, { id }, office.officer, day))).toEqual({ dropped: true })
})

test('a volume says what it lacks, and is filed for as long as it must be kept', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const open = await lookAt(office, id)
  expect(missingIn(open)).toEqual(['not-closed'])
  const early = await office.in((tx) => fileVolume(tx, open, { retention: '10-years' }, office.officer, day))
  expect(early).toEqual({ refused: 'incomplete', missing: ['not-closed'] })
  await office.in((tx) => withdrawRequest(tx, { ...open.handle, reason: '已自行找到' }, office.officer, day))
  const closed = await lookAt(office, id)
  const filed = await office.in((tx) => fileVolume(tx, closed, { retention: '30-years' }, office.officer, day))
  expect(filed).toEqual({ keepUntil: '2056-12-31' })
  expect(await office.in((tx) => volumesOfYear(tx, 2026))).toMatchObject([
    { number: closed.number, retention: '30-years' },
  ])
  const document = volumeOf(closed, {
    bureauName: '演练局',
    words,
    filed: await office.in((tx) => filedVolume(tx, id)),
    madeOn: on('2026-03-20'),
  })
  expect(document.annexes.map(({ title }) => title)).toEqual(['政府信息公开申请', '办理过程'])
  expect(document.contents).toBe('目录')
  expect(keepUntil('permanent', on('2026-03-20'))).toBeNull()
})
