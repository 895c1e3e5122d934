import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  anApplicant,
  anOffice,
  aReplyLetter,
  aRequestInHandling,
  at,
  lookAt,
  type Office,
  on,
  something,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { isReplyKind } from '../../law/requests/letters.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import { outcomes } from '../../law/requests/outcome.ts'
import type { Database } from '../../platform/database/open.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { eventsAfter } from '../journal/for-staff.ts'
import { verifyJournal } from '../journal/verify.ts'
import { NotAllowed } from '../staff/actor.ts'
import { askForCorrection, receiveCorrection } from './ask-for-correction.ts'
import { chargeFee, receivePayment } from './charge-fee.ts'
import { closeLapsed, withdrawRequest } from './close.ts'
import { confirmReceipt } from './confirm.ts'
import { consult, receiveOpinion } from './consult.ts'
import { freshDraftToken, keepDraft } from './drafts.ts'
import { extendRequest } from './extend.ts'
import { requestFigures, requestsBehind } from './figures.ts'
import { requestByCode } from './for-public.ts'
import { readQueryCode } from './query-code.ts'
import { registerRequest } from './register.ts'
import { decideReply, deliverReply, draftReply } from './reply.ts'
import { submitRequest } from './submit.ts'

let database: Database
let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  office = await anOffice(database)
})
afterAll(() => close())

const submit = async (day: string, draftToken = freshDraftToken()) => {
  const submitted = await office.in(async (tx) => {
    await keepDraft(tx, draftToken, {}, at(day))
    return submitRequest(tx, { draftToken, applicant: anApplicant(), wanted: something() }, at(day))
  })
  if ('refused' in submitted) throw new Error(submitted.refused)
  return submitted
}

test('a request sent online waits for both sides to confirm; that day is the receipt day', async () => {
  const { id } = await submit('2026-03-01')
  expect(await lookAt(office, id)).toMatchObject({ state: 'awaiting-confirmation', receivedOn: null, dueOn: null })
  const outcome = await office.in((tx) =>
    confirmReceipt(tx, { id, version: 1, confirmedOn: on('2026-03-02'), note: null }, office.officer, at('2026-03-02')),
  )
  expect(outcome).toEqual({ receivedOn: '2026-03-02', dueOn: '2026-03-30' })
})

test('sending the same form twice gives the same receipt', async () => {
  const draftToken = freshDraftToken()
  const [one, other] = [await submit('2026-03-02', draftToken), await submit('2026-03-02', draftToken)]
  expect(other).toEqual(one)
})

test('sending the same form twice at the same moment makes one request', async () => {
  const draftToken = freshDraftToken()
  await office.in((tx) => keepDraft(tx, draftToken, {}, at('2026-03-02')))
  const send = () =>
    office.in((tx) =>
      submitRequest(tx, { draftToken, applicant: anApplicant(), wanted: something() }, at('2026-03-02')),
    )
  const receipts = await Promise.all([send(), send(), send(), send()])
  expect(new Set(receipts.map((receipt) => ('number' in receipt ? receipt.number : ''))).size).toBe(1)
})

test('the query code opens the own request only, however it is typed', async () => {
  const { number, queryCode } = await submit('2026-03-02')
  const find = (code: string) => office.in((tx) => requestByCode(tx, number, code))
  expect(await find(queryCode)).toMatchObject({ number })
  expect(await find(` ${queryCode.toLowerCase().replace('-', ' ')} `)).toMatchObject({ number })
  expect(await find('0000-0000')).toBeNull()
  expect(await office.in((tx) => requestByCode(tx, 'YJ-2026-999999', queryCode))).toBeNull()
})

test.each([
  ['k7qf 2m9x', 'K7QF-2M9X', 'lower case and a blank'],
  ['Ｋ７ＱＦ－２Ｍ９Ｘ', 'K7QF-2M9X', 'full-width'],
  ['OIL0-2M9X', '0110-2M9X', 'letters that look like digits'],
])('a code typed as %s is read as %s: %s', (typed, read, _because) => {
  expect(readQueryCode(typed)).toBe(read)
})

