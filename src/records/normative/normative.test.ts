import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at, type Office, on, takenThrough } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { anIdNumber, aPhone, randomFrom } from '../../../test/planted-leaks.ts'
import { setUpColumn } from '../columns/set-up.ts'
import { aText, type DocumentText } from '../documents/document.ts'
import { documentForStaff } from '../documents/for-staff.ts'
import { withdrawDocument } from '../documents/publish.ts'
import { draftDocument, reviseDocument } from '../documents/write.ts'
import { heldLeaks } from '../leaks/for-staff.ts'
import { enterInRegister } from '../registers/enter.ts'
import { registerFigures } from '../registers/figures.ts'
import { entryList } from '../registers/for-staff.ts'
import { NotAllowed } from '../staff/actor.ts'
import { addToCleanUp, beginCleanUp, closeCleanUp, decideInCleanUp } from './clean-up.ts'
import { alignRegister, recordFact, retractFact } from './facts.ts'
import { interpretationsBehind, interpretationsPublished } from './figures.ts'
import { publicCleanUps, publicNormativeList, publicRelations, publicStanding } from './for-public.ts'
import {
  cleanUpForStaff,
  differencesFromRegister,
  expiringDocuments,
  factsForStaff,
  policiesToInterpret,
} from './for-staff.ts'
import { exemptFromInterpretation, requireInterpretation, setInterpretationPeriod } from './interpretation.ts'
import { relateDocuments, separateDocuments } from './relate.ts'

let office: Office
let close: () => Promise<void>
let columnId: number
const march = at('2026-03-04')
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
  const column = {
    parentId: null,
    slug: 'zcwj',
    name: '政策文件',
    type: '政策文件',
    description: '政策文件',
    keywords: '政策',
    basis: null,
    duration: 'any-time',
    sectionId: office.section,
    position: 0,
  } as const
  columnId = await office.in((tx) => setUpColumn(tx, column, office.administrator, march))
})
afterAll(() => close())

let numbers = 0
const text = (change: Partial<DocumentText> = {}): DocumentText => {
  numbers += 1
  return aText({
    columnId,
    kind: 'normative',
    title: `演练市安全生产管理办法之${numbers}`,
    body: '<p>第一条　为了安全，制定本办法。</p><p>第二条　本办法适用于本市。</p><p>第三条　自印发之日起施行。</p>',
    source: '演练市应急管理局',
    documentNumber: `演应急规〔2026〕${numbers}号`,
    formedOn: on('2026-03-01'),
    ...change,
  })
}
const draft = async (change: Partial<DocumentText> = {}, clock = march) => {
  const drafted = await office.in((tx) => draftDocument(tx, text(change), office.drafter, clock))
  if (!('id' in drafted)) throw new Error(drafted.problems.join())
  return drafted.id
}
const versionOf = async (id: number) => (await office.in((tx) => documentForStaff(tx, id)))?.version ?? 0
const publish = async (id: number, clock = march) => {
  await office.in((tx) => takenThrough(office, tx, id, clock))
  return id
}
const published = async (change: Partial<DocumentText> = {}, clock = march) =>
  publish(await draft(change, clock), clock)
const statusOn = async (id: number, day: string) =>
  (await office.in((tx) => publicStanding(tx, id, on(day))))?.standing.status ?? null
const figures = async (year = 2026) => {
  const {
    'normative.issued': issued = 0,
    'normative.repealed': repealed = 0,
    'normative.inForce': inForce = 0,
  } = await office.in((tx) => registerFigures(tx, year, '2021', 'disclosure'))
  return { issued, repealed, inForce }
}
const entriesNumbered = (number: string) =>
  office.in((tx) => entryList(tx, { kind: 'normative-documents', text: number, page: 1, size: 10 }))

