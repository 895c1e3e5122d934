import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, aReplyLetter, aRequestInHandling, at, lookAt, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { OutcomeCode } from '../../law/requests/outcome.ts'
import { eventsAfter } from '../journal/for-staff.ts'
import { verifyJournal } from '../journal/verify.ts'
import { registerFigures } from '../registers/figures.ts'
import { NotAllowed } from '../staff/actor.ts'
import { assignRequest, handOver } from './assign.ts'
import { chargeFee, quoteFee } from './charge-fee.ts'
import { answerEnquiry, consult, noteSilence } from './consult.ts'
import { deliverAgain, proveDelivery } from './deliveries.ts'
import { requestFigures } from './figures.ts'
import { enquiryByCode, requestByCode } from './for-public.ts'
import { mergeRequest } from './merge.ts'
import { writeNote } from './notes.ts'
import { askForReasons, delayReply, receiveReasons } from './reasons.ts'
import { registerRequest } from './register.ts'
import { concludeRemedy, fileRemedy } from './remedies.ts'
import { reopenRequest } from './reopen.ts'
import { decideReply, deliverReply, draftReply } from './reply.ts'
import { splitRequest } from './split.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const started = await testDatabase()
  close = started.close
  office = await anOffice(started.database)
})
afterAll(() => close())

async function replied(id: number, day: string, outcome: OutcomeCode = 'granted') {
  const act = async (work: (handle: { id: number; version: number }) => Promise<object>) => {
    const result = await work((await lookAt(office, id)).handle)
    if ('refused' in result || 'leaks' in result || 'findings' in result) throw new Error(JSON.stringify(result))
  }
  const letter = await aReplyLetter(office, id, outcome, day)
  await act((handle) => office.in((tx) => draftReply(tx, { ...handle, outcome, letter }, office.officer, at(day))))
  await act((handle) =>
    office.in((tx) => decideReply(tx, { ...handle, decision: 'approved', note: null }, office.leader, at(day))),
  )
  await act((handle) =>
    office.in((tx) =>
      deliverReply(tx, { ...handle, how: '邮寄', way: 'registered-mail', reference: 'EMS 1' }, office.officer, at(day)),
    ),
  )
}

const things = [
  { title: '2025年执法计划', description: '2025年执法计划全文' },
  { title: '2025年执法统计', description: '2025年执法次数' },
  { title: '2025年处罚名单', description: '2025年处罚决定书' },
]

describe('one form that asks for several things', () => {
  test('becomes as many requests, received on one day, each counted and answered by itself', async () => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
    const { handle } = await lookAt(office, id)
    const outcome = await office.in((tx) =>
      splitRequest(tx, { ...handle, items: things }, office.officer, at('2026-03-04')),
    )
    if ('refused' in outcome) throw new Error(outcome.refused)
    const [first, other] = [await lookAt(office, id), await lookAt(office, outcome.siblings[0]?.id ?? 0)]
    expect(first).toMatchObject({ title: '2025年执法计划', state: 'in-handling' })
    expect(other).toMatchObject({
      title: '2025年执法统计',
      receivedOn: '2026-03-02',
      dueOn: '2026-03-30',
      state: 'in-handling',
      splitFrom: id,
    })
    expect(first.siblings).toHaveLength(2)
    expect(other.siblings.map((one) => one.id)).toContain(id)
    for (const { number, queryCode } of outcome.siblings) {
      expect(await office.in((tx) => requestByCode(tx, number, queryCode))).toMatchObject({ number })
    }
  })

  test.each([
    [things.slice(0, 1), 'too-few'],
    [[things[0], { title: ' ', description: 'x' }], 'nothing-named'],
  ])('%o is refused as %s', async (items, refused) => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
    const { handle } = await lookAt(office, id)
    const outcome = await office.in((tx) =>
      splitRequest(tx, { ...handle, items: items as typeof things }, office.officer, at('2026-03-04')),
    )
    expect(outcome).toEqual({ refused })
  })
})

