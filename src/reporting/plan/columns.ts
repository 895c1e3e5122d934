import type { Page } from '../read/page.ts'
import type { Owners } from './owners.ts'
import { beginsLine, gapBefore, placeAt, published, tidy } from './words.ts'

// Plans as a table of tasks (任务分解表). On a saved page the cells may have run together: then the columns are known from the
// head, and the owners from the way such bodies are called.

export type Column = 'no' | 'task' | 'demand' | 'lead' | 'support' | 'answers' | 'due' | 'other'

const bodies = ['单位', '部门', '处室', '科室', '股室', '机构', '']
const each = (column: Column, names: readonly string[], ends: readonly string[] = ['']): [string, Column][] =>
  ends.flatMap((end) => names.map((name): [string, Column] => [name + end, column]))

/** What the columns are called; the longer name first where one begins with the other. */
const names: readonly [string, Column][] = [
  ...each('no', ['序号', '编号']),
  ...each('task', ['工作任务', '重点任务', '主要任务', '任务名称', '任务分类', '工作项目', '类别', '项目']),
  ...each('demand', ['工作要求', '具体要求', '任务要求', '工作内容', '主要内容', '具体内容', '任务内容', '具体任务']),
  ...each('demand', ['具体措施', '工作措施', '工作举措', '工作目标']),
  ...each('task', ['任务']),
  ...each('demand', ['内容', '措施', '要求']),
  ...each('support', ['配合/责任', '配合责任', '配合', '协办', '协同', '参与', '参加'], bodies),
  ...each('lead', ['牵头', '主办'], bodies),
  ...each('other', ['责任领导', '分管领导', '牵头领导', '责任人员', '责任人', '备注', '说明']),
  ...each('answers', ['责任', '承办', '落实', '实施'], bodies.slice(0, -1)),
  ...each('due', ['完成时限', '完成时间', '时限要求', '时间要求', '时间安排', '办理时限', '时间节点', '时限', '期限']),
]
const aName = names.map(([name]) => name.replace('/', '\\/')).join('|')
const gluedHead = new RegExp(`(?:${aName}){3,}`, 'g')

function columnOf(cell: string): Column | null {
  const words = cell.normalize('NFKC').replace(/\s|\([^)]*\)/g, '')
  return names.find(([name]) => name === words)?.[1] ?? null
}

export interface Head {
  columns: Column[]
  /** places in the dense text */
  from: number
  to: number
}

/** The head of a table whose cells ran together, with a column for tasks and one for those who do them. */
export function gluedHeadIn({ dense }: Page): Head | null {
  for (const found of dense.matchAll(gluedHead)) {
    const columns: Column[] = []
    for (const [name] of found[0].matchAll(new RegExp(aName, 'g'))) columns.push(columnOf(name) ?? 'other')
    const owners = columns.some((one) => one === 'lead' || one === 'answers' || one === 'support')
    if (owners && columns.some((one) => one === 'task' || one === 'demand')) {
      return { columns, from: found.index, to: found.index + found[0].length }
    }
  }
  return null
}

// ── Cells that ran together ──

const collective =
  '(?:省|市|区|县|州|局)?(?:政府|直|属)?各(?:有关|相关|直属|区属|市属|县属|片区|设区的?市|乡镇?|镇|街道|县区|市区|县|市|区|级)*(?:(?:人民)?政府|管理局|管委会|有关部门|部门|单位|机构|事业单位|国有企业|国企|处室|科室|股室)?(?:应急(?:管理)?局)?'
const usual = `(?:${collective}|(?:省|市|区|县|州|局)直(?:各?有关|各?相关)?(?:各)?(?:部门|单位))(?:\\([^()]{2,10}\\))?`
const body =
  '[\\u4e00-\\u9fff]{1,14}?(?:管委会|委员会|人民政府|政府|中心|机构|部门|单位|办事处|厅|局|办|委|处|科)(?:\\([^()]{2,10}\\))?'
const ofALevel = '(?:[省市区县州](?:"[^"]*")?[^省市区县州,。、;:"()]{1,12}?(?:委员会|中心|厅|局|办|委))'
const startOfList = new RegExp(usual, 'g')
const listGoesOn = new RegExp(`^[、,](?:${usual}|${body}(?![\\u4e00-\\u9fff]{0,2}(?:和|、)[\\u4e00-\\u9fff]{1,2}级))`)
const leadsAtEnd = new RegExp(`${ofALevel}+$`)
const oneOfALevel = new RegExp(ofALevel, 'g')

export interface GluedRow extends Owners {
  /** empty where the words of the task are a sentence of their own */
  title: string
  /** the cells of those who lead and those who help could not be told apart */
  undecided: boolean
}

