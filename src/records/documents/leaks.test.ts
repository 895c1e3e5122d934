import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aPdf, aPhotograph, aWordFile, aWorkbook, contentOf, savedAgain } from '../../../test/files.ts'
import { anIdNumber, aPhone, randomFrom } from '../../../test/planted-leaks.ts'
import { inspectFile } from '../../platform/files/inspect.ts'
import { textOfMarkup } from '../../platform/markup/to-text.ts'
import { setUpColumn } from '../columns/set-up.ts'
import { eventsAfter } from '../journal/for-staff.ts'
import { heldLeaks } from '../leaks/for-staff.ts'
import { addWord, retireWord } from '../leaks/lexicon.ts'
import { waiveLeak } from '../leaks/waive.ts'
import { NotAllowed, type StaffActor } from '../staff/actor.ts'
import { attachFile, readFile } from './attach.ts'
import { decideCheck, sendForChecks } from './check.ts'
import { cleanCopyOf, replaceByClean } from './clean.ts'
import { aText, type DocumentText } from './document.ts'
import { publishInEmergency } from './emergency.ts'
import { filesOfPublished, publicFile, publishedDocument } from './for-public.ts'
import { documentForStaff, fileForStaff, filesForStaff } from './for-staff.ts'
import { importDocument } from './import.ts'
import { leaksOfDocument, leaksOfTyped } from './leaks.ts'
import { maskInDocument, maskMarkup, maskTyped } from './mask.ts'
import { publishScheduled, reopenDocument, withdrawDocument } from './publish.ts'
import { reassessDocument } from './reassess.ts'
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
        position: 0,
      },
      office.administrator,
      clock,
    ),
  )
})
afterAll(() => close())

const random = randomFrom(17)
const text = (change: Partial<DocumentText> = {}) =>
  aText({
    columnId,
    title: '关于开展安全检查的通知',
    body: '<p>请各单位认真开展自查。</p>',
    source: '演练市应急管理局',
    formedOn: on('2026-03-02'),
    ...change,
  })
const found = async (id: number) => {
  const document = await office.in((tx) => documentForStaff(tx, id))
  if (!document) throw new Error(`no document ${id}`)
  return document
}
const versionOf = async (id: number) => (await found(id)).version
async function draft(change: Partial<DocumentText> = {}): Promise<number> {
  const drafted = await office.in((tx) => draftDocument(tx, text(change), office.drafter, clock))
  if (!('id' in drafted)) throw new Error(drafted.problems.join())
  return drafted.id
}
const send = async (id: number, publishAt: Date | null = null) => {
  const version = await versionOf(id)
  return office.in((tx) => sendForChecks(tx, { id, version, publishAt }, office.drafter, clock))
}
const decide = async (id: number, by: StaffActor) => {
  const version = await versionOf(id)
  return office.in((tx) =>
    decideCheck(tx, { id, version, decision: 'approved', note: null, secrecyConfirmed: true }, by, clock),
  )
}
/** Sends it and has every check approved: what the last of them said. */
async function through(id: number, publishAt: Date | null = null) {
  const sent = await send(id, publishAt)
  if (!('sent' in sent)) return sent
  await decide(id, office.head)
  await decide(id, office.reviewer)
  return decide(id, office.leader)
}
const shown = (id: number) => office.in((tx) => publishedDocument(tx, id))
const mask = async (id: number) => {
  const version = await versionOf(id)
  return office.in((tx) => maskInDocument(tx, { id, version, class: 'mobile-phone' }, office.drafter, clock))
}
const heldOf = async (id: number) => {
  const { held } = await office.in((tx) => heldLeaks(tx, { waived: false, page: 1, size: 100 }))
  return held.filter(({ subject }) => subject === `document ${id}`)
}
async function attached(id: number, bytes: Uint8Array, name: string, alt: string | null = null) {
  const file = await readFile(Buffer.from(bytes), name)
  if ('refused' in file) throw new Error(file.refused)
  const version = await versionOf(id)
  const role = alt === null ? 'file' : 'picture'
  const outcome = await office.in((tx) => attachFile(tx, { id, version, file, role, alt }, office.drafter, clock))
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.id
}
const listed = (word: string) =>
  office.in(async (tx) => {
    const added = await addWord(tx, { kind: 'work-secret', word, suggestion: null }, office.officer, clock)
    if ('refused' in added) throw new Error(added.refused)
    return added.id
  })
