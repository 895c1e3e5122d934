import { formats } from '../../law/reports/formats.ts'
import { allCells, rowCells } from '../../law/reports/tables.ts'
import { type Cell, cellsBetween, figureIn, type Separation, separationOf } from './cells.ts'
import { agreed, digitsIn, readings, readingsWithTotal, sumOf } from './glued.ts'
import type { Page } from './page.ts'

export type TableName = 'disclosure' | 'requests' | 'remedies'
type WithTables = '2019' | '2021'

/** Something about a table that could not be read as the form has it. */
export type Damage =
  /** run together without marks; `digits` can be read in several ways */
  | {
      kind: 'glued'
      row: string
      label: string
      digits: string
      readings: readonly (readonly number[])[]
      place: Place
    }
  | { kind: 'label-lost'; row: string; label: string; surplus: number; place: Place }
  | {
      kind: 'cells-missing' | 'cells-surplus'
      row: string
      label: string
      found: number
      expected: number
      place: Place
    }
  | { kind: 'row-missing'; row: string; label: string }
  | { kind: 'single-other-row'; place: Place }
  | { kind: 'header-cut'; place: Place }

/** places in the dense text */
export interface Place {
  from: number
  to: number
}

export interface TableReading {
  /** the columns of the form of this vintage were found */
  vintage: WithTables
  cells: Record<string, number | null>
  damages: Damage[]
  /** where the label of each row stands, by row id */
  places: Map<string, Place>
  /** 采购总金额 came with a unit; undefined where the table has no such figure */
  procurementUnitStated?: boolean
  /** the unit that stood beside the amount of fees, where one did */
  feesUnit?: '元' | '万元'
}

/** A row label found in the text, with the figures that follow it up to the next label. */
interface Anchor {
  row: string
  from: number
  to: number
  cells: Cell[]
}

type Words = readonly (readonly [row: string, word: string])[]
/** Words by their first character, the longer before the shorter. */
type Vocabulary = ReadonlyMap<number, Words>

function vocabularyOf(words: Words): Vocabulary {
  const byFirst = new Map<number, (readonly [string, string])[]>()
  for (const one of [...words].sort((a, b) => b[1].length - a[1].length)) {
    const first = one[1].charCodeAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), one])
  }
  return byFirst
}

/** The labels between two places of the dense text, in their order. */
function anchorsOf(dense: string, from: number, to: number, words: Vocabulary): Anchor[] {
  const anchors: Anchor[] = []
  for (let at = from; at < to; at += 1) {
    const known = words.get(dense.charCodeAt(at))
    if (!known) continue
    for (const [row, word] of known) {
      const end = endOfWord(dense, at, to, word)
      if (end < 0) continue
      anchors.push({ row, from: at, to: end, cells: [] })
      at = end - 1
      break
    }
  }
  return anchors
}

// What may stand inside a label that was broken over lines: the figures of its row.
const betweenParts = new Set([...'0123456789 .,+-增减元'].map((one) => one.charCodeAt(0)))

/** Where `word` ends that begins at `at`, over the figures that may stand in it; -1 when it is another word. */
function endOfWord(dense: string, at: number, to: number, word: string): number {
  let place = at + 1
  for (let letter = 1; letter < word.length; letter += 1) {
    while (place < to && betweenParts.has(dense.charCodeAt(place))) place += 1
    if (dense.charCodeAt(place) !== word.charCodeAt(letter)) return -1
    place += 1
  }
  return place
}

/** Gives each cell to the label it follows. Cells before the first label are left out. */
function dealOut(page: Page, anchors: readonly Anchor[], cells: readonly Cell[]): void {
  let current = -1
  for (const cell of cells) {
    while (current + 1 < anchors.length && (page.at[(anchors[current + 1] as Anchor).from] as number) <= cell.at)
      current += 1
    if (current >= 0) (anchors[current] as Anchor).cells.push(cell)
  }
  // From here on a label is a place to quote: with the figures behind it.
  for (const [place, anchor] of anchors.entries()) {
    anchor.to = Math.min(anchors[place + 1]?.from ?? anchor.to + longestQuote, anchor.to + longestQuote)
  }
}

const longestQuote = 40

const figuresIn = (cells: readonly Cell[]) => cells.reduce((all, cell) => all + (cell.digits === '' ? 0 : 1), 0)

/** The cells of a row that should have `expected`: empty ones at either end that are too many are the edge of the table. */
function trimmed(cells: readonly Cell[], expected: number): readonly Cell[] {
  let from = 0
  let to = cells.length
  while (to - from > expected && (cells[to - 1] as Cell).digits === '') to -= 1
  while (to - from > expected && (cells[from] as Cell).digits === '') from += 1
  return from === 0 && to === cells.length ? cells : cells.slice(from, to)
}

