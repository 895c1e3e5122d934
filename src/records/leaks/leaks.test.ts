import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, aReplyLetter, aRequestInHandling, at, lookAt, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorkbook } from '../../../test/files.ts'
import { anIdNumber, aPhone, randomFrom } from '../../../test/planted-leaks.ts'
import { inspectFile } from '../../platform/files/inspect.ts'
import { eventsAfter } from '../journal/for-staff.ts'
import { enterInRegister, enterMany } from '../registers/enter.ts'
import { publicEntries } from '../registers/for-public.ts'
import { decideReply, deliverReply, draftReply } from '../requests/reply.ts'
import { NotAllowed, type StaffActor } from '../staff/actor.ts'
import { heldLeaks, lexiconWords } from './for-staff.ts'
import { leaksIn, stopLeaks } from './gate.ts'
import { addWord, retireWord, setLeastGroup } from './lexicon.ts'
import { waiveLeak } from './waive.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
})
afterAll(() => close())

const random = randomFrom(42)
const clock = at('2026-03-02')
const penalty = (number: string, punished: string) => ({
  number,
  title: '未按规定开展安全培训',
  punished,
  category: '罚款',
  amount: '20000',
  decidedOn: '2026-02-27',
})
const enter = (fields: Record<string, unknown>, by: StaffActor = office.drafter) =>
  office.in((tx) => enterInRegister(tx, { kind: 'penalties', fields }, by, clock))
const held = (waived = false) => office.in((tx) => heldLeaks(tx, { waived, page: 1, size: 100 }))
const waive = (id: number, reason: string, by: StaffActor) =>
  office.in((tx) => waiveLeak(tx, { id, reason }, by, clock))
const openOf = async (title: string) => {
  const one = (await held()).held.find((leak) => leak.title.includes(title))
  if (!one) throw new Error(`nothing held of ${title}`)
  return one
}
const journal = async () => (await office.in((tx) => eventsAfter(tx, 0, 10_000))).map(({ entry }) => entry).join('\n')

describe('a register entry with a telephone number', () => {
  const phone = aPhone(random)
  const fields = penalty('演应急罚〔2026〕1号', `演示企业001，电话${phone}`)

  test('is stopped, and what was stopped is kept without the number', async () => {
    const outcome = await enter(fields)
    expect(outcome).toMatchObject({ leaks: [{ field: 'punished', leak: { class: 'mobile-phone', holds: true } }] })
    const one = await openOf('2026〕1号')
    expect(one).toMatchObject({ class: 'mobile-phone', place: '被处罚人', draftedBy: 'drafter', waiver: null })
    const everything = await office.in((tx) => tx.selectFrom('leakHeld').selectAll().execute())
    expect(JSON.stringify([outcome, everything]) + (await journal())).not.toContain(phone)
    expect((await office.in((tx) => publicEntries(tx, 'penalties', { page: 1, size: 9 }))).total).toBe(0)
  })

  test('is let through by somebody else with a lawful reason, once, and for this value in this entry only', async () => {
    const { id } = await openOf('2026〕1号')
    await expect(waive(id, '对外公布的联系电话', office.drafter)).rejects.toThrow(NotAllowed)
    await expect(waive(id, '对外公布的联系电话', office.officer)).rejects.toThrow(NotAllowed)
    expect(await waive(id, '应公开', office.head)).toEqual({ refused: 'no-reason' })
    expect(await waive(id, `这个号码${aPhone(random)}可以公开`, office.head)).toEqual({ refused: 'reason-leaks' })
    expect(await waive(id, '企业对外公布的联系电话', office.head)).toEqual({ waived: true })
    expect(await waive(id, '企业对外公布的联系电话', office.head)).toEqual({ refused: 'waived-already' })
    expect(await enter({ ...fields, punished: `演示企业001，电话${aPhone(random)}` })).toHaveProperty('leaks')
    expect(await enter({ ...fields, number: '演应急罚〔2026〕2号' })).toHaveProperty('leaks')
    expect(await enter(fields)).toMatchObject({ id: expect.any(Number) })
    expect((await held(true)).held).toMatchObject([{ waiver: { by: 'head', reason: '企业对外公布的联系电话' } }])
    const told = (await journal()).split('\n').find((entry) => entry.includes('leak waived'))
    expect(told).toContain('企业对外公布的联系电话')
    expect(told).toContain('sealed:')
    expect(told).not.toContain(phone)
  })

  test('masked, it is entered, and nothing of it is held any more', async () => {
    expect(
      await enter({ ...fields, number: '演应急罚〔2026〕2号', punished: '演示企业001，电话138****0000' }),
    ).toHaveProperty('id')
    expect((await held()).held.filter((leak) => leak.title.includes('2026〕2号'))).toEqual([])
  })
})

