import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  anApplicant,
  anOffice,
  aRequestInHandling,
  at,
  lookAt,
  type Office,
  on,
  something,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '../../platform/database/open.ts'
import type { Waiting } from '../../platform/mail/message.ts'
import { sendDueMessages } from '../../platform/mail/outbox.ts'
import { actsOn } from '../journal/for-staff.ts'
import { acceptRequest } from '../requests/accept.ts'
import { askForCorrection } from '../requests/ask-for-correction.ts'
import { confirmReceipt } from '../requests/confirm.ts'
import { forgetOldDrafts, freshDraftToken, keepDraft } from '../requests/drafts.ts'
import { recoveryIsOpen, requestByCode } from '../requests/for-public.ts'
import { issueCode } from '../requests/issue-code.ts'
import { openApplicant } from '../requests/open-applicant.ts'
import type { Access } from '../requests/own.ts'
import { askForCode, takeRecoveredCode } from '../requests/recover-code.ts'
import type { Applicant } from '../requests/request.ts'
import { NotAllowed } from '../staff/actor.ts'
import { changeOwnContacts, correctOwn, rateOwn, remindOwn, supplementOwn, withdrawOwn } from './acts.ts'
import { keepDraftFile } from './files.ts'
import { filesOfDraft, ownPapers } from './for-public.ts'
import { papersOfApplicant, unreadMessages } from './for-staff.ts'
import { readMessages } from './read-messages.ts'
import { sendForm } from './send.ts'
import { openLike } from './similar.ts'

let database: Database
let close: () => Promise<void>
let office: Office
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  office = await anOffice(database)
})
afterAll(() => close())

const pdf = Buffer.from('%PDF-1.4 a file of tests')
const aFile = { name: '说明.pdf', content: pdf }

/** A request in handling, and a code that opens it. */
async function opened(receivedOn: string): Promise<{ id: number; access: Access }> {
  const id = await aRequestInHandling(office, { receivedOn })
  const { number, handle } = await lookAt(office, id)
  const given = await office.in((tx) => issueCode(tx, { ...handle, checked: '证件' }, office.officer, at(receivedOn)))
  if ('refused' in given) throw new Error(given.refused)
  return { id, access: { number, code: given.code } }
}

test('the applicant corrects the request: the clock starts anew and the office sees words and files', async () => {
  const { id, access } = await opened('2026-03-02')
  const { handle } = await lookAt(office, id)
  await office.in((tx) =>
    askForCorrection(tx, { ...handle, items: '写明年份', workingDays: 10 }, office.officer, at('2026-03-04')),
  )
  const sent = { said: '要2024年的', files: [aFile] }
  expect(await office.in((tx) => correctOwn(tx, access, sent, at('2026-03-10')))).toEqual({ corrected: true })
  expect(await lookAt(office, id)).toMatchObject({ state: 'in-handling', dueOn: '2026-04-08' })
  expect(await office.in((tx) => papersOfApplicant(tx, id))).toMatchObject({
    messages: [{ kind: 'correction', said: '要2024年的' }],
    files: [{ name: '说明.pdf', mediaType: 'application/pdf' }],
  })
  const [act] = await office.in((tx) => actsOn(tx, `request ${id}`))
  expect(act).toMatchObject({ kind: 'correction received', by: { kind: 'applicant' } })
  expect(JSON.stringify(act)).not.toContain('要2024年的')
  expect(await office.in((tx) => correctOwn(tx, access, sent, at('2026-03-10')))).toEqual({ refused: 'not-asked-for' })
})

test('a supplement moves no clock; what is sent waits until the office has read it', async () => {
  const { id, access } = await opened('2026-03-02')
  const before = (await lookAt(office, id)).dueOn
  const supplement = (said: string, files = [aFile]) =>
    office.in((tx) => supplementOwn(tx, access, { said, files }, at('2026-03-05')))
  expect(await supplement('另附材料')).toEqual({ supplemented: true })
  expect(await supplement('', [])).toEqual({ refused: 'nothing-said' })
  expect(await supplement('', [{ name: 'a.pdf', content: Buffer.from('no pdf') }])).toEqual({ refused: 'other-kind' })
  expect((await lookAt(office, id)).dueOn).toBe(before)
  const waiting = async () => (await office.in(unreadMessages)).filter(({ requestId }) => requestId === id)
  expect(await waiting()).toMatchObject([{ kind: 'supplement' }])
  const { handle } = await lookAt(office, id)
  expect(await office.in((tx) => readMessages(tx, handle, office.drafter, at('2026-03-05')))).toEqual({ read: 1 })
  expect(await waiting()).toEqual([])
})