describe('merging', () => {
  test('closes the second of two requests of one person and counts it as 其他', async () => {
    const applicant = { name: '合并人', idNumber: 'm-1' }
    const first = await aRequestInHandling(office, { receivedOn: '2026-03-02', applicant })
    const second = await aRequestInHandling(office, { receivedOn: '2026-03-03', applicant })
    const { number } = await lookAt(office, first)
    const { handle } = await lookAt(office, second)
    const outcome = await office.in((tx) =>
      mergeRequest(tx, { ...handle, into: number, reason: '同一事项' }, office.officer, at('2026-03-04')),
    )
    expect(outcome).toEqual({ merged: true })
    expect(await lookAt(office, second)).toMatchObject({
      state: 'closed',
      outcome: 'other-3',
      mergedIntoNumber: number,
    })
  })

  test.each([
    ['somebody-else', { name: '另一人', idNumber: 'm-3' }, (number: string) => number],
    ['no-such-request', { name: '甲', idNumber: 'm-2' }, () => 'YJ-2026-999999'],
  ])('is refused as %s', async (refused, applicant, into) => {
    const first = await aRequestInHandling(office, {
      receivedOn: '2026-03-02',
      applicant: { name: '甲', idNumber: 'm-2' },
    })
    const second = await aRequestInHandling(office, { receivedOn: '2026-03-03', applicant })
    const { number } = await lookAt(office, first)
    const { handle } = await lookAt(office, second)
    const outcome = await office.in((tx) =>
      mergeRequest(tx, { ...handle, into: into(number), reason: '同一事项' }, office.officer, at('2026-03-04')),
    )
    expect(outcome).toEqual({ refused })
  })
})

describe('somebody is asked', () => {
  const asked = async (whom: 'third-party' | 'co-maker' | 'organ') => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
    const { handle } = await lookAt(office, id)
    const outcome = await office.in((tx) =>
      consult(
        tx,
        { ...handle, whom, name: '演示公司', question: '是否同意公开？', deliveredOn: on('2026-03-10') },
        office.officer,
        at('2026-03-09'),
      ),
    )
    if ('refused' in outcome) throw new Error(outcome.refused)
    return { id, ...outcome }
  }

  test('and answers with the code of the letter; the code opens nothing afterwards', async () => {
    const { id, code } = await asked('third-party')
    const seen = await office.in((tx) => enquiryByCode(tx, code))
    expect(seen).toEqual({
      whom: 'third-party',
      name: '演示公司',
      question: '是否同意公开？',
      askedOn: '2026-03-09',
      answerBy: '2026-03-31',
    })
    const answer = { code, answer: 'objects', opinion: '涉及商业秘密' } as const
    const outcome = await office.in((tx) => answerEnquiry(tx, answer, at('2026-03-20')))
    expect(outcome).toEqual({ answered: true })
    const found = await lookAt(office, id)
    expect(found).toMatchObject({ state: 'in-handling', dueOn: '2026-04-14' })
    expect(found.enquiries[0]).toMatchObject({ answer: 'objects', opinion: '涉及商业秘密' })
    expect(await office.in((tx) => enquiryByCode(tx, code))).toBeNull()
    expect(await office.in((tx) => answerEnquiry(tx, answer, at('2026-03-21')))).toEqual({
      refused: 'no-such-enquiry',
    })
  })

  test('a refusal needs its grounds (art. 32)', async () => {
    const { code } = await asked('third-party')
    const outcome = await office.in((tx) =>
      answerEnquiry(tx, { code, answer: 'objects', opinion: ' ' }, at('2026-03-20')),
    )
    expect(outcome).toEqual({ refused: 'no-reason' })
  })

  test.each([
    ['third-party', '第三方逾期未提出意见的，由本机关依法决定是否公开'],
    ['co-maker', '共同制作机关逾期未提出意见的，视为同意公开'],
  ] as const)('and stays silent: a %s says by it “%s”', async (whom, words) => {
    const { id, enquiry } = await asked(whom)
    const early = await lookAt(office, id)
    expect(
      await office.in((tx) => noteSilence(tx, { ...early.handle, enquiry }, office.officer, at('2026-03-31'))),
    ).toEqual({ refused: 'not-lapsed-yet' })
    const outcome = await office.in((tx) =>
      noteSilence(tx, { ...early.handle, enquiry }, office.officer, at('2026-04-01')),
    )
    expect(outcome).toMatchObject({ dueOn: '2026-04-23' })
    const found = await lookAt(office, id)
    expect(found.state).toBe('in-handling')
    expect(found.enquiries[0]).toMatchObject({ answer: 'silent', opinion: words })
  })

  test('another organ has no limit that could pass', async () => {
    const { id, enquiry } = await asked('organ')
    const { handle } = await lookAt(office, id)
    const outcome = await office.in((tx) => noteSilence(tx, { ...handle, enquiry }, office.officer, at('2026-05-29')))
    expect(outcome).toEqual({ refused: 'no-such-enquiry' })
  })
})

