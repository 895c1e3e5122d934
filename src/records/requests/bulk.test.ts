import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, aRequestInHandling, at, lookAt, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Clock } from '../../platform/clock.ts'
import { verifyJournal } from '../journal/verify.ts'
import { NotAllowed } from '../staff/actor.ts'
import { assignMany, tagMany, undoBulk } from './bulk.ts'
import { requestFigures } from './figures.ts'
import { mostFound, requestQueue } from './for-staff.ts'
import { importEarlier, previewEarlier } from './import.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const started = await testDatabase()
  close = started.close
  office = await anOffice(started.database)
})
afterAll(() => close())

const day = at('2026-03-10')
const later = (minutes: number): Clock => ({
  now: () => new Date(day.now().getTime() + minutes * 60_000),
  today: () => day.today(),
})
const someRequests = async (count: number) => {
  const ids: number[] = []
  for (let one = 0; one < count; one += 1) ids.push(await aRequestInHandling(office, { receivedOn: '2026-03-02' }))
  return ids
}
const assign = (ids: number[]) =>
  office.in((tx) =>
    assignMany(
      tx,
      { ids, sectionId: office.section, handlerId: office.drafter.id, reason: '集中办理' },
      office.officer,
      day,
    ),
  )

describe('an act on many', () => {
  test('assigns them, and within ten minutes gives them back to whoever had them', async () => {
    const ids = await someRequests(3)
    const done = await assign(ids)
    expect(done).toMatchObject({ changed: 3, leftOut: 0 })
    expect(await lookAt(office, ids[1] ?? 0)).toMatchObject({ handlerId: office.drafter.id })
    if ('refused' in done) throw new Error(done.refused)
    const undone = await office.in((tx) => undoBulk(tx, done, office.officer, later(9)))
    expect(undone).toEqual({ undone: 3 })
    expect(await lookAt(office, ids[1] ?? 0)).toMatchObject({ handlerId: null, sectionId: office.section })
    const twice = await office.in((tx) => undoBulk(tx, done, office.officer, later(9)))
    expect(twice).toEqual({ refused: 'already-undone' })
  })

  test('stays after ten minutes, and is nobody else’s to undo', async () => {
    const done = await assign(await someRequests(1))
    if ('refused' in done) throw new Error(done.refused)
    expect(await office.in((tx) => undoBulk(tx, done, office.officer, later(11)))).toEqual({ refused: 'too-late' })
    expect(await office.in((tx) => undoBulk(tx, done, office.head, later(1)))).toEqual({ refused: 'not-yours' })
  })

  test('what somebody moved on meanwhile stays as they left it', async () => {
    const [id = 0, other = 0] = await someRequests(2)
    const done = await assign([id, other])
    if ('refused' in done) throw new Error(done.refused)
    await office.in((tx) =>
      assignMany(
        tx,
        { ids: [id], sectionId: office.section, handlerId: office.head.id, reason: '改由他办' },
        office.head,
        later(1),
      ),
    )
    expect(await office.in((tx) => undoBulk(tx, done, office.officer, later(2)))).toEqual({ undone: 1 })
    expect(await lookAt(office, id)).toMatchObject({ handlerId: office.head.id })
  })

  test('tags them; the tag filters the queue until it is undone', async () => {
    const ids = await someRequests(2)
    const tagged = (tag: string) =>
      office.in((tx) => requestQueue(tx, { view: 'open', tag, page: 1, size: 20 })).then(({ total }) => total)
    const done = await office.in((tx) => tagMany(tx, { ids, tag: ' 百草园 ' }, office.officer, day))
    if ('refused' in done) throw new Error(done.refused)
    expect(await tagged('百草园')).toBe(2)
    await office.in((tx) => undoBulk(tx, done, office.officer, later(3)))
    expect(await tagged('百草园')).toBe(0)
  })

  test('is not for a supervisor, and says when nothing changes', async () => {
    const ids = await someRequests(1)
    await assign(ids)
    expect(await assign(ids)).toEqual({ refused: 'nothing-changed' })
    const bySupervisor = office.in((tx) => tagMany(tx, { ids, tag: '甲' }, office.supervisor, day))
    await expect(bySupervisor).rejects.toThrow(NotAllowed)
  })
})

