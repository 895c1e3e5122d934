import { afterAll, expect, test } from 'vitest'
import { busyReport } from '../../test/planted-contradictions.ts'
import { calendarDate } from '../law/calendar-date.ts'
import { summed } from '../law/reports/tables.ts'
import { openTypesetter } from '../platform/typeset/typesetter.ts'
import { auditFile } from './audit.ts'
import { type ReportForFiles, reportFile, reportFormats } from './report-files.ts'
import { reportJson } from './report-json.ts'

const typesetter = openTypesetter({ fonts: new URL('../../dist/fonts', import.meta.url).pathname, ownFonts: '' })
afterAll(() => typesetter.close())

const fileOf = (report: ReportForFiles, format: (typeof reportFormats)[number]) =>
  reportFile(report, format, typesetter)

const given = {
  bureau: busyReport.bureau,
  narrative: {
    overall:
      '2024年，办理行政许可{{licences.decisions}}件，作出行政处罚决定{{penalties.decisions}}件。\n收到政府信息公开申请{{requests.new.total}}件。',
    problems: '栏目更新不够及时，来年由专人逐月检查。',
    other: '本年度没有收取信息处理费。',
  },
  signedOn: calendarDate('2025-01-20'),
  madeOn: calendarDate('2025-02-01'),
}
const report2021: ReportForFiles = { ...given, year: 2024, vintage: '2021', cells: busyReport.cells }
const report2019: ReportForFiles = {
  ...given,
  narrative: { ...given.narrative, overall: '2020年，办理行政许可{{licences.decisions}}件。' },
  year: 2020,
  vintage: '2019',
  signedOn: calendarDate('2021-01-20'),
  cells: summed('2019', {
    disclosure: {
      'licences.itemsLastYear': 12,
      'licences.change': -2,
      'licences.decisions': 40,
      'procurement.projects': 3,
      'procurement.amount': 2340040.5,
    },
    requests: { 'new.natural': 6, 'granted.natural': 5, 'carriedOut.natural': 1 },
    remedies: { 'direct.upheld': 2 },
  }),
}

test.each(
  [report2021, report2019].flatMap((report) => reportFormats.map((format) => [report.year, format, report] as const)),
)(
  'the report of %i as %s is read back by the auditor to the same figures, and nothing is wrong',
  async (year, format, report) => {
    const result = await auditFile({ file: `r.${format}`, bytes: new Uint8Array(await fileOf(report, format)) })
    expect(result).toMatchObject({ kind: 'annual-report', bureau: report.bureau, year, vintage: report.vintage })
    expect(result.cells).toEqual(report.cells)
    expect(result.findings.filter(({ verdict }) => verdict === 'mismatch')).toEqual([])
    // The unit of an amount is told (C-52).
    expect(result.findings.filter(({ rule }) => rule === 'C-52')).toEqual([])
  },
)

test.each([report2021, report2019])(
  'the published JSON of $year is read back too, its words with their figures',
  async (report) => {
    const { bureau, year, vintage, narrative, cells } = report
    const others = 'others' in cells ? cells.others : {}
    const json = {
      $schema: 'https://example.org/schema.json',
      ...{ bureau, year, vintage, narrative, cells: { ...cells, others } },
      ...{ hash: '00', hashedOver: '', frozenAt: '2025-01-20T02:00:00Z', publishedAt: `${report.signedOn}T02:00:00Z` },
    }
    const ask = (told: object) =>
      auditFile({ file: 'r.json', bytes: new TextEncoder().encode(JSON.stringify(reportJson.parse(told))) })
    const result = await ask(json)
    expect(result).toMatchObject({ kind: 'annual-report', bureau, year, vintage, cells })
    expect(result.findings.filter(({ verdict }) => verdict === 'mismatch')).toEqual([])
    const wrong = await ask({ ...json, narrative: { ...narrative, overall: '办理行政许可9999件。' } })
    expect(wrong.findings.some(({ verdict, message }) => verdict === 'mismatch' && message.includes('9999'))).toBe(true)
  },
)

test('the same report gives the same files', async () => {
  for (const format of reportFormats) {
    const [one, other] = [await fileOf(report2021, format), await fileOf(report2021, format)]
    expect([format, Buffer.from(one).equals(Buffer.from(other))]).toEqual([format, true])
  }
})
