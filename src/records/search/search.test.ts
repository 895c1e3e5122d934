import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at, type Office, on, takenThrough } from '../../../test/builders.ts'
import { aBureau, migrationsFolder, onServer, testDatabase, urlOf } from '../../../test/database.ts'
import { inBureau } from '../../platform/database/bureau.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { type Database, openDatabase } from '../../platform/database/open.ts'
import { setUpColumn } from '../columns/set-up.ts'
import { aText } from '../documents/document.ts'
import type { PublishedDocument } from '../documents/for-public.ts'
import { documentForStaff } from '../documents/for-staff.ts'
import { withdrawDocument } from '../documents/publish.ts'
import { draftDocument } from '../documents/write.ts'
import { correctEntry, enterInRegister, withdrawEntry } from '../registers/enter.ts'
import { NotAllowed } from '../staff/actor.ts'
import { addBestBet, addSynonym, addWord, dropSynonym, dropWord } from './dictionary.ts'
import { entriesOfDocument } from './documents.ts'
import type { SearchEntry } from './entry.ts'
import { hotWords } from './for-public.ts'
import { searchesWithoutHits, searchKept, searchStanding } from './for-staff.ts'
import { countHotWords, forgetOldSearches, noteSearch } from './log.ts'
import { putSearchEntries, putSearchEntry, removeSearchEntries } from './put.ts'
import { recordsToIndex, reindexAll, reindexIfWanted } from './reindex.ts'
import { type Asked, anything, search } from './search.ts'

let database: Database
let office: Office
let close: () => Promise<void>
const clock = at('2026-03-04')

const entry = (recordId: number, change: Partial<SearchEntry>): SearchEntry => ({
  kind: 'document',
  recordId,
  part: '',
  attachment: null,
  type: 'notice',
  columnId: null,
  title: '通知',
  documentNumber: null,
  valid: null,
  organ: '演练市应急管理局',
  hasAttachment: false,
  publishedAt: new Date('2026-01-05T01:00:00Z'),
  address: `/tzgg/202601/${recordId}.html`,
  body: '',
  ...change,
})

const asked: Asked = { ...anything, sort: 'relevance', page: 1, size: 20 }
const find = (query: string, change: Partial<Asked> = {}, of: Office = office) =>
  of.in((tx) => search(tx, query, { ...asked, ...change }))
const titlesOf = async (query: string, change: Partial<Asked> = {}) =>
  (await find(query, change)).hits.map(({ title }) => title.map(({ text }) => text).join(''))

beforeAll(async () => {
  const opened = await testDatabase()
  ;({ database, close } = opened)
  office = await anOffice(database)
  await office.in((tx) =>
    putSearchEntries(tx, [
      entry(9001, {
        title: '演练市烟花爆竹燃放管理规定',
        type: 'policy',
        documentNumber: '演应急发〔2025〕12号',
        valid: 'in-force',
        publishedAt: new Date('2025-03-01T01:00:00Z'),
        body: '本市城区划定禁放区域，其他区域可以在规定时间燃放。',
      }),
      entry(9002, {
        title: '演练市烟花爆竹燃放管理规定（试行）',
        type: 'policy',
        documentNumber: '演应急发〔2019〕3号',
        valid: 'repealed',
        publishedAt: new Date('2019-03-01T01:00:00Z'),
        body: '本市城区划定禁放区域。本规定已经废止。',
      }),
      entry(9003, {
        title: '全市安全生产工作会议召开',
        type: 'news',
        body: '会议由李思源同志主持，于勇同志通报了有限空间作业专项检查情况，强调应急管理体系建设。',
      }),
      entry(9004, {
        title: '关于加强有限空间作业安全管理的通知',
        documentNumber: '演应急发〔2026〕41号',
        valid: 'in-force',
        hasAttachment: true,
        body: '严格执行先通风、再检测、后作业。安全生产责任要落实。',
      }),
      entry(9004, {
        kind: 'attachment',
        part: '1/3/0',
        attachment: { name: '检查表.pdf', page: 3 },
        title: '关于加强有限空间作业安全管理的通知',
        documentNumber: '演应急发〔2026〕41号',
        hasAttachment: true,
        body: '气体检测报警仪校验记录',
      }),
    ]),
  )
})
afterAll(() => close())