const unlisted = (id: number) => office.in((tx) => retireWord(tx, { id }, office.officer, clock))

// One telephone number planted on each way to the public. `way` takes a draft that holds it as far as the gate, and
// gives what stopped it; the document is then as its drafter finds it.
describe('every way to the public', () => {
  const later = new Date('2026-03-05T09:00:00+08:00')
  const ways: [string, (body: string) => Promise<{ id: number; stopped: unknown }>][] = [
    [
      'sending for checks',
      async (body) => {
        const id = await draft({ body })
        return { id, stopped: await send(id) }
      },
    ],
    [
      'an emergency',
      async (body) => {
        const id = await draft({ body, kind: 'warning' })
        const version = await versionOf(id)
        const order = { id, version, reason: '暴雨', leaderId: office.leader.id, secrecyConfirmed: true }
        return { id, stopped: await office.in((tx) => publishInEmergency(tx, order, office.officer, clock)) }
      },
    ],
    [
      'an earlier system',
      async (body) => {
        const taken = await office.in((tx) =>
          importDocument(
            tx,
            {
              source: '历史网站',
              key: 'G1',
              publishedAt: new Date('2013-05-06T10:00:00+08:00'),
              text: text({ body, formedOn: on('2013-05-02') }),
            },
            office.officer,
            clock,
          ),
        )
        if (!('id' in taken)) throw new Error(taken.is)
        return { id: taken.id, stopped: taken.is === 'draft' ? taken : null }
      },
    ],
    [
      'a correction',
      async (body) => {
        const id = await draft()
        await through(id)
        const version = await versionOf(id)
        const change = { id, version, text: text({ body }), correctionNote: '补充联系方式' }
        await office.in((tx) => reviseDocument(tx, change, office.drafter, clock))
        return { id, stopped: await send(id) }
      },
    ],
    [
      'a withdrawn document reopened',
      async (body) => {
        const id = await draft()
        await through(id)
        const withdrawn = { id, version: await versionOf(id), reason: '核实' }
        await office.in((tx) => withdrawDocument(tx, withdrawn, office.officer, clock))
        const again = { id, version: await versionOf(id) }
        await office.in((tx) => reopenDocument(tx, again, office.officer, clock))
        const version = await versionOf(id)
        await office.in((tx) => reviseDocument(tx, { id, version, text: text({ body }) }, office.drafter, clock))
        return { id, stopped: await send(id) }
      },
    ],
    [
      'a kept document to be disclosed',
      async (body) => {
        const kept = { attribute: 'none', ground: 'internal-affairs', groundReason: '内部工作流程' } as const
        const id = await draft({ body, ...kept })
        await send(id)
        for (const by of [office.head, office.reviewer, office.officer]) await decide(id, by)
        const version = await versionOf(id)
        const now = { id, version, decision: 'disclose', reason: '情况已变' } as const
        await office.in((tx) => reassessDocument(tx, now, office.officer, clock))
        return { id, stopped: await send(id) }
      },
    ],
  ]

  test.each(ways)('%s: stopped with a number in it, public without', async (_name, way) => {
    const phone = aPhone(random)
    const { id, stopped } = await way(`<p>请联系<strong>${phone.slice(0, 5)}</strong>${phone.slice(5)}报名。</p>`)
    expect(stopped).toHaveProperty('leaks')
    expect(JSON.stringify(await shown(id)) ?? '').not.toContain(phone)
    expect(await heldOf(id)).toMatchObject([{ class: 'mobile-phone', place: '正文', waivable: true }])
    expect(await mask(id)).toHaveProperty('version')
    expect(await through(id)).toMatchObject({ standing: 'public' })
    expect((await shown(id))?.body).toBe(
      `<p>请联系<strong>${phone.slice(0, 3)}****${phone.slice(7)}</strong>报名。</p>`,
    )
    expect(await heldOf(id)).toEqual([])
  })

  // What was let through its first checks by the lexicon of then is stopped by that of now.
  test.each([
    ['the section’s check', 0],
    ['the secrecy review', 1],
    ['the signature', 2],
  ])('%s: a word listed since then stops it', async (_name, passed) => {
    const id = await draft({ body: '<p>涉及白鹭行动的安排。</p>' })
    await send(id)
    const by = [office.head, office.reviewer, office.leader]
    for (const one of by.slice(0, passed)) await decide(id, one)
    const word = await listed('白鹭行动')
    expect(await decide(id, by[passed] as StaffActor)).toMatchObject({ leaks: [{ class: 'work-secret' }] })
    expect(await shown(id)).toBeNull()
    await unlisted(word)
    for (const one of by.slice(passed)) await decide(id, one)
    expect(await shown(id)).not.toBeNull()
  })

  test('an hour that has come: it goes back to its drafter', async () => {
    const id = await draft({ body: '<p>涉及苍鹰行动的安排。</p>' })
    expect(await through(id, later)).toMatchObject({ stage: 'scheduled' })
    const word = await listed('苍鹰行动')
    const then = at('2026-03-06')
    expect(await office.in((tx) => publishScheduled(tx, then))).toMatchObject({ published: 0, sentBack: 1 })
    expect(await shown(id)).toBeNull()
    expect(await found(id)).toMatchObject({ stage: 'draft' })
    expect(await heldOf(id)).toMatchObject([{ class: 'work-secret' }])
    await unlisted(word)
    // Its checks hold for this content still: only the signature is asked for again.
    expect(await send(id)).toMatchObject({ stage: 'sign-off' })
    expect(await decide(id, office.leader)).toMatchObject({ standing: 'public' })
  })
})