test.each([
  ['counter', { arrivedOn: on('2026-03-02') }, '2026-03-02', 'the day of submission'],
  [
    'registered-mail',
    { arrivedOn: on('2026-03-02'), signedOn: on('2026-03-02') },
    '2026-03-02',
    'the day it was signed for',
  ],
  ['ordinary-mail', { arrivedOn: on('2026-03-02') }, null, 'ordinary mail waits for the confirmation'],
  [
    'ordinary-mail',
    { arrivedOn: on('2026-03-02'), confirmedOn: on('2026-03-03') },
    '2026-03-03',
    'the day of the confirmation',
  ],
  ['fax', { arrivedOn: on('2026-03-02'), confirmedOn: on('2026-03-04') }, '2026-03-04', 'the day both sides confirmed'],
] as const)('by %s: %o is received on %s, %s', async (channel, days, receivedOn, _because) => {
  const outcome = await office.in((tx) =>
    registerRequest(
      tx,
      { applicant: anApplicant(), wanted: something(), intake: { channel, ...days } },
      office.officer,
      at('2026-03-05'),
    ),
  )
  expect(outcome).toMatchObject({ receivedOn })
})

test('a letter cannot arrive tomorrow', async () => {
  const outcome = await office.in((tx) =>
    registerRequest(
      tx,
      { applicant: anApplicant(), wanted: something(), intake: { channel: 'counter', arrivedOn: on('2026-03-06') } },
      office.officer,
      at('2026-03-05'),
    ),
  )
  expect(outcome).toEqual({ refused: 'arrives-in-the-future' })
})

test('a correction starts the period from zero', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, id)
  const asked = await office.in((tx) =>
    askForCorrection(tx, { ...handle, items: '请写明年份', workingDays: 15 }, office.officer, at('2026-03-09')),
  )
  expect(asked).toEqual({ answerBy: '2026-03-30' })
  const waiting = await lookAt(office, id)
  expect(waiting.state).toBe('awaiting-correction')
  const received = await office.in((tx) =>
    receiveCorrection(
      tx,
      { ...waiting.handle, receivedOn: on('2026-03-25'), note: '2025年' },
      office.officer,
      at('2026-03-25'),
    ),
  )
  expect(received).toEqual({ dueOn: '2026-04-23' })
})

test('a correction can be asked for only within seven working days, and only once', async () => {
  const late = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, late)
  const ask = (day: string) =>
    office.in((tx) =>
      askForCorrection(tx, { ...handle, items: '请写明年份', workingDays: 15 }, office.officer, at(day)),
    )
  expect(await ask('2026-03-12')).toEqual({ refused: 'too-late' })
  expect(await ask('2026-03-11')).toMatchObject({ answerBy: expect.any(String) })
})

test('a request that was not corrected in time lapses, not a day before', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, id)
  await office.in((tx) =>
    askForCorrection(tx, { ...handle, items: '请写明年份', workingDays: 15 }, office.officer, at('2026-03-09')),
  )
  const waiting = await lookAt(office, id)
  const lapse = (day: string) => office.in((tx) => closeLapsed(tx, waiting.handle, office.officer, at(day)))
  expect(await lapse('2026-03-30')).toEqual({ refused: 'nothing-lapsed' })
  expect(await lapse('2026-03-31')).toEqual({ closed: true })
  expect(await lookAt(office, id)).toMatchObject({ state: 'closed', outcome: 'other-1', concludedOn: '2026-03-31' })
})

