import { type CalendarDate, firstDayOf, lastDayOf } from '../calendar-date.ts'
import { citationText } from '../citation.ts'
import type { Finding, Passed } from '../finding.ts'
import { type BodyLevel, reportDueOn } from './deadline.ts'
import { type ApplicantColumn, formats, type ReportCells, type Vintage } from './formats.ts'
import type { ReportRuleId } from './rules.ts'
import { allCells, cellLabel, partColumns, remedyBlocks, remedyParts, resultRows, rowCells } from './tables.ts'

export interface ReportToCheck {
  vintage: Vintage
  year: number
  cells: ReportCells
  publishedOn?: CalendarDate
  /** a department where not said otherwise */
  bodyLevel?: BodyLevel
  /** the cells of the report on the year before, of the same vintage */
  lastYear?: ReportCells
  /** the titles of the parts in the order in which they stand */
  sections?: readonly string[]
  /** what the report says its figures are about */
  period?: { from: CalendarDate; to: CalendarDate }
  /** whether 采购总金额 (2019) came with a unit, where that is known */
  procurementUnitStated?: boolean
}

export interface CheckResult {
  findings: Finding[]
  passed: Passed[]
}

type Values = Finding['values']
type Judge = (report: ReportToCheck) => CheckResult

/** Every check that needs figures and dates only. A check whose figures are missing neither passes nor fails. */
export function crossCheck(report: ReportToCheck): CheckResult {
  const { vintage, cells } = report
  const withRequests: WithRequests | null =
    cells.requests && vintage !== 'pre-2019'
      ? { vintage, row: rowsOf(cells.requests), singleOther: cells.requests['other.total'] !== undefined }
      : null
  const results = [
    shapeAndFilling(report),
    ...(withRequests ? ofRequests.map((check) => check(withRequests)) : []),
    ...checks.map((check) => check(report)),
  ]
  return { findings: results.flatMap(({ findings }) => findings), passed: results.flatMap(({ passed }) => passed) }
}

/** Table 3 row by row. `singleOther`: its row 其他处理 is the single one of 2019. */
interface WithRequests {
  vintage: Exclude<Vintage, 'pre-2019'>
  row: (id: string) => Figures
  singleOther: boolean
}

const ofRequests = [received, totalOfResults, totalOfApplicants]

const checks: readonly Judge[] = [
  totalOfRemedies,
  sectionsInOrder,
  wholeYear,
  inTime,
  carriedOver,
  inForceContinues,
  pendingReappears,
  noJumps,
  itemsNotDecisions,
  publishedWithinTotal,
  procurementUnit,
]

const columns: readonly ApplicantColumn[] = [...partColumns, 'total']
const tableNames = {
  disclosure: '主动公开政府信息情况',
  requests: '收到和处理政府信息公开申请情况',
  remedies: '政府信息公开行政复议、行政诉讼情况',
} as const
const tableKeys = ['disclosure', 'requests', 'remedies'] as const

// C-06 and C-05, table by table
function shapeAndFilling({ vintage, cells }: ReportToCheck): CheckResult {
  if (vintage === 'pre-2019') return nothing()
  const result = nothing()
  for (const table of tableKeys) {
    const present = cells[table]
    if (present === null) {
      result.findings.push(finding('C-06', 'unknown', `缺少“${tableNames[table]}”表，无法核对；请补上表格`, { table }))
      continue
    }
    const form = allCells(vintage)[table]
    const lacking: string[] = []
    const empty: string[] = []
    const impossible: string[] = []
    for (const cell of form) {
      const value = present[cell]
      if (value === undefined) lacking.push(cell)
      else if (value === null) empty.push(cell)
      else if (!mayBe(vintage, cell, value)) impossible.push(cell)
    }
    checkShape(result, table, form, present, lacking)
    checkFilling(result, vintage, table, present, empty, impossible)
  }
  return result
}

// C-06
function checkShape(
  result: CheckResult,
  table: keyof ReportCells,
  form: readonly string[],
  present: Record<string, number | null>,
  lacking: readonly string[],
): void {
  const given = Object.keys(present)
  if (lacking.length === 0 && given.length === form.length) {
    result.passed.push({ rule: 'C-06', values: { table, cells: form.length } })
    return
  }
  const foreign = given.filter((cell) => !form.includes(cell))
  result.findings.push(
    finding(
      'C-06',
      'doubt',
      `“${tableNames[table]}”表应有 ${form.length} 格，缺 ${lacking.length} 格、多 ${foreign.length} 格；请按统一格式核对行和列`,
      { table, expected: form.length, lacking: lacking.length, foreign: foreign.length },
      [...lacking, ...foreign],
    ),
  )
}