describe('what holds a document back', () => {
  test.each<[string, (phone: string) => Partial<DocumentText>, string]>([
    ['the title', (phone) => ({ title: `通知（${phone}）` }), '标题'],
    ['the subtitle', (phone) => ({ subtitle: phone }), '副标题'],
    ['the summary', (phone) => ({ summary: `电话${phone}` }), '内容概述'],
    ['the author', (phone) => ({ author: `张三${phone}` }), '作者'],
    ['the keywords', (phone) => ({ keywords: `检查，${phone}` }), '关键词'],
    ['the source', (phone) => ({ source: `本局 ${phone}` }), '来源'],
    ['a link', (phone) => ({ body: `<p><a href="tel:${phone}">报名电话</a></p>` }), '正文的链接'],
    ['a mail link', () => ({ body: '<p><a href="mailto:li%2E4@applicant.example">来信</a></p>' }), '正文的链接'],
    ['a table', (phone) => ({ body: `<table><tr><th>户主</th></tr><tr><td>${phone}</td></tr></table>` }), '正文'],
  ])('a value in %s is found, and masked in one go', async (_where, change, place) => {
    const id = await draft(change(aPhone(random)))
    const leaks = await office.in(async (tx) => leaksOfDocument(tx, (await documentForStaff(tx, id)) as never))
    const held = leaks.filter(({ holds }) => holds)
    expect(held).toMatchObject([{ place }])
    const version = await versionOf(id)
    const kind = held[0]?.class as 'mobile-phone'
    await office.in((tx) => maskInDocument(tx, { id, version, class: kind }, office.drafter, clock))
    const after = await office.in(async (tx) => leaksOfDocument(tx, (await documentForStaff(tx, id)) as never))
    expect(after.filter(({ holds }) => holds)).toEqual([])
  })

  test('names of files and words for pictures are read, and masked with the rest', async () => {
    const [phone, other] = [aPhone(random), aPhone(random)]
    const id = await draft()
    const plan = aPdf(contentOf('BT /F1 12 Tf 20 200 Td (PLAN) Tj ET'))
    await attached(id, plan, `方案${phone}.pdf`)
    const { held: _, ...stopped } = { held: 0, ...(await send(id)) }
    expect(stopped).toMatchObject({ leaks: [{ class: 'mobile-phone', place: '附件的名称' }] })
    const picture = await attached(id, await cleanPhotograph(), 'a.jpg', `联系人 ${other}`)
    const version = await versionOf(id)
    const body = `<figure><img src="/fujian/${picture}/a.jpg" alt="现场"></figure>`
    await office.in((tx) => reviseDocument(tx, { id, version, text: text({ body }) }, office.drafter, clock))
    expect((await send(id)) as { leaks: unknown[] }).toMatchObject({
      leaks: [{ place: '附件的名称' }, { place: '图片说明' }],
    })
    await mask(id)
    const files = await office.in((tx) => filesForStaff(tx, id))
    expect(files[0]?.name).toBe(`方案${phone.slice(0, 3)}××××${phone.slice(7)}.pdf`)
    expect(JSON.stringify(files)).not.toContain(other)
    expect(await through(id)).toMatchObject({ standing: 'public' })
  })

  test('masking in a correction leaves what is public as it is until the correction is', async () => {
    const phone = aPhone(random)
    const id = await draft()
    const plan = aPdf(contentOf('BT /F1 12 Tf 20 200 Td (PLAN) Tj ET'))
    await attached(id, plan, `方案${phone}.pdf`)
    await send(id)
    const [one] = await heldOf(id)
    const reason = '当时认为应当公开'
    await office.in((tx) => waiveLeak(tx, { id: one?.id ?? 0, reason }, office.head, clock))
    await through(id)
    const version = await versionOf(id)
    const begun = { id, version, text: text({ summary: '补充' }), correctionNote: '遮盖号码' }
    await office.in((tx) => reviseDocument(tx, begun, office.drafter, clock))
    await mask(id)
    const named = async () => (await office.in((tx) => filesOfPublished(tx, id))).map(({ name }) => name)
    expect(await named()).toEqual([`方案${phone}.pdf`])
    await through(id)
    expect(await named()).toEqual([`方案${phone.slice(0, 3)}××××${phone.slice(7)}.pdf`])
  })

  test('a table of the text that singles people out, by what stands in cells over several rows', async () => {
    const body =
      '<table><caption>临时救助名单</caption><thead><tr><th>所在村</th><th>性别</th><th>年龄</th></tr></thead><tbody>' +
      '<tr><td rowspan="2">前屯村</td><td>女</td><td>83</td></tr><tr><td>男</td><td>41</td></tr></tbody></table>'
    const outcome = await send(await draft({ body }))
    expect(outcome).toMatchObject({ leaks: [{ class: 'combination', place: '正文的表格 1' }] })
    expect(JSON.stringify(outcome)).toContain('年龄')
  })

  test('misprints and sensitive words are told and stop nothing', async () => {
    const id = await draft({ body: '<p>请尽快布署。</p>' })
    const leaks = await office.in(async (tx) => leaksOfDocument(tx, (await documentForStaff(tx, id)) as never))
    expect(leaks).toMatchObject([{ class: 'misprint', holds: false, suggestion: '部署' }])
    expect(await through(id)).toMatchObject({ standing: 'public' })
  })

  test('what is kept from the public may say what it must', async () => {
    const phone = aPhone(random)
    const kept = { attribute: 'none', ground: 'internal-affairs', groundReason: '内部工作流程' } as const
    expect(await send(await draft({ body: `<p>${phone}</p>`, ...kept }))).toMatchObject({ sent: true })
  })

  test('another person lets it through with a lawful reason, the drafter does not; another value is stopped again', async () => {
    const phone = aPhone(random)
    const id = await draft({ body: `<p>值班电话 ${phone}</p>` })
    await send(id)
    const [one] = await heldOf(id)
    if (!one) throw new Error('nothing is held')
    const waive = (by: StaffActor) =>
      office.in((tx) => waiveLeak(tx, { id: one.id, reason: '对外公布的值班电话，条例第二十条' }, by, clock))
    await expect(waive(office.drafter)).rejects.toThrow(NotAllowed)
    const drafterWithPowers: StaffActor = { ...office.drafter, roles: ['drafter', 'secrecy-reviewer'] }
    expect(await waive(drafterWithPowers)).toEqual({ refused: 'own-draft' })
    expect(await waive(office.head)).toEqual({ waived: true })
    const version = await versionOf(id)
    const other = text({ body: `<p>值班电话 ${phone}，另有 ${aPhone(random)}</p>` })
    await office.in((tx) => reviseDocument(tx, { id, version, text: other }, office.drafter, clock))
    expect(await send(id)).toMatchObject({ leaks: [{ class: 'mobile-phone' }] })
    const back = { id, version: await versionOf(id), text: text({ body: `<p>值班电话 ${phone}</p>` }) }
    await office.in((tx) => reviseDocument(tx, back, office.drafter, clock))
    expect(await through(id)).toMatchObject({ standing: 'public' })
    expect((await shown(id))?.body).toContain(phone)
  })

  test('typed words are looked at and masked without being saved', async () => {
    const phone = aPhone(random)
    const typed = { title: `通知${phone}`, body: `<p>电话 ${phone}</p>` }
    expect(await office.in((tx) => leaksOfTyped(tx, 0, typed))).toMatchObject([{ place: '标题' }, { place: '正文' }])
    const masked = await office.in((tx) => maskTyped(tx, typed, 'mobile-phone'))
    expect(await office.in((tx) => leaksOfTyped(tx, 0, masked))).toEqual([])
    expect(Object.keys(masked)).toEqual(['title', 'body'])
  })
})

