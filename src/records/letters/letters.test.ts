import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, aReplyLetter, aRequestInHandling, at, lookAt, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { ProceduralKind } from '../../law/requests/letters.ts'
import type { Database } from '../../platform/database/open.ts'
import { inspectFile } from '../../platform/files/inspect.ts'
import { openTypesetter, type Typesetter } from '../../platform/typeset/typesetter.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { askForCorrection } from '../requests/ask-for-correction.ts'
import { consult } from '../requests/consult.ts'
import { decideReply, deliverReply, draftReply, signReply } from '../requests/reply.ts'
import { NotAllowed, type Role, type StaffActor } from '../staff/actor.ts'
import { appointStaff } from '../staff/appoint.ts'
import { compareTexts } from './compare.ts'
import { letterFile } from './file.ts'
import { letterInFull, lettersOf, templateVersions } from './for-staff.ts'
import { changeTemplate, sayWhoSigns } from './templates.ts'
import { beginLetter, issueLetter, sendLetter, signLetter, writeLetter } from './write.ts'

let database: Database
let office: Office
let lawyer: StaffActor
let typesetter: Typesetter
let close: () => Promise<void>
beforeAll(async () => {
  const started = await testDatabase()
  ;({ database, close } = started)
  office = await anOffice(database)
  lawyer = await appoint(office, 'lawyer', ['legal-reviewer'])
  typesetter = openTypesetter({ fonts: 'dist/fonts', ownFonts: '' })
})
afterAll(async () => {
  await typesetter.close()
  await close()
})

async function appoint(place: Office, account: string, roles: Role[]): Promise<StaffActor> {
  const person = {
    account,
    name: account,
    roles,
    sectionId: place.section,
    password: 'a password',
    mustChangePassword: false,
  }
  const id = await place.in((tx) => appointStaff(tx, person, place.administrator, at('2026-01-05')))
  return { kind: 'staff', id, name: account, roles, sectionId: place.section }
}

const read = async (id: number, place = office) => {
  const letter = await place.in((tx) => letterInFull(tx, id))
  if (!letter) throw new Error(`no letter ${id}`)
  return { ...letter, handle: { id, version: letter.version }, text: letter.versions.at(-1)?.body ?? '' }
}

async function begun(requestId: number, kind: ProceduralKind, day: string, place = office): Promise<number> {
  const eventSeq = (await lookAt(place, requestId)).events.at(-1)?.seq ?? 0
  const outcome = await place.in((tx) => beginLetter(tx, { requestId, kind, eventSeq }, place.officer, at(day)))
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.id
}

async function askedForCorrection(): Promise<number> {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, id)
  const items = '请写明需要哪一类企业的检查统计'
  await office.in((tx) => askForCorrection(tx, { ...handle, items, workingDays: 15 }, office.officer, at('2026-03-04')))
  return id
}

const agree = { decision: 'signed' as const, note: null, likenessConfirmed: false }