describe('what is typed finds what is meant', () => {
  test.each([
    ['烟花爆竹燃放', '演练市烟花爆竹燃放管理规定', 'words of the title'],
    ['有限空间 通风', '关于加强有限空间作业安全管理的通知', 'two words of title and text'],
    ['李思源', '全市安全生产工作会议召开', 'a name no dictionary has, in the middle of a sentence'],
    ['于勇', '全市安全生产工作会议召开', 'a name that begins with a word that joins'],
    ['报警仪', '关于加强有限空间作业安全管理的通知', 'a word of a page attached'],
    ['烟花能放吗', '演练市烟花爆竹燃放管理规定', 'the way people ask'],
    ['ｆａｎｇ', '', 'full-width letters that mean nothing'],
  ])('%s → “%s”: %s', async (query, title, _because) => {
    expect((await titlesOf(query))[0] ?? '').toBe(title)
  })

  test.each(['演应急发〔2026〕41号', '演应急发[2026]41号', '演应急发 2026 41', '演应急发（2026）第041号'])(
    'the document number %s stands on top',
    async (query) => {
      const { direct } = await find(query)
      expect(direct.map(({ recordId }) => recordId)).toEqual([9004])
    },
  )

  test.each([
    ['anquanshengchan', '安全生产', 'whole pinyin'],
    ['aqsc', '安全生产', 'initials'],
    ['anquansengcan', '安全生产', 'z and zh, s and sh not told apart'],
    ['yanhuaranfang', '烟花 燃放', 'two words in one piece'],
    ['应急管里', '应急管理', 'another character of the same sound'],
    ['烟花暴竹', '烟花爆竹', 'another character of the same sound inside a word'],
    ['有线空间', '有限空间', 'two words of the same sound'],
    ['安全圣产', '安全生产', 'ng and n'],
    ['安全主产', '安全生产', 'one character that looks alike'],
  ])('%s: 您是不是要找 %s (%s)', async (query, meant, _because) => {
    const found = await find(query)
    expect(found.didYouMean).toContain(meant)
    expect(found.shownFor).toBe(found.didYouMean[0])
    expect(found.total).toBeGreaterThan(0)
  })

  test('nothing is suggested that finds nothing', async () => {
    await office.in((tx) => putSearchEntry(tx, entry(9050, { title: '滑坡监测' })))
    await office.in((tx) => removeSearchEntries(tx, 'document', 9050))
    expect((await find('huapo')).didYouMean).toEqual([])
  })

  test('words that stand nowhere together are looked for one by one, and that is said', async () => {
    const found = await find('报警仪 烟花爆竹')
    expect(found.someWords).toBe(true)
    expect(found.hits.map(({ recordId }) => recordId)).toEqual(expect.arrayContaining([9001, 9004]))
  })

  test.each(['', '   ', '的', '？！', "'", '\\', "a' | 'b", '%', '\u0000', '☃', '长'.repeat(500)])(
    '%j is a query like another: nothing breaks',
    async (query) => {
      expect((await find(query)).hits.length).toBeGreaterThanOrEqual(0)
    },
  )
})