test('the period stands still while a third party is asked', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, id)
  const asked = await office.in((tx) =>
    consult(
      tx,
      { ...handle, whom: 'third-party', name: '某企业', deliveredOn: on('2026-03-10') },
      office.drafter,
      at('2026-03-09'),
    ),
  )
  if ('refused' in asked) throw new Error(asked.refused)
  const consulting = await lookAt(office, id)
  const answered = await office.in((tx) =>
    receiveOpinion(
      tx,
      {
        ...consulting.handle,
        enquiry: asked.enquiry,
        receivedOn: on('2026-03-20'),
        answer: 'objects',
        note: '涉及商业秘密',
      },
      office.drafter,
      at('2026-03-20'),
    ),
  )
  expect(answered).toEqual({ dueOn: '2026-04-14' })
})

test('an extension needs the head of the disclosure office, a reason, and is given once', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, id)
  const extend = (by: typeof office.head, target = handle) =>
    office.in((tx) => extendRequest(tx, { ...target, workingDays: 20, reason: '需要核对' }, by, at('2026-03-16')))
  await expect(extend(office.officer)).rejects.toThrow(NotAllowed)
  await expect(extend(office.leader)).rejects.toThrow(NotAllowed)
  expect(await extend(office.head)).toEqual({ dueOn: '2026-04-28' })
  const { handle: again } = await lookAt(office, id)
  expect(await extend(office.head, again)).toEqual({ refused: 'already-extended' })
})

test('after the fee was paid the period starts from zero', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-04-08' })
  const { handle } = await lookAt(office, id)
  await office.in((tx) =>
    chargeFee(
      tx,
      { ...handle, method: 'by-volume', pages: 100, deliveredOn: on('2026-04-10'), note: '' },
      office.officer,
      at('2026-04-10'),
    ),
  )
  const waiting = await lookAt(office, id)
  const paid = await office.in((tx) =>
    receivePayment(tx, { ...waiting.handle, paidOn: on('2026-04-20') }, office.officer, at('2026-04-20')),
  )
  expect(paid).toEqual({ dueOn: '2026-05-20' })
})

const replied = async (outcome: OutcomeCode, days: { receivedOn: string; repliedOn: string }, office: Office) => {
  const id = await aRequestInHandling(office, { receivedOn: days.receivedOn })
  const clock = at(days.repliedOn)
  const letter = await aReplyLetter(office, id, outcome, days.repliedOn)
  await office.in(async (tx) =>
    draftReply(tx, { ...(await lookAt(office, id)).handle, outcome, letter }, office.drafter, clock),
  )
  await office.in(async (tx) =>
    decideReply(tx, { ...(await lookAt(office, id)).handle, decision: 'approved', note: null }, office.leader, clock),
  )
  const { handle } = await lookAt(office, id)
  const delivered = await office.in((tx) => deliverReply(tx, { ...handle, how: '电子邮件' }, office.officer, clock))
  return { id, delivered }
}

test('a reply is drafted, approved by a second person, numbered and delivered', async () => {
  const { id, delivered } = await replied('partial', { receivedOn: '2026-05-11', repliedOn: '2026-05-20' }, office)
  expect(delivered).toEqual({ number: expect.stringMatching(/^青应急公开〔2026〕\d+号$/) })
  expect(await lookAt(office, id)).toMatchObject({ state: 'closed', outcome: 'partial', concludedOn: '2026-05-20' })
})

test('nobody approves the own draft', async () => {
  const both = { ...office.leader, roles: ['drafter', 'approving-leader'] as const }
  const id = await aRequestInHandling(office, { receivedOn: '2026-05-11' })
  const clock = at('2026-05-12')
  const { handle } = await lookAt(office, id)
  await office.in((tx) => draftReply(tx, { ...handle, outcome: 'granted', letter: '答复如下' }, both, clock))
  const drafted = await lookAt(office, id)
  const outcome = await office.in((tx) =>
    decideReply(tx, { ...drafted.handle, decision: 'approved', note: null }, both, clock),
  )
  expect(outcome).toEqual({ refused: 'own-draft' })
})