describe('a notice of correction', () => {
  test('is filled from the event, signed by a second person, numbered, and does not change any more', async () => {
    const requestId = await askedForCorrection()
    const id = await begun(requestId, 'correction-notice', '2026-03-04')
    const drafted = await read(id)
    expect(drafted.text).toContain('请写明需要哪一类企业的检查统计')
    expect(drafted.text).toContain('请您在2026年3月25日前一次补正')
    expect(drafted.text).toContain('《政府信息公开条例》（2019）第三十条')

    const act = { by: office.officer, clock: at('2026-03-04') }
    expect(await office.in((tx) => sendLetter(tx, drafted.handle, act.by, act.clock))).toEqual({ state: 'office' })
    const sent = await read(id)
    const sign = (by: StaffActor, signature: Parameters<typeof signLetter>[1]) =>
      office.in((tx) => signLetter(tx, signature, by, act.clock))
    expect(await sign(office.officer, { ...sent.handle, ...agree })).toEqual({ refused: 'own-letter' })
    await expect(sign(office.drafter, { ...sent.handle, ...agree })).rejects.toThrow(NotAllowed)
    expect(await sign(office.head, { ...sent.handle, ...agree })).toEqual({ state: 'signed' })
    await expect(sign(office.head, { ...sent.handle, ...agree })).rejects.toThrow(ChangedMeanwhile)

    const signed = await read(id)
    expect(await office.in((tx) => issueLetter(tx, signed.handle, act.by, act.clock))).toEqual({
      number: expect.stringMatching(/^青应急公开补〔2026〕\d+号$/),
    })
    const issued = await read(id)
    expect(issued).toMatchObject({ state: 'issued', issuedOn: '2026-03-04' })
    const late = { ...issued.handle, text: '改动' }
    expect(await office.in((tx) => writeLetter(tx, late, act.by, act.clock))).toEqual({ refused: 'not-a-draft' })
  })

  test('is begun once for one event, and only for an event it tells', async () => {
    const requestId = await askedForCorrection()
    await begun(requestId, 'correction-notice', '2026-03-04')
    const begin = (kind: ProceduralKind, eventSeq: number) =>
      office.in((tx) => beginLetter(tx, { requestId, kind, eventSeq }, office.officer, at('2026-03-04')))
    expect(await begin('correction-notice', 2)).toEqual({ refused: 'begun-already' })
    expect(await begin('extension-notice', 2)).toEqual({ refused: 'no-such-event' })
    expect(await begin('registration', 1)).toHaveProperty('id')
  })

  test('keeps every version, and comes back with a reason', async () => {
    const id = await begun(await askedForCorrection(), 'correction-notice', '2026-03-04')
    const clock = at('2026-03-04')
    const first = await read(id)
    const text = first.text.replace('内容不明确', '内容描述不明确')
    await office.in((tx) => writeLetter(tx, { ...first.handle, text }, office.officer, clock))
    await office.in(async (tx) => sendLetter(tx, (await read(id)).handle, office.officer, clock))
    const back = (note: string | null) =>
      office.in(async (tx) =>
        signLetter(
          tx,
          { ...(await read(id)).handle, decision: 'returned', note, likenessConfirmed: false },
          office.head,
          clock,
        ),
      )
    expect(await back(' ')).toEqual({ refused: 'no-reason' })
    expect(await back('期限写错了')).toEqual({ state: 'drafting' })
    const letter = await read(id)
    expect(letter.versions.map(({ no }) => no)).toEqual([1, 2])
    expect(letter.signatures).toMatchObject([{ decision: 'returned', note: '期限写错了', versionNo: 2 }])
    expect(compareTexts(letter.versions[0]?.body ?? '', letter.text).filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'added', text: '描述' },
    ])
  })

  test('with a blank left is not sent', async () => {
    const id = await begun(await askedForCorrection(), 'correction-notice', '2026-03-04')
    const { handle, text } = await read(id)
    const blank = { ...handle, text: `${text}\n〔写明地点〕` }
    await office.in((tx) => writeLetter(tx, blank, office.officer, at('2026-03-04')))
    const sent = await office.in(async (tx) =>
      sendLetter(tx, (await read(id)).handle, office.officer, at('2026-03-04')),
    )
    expect(sent).toEqual({ findings: [{ fault: 'blank-left', weight: 'stop', about: '〔写明地点〕' }] })
  })
})

test('an enquiry to a third party names the third party and its period, never the applicant', async () => {
  const requestId = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, requestId)
  const whom = { whom: 'third-party' as const, name: '演示化工有限公司', deliveredOn: null }
  await office.in((tx) => consult(tx, { ...handle, ...whom }, office.officer, at('2026-03-09')))
  const { text } = await read(await begun(requestId, 'third-party-enquiry', '2026-03-09'))
  expect(text).toContain('演示化工有限公司：')
  expect(text).toContain('15个工作日内')
  expect(text).not.toContain('演示申请人')
})

