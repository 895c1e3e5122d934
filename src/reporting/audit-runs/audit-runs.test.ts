import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { busyReport } from '../../../test/planted-contradictions.ts'
import { calendarDate } from '../../law/calendar-date.ts'
import { summed } from '../../law/reports/tables.ts'
import { fetchPublicPage } from '../../platform/fetch-page.ts'
import { auditRun, reportPage } from '../../records/audits/for-staff.ts'
import { addFile, beginRun, openRun } from '../../records/audits/start.ts'
import { takeUpReport } from '../../records/audits/work.ts'
import { NotAllowed } from '../../records/staff/actor.ts'
import { layouts } from '../read/layouts.ts'
import { decideFinding } from './decide.ts'
import { passageOf } from './evidence.ts'
import { findingsOfRun, inNumbers, verdictsOf } from './findings.ts'
import { letterToBureau, summaryOfRun } from './letters.ts'
import { questionOf } from './questions.ts'
import { rollUp } from './roll-up.ts'
import { workThroughRuns } from './work-through.ts'

let close: () => Promise<void>
let office: Office
const clock = at('2026-03-04')

beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
})
afterAll(() => close())

const sound = layouts.html(busyReport)
const contradicting = layouts['tabs-by-line']({
  ...busyReport,
  bureau: '东湾县应急管理局',
  overall: ['全年作出行政许可决定40件、行政处罚决定12件。'],
})
const yearAfter = layouts.html({
  ...busyReport,
  year: 2025,
  signedOn: calendarDate('2026-01-20'),
  cells: summed('2021', {
    ...busyReport.cells,
    disclosure: { ...busyReport.cells.disclosure, 'normative.inForce': 7 },
    requests: { 'new.natural': 4, 'carriedIn.natural': 1, 'granted.natural': 5 },
    remedies: {},
  }),
})

async function aRun(files: Record<string, string>): Promise<number> {
  return office.in(async (tx) => {
    const opened = await openRun(tx, { name: '2024 年度', addresses: [] }, office.supervisor, clock)
    if ('refused' in opened) throw new Error(opened.refused)
    for (const [name, text] of Object.entries(files)) {
      await addFile(tx, { runId: opened.id, name, content: Buffer.from(text) }, office.supervisor)
    }
    await beginRun(tx, opened.id, office.supervisor, clock)
    return opened.id
  })
}

const work = (when = clock) => workThroughRuns((part) => office.in(part), when)
const seen = (id: number) => office.in((tx) => findingsOfRun(tx, id))
const standing = async (id: number) => {
  const run = await office.in((tx) => auditRun(tx, id))
  return run && { state: run.state, done: run.done, total: run.total }
}

test('a run whose reader was cut off stands as far as it was read, and is finished by the next one', async () => {
  const id = await aRun({ 'a.html': sound, 'b.txt': contradicting, 'c.html': yearAfter })
  // Taken up and never given back: the server was killed.
  await office.in((tx) => takeUpReport(tx, clock))
  expect(await work()).toBe(2)
  expect(await standing(id)).toEqual({ state: 'working', done: 2, total: 3 })
  expect((await seen(id)).map(({ result }) => result?.bureau ?? null)).toEqual([
    null,
    '东湾县应急管理局',
    '临澜市应急管理局',
  ])
  expect(await work(at('2026-03-05'))).toBe(1)
  expect(await standing(id)).toEqual({ state: 'finished', done: 3, total: 3 })

  const reports = await seen(id)
  const [first, second, third] = reports.map(({ result }) => result && verdictsOf(result))
  expect(first).not.toHaveProperty('C-31', 'mismatch')
  expect(second).toMatchObject({ 'C-31': 'mismatch', 'C-02': 'passed' })
  // 2 carried out of 2024, 1 carried into 2025: seen only because both years are here.
  expect(third).toMatchObject({ 'C-20': 'doubt' })
  expect(inNumbers(reports)).toMatchObject({ bureaus: 2, reports: 3, textAgainstTables: 1, mismatching: 1 })
})

test('a finding shows the words it is about within the text, and what to ask the bureau', async () => {
  const id = await aRun({
    'b.txt': contradicting,
    'page.html': layouts['html-page']({ ...busyReport, overall: ['行政处罚90件。'] }),
  })
  await work()
  for (const { id: reportId, result } of await seen(id)) {
    const finding = result?.findings.find(({ rule }) => rule === 'C-31')
    const quote = finding?.quotes[0]
    const text = await office.in((tx) => reportPage(tx, reportId))
    const passage = quote && passageOf(quote, text?.pageText ?? null)
    expect(passage?.words).toContain('行政处罚')
    expect(passage?.after).not.toBe('')
    expect(finding && questionOf(finding, 2024)).toMatch(
      /^贵局 2024 年度报告的正文与表格不一致：正文写.*，请核实后说明或更正。$/,
    )
  }
})

