import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { clockAt } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Database } from '../../platform/database/open.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { setUpColumn } from '../columns/set-up.ts'
import { aText, contentHash } from './document.ts'
import { publishedIn, publishedInBranches, publishedYears } from './for-public.ts'
import { documentForStaff } from './for-staff.ts'
import { moveDocuments } from './move.ts'
import { archiveDocument, publishNow, reopenDocument, withdrawDocument } from './publish.ts'
import { lockDocument } from './store.ts'
import { draftDocument, reviseDocument } from './write.ts'

let office: Office
let close: () => Promise<void>
let database: Database
const columnIds: number[] = []
beforeAll(async () => {
  const opened = await testDatabase()
  ;({ close, database } = opened)
  office = await anOffice(opened.database)
  for (const slug of ['aqsc', 'fzjz', 'jyhb', 'tzgg', 'yjya']) {
    const of = { name: slug, type: '工作动态', description: slug, keywords: slug, basis: null, parentId: null } as const
    columnIds.push(
      await office.in((tx) =>
        setUpColumn(
          tx,
          { ...of, slug, duration: 'any-time', sectionId: office.section },
          office.administrator,
          at('2024-01-02'),
        ),
      ),
    )
  }
})
afterAll(() => close())

/** The same sequence every time. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

interface Real {
  id: number
  year: number
  publishedAt: Date
}

/** What the lists of some columns hold, found by looking at every document. */
async function reallyIn(tx: Tx, ids: readonly number[]): Promise<Real[]> {
  const { rows } = await sql<Real>`
    select d.id, d.published_at, extract(year from d.published_at at time zone 'Asia/Shanghai')::int as year
    from document d
    where d.standing = 'public' and exists (
      select from document_placement p where p.document_id = d.id and p.column_id = any(${[...ids]}::bigint[]))
    order by d.published_at desc, d.id desc`.execute(tx)
  return rows
}

async function expectTrue(throwDice: (sides: number) => number): Promise<void> {
  const chosen = columnIds.filter(() => throwDice(2) === 0)
  const ids = chosen.length > 0 ? chosen : columnIds.slice(0, 1)
  await office.in(async (tx) => {
    const real = await reallyIn(tx, ids)
    const years = [...Map.groupBy(real, ({ year }) => year)].map(([year, of]) => ({ year, count: of.length }))
    expect(await publishedYears(tx, ids)).toEqual(years.sort((a, b) => b.year - a.year))
    const branch = (await publishedInBranches(tx, new Map([[7, ids]]))).get(7)
    expect(branch).toEqual(real[0] && { count: real.length, lastAt: real[0].publishedAt })
    const idsOf = (documents: readonly { id: number }[]) => documents.map(({ id }) => id)
    const second = await publishedIn(tx, ids, { page: 2, size: 3 })
    expect({ ...second, documents: idsOf(second.documents) }).toEqual({
      total: real.length,
      documents: idsOf(real.slice(3, 6)),
    })
    const of2025 = real.filter(({ year }) => year === 2025)
    const inYear = await publishedIn(tx, ids, { page: 1, size: 4, year: 2025 })
    expect({ ...inYear, documents: idsOf(inYear.documents) }).toEqual({
      total: of2025.length,
      documents: idsOf(of2025.slice(0, 4)),
    })
  })
}

const body = '<p>请各单位认真开展自查。</p>'
const textIn = (columns: readonly number[], title: string) =>
  aText({
    ...{ columnId: columns[0] ?? 0, alsoIn: columns.slice(1), kind: 'notice', title, body },
    ...{ source: '演练市应急管理局', formedOn: on('2024-01-02') },
  })

async function publishAsItIs(tx: Tx, id: number, clock: ReturnType<typeof clockAt>): Promise<void> {
  const document = await lockDocument(tx, id)
  if (!document) throw new Error('it was drafted')
  await publishNow(tx, document, { files: [], hash: contentHash(document, []) }, office.leader, clock)
}