describe('publication', () => {
  test('a normative document that is published stands in the register, and the annual report counts it once', async () => {
    const before = await figures()
    const id = await published({ effectiveOn: on('2026-04-01') })
    expect(await figures()).toEqual({ ...before, issued: before.issued + 1, inForce: before.inForce + 1 })
    expect(await statusOn(id, '2026-03-31')).toBe('not-yet')
    expect(await statusOn(id, '2026-04-01')).toBe('in-force')
  })

  test('other policy has force, and no line in the register', async () => {
    const before = await figures()
    const id = await published({ kind: 'policy' })
    expect(await figures()).toEqual(before)
    expect(await statusOn(id, '2026-03-04')).toBe('in-force')
  })

  test('what was entered before it was published here is that entry: it is counted once, and known from the day entered', async () => {
    const number = '演应急规〔2020〕7号'
    const entered = await office.in((tx) =>
      enterInRegister(
        tx,
        {
          kind: 'normative-documents',
          fields: { number, title: '旧办法', type: 'normative', issuedOn: '2020-05-01', publishedOn: '2020-05-06' },
        },
        office.officer,
        march,
      ),
    )
    expect(entered).toHaveProperty('id')
    const before = await figures()
    const id = await published({ documentNumber: number, formedOn: on('2020-05-01') })
    expect(await figures()).toEqual(before)
    expect((await entriesNumbered(number)).total).toBe(1)
    const [made] = await office.in((tx) => factsForStaff(tx, id))
    expect(made).toMatchObject({ kind: 'made', knownOn: '2020-05-06', effectiveOn: '2020-05-06' })
  })

  test('a document without a number is listed as missing in the register, and nowhere entered', async () => {
    const before = await figures()
    const id = await published({ documentNumber: null })
    expect(await figures()).toEqual(before)
    const differences = await office.in((tx) => differencesFromRegister(tx, on('2026-03-04')))
    expect(differences.find((one) => one.id === id)).toMatchObject({ what: 'no-number' })
  })

  test('a correction of the day of effect is known from the correction on; before, the earlier day was', async () => {
    const change = {
      effectiveOn: on('2026-04-01'),
      title: '更正施行日期的办法',
      documentNumber: '演应急规〔2026〕900号',
    }
    const id = await published(change)
    const version = await versionOf(id)
    const revised = await office.in((tx) =>
      reviseDocument(
        tx,
        { id, version, text: text({ ...change, effectiveOn: on('2026-05-01') }), correctionNote: '更正施行日期' },
        office.drafter,
        at('2026-03-10'),
      ),
    )
    expect(revised).toHaveProperty('version')
    await publish(id, at('2026-03-10'))
    const list = (asKnownOn: string) =>
      office.in((tx) => publicNormativeList(tx, ['normative'], { on: on('2026-04-15'), asKnownOn: on(asKnownOn) }))
    const status = async (asKnownOn: string) => (await list(asKnownOn)).find((one) => one.id === id)?.standing.status
    expect(await status('2026-03-09')).toBe('in-force')
    expect(await status('2026-03-10')).toBe('not-yet')
    expect(await status('2026-03-03')).toBeUndefined()
    expect((await entriesNumbered('演应急规〔2026〕900号')).total).toBe(1)
  })
})