describe('how it is told', () => {
  test('a repealed document comes after the one in force, and says what it is', async () => {
    const { hits } = await find('烟花爆竹燃放管理规定')
    expect(hits.map(({ recordId, valid }) => [recordId, valid])).toEqual([
      [9001, 'in-force'],
      [9002, 'repealed'],
    ])
  })

  test('title and text are marked, and a page of an attachment is named', async () => {
    const { hits } = await find('有限空间')
    const [first] = hits
    expect(first?.title).toContainEqual({ text: '有限空间', hit: true })
    const [attached] = (await find('报警仪')).hits
    expect(attached).toMatchObject({ attachmentName: '检查表.pdf', attachmentPage: 3 })
    expect(attached?.snippet).toContainEqual({ text: '报警仪', hit: true })
  })

  test('a document is found once, however many of its pages have the word', async () => {
    const { hits, total } = await find('有限空间')
    expect(hits.filter(({ recordId }) => recordId === 9004)).toHaveLength(1)
    expect(total).toBe(hits.length)
  })

  test('facets count what was found, and narrow it down', async () => {
    const { facets, total } = await find('安全生产')
    expect(facets.types).toEqual(
      expect.arrayContaining([
        { value: 'news', count: 1 },
        { value: 'notice', count: 1 },
      ]),
    )
    const narrowed = await find('安全生产', { type: 'news' })
    expect([total, narrowed.total]).toEqual([2, 1])
    expect((await find('烟花爆竹', { year: 2019 })).hits.map(({ recordId }) => recordId)).toEqual([9002])
    expect((await find('烟花爆竹', { valid: 'in-force' })).hits.map(({ recordId }) => recordId)).toEqual([9001])
    expect((await find('安全', { hasAttachment: true })).hits.map(({ recordId }) => recordId)).toEqual([9004])
  })

  test('a common word is counted to a thousand; an old title with it is still found, and pages do not overlap', async () => {
    const many = await anOffice(database)
    const rows = Array.from({ length: 1300 }, (_, place) =>
      entry(place + 1, {
        title: place === 0 ? '应急广播建设方案' : `简讯${place}`,
        type: place % 2 === 0 ? 'news' : 'notice',
        body: '应急广播试播。',
        publishedAt: new Date(Date.parse('2020-01-01T01:00:00Z') + place * 86_400_000),
      }),
    )
    await many.in((tx) => putSearchEntries(tx, rows))
    const pageOf = (page: number) => find('应急广播', { page }, many)
    const [first, second] = [await pageOf(1), await pageOf(2)]
    expect([first.total, first.capped, first.pages]).toEqual([1000, true, 50])
    expect(first.hits[0]?.recordId).toBe(1)
    expect(first.facets.types).toEqual([
      { value: 'news', count: null },
      { value: 'notice', count: null },
    ])
    expect(first.facets.years.map(({ value }) => value)).toEqual([2023, 2022, 2021, 2020])
    const ids = [...first.hits, ...second.hits].map(({ id }) => id)
    expect(new Set(ids).size).toBe(40)
  })
})