test('nobody lets through what is in the own work, whatever the roles', async () => {
  const fields = penalty('演应急罚〔2026〕3号', `张某某 ${anIdNumber(random)}`)
  expect(await enter(fields, office.head)).toMatchObject({
    leaks: [{ leak: { class: 'id-number', severity: 'BLOCK' } }],
  })
  const { id } = await openOf('2026〕3号')
  expect(await waive(id, '依法应当公开的内容', office.head)).toEqual({ refused: 'own-draft' })
  expect(await waive(id, '依法应当公开的内容', office.leader)).toEqual({ waived: true })
})

test('a spreadsheet with a number in one row is not taken, and the row is named', async () => {
  const rows = [1, 2, 3].map((place) => ({
    row: place + 1,
    fields: penalty(`演应急罚〔2027〕${place}号`, place === 2 ? `张某 ${anIdNumber(random)}` : '演示企业001'),
  }))
  const outcome = await office.in((tx) =>
    enterMany(tx, { kind: 'penalties', fileName: 'p.xlsx', rows }, office.drafter, clock),
  )
  expect(outcome).toMatchObject({ problems: [], leaks: [{ row: 3, field: 'punished' }] })
})

describe('the reply to a request', () => {
  const own = aPhone(random)
  const replied = async (words: string) => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-02-24', applicant: { phone: own } })
    const letter = await aReplyLetter(office, id, 'granted', '2026-03-02', words)
    const { handle } = await lookAt(office, id)
    await office.in((tx) => draftReply(tx, { ...handle, outcome: 'granted', letter }, office.drafter, clock))
    return id
  }
  const approve = async (id: number) =>
    office.in(async (tx) =>
      decideReply(tx, { ...(await lookAt(office, id)).handle, decision: 'approved', note: null }, office.leader, clock),
    )

  test('may hold what is the applicant’s own', async () => {
    const id = await replied(`您的联系电话${own}，内容如下。`)
    expect(await approve(id)).toEqual({ decided: true })
    const { handle } = await lookAt(office, id)
    expect(
      await office.in((tx) => deliverReply(tx, { ...handle, how: '电子邮件' }, office.officer, clock)),
    ).toHaveProperty('number')
  })

  test('with somebody else’s number is neither approved nor, when words were listed meanwhile, delivered', async () => {
    const stopped = await replied(`经办人电话${aPhone(random)}。`)
    expect(await approve(stopped)).toMatchObject({ leaks: [{ class: 'mobile-phone', place: '答复书' }] })
    const id = await replied('涉及青鸟行动的内容如下。')
    expect(await approve(id)).toEqual({ decided: true })
    const word = await office.in((tx) =>
      addWord(tx, { kind: 'work-secret', word: '青鸟行动', suggestion: null }, office.officer, clock),
    )
    const { handle } = await lookAt(office, id)
    const deliver = () => office.in((tx) => deliverReply(tx, { ...handle, how: '电子邮件' }, office.officer, clock))
    expect(await deliver()).toMatchObject({
      leaks: [{ class: 'work-secret', excerpt: expect.stringContaining('青鸟行动') }],
    })
    await office.in((tx) => retireWord(tx, { id: 'id' in word ? word.id : 0 }, office.officer, clock))
    expect(await deliver()).toHaveProperty('number')
  })
})

test('files are looked into: every place a number hides in is named, and the hiding itself', async () => {
  const number = () => anIdNumber(random)
  const planted = {
    shown: `身份证${number()}`,
    inHiddenSheet: number(),
    inVeryHiddenSheet: '无',
    inHiddenRow: number(),
    inHiddenColumn: number(),
    comment: number(),
    semicolons: number(),
    white: '无',
    author: '演示作者',
  }
  const inspection = await inspectFile(await aWorkbook(planted), '名单.xlsx')
  const leaks = await office.in((tx) => leaksIn(tx, 'document 1', { files: [{ name: '名单.xlsx', inspection }] }))
  const places = leaks.filter((leak) => leak.class === 'id-number').map(({ place }) => place)
  expect(places).toEqual([
    '附件“名单.xlsx”工作表“名单”!B2',
    '附件“名单.xlsx”工作表“名单”第 3 行',
    '附件“名单.xlsx”工作表“名单”第 C 列',
    '附件“名单.xlsx”工作表“名单”!B4、D4',
    '附件“名单.xlsx”工作表“名单”!B2 的批注',
    '附件“名单.xlsx”隐藏的工作表“底稿”',
  ])
  expect(leaks.map((leak) => leak.class)).toEqual(
    expect.arrayContaining([
      'hidden-sheet',
      'hidden-row',
      'hidden-column',
      'hidden-text',
      'comment',
      'metadata',
      'gps',
    ]),
  )
  for (const text of Object.values(planted).filter((value) => /\d{17}/.test(value))) {
    expect(JSON.stringify(leaks)).not.toContain(/\d{17}[\dX]/.exec(text)?.[0])
  }
})