// ── Table 3 ──

// A label is known by its first words, because its figures may stand after any of its lines.
const requestWords = vocabularyOf([
  ['new', '本年新收'],
  ['carriedIn', '上年结转'],
  ['granted', '予以公开'],
  ['partial', '部分公开'],
  ['(deny)', '不予公开'],
  ['deny1', '属于国家秘密'],
  ['deny2', '其他法律行政'],
  ['deny3', '三安全一稳定'],
  ['deny4', '保护第三方'],
  ['deny5', '属于三类'],
  ['deny6', '属于四类'],
  ['deny7', '属于行政执法'],
  ['deny8', '属于行政查询'],
  ['(unable)', '无法提供'],
  ['unable1', '本机关不掌握'],
  ['unable2', '没有现成'],
  ['unable3', '补正后'],
  ['(noproc)', '不予处理'],
  ['noproc1', '信访举报'],
  ['noproc2', '重复申请'],
  ['noproc3', '要求提供公开'],
  ['noproc4', '无正当理由大量'],
  ['noproc5', '要求行政机关'],
  ['other', '其他处理'],
  ['other1', '申请人无正当理由'],
  ['other2', '申请人逾期未按'],
  ['total', '总计'],
  ['carriedOut', '结转下年'],
  // Where the beginning of a label did not survive.
  ['deny1', '国家秘密'],
  ['deny2', '禁止公开'],
  ['deny3', '三安全'],
  ['deny3', '危及'],
  ['deny4', '第三方合法'],
  ['deny5', '三类内部'],
  ['deny5', '内部事务'],
  ['deny6', '四类过程'],
  ['deny6', '过程性信息'],
  ['deny7', '执法案卷'],
  ['deny8', '行政查询'],
  ['unable1', '不掌握相关'],
  ['unable2', '另行制作'],
  ['noproc3', '公开出版物'],
  ['noproc4', '大量反复'],
  ['noproc5', '确认或重新'],
  ['noproc5', '重新出具'],
  ['other1', '无正当理由逾期'],
  ['other1', '逾期不补正'],
  ['other2', '未按收费通知'],
  ['other2', '收费通知'],
])

/** Reads table 3 between two places of the dense text. Null when there is no figure in it. */
export function readRequests(page: Page, from: number, to: number, vintage: WithTables): TableReading | null {
  const anchors = merged(withThirdOther(page, anchorsOf(page.dense, from, to, requestWords), from, to))
  const [start, end] = [page.at[from] as number, page.at[to] as number]
  const separation = separationOf(page, start, end, 12)
  dealOut(page, anchors, cellsBetween(page, start, end, separation))
  giveBack(anchors)

  const places = new Map<string, Place>()
  const found = new Map<string, Anchor>()
  for (const anchor of anchors) {
    if (!places.has(anchor.row) || (figuresIn(anchor.cells) > 0 && !found.has(anchor.row)))
      places.set(anchor.row, anchor)
    if (figuresIn(anchor.cells) > 0 && !found.has(anchor.row)) found.set(anchor.row, anchor)
  }
  if (found.size === 0) return null

  const damages: Damage[] = []
  const ids = rowIds(vintage, found, places, damages)
  const rows = ids.map((row) => readRow(row, labelOf(vintage, row), found, separation, damages))
  settle(rows, damages)
  const cells: Record<string, number | null> = {}
  for (const { row, options, partly } of rows) {
    const values = partly ?? (options.length === 1 ? options[0] : agreed(options, width))
    for (const [place, cell] of rowCells(row).entries()) cells[cell] = values?.[place] ?? null
  }
  return { vintage, cells, damages, places }
}

/** Two parts of one label are one label. */
function merged(anchors: readonly Anchor[]): Anchor[] {
  return anchors.filter((anchor, place) => anchors[place - 1]?.row !== anchor.row || anchor.row === '(stop)')
}

/**
 * The third row is called 其他 only, as are many things: it is where it has its number, else the last 其他 between the
 * second row and the total.
 */
function withThirdOther({ dense }: Page, anchors: readonly Anchor[], from: number, to: number): Anchor[] {
  const thirds: Anchor[] = []
  for (let at = dense.indexOf('3', from); at >= 0 && at < to; at = dense.indexOf('3', at + 1)) {
    if (/^3[.、]其[他它]/.test(dense.slice(at, at + 4)))
      thirds.push({ row: 'other3', from: at + 2, to: at + 4, cells: [] })
  }
  const second = anchors.findLast(({ row }) => row === 'other2')
  const next = second && anchors.find((one) => one.from > second.from)
  if (thirds.length === 0 && second && next) {
    const at = dense.lastIndexOf('其他', next.from)
    if (at >= second.to) thirds.push({ row: 'other3', from: at, to: at + 2, cells: [] })
  }
  return [...anchors, ...thirds].sort((a, b) => a.from - b.from)
}

