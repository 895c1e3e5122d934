import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccounts, loadDemo } from '../../demo/load.ts'
import { at } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { inBureau, type Tx } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import { verifyJournal } from '../records/journal/verify.ts'
import { correctEntry, withdrawEntry } from '../records/registers/enter.ts'
import { entryList } from '../records/registers/for-staff.ts'
import { publishedReport } from '../records/reports/for-public.ts'
import { reportOfYear } from '../records/reports/for-staff.ts'
import { reportHash } from '../records/reports/freeze.ts'
import { decideReport, openReport, sendReportForApproval, writeNarrative } from '../records/reports/write.ts'
import { NotAllowed, type StaffActor } from '../records/staff/actor.ts'
import { recordsBehind } from './collect.ts'
import { compileReport } from './compile.ts'
import { driftOf, freezeYear } from './freeze.ts'
import { plainText } from './narrative.ts'

// The demonstration is loaded through the product's own verbs; its ledgers carry the figures of two published reports.

let database: Database
let close: () => Promise<void>
let bureau: number
const clock = at('2026-11-24')
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  bureau = await loadDemo(database, () => {}, clock)
})
afterAll(() => close())

const inside = <T>(work: (tx: Tx) => Promise<T>) => inBureau(database, bureau, work)
const someone = async (account: string): Promise<StaffActor> =>
  inside(async (tx) => {
    const row = await tx
      .selectFrom('staff')
      .select(['id', 'name', 'roles', 'sectionId'])
      .where('account', '=', account)
      .executeTakeFirstOrThrow()
    return { kind: 'staff', ...row, roles: row.roles as StaffActor['roles'] }
  })

test('2019 has the figures of the real report it is modelled on', async () => {
  const compiled = await inside((tx) => compileReport(tx, 2019))
  expect(compiled?.cells.disclosure).toMatchObject({
    'normative.made': 1,
    'normative.published': 1,
    'normative.total': 1,
    'licences.decisions': 1357,
    'services.decisions': 29_362,
    'penalties.decisions': 95,
    'compulsion.decisions': 0,
    'procurement.projects': 41,
    'procurement.amount': 23_400_400,
  })
  expect(compiled?.cells.requests).toMatchObject({
    'new.natural': 4,
    'new.total': 4,
    'granted.natural': 4,
    'total.total': 4,
    'carriedOut.total': 0,
  })
  expect(compiled?.findings).toEqual([])
})

test('2021 has the figures of the real report it is modelled on', async () => {
  const compiled = await inside((tx) => compileReport(tx, 2021))
  expect(compiled?.cells.disclosure).toEqual({
    'rules.issued': 0,
    'rules.repealed': 0,
    'rules.inForce': 0,
    'normative.issued': 0,
    'normative.repealed': 0,
    'normative.inForce': 7,
    'licences.decisions': 867,
    'penalties.decisions': 11,
    'compulsion.decisions': 0,
    'fees.amount': 0,
  })
  expect(Object.values(compiled?.cells.requests ?? {}).every((value) => value === 0)).toBe(true)
  expect(compiled?.findings).toEqual([])
})

test('a figure in the text is the figure in the table', async () => {
  const compiled = await inside((tx) => compileReport(tx, 2021))
  expect(plainText(compiled?.resolved.overall ?? [])).toContain('办理行政许可867件，作出行政处罚决定11件')
})

test('every figure opens: the records behind each cell are as many as the cell says', async () => {
  for (const year of [2019, 2021, 2026]) {
    const compiled = await inside((tx) => compileReport(tx, year))
    if (!compiled) throw new Error(`report ${year}`)
    const { vintage } = compiled.report
    for (const table of ['disclosure', 'requests', 'remedies'] as const) {
      for (const [cell, value] of Object.entries(compiled.cells[table] ?? {})) {
        if (cell.endsWith('.amount')) continue
        const behind = await inside((tx) => recordsBehind(tx, year, vintage, table, cell))
        expect([table, cell, behind.records.length]).toEqual([table, cell, Math.abs(value ?? 0)])
      }
    }
  }
})

test('the running year has work in every state', async () => {
  const states = await inside((tx) => tx.selectFrom('request').select('state').distinct().execute())
  expect(states.map(({ state }) => state).sort()).toEqual(
    [
      'awaiting-confirmation',
      'received',
      'in-handling',
      'awaiting-correction',
      'consulting',
      'awaiting-fee',
      'reply-in-review',
      'reply-approved',
      'closed',
    ].sort(),
  )
})

test('there is an account for every role', async () => {
  const { length } = await inside((tx) => tx.selectFrom('staff').select('id').execute())
  expect(length).toBe(demoAccounts.length)
})