// C-05
function checkFilling(
  result: CheckResult,
  vintage: Exclude<Vintage, 'pre-2019'>,
  table: keyof ReportCells,
  present: Record<string, number | null>,
  empty: string[],
  impossible: readonly string[],
): void {
  for (const cell of impossible) {
    const value = present[cell] as number
    const label = labelOf(vintage, table, cell)
    result.findings.push(
      finding('C-05', 'mismatch', `“${label}”填的是 ${value}，应为不小于 0 的整数`, { cell, value }, [cell]),
    )
  }
  if (empty.length > 0) {
    const first = labelOf(vintage, table, empty[0] ?? '')
    result.findings.push(
      finding(
        'C-05',
        'unknown',
        `“${tableNames[table]}”表有 ${empty.length} 格没有可用的数字（如“${first}”）；没有的请填 0`,
        { table, empty: empty.length },
        empty,
      ),
    )
  } else if (impossible.length === 0) {
    result.passed.push({ rule: 'C-05', values: { table } })
  }
}

const signed = new Set(
  formats['2019'].disclosure.flatMap(({ rows, columns: some }) =>
    some.filter((column) => column.signed).flatMap((column) => rows.map((row) => `${row.id}.${column.id}`)),
  ),
)
const money = new Set(['fees.amount', 'procurement.amount'])

function mayBe(vintage: Exclude<Vintage, 'pre-2019'>, cell: string, value: number): boolean {
  if (value >= 0 && Number.isInteger(value)) return true
  if (!Number.isFinite(value)) return false
  if (money.has(cell)) return value >= 0
  return Number.isInteger(value) && (value >= 0 || (vintage === '2019' && signed.has(cell)))
}

type Figures = readonly (number | null | undefined)[]

/** The rows of table 3 with their seven figures. */
function rowsOf(requests: Record<string, number | null>): (row: string) => Figures {
  const rows = new Map<string, Figures>()
  return (row) => {
    const known = rows.get(row)
    if (known) return known
    const figures = rowCells(row).map((cell) => requests[cell])
    rows.set(row, figures)
    return figures
  }
}

// C-01
function received({ row }: WithRequests): CheckResult {
  const [fresh, carriedIn, ended, carriedOut] = [row('new'), row('carriedIn'), row('total'), row('carriedOut')]
  return compared(
    'C-01',
    columns,
    (_, place) => total([fresh[place], carriedIn[place]]),
    (_, place) => total([ended[place], carriedOut[place]]),
    (column, place) => ({
      values: {
        column,
        new: fresh[place] ?? null,
        carriedIn: carriedIn[place] ?? null,
        total: ended[place] ?? null,
        carriedOut: carriedOut[place] ?? null,
      },
      cells: ['new', 'carriedIn', 'total', 'carriedOut'].map((one) => `${one}.${column}`),
      message: (left, right) =>
        `“${columnName(column)}”列：本年新收加上年结转是 ${left}，总计加结转下年度是 ${right}，两者应当相等`,
    }),
    'columns',
  )
}

// C-02
function totalOfResults({ row, vintage, singleOther }: WithRequests): CheckResult {
  // A report in the format of 2021 that kept the single row of 2019 adds up with that row.
  const rows = resultRows(singleOther ? '2019' : vintage).map(row)
  const ended = row('total')
  return compared(
    'C-02',
    columns,
    (_, place) => total(rows.map((figures) => figures[place])),
    (_, place) => total([ended[place]]),
    (column, place) => ({
      values: { column, total: ended[place] ?? null },
      cells: [`total.${column}`],
      message: (parts, whole) => `“${columnName(column)}”列：办理结果各行之和是 ${parts}，总计填的是 ${whole}`,
    }),
    'columns',
  )
}

// C-03
function totalOfApplicants({ row, vintage, singleOther }: WithRequests): CheckResult {
  const rows: string[] = formats[vintage].requests.rows.map(({ id }) => id)
  if (singleOther && !rows.includes('other')) rows.push('other')
  const last = columns.length - 1
  return compared(
    'C-03',
    rows,
    (id) => total(row(id).slice(0, last)),
    (id) => total([row(id)[last]]),
    (id) => ({
      values: { row: id, total: row(id)[last] ?? null },
      cells: [...rowCells(id)],
      message: (parts, whole) =>
        `“${cellLabel(vintage, `requests.${id}.total`)}”填的是 ${whole}，自然人与五类法人或其他组织之和是 ${parts}`,
    }),
    'rows',
  )
}