/** A heading over several rows may stand between a row and its figures, where it was set in the middle of its rows. */
function giveBack(anchors: readonly Anchor[]): void {
  for (const [place, anchor] of anchors.entries()) {
    const before = anchors[place - 1]
    if (!anchor.row.startsWith('(') || anchor.cells.length === 0 || !before || before.row.startsWith('(')) continue
    if (figuresIn(before.cells) === 0) {
      before.cells.push(...anchor.cells)
      anchor.cells = []
    }
  }
}

function rowIds(
  vintage: WithTables,
  found: ReadonlyMap<string, Anchor>,
  places: ReadonlyMap<string, Place>,
  damages: Damage[],
): string[] {
  const ids = formats[vintage].requests.rows.map(({ id }) => id as string)
  const single = found.get('other')
  if (vintage === '2019' || !single || found.has('other1') || found.has('other2')) return ids
  damages.push({ kind: 'single-other-row', place: places.get('other') ?? single })
  const at = ids.indexOf('other1')
  ids.splice(at, 3, 'other')
  return ids
}

function labelOf(vintage: WithTables, row: string): string {
  const { rows } = formats[vintage].requests
  return (
    (rows.find(({ id }) => id === row) ?? formats['2019'].requests.rows.find(({ id }) => id === row))?.path.at(-1) ??
    row
  )
}

interface Row {
  row: string
  /** the readings that are still possible; none when the row was not read */
  options: (readonly number[])[]
  /** cells of a row with empty ones */
  partly?: (number | null)[]
  glued?: Damage & { kind: 'glued' }
}

const width = 7
const addsUp = (numbers: readonly number[]) =>
  numbers.length < width || sumOf(numbers, 0, width - 1) === numbers[width - 1]

const groups: Record<string, string> = { deny1: '(deny)', unable1: '(unable)', noproc1: '(noproc)', other1: 'other' }

function readRow(
  row: string,
  label: string,
  found: ReadonlyMap<string, Anchor>,
  separation: Separation,
  damages: Damage[],
): Row {
  let anchor = found.get(row)
  let lost = false
  if (!anchor && groups[row]) {
    // The label of the first row under a heading is gone: its figures follow the heading itself.
    anchor = found.get(groups[row])
    lost = anchor !== undefined
  }
  if (!anchor) {
    damages.push({ kind: 'row-missing', row, label })
    return { row, options: [] }
  }
  const cells = trimmed(anchor.cells, width)
  const values = cells.map(figureIn)
  if (lost) {
    damages.push({ kind: 'label-lost', row, label, surplus: Math.max(0, cells.length - width), place: anchor })
    if (cells.length <= width || values.includes(null))
      return { row, options: values.length === width ? [values as number[]] : [] }
    const windows = values.slice(0, cells.length - width + 1).map((_, at) => values.slice(at, at + width) as number[])
    const fitting = windows.filter(addsUp)
    return { row, options: fitting.length > 0 ? fitting : windows }
  }
  if (values.length === width) {
    return values.includes(null) ? { row, options: [], partly: values } : { row, options: [values as number[]] }
  }
  const numbers = { row, label, found: cells.length, expected: width, place: anchor }
  if (separation === 'marked' || cells.length > width || values.includes(null)) {
    damages.push({ kind: cells.length > width ? 'cells-surplus' : 'cells-missing', ...numbers })
    return { row, options: [] }
  }
  const runs = cells.map((cell) => cell.digits)
  const fitting = readingsWithTotal(runs, width)
  // Without the sum only as many digits as cells leave no choice.
  const options = fitting?.length === 0 && digitsIn(runs) <= width ? readings(runs, width) : fitting
  if (options?.length === 0) damages.push({ kind: 'cells-missing', ...numbers })
  if (options && options.length <= 1) return { row, options }
  const glued = { kind: 'glued', row, label, digits: runs.join(' '), readings: options ?? [], place: anchor } as const
  return { row, options: options ?? [], glued }
}

const mostCombinations = 4000

