import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, aReplyLetter, aRequestInHandling, at, lookAt, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aPdf, aPdfPage } from '../../../test/pdf.ts'
import { ledgerOf, ledgerText } from '../../law/requests/redaction.ts'
import type { Database } from '../../platform/database/open.ts'
import { inPainter } from '../../platform/redact/thread.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { verifyJournal } from '../journal/verify.ts'
import { withdrawRequest } from '../requests/close.ts'
import { decideDisposal, proposeDisposal } from '../requests/disposal.ts'
import { requestFigures } from '../requests/figures.ts'
import { decideReply, deliverReply, draftReply } from '../requests/reply.ts'
import { NotAllowed } from '../staff/actor.ts'
import { issuedFile, issuedFiles, marksOf, materialForStaff, originalOf, proposedOutcome } from './for-staff.ts'
import { issueOutput, takeBackIssue } from './issue.ts'
import { askForOutput, makeOutputs } from './make.ts'
import { decideMarks, drawMark, findMarks } from './mark.ts'
import { addMaterial, readMaterial, removeMaterial } from './material.ts'
import { takeUpOutput } from './store.ts'

const idNumber = '110101199003070011'
const clock = at('2026-03-10')
let database: Database
let close: () => Promise<void>
let office: Office
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  office = await anOffice(database)
})
afterAll(() => close())

const two = aPdf([aPdfPage(`ID ${idNumber} phone 13900001234`), aPdfPage('call 13900001234 or ask somebody')])

async function aMaterial(bytes: Uint8Array = two, name = '检查记录.pdf', requestId?: number) {
  const request = requestId ?? (await aRequestInHandling(office, { receivedOn: '2026-03-02' }))
  const file = await readMaterial(Buffer.from(bytes), name)
  if ('refused' in file) throw new Error(file.refused)
  const added = await office.in((tx) => addMaterial(tx, { requestId: request, file }, office.drafter, clock))
  if ('refused' in added) throw new Error(added.refused)
  return { id: added.id, request }
}

async function find(materialId: number, words: string[] = []) {
  return office.in(async (tx) => {
    const original = await originalOf(tx, materialId)
    const letters = await inPainter({
      kind: 'letters',
      bytes: original?.content ?? Buffer.alloc(0),
      mediaType: 'application/pdf',
    })
    return findMarks(tx, { materialId, letters, words, ground: 'enforcement-file' }, office.drafter, clock)
  })
}

const marks = (materialId: number) => office.in((tx) => marksOf(tx, materialId))
const look = async (id: number) => {
  const material = await office.in((tx) => materialForStaff(tx, id))
  if (!material) throw new Error('no material')
  return material
}
const decide = (materialId: number, ids: number[], decision: 'accepted' | 'skipped' | 'taken-back') =>
  office.in((tx) => decideMarks(tx, { materialId, ids, decision }, office.drafter, clock))
const make = () => makeOutputs((part) => office.in(part), clock)

async function ask(materialId: number) {
  const { version } = await look(materialId)
  const asked = await office.in((tx) => askForOutput(tx, { materialId, version }, office.drafter, clock))
  if ('refused' in asked) throw new Error(asked.refused)
  return asked.id
}

async function issued(materialId: number) {
  const output = await ask(materialId)
  await make()
  return office.in((tx) => issueOutput(tx, output, office.drafter, clock))
}

const drawn = (materialId: number, by = office.drafter, y = 100) =>
  office.in((tx) =>
    drawMark(tx, { materialId, page: 1, x: 50, y, width: 200, height: 20, ground: 'process-info' }, by, clock),
  )