/** One act on documents, chosen by dice. */
async function anyAct(tx: Tx, throwDice: (sides: number) => number, step: number): Promise<void> {
  const clock = clockAt(on(`${2024 + Math.floor(step / 60)}-0${1 + (step % 9)}-11`))
  const columns = columnIds
    .filter(() => throwDice(3) === 0)
    .concat(columnIds[throwDice(columnIds.length)] ?? 0)
    .filter((id, place, all) => all.indexOf(id) === place)
    .slice(0, 3)
  const { rows } = await sql<{ id: number }>`select id from document order by id`.execute(tx)
  const one = rows[throwDice(rows.length || 1)]
  const which = one ? throwDice(10) : 0
  if (which < 3) {
    const drafted = await draftDocument(tx, textIn(columns, `第${step}号通知`), office.drafter, clock)
    if ('problems' in drafted) throw new Error(drafted.problems.join())
    if (throwDice(8) > 0) await publishAsItIs(tx, drafted.id, clock)
    return
  }
  const document = one && (await documentForStaff(tx, one.id))
  if (!document) throw new Error('it was listed')
  const { id, version, standing, stage } = document
  if (which === 3) {
    const place = throwDice(columnIds.length)
    const [from = 0, to = 0] = [columnIds[place], columnIds[(place + 1) % columnIds.length]]
    await moveDocuments(tx, { from, to }, clock.today())
  } else if (standing === 'withdrawn' && stage === 'done') {
    await reopenDocument(tx, { id, version }, office.officer, clock)
  } else if (standing === 'public' && which < 6) {
    await withdrawDocument(tx, { id, version, reason: '内容有误' }, office.officer, clock)
  } else if (standing === 'public' && which === 6) {
    await archiveDocument(tx, { id, version }, office.officer, clock)
  } else if (standing !== 'archived') {
    const text = textIn(columns, `第${step}号通知（改）`)
    await reviseDocument(tx, { id, version, text, correctionNote: '更正' }, office.drafter, clock)
    await publishAsItIs(tx, id, clock)
  }
}

test('whatever is done to documents, the counts by column and year are what counting them again would give', async () => {
  const throwDice = dice(20_260_304)
  for (let step = 0; step < 180; step += 1) {
    await office.in((tx) => anyAct(tx, throwDice, step))
    await expectTrue(throwDice)
  }
  const standings = await office.in(async (tx) => {
    const { rows } = await sql<{ standing: string }>`select distinct standing from document order by 1`.execute(tx)
    return rows.map(({ standing }) => standing)
  })
  expect(standings).toEqual(['archived', 'public', 'unpublished', 'withdrawn'])
  const [kept, anew] = await office.in(async (tx) => {
    const counted = () =>
      tx
        .selectFrom('publicDocumentTally')
        .select(['columns', 'year', 'count'])
        .orderBy('columns')
        .orderBy('year')
        .execute()
    const before = await counted()
    await sql`select tally_documents_anew()`.execute(tx)
    return [before, await counted()]
  })
  expect(kept).toEqual(anew)
  expect(kept.some(({ columns }) => (columns?.length ?? 0) > 1)).toBe(true)
})

test('acts at the same moment are all counted', async () => {
  const throwDice = dice(7)
  const clock = at('2026-03-04')
  const ids: number[] = []
  for (let one = 0; one < 12; one += 1) {
    const columns = columnIds.slice(one % 3, (one % 3) + 2)
    ids.push(
      await office.in(async (tx) => {
        const drafted = await draftDocument(tx, textIn(columns, `同时办理的第${one}件`), office.drafter, clock)
        if ('problems' in drafted) throw new Error(drafted.problems.join())
        if (one % 2 === 0) await publishAsItIs(tx, drafted.id, clock)
        return drafted.id
      }),
    )
  }
  const done = await Promise.allSettled([
    ...ids.map((id, one) =>
      office.in(async (tx) => {
        if (one % 2 === 1) return publishAsItIs(tx, id, clock)
        const document = await documentForStaff(tx, id)
        if (!document) throw new Error('it was drafted')
        const { version } = document
        await archiveDocument(tx, { id, version }, office.officer, clock)
      }),
    ),
    office.in((tx) => moveDocuments(tx, { from: columnIds[1] ?? 0, to: columnIds[4] ?? 0 }, clock.today())),
  ])
  // Who came second may be told that the document was changed meanwhile; what is counted is true all the same.
  const broken = done.filter((one) => one.status === 'rejected' && !(one.reason instanceof ChangedMeanwhile))
  expect(broken).toEqual([])
  for (let turn = 0; turn < 10; turn += 1) await expectTrue(throwDice)
})

test('a bureau neither sees nor changes what another counts', async () => {
  const mine = await office.in((tx) => publishedYears(tx, columnIds))
  expect(mine.length).toBeGreaterThan(0)
  const other = await anOffice(database)
  await other.in((tx) => sql`select tally_documents_anew()`.execute(tx))
  expect(await other.in((tx) => publishedYears(tx, columnIds))).toEqual([])
  expect(await office.in((tx) => publishedYears(tx, columnIds))).toEqual(mine)
})