// C-04
function totalOfRemedies({ vintage, cells: { remedies } }: ReportToCheck): CheckResult {
  if (!remedies || vintage === 'pre-2019') return nothing()
  return compared(
    'C-04',
    remedyBlocks,
    (block) => total(remedyParts.map((part) => remedies[`${block}.${part}`])),
    (block) => total([remedies[`${block}.total`]]),
    (block) => ({
      values: { block, total: remedies[`${block}.total`] ?? null },
      cells: [...remedyParts, 'total'].map((part) => `${block}.${part}`),
      message: (parts, whole) =>
        `“${cellLabel(vintage, `remedies.${block}.total`)}”填的是 ${whole}，维持、纠正、其他、尚未审结之和是 ${parts}`,
    }),
    'blocks',
  )
}

// C-07
function sectionsInOrder({ vintage, sections }: ReportToCheck): CheckResult {
  if (!sections || vintage === 'pre-2019') return nothing()
  const titles = formats[vintage].sections.map((section) => section.title)
  const missing = titles.filter((title) => !sections.includes(title))
  const known = sections.filter((title) => titles.includes(title))
  const inOrder = known.every(
    (title, place) => place === 0 || titles.indexOf(known[place - 1] ?? '') < titles.indexOf(title),
  )
  if (missing.length === 0 && inOrder)
    return { findings: [], passed: [{ rule: 'C-07', values: { sections: known.length } }] }
  const message =
    missing.length > 0
      ? `报告应有六个部分，没有找到“${missing.join('”、“')}”`
      : `六个部分的次序与统一格式不同：${known.join('、')}`
  return one(finding('C-07', 'doubt', message, { found: known.length, missing: missing.join('、') || null }))
}

// C-08
function wholeYear({ year, period }: ReportToCheck): CheckResult {
  if (!period) return nothing()
  const values = { year, from: period.from, to: period.to }
  if (period.from === firstDayOf(year) && period.to === lastDayOf(year))
    return { findings: [], passed: [{ rule: 'C-08', values }] }
  return one(finding('C-08', 'doubt', `统计期限写的是 ${period.from} 至 ${period.to}，应为 ${year} 年全年`, values))
}

// C-09
function inTime({ year, publishedOn, bodyLevel = 'department' }: ReportToCheck): CheckResult {
  if (!publishedOn) return nothing()
  const due = reportDueOn(year, bodyLevel)
  if (!due) return nothing()
  const values = { publishedOn, dueOn: due.on }
  if (publishedOn <= due.on) {
    const earliest = bodyLevel === 'government' ? reportDueOn(year, 'county') : null
    // The day is in time for a province and too late for a county: which of them it is must be asked.
    if (!earliest || publishedOn <= earliest.on) return { findings: [], passed: [{ rule: 'C-09', values }] }
    return one(
      finding(
        'C-09',
        'doubt',
        `公布日期 ${publishedOn} 晚于县级期限 ${earliest.on}，不晚于 ${due.on}；请按本级政府的层级核对期限`,
        { ...values, countyDueOn: earliest.on },
      ),
    )
  }
  return one(
    finding('C-09', 'mismatch', `公布日期 ${publishedOn} 晚于期限 ${due.on}（${citationText(due.cite)}）`, values),
  )
}

// C-20
function carriedOver({ cells: { requests }, lastYear }: ReportToCheck): CheckResult {
  const before = lastYear?.requests
  if (!requests || !before) return nothing()
  return compared(
    'C-20',
    columns,
    (column) => total([before[`carriedOut.${column}`]]),
    (column) => total([requests[`carriedIn.${column}`]]),
    (column) => ({
      values: {
        column,
        carriedOutLastYear: before[`carriedOut.${column}`] ?? null,
        carriedIn: requests[`carriedIn.${column}`] ?? null,
      },
      cells: [`carriedIn.${column}`],
      message: (out, into) => `“${columnName(column)}”列：上年结转填的是 ${into}，上一年度报告的结转下年度是 ${out}`,
    }),
    'columns',
    'doubt',
  )
}