describe('marks', () => {
  test('every detector hit and every word of the officer is proposed once, over the place where it stands', async () => {
    const { id } = await aMaterial()
    expect(await find(id, ['somebody'])).toMatchObject({ found: 4, known: 0 })
    const found = await marks(id)
    expect(found.map(({ page, foundBy, ground }) => [page, foundBy, ground])).toEqual([
      [1, 'id-number', 'personal-data'],
      [1, 'mobile-phone', 'personal-data'],
      [2, 'mobile-phone', 'personal-data'],
      [2, 'word', 'enforcement-file'],
    ])
    // Text of 12 points begins at 72 points from the left, its line 700 from below on a page of 842.
    const [first] = found
    expect(first?.y).toBeGreaterThan(842 - 700 - 14)
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBeGreaterThan(842 - 700 + 2)
    expect(first?.x).toBeGreaterThan(72)
    await decide(id, [first?.id ?? 0], 'skipped')
    expect(await find(id, ['somebody'])).toMatchObject({ found: 0, known: 4 })
  })

  test('two officers at once: both marks are kept, and nobody makes a file of marks he has not seen', async () => {
    const { id } = await aMaterial()
    const { version } = await look(id)
    await Promise.all([drawn(id, office.drafter, 100), drawn(id, office.officer, 300)])
    expect(await marks(id)).toHaveLength(2)
    await expect(
      office.in((tx) => askForOutput(tx, { materialId: id, version }, office.drafter, clock)),
    ).rejects.toThrow(ChangedMeanwhile)
  })

  test('a mark taken back is gone; one outside the page is not taken', async () => {
    const { id } = await aMaterial()
    const mark = await drawn(id)
    if ('refused' in mark) throw new Error(mark.refused)
    await decide(id, [mark.id], 'taken-back')
    expect(await marks(id)).toEqual([])
    expect(await decide(id, [mark.id], 'accepted')).toEqual({ refused: 'gone' })
    expect(await drawn(id, office.drafter, 900)).toEqual({ refused: 'outside' })
  })

  test('who only reviews secrecy neither adds nor marks', async () => {
    const { id } = await aMaterial()
    await expect(drawn(id, office.reviewer)).rejects.toThrow(NotAllowed)
  })
})