async function cleanPhotograph(): Promise<Uint8Array> {
  const copy = await cleanCopyOf({ name: 'a.jpg', content: Buffer.from(aPhotograph()) })
  if ('refused' in copy) throw new Error(copy.refused)
  return copy.file.content
}

describe('masking of markup', () => {
  const id = anIdNumber(random)
  const hidden = `${id.slice(0, 3)}${'*'.repeat(11)}${id.slice(14)}`
  test.each([
    ['a paragraph', `<p>号码${id}。</p>`, `<p>号码${hidden}。</p>`],
    [
      'over several marks and a link',
      `<p>号<strong>码${id.slice(0, 4)}</strong><em>${id.slice(4, 10)}</em><a href="https://a.example/x">${id.slice(10)}完</a></p>`,
      `<p>号<strong>码${hidden}</strong><a href="https://a.example/x">完</a></p>`,
    ],
    [
      'cells, items and quotations',
      `<table><tbody><tr><td>甲</td><td>${id}</td></tr></tbody></table>\n<ul><li>${id}</li></ul>\n<blockquote><p>${id}</p></blockquote>`,
      `<table><tbody><tr><td>甲</td><td>${hidden}</td></tr></tbody></table>\n<ul><li>${hidden}</li></ul>\n<blockquote><p>${hidden}</p></blockquote>`,
    ],
    ['two in one run', `<p>${id}和${id}</p>`, `<p>${hidden}和${hidden}</p>`],
    [
      'the words for a picture',
      `<figure><img src="/fujian/1/a.png" alt="证件${id}"><figcaption>图</figcaption></figure>`,
      `<figure><img src="/fujian/1/a.png" alt="证件${hidden}"><figcaption>图</figcaption></figure>`,
    ],
    ['nothing', '<p>没有<strong>号码</strong>。</p>', '<p>没有<strong>号码</strong>。</p>'],
  ])('%s', (_where, html, wanted) => {
    expect(maskMarkup(html, 'id-number')).toBe(wanted)
    expect(textOfMarkup(maskMarkup(html, 'id-number'))).not.toContain(id.slice(6, 14))
  })
})