/** Rows with several readings are settled by the sums of the columns, if only one combination fits them all. */
function settle(rows: readonly Row[], damages: Damage[]): void {
  const open = rows.filter(({ options }) => options.length > 1)
  const product = open.reduce((all, { options }) => all * options.length, 1)
  const readable = rows.every(({ options }) => options.length > 0)
  if (open.length > 0 && readable && product <= mostCombinations) {
    const fitting = combinationsThatFit(rows, open)
    if (fitting.length > 0) {
      for (const [place, row] of open.entries()) {
        row.options = distinct(fitting.map((combination) => combination[place] as readonly number[]))
      }
    }
  }
  for (const { options, glued } of rows) {
    if (glued && options.length !== 1) damages.push({ ...glued, readings: options })
  }
}

function distinct(options: readonly (readonly number[])[]): (readonly number[])[] {
  return [...new Map(options.map((one) => [one.join(), one])).values()]
}

function combinationsThatFit(rows: readonly Row[], open: readonly Row[]): (readonly number[])[][] {
  // What each row adds to the two sums of a column: nothing may be left over in either.
  const weights = (row: string): [received: number, results: number] => {
    if (row === 'new' || row === 'carriedIn') return [1, 0]
    if (row === 'carriedOut') return [-1, 0]
    return row === 'total' ? [-1, -1] : [0, 1]
  }
  const left = new Float64Array(width * 2)
  const add = (row: string, values: readonly number[], times: 1 | -1) => {
    const [received, results] = weights(row)
    for (let column = 0; column < width; column += 1) {
      const value = (values[column] ?? 0) * times
      left[column] = (left[column] ?? 0) + value * received
      left[width + column] = (left[width + column] ?? 0) + value * results
    }
  }
  for (const { row, options } of rows) if (options.length === 1) add(row, options[0] ?? [], 1)
  const fitting: (readonly number[])[][] = []
  const chosen: (readonly number[])[] = []
  const choose = (place: number): void => {
    const row = open[place]
    if (!row) {
      if (left.every((value) => value === 0)) fitting.push([...chosen])
      return
    }
    for (const option of row.options) {
      chosen.push(option)
      add(row.row, option, 1)
      choose(place + 1)
      add(row.row, option, -1)
      chosen.pop()
    }
  }
  choose(0)
  return fitting
}

// ── Table 4 ──

const remedyWidth = 15
const groupWidth = 5

/** Reads table 4 between two places of the dense text. Null when there is no figure in it. */
export function readRemedies(page: Page, from: number, to: number, vintage: WithTables): TableReading | null {
  const [start, end] = [page.at[from] as number, page.at[to] as number]
  const separation = separationOf(page, start, end, 10)
  const all = cellsBetween(page, start, end, separation)
  const first = all.findIndex((cell) => cell.digits !== '')
  if (first < 0) return null
  const place = { from, to: Math.min(to, from + 40) }
  const damages: Damage[] = []
  const head = page.dense.slice(from, to)
  if (['维持', '纠正', '审结'].some((word) => head.split(word).length - 1 < 3))
    damages.push({ kind: 'header-cut', place })

  const ids = allCells(vintage).remedies
  const cells: Record<string, number | null> = {}
  const take = (values: readonly (number | null)[]) => {
    for (const [at, id] of ids.entries()) cells[id] = values[at] ?? null
  }
  const figures = trimmed(all.slice(separation === 'marked' ? 0 : first), remedyWidth)
  const values = figures.map(figureIn)
  const label = '行政复议、行政诉讼'
  const numbers = { row: 'remedies', label, found: figures.length, expected: remedyWidth, place }
  if (values.length === remedyWidth) take(values)
  else if (separation === 'marked' || values.length > remedyWidth || values.includes(null)) {
    damages.push({ kind: values.length > remedyWidth ? 'cells-surplus' : 'cells-missing', ...numbers })
    take([])
  } else {
    const runs = figures.map((cell) => cell.digits)
    const fitting = readings(runs, remedyWidth, groupsAddUp)
    const options = fitting?.length === 0 && digitsIn(runs) <= remedyWidth ? readings(runs, remedyWidth) : fitting
    take(agreed(options ?? [], remedyWidth))
    if (options?.length === 0) damages.push({ kind: 'cells-missing', ...numbers })
    else if (options?.length !== 1) {
      damages.push({ kind: 'glued', row: 'remedies', label, digits: runs.join(' '), readings: options ?? [], place })
    }
  }
  return { vintage, cells, damages, places: new Map([['remedies', place]]) }
}

function groupsAddUp(numbers: readonly number[]): boolean {
  const read = numbers.length
  return read % groupWidth !== 0 || sumOf(numbers, read - groupWidth, read - 1) === numbers[read - 1]
}

// ── Table 2 ──