// C-21. The column 对外公开总数量 of 2019 counts something else, so the chain begins with the format of 2021.
function inForceContinues({ vintage, cells: { disclosure }, lastYear }: ReportToCheck): CheckResult {
  const before = lastYear?.disclosure
  if (vintage !== '2021' || !disclosure || !before) return nothing()
  return compared(
    'C-21',
    ['rules', 'normative'] as const,
    (row) => {
      const repealed = disclosure[`${row}.repealed`]
      return typeof repealed === 'number'
        ? total([before[`${row}.inForce`], disclosure[`${row}.issued`], -repealed])
        : null
    },
    (row) => total([disclosure[`${row}.inForce`]]),
    (row) => {
      const values = {
        row,
        inForceLastYear: before[`${row}.inForce`] ?? null,
        issued: disclosure[`${row}.issued`] ?? null,
        repealed: disclosure[`${row}.repealed`] ?? null,
        inForce: disclosure[`${row}.inForce`] ?? null,
      }
      return {
        values,
        cells: [`${row}.inForce`],
        message: (expected, given) =>
          `“${cellLabel('2021', `${row}.inForce`)}”填的是 ${given}，按上一年度 ${values.inForceLastYear} 件加制发 ${values.issued} 件减废止 ${values.repealed} 件应为 ${expected}；自然失效的文件请计入废止或说明`,
      }
    },
    'rows',
    'doubt',
  )
}

// C-22
function pendingReappears({ vintage, cells: { remedies }, lastYear }: ReportToCheck): CheckResult {
  const before = lastYear?.remedies
  if (!remedies || !before || vintage === 'pre-2019') return nothing()
  const result = nothing()
  let asked = 0
  for (const block of remedyBlocks) {
    const pending = before[`${block}.pending`]
    const total = remedies[`${block}.total`]
    if (typeof pending !== 'number' || typeof total !== 'number') continue
    asked += 1
    if (total >= pending) continue
    result.findings.push(
      finding(
        'C-22',
        'doubt',
        `上一年度有 ${pending} 件尚未审结，本年度“${cellLabel(vintage, `remedies.${block}.total`)}”只有 ${total} 件；请说明其余案件的结果`,
        { block, pendingLastYear: pending, total },
        [`${block}.total`],
      ),
    )
  }
  if (asked > 0 && result.findings.length === 0) result.passed.push({ rule: 'C-22', values: { blocks: asked } })
  return result
}

// C-23
function noJumps({ vintage, cells: { disclosure }, lastYear }: ReportToCheck): CheckResult {
  const before = lastYear?.disclosure
  if (!disclosure || !before || vintage === 'pre-2019') return nothing()
  const result = nothing()
  let asked = 0
  for (const cell of ['licences.decisions', 'penalties.decisions']) {
    const [then, now] = [before[cell], disclosure[cell]]
    if (typeof then !== 'number' || typeof now !== 'number') continue
    asked += 1
    if (then === 0 || now === 0 || (now <= then * 3 && then <= now * 3)) continue
    result.findings.push(
      finding(
        'C-23',
        'doubt',
        `“${cellLabel(vintage, cell)}”上一年度是 ${then}，本年度是 ${now}，相差超过三倍；请核对统计口径`,
        { cell, lastYear: then, thisYear: now },
        [cell],
      ),
    )
  }
  if (asked > 0 && result.findings.length === 0) result.passed.push({ rule: 'C-23', values: { rows: asked } })
  return result
}

// C-50
function itemsNotDecisions({ vintage, cells: { disclosure } }: ReportToCheck): CheckResult {
  if (vintage !== '2019' || !disclosure) return nothing()
  const rows = formats['2019'].disclosure
    .filter(({ columns: some }) => some.some((column) => column.id === 'decisions'))
    .flatMap((block) => block.rows.map((row) => row.id))
    .map((row) => ({
      row,
      last: disclosure[`${row}.itemsLastYear`],
      change: disclosure[`${row}.change`],
      decisions: disclosure[`${row}.decisions`],
    }))
  if (rows.some(({ last, change, decisions }) => last == null || change == null || decisions == null)) return nothing()
  const filled = rows.filter(({ last, decisions }) => last !== 0 || decisions !== 0)
  const off = ({ last, change, decisions }: (typeof filled)[number]) => (last ?? 0) + (change ?? 0) - (decisions ?? 0)
  const holding = filled.filter((row) => off(row) === 0)
  // One filled row may add up by chance, and a row without change says nothing. Where most rows add up and another
  // nearly does, it was filled in the same way, with a slip.
  const suspicious =
    holding.length >= 2 &&
    holding.some(({ change }) => change !== 0) &&
    filled.every((row) => Math.abs(off(row)) <= 0.05 * (row.decisions ?? 0))
  if (!suspicious) return { findings: [], passed: [{ rule: 'C-50', values: { rows: rows.length } }] }
  const sums = filled.map(
    (row) =>
      `${row.last}${(row.change ?? 0) < 0 ? '−' : '+'}${Math.abs(row.change ?? 0)}${off(row) === 0 ? '=' : '≠'}${row.decisions}`,
  )
  const values: Values = { rows: filled.length }
  for (const { row, last, change, decisions } of filled) {
    values[`${row}.itemsLastYear`] = last ?? null
    values[`${row}.change`] = change ?? null
    values[`${row}.decisions`] = decisions ?? null
  }
  return one(
    finding(
      'C-50',
      'doubt',
      `${holding.length === filled.length ? '各行都' : '多数行'}是“上一年项目数量±本年增减=处理决定数量”（${sums.join('，')}），疑把处理决定数当作项目数填写；“项目数量”应是事项的种类数`,
      values,
      filled.flatMap(({ row }) => [`${row}.itemsLastYear`, `${row}.change`, `${row}.decisions`]),
    ),
  )
}

