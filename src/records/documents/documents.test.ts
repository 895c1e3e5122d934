import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { setUpColumn } from '../columns/set-up.ts'
import { NotAllowed, type StaffActor } from '../staff/actor.ts'
import { delegate } from '../staff/delegate.ts'
import { decideCheck, sendForChecks, takeBack } from './check.ts'
import { aText, type DocumentText } from './document.ts'
import { publishInEmergency, signAfterwards } from './emergency.ts'
import { publishedDocument, publishedIn, versionsOf, withdrawnDocument } from './for-public.ts'
import { checksOfDocument, documentForStaff } from './for-staff.ts'
import { importDocument } from './import.ts'
import { actsOpenTo } from './next.ts'
import { checkText } from './official.ts'
import {
  archiveDocument,
  confirmStillRight,
  publishScheduled,
  reopenDocument,
  takeDownExpired,
  withdrawDocument,
  withholdEarlier,
} from './publish.ts'
import { reassessDocument } from './reassess.ts'
import { draftDocument, dropCorrection, reviseDocument } from './write.ts'

let office: Office
let close: () => Promise<void>
let columnId: number
let otherColumn: number
const clock = at('2026-03-04')
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
  const column = (slug: string) =>
    office.in((tx) =>
      setUpColumn(
        tx,
        {
          parentId: null,
          slug,
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
  columnId = await column('tzgg')
  otherColumn = await column('aqsc')
})
afterAll(() => close())

const text = (change: Partial<DocumentText> = {}): DocumentText =>
  aText({
    columnId,
    kind: 'notice',
    title: '关于开展安全检查的通知',
    body: '<p>请各单位认真开展自查。</p>',
    source: '演练市应急管理局',
    formedOn: on('2026-01-30'),
    ...change,
  })

const found = async (id: number) => {
  const document = await office.in((tx) => documentForStaff(tx, id))
  if (!document) throw new Error(`no document ${id}`)
  return document
}
const versionOf = async (id: number) => (await found(id)).version
const shown = (id: number) => office.in((tx) => publishedDocument(tx, id))
const listed = async (column = columnId) => {
  const { documents, total } = await office.in((tx) => publishedIn(tx, [column], { page: 1, size: 100 }))
  expect(documents.length).toBe(Math.min(total, 100))
  return documents.map(({ id }) => id)
}

const draft = async (change: Partial<DocumentText> = {}, by = office.drafter) => {
  const drafted = await office.in((tx) => draftDocument(tx, text(change), by, clock))
  if (!('id' in drafted)) throw new Error(drafted.problems.join())
  return drafted.id
}
const send = async (id: number, publishAt: Date | null = null) => {
  const version = await versionOf(id)
  return office.in((tx) => sendForChecks(tx, { id, version, publishAt }, office.drafter, clock))
}
type Decision = Parameters<typeof decideCheck>[1]
const decide = async (id: number, by: StaffActor, change: Partial<Decision> = {}, when = clock) => {
  const version = await versionOf(id)
  return office.in((tx) =>
    decideCheck(tx, { id, version, decision: 'approved', note: null, secrecyConfirmed: true, ...change }, by, when),
  )
}
/** By three people: the head checks, the reviewer looks at secrecy, the leader signs. */
const pass = async (id: number, when = clock) => {
  await decide(id, office.head, {}, when)
  await decide(id, office.reviewer, {}, when)
  return decide(id, office.leader, {}, when)
}
const published = async (change: Partial<DocumentText> = {}) => {
  const id = await draft(change)
  await send(id)
  expect(await pass(id)).toMatchObject({ standing: 'public' })
  return id
}
const revise = async (id: number, change: Partial<DocumentText>, correctionNote: string | null = '更正数字') => {
  const version = await versionOf(id)
  return office.in((tx) =>
    reviseDocument(tx, { id, version, text: text(change), correctionNote }, office.drafter, clock),
  )
}

describe('the way to publication', () => {
  test('a document is to be public within 20 working days of the day it was formed', async () => {
    // formed on 30 January 2026, Spring Festival in between (law.md 2.2, scenario 5)
    expect(await found(await draft())).toMatchObject({ publishDueOn: '2026-03-05' })
  })

  test('it becomes public only after every check, each by its own role', async () => {
    const id = await draft()
    expect(await shown(id)).toBeNull()
    expect(await send(id)).toEqual({ sent: true, stage: 'section-check' })
    await expect(decide(id, office.leader)).rejects.toThrow(NotAllowed)
    expect(await decide(id, office.head)).toMatchObject({ stage: 'secrecy-review' })
    expect(await decide(id, office.reviewer, { secrecyConfirmed: false })).toEqual({ refused: 'secrecy-not-confirmed' })
    expect(await decide(id, office.reviewer)).toMatchObject({ stage: 'sign-off' })
    expect(await shown(id)).toBeNull()
    expect(await decide(id, office.leader)).toEqual({ stage: 'done', standing: 'public', late: false })
    expect(await shown(id)).toMatchObject({
      title: '关于开展安全检查的通知',
      indexNumber: expect.stringMatching(/^202603-\d{5}$/),
      address: `/tzgg/202603/${id}.html`,
      versionNo: 1,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await listed()).toContain(id)
  })

  test('a policy document passes the disclosure office as well', async () => {
    const id = await draft({ kind: 'policy' })
    await send(id)
    await decide(id, office.head)
    expect(await decide(id, office.reviewer)).toMatchObject({ stage: 'office-check' })
    expect(await decide(id, office.officer)).toMatchObject({ stage: 'sign-off' })
  })

  test('publishing after the limit is told as late', async () => {
    const id = await draft()
    await send(id)
    expect(await pass(id, at('2026-03-06'))).toMatchObject({ standing: 'public', late: true })
  })

  test('nobody checks the own draft, and only a check below the signature can be had by a reason', async () => {
    const id = await draft({}, office.head)
    await office.in((tx) => sendForChecks(tx, { id, version: 1 }, office.head, clock))
    expect(await decide(id, office.head)).toEqual({ refused: 'own-draft' })
    expect(await decide(id, office.head, { override: '科室只有一人' })).toMatchObject({ stage: 'secrecy-review' })
    expect(await decide(id, office.head, { override: '科室只有一人' })).toEqual({ refused: 'own-draft' })
    const made = await office.in((tx) => checksOfDocument(tx, id))
    expect(made).toMatchObject([{ stage: 'section-check', overrideReason: '科室只有一人' }])
  })

  test('who reviewed secrecy does not sign, unless a reason is recorded', async () => {
    const both: StaffActor = { ...office.reviewer, roles: ['secrecy-reviewer', 'approving-leader'] }
    const id = await draft()
    await send(id)
    await decide(id, office.head)
    await decide(id, both)
    expect(await decide(id, both)).toEqual({ refused: 'reviewer-signs' })
    expect(await decide(id, both, { override: '分管领导出差' })).toMatchObject({ standing: 'public' })
  })

  test('a delegate acts for the absent, and is bound by what the absent did', async () => {
    const given = await office.in((tx) =>
      delegate(
        tx,
        {
          fromId: office.leader.id,
          toId: office.officer.id,
          fromOn: on('2026-03-01'),
          untilOn: on('2026-03-10'),
          reason: '出差',
        },
        office.leader,
        clock,
      ),
    )
    expect(given).toHaveProperty('id')
    const deputy: StaffActor = { ...office.officer, standsInFor: [office.leader] }
    const id = await draft()
    await send(id)
    await decide(id, office.head)
    await decide(id, office.reviewer)
    expect(await decide(id, deputy)).toMatchObject({ standing: 'public' })
    const made = await office.in((tx) => checksOfDocument(tx, id))
    expect(made.at(-1)).toMatchObject({ by: 'officer', for: 'leader' })
    const own = await draft({}, { ...office.leader, roles: ['drafter', 'approving-leader'] })
    await send(own)
    await decide(own, office.head)
    await decide(own, office.reviewer)
    expect(await decide(own, deputy)).toEqual({ refused: 'own-draft' })
  })

  test('a check holds for the content it was made on: changed and sent again, a document needs them all again', async () => {
    const id = await draft()
    await send(id)
    await decide(id, office.head)
    const taken = await versionOf(id)
    await office.in((tx) => takeBack(tx, { id, version: taken }, office.drafter, clock))
    expect(await send(id)).toEqual({ sent: true, stage: 'secrecy-review' })
    const again = await versionOf(id)
    await office.in((tx) => takeBack(tx, { id, version: again }, office.drafter, clock))
    await revise(id, { title: '改过的标题' })
    expect(await send(id)).toEqual({ sent: true, stage: 'section-check' })
  })

  test('a document sent back goes with a reason, is revised and sent again', async () => {
    const id = await draft()
    await send(id)
    expect(await decide(id, office.head, { decision: 'returned' })).toEqual({ refused: 'no-reason' })
    expect(await decide(id, office.head, { decision: 'returned', note: '标题不规范' })).toMatchObject({
      stage: 'draft',
    })
    expect(await revise(id, { title: '关于开展安全生产检查的通知' })).toHaveProperty('version')
    expect(await send(id)).toEqual({ sent: true, stage: 'section-check' })
  })

  test('what is being checked cannot be changed', async () => {
    const id = await draft()
    await send(id)
    expect(await revise(id, { title: '暗中修改' })).toEqual({ refused: 'not-a-draft' })
  })

  test('two people revising: the second is told, the first is kept', async () => {
    const id = await draft()
    const at1 = (title: string) =>
      office.in((tx) => reviseDocument(tx, { id, version: 1, text: text({ title }) }, office.drafter, clock))
    await at1('先保存的标题')
    await expect(at1('后保存的标题')).rejects.toThrow(ChangedMeanwhile)
    expect(await found(id)).toMatchObject({ title: '先保存的标题' })
  })

  test.each([
    ['in a paragraph', { body: '<p>联系人身份证号 11010519491231002X。</p>' }],
    ['split over two marks', { body: '<p>身份证 110105<strong>19491231</strong>002X</p>' }],
    [
      'in a cell of a table',
      { body: '<table><tbody><tr><td>张某</td><td>11010519491231002X</td></tr></tbody></table>' },
    ],
    ['in a list in a quotation', { body: '<blockquote><ul><li>11010519491231002X</li></ul></blockquote>' }],
    ['in the subtitle', { subtitle: '11010519491231002X' }],
    ['in the words for a picture', { body: '<figure><img src="/fujian/1/a.png" alt="11010519491231002X"></figure>' }],
  ])('an ID number %s stops a document before its checks', async (_where, change) => {
    const id = await draft(change)
    const outcome = await send(id)
    expect(outcome).toMatchObject({ leaks: [{ severity: 'BLOCK' }] })
    expect('leaks' in outcome && outcome.leaks[0]?.excerpt).not.toContain('19491231')
  })

  test('what is kept from the public needs a ground and a reason, ends at the office, and is looked at again in a year', async () => {
    const without = await office.in((tx) => draftDocument(tx, text({ attribute: 'none' }), office.drafter, clock))
    expect(without).toEqual({ problems: ['no-ground', 'no-ground-reason'] })
    const id = await draft({ attribute: 'none', ground: 'internal-affairs', groundReason: '内部工作流程' })
    await send(id)
    await decide(id, office.head)
    await decide(id, office.reviewer)
    expect(await decide(id, office.officer)).toMatchObject({ stage: 'done', standing: 'kept' })
    expect(await shown(id)).toBeNull()
    expect(await found(id)).toMatchObject({ reviewOn: '2027-03-04' })
    const version = await versionOf(id)
    const opened = await office.in((tx) =>
      reassessDocument(tx, { id, version, decision: 'disclose', reason: '工作已经结束' }, office.officer, clock),
    )
    expect(opened).toEqual({ reviewOn: null })
    expect(await shown(id)).toBeNull()
    await send(id)
    expect(await pass(id)).toMatchObject({ standing: 'public' })
  })
})

describe('by the hour', () => {
  const noon = new Date('2026-03-06T09:00:00+08:00')

  test('a document signed before its hour appears at its hour', async () => {
    const id = await draft()
    expect(await send(id, new Date('2026-03-01T00:00:00Z'))).toEqual({ refused: 'appears-in-the-past' })
    await send(id, noon)
    expect(await pass(id)).toMatchObject({ stage: 'scheduled', standing: 'unpublished' })
    expect(await shown(id)).toBeNull()
    await office.in((tx) => publishScheduled(tx, clock))
    expect(await shown(id)).toBeNull()
    expect(await office.in((tx) => publishScheduled(tx, at('2026-03-06')))).toEqual({ published: 1, sentBack: 0 })
    expect(await shown(id)).not.toBeNull()
  })

  test('a list of persons comes down when its publicity period is over', async () => {
    const id = await published({ takeDownOn: on('2026-03-20') })
    expect(await office.in((tx) => takeDownExpired(tx, at('2026-03-19')))).toBe(0)
    expect(await office.in((tx) => takeDownExpired(tx, at('2026-03-20')))).toBe(1)
    expect(await shown(id)).toBeNull()
    expect(await office.in((tx) => withdrawnDocument(tx, id))).toMatchObject({ reason: '公示期满' })
  })
})

describe('after publication', () => {
  test('a correction goes through the checks while the public reads the old text, then says what changed', async () => {
    const id = await published()
    expect(await revise(id, { title: '更正后的标题' }, null)).toEqual({ refused: 'no-correction-note' })
    await revise(id, { title: '更正后的标题' })
    expect(await shown(id)).toMatchObject({ title: '关于开展安全检查的通知', versionNo: 1 })
    await send(id)
    await pass(id)
    expect(await shown(id)).toMatchObject({ title: '更正后的标题', versionNo: 2, versionNote: '更正数字' })
    expect(await office.in((tx) => versionsOf(tx, id))).toMatchObject([
      { no: 2, title: '更正后的标题' },
      { no: 1, title: '关于开展安全检查的通知', note: null },
    ])
  })

  test('a correction given up leaves the working copy as the public sees it', async () => {
    const id = await published()
    await revise(id, { title: '不要的改动' })
    const version = await versionOf(id)
    await office.in((tx) => dropCorrection(tx, { id, version }, office.drafter, clock))
    expect(await found(id)).toMatchObject({ title: '关于开展安全检查的通知', stage: 'done', standing: 'public' })
  })

  test('an earlier text can be kept from readers; the current one cannot', async () => {
    const id = await published({ body: '<p>误写了不该公开的内容。</p>' })
    await revise(id, { body: '<p>改好了。</p>' })
    await send(id)
    await pass(id)
    const withhold = async (no: number) => {
      const version = await versionOf(id)
      return office.in((tx) =>
        withholdEarlier(tx, { id, version, no, reason: '含不宜公开的内容' }, office.officer, clock),
      )
    }
    expect(await withhold(2)).toEqual({ refused: 'no-such-version' })
    expect(await withhold(1)).toEqual({ withheld: true })
    const versions = await office.in((tx) => versionsOf(tx, id))
    expect(versions[1]).toMatchObject({ no: 1, body: null, title: null, withheldReason: '含不宜公开的内容' })
    expect(JSON.stringify(versions)).not.toContain('误写')
  })

  test('moved to another column it keeps its address and stands in the new list only', async () => {
    const id = await published()
    await revise(id, { columnId: otherColumn, alsoIn: [] }, '调整栏目')
    await send(id)
    await pass(id)
    expect(await shown(id)).toMatchObject({ address: `/tzgg/202603/${id}.html`, columnId: otherColumn })
    expect(await listed(columnId)).not.toContain(id)
    expect(await listed(otherColumn)).toContain(id)
  })

  test('in two columns it is listed in both, and once where both are asked for', async () => {
    const id = await published({ alsoIn: [otherColumn] })
    expect(await listed(otherColumn)).toContain(id)
    const { documents } = await office.in((tx) => publishedIn(tx, [columnId, otherColumn], { page: 1, size: 100 }))
    expect(documents.filter((one) => one.id === id)).toHaveLength(1)
  })

  test('what is withdrawn is gone from every list, and its page tells the reason only', async () => {
    const id = await published({ title: '将被撤下的通知', alsoIn: [otherColumn] })
    const withdraw = async (reason: string) => {
      const version = await versionOf(id)
      return office.in((tx) => withdrawDocument(tx, { id, version, reason }, office.officer, clock))
    }
    expect(await withdraw(' ')).toEqual({ refused: 'no-reason' })
    expect(await withdraw('内容有误')).toEqual({ withdrawn: true })
    expect(await shown(id)).toBeNull()
    expect(await office.in((tx) => versionsOf(tx, id))).toEqual([])
    expect([...(await listed()), ...(await listed(otherColumn))]).not.toContain(id)
    const told = await office.in((tx) => withdrawnDocument(tx, id))
    expect(told).toEqual({ withdrawnAt: expect.any(Date), reason: '内容有误' })
  })

  test('reopened and published again it has its old address and a second version', async () => {
    const id = await published()
    const version = await versionOf(id)
    await office.in((tx) => withdrawDocument(tx, { id, version, reason: '核实' }, office.officer, clock))
    await office.in((tx) => reopenDocument(tx, { id, version: version + 1 }, office.officer, clock))
    expect(await shown(id)).toBeNull()
    await send(id)
    expect((await found(id)).stage).toBe('sign-off')
    await decide(id, office.leader)
    expect(await shown(id)).toMatchObject({ address: `/tzgg/202603/${id}.html`, versionNo: 2 })
  })

  test('archived it is out of the lists and still at its address', async () => {
    const id = await published()
    const version = await versionOf(id)
    await office.in((tx) => archiveDocument(tx, { id, version }, office.officer, clock))
    expect(await listed()).not.toContain(id)
    expect(await shown(id)).toMatchObject({ archived: true })
  })

  test('what is still right is confirmed for another year', async () => {
    const id = await published()
    const version = await versionOf(id)
    const outcome = await office.in((tx) => confirmStillRight(tx, { id, version }, office.drafter, at('2026-09-01')))
    expect(outcome).toEqual({ reviewOn: '2027-09-01' })
  })
})

describe('in an emergency', () => {
  const emergency = async (id: number, by: StaffActor, leaderId: number) => {
    const version = await versionOf(id)
    return office.in((tx) =>
      publishInEmergency(tx, { id, version, reason: '暴雨预警', leaderId, secrecyConfirmed: true }, by, clock),
    )
  }

  test('one person publishes on the word of one leader, who signs within 24 hours', async () => {
    const id = await draft({ kind: 'warning' })
    expect(await emergency(id, office.officer, office.officer.id)).toEqual({ refused: 'no-such-leader' })
    const outcome = await emergency(id, office.officer, office.leader.id)
    expect(outcome).toEqual({ signBy: new Date('2026-03-05T12:00:00+08:00') })
    expect(await shown(id)).not.toBeNull()
    const version = await versionOf(id)
    const sign = (by: StaffActor) => office.in((tx) => signAfterwards(tx, { id, version, note: null }, by, clock))
    expect(await sign({ ...office.officer, roles: ['approving-leader'] })).toEqual({ refused: 'another-leader' })
    expect(await sign(office.leader)).toEqual({ signed: true })
  })

  test('the leak gate holds as always', async () => {
    const id = await draft({ kind: 'warning', body: '<p>11010519491231002X</p>' })
    expect(await emergency(id, office.officer, office.leader.id)).toHaveProperty('leaks')
    expect(await shown(id)).toBeNull()
  })
})

test('each is offered what they may do, and nothing else', async () => {
  const id = await draft()
  await send(id)
  const offered = async (by: StaffActor) => {
    const document = await found(id)
    return office.in((tx) => actsOpenTo(tx, document, by))
  }
  expect(await offered(office.drafter)).toEqual(['take-back'])
  expect(await offered(office.head)).toContain('decide')
  expect(await offered(office.leader)).not.toContain('decide')
  expect(await offered(office.supervisor)).toEqual([])
})

describe('what somebody has in their hands', () => {
  const body =
    '<h2>一、范围</h2><p>本通知适用于全市危险化学品企业。</p><ul><li>每月自查一次。</li></ul>' +
    '<table><thead><tr><th>项目</th><th>次数</th></tr></thead><tbody><tr><td>检查</td><td>12</td></tr></tbody></table>'
  const check = (words: string, id: number | null = null) => office.in((tx) => checkText(tx, words, id))
  const title = '关于危险化学品企业自查的通知'

  test.each([
    [
      'copied from the page',
      `${title}\n发布时间：2026-03-04\n一、范围\n本通知适用于全市危险化学品企业。\n每月自查一次。\n项目\t次数\n检查\t12`,
      'same',
    ],
    [
      'with other blanks and widths',
      `${title}\n一、 范 围\n本通知适用于全市危险化学品企业。每月自查一次。\n项目 次数 检查 １２`,
      'same',
    ],
    [
      'with a number changed',
      `${title}\n一、范围\n本通知适用于全市危险化学品企业。\n每月自查一次。\n项目\t次数\n检查\t13`,
      'changed',
    ],
    [
      'with a sentence added',
      `${title}\n一、范围\n本通知适用于全市危险化学品企业。\n每月自查一次。\n项目\t次数\n检查\t12\n逾期罚款五万元。`,
      'changed',
    ],
    ['with a sentence left out', `${title}\n一、范围\n每月自查一次。\n项目\t次数\n检查\t12`, 'changed'],
    ['of somebody else', '关于放假的通知\n明天放假。', 'not-ours'],
    ['under our title with another text', `${title}\n明天全市停电。`, 'not-ours'],
  ])('a text %s', async (_how, words, verdict) => {
    await published({ title, body })
    expect((await check(words)).verdict).toBe(verdict)
  })

  test('the changed place is shown', async () => {
    const id = await published({ title, body })
    const outcome = await check('本通知适用于全省危险化学品企业。\n一、范围\n每月自查一次。', id)
    expect(JSON.stringify(outcome)).toContain('全省')
    expect(outcome.verdict).toBe('changed')
  })

  test('what was withdrawn is not ours any more', async () => {
    const id = await published({ title: '撤回去的通知', body: '<p>只此一份的内容。</p>' })
    const words = '撤回去的通知\n只此一份的内容。'
    expect((await check(words)).verdict).toBe('same')
    const version = await versionOf(id)
    await office.in((tx) => withdrawDocument(tx, { id, version, reason: '核实' }, office.officer, clock))
    expect((await check(words)).verdict).toBe('not-ours')
  })
})

describe('what an earlier system had published', () => {
  const take = (key: string, change: Partial<DocumentText> = {}, publishedAt = '2013-05-06T10:00:00+08:00') =>
    office.in((tx) =>
      importDocument(
        tx,
        {
          source: '历史网站',
          key,
          publishedAt: new Date(publishedAt),
          text: text({ formedOn: on('2013-05-02'), title: `旧通知${key}`, ...change }),
        },
        office.officer,
        clock,
      ),
    )

  test('stands public from its own day on, once however often it comes', async () => {
    const outcome = await take('L1')
    if (!('id' in outcome)) throw new Error(JSON.stringify(outcome))
    expect(await shown(outcome.id)).toMatchObject({
      publishedAt: new Date('2013-05-06T10:00:00+08:00'),
      address: `/tzgg/201305/${outcome.id}.html`,
    })
    expect(await take('L1')).toEqual({ is: 'already-there' })
  })

  test('waits as a draft where it gives somebody away', async () => {
    const outcome = await take('L2', { body: '<p>11010519491231002X</p>' })
    expect(outcome).toMatchObject({ is: 'draft', leaks: 1 })
    expect('id' in outcome && (await shown(outcome.id))).toBeNull()
  })

  test('is refused with the reason where its days cannot be right', async () => {
    expect(await take('L3', {}, '2027-01-01T00:00:00+08:00')).toMatchObject({ problems: ['published-in-the-future'] })
    expect(await take('L4', {}, '2013-05-01T00:00:00+08:00')).toMatchObject({ problems: ['published-before-formed'] })
  })

  test('may be older than the duty to publish', async () => {
    const old = await take('L5', { formedOn: on('2005-03-01') }, '2005-03-02T08:00:00+08:00')
    expect(old).toMatchObject({ is: 'public' })
  })
})