test('after freezing, changed records show up as drift and the published report stays as it was', async () => {
  const head = await someone('zhuren')
  const before = await inside((tx) => publishedReport(tx, 2021))
  // Documents that were in force in 2021 have been repealed since: told, though the number is the same.
  const earlier = await inside((tx) => driftOf(tx, 2021))
  expect(earlier.map(({ cell, frozen, now }) => [cell, frozen, now])).toEqual([['normative.inForce', 7, 7]])
  const [first, second] = await inside(
    async (tx) => (await entryList(tx, { kind: 'penalties', year: 2021, page: 1, size: 2 })).entries,
  )
  if (!first || !second) throw new Error('two penalties of 2021')
  await inside((tx) =>
    correctEntry(
      tx,
      {
        id: first.id,
        version: first.version,
        fields: { ...first.fields, decidedOn: '2020-12-30' },
        reason: '日期录错',
      },
      head,
      clock,
    ),
  )
  await inside((tx) =>
    correctEntry(
      tx,
      { id: second.id, version: second.version, fields: { ...second.fields, amount: 1 }, reason: '金额录错' },
      head,
      clock,
    ),
  )
  const drift = (await inside((tx) => driftOf(tx, 2021))).filter(({ cell }) => cell !== 'normative.inForce')
  expect(drift).toEqual([
    {
      table: 'disclosure',
      cell: 'penalties.decisions',
      frozen: 11,
      now: 10,
      added: [],
      removed: [first.id],
      changed: [second.id],
    },
  ])
  expect(await inside((tx) => publishedReport(tx, 2021))).toEqual(before)
  const again = await inside((tx) => compileReport(tx, 2021))
  expect(again?.cells.disclosure?.['penalties.decisions']).toBe(11)
})

test('anybody can work out the hash of a published report again', async () => {
  const report = await inside((tx) => publishedReport(tx, 2019))
  if (!report) throw new Error('the report of 2019')
  expect(reportHash(JSON.parse(JSON.stringify(report))).toString('hex')).toBe(report.hash)
})

test('a report goes from draft through a second person to publication, each step once', async () => {
  const [writer, leader] = [await someone('gongkai'), await someone('juzhang')]
  const year = 2020
  const now = at('2026-11-24')
  const version = async () => (await inside((tx) => reportOfYear(tx, year)))?.version ?? 0
  await inside((tx) => openReport(tx, year, writer, now))
  const freeze = async () => inside(async (tx) => freezeYear(tx, { year, version: await version() }, writer, now))
  expect(await freeze()).toEqual({ refused: 'not-approved' })
  const narrative = {
    overall: '制作规范性文件{{normative.made}}件，{{normative.unknown}}',
    problems: '无',
    other: '未收费',
  }
  await inside(async (tx) => writeNarrative(tx, { year, version: await version(), narrative }, writer, now))
  const wrong = await inside((tx) => compileReport(tx, year))
  expect(wrong?.findings.filter(({ verdict }) => verdict === 'mismatch')).toMatchObject([
    { values: { figure: 'normative.unknown' } },
  ])
  const right = { ...narrative, overall: '制作规范性文件{{normative.made}}件。' }
  await inside(async (tx) => writeNarrative(tx, { year, version: await version(), narrative: right }, writer, now))
  await inside(async (tx) => sendReportForApproval(tx, { year, version: await version() }, writer, now))
  const approve = async (by: StaffActor) =>
    inside(async (tx) =>
      decideReport(tx, { year, version: await version(), decision: 'approved', note: null }, by, now),
    )
  await expect(approve(writer)).rejects.toThrow(NotAllowed)
  expect(await approve(leader)).toEqual({ decided: true })
  expect(await freeze()).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await freeze()).toEqual({ refused: 'not-approved' })
})

test('the report of a year that is not over cannot be sent for approval', async () => {
  const writer = await someone('gongkai')
  const { version } = (await inside((tx) => reportOfYear(tx, 2026))) ?? { version: 0 }
  const sent = await inside((tx) => sendReportForApproval(tx, { year: 2026, version }, writer, clock))
  expect(sent).toEqual({ refused: 'year-not-over' })
})

test('the journal of the demonstration is sound', async () => {
  const verified = await inside((tx) => verifyJournal(tx))
  expect(verified).toMatchObject({ sound: true })
  expect(verified.sound && verified.events).toBeGreaterThan(30_000)
})

test('withdrawing is for heads, and asks for a reason', async () => {
  const [head, drafter] = [await someone('kezhang'), await someone('keshi')]
  const [entry] = await inside(
    async (tx) => (await entryList(tx, { kind: 'licences', year: 2026, page: 1, size: 1 })).entries,
  )
  if (!entry) throw new Error('a licence of 2026')
  const withdraw = (by: StaffActor, reason: string) =>
    inside((tx) => withdrawEntry(tx, { id: entry.id, version: entry.version, reason }, by, clock))
  await expect(withdraw(drafter, '录错')).rejects.toThrow(NotAllowed)
  expect(await withdraw(head, '  ')).toEqual({ refused: 'no-reason' })
})