test('a false alarm is decided once, with a reason, and remembered in the next run', async () => {
  const id = await aRun({ 'b.txt': contradicting })
  await work()
  const [report] = await seen(id)
  const finding = report?.result?.findings.find(({ rule }) => rule === 'C-31')
  if (!report || !finding) throw new Error('no finding')
  const decision = { reportId: report.id, key: finding.key.toString('hex'), decision: 'false-alarm' as const }
  const decide = (reason: string | null, by = office.supervisor) =>
    office.in((tx) => decideFinding(tx, { ...decision, reason }, by, clock))
  expect(await decide(' ')).toEqual({ refused: 'no-reason' })
  await expect(decide('口径不同', office.leader)).rejects.toThrow(NotAllowed)
  expect(await decide('口径不同')).toEqual({ done: true })

  const later = await aRun({ 'renamed.txt': contradicting })
  await work()
  const reports = await seen(later)
  expect(reports[0]?.result?.findings.find(({ rule }) => rule === 'C-31')?.decided).toMatchObject({
    reason: '口径不同',
  })
  expect(inNumbers(reports)).toMatchObject({ bureaus: 1, textAgainstTables: 0 })
  expect(reports[0]?.result && verdictsOf(reports[0].result)).toMatchObject({ 'C-31': 'set-aside' })
  const [again] = reports
  const letter = again && letterToBureau(reports, again.id, '市局', on('2026-03-04'))
  expect(JSON.stringify(letter)).not.toContain('行政处罚')
})

test('the letter to a bureau asks what its reports leave open; the summary names every bureau that is asked', async () => {
  const id = await aRun({ 'a.html': sound, 'c.html': yearAfter })
  await work()
  const reports = await seen(id)
  const letter = letterToBureau(reports, reports[0]?.id ?? 0, '演练市应急管理局', on('2026-03-04'))
  expect(letter?.addressees).toBe('临澜市应急管理局')
  expect(JSON.stringify(letter)).toContain('与上一年度报告衔接')
  expect(JSON.stringify(summaryOfRun(reports, '演练市应急管理局', on('2026-03-04')))).toContain('临澜市应急管理局')
})

test('the roll-up is the sum of the children, and tells whose figure is missing', async () => {
  const disclosure = { ...busyReport.cells.disclosure, 'penalties.decisions': null }
  const broken = layouts.html({
    ...busyReport,
    bureau: '西湾县应急管理局',
    cells: { ...busyReport.cells, disclosure },
  })
  const id = await aRun({ 'a.html': sound, 'b.txt': contradicting, 'copy.html': sound, 'broken.html': broken })
  await work()
  const reports = await seen(id)
  const [form] = rollUp(reports)
  expect(form).toMatchObject({ year: 2024, reports: 3 })
  const cell = (name: string) => form?.cells.find((one) => one.cell === name)
  expect(cell('new.total')).toMatchObject({ sum: 75, of: 3, missing: [] })
  expect(cell('penalties.decisions')).toMatchObject({ sum: 18, of: 2, missing: [reports[3]?.id] })
})

test('what cannot be read is told and keeps nothing up; nothing inside the house is fetched', async () => {
  const opened = await office.in((tx) =>
    openRun(tx, { name: '网址', addresses: ['http://127.0.0.1:1/a', 'http://[::1]/b'] }, office.supervisor, clock),
  )
  if ('refused' in opened) throw new Error(opened.refused)
  await office.in((tx) =>
    addFile(tx, { runId: opened.id, name: 'nul.txt', content: Buffer.from('年度报告\0\0') }, office.supervisor),
  )
  await office.in((tx) => beginRun(tx, opened.id, office.supervisor, clock))
  expect(await work()).toBe(3)
  expect((await seen(opened.id)).map(({ result }) => result?.findings[0]?.message)).toEqual([
    expect.stringContaining('内部网络'),
    expect.stringContaining('内部网络'),
    expect.any(String),
  ])
  for (const host of ['10.0.0.8', '192.168.1.1', '[fd00::1]', '[::ffff:10.0.0.1]', 'localhost', '0.0.0.0']) {
    await expect(fetchPublicPage(`http://${host}/`), host).rejects.toThrow('内部网络')
  }
  const foreign = { name: 'x', addresses: ['file:///etc/passwd'] }
  expect(await office.in((tx) => openRun(tx, foreign, office.supervisor, clock))).toMatchObject({
    refused: 'no-address',
  })
})