describe('a reply where section, office and legal reviewer sign', () => {
  let signing: Office
  let legal: StaffActor
  let head: StaffActor
  beforeAll(async () => {
    signing = await anOffice(database)
    legal = await appoint(signing, 'legal', ['legal-reviewer'])
    head = await appoint(signing, 'section', ['section-head'])
    const all = { sectionSigns: true, officeSigns: true, legalReviews: true }
    await signing.in((tx) => sayWhoSigns(tx, all, signing.officer, at('2026-03-02')))
  })

  const clock = at('2026-03-20')
  const drafted = async (filling?: string) => {
    const id = await aRequestInHandling(signing, { receivedOn: '2026-03-02' })
    const letter = await aReplyLetter(signing, id, 'granted', '2026-03-20', filling)
    const { handle } = await lookAt(signing, id)
    await signing.in((tx) => draftReply(tx, { ...handle, outcome: 'granted', letter }, signing.drafter, clock))
    return { id, letter }
  }
  const sign = (id: number, by: StaffActor, signature: object = {}) =>
    signing.in(async (tx) =>
      signReply(tx, { ...(await lookAt(signing, id)).handle, ...agree, ...signature }, by, clock),
    )
  const approve = (id: number) =>
    signing.in(async (tx) =>
      decideReply(
        tx,
        { ...(await lookAt(signing, id)).handle, decision: 'approved', note: null },
        signing.leader,
        clock,
      ),
    )

  test('goes from one to the next, then to the leader, and is delivered under one number', async () => {
    const { id } = await drafted()
    expect(await approve(id)).toEqual({ refused: 'signatures-missing' })
    await expect(sign(id, legal)).rejects.toThrow(NotAllowed)
    expect(await sign(id, head)).toEqual({ signed: true })
    expect(await sign(id, legal)).toEqual({ signed: true })
    expect(await sign(id, signing.officer)).toEqual({ signed: true })
    expect(await approve(id)).toEqual({ decided: true })
    const { handle } = await lookAt(signing, id)
    const delivered = await signing.in((tx) => deliverReply(tx, { ...handle, how: '邮寄' }, signing.officer, clock))
    const [letter] = await signing.in((tx) => lettersOf(tx, id))
    expect(letter).toMatchObject({ ...delivered, kind: 'granted', state: 'issued', issuedOn: '2026-03-20' })
    const { signatures } = await read(letter?.id ?? 0, signing)
    expect(signatures.map(({ step, decision }) => `${step} ${decision}`)).toEqual([
      'section signed',
      'legal signed',
      'office signed',
      'leader signed',
    ])
  })

  test('nobody signs twice, and what was returned is written and signed anew', async () => {
    const { id, letter } = await drafted()
    expect(await sign(id, signing.head)).toEqual({ signed: true })
    expect(await sign(id, legal, { decision: 'returned', note: '请写明检查的口径' })).toEqual({ signed: true })
    expect(await lookAt(signing, id)).toMatchObject({ state: 'in-handling' })
    const { handle } = await lookAt(signing, id)
    const again = letter.replace('详见', '按行业统计，详见')
    await signing.in((tx) => draftReply(tx, { ...handle, outcome: 'granted', letter: again }, signing.drafter, clock))
    expect(await sign(id, signing.head)).toEqual({ signed: true })
    await sign(id, legal)
    expect(await sign(id, signing.head)).toEqual({ refused: 'signed-already' })
    const [kept] = await signing.in((tx) => lettersOf(tx, id))
    expect((await read(kept?.id ?? 0, signing)).versions).toHaveLength(2)
  })

  test('that speaks of something else is signed by nobody', async () => {
    const id = await aRequestInHandling(signing, { receivedOn: '2026-03-02' })
    const { handle, title } = await lookAt(signing, id)
    const letter = (await aReplyLetter(signing, id, 'granted', '2026-03-20')).replaceAll(title, '避难场所名录')
    await signing.in((tx) => draftReply(tx, { ...handle, outcome: 'granted', letter }, signing.drafter, clock))
    expect(await sign(id, head)).toMatchObject({ findings: [{ fault: 'subject-not-named' }] })
  })
})

