import { type CalendarDate, daysBetween, isCalendarDate } from '../law/calendar-date.ts'
import type { Finding } from '../law/finding.ts'
import { type CheckResult, crossCheck, type ReportToCheck } from '../law/reports/cross-checks.ts'
import type { BodyLevel } from '../law/reports/deadline.ts'
import type { ReportCells } from '../law/reports/formats.ts'
import { layOut, type NotLaidOut } from '../platform/laid-out/lay-out.ts'
import { checkAgainstTables } from './audit/against-tables.ts'
import { checkClaims } from './audit/claims.ts'
import { checkComparisons } from './audit/comparisons.ts'
import { noteCumulative } from './audit/cumulative.ts'
import { checkRepetitions, checkYears } from './audit/repetitions.ts'

export { auditMany } from './audit/chain.ts'
export type { AuditResult } from './audit/result.ts'
export { largestFile } from './read/decode.ts'

import { type AuditFinding, type AuditResult, Notes } from './audit/result.ts'
import { checkSums } from './audit/sums.ts'
import {
  checkCompiler,
  checkHeadings,
  checkItems,
  checkMissingCounts,
  checkNames,
  checkParts,
  checkPersonalData,
  checkScopes,
  checkUnits,
} from './audit/wording.ts'
import { checked, decode, largestFile, type Unreadable } from './read/decode.ts'
import { type Fact, factsIn } from './read/facts.ts'
import { type Page, type Quote, quoted } from './read/page.ts'
import { type ReportReading, readReport, readWithTables } from './read/read-report.ts'
import type { Damage, TableName } from './read/tables.ts'

/**
 * Audits one published text. The same text gives the same result; nothing is asked of the network, and the name of the file
 * is only handed through. What is no annual report, or no text at all, gives a finding that says so.
 */
export function auditText(given: { file: string } & ({ text: string } | { bytes: Uint8Array })): AuditResult {
  const decoded = 'bytes' in given ? decode(given.bytes) : checked(given.text)
  if ('unreadable' in decoded) return couldNotRead(given.file, decoded.unreadable, unreadableText[decoded.unreadable])
  return auditOf(given.file, readReport(decoded.text))
}

/**
 * Audits one published file: what {@link auditText} reads, and the words of .docx, .doc, .xlsx and PDF. What cannot be read
 * gives a finding that says what to do; nothing is thrown for what is in a file.
 */
export async function auditFile(given: { file: string; bytes: Uint8Array }): Promise<AuditResult> {
  return (await auditFileWithPage(given)).result
}

/** As {@link auditFile}, with the words it was read from: what the quotes stand in. Null: there were none. */
export async function auditFileWithPage({
  file,
  bytes,
}: {
  file: string
  bytes: Uint8Array
}): Promise<{ result: AuditResult; page: Page | null }> {
  const not = (reason: string, message: string) => ({ result: couldNotRead(file, reason, message), page: null })
  if (bytes.length > largestFile) return not('too-large', unreadableText['too-large'])
  const laid = await layOut(bytes)
  if (laid === null) {
    const decoded = decode(bytes)
    if ('unreadable' in decoded) return not(decoded.unreadable, unreadableText[decoded.unreadable])
    return audited(readReport(decoded.text))
  }
  if ('not' in laid) return not(laid.not, notLaidOutText[laid.not])
  const words = checked(laid.raw)
  if ('unreadable' in words) {
    return words.unreadable === 'empty'
      ? not('empty', '文件里没有文字；如果内容是图片，请提供可以复制文字的版本')
      : not(words.unreadable, notLaidOutText.corrupt)
  }
  return audited(readReport(laid))

  function audited(reading: ReportReading) {
    return { result: auditOf(file, reading), page: reading.page }
  }
}

/** A source that could not even be had: its address does not answer, its file may not be opened. */
export function couldNotRead(file: string, reason: string, message: string): AuditResult {
  const notes = new Notes()
  notes.find('F-01', 'unknown', message, { reason })
  return result(file, 'other', notes)
}

/** Whether a result is about something that was read. */
export const wasRead = ({ findings }: AuditResult) =>
  !findings.some(({ rule, verdict }) => rule === 'F-01' && verdict === 'unknown')