describe('relations', () => {
  test('a draft that repeals repeals nothing until it is published; then both pages and the register say so', async () => {
    const old = await published()
    const next = await draft({ effectiveOn: on('2026-05-01') })
    const related = await office.in((tx) =>
      relateDocuments(tx, { fromId: next, toId: old, kind: 'replaces' }, office.officer, march),
    )
    expect(related).toHaveProperty('id')
    expect(await statusOn(old, '2026-06-01')).toBe('in-force')
    expect((await office.in((tx) => publicRelations(tx, old))).to).toEqual([])
    await publish(next, at('2026-04-02'))
    const before = await figures()
    expect(await statusOn(old, '2026-04-30')).toBe('in-force')
    const after = await office.in((tx) => publicStanding(tx, old, on('2026-05-01')))
    expect(after?.standing).toMatchObject({ status: 'repealed', since: '2026-05-01' })
    expect(after?.standing.decidedBy.by?.address).toMatch(/^\/zcwj\/202604\/\d+\.html$/)
    expect((await office.in((tx) => publicRelations(tx, old))).to).toMatchObject([
      { kind: 'replaces', other: { id: next } },
    ])
    expect((await office.in((tx) => publicRelations(tx, next))).from).toMatchObject([
      { kind: 'replaces', other: { id: old } },
    ])
    // The register follows on the day itself, and once.
    expect(await office.in((tx) => alignRegister(tx, at('2026-04-30')))).toBe(0)
    expect(await office.in((tx) => alignRegister(tx, at('2026-05-01')))).toBe(1)
    expect(await office.in((tx) => alignRegister(tx, at('2026-05-02')))).toBe(0)
    expect(await figures()).toEqual({ ...before, repealed: before.repealed + 1, inForce: before.inForce - 1 })
  })

  test('an amendment names its article; a relation taken out takes its effect with it, and the past keeps it', async () => {
    const target = await published()
    const change = await published({ kind: 'policy' })
    const give = (articleTo: string) =>
      office.in((tx) =>
        relateDocuments(tx, { fromId: change, toId: target, kind: 'amends', articleTo }, office.officer, march),
      )
    expect(await give('t9')).toEqual({ refused: 'no-such-article' })
    const given = await give('t2')
    if (!('id' in given)) throw new Error(given.refused)
    expect(await give('t2')).toEqual({ refused: 'already-linked' })
    expect(await statusOn(target, '2026-03-05')).toBe('amended')
    await office.in((tx) =>
      separateDocuments(tx, { id: given.id, reason: '关联错了文件' }, office.officer, at('2026-03-20')),
    )
    expect(await statusOn(target, '2026-03-20')).toBe('in-force')
    const then = await office.in((tx) =>
      publicNormativeList(tx, ['normative'], { on: on('2026-03-10'), asKnownOn: on('2026-03-10') }),
    )
    expect(then.find((one) => one.id === target)?.standing.status).toBe('amended')
  })

  test('a repeal that was wrong is taken out of the register again', async () => {
    const [old, next] = [await published(), await published()]
    const before = await figures()
    const given = await office.in((tx) =>
      relateDocuments(tx, { fromId: next, toId: old, kind: 'repeals' }, office.officer, march),
    )
    if (!('id' in given)) throw new Error(given.refused)
    expect(await figures()).toEqual({ ...before, repealed: before.repealed + 1, inForce: before.inForce - 1 })
    await office.in((tx) => separateDocuments(tx, { id: given.id, reason: '有误' }, office.officer, march))
    expect(await figures()).toEqual(before)
  })

  test.each([
    ['a repost without an address', { kind: 'reposts', outsideTitle: '省厅的通知' }, 'no-address'],
    [
      'an address that is none',
      { kind: 'implements', outsideTitle: '安全生产法', outsideUrl: 'javascript:1' },
      'no-address',
    ],
    ['nothing named', { kind: 'implements' }, 'no-other'],
    [
      'a policy as an interpretation',
      { kind: 'interprets', outsideTitle: '通知', form: 'text' },
      'not-an-interpretation',
    ],
  ] as const)('%s is refused', async (_, given, refused) => {
    const id = await published({ kind: 'policy' })
    const outcome = await office.in((tx) =>
      relateDocuments(tx, { fromId: id, toId: null, ...given }, office.officer, march),
    )
    expect(outcome).toEqual({ refused })
  })

  test('a repost shows where it comes from', async () => {
    const id = await published({ kind: 'policy', documentNumber: null })
    const upstream = { outsideTitle: '省应急管理厅关于开展检查的通知', outsideUrl: 'https://province.example/1.html' }
    await office.in((tx) =>
      relateDocuments(tx, { fromId: id, toId: null, kind: 'reposts', ...upstream }, office.officer, march),
    )
    const { from } = await office.in((tx) => publicRelations(tx, id))
    expect(from).toMatchObject([
      { kind: 'reposts', other: { id: null, title: upstream.outsideTitle, address: upstream.outsideUrl } },
    ])
  })

  test('who only drafts relates nothing', async () => {
    const [a, b] = [await draft(), await draft()]
    await expect(
      office.in((tx) => relateDocuments(tx, { fromId: a, toId: b, kind: 'repeals' }, office.drafter, march)),
    ).rejects.toThrow(NotAllowed)
  })
})