test('one may remind once in five working days', async () => {
  const { access } = await opened('2026-03-02')
  const remind = (day: string) => office.in((tx) => remindOwn(tx, access, '', at(day)))
  expect(await remind('2026-03-06')).toEqual({ reminded: true })
  expect(await remind('2026-03-12')).toEqual({ refused: 'too-soon' })
  expect(await remind('2026-03-13')).toEqual({ reminded: true })
})

test('contacts that are not named stay, and the journal tells none of them', async () => {
  const { id, access } = await opened('2026-03-02')
  await office.in((tx) => changeOwnContacts(tx, access, { phone: '000-77777777' }, at('2026-03-03')))
  const seen = await office.in((tx) => openApplicant(tx, { id }, office.officer, at('2026-03-03')))
  expect(seen).toMatchObject({ applicant: { phone: '000-77777777', email: 'someone@applicant.example' } })
  expect(JSON.stringify(await office.in((tx) => actsOn(tx, `request ${id}`)))).not.toContain('000-77777777')
})

test('a withdrawn request is closed, and takes nothing more', async () => {
  const { id, access } = await opened('2026-03-02')
  expect(await office.in((tx) => withdrawOwn(tx, access, '', at('2026-03-03')))).toEqual({ withdrawn: true })
  expect(await lookAt(office, id)).toMatchObject({ state: 'closed', outcome: 'other-3' })
  expect(await office.in((tx) => withdrawOwn(tx, access, '', at('2026-03-03')))).toEqual({ refused: 'already-closed' })
  expect(await office.in((tx) => remindOwn(tx, access, '', at('2026-03-03')))).toEqual({ refused: 'already-closed' })
  expect(await office.in((tx) => rateOwn(tx, access, { score: 5, said: '' }, at('2026-03-03')))).toEqual({
    refused: 'not-replied',
  })
})

test('without the code nothing can be done, and nobody learns whether the number exists', async () => {
  const { access } = await opened('2026-03-02')
  for (const wrong of [
    { ...access, code: 'AAAA-AAAA' },
    { ...access, number: 'YJ-2026-999999' },
  ]) {
    expect(await office.in((tx) => withdrawOwn(tx, wrong, '', at('2026-03-03')))).toEqual({
      refused: 'no-such-request',
    })
  }
})

test('a further code opens the request beside the first; only the disclosure office gives one', async () => {
  const draftToken = freshDraftToken()
  const sent = await office.in(async (tx) => {
    await keepDraft(tx, draftToken, {}, at('2026-03-02'))
    return sendForm(tx, { draftToken, applicant: anApplicant(), wanted: something(), others: [] }, at('2026-03-02'))
  })
  if ('refused' in sent) throw new Error(sent.refused)
  const give = (by: typeof office.officer, checked = '居民身份证') =>
    office.in((tx) => issueCode(tx, { id: sent.id, version: 1, checked }, by, at('2026-03-03')))
  await expect(give(office.drafter)).rejects.toThrow(NotAllowed)
  expect(await give(office.officer, ' ')).toEqual({ refused: 'nothing-checked' })
  const given = await give(office.officer)
  if ('refused' in given) throw new Error(given.refused)
  for (const code of [sent.queryCode, given.code]) {
    expect((await office.in((tx) => requestByCode(tx, sent.number, code)))?.id).toBe(sent.id)
  }
})

