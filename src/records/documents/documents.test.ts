import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { setUpColumn } from '../columns/set-up.ts'
import { NotAllowed } from '../staff/actor.ts'
import type { DocumentText } from './document.ts'
import { publishedDocument, publishedIn, withdrawnDocument } from './for-public.ts'
import { documentForStaff } from './for-staff.ts'
import { reviewDocument, sendForReview, withdrawDocument } from './review.ts'
import { draftDocument, reviseDocument } from './write.ts'

let office: Office
let close: () => Promise<void>
let columnId: number
const clock = at('2026-03-04')
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
  columnId = await office.in((tx) =>
    setUpColumn(
      tx,
      {
        parentId: null,
        slug: 'tzgg',
        name: '通知公告',
        type: '工作动态',
        description: '通知和公告',
        keywords: '通知',
        basis: null,
        duration: 'any-time',
        sectionId: office.section,
      },
      office.administrator,
      clock,
    ),
  )
})
afterAll(() => close())

const text = (change: Partial<DocumentText> = {}): DocumentText => ({
  columnId,
  title: '关于开展安全检查的通知',
  body: '请各单位认真开展自查。',
  source: '演练市应急管理局',
  summary: null,
  documentNumber: null,
  formedOn: on('2026-01-30'),
  attribute: 'proactive',
  ground: null,
  groundReason: null,
  ...change,
})

const draft = async (change: Partial<DocumentText> = {}) => {
  const drafted = await office.in((tx) => draftDocument(tx, text(change), office.drafter, clock))
  if (!('id' in drafted)) throw new Error(drafted.problems.join())
  return drafted.id
}
const send = (id: number, version = 1) => office.in((tx) => sendForReview(tx, { id, version }, office.drafter, clock))
const review = (
  id: number,
  change: Partial<Parameters<typeof reviewDocument>[1]> = {},
  by = office.head,
  when = clock,
) =>
  office.in((tx) =>
    reviewDocument(
      tx,
      { id, version: 2, decision: 'approved', secrecyReviewed: true, note: null, ...change },
      by,
      when,
    ),
  )

test('a document is to be public within 20 working days of the day it was formed', async () => {
  const id = await draft()
  // formed on 30 January 2026, Spring Festival in between (law.md 2.2, scenario 5)
  expect(await office.in((tx) => documentForStaff(tx, id))).toMatchObject({ publishDueOn: '2026-03-05' })
})

test('it becomes public only through the review of a second person who confirms secrecy', async () => {
  const id = await draft()
  const seen = () => office.in((tx) => publishedDocument(tx, id))
  expect(await seen()).toBeNull()
  await send(id)
  expect(await seen()).toBeNull()
  expect(await review(id, { secrecyReviewed: false })).toEqual({ refused: 'secrecy-not-confirmed' })
  await expect(review(id, {}, office.drafter)).rejects.toThrow(NotAllowed)
  expect(await review(id)).toEqual({ state: 'published', late: false })
  expect(await seen()).toMatchObject({
    title: '关于开展安全检查的通知',
    indexNumber: expect.stringMatching(/^202603-\d{5}$/),
  })
  const { documents } = await office.in((tx) => publishedIn(tx, [columnId], { page: 1, size: 20 }))
  expect(documents.map((document) => document.id)).toContain(id)
})

test('publishing after the limit is told as late', async () => {
  const id = await draft()
  await send(id)
  expect(await review(id, {}, office.head, at('2026-03-06'))).toEqual({ state: 'published', late: true })
})

test('nobody reviews the own draft, whatever the roles', async () => {
  const drafted = await office.in((tx) => draftDocument(tx, text(), office.head, clock))
  if (!('id' in drafted)) throw new Error('drafted')
  await office.in((tx) => sendForReview(tx, { id: drafted.id, version: 1 }, office.head, clock))
  expect(await review(drafted.id)).toEqual({ refused: 'own-draft' })
})

test('an ID number stops a document before review and before publication', async () => {
  const id = await draft({ body: '联系人身份证号 11010519491231002X。' })
  const outcome = await send(id)
  expect(outcome).toMatchObject({ leaks: [{ severity: 'BLOCK' }] })
  expect(JSON.stringify('leaks' in outcome && outcome.leaks[0]?.masked)).not.toContain('19491231')
})

test('what is not proactively disclosed needs a ground and a reason, and is kept, not published', async () => {
  const without = await office.in((tx) => draftDocument(tx, text({ attribute: 'none' }), office.drafter, clock))
  expect(without).toEqual({ problems: ['no-ground', 'no-ground-reason'] })
  const id = await draft({ attribute: 'none', ground: 'internal-affairs', groundReason: '内部工作流程' })
  await send(id)
  expect(await review(id)).toEqual({ state: 'kept', late: false })
  expect(await office.in((tx) => publishedDocument(tx, id))).toBeNull()
})

test('a document sent back goes with a reason, is revised and sent again', async () => {
  const id = await draft()
  await send(id)
  expect(await review(id, { decision: 'returned' })).toEqual({ refused: 'no-reason' })
  expect(await review(id, { decision: 'returned', note: '标题不规范' })).toEqual({ state: 'returned', late: false })
  const revised = await office.in((tx) =>
    reviseDocument(tx, { id, version: 3, text: text({ title: '关于开展安全生产检查的通知' }) }, office.drafter, clock),
  )
  expect(revised).toEqual({ version: 4 })
  expect(await send(id, 4)).toEqual({ sent: true })
})

test('what is under review cannot be changed', async () => {
  const id = await draft()
  await send(id)
  const revised = await office.in((tx) => reviseDocument(tx, { id, version: 2, text: text() }, office.drafter, clock))
  expect(revised).toEqual({ refused: 'not-a-draft' })
})

test('two people revising: the second is told, the first is kept', async () => {
  const id = await draft()
  const revise = (title: string) =>
    office.in((tx) => reviseDocument(tx, { id, version: 1, text: text({ title }) }, office.drafter, clock))
  await revise('先保存的标题')
  await expect(revise('后保存的标题')).rejects.toThrow(ChangedMeanwhile)
  expect(await office.in((tx) => documentForStaff(tx, id))).toMatchObject({ title: '先保存的标题' })
})

test('what is withdrawn is gone from every list, and its page tells the reason only', async () => {
  const id = await draft({ title: '将被撤下的通知' })
  await send(id)
  await review(id)
  const withdraw = (reason: string) =>
    office.in((tx) => withdrawDocument(tx, { id, version: 3, reason }, office.head, clock))
  expect(await withdraw(' ')).toEqual({ refused: 'no-reason' })
  expect(await withdraw('内容有误')).toEqual({ withdrawn: true })
  expect(await office.in((tx) => publishedDocument(tx, id))).toBeNull()
  const { documents } = await office.in((tx) => publishedIn(tx, [columnId], { page: 1, size: 100 }))
  expect(documents.map((document) => document.id)).not.toContain(id)
  const told = await office.in((tx) => withdrawnDocument(tx, id))
  expect(told).toEqual({ withdrawnAt: expect.any(Date), reason: '内容有误' })
})