const notLaidOutText: Record<NotLaidOut, string> = {
  empty: '文件是空的，请换一个文件',
  corrupt: '文件已损坏或不完整，打不开；请重新下载，或用原来的软件打开后另存一份再核对',
  password: '文件设有密码，打不开；请去掉密码后另存一份再核对',
  'too-large': '文件展开后过大，没有读取；请只提供报告正文',
  scanned: '这是扫描件，PDF 里没有文字；请提供可以复制文字的版本，或先识别为文本再核对',
  picture: '这是图片，请先识别为文本再核对',
  'old-word': '这是 Word 97 以前的文件，请用 Word 或 WPS 另存为 .docx 后再核对',
  'old-excel': '这是旧版 Excel 文件（.xls），请用 Excel 或 WPS 另存为 .xlsx 后再核对',
  slides: '这是演示文稿，不是报告正文；请提供报告的 Word、PDF 或网页',
  ofd: '这是 OFD 版式文件，请另存为 PDF 或 Word 后再核对',
  rtf: '这是 RTF 文件，请用 Word 或 WPS 另存为 .docx 后再核对',
  'web-archive': '这是“单个文件网页”，请用 Word 或 WPS 另存为 .docx 后再核对',
  archive: '这是压缩文件，请解压后核对里面的报告',
  unknown: '没有认出文件的格式，无法读取；请提供网页、文本、Word、PDF 或 Excel 文件',
}

function auditOf(file: string, reading: ReportReading): AuditResult {
  if (reading.outline.kind !== 'annual-report') return auditOfSomethingElse(file, reading)
  const notes = new Notes()
  const { page, outline } = reading
  const { facts } = checkText(reading, notes)
  checkTables(reading, notes)
  if (!isGarbled(page)) checkHeadings(page, outline, notes)
  noteCumulative(page, facts, notes)
  return { ...result(file, 'annual-report', notes), ...read(reading) }
}

/** What the text of a report says beside its tables and in itself, before there is a page of it. */
export function auditWords(text: string, cells: ReportCells): AuditFinding[] {
  const notes = new Notes()
  checkText(readWithTables(text, cells), notes)
  return notes.findings
}

function checkText(reading: ReportReading, notes: Notes): { facts: Fact[] } {
  const { page, outline } = reading
  const facts = factsIn(page, outline.narrative)
  const breakdowns = checkSums(page, facts, notes)
  checkAgainstTables(reading, facts, breakdowns, notes)
  checkClaims(reading, notes)
  checkComparisons(page, facts, breakdowns, outline.year, notes)
  checkRepetitions(page, facts, breakdowns, outline.year, notes)
  checkYears(reading, notes)
  checkUnits(page, facts, notes)
  checkMissingCounts(page, outline.narrative, notes)
  checkScopes(page, facts, breakdowns, outline.bureau, notes)
  checkItems(page, outline.narrative, notes)
  checkParts(reading, notes)
  checkNames(reading, notes)
  checkCompiler(reading, notes)
  checkPersonalData(page, outline.narrative, notes)
  return { facts }
}

const unreadableText: Record<Unreadable, string> = {
  empty: '文件是空的，请换一个文件',
  'too-large': '文件超过 32 MB，请只提供报告正文',
  pdf: '这是 PDF 文件，请另存为文本或网页后再核对',
  word: '这是 Word 或其他 Office 文件，请另存为文本或网页后再核对',
  archive: '这是压缩文件或 Office 文件，请另存为文本或网页后再核对',
  picture: '这是图片，请先识别为文本再核对',
  binary: '文件内容不是文本，无法读取；请另存为文本或网页后再核对',
}

function auditOfSomethingElse(file: string, { page, outline }: ReportReading): AuditResult {
  const notes = new Notes()
  if (outline.kind === 'work-plan') {
    checkHeadings(page, outline, notes)
    notes.find('F-02', 'unknown', '这是政务公开工作要点（方案），不是年度报告；只核对了序号', { kind: 'work-plan' })
  } else {
    notes.find('F-02', 'unknown', '没有认出政府信息公开工作年度报告的标题和各部分，没有核对', { kind: 'other' })
  }
  return { ...result(file, outline.kind, notes), bureau: outline.bureau, year: outline.year }
}

function result(file: string, kind: AuditResult['kind'], { findings, passed }: Notes): AuditResult {
  return {
    file,
    kind,
    bureau: null,
    year: null,
    vintage: null,
    cells: { disclosure: null, requests: null, remedies: null },
    findings,
    passed,
  }
}

function read({ outline, vintage, cells }: ReportReading): Pick<AuditResult, 'bureau' | 'year' | 'vintage' | 'cells'> {
  return { bureau: outline.bureau, year: outline.year, vintage, cells }
}

// ── The tables, and what the law can say of them ──