test('reasons are asked for once; the clock goes on; a later day is set only after they came', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const step = async <T>(work: (handle: { id: number; version: number }) => Promise<T>) =>
    work((await lookAt(office, id)).handle)
  const delay = (handle: { id: number; version: number }) =>
    office.in((tx) =>
      delayReply(tx, { ...handle, until: on('2026-06-30'), reason: '数量大' }, office.officer, at('2026-03-10')),
    )
  expect(await step(delay)).toEqual({ refused: 'no-reasons-asked' })
  const ask = (handle: { id: number; version: number }) =>
    office.in((tx) => askForReasons(tx, { ...handle, facts: '本月90件' }, office.officer, at('2026-03-05')))
  expect(await step(ask)).toEqual({ asked: true })
  expect(await step(ask)).toEqual({ refused: 'already-asked' })
  expect(await lookAt(office, id)).toMatchObject({ dueOn: '2026-03-30' })
  const receive = (handle: { id: number; version: number }) =>
    office.in((tx) =>
      receiveReasons(
        tx,
        { ...handle, receivedOn: on('2026-03-09'), reasonable: true, note: '研究需要' },
        office.officer,
        at('2026-03-09'),
      ),
    )
  expect(await step(receive)).toEqual({ received: true })
  expect(await step(receive)).toEqual({ refused: 'nothing-awaited' })
  expect(await step(delay)).toEqual({ dueOn: '2026-06-30' })
})

test.each([
  [10, 0, 'the tenth of a month is free'],
  [11, 100, 'the eleventh pays'],
  [31, 200, 'the thirty-first pays the next tier'],
])(
  'request %i of one applicant in a month costs %i by item: %s',
  async (nth, amount, _because) => {
    const applicant = { name: '多次申请人', idNumber: `fee-${nth}` }
    let id = 0
    for (let place = 0; place < nth; place += 1) {
      id = await aRequestInHandling(office, { receivedOn: '2026-04-10', applicant })
    }
    const quote = await office.in((tx) => quoteFee(tx, { id, receivedOn: on('2026-04-10') }, 120))
    expect(quote).toMatchObject({ nth, byItem: { amount }, byVolume: { amount: 1100 } })
    const { handle } = await lookAt(office, id)
    const charged = await office.in((tx) =>
      chargeFee(
        tx,
        { ...handle, method: 'by-item', pages: 0, deliveredOn: on('2026-04-13'), note: '' },
        office.officer,
        at('2026-04-13'),
      ),
    )
    expect(charged).toEqual(amount === 0 ? { refused: 'nothing-due' } : { amount })
  },
  60_000,
)

test('a misdirected letter counts from the day of the confirmation, whatever way it came', async () => {
  const applicant = {
    kind: 'natural' as const,
    name: '错投人',
    idType: null,
    idNumber: null,
    representative: null,
    contact: null,
    phone: '0',
    email: null,
    address: null,
    postcode: null,
  }
  const wanted = {
    title: '某报告',
    description: '某报告',
    documentNumber: null,
    carrier: 'paper',
    delivery: 'post',
    acceptsOtherForm: true,
  } as const
  const intake = { channel: 'counter', arrivedOn: on('2026-03-02'), misdirectedTo: '危化科' } as const
  const waiting = await office.in((tx) =>
    registerRequest(tx, { applicant, wanted, intake }, office.officer, at('2026-03-04')),
  )
  expect(waiting).toMatchObject({ receivedOn: null })
  const confirmed = await office.in((tx) =>
    registerRequest(
      tx,
      { applicant, wanted, intake: { ...intake, confirmedOn: on('2026-03-04') } },
      office.officer,
      at('2026-03-04'),
    ),
  )
  expect(confirmed).toMatchObject({ receivedOn: '2026-03-04' })
})

test('a request is given to another person, and all of theirs go over when they leave', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, id)
  const { drafter, officer, section } = office
  const assigned = await office.in((tx) =>
    assignRequest(
      tx,
      { ...handle, sectionId: section, handlerId: drafter.id, reason: '专业' },
      officer,
      at('2026-03-03'),
    ),
  )
  expect(assigned).toEqual({ assigned: true })
  const over = (by: typeof officer) =>
    office.in((tx) => handOver(tx, { fromId: drafter.id, toId: officer.id, reason: '调离' }, by, at('2026-03-04')))
  await expect(over(drafter)).rejects.toThrow(NotAllowed)
  expect(await over(officer)).toEqual({ moved: [id] })
  expect(await lookAt(office, id)).toMatchObject({ handler: 'officer' })
  expect(await over(officer)).toEqual({ refused: 'nothing-to-hand-over' })
})