describe('facts', () => {
  test('a document that runs out lapses by itself; extended in time it goes on, and the register follows', async () => {
    const out = await published({ validUntil: on('2026-06-30') })
    const on2 = await published({ validUntil: on('2026-06-30') })
    const extended = await office.in((tx) =>
      recordFact(
        tx,
        {
          documentId: on2,
          kind: 'extended',
          effectiveOn: on('2026-06-01'),
          validUntil: on('2028-06-30'),
          note: '经评估继续施行两年',
        },
        office.officer,
        at('2026-06-01'),
      ),
    )
    expect(extended).toHaveProperty('id')
    expect(await office.in((tx) => alignRegister(tx, at('2026-07-01')))).toBe(1)
    expect([await statusOn(out, '2026-07-01'), await statusOn(on2, '2026-07-01')]).toEqual(['lapsed', 'in-force'])
    const refused = await office.in((tx) =>
      recordFact(
        tx,
        { documentId: out, kind: 'extended', effectiveOn: on('2026-07-02'), validUntil: on('2027-01-01'), note: '补' },
        office.officer,
        at('2026-07-02'),
      ),
    )
    expect(refused).toEqual({ refused: 'already-ended' })
  })

  test('the end of a document is announced six months ahead', async () => {
    const id = await published({ validUntil: on('2027-01-31'), title: '演练市物资调用办法（试行）' })
    const expiring = async (day: string) =>
      (await office.in((tx) => expiringDocuments(tx, on(day)))).map((one) => one.id)
    expect(await expiring('2026-07-30')).not.toContain(id)
    expect(await expiring('2026-07-31')).toContain(id)
    expect(await expiring('2027-02-01')).not.toContain(id)
  })

  test('a fact that was recorded by mistake is taken out with its reason, and not wiped out', async () => {
    const id = await published()
    const given = await office.in((tx) =>
      recordFact(
        tx,
        { documentId: id, kind: 'lapsed', effectiveOn: on('2026-03-04'), note: '任务完成' },
        office.officer,
        march,
      ),
    )
    if (!('id' in given)) throw new Error(given.refused)
    expect(await statusOn(id, '2026-03-04')).toBe('lapsed')
    const retracted = await office.in((tx) =>
      retractFact(tx, { id: given.id, reason: '任务没有完成' }, office.officer, march),
    )
    expect(retracted).toEqual({ retracted: true })
    expect(await statusOn(id, '2026-03-04')).toBe('in-force')
    expect(await office.in((tx) => factsForStaff(tx, id))).toHaveLength(2)
  })

  test('what was taken down shows nothing of its force', async () => {
    const id = await published()
    const version = await versionOf(id)
    await office.in((tx) => withdrawDocument(tx, { id, version, reason: '有误' }, office.officer, march))
    expect(await statusOn(id, '2026-03-05')).toBeNull()
  })
})