function checkTables(reading: ReportReading, notes: Notes): void {
  const { outline, vintage, tables, page, cells } = reading
  for (const damage of damagesOf(reading)) reportDamage(damage, page, notes)
  if (isGarbled(page)) {
    notes.find('F-01', 'doubt', '文件里有不能显示的字符，标题和文字可能没有读全；请换一份完整的文件', {
      reason: 'garbled',
    })
  }
  if (vintage === null || outline.year === null) {
    notes.find('C-08', 'unknown', '没有找到报告年度，无法核对期限和表格样式', { year: null })
    return
  }
  if (!outline.publishedOn) {
    notes.find('C-09', 'unknown', '没有找到公布日期，无法核对是否按时公布', { publishedOn: null })
  }
  if (!outline.period && vintage === '2021') {
    notes.find('C-08', 'unknown', `没有写明数据统计期限，按 ${outline.year} 年全年核对`, { year: outline.year })
  }
  const report: ReportToCheck = { vintage, year: outline.year, cells, bodyLevel: levelOf(outline.bureau) }
  if (outline.publishedOn) report.publishedOn = outline.publishedOn
  if (outline.period) report.period = outline.period
  if (vintage !== 'pre-2019' && !isGarbled(page)) report.sections = outline.sections.map(({ title }) => title)
  if (tables.disclosure?.procurementUnitStated !== undefined) {
    report.procurementUnitStated = tables.disclosure.procurementUnitStated
  }
  take(firstPublication(crossCheck(report), outline.signedOn), reading, notes)
  askForLastYear(reading, notes)
}

/** The page may be a later copy: signed in time, or too late to be the first. That is asked, not said. */
function firstPublication({ findings, passed }: CheckResult, signedOn: CalendarDate | null): CheckResult {
  return {
    passed,
    findings: findings.map((finding) => {
      const { dueOn, publishedOn } = finding.values
      if (finding.rule !== 'C-09' || !isDay(dueOn) || !isDay(publishedOn)) return finding
      const signedInTime = signedOn !== null && signedOn <= dueOn
      if (!signedInTime && daysBetween(dueOn, publishedOn) <= latestFirst) return finding
      const why = signedInTime ? `落款日期 ${signedOn} 在期限内` : '晚了半年以上，可能是重新发布'
      return {
        ...finding,
        verdict: 'doubt' as const,
        message: `${finding.message}；${why}，请核对首次公布的日期`,
        values: { ...finding.values, signedOn },
      }
    }),
  }
}

/** Days after which a page is more likely published again than late. */
const latestFirst = 180

function isDay(value: unknown): value is CalendarDate {
  return typeof value === 'string' && isCalendarDate(value)
}

function isGarbled({ raw }: Page): boolean {
  return raw.includes('\ufffd') && raw.split('\ufffd', 6).length > 5
}

function damagesOf({ tables }: ReportReading): { table: TableName; damage: Damage }[] {
  return (['disclosure', 'requests', 'remedies'] as const).flatMap((table) =>
    (tables[table]?.damages ?? []).map((damage) => ({ table, damage })),
  )
}

function reportDamage({ table, damage }: { table: TableName; damage: Damage }, page: Page, notes: Notes): void {
  const quotes: Quote[] = 'place' in damage ? [quoted(page, damage.place.from, damage.place.to)] : []
  switch (damage.kind) {
    case 'glued': {
      const all = damage.readings.map((numbers) => numbers.join('/')).join('；')
      notes.find(
        'C-06',
        'unknown',
        `“${damage.label}”一行的数字连在一起（${damage.digits}），有${damage.readings.length > 0 ? ` ${damage.readings.length} ` : '很多'}种断开方法，无法确定；请补上单元格`,
        { table, row: damage.row, digits: damage.digits, readings: all.length > 2000 ? all.slice(0, 2000) : all },
        quotes,
      )
      return
    }
    case 'label-lost':
      notes.find(
        'C-06',
        'doubt',
        damage.surplus > 0
          ? `行名“${damage.label}”遗失，该行多出 ${damage.surplus} 个数字；疑行名被数字覆盖`
          : `行名“${damage.label}”遗失；已按上一级标题的位置读取`,
        { table, row: damage.row, surplus: damage.surplus },
        quotes,
      )
      return
    case 'cells-missing':
    case 'cells-surplus':
      notes.find(
        'C-06',
        'unknown',
        `“${damage.label}”一行应有 ${damage.expected} 个数字，读到 ${damage.found} 个，没有采用`,
        { table, row: damage.row, expected: damage.expected, found: damage.found },
        quotes,
      )
      return
    case 'row-missing':
      notes.find('C-06', 'unknown', `没有读到“${damage.label}”一行的数字`, { table, row: damage.row }, quotes)
      return
    case 'single-other-row':
      notes.find(
        'C-06',
        'doubt',
        '“其他处理”仍是 2019 年样式的一行，2021 年样式应分三行填写',
        { table, row: 'other' },
        quotes,
      )
      return
    case 'header-cut':
      notes.find('C-06', 'doubt', '行政复议、行政诉讼表的列标题不完整，请按统一格式补全', { table }, quotes)
  }
}