/** The cells of a row that ran together; the order is that of the head. Null where no owner can be told from the text. */
export function gluedRow(page: Page, columns: readonly Column[], from: number, to: number): GluedRow | null {
  const { dense } = page
  const owner = (one: Column) => one === 'lead' || one === 'support' || one === 'answers'
  const first = columns.findIndex(owner)
  const textAfter = columns.slice(first).some((one) => one === 'demand' || one === 'task')
  const words = dense.slice(from, to)
  const cellsFrom = textAfter ? 0 : lastSentenceEnd(words)
  startOfList.lastIndex = cellsFrom
  const list = startOfList.exec(words)
  if (!list) return textAfter ? null : onlyAfterText(page, from, to, cellsFrom)
  const start = list.index
  let end = textAfter ? start + list[0].length : words.length
  if (textAfter) {
    for (let more = listGoesOn.exec(words.slice(end)); more; more = listGoesOn.exec(words.slice(end)))
      end += more[0].length
  }
  const leadCell = isBlank(page, from + start) ? null : leadsAtEnd.exec(words.slice(cellsFrom, start))
  const leadFrom = leadCell ? cellsFrom + leadCell.index : start
  const leads = leadCell
    ? [...leadCell[0].matchAll(oneOfALevel)].map((one) =>
        published(page, from + leadFrom + one.index, from + leadFrom + one.index + one[0].length),
      )
    : []
  const support = split(page, from + start, from + end)
  const title = textAfter ? published(page, from, from + leadFrom) : ''
  const lead = leads[0] ?? null
  const unclear = !textAfter && !leadCell && start > cellsFrom && !isBlank(page, from + start)
  return { title, lead, alsoLead: leads.slice(1), support: [...leads.slice(1), ...support], undecided: unclear }
}

/** Where the owners stand last and are single bodies, a blank cell cannot be told from none. */
function onlyAfterText(page: Page, from: number, to: number, cellsFrom: number): GluedRow | null {
  if (cellsFrom === 0 || from + cellsFrom >= to) return null
  const support = split(page, from + cellsFrom, to)
  const undecided = !isBlank(page, from + cellsFrom)
  return { title: '', lead: null, alsoLead: [], support, undecided }
}

/** Whether an empty cell stands before a place; the end of a line alone is none. */
function isBlank(page: Page, place: number): boolean {
  return gapBefore(page, place).replace(/\r?\n/g, '') !== ''
}

function lastSentenceEnd(words: string): number {
  return words.lastIndexOf('。') + 1
}

function split(page: Page, from: number, to: number): string[] {
  const list: string[] = []
  let start = from
  let depth = 0
  for (let at = from; at <= to; at += 1) {
    const one = page.dense[at]
    if (one === '(') depth += 1
    if (one === ')') depth -= 1
    if (at < to && (depth > 0 || !'、,; '.includes(one as string))) continue
    const name = published(page, start, at)
    if (name !== '') list.push(name)
    start = at + 1
  }
  return list
}

// ── Cells kept apart ──

export interface Row {
  /** a heading that stands over the rows, or a cell that spans several */
  group: string | null
  cells: Partial<Record<Column, string>>
  /** places in the dense text */
  from: number
  to: number
}

/** The rows of the table of tasks where the cells are apart, by tabs (markup) or strokes; empty where there is none. */
export function rowsIn(page: Page): Row[] {
  const rows: Row[] = []
  let columns: Column[] | null = null
  let group: string | null = null
  for (const [place, offset] of page.lines.entries()) {
    const line = page.raw.slice(offset, page.lines[place + 1] ?? page.raw.length)
    const cells = cellsOf(line)
    if (cells.length < 2) {
      if (columns && cells[0] && !beginsLine(page, placeAt(page, offset))) group = cells[0]
      continue
    }
    const found = cells.map(columnOf)
    if (
      found.filter((one) => one !== null).length >= 2 &&
      found.some((one) => one === 'lead' || one === 'answers' || one === 'support')
    ) {
      columns = found.map((one) => one ?? 'other')
      continue
    }
    if (!columns || /^[-:\s|]+$/.test(line)) continue
    const filled = cells.filter((cell) => cell !== '')
    if (filled.length === 1 && filled[0]) {
      group = filled[0]
      continue
    }
    if (cells.length > columns.length) continue
    // Cells that span rows stand in the first row only, and are those on the left.
    const numbered = columns[0] === 'no' && /^\d+$/.test(cells[0] ?? '')
    const given = numbered
      ? (['no', ...columns.slice(columns.length - cells.length + 1)] satisfies Column[])
      : columns.slice(columns.length - cells.length)
    const row: Row = { group: null, cells: {}, from: placeAt(page, offset), to: placeAt(page, offset + line.length) }
    for (const [at, column] of given.entries()) {
      const known = row.cells[column]
      row.cells[column] = known ? `${known} ${cells[at]}` : (cells[at] ?? '')
    }
    if (row.cells.demand && row.cells.task) group = row.cells.task
    row.group = group
    rows.push(row)
  }
  return rows
}

function cellsOf(line: string): string[] {
  const cells = line.includes('\t')
    ? line.replace(/^\s*\t/, '').split('\t')
    : line.includes('|')
      ? line.replace(/^\s*\||\|\s*$/g, '').split('|')
      : [line]
  return cells.map(tidy)
}