test('a reply that lacks its remedies is not approved', async () => {
  const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
  const { handle } = await lookAt(office, id)
  const letter = (await aReplyLetter(office, id, 'deny-5', '2026-03-20')).replace(/如不服本答复[^。]*。/, '')
  await office.in((tx) => draftReply(tx, { ...handle, outcome: 'deny-5', letter }, office.drafter, at('2026-03-20')))
  const decided = await office.in(async (tx) =>
    decideReply(
      tx,
      { ...(await lookAt(office, id)).handle, decision: 'approved', note: null },
      office.leader,
      at('2026-03-20'),
    ),
  )
  expect(decided).toMatchObject({ findings: [{ fault: 'remedy-missing' }, { fault: 'remedy-order' }] })
})

describe('a template', () => {
  const change = (body: string, no: number, by: StaffActor = office.officer) =>
    office.in((tx) =>
      changeTemplate(tx, { kind: 'extension-notice', no, body, note: '按市里的格式' }, by, at('2026-03-02')),
    )
  const good = '{{申请人}}：\n\n您的申请（编号 {{编号}}，{{申请事项}}）依据{{依据}}延长至{{答复期限}}。\n\n{{机关名称}}'

  test('of the bureau gets a version, and letters begun before keep theirs', async () => {
    expect(await change(good, 0)).toEqual({ no: 1 })
    await expect(change(good, 0)).rejects.toThrow(ChangedMeanwhile)
    expect(await change(good, 1)).toEqual({ refused: 'nothing-changed' })
    const versions = await office.in((tx) => templateVersions(tx, 'extension-notice'))
    expect(versions).toMatchObject([{ no: 1, note: '按市里的格式', writtenBy: 'officer' }])
  })
  test('with a placeholder nobody fills, or without one its letters need, is not taken', async () => {
    const wrong = `${good.replace('{{依据}}', '条例')}{{局长}}`
    expect(await change(wrong, 1)).toMatchObject({ problems: { unknown: ['局长'], missing: ['依据'] } })
  })
  test('is changed by the office and the legal reviewer only', async () => {
    await expect(change(good, 1, office.drafter)).rejects.toThrow(NotAllowed)
    expect(await change(`${good}\n`.replace('您的申请', '您提出的申请'), 1, lawyer)).toEqual({ no: 2 })
  })
})

test('a letter is a PDF and a Word file with its number, its day and its signer, and a draft until it is issued', async () => {
  const id = await begun(await askedForCorrection(), 'correction-notice', '2026-03-04')
  const draft = await office.in((tx) => letterFile(tx, id, 'pdf'))
  expect(draft).toMatchObject({ issued: false, name: '政府信息公开申请补正告知书（草稿）.pdf' })
  const clock = at('2026-03-04')
  await office.in(async (tx) => sendLetter(tx, (await read(id)).handle, office.officer, clock))
  await office.in(async (tx) => signLetter(tx, { ...(await read(id)).handle, ...agree }, office.head, clock))
  await office.in(async (tx) => issueLetter(tx, (await read(id)).handle, office.officer, clock))
  const { number } = await read(id)
  const text = async (format: 'pdf' | 'docx') => {
    const file = await office.in((tx) => letterFile(tx, id, format))
    const content = await file?.content(typesetter)
    const read = await inspectFile(content ?? Buffer.alloc(0), file?.name ?? '')
    return read.parts
      .map((one) => one.text)
      .join('\n')
      .replace(/\s/g, '')
  }
  for (const format of ['pdf', 'docx'] as const) {
    const words = await text(format)
    expect(words).toContain(number)
    expect(words).toContain('政府信息公开申请补正告知书')
    expect(words).toContain('2026年3月4日')
    expect(words).not.toContain('草稿')
  }
})