test('each thing of a form becomes a request of its own with the files and the agent; sent twice, it is one', async () => {
  const draftToken = freshDraftToken()
  const agent = { name: '演示代理人', idNumber: '演示证件-9', phone: '000-00000009' }
  const others = [something({ title: '第二项' }), something({ title: '第三项' })]
  const send = () =>
    office.in((tx) =>
      sendForm(
        tx,
        { draftToken, applicant: anApplicant({ agent }), wanted: something({ title: '第一项' }), others },
        at('2026-03-02'),
      ),
    )
  await office.in(async (tx) => {
    await keepDraft(tx, draftToken, {}, at('2026-03-02'))
    await keepDraftFile(tx, { token: draftToken, role: 'authorisation', file: aFile }, at('2026-03-02'))
  })
  const [first, again] = [await send(), await send()]
  expect(again).toEqual(first)
  if ('refused' in first) throw new Error(first.refused)
  const root = await office.in((tx) => requestByCode(tx, first.number, first.queryCode))
  expect(root?.siblings.map(({ title }) => title)).toEqual(['第二项', '第三项'])
  for (const { number, code } of [...(root?.siblings ?? []), { number: first.number, code: first.queryCode }]) {
    const one = await office.in((tx) => requestByCode(tx, number, code))
    const papers = await office.in((tx) => ownPapers(tx, one?.id ?? 0))
    expect(papers).toMatchObject({ files: [{ role: 'authorisation' }] })
  }
})

test('files of a form that is never sent are forgotten with it', async () => {
  const token = freshDraftToken()
  await office.in(async (tx) => {
    await keepDraft(tx, token, {}, at('2026-03-02'))
    await keepDraftFile(tx, { token, role: 'attachment', file: aFile }, at('2026-03-02'))
  })
  expect(await office.in((tx) => filesOfDraft(tx, token))).toHaveLength(1)
  await office.in((tx) => forgetOldDrafts(tx, at('2026-03-20')))
  expect(await office.in((tx) => filesOfDraft(tx, token))).toEqual([])
})

test('an own open request for the same is told to its person only', async () => {
  const applicant = anApplicant({ idNumber: '演示证件-55', name: '演示申请人戊' })
  const draftToken = freshDraftToken()
  await office.in(async (tx) => {
    await keepDraft(tx, draftToken, {}, at('2026-03-02'))
    const wanted = something({ title: '应急预案（全文）' })
    await sendForm(tx, { draftToken, applicant, wanted, others: [] }, at('2026-03-02'))
  })
  const like = (who: typeof applicant, title: string) => office.in((tx) => openLike(tx, who, [{ title }]))
  expect(await like(applicant, '应急预案 全文')).toHaveLength(1)
  expect(await like(applicant, '另一件事')).toEqual([])
  expect(await like({ ...applicant, phone: '000-1' }, '应急预案 全文')).toEqual([])
})

test('the applicant is written to about what happens, and the message says nothing of what is asked', async () => {
  const messages: Waiting[] = []
  const take = async (message: Waiting) => {
    messages.push(message)
  }
  const sent = async () => {
    await sendDueMessages(office.in, { email: take, sms: take })
    return messages.splice(0)
  }
  await sent()
  const form = async (applicant: Partial<Applicant>) => {
    const draftToken = freshDraftToken()
    await office.in((tx) => keepDraft(tx, draftToken, {}, at('2026-03-02')))
    const whole = { draftToken, applicant: anApplicant(applicant), wanted: something(), others: [something()] }
    return { send: () => office.in((tx) => sendForm(tx, whole, at('2026-03-02'))) }
  }
  const { send } = await form({})
  const first = await send()
  // Sent twice, it is one request and one message for each thing asked for.
  await send()
  if ('refused' in first) throw new Error(first.refused)
  const confirm = { id: first.id, version: 1, confirmedOn: on('2026-03-02'), note: null }
  await office.in((tx) => confirmReceipt(tx, confirm, office.officer, at('2026-03-02')))
  const { handle, title, description } = await lookAt(office, first.id)
  await office.in((tx) => acceptRequest(tx, { ...handle, sectionId: office.section }, office.officer, at('2026-03-02')))
  const notice = { ...handle, version: handle.version + 1, items: '写明年份', workingDays: 10 }
  await office.in((tx) => askForCorrection(tx, notice, office.officer, at('2026-03-04')))
  const written = await sent()
  expect(written.map(({ channel, to }) => `${channel} ${to}`)).toEqual(Array(4).fill('email someone@applicant.example'))
  expect(written.map(({ subject }) => subject.replace(/^.*：/, ''))).toEqual([
    '已提交，等待工作人员确认收到',
    '已提交，等待工作人员确认收到',
    '已确认收到',
    '需要您补正，请按期补正',
  ])
  for (const { subject, text } of written) {
    expect(text).toMatch(/YJ-2026-\d{6}/)
    for (const secret of [title, description, '写明年份', '演示申请人']) expect(subject + text).not.toContain(secret)
  }
  // Without an e-mail: to a mobile telephone. Without one either: to nobody.
  await (await form({ email: null, phone: '139 0000 0000', idNumber: '演示证件-sms' })).send()
  expect((await sent()).map(({ channel, to }) => `${channel} ${to}`)).toEqual(Array(2).fill('sms 13900000000'))
  await (await form({ email: null, phone: '000-00000001', idNumber: '演示证件-none' })).send()
  expect(await sent()).toEqual([])
})