describe('interpretation', () => {
  const policyOf = (id: number, day: string) =>
    office.in(async (tx) => (await policiesToInterpret(tx, on(day), [id]))[0])

  test('the clock runs from publication, and a linked interpretation stops it when it is public itself', async () => {
    const policy = await published()
    expect((await policyOf(policy, '2026-03-10'))?.clock).toMatchObject({
      state: 'overdue',
      dueOn: '2026-03-09',
      left: -1,
    })
    const interpretation = await draft({ kind: 'interpretation', documentNumber: null, title: '办法解读' })
    const given = await office.in((tx) =>
      relateDocuments(
        tx,
        { fromId: interpretation, toId: policy, kind: 'interprets', form: 'qa', byHead: true, articleTo: 't2' },
        office.officer,
        march,
      ),
    )
    expect(given).toHaveProperty('id')
    expect((await policyOf(policy, '2026-03-10'))?.clock.state).toBe('overdue')
    await publish(interpretation, at('2026-03-06'))
    expect((await policyOf(policy, '2026-03-10'))?.clock).toMatchObject({ state: 'done', interpretedOn: '2026-03-06' })
    expect((await office.in((tx) => publicRelations(tx, policy))).to).toMatchObject([
      { kind: 'interprets', form: 'qa', byHead: true, articleTo: 't2', other: { id: interpretation } },
    ])
    expect((await office.in((tx) => publicRelations(tx, interpretation))).from).toMatchObject([
      { other: { id: policy } },
    ])
  })

  test('an interpretation of two policies is counted once, under its first form', async () => {
    const count = (figure: Parameters<typeof interpretationsPublished>[2]) =>
      office.in((tx) => interpretationsPublished(tx, 2026, figure))
    const before = { all: await count('published'), picture: await count('picture'), head: await count('byHead') }
    const interpretation = await published({ kind: 'interpretation', documentNumber: null })
    const link = async (form: 'picture' | 'video', byHead: boolean) => {
      const toId = await published()
      await office.in((tx) =>
        relateDocuments(tx, { fromId: interpretation, toId, kind: 'interprets', form, byHead }, office.officer, march),
      )
    }
    await link('picture', false)
    await link('video', true)
    expect(await count('published')).toBe(before.all + 1)
    expect(await count('picture')).toBe(before.picture + 1)
    expect(await count('video')).toBe(0)
    expect(await count('byHead')).toBe(before.head + 1)
    const behind = await office.in((tx) => interpretationsBehind(tx, 2026, 'picture'))
    expect(behind.map(({ id }) => id)).toContain(interpretation)
  })

  test('what needs none says why, and may be asked for again', async () => {
    const policy = await published()
    const exempt = (reason: 'other' | 'internal', note: string | null) =>
      office.in((tx) => exemptFromInterpretation(tx, { documentId: policy, reason, note }, office.officer, march))
    expect(await exempt('other', ' ')).toEqual({ refused: 'no-note' })
    expect(await exempt('internal', null)).toEqual({ exempt: true })
    expect(await policyOf(policy, '2026-06-01')).toMatchObject({
      clock: { state: 'exempt' },
      exempt: { reason: 'internal' },
    })
    await office.in((tx) => requireInterpretation(tx, policy, office.officer, march))
    expect((await policyOf(policy, '2026-06-01'))?.clock.state).toBe('overdue')
  })

  test('the place may be stricter than three working days, never laxer', async () => {
    const set = (days: number) =>
      office.in((tx) =>
        setInterpretationPeriod(
          tx,
          { fromOn: on('2026-09-01'), days, unit: 'working', basis: '演练市政策解读办法' },
          office.officer,
          march,
        ),
      )
    expect(await set(5)).toEqual({ refused: 'too-lax' })
    expect(await set(1)).toEqual({ set: true })
    const policy = await published({ formedOn: on('2026-09-01') }, at('2026-09-02'))
    expect((await policyOf(policy, '2026-09-02'))?.clock).toMatchObject({
      dueOn: '2026-09-03',
      cite: { law: '演练市政策解读办法' },
    })
  })
})