describe('files', () => {
  test('with undecided hits no file is made; made, it is proved, issued, and proposes partial disclosure', async () => {
    const { id, request } = await aMaterial()
    await find(id)
    await expect(ask(id)).rejects.toThrow('undecided')
    await decide(
      id,
      (await marks(id)).map((mark) => mark.id),
      'accepted',
    )
    expect(await issued(id)).toEqual({ proposes: 'partial' })
    const [file] = await office.in((tx) => issuedFiles(tx, request))
    expect(file).toMatchObject({ name: '检查记录.pdf', pages: 2, marks: 3 })
    expect(file?.summary).toBe(
      '第1页遮盖2处（个人信息，依据《政府信息公开条例》第十五条）；第2页遮盖1处（个人信息，依据《政府信息公开条例》第十五条）。',
    )
    const whole = await office.in((tx) => issuedFile(tx, request, file?.id ?? 0))
    expect(whole?.content.includes(idNumber)).toBe(false)
    expect(whole?.text.toString()).toContain('or ask somebody')
    expect(whole?.text.toString()).not.toContain('13900001234')
    expect((await look(id)).outputs[0]?.proof).toMatchObject({ holds: true, boxes: 3, withWords: 3 })
  })

  test('after another mark the file is stale and is not issued', async () => {
    const { id } = await aMaterial()
    const output = await ask(id)
    await make()
    await drawn(id)
    expect(await office.in((tx) => issueOutput(tx, output, office.drafter, clock))).toEqual({
      refused: 'marks-changed',
    })
  })

  test('a file whose proof fails is not issued', async () => {
    const { id } = await aMaterial()
    const output = await ask(id)
    await make()
    await office.in((tx) =>
      tx
        .updateTable('redactionOutput')
        .set({ proof: JSON.stringify({ checks: [], holds: false, boxes: 0, withWords: 0, elsewhere: [] }) })
        .where('id', '=', output)
        .execute(),
    )
    expect(await office.in((tx) => issueOutput(tx, output, office.drafter, clock))).toEqual({ refused: 'not-proved' })
  })

  test('a making that was cut off is begun anew after a minute, and who comes back late writes nothing', async () => {
    const { id } = await aMaterial()
    const output = await ask(id)
    const now = clock.now()
    await office.in((tx) => takeUpOutput(tx, { now, deadSince: new Date(now.getTime() - 60_000) }))
    expect(await make()).toBe(0)
    await office.in((tx) =>
      tx
        .updateTable('redactionOutput')
        .set({ aliveAt: new Date(now.getTime() - 61_000) })
        .where('id', '=', output)
        .execute(),
    )
    expect(await make()).toBe(1)
    expect((await look(id)).outputs[0]).toMatchObject({ state: 'made' })
    await expect(ask(id)).resolves.toBeGreaterThan(output)
    await make()
  })

  test('what goes to the applicant stays on the case until it is taken back', async () => {
    const { id, request } = await aMaterial()
    await issued(id)
    expect(await office.in((tx) => removeMaterial(tx, id, office.drafter, clock))).toEqual({ refused: 'issued' })
    const [file] = await office.in((tx) => issuedFiles(tx, request))
    await office.in((tx) => takeBackIssue(tx, file?.id ?? 0, office.drafter, clock))
    expect(await office.in((tx) => removeMaterial(tx, id, office.drafter, clock))).toEqual({ removed: true })
    expect(await office.in((tx) => issuedFiles(tx, request))).toEqual([])
  })

  test('another bureau does not see it', async () => {
    const { id } = await aMaterial()
    const other = await anOffice(database)
    expect(await other.in((tx) => materialForStaff(tx, id))).toBeNull()
  })

  test.each([
    ['a Word file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'other-kind'],
    ['a broken PDF', Buffer.from('%PDF-1.7\nnothing'), 'broken'],
    ['a PDF with a password', Buffer.from(aPdf(aPdfPage('x'), { encrypted: true })), 'password'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a text', Buffer.from('plain words'), 'other-kind'],
  ])('%s is not taken, and it is told why', async (_, content, refused) => {
    expect(await readMaterial(content, 'x')).toEqual({ refused })
  })
})

test('a request with two redacted files is counted once as partial disclosure', async () => {
  const first = await aMaterial()
  const second = await aMaterial(two, '另一份.pdf', first.request)
  for (const { id } of [first, second]) {
    await drawn(id)
    await issued(id)
  }
  const files = await office.in((tx) => issuedFiles(tx, first.request))
  expect(files).toHaveLength(2)
  const outcome = proposedOutcome(files)
  if (!outcome) throw new Error('nothing proposed')
  const before = await office.in((tx) => requestFigures(tx, 2026, '2021'))
  const { handle } = await lookAt(office, first.request)
  const filling = files.map(({ summary }) => summary).join('；')
  const letter = await aReplyLetter(office, first.request, outcome, '2026-03-10', filling)
  await office.in((tx) => draftReply(tx, { ...handle, outcome, letter }, office.drafter, clock))
  const drafted = await lookAt(office, first.request)
  await office.in((tx) =>
    decideReply(tx, { ...drafted.handle, decision: 'approved', note: null }, office.leader, clock),
  )
  expect(
    await office.in((tx) =>
      drawMark(
        tx,
        { materialId: first.id, page: 1, x: 1, y: 1, width: 9, height: 9, ground: 'personal-data' },
        office.drafter,
        clock,
      ),
    ),
  ).toEqual({
    refused: 'not-in-handling',
  })
  const approved = await lookAt(office, first.request)
  const sent = await office.in((tx) => deliverReply(tx, { ...approved.handle, how: '网上' }, office.officer, clock))
  expect(sent).toHaveProperty('number')
  const after = await office.in((tx) => requestFigures(tx, 2026, '2021'))
  expect((after['partial.natural'] ?? 0) - (before['partial.natural'] ?? 0)).toBe(1)
})

test('disposal takes the letters, the material and every file made of it; what is public elsewhere stays', async () => {
  const secret = aPdf([aPdfPage(`ID ${idNumber} only here`)])
  const { id, request } = await aMaterial(secret, '申请人材料.pdf')
  await find(id)
  const all = await marks(id)
  await decide(
    id,
    all.map((mark) => mark.id),
    'accepted',
  )
  expect(await issued(id)).toEqual({ proposes: 'partial' })
  const { handle } = await lookAt(office, request)
  await office.in((tx) => withdrawRequest(tx, { ...handle, reason: '来电' }, office.officer, clock))
  const proposal = { id: request, ground: 'on-request', reason: '申请人要求删除' } as const
  const proposed = await office.in((tx) => proposeDisposal(tx, proposal, office.officer, clock))
  if ('refused' in proposed) throw new Error(proposed.refused)
  const { disposal } = proposed
  const decided = await office.in((tx) =>
    decideDisposal(tx, { disposal, decision: 'approved', note: null }, office.leader, clock),
  )
  expect(decided).toEqual({ decided: true })
  const { rows } = await sql<{ materials: number; files: number }>`
    select (select count(*)::int from redaction_material where request_id = ${request}) as materials,
      (select count(*)::int from stored_file where content = ${Buffer.from(secret)}) as files`.execute(database)
  expect(rows).toEqual([{ materials: 0, files: 0 }])
  expect(await office.in((tx) => verifyJournal(tx))).toMatchObject({ sound: true })
}, 60_000)

test('the ledger tells each page and ground once', () => {
  const ledger = ledgerOf([
    { page: 3, ground: 'personal-data' },
    { page: 3, ground: 'personal-data' },
    { page: 1, ground: 'process-info' },
    { page: 3, ground: 'process-info' },
  ])
  expect(ledgerText(ledger)).toBe(
    '第1页遮盖1处（过程性信息，依据《政府信息公开条例》第十六条第二款）；第3页遮盖3处（个人信息2处，依据《政府信息公开条例》第十五条；过程性信息1处，依据《政府信息公开条例》第十六条第二款）。',
  )
  expect(ledgerText([])).toBe('')
})