describe('a lost query code', () => {
  const linkTo = (token: string) => `https://office.example/ysqgk/chaxunma/${token}`
  const later = (minutes: number) => ({ ...at('2026-03-02'), now: () => new Date(noon.getTime() + minutes * 60_000) })
  const noon = at('2026-03-02').now()
  const ask = (number: string, email: string, minutes = 0) =>
    office.in((tx) => askForCode(tx, { number, email, linkTo }, later(minutes)))
  const take = (token: string, minutes = 0) => office.in((tx) => takeRecoveredCode(tx, token, later(minutes)))
  const isOpen = (token: string, minutes = 0) => office.in((tx) => recoveryIsOpen(tx, token, later(minutes).now()))
  const mine = 'someone@applicant.example'
  /** The tokens in the mails that went out since. */
  const mailed = async () => {
    const texts: string[] = []
    const email = async ({ text }: Waiting) => {
      texts.push(text)
    }
    await sendDueMessages(office.in, { email, sms: null })
    return texts.flatMap((text) => /chaxunma\/(\S+)/.exec(text)?.[1] ?? [])
  }
  const request = async () => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
    const { number } = await lookAt(office, id)
    return { id, number }
  }

  test('comes anew through the e-mail of its applicant and nobody else’s, and the journal tells no address', async () => {
    const { id, number } = await request()
    await ask(number, 'other@applicant.example')
    await ask('YJ-2026-999999', mine)
    expect(await mailed()).toEqual([])
    await ask(number, 'SomeOne@Applicant.example')
    const [token = ''] = await mailed()
    const { rows } = await sql`select * from code_recovery`.execute(database)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(await isOpen(token)).toBe(true)
    const given = await take(token)
    if ('refused' in given) throw new Error(given.refused)
    expect(given.number).toBe(number)
    expect(await office.in((tx) => requestByCode(tx, number, given.code))).toMatchObject({ id })
    const [issued, asked] = await office.in((tx) => actsOn(tx, `request ${id}`))
    expect(asked).toMatchObject({ kind: 'query code asked for', by: { kind: 'applicant' }, change: {} })
    expect(issued).toMatchObject({ kind: 'query code issued', by: { kind: 'applicant' }, change: { way: 'email' } })
    expect(JSON.stringify([issued, asked])).not.toMatch(/applicant\.example/)
  })

  test('is given by one link once, within an hour', async () => {
    const { number } = await request()
    await ask(number, mine)
    await ask(number, mine)
    const [one = '', two = ''] = await mailed()
    const both = await Promise.all([take(one, 59), take(one, 59)])
    // The button pressed twice: one code, not a page that says it is gone.
    expect(both[0]).toEqual(both[1])
    expect(await take(one, 61)).toEqual({ refused: 'over' })
    expect([await isOpen(two, 59), await isOpen(two, 60)]).toEqual([true, false])
    expect(await take(two, 60)).toEqual({ refused: 'over' })
    expect(await take('made-up')).toEqual({ refused: 'over' })
  })

  test('is sent three times a day at most', async () => {
    const { number } = await request()
    for (let time = 0; time < 5; time += 1) await ask(number, mine, time)
    expect(await mailed()).toHaveLength(3)
    await ask(number, mine, 24 * 60 + 2)
    expect(await mailed()).toHaveLength(1)
  })
})