const disclosureWords = vocabularyOf([
  ['(stop)', '第二十条'],
  ['(stop)', '信息内容'],
  ['(stop)', '本年'],
  ['(stop)', '上一年'],
  ['(stop)', '采购项目'],
  ['(stop)', '采购总金额'],
  ['rules', '规章'],
  ['normative', '行政规范性文件'],
  ['normative', '规范性文件'],
  ['licences', '行政许可'],
  ['services', '其他对外管理'],
  ['services', '对外管理服务'],
  ['penalties', '行政处罚'],
  ['compulsion', '行政强制'],
  ['fees', '行政事业性收费'],
  ['procurement', '政府集中采购'],
])

/** Reads table 2 between two places of the dense text. Null when there is no figure in it. */
export function readDisclosure(page: Page, from: number, to: number, fallback: WithTables): TableReading | null {
  const text = page.dense.slice(from, to)
  const vintage = disclosureVintage(text) ?? fallback
  const anchors = merged(anchorsOf(page.dense, from, to, disclosureWords))
  const [start, end] = [page.at[from] as number, page.at[to] as number]
  const separation = separationOf(page, start, end, 6)
  dealOut(page, anchors, cellsBetween(page, start, end, separation))
  const found = new Map<string, Anchor>()
  const places = new Map<string, Place>()
  for (const anchor of anchors) {
    if (!places.has(anchor.row)) places.set(anchor.row, anchor)
    if (figuresIn(anchor.cells) > 0 && !found.has(anchor.row)) found.set(anchor.row, anchor)
  }
  found.delete('(stop)')
  if (found.size === 0) return null

  const reading: TableReading = { vintage, cells: {}, damages: [], places }
  for (const { rows, columns } of formats[vintage].disclosure) {
    for (const { id: row, path } of rows) {
      const anchor = found.get(row)
      const label = path.join('')
      const ids = columns.map((column) => `${row}.${column.id}`)
      for (const id of ids) reading.cells[id] = null
      if (!anchor) {
        reading.damages.push({ kind: 'row-missing', row, label })
        continue
      }
      readDisclosureRow(reading, row, label, ids, anchor, separation)
    }
  }
  return reading
}

/** The form by its columns; null when they are not told apart by what is left of them. */
export function disclosureVintage(text: string): WithTables | null {
  if (text.includes('制发件数') || text.includes('废止件数')) return '2021'
  return text.includes('新制作') || text.includes('上一年项目') || text.includes('处理决定数量') ? '2019' : null
}

function readDisclosureRow(
  reading: TableReading,
  row: string,
  label: string,
  ids: readonly string[],
  anchor: Anchor,
  separation: Separation,
): void {
  const cells = trimmed(anchor.cells, ids.length)
  const last = cells.at(-1)
  if (row === 'procurement' && last && last.digits !== '') reading.procurementUnitStated = last.unit !== null
  if (row === 'fees' && last?.unit) reading.feesUnit = last.unit
  const take = (values: readonly (number | null)[]) => {
    for (const [place, id] of ids.entries()) {
      const value = values[place]
      if (value !== null && value !== undefined) reading.cells[id] = inUnitOfTheForm(id, value, last?.unit ?? null)
    }
  }
  const numbers = { row, label, found: cells.length, expected: ids.length, place: anchor }
  if (cells.length === ids.length) take(cells.map(figureIn))
  else if (separation === 'marked' || cells.length > ids.length || cells.some((cell) => cell.digits === '')) {
    reading.damages.push({ kind: cells.length > ids.length ? 'cells-surplus' : 'cells-missing', ...numbers })
  } else {
    const runs = cells.map((cell) => cell.digits)
    // A sign or a decimal point inside the row fixes a cell the runs alone would not; it is left unread rather than guessed.
    const plain = cells.every((cell) => cell.sign === 0) && cells.slice(0, -1).every((cell) => cell.fraction === '')
    const fraction = last?.fraction ?? ''
    const whole = plain ? readings(runs, ids.length) : []
    const options = (whole ?? []).map((one) => [...one.slice(0, -1), Number(`${one.at(-1)}${fraction}`)])
    if (options.length === 0) {
      reading.damages.push({ kind: 'cells-missing', ...numbers })
      return
    }
    take(agreed(options, ids.length))
    if (options.length > 1) {
      const digits = runs.join(' ') + fraction
      reading.damages.push({ kind: 'glued', row, label, digits, readings: options, place: anchor })
    }
  }
}

/** Procurement is kept in yuan; a table that says 万元 is taken at its word. */
function inUnitOfTheForm(cell: string, value: number, unit: Cell['unit']): number {
  return cell === 'procurement.amount' && unit === '万元' ? Math.round(value * 1_000_000) / 100 : value
}