test('a delivery that came back is sent again; the day of reply stays', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  await replied(id, '2026-03-10')
  const prove = async (result: 'delivered' | 'returned', day: string) => {
    const { handle } = await lookAt(office, id)
    return office.in((tx) =>
      proveDelivery(tx, { ...handle, result, resultOn: on(day), evidence: '回执' }, office.officer, at(day)),
    )
  }
  expect(await prove('returned', '2026-03-09')).toEqual({ refused: 'before-it-was-sent' })
  expect(await prove('returned', '2026-03-16')).toEqual({ proved: true })
  const { handle } = await lookAt(office, id)
  const again = await office.in((tx) =>
    deliverAgain(tx, { ...handle, way: 'pick-up', reference: '' }, office.officer, at('2026-03-17')),
  )
  expect(again).toEqual({ sent: true })
  expect(await prove('delivered', '2026-03-18')).toEqual({ proved: true })
  const found = await lookAt(office, id)
  expect(found.concludedOn).toBe('2026-03-10')
  expect(found.deliveries.map(({ way, result }) => [way, result])).toEqual([
    ['registered-mail', 'returned'],
    ['pick-up', 'delivered'],
  ])
})

test('reconsideration corrects a reply: table 4 counts it, the request is handled anew, table 3 keeps the first reply', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-06-01' })
  await replied(id, '2026-06-10', 'deny-6')
  const before = await office.in((tx) => requestFigures(tx, 2026, '2021'))
  const file = async (route: 'reconsideration' | 'complaint', number: string) => {
    const { handle } = await lookAt(office, id)
    return office.in((tx) =>
      fileRemedy(
        tx,
        { ...handle, route, number, organ: '演练市人民政府', filedOn: on('2026-06-20') },
        office.officer,
        at('2026-06-20'),
      ),
    )
  }
  expect(await file('reconsideration', '演复〔2026〕1号')).toEqual({ filed: true })
  expect(await file('reconsideration', '演复〔2026〕1号')).toEqual({ refused: 'taken' })
  expect(await file('complaint', '投〔2026〕1号')).toEqual({ filed: true })
  const pending = await office.in((tx) => registerFigures(tx, 2026, '2021', 'remedies'))
  expect(pending).toMatchObject({ 'reconsideration.pending': 1 })
  const { handle, remedies } = await lookAt(office, id)
  const [first] = remedies
  const concluded = await office.in((tx) =>
    concludeRemedy(
      tx,
      { ...handle, remedyId: first?.id ?? 0, result: 'corrected', concludedOn: on('2026-07-15'), said: '撤销' },
      office.officer,
      at('2026-07-15'),
    ),
  )
  expect(concluded).toEqual({ concluded: true })
  const ended = await office.in((tx) => registerFigures(tx, 2026, '2021', 'remedies'))
  expect(ended).toMatchObject({ 'reconsideration.corrected': 1 })
  expect(ended['reconsideration.pending'] ?? 0).toBe(0)
  const { handle: closed } = await lookAt(office, id)
  const reopened = await office.in((tx) =>
    reopenRequest(
      tx,
      { ...closed, why: 'reconsideration', workingDays: 15, reason: '责令重新答复' },
      office.leader,
      at('2026-07-15'),
    ),
  )
  expect(reopened).toEqual({ reopened: true })
  expect(await lookAt(office, id)).toMatchObject({ state: 'in-handling', dueOn: '2026-08-05', outcome: 'deny-6' })
  await replied(id, '2026-07-30', 'partial')
  const found = await lookAt(office, id)
  expect(found).toMatchObject({ state: 'closed', outcome: 'deny-6', concludedOn: '2026-06-10' })
  expect(found.reply?.outcome).toBe('partial')
  expect(found.earlierReplies).toMatchObject([{ outcome: 'deny-6', concludedOn: '2026-06-10' }])
  expect(await office.in((tx) => requestFigures(tx, 2026, '2021'))).toEqual(before)
})

test('notes say what was talked about; the journal knows only their hash', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, id)
  const said = '申请人说明只要第三页'
  const note = { kind: 'contact', heldOn: on('2026-03-03'), withWhom: '申请人', said } as const
  await office.in((tx) => writeNote(tx, { ...handle, ...note }, office.officer, at('2026-03-03')))
  expect((await lookAt(office, id)).notes).toMatchObject([{ said, byName: 'officer' }])
  const events = await office.in((tx) => eventsAfter(tx, 0, 100_000))
  expect(JSON.stringify(events)).not.toContain(said)
  expect(JSON.stringify(events)).not.toContain('演示公司')
  expect(await office.in((tx) => verifyJournal(tx))).toMatchObject({ sound: true })
})