/** Findings of the law with the words they are about. What was already said of a damaged row is not said again. */
function take({ findings, passed }: CheckResult, reading: ReportReading, notes: Notes): void {
  const damages = damagesOf(reading).map(({ damage }) => damage)
  const damagedRows = new Set(damages.flatMap((damage) => ('row' in damage ? [damage.row] : [])))
  for (const finding of findings) {
    if (
      finding.rule === 'C-06' &&
      finding.verdict === 'doubt' &&
      damages.some(({ kind }) => kind === 'single-other-row')
    )
      continue
    const left = finding.rule === 'C-05' && finding.verdict === 'unknown' ? undamaged(finding, damagedRows) : finding
    if (left) notes.findings.push({ ...withoutCells(left), quotes: quotesFor(left, reading) })
  }
  const damagedTables = new Set(damagesOf(reading).map(({ table }) => table as string))
  notes.passed.push(
    ...passed.filter(({ rule, values: { table } }) => rule !== 'C-06' || !damagedTables.has(String(table))),
  )
}

function undamaged(finding: Finding, damagedRows: ReadonlySet<string>): Finding | null {
  const cells = (finding.cells ?? []).filter(
    (cell) =>
      !damagedRows.has(cell.split('.')[0] ?? '') &&
      !(damagedRows.has('remedies') && finding.values['table'] === 'remedies'),
  )
  if (cells.length === 0) return null
  if (cells.length === finding.cells?.length) return finding
  return {
    ...finding,
    message: `表格有 ${cells.length} 格没有可用的数字；没有的请填 0`,
    values: { ...finding.values, empty: cells.length },
    cells,
  }
}

function withoutCells({ rule, verdict, message, values }: Finding): Omit<Finding, 'cells'> {
  return { rule, verdict, message, values }
}

function quotesFor(finding: Finding, { page, tables, outline }: ReportReading): Quote[] {
  if (finding.rule === 'C-09' && outline.publishedAt)
    return [quoted(page, outline.publishedAt.from, outline.publishedAt.to)]
  if (finding.rule === 'C-08' && outline.period)
    return [quoted(page, outline.period.place.from, outline.period.place.to)]
  const rows = [...new Set((finding.cells ?? []).map((cell) => cell.split('.')[0] ?? ''))].slice(0, 4)
  const quotes: Quote[] = []
  for (const table of ['disclosure', 'requests', 'remedies'] as const) {
    const places = tables[table]?.places
    if (!places || !finding.cells?.some((cell) => cell in (tables[table]?.cells ?? {}))) continue
    for (const row of table === 'remedies' ? ['remedies'] : rows) {
      const place = places.get(row)
      if (place) quotes.push(quoted(page, place.from, place.to))
    }
    break
  }
  if (finding.rule === 'C-06' && finding.verdict === 'unknown') {
    const number = { disclosure: 2, requests: 3, remedies: 4 }[String(finding.values['table'])] ?? 0
    const section = outline.sections.find((one) => one.number === number)
    if (section) quotes.push(quoted(page, section.from, section.from + 24))
  }
  return quotes
}

/** What only the report of the year before can settle is said to be open. */
function askForLastYear({ vintage, cells }: ReportReading, notes: Notes): void {
  if (cells.requests) {
    notes.find('C-20', 'unknown', '要有上一年度报告才能核对上年结转', {
      carriedIn: cells.requests['carriedIn.total'] ?? null,
    })
  }
  if (vintage === '2021' && cells.disclosure) {
    notes.find('C-21', 'unknown', '要有上一年度报告才能核对现行有效件数', {
      inForce: cells.disclosure['normative.inForce'] ?? null,
    })
  }
}

function levelOf(bureau: string | null): BodyLevel {
  if (bureau === null) return 'department'
  const body = bureau.replace(/人民政府$/, '')
  if (body === bureau && !/(?:管委会|管理委员会|实验区|开发区|新区|[省市县区州])$/.test(bureau)) return 'department'
  if (body.endsWith('省') || body.endsWith('自治区')) return 'province'
  if (body.endsWith('县') || (/市.*区$/.test(body) && !/(?:实验|开发|新)区$/.test(body))) return 'county'
  return 'government'
}