describe('the index goes with what is public', () => {
  let columnId: number
  beforeAll(async () => {
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

  test('a document is found from its publication to its withdrawal, and not a moment longer', async () => {
    const id = await office.in(async (tx) => {
      const text = {
        ...({ columnId, kind: 'notice', title: '关于开展粮食仓储企业检查的通知', source: '演练市应急管理局' } as const),
        ...{ documentNumber: '演应急发〔2026〕77号', formedOn: on('2026-03-02') },
        body: '<p>重点检查<strong>筒仓</strong>清理作业。</p>',
      }
      const drafted = await draftDocument(tx, aText(text), office.drafter, clock)
      if (!('id' in drafted)) throw new Error('drafted')
      return drafted.id
    })
    expect((await find('筒仓')).total).toBe(0)
    await office.in((tx) => takenThrough(office, tx, id, clock))
    const { hits } = await find('筒仓')
    expect(hits).toMatchObject([{ address: `/tzgg/202603/${id}.html`, type: 'notice' }])
    expect(hits[0]?.snippet.map(({ text }) => text).join('')).toBe('重点检查筒仓清理作业。')
    await office.in(async (tx) => {
      const version = (await documentForStaff(tx, id))?.version ?? 0
      await withdrawDocument(tx, { id, version, reason: '内容有误' }, office.head, clock)
    })
    expect((await find('筒仓')).total).toBe(0)
    expect((await find('演应急发〔2026〕77号')).direct).toEqual([])
  })

  test('what is rolled back was never found', async () => {
    await expect(
      office.in(async (tx) => {
        await putSearchEntry(tx, entry(9060, { title: '回滚的通知书' }))
        throw new Error('power cut')
      }),
    ).rejects.toThrow('power cut')
    expect((await find('回滚的通知书')).total).toBe(0)
  })

  test('a line of a register is found by its number and its holder, follows corrections and goes with its withdrawal', async () => {
    const fields = {
      number: '演应急许〔2026〕8号',
      title: '危险化学品经营许可',
      holder: '柳泉化工有限公司',
      decidedOn: '2026-02-02',
      decision: 'granted',
    }
    const entered = await office.in((tx) => enterInRegister(tx, { kind: 'licences', fields }, office.officer, clock))
    if (!('id' in entered)) throw new Error('entered')
    const { id } = entered
    expect((await find('演应急许[2026]8号')).direct).toMatchObject([{ address: `/zwgk/taizhang/licences/${id}` }])
    const change = { id, version: 1, fields: { ...fields, holder: '松坡化工有限公司' }, reason: '名称变更' }
    await office.in((tx) => correctEntry(tx, change, office.head, clock))
    // Of the old name only a word is found, and that is said.
    expect([(await find('柳泉化工')).someWords, (await find('松坡化工')).someWords]).toEqual([true, false])
    await office.in((tx) => withdrawEntry(tx, { id, version: 2, reason: '登记有误' }, office.head, clock))
    expect((await find('演应急许[2026]8号')).direct).toEqual([])
  })

  test('pages of an attachment are entries of their own, and one without words leaves its document findable', () => {
    const document: PublishedDocument = {
      ...aText({ columnId: 1, title: '目录', body: '', source: '', formedOn: on('2026-01-02') }),
      ...{ id: 5, indexNumber: null, publishedAt: new Date('2026-01-05T01:00:00Z'), address: '/zcwj/202601/5.html' },
      ...{
        versionAt: new Date('2026-01-05T01:00:00Z'),
        versionNo: 1,
        versionNote: null,
        contentHash: '',
        archived: false,
      },
    }
    const attached = [
      { id: 7, name: '表.pdf', text: '第一页\f第二页' },
      { id: 8, name: '图.jpg', text: '' },
    ]
    const entries = entriesOfDocument(document, attached, null)
    expect(entries.map(({ kind, attachment, body }) => [kind, attachment?.name, attachment?.page, body])).toEqual([
      ['document', undefined, undefined, ''],
      ['attachment', '表.pdf', 1, '第一页'],
      ['attachment', '表.pdf', 2, '第二页'],
      ['attachment', '图.jpg', null, ''],
    ])
  })

  test('rebuilding the index drops what is no longer public and finds the rest again', async () => {
    await office.in((tx) => putSearchEntry(tx, entry(999_999, { title: '早已不在的文件' })))
    const entered = await office.in((tx) =>
      enterInRegister(
        tx,
        {
          kind: 'penalties',
          fields: {
            number: '演应急罚〔2026〕5号',
            title: '未按规定排查治理隐患',
            punished: '云溪矿业有限公司',
            category: 'fine',
            decidedOn: '2026-02-03',
          },
        },
        office.officer,
        clock,
      ),
    )
    if (!('id' in entered)) throw new Error('entered')
    const counted: number[] = []
    const toIndex = await office.in((tx) => recordsToIndex(tx))
    const done = await reindexAll(
      (work) => office.in(work),
      clock,
      (count) => counted.push(count),
    )
    expect(done).toEqual({ records: counted.reduce((sum, count) => sum + count, 0) })
    expect(done).toEqual({ records: toIndex })
    expect((await find('早已不在的文件')).total).toBe(0)
    expect((await find('云溪矿业')).total).toBe(1)
  })
})

describe('the office teaches the search', () => {
  let taught: Office
  beforeAll(async () => {
    taught = await anOffice(database)
    await taught.in((tx) =>
      putSearchEntries(tx, [
        entry(1, { title: '青应通平台上线', body: '企业可以在青应通办理。' }),
        entry(2, { title: '应急物资储备目录', body: '帐篷、棉被。' }),
      ]),
    )
  })

  test('a word is used once the index knows it', async () => {
    const added = await taught.in((tx) => addWord(tx, { word: '青应通' }, taught.officer, clock))
    expect(added).toHaveProperty('id')
    expect(await taught.in((tx) => searchStanding(tx))).toMatchObject({ rebuilding: 'wanted' })
    expect((await find('青应通', {}, taught)).total).toBe(1)
    // The documents of this test are in the index alone, so they are put in again by hand.
    expect(await reindexIfWanted((work) => taught.in(work), clock)).toBe(true)
    await taught.in((tx) => putSearchEntry(tx, entry(1, { title: '青应通平台上线' })))
    const { words } = await taught.in((tx) => searchKept(tx))
    expect(words).toMatchObject([{ word: '青应通', inUse: true }])
    const { hits } = await find('青应通', {}, taught)
    expect(hits[0]?.title[0]).toEqual({ text: '青应通', hit: true })
    expect(await reindexIfWanted((work) => taught.in(work), clock)).toBe(false)
    await taught.in((tx) => dropWord(tx, words[0]?.id ?? 0, taught.officer, clock))
    expect((await find('青应通', {}, taught)).total).toBe(1)
  })

  test('a way of speaking holds from the next query on', async () => {
    await taught.in((tx) => putSearchEntry(tx, entry(2, { title: '应急物资储备目录' })))
    expect((await find('救命东西', {}, taught)).total).toBe(0)
    const added = await taught.in((tx) =>
      addSynonym(tx, { spoken: '救命东西', official: '应急物资' }, taught.officer, clock),
    )
    const found = await find('救命东西在哪里', {}, taught)
    expect([found.total, found.official]).toEqual([1, ['应急物资']])
    if (!('id' in added)) throw new Error('added')
    await taught.in((tx) => dropSynonym(tx, added.id, taught.officer, clock))
    expect((await find('救命东西在哪里', {}, taught)).total).toBe(0)
  })

  test('one character, a control character and nothing at all are no way of speaking', async () => {
    const add = (spoken: string, official: string) =>
      taught.in((tx) => addSynonym(tx, { spoken, official }, taught.officer, clock))
    expect(await add('水', '供水')).toEqual({ problems: ['spoken-too-short'] })
    expect(await add('\0 ', '\0')).toEqual({ problems: ['no-spoken', 'no-official'] })
    expect(await add('地\0震', '地震')).toEqual({ problems: ['same'] })
  })

  test('a best bet is shown for its query alone, and leads nowhere else', async () => {
    const bet = { query: '年报', title: '历年年度报告', address: '/zwgk/nianbao/' }
    await taught.in((tx) => addBestBet(tx, bet, taught.officer, clock))
    expect((await find(' 年报 ', {}, taught)).bestBets).toEqual([{ title: bet.title, address: bet.address }])
    expect((await find('年报表', {}, taught)).bestBets).toEqual([])
    for (const address of [
      '/zwgk nianbao',
      'https://elsewhere.example/',
      '//elsewhere.example/',
      '/\\elsewhere.example',
    ]) {
      expect(await taught.in((tx) => addBestBet(tx, { ...bet, address }, taught.officer, clock))).toEqual({
        problems: ['not-a-path'],
      })
    }
  })

  test('only the disclosure office and the administrator teach it', async () => {
    await expect(taught.in((tx) => addWord(tx, { word: '演练' }, taught.drafter, clock))).rejects.toThrow(NotAllowed)
    expect(await taught.in((tx) => addWord(tx, { word: '演练' }, taught.administrator, clock))).toHaveProperty('id')
    expect(await taught.in((tx) => addWord(tx, { word: '演练' }, taught.administrator, clock))).toEqual({
      refused: 'there-already',
    })
  })
})

describe('what people looked for', () => {
  test('is kept without personal data, and told to the office when it was not found', async () => {
    const asking = await anOffice(database)
    const note = (query: string, hits: number, visitor: string) =>
      asking.in((tx) => noteSearch(tx, { query, hits, visitor }, clock))
    // A number with right check digits that belongs to nobody: the region does not exist.
    await note('查 110101199003074557 的处罚', 0, '10.0.0.1')
    await note('  停水  通知 ', 0, '10.0.0.1')
    await note('停水 通知', 0, '10.0.0.2')
    await note('安全', 9, '10.0.0.1')
    const wanted = await asking.in((tx) => searchesWithoutHits(tx, new Date('2026-01-01'), 10))
    expect(wanted.map(({ query, searches, askers }) => [query, searches, askers])).toEqual([
      ['停水 通知', 2, 2],
      expect.arrayContaining([expect.not.stringContaining('1990')]),
    ])
  })

  test('is told to others once five people looked for it and found it', async () => {
    const asking = await anOffice(database)
    const note = (query: string, hits: number, visitor: string) =>
      asking.in((tx) => noteSearch(tx, { query, hits, visitor }, clock))
    for (let visitor = 1; visitor <= 5; visitor += 1) {
      await note('避难场所', 3, `10.0.0.${visitor}`)
      await note('找不到的', 0, `10.0.0.${visitor}`)
      // One visitor, however often, is one.
      await note('我的名字', 3, '10.0.0.9')
    }
    await asking.in((tx) => countHotWords(tx, clock))
    expect(await asking.in((tx) => hotWords(tx, 5))).toEqual(['避难场所'])
  })

  test('old queries go, and the salt of a week goes with the week', async () => {
    const asking = await anOffice(database)
    await asking.in((tx) => noteSearch(tx, { query: '安全', hits: 1, visitor: 'x' }, at('2025-01-06')))
    await asking.in((tx) => forgetOldSearches(tx, clock))
    const left = await asking.in(async (tx) => [
      await tx.selectFrom('searchLog').select('id').execute(),
      await tx.selectFrom('searchLogSalt').select('weekOn').execute(),
    ])
    expect(left).toEqual([[], []])
  })
})

test('nothing of another bureau is found, suggested or told', async () => {
  const other = await anOffice(database)
  const found = await find('烟花爆竹', {}, other)
  expect([found.total, found.direct, found.didYouMean]).toEqual([0, [], []])
  expect((await find('演应急发〔2026〕41号', {}, other)).direct).toEqual([])
  expect((await find('aqsc', {}, other)).didYouMean).toEqual([])
})

test('words are looked up in their index and within the bureau also where the owner of the database is no superuser', async () => {
  const name = `owner_${randomBytes(5).toString('hex')}`
  await onServer(async (client) => {
    await client.query(`create role ${name} login createrole`)
    await client.query(`grant zhaoming_app to ${name} with admin option`)
    await client.query(`create database ${name} owner ${name}`)
  })
  const url = new URL(urlOf(name))
  url.username = name
  await migrate(url.href, migrationsFolder)
  const owned = openDatabase(url.href, { pool: 2 })
  try {
    const [north, south] = [
      await aBureau(owned, '北岸', 'north.example'),
      await aBureau(owned, '南岸', 'south.example'),
    ]
    const many = Array.from({ length: 400 }, (_, place) => entry(place + 2, { title: `简讯${place}` }))
    await inBureau(owned, north, (tx) => putSearchEntries(tx, [entry(1, { title: '北岸的通知' }), ...many]))
    await inBureau(owned, south, (tx) => putSearchEntry(tx, entry(1, { title: '南岸的通知' })))
    await sql`analyze search_entry`.execute(owned)
    await inBureau(owned, north, async (tx) => {
      expect((await search(tx, '通知', asked)).total).toBe(1)
      await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx)
      const { rows } = await sql<Record<string, string>>`
        explain select id from public_search_entry where words @@ '''通知'''::tsquery`.execute(tx)
      expect(JSON.stringify(rows)).toContain('search_entry_words')
    })
  } finally {
    await owned.destroy()
    await onServer(async (client) => {
      await client.query(`drop database ${name} with (force)`)
      await client.query(`drop role ${name}`)
    })
  }
})