describe('what hides in a file', () => {
  const planted = {
    shown: '城北加油站',
    inHiddenSheet: '内部底稿',
    inVeryHiddenSheet: '内部底稿',
    inHiddenRow: '内部',
    inHiddenColumn: '内部',
    comment: '内部意见',
    semicolons: '内部',
    white: '内部',
    author: '演示作者',
  }
  const word = {
    shown: '城北加油站',
    inCell: '已核',
    inFooter: '第一页',
    comment: '内部意见',
    deleted: '删去的话',
    inserted: '加上的话',
    vanished: '看不见的话',
    white: '看见的话',
    author: '演示作者',
  }

  test.each<[string, () => Promise<Uint8Array>, string[], string[]]>([
    [
      '名单.xlsx',
      () => aWorkbook(planted),
      ['hidden-sheet', 'hidden-row', 'hidden-column', 'comment', 'gps'],
      ['已办 3 4 合计 138****0000 说明'],
    ],
    ['通知.docx', () => aWordFile(word), ['comment', 'tracked-change', 'hidden-text', 'gps'], [word.white]],
    ['现场.jpg', async () => aPhotograph({ after: 20 }), ['gps'], []],
  ])('%s holds its document back until a clean copy is in its place', async (name, make, classes, visible) => {
    const id = await draft()
    const bytes = await make()
    const fileId = await attached(id, bytes, name)
    const stopped = await send(id)
    if (!('leaks' in stopped)) throw new Error(JSON.stringify(stopped))
    expect([...new Set(stopped.leaks.map((leak) => leak.class))]).toEqual(expect.arrayContaining(classes))
    expect(await shown(id)).toBeNull()

    const file = await office.in((tx) => fileForStaff(tx, fileId))
    const copy = await cleanCopyOf(file!)
    if ('refused' in copy) throw new Error(copy.refused)
    const version = await versionOf(id)
    const replaced = await office.in((tx) => replaceByClean(tx, { id, version, fileId, copy }, office.drafter, clock))
    if ('refused' in replaced) throw new Error(replaced.refused)
    // What anybody sees of it, and words in white, no program takes out: that somebody judges.
    let outcome = await through(id)
    const left = await heldOf(id)
    expect(left.map((one) => one.excerpt)).toEqual(visible)
    for (const one of left) {
      await office.in((tx) => waiveLeak(tx, { id: one.id, reason: '看过，可以公开' }, office.head, clock))
    }
    if (left.length > 0) outcome = await through(id)
    expect(outcome).toMatchObject({ standing: 'public' })
    const [public1] = await office.in((tx) => filesOfPublished(tx, id))
    expect(public1?.name).toBe(name)
    const served = await office.in((tx) => publicFile(tx, replaced.id))
    const inspection = await inspectFile(served!.content, name)
    expect(inspection.hidden.filter(({ what, text }) => classes.includes(what) && text !== word.white)).toEqual([])
    expect(await office.in((tx) => publicFile(tx, fileId))).toBeNull()
    const journal = (await office.in((tx) => eventsAfter(tx, 0, 10_000))).map(({ entry }) => entry)
    const told = journal.findLast((entry) => entry.includes('file cleaned'))
    expect(told).toContain(copy.from)
    expect(told).toMatch(/"to":"[0-9a-f]{64}"/)
  })

  test('text under a box in a PDF and an earlier state of it stop it, and it cannot be cleaned here', async () => {
    const before = aPdf(contentOf('BT /F1 12 Tf 20 200 Td (NAME OF SOMEBODY) Tj ET'))
    const without = contentOf('BT /F1 12 Tf 20 200 Td (NOBODY) Tj ET')
    for (const [bytes, kind] of [
      [aPdf('BT /F1 12 Tf 20 200 Td (NAME OF SOMEBODY) Tj ET 0 0 0 rg 0 190 300 40 re f'), 'covered-text'],
      [savedAgain(before, new Map([[4, without]])), 'earlier-revision'],
    ] as const) {
      const id = await draft()
      await attached(id, bytes, '决定.pdf')
      expect(await send(id)).toMatchObject({
        leaks: expect.arrayContaining([expect.objectContaining({ class: kind })]),
      })
      expect(await cleanCopyOf({ name: '决定.pdf', content: Buffer.from(bytes) })).toEqual({ refused: 'not-this-kind' })
    }
  })

  test('a picture in the text stays in its place when it is cleaned', async () => {
    const id = await draft()
    const fileId = await attached(id, aPhotograph(), '现场.jpg', '现场的照片')
    const body = `<figure><img src="/fujian/${fileId}/${encodeURIComponent('现场.jpg')}" alt="现场的照片"></figure>`
    const revised = { id, version: await versionOf(id), text: text({ body }) }
    await office.in((tx) => reviseDocument(tx, revised, office.drafter, clock))
    const copy = await cleanCopyOf((await office.in((tx) => fileForStaff(tx, fileId)))!)
    if ('refused' in copy) throw new Error(copy.refused)
    const version = await versionOf(id)
    const replaced = await office.in((tx) => replaceByClean(tx, { id, version, fileId, copy }, office.drafter, clock))
    expect((await found(id)).body).toContain(`/fujian/${'id' in replaced ? replaced.id : 0}/`)
    const twice = { id, version: await versionOf(id), fileId, copy }
    expect(await office.in((tx) => replaceByClean(tx, twice, office.drafter, clock))).toEqual({
      refused: 'no-such-file',
    })
  })

  test('a file attached before this was kept is looked into when it is needed', async () => {
    const id = await draft()
    const fileId = await attached(id, await aWorkbook(planted), '名单.xlsx')
    await office.in((tx) =>
      tx.updateTable('documentAttachment').set({ inspection: null }).where('id', '=', fileId).execute(),
    )
    expect(await send(id)).toMatchObject({
      leaks: expect.arrayContaining([expect.objectContaining({ class: 'hidden-sheet' })]),
    })
  })
})