describe('a clean-up', () => {
  const begin = async () => {
    const begun = await office.in((tx) => beginCleanUp(tx, { title: '2026年规范性文件清理' }, office.officer, march))
    if (!('id' in begun)) throw new Error(begun.refused)
    return begun.id
  }
  const listed = async (id: number) => (await office.in((tx) => cleanUpForStaff(tx, id)))?.items ?? []
  const decide = (
    id: number,
    itemIds: number[],
    decision: 'amend' | 'repeal' | 'lapse' | 'keep',
    reason: string | null,
  ) => office.in((tx) => decideInCleanUp(tx, { id, itemIds, decision, reason }, office.officer, march))

  test('45 documents of a predecessor do not close with 4 undecided: 45 = 26 + 15 + 4', async () => {
    const id = await begin()
    const pasted = Array.from(
      { length: 45 },
      (_, place) => `演安监规〔2010〕${place + 1}号 演练文件之${place + 1}`,
    ).join('\n')
    expect(await office.in((tx) => addToCleanUp(tx, { id, pasted }, office.officer, march))).toEqual({
      added: 45,
      again: 0,
    })
    expect(await office.in((tx) => addToCleanUp(tx, { id, pasted }, office.officer, march))).toEqual({
      added: 0,
      again: 45,
    })
    const ids = (await listed(id)).map((item) => item.id)
    expect(await decide(id, ids.slice(0, 26), 'amend', null)).toEqual({ refused: 'no-reason' })
    await decide(id, ids.slice(0, 26), 'amend', '机构职责调整')
    expect(await decide(id, ids.slice(26, 41), 'repeal', '上位法已废止')).toMatchObject({ tally: { undecided: 4 } })
    const refused = await office.in((tx) => closeCleanUp(tx, { id }, office.officer, march))
    expect(refused).toMatchObject({ refused: 'undecided', tally: { total: 45, amend: 26, repeal: 15, undecided: 4 } })
    expect(await office.in((tx) => publicCleanUps(tx))).toEqual([])
    await decide(id, ids.slice(41), 'keep', null)
    expect(await office.in((tx) => closeCleanUp(tx, { id }, office.officer, march))).toHaveProperty('closed')
    const [result] = await office.in((tx) => publicCleanUps(tx))
    expect(result?.items.filter(({ decision }) => decision === 'repeal')).toHaveLength(15)
    expect(await decide(id, ids.slice(41), 'repeal', '改')).toEqual({ refused: 'closed' })
  })

  test('nobody’s number comes into the lists, and what the gate holds back keeps them from closing until it is let through', async () => {
    const id = await begin()
    const random = randomFrom(17)
    const withNumber = `演安监规〔2011〕1号 关于${anIdNumber(random)}的决定`
    const stopped = await office.in((tx) => addToCleanUp(tx, { id, pasted: withNumber }, office.officer, march))
    expect(stopped).toMatchObject({ leaks: [{ class: 'id-number', place: '第 1 行' }] })
    expect(await listed(id)).toEqual([])
    const pasted = '演安监规〔2011〕2号 演练文件'
    await office.in((tx) => addToCleanUp(tx, { id, pasted }, office.officer, march))
    const ids = (await listed(id)).map((item) => item.id)
    await decide(id, ids, 'repeal', `联系人电话${aPhone(random)}`)
    const close = () => office.in((tx) => closeCleanUp(tx, { id }, office.officer, march))
    const held = async () =>
      (await office.in((tx) => heldLeaks(tx, { waived: false, page: 1, size: 50 }))).held.map(({ subject }) => subject)
    expect(await close()).toMatchObject({ leaks: [{ class: 'mobile-phone', place: '第 1 件的理由', waivable: true }] })
    expect(await held()).toContain(`clean-up ${id}`)
    await decide(id, ids, 'repeal', '上位法已废止')
    expect(await close()).toHaveProperty('closed')
    expect(await held()).not.toContain(`clean-up ${id}`)
  })

  test('a document of this site ends with the closing, and so does its line in the register', async () => {
    const id = await begin()
    const [repealed, lapsed, kept] = [
      await published({ documentNumber: '演应急规〔2026〕801号' }),
      await published({ documentNumber: '演应急规〔2026〕802号' }),
      await published({ documentNumber: '演应急规〔2026〕803号' }),
    ]
    await office.in((tx) =>
      enterInRegister(
        tx,
        {
          kind: 'normative-documents',
          fields: {
            number: '演应急规〔2015〕1号',
            title: '只在台账中的办法',
            type: 'normative',
            issuedOn: '2015-05-01',
          },
        },
        office.officer,
        march,
      ),
    )
    const before = await figures()
    const pasted = [801, 802, 803].map((number) => `演应急规〔2026〕${number}号`).join('\n')
    await office.in((tx) =>
      addToCleanUp(tx, { id, pasted: `${pasted}\n演应急规〔2015〕1号 只在台账中的办法` }, office.officer, march),
    )
    const items = await listed(id)
    expect(items.map(({ documentId }) => documentId)).toEqual([repealed, lapsed, kept, null])
    const [one, two, three, four] = items.map((item) => item.id) as [number, number, number, number]
    await decide(id, [one, four], 'repeal', '不再适用')
    await decide(id, [two], 'lapse', '任务完成')
    await decide(id, [three], 'keep', null)
    await office.in((tx) => closeCleanUp(tx, { id }, office.officer, march))
    const today = '2026-03-04'
    expect([await statusOn(repealed, today), await statusOn(lapsed, today), await statusOn(kept, today)]).toEqual([
      'repealed',
      'lapsed',
      'in-force',
    ])
    expect(await figures()).toEqual({ ...before, repealed: before.repealed + 3, inForce: before.inForce - 3 })
    const standing = await office.in((tx) => publicStanding(tx, repealed, on(today)))
    expect(standing?.standing.decidedBy).toMatchObject({ cleanUp: '2026年规范性文件清理', note: '不再适用' })
  })
})
