import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  anApplicant,
  anOffice,
  aReplyLetter,
  aRequestInHandling,
  at,
  lookAt,
  type Office,
  something,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '../../platform/database/open.ts'
import { freshDraftToken, keepDraft } from '../requests/drafts.ts'
import { decideReply, deliverReply, draftReply } from '../requests/reply.ts'
import { submitRequest } from '../requests/submit.ts'
import { answersLike, publicAnswer, publicAnswers } from './for-public.ts'
import { conversionReviews } from './for-staff.ts'
import { sameObject } from './likeness.ts'
import { publishAnswer, withdrawAnswer } from './publish.ts'
import { decideConversion, watchConversions } from './watch.ts'

let database: Database
let close: () => Promise<void>
let office: Office
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  office = await anOffice(database)
})
afterAll(() => close())

const clock = at('2026-03-20')
const ask = (title: string, idNumber: string) =>
  office.in(async (tx) => {
    const draftToken = freshDraftToken()
    await keepDraft(tx, draftToken, {}, clock)
    const applicant = anApplicant({ idNumber, name: `演示申请人${idNumber}` })
    return submitRequest(tx, { draftToken, applicant, wanted: something({ title }) }, clock)
  })

test.each([
  ['2024年危险化学品企业执法检查统计', '申请公开2024年危险化学品企业执法检查的统计信息', true],
  ['2024年危险化学品企业执法检查统计', '2025年危险化学品企业执法检查统计', false],
  ['应急避难场所名录', '全市应急避难场所名录', true],
  ['应急避难场所名录', '烟花爆竹零售点布点规划', false],
])('%s / %s: one thing is %s', (one, other, same) => {
  expect(sameObject({ title: one, documentNumber: null }, { title: other, documentNumber: null })).toBe(same)
})

test('the same document number is one thing whatever the titles, another one is not', () => {
  const of = (title: string, documentNumber: string) => ({ title, documentNumber })
  expect(sameObject(of('甲', '×应急〔2024〕3号'), of('乙', '×应急〔2024〕3号'))).toBe(true)
  expect(sameObject(of('甲', '×应急〔2024〕3号'), of('甲', '×应急〔2024〕4号'))).toBe(false)
})

test('a third person who asks for one thing opens a review; the same person three times does not', async () => {
  for (const title of ['应急避难场所名录', '全市应急避难场所名录', '应急避难场所名录信息']) await ask(title, '一')
  expect(await office.in((tx) => watchConversions(tx, clock))).toEqual({ opened: 0 })
  await ask('应急避难场所名录', '二')
  await ask('关于应急避难场所名录', '三')
  expect(await office.in((tx) => watchConversions(tx, clock))).toEqual({ opened: 1 })
  expect(await office.in((tx) => watchConversions(tx, clock))).toEqual({ opened: 0 })
  await ask('应急避难场所名录', '四')
  await office.in((tx) => watchConversions(tx, clock))
  const [review] = await office.in(conversionReviews)
  expect(review).toMatchObject({ object: '应急避难场所名录', decision: null })
  expect(review?.requests).toHaveLength(6)
  const decide = (reason: string) =>
    office.in((tx) => decideConversion(tx, { id: review?.id ?? 0, decision: 'publish', reason }, office.officer, clock))
  expect(await decide(' ')).toEqual({ refused: 'no-reason' })
  expect(await decide('多人申请，属于可以公开的信息')).toEqual({ decided: true })
  expect(await decide('再来一次')).toEqual({ refused: 'decided-already' })
})

async function aRepliedRequest(): Promise<number> {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const step = async (work: (handle: { id: number; version: number }) => Promise<unknown>) => {
    const result = await work((await lookAt(office, id)).handle)
    expect(result).not.toHaveProperty('refused')
  }
  const day = at('2026-03-10')
  const letter = await aReplyLetter(office, id, 'granted', '2026-03-10')
  await step((handle) =>
    office.in((tx) => draftReply(tx, { ...handle, outcome: 'granted', letter }, office.drafter, day)),
  )
  await step((handle) =>
    office.in((tx) => decideReply(tx, { ...handle, decision: 'approved', note: null }, office.leader, day)),
  )
  await step((handle) => office.in((tx) => deliverReply(tx, { ...handle, how: '电子邮件' }, office.officer, day)))
  return id
}

test('an answer is told to everybody without its applicant, is found by its like, and can be withdrawn', async () => {
  const id = await aRepliedRequest()
  const publish = (title: string, summary: string) =>
    office.in((tx) => publishAnswer(tx, { requestId: id, title, summary }, office.officer, clock))
  expect(await publish('执法检查统计', '演示申请人要的')).toEqual({ refused: 'names-the-applicant' })
  expect(await publish('执法检查统计', '联系人身份证号 11010519491231002X')).toHaveProperty('leaks')
  expect(await publish('', '')).toEqual({ refused: 'nothing-said' })
  const published = await publish('2025年执法检查统计', '已提供2025年执法检查次数。')
  if (!('id' in published)) throw new Error(JSON.stringify(published))
  const list = (text: string, year: number | null = null) =>
    office.in((tx) => publicAnswers(tx, { outcomes: null, year, text, page: 1, size: 20 }))
  expect(await list('执法')).toMatchObject({ total: 1, answers: [{ answeredOn: '2026-03-10', outcome: 'granted' }] })
  expect((await list('执法', 2025)).total).toBe(0)
  expect(await office.in((tx) => answersLike(tx, '2025年执法检查的统计数据', 3))).toMatchObject([{ id: published.id }])
  const withdraw = { id: published.id, reason: '有误' }
  expect(await office.in((tx) => withdrawAnswer(tx, withdraw, office.officer, clock))).toEqual({ withdrawn: true })
  expect(await office.in((tx) => publicAnswer(tx, published.id))).toBeNull()
})

test('what was not answered cannot be published', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const answer = { requestId: id, title: '题', summary: '文' }
  expect(await office.in((tx) => publishAnswer(tx, answer, office.officer, clock))).toEqual({ refused: 'not-replied' })
})