// C-51
function publishedWithinTotal({ vintage, cells: { disclosure } }: ReportToCheck): CheckResult {
  if (vintage !== '2019' || !disclosure) return nothing()
  const result = nothing()
  let asked = 0
  for (const row of ['rules', 'normative']) {
    const published = disclosure[`${row}.published`]
    const total = disclosure[`${row}.total`]
    if (typeof published !== 'number' || typeof total !== 'number') continue
    asked += 1
    if (published <= total) continue
    result.findings.push(
      finding(
        'C-51',
        'doubt',
        `“${cellLabel('2019', `${row}.published`)}”是 ${published}，大于对外公开总数量 ${total}`,
        { row, published, total },
        [`${row}.published`, `${row}.total`],
      ),
    )
  }
  if (asked > 0 && result.findings.length === 0) result.passed.push({ rule: 'C-51', values: { rows: asked } })
  return result
}

// C-52
function procurementUnit({ vintage, cells: { disclosure }, procurementUnitStated }: ReportToCheck): CheckResult {
  const amount = disclosure?.['procurement.amount']
  if (vintage !== '2019' || procurementUnitStated === undefined || amount === 0) return nothing()
  const values = { amount: amount ?? null }
  if (procurementUnitStated) return { findings: [], passed: [{ rule: 'C-52', values }] }
  return one(
    finding('C-52', 'doubt', `采购总金额${amount == null ? '' : ` ${amount} `}没有写单位，请注明元或万元`, values, [
      'procurement.amount',
    ]),
  )
}

interface Said {
  values: Values
  cells: string[]
  message: (left: number, right: number) => string
}

/**
 * Compares two sums for each subject. A subject that lacks a figure is left out; the rule passes when something was
 * compared and all of it agreed. What there is to say is asked for only when it is said.
 */
function compared<Subject>(
  rule: ReportRuleId,
  subjects: readonly Subject[],
  left: (subject: Subject, place: number) => number | null,
  right: (subject: Subject, place: number) => number | null,
  say: (subject: Subject, place: number) => Said,
  counted: string,
  verdict: Finding['verdict'] = 'mismatch',
): CheckResult {
  const result = nothing()
  let asked = 0
  let last = -1
  for (const [place, subject] of subjects.entries()) {
    const [a, b] = [left(subject, place), right(subject, place)]
    if (a === null || b === null) continue
    asked += 1
    last = place
    if (a === b) continue
    const { values, cells, message } = say(subject, place)
    result.findings.push(finding(rule, verdict, message(a, b), { ...values, left: a, right: b }, cells))
  }
  if (asked > 0 && result.findings.length === 0) {
    result.passed.push({ rule, values: { ...say(subjects[last] as Subject, last).values, [counted]: asked } })
  }
  return result
}

function total(values: Figures): number | null {
  let sum = 0
  for (const value of values) {
    if (typeof value !== 'number') return null
    sum += value
  }
  return sum
}

function columnName(column: ApplicantColumn): string {
  return formats['2021'].requests.columns.find(({ id }) => id === column)?.path.at(-1) ?? column
}

function labelOf(vintage: Exclude<Vintage, 'pre-2019'>, table: keyof ReportCells, cell: string): string {
  return cellLabel(vintage, table === 'disclosure' ? cell : `${table}.${cell}`)
}

function nothing(): CheckResult {
  return { findings: [], passed: [] }
}

function one(only: Finding): CheckResult {
  return { findings: [only], passed: [] }
}

function finding(
  rule: ReportRuleId,
  verdict: Finding['verdict'],
  message: string,
  values: Values,
  cells?: string[],
): Finding {
  return cells ? { rule, verdict, message, values, cells } : { rule, verdict, message, values }
}