test('a reply is sent back only with a reason, and can be written again', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-05-11' })
  const clock = at('2026-05-12')
  const { handle } = await lookAt(office, id)
  await office.in((tx) => draftReply(tx, { ...handle, outcome: 'granted', letter: '答复如下' }, office.drafter, clock))
  const drafted = await lookAt(office, id)
  const decide = (note: string | null) =>
    office.in((tx) => decideReply(tx, { ...drafted.handle, decision: 'returned', note }, office.leader, clock))
  expect(await decide(' ')).toEqual({ refused: 'no-reason' })
  expect(await decide('依据写错了')).toEqual({ decided: true })
  expect(await lookAt(office, id)).toMatchObject({ state: 'in-handling' })
})

test('two officers on one case: the second is told, the first is kept', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-05-11' })
  const { handle } = await lookAt(office, id)
  const draft = (letter: string) =>
    office.in((tx) => draftReply(tx, { ...handle, outcome: 'granted', letter }, office.drafter, at('2026-05-12')))
  const outcomes = await Promise.allSettled([draft('第一份'), draft('第二份')])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(lost?.status === 'rejected' && lost.reason).toBeInstanceOf(ChangedMeanwhile)
})

test('people without the role can do nothing', async () => {
  const { id } = await submit('2026-03-02')
  const confirm = (by: typeof office.drafter) =>
    office.in((tx) =>
      confirmReceipt(tx, { id, version: 1, confirmedOn: on('2026-03-02'), note: null }, by, at('2026-03-02')),
    )
  for (const by of [office.drafter, office.leader, office.supervisor, office.administrator]) {
    await expect(confirm(by)).rejects.toThrow(NotAllowed)
  }
})

test('every outcome is counted in exactly the row of table 3 it names, in both formats', async () => {
  const given = (Object.keys(outcomes) as OutcomeCode[]).filter(isReplyKind)
  const counting = await anOffice(database)
  for (const [place, code] of given.entries()) {
    const year = 2031 + place
    // A year of its own for each outcome: the table of that year has one request, in one row.
    const { id } = await replied(code, { receivedOn: `${year}-05-12`, repliedOn: `${year}-05-20` }, counting)
    for (const vintage of ['2019', '2021'] as const) {
      const row = outcomes[code].row[vintage]
      const cells = await counting.in((tx) => requestFigures(tx, year, vintage))
      expect(cells).toEqual({ 'new.natural': 1, [`${row}.natural`]: 1 })
      const behind = await counting.in((tx) => requestsBehind(tx, year, vintage, `${row}.natural`))
      expect(behind.map((record) => record.id)).toEqual([id])
    }
  }
})

test('what is open at the end of the year is carried over, and counted once in each year', async () => {
  const counting = await anOffice(database)
  await replied('granted', { receivedOn: '2029-12-20', repliedOn: '2030-01-08' }, counting)
  const figures = (year: number) => counting.in((tx) => requestFigures(tx, year, '2021'))
  expect(await figures(2029)).toEqual({ 'new.natural': 1, 'carriedOut.natural': 1 })
  expect(await figures(2030)).toEqual({ 'carriedIn.natural': 1, 'granted.natural': 1 })
})

test('a withdrawn request is closed and counted as 其他处理', async () => {
  const counting = await anOffice(database)
  const id = await aRequestInHandling(counting, { receivedOn: '2028-05-11' })
  const { handle } = await lookAt(counting, id)
  await counting.in((tx) => withdrawRequest(tx, { ...handle, reason: '来电撤回' }, counting.officer, at('2028-05-15')))
  expect(await counting.in((tx) => requestFigures(tx, 2028, '2021'))).toEqual({ 'new.natural': 1, 'other3.natural': 1 })
})

test('the journal is sound after all of this and names nobody', async () => {
  expect(await office.in((tx) => verifyJournal(tx))).toMatchObject({ sound: true })
  const entries = await office.in((tx) => eventsAfter(tx, 0, 10_000))
  const text = entries.map((event) => event.entry).join('\n')
  for (const personal of ['演示申请人', '演示证件-0001', '000-00000001', '申请公开2025年'])
    expect(text).not.toContain(personal)
})