describe('the queue', () => {
  test('every page once, the last from its own end, in one order', async () => {
    await someRequests(7)
    const pageOf = (page: number) => office.in((tx) => requestQueue(tx, { view: 'open', page, size: 3 }))
    const { total } = await pageOf(1)
    const seen: number[] = []
    for (let page = 1; page <= Math.ceil(total / 3); page += 1) {
      seen.push(...(await pageOf(page)).requests.map(({ id }) => id))
    }
    const whole = await office.in((tx) => requestQueue(tx, { view: 'open', page: 1, size: 100 }))
    expect(seen).toEqual(whole.requests.map(({ id }) => id))
    expect(new Set(seen).size).toBe(total)
  })

  test('finds a part of a title, whatever its case and length, and nothing else', async () => {
    const find = (text: string) => office.in((tx) => requestQueue(tx, { view: 'all', text, page: 1, size: 20 }))
    expect((await find('执法检查')).total).toBeGreaterThan(0)
    expect((await find('执')).total).toBe((await find('执法检查')).total)
    expect((await find('yj-2026-000001')).total).toBe(1)
    expect((await find('执法_检查')).total).toBe(0)
    expect((await find('检查执法')).total).toBe(0)
  })

  test('a text that very many contain: counted to a limit, the first pages in order, none after the last', async () => {
    await office.in((tx) =>
      sql`insert into request (number, query_code_hash, channel, state, title, description, carrier, delivery,
          received_on, due_on, applicant_kind, salt, submitted_at)
        select 'M-' || n, '', 'online', 'in-handling', case when n % 100 = 0 then '罕见' else '' end || '常见的事项' || n,
          '演示', 'electronic', 'email', date '2026-01-05', date '2026-02-02' + (n * 7919 % 1000), 'natural', '',
          timestamptz '2026-01-05'
        from generate_series(1, 2050) n`.execute(tx),
    )
    await office.in((tx) =>
      sql`insert into request_applicant (request_id, masked_name)
        select id, '演＊' from request where number like 'M-%'`.execute(tx),
    )
    const find = (text: string, page: number) =>
      office.in((tx) => requestQueue(tx, { view: 'all', text, sort: 'due', page, size: 20 }))
    const first = await find('常见的事项', 1)
    expect(first).toMatchObject({ total: mostFound, more: true })
    const far = await find('常见的事项', mostFound / 20)
    const { rows } = await office.in((tx) =>
      sql<{ id: number }>`select id from request where number like 'M-%' order by due_on, id`.execute(tx),
    )
    expect(first.requests.map(({ id }) => id)).toEqual(rows.slice(0, 20).map(({ id }) => id))
    expect(far.requests.map(({ id }) => id)).toEqual(rows.slice(mostFound - 20, mostFound).map(({ id }) => id))
    expect((await find('常见的事项', mostFound / 20 + 1)).requests).toEqual([])
    expect(await find('罕见常见', 1)).toMatchObject({ total: 20, more: false })
    await office.in((tx) => sql`update request set title = '改过的名称' where number = 'M-400'`.execute(tx))
    expect((await find('罕见常见', 1)).total).toBe(19)
    expect((await find('改过的名称', 1)).total).toBe(1)
  })

  test('says since when a request stands where it stands', async () => {
    const [id = 0] = await someRequests(1)
    const { requests } = await office.in((tx) => requestQueue(tx, { view: 'to-do', ids: [id], page: 1, size: 20 }))
    expect(requests[0]?.stateSince).toEqual(at('2026-03-02').now())
  })
})

const aRow = (row: number, change: Record<string, string | Date | null> = {}) => ({
  row,
  fields: {
    编号: `旧-2024-${row}`,
    申请人类型: '自然人',
    姓名或名称: '演示申请人',
    收到渠道: '平信',
    收到日期: '2024-12-20',
    信息名称: '烟花爆竹经营许可名单',
    办理结果: '予以公开',
    办结日期: '2025-01-10',
    ...change,
  },
})

describe('an earlier register', () => {
  test('comes in under its own numbers and counts in table 3, carried over the turn of the year', async () => {
    const rows = [
      aRow(2),
      aRow(3, { 办理结果: '属于行政查询事项', 申请人类型: '商业企业' }),
      aRow(4, { 办结日期: new Date('2024-12-30') }),
    ]
    const before = await office.in((tx) => requestFigures(tx, 2024, '2021'))
    expect(before).toEqual({})
    const entered = await office.in((tx) => importEarlier(tx, { source: '旧系统', rows }, office.officer, day))
    expect(entered).toEqual({ entered: 3, already: 0, problems: [] })
    const of2024 = await office.in((tx) => requestFigures(tx, 2024, '2021'))
    expect(of2024).toMatchObject({ 'new.natural': 2, 'new.business': 1, 'carriedOut.natural': 1 })
    const of2025 = await office.in((tx) => requestFigures(tx, 2025, '2021'))
    expect(of2025).toMatchObject({ 'carriedIn.natural': 1, 'carriedIn.business': 1 })
    const found = await office.in((tx) => requestQueue(tx, { view: 'closed', text: '旧-2024-3', page: 1, size: 20 }))
    expect(found.requests).toMatchObject([{ number: '旧-2024-3', outcome: 'deny-8', concludedOn: '2025-01-10' }])
    expect(await office.in((tx) => verifyJournal(tx))).toMatchObject({ sound: true })
  })

  test('names every wrong cell, and takes over what was taken over before only once', async () => {
    const rows = [
      aRow(2),
      aRow(20, { 收到日期: '2024-13-40' }),
      aRow(21, { 办结日期: '2024-01-01', 申请人类型: '外星人' }),
      aRow(22, { 姓名或名称: null }),
      aRow(23),
      aRow(24, { 编号: '旧-2024-23' }),
    ]
    const given = { source: '旧系统', rows }
    const preview = await office.in((tx) => previewEarlier(tx, given, office.officer, day))
    expect(preview).toMatchObject({ ready: 1, already: 1 })
    expect(preview.problems.map(({ row, heading }) => `${row} ${heading}`)).toEqual([
      '20 收到日期',
      '21 申请人类型',
      '21 办结日期',
      '22 姓名或名称',
      '24 编号',
    ])
    expect(await office.in((tx) => importEarlier(tx, given, office.officer, day))).toMatchObject({ entered: 1 })
    expect(await office.in((tx) => importEarlier(tx, given, office.officer, day))).toMatchObject({
      entered: 0,
      already: 2,
    })
  })

  test('whoever may not register may not take over', async () => {
    const tried = office.in((tx) => importEarlier(tx, { source: '旧系统', rows: [aRow(9)] }, office.drafter, day))
    await expect(tried).rejects.toThrow(NotAllowed)
  })
})