test('a file that cannot be read holds a publication back', async () => {
  const inspection = await inspectFile(new Uint8Array([1, 2, 3]), 'a.pdf')
  const leaks = await office.in((tx) => leaksIn(tx, 'document 1', { files: [{ name: 'a.pdf', inspection }] }))
  expect(leaks).toMatchObject([{ class: 'unreadable-file', holds: true, excerpt: 'unknown-kind' }])
})

test('a table that singles out a person is stopped, by as many rows as the bureau has set', async () => {
  const rows = [
    ['性别', '所在村'],
    ...Array.from({ length: 3 }, () => ['女', '前屯村']),
    ['男', '后屯村'],
    ['男', '后屯村'],
  ]
  const look = () => office.in((tx) => leaksIn(tx, 'document 1', { tables: [{ place: '正文的表格 1', rows }] }))
  expect(await look()).toMatchObject([{ class: 'combination', holds: true, excerpt: '表头下第 4、5 行：所在村' }])
  const set = (leastGroup: number) => office.in((tx) => setLeastGroup(tx, { leastGroup }, office.administrator, clock))
  expect(await set(1)).toEqual({ refused: 'out-of-range' })
  expect(await set(2)).toEqual({ set: true })
  expect(await look()).toEqual([])
  await set(3)
})

test('the bureau’s own address and e-mail may be shown; marks of secrecy and reporters never', async () => {
  const look = (text: string) => office.in((tx) => leaksIn(tx, 'document 2', { texts: [{ place: '正文', text }] }))
  expect(await look('来信请寄zwgk@yjglj.qinghe.example')).toEqual([])
  expect(await look('机密★五年')).toMatchObject([{ class: 'secret-mark', waivable: false, holds: true }])
  expect(await look('举报人：张某某，反映如下')).toMatchObject([
    { class: 'reporter', waivable: false, excerpt: '举报人：张××，反映如下' },
  ])
  const thing = {
    subject: 'document 2',
    title: '关于通报',
    draftedBy: office.drafter.id,
    texts: [{ place: '正文', text: '机密★五年' }],
  }
  await office.in((tx) => stopLeaks(tx, thing, clock))
  expect(await waive((await openOf('关于通报')).id, '已经解密的文件内容', office.leader)).toEqual({
    refused: 'not-waivable',
  })
})

describe('the lexicon', () => {
  const add = (
    kind: 'misprint' | 'sensitive',
    word: string,
    suggestion: string | null,
    by: StaffActor = office.administrator,
  ) => office.in((tx) => addWord(tx, { kind, word, suggestion }, by, clock))

  test('takes words from those who keep it, and reads texts for them', async () => {
    await expect(add('sensitive', '某词语', null, office.drafter)).rejects.toThrow(NotAllowed)
    expect(await add('misprint', '青河市', null)).toEqual({ refused: 'no-suggestion' })
    expect(await add('misprint', '青河市', '青河市')).toEqual({ refused: 'same-as-suggestion' })
    expect(await add('misprint', '青', '清')).toEqual({ refused: 'too-short' })
    expect(await add('misprint', '布署', '部署')).toEqual({ refused: 'listed-already' })
    expect(await add('misprint', '青河市', '青禾市')).toHaveProperty('id')
    expect(await add('misprint', '青河市', '青禾市')).toEqual({ refused: 'listed-already' })
    const leaks = await office.in((tx) => leaksIn(tx, 'document 3', { texts: [{ place: '标题', text: '青河市通知' }] }))
    expect(leaks).toMatchObject([{ class: 'misprint', suggestion: '青禾市', holds: false, place: '标题' }])
  })

  test('a retired word is not read for, and comes back when it is added again', async () => {
    const added = await add('sensitive', '某敏感词', null)
    const id = 'id' in added ? added.id : 0
    const retire = () => office.in((tx) => retireWord(tx, { id }, office.administrator, clock))
    expect(await retire()).toEqual({ retired: true })
    expect(await retire()).toEqual({ refused: 'retired-already' })
    const look = () => office.in((tx) => leaksIn(tx, 'document 3', { texts: [{ place: '正文', text: '有某敏感词' }] }))
    expect(await look()).toEqual([])
    expect(await add('sensitive', '某敏感词', null)).toEqual({ id })
    expect(await look()).toMatchObject([{ class: 'sensitive', severity: 'REVIEW', holds: false }])
    const { words } = await office.in((tx) => lexiconWords(tx, { text: '敏感', page: 1, size: 9 }))
    expect(words).toMatchObject([{ word: '某敏感词', active: true, addedBy: 'administrator' }])
  })
})
