import { allCells } from '../../law/reports/tables.ts'
import type { LineStart } from './page.ts'
import type { TableName } from './tables.ts'

// A report that somebody else's program already took apart: the sections as text, the tables as nested objects. The names
// of its properties are read by what they mean; damage to the file (a lost quotation mark) loses one value, not the rest.

export interface JsonText {
  raw: string
  starts: LineStart[]
  tables: Record<TableName, Record<string, number | null> | null>
}

const property = /"([A-Za-z_][A-Za-z0-9_]*)"\s*:\s*(?:(-?\d+(?:\.\d+)?)(?=\s*[,}\]])|(null)|([{[])|")|([}\]])/g

/** Whether text is JSON, after comment lines at most. */
export function looksLikeJson(text: string): boolean {
  const start = text.search(/^[ \t]*[^#\s]/m)
  if (start < 0) return false
  const first = text.slice(start, start + 400).trimStart()
  return first.startsWith('{"') || first.startsWith('[{') || /^[{[]\s*\n?\s*[{"]/.test(first)
}

export function textOfJson(text: string): JsonText {
  const begin = text.search(/^[ \t]*[{[]/m)
  const pieces: string[] = []
  const starts: LineStart[] = [{ at: 0, line: 1 }]
  const tables: JsonText['tables'] = { disclosure: null, requests: null, remedies: null }
  const path: string[] = []
  let length = 0
  property.lastIndex = begin
  for (let found = property.exec(text); found; found = property.exec(text)) {
    const [, name, number, none, opening, closing] = found
    if (closing) path.pop()
    else if (opening) path.push(name ?? '')
    else if (number !== undefined || none !== undefined) {
      const cell = cellOf([...path, name ?? ''])
      if (cell) {
        tables[cell.table] ??= {}
        ;(tables[cell.table] as Record<string, number | null>)[cell.id] = number === undefined ? null : Number(number)
      }
    } else {
      const end = endOfWords(text, property.lastIndex)
      const words = unescaped(text.slice(property.lastIndex, end))
      property.lastIndex = end + 1
      if (!/[\u4e00-\u9fff]/.test(words)) continue
      starts.push({ at: length, line: lineAt(text, found.index) })
      pieces.push(words, '\n')
      length += words.length + 1
    }
  }
  return { raw: pieces.join(''), starts, tables }
}

/** The closing quotation mark: one that is followed by what may follow a value, or the next property where it was lost. */
function endOfWords(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"' && /^\s*[,}\]]/.test(text.slice(at + 1, at + 20))) return at
    else if (text[at] === ',' && /^"[A-Za-z_]\w*"\s*:/.test(text.slice(at + 1, at + 60))) return at
  }
  return text.length
}

function unescaped(words: string): string {
  return words.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, hex: string | undefined, one: string | undefined) => {
    if (hex) return String.fromCharCode(Number.parseInt(hex, 16))
    return one === 'n' ? '\n' : one === 't' ? '\t' : one === 'r' ? '\r' : (one ?? '')
  })
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

// Words in the names of properties, most telling first.
const rowNames: readonly [RegExp, string][] = [
  [/newreceived|^received$|^new$/i, 'new'],
  [/carriedover|carriedin|carryover|carryin/i, 'carriedIn'],
  [/carriedforward|carriedout|carryforward|carryout/i, 'carriedOut'],
  [/^partial/i, 'partial'],
  [/^granted?$|^disclosed$/i, 'granted'],
  [/statesecret/i, 'deny1'],
  [/lawforbid|lawprohibit/i, 'deny2'],
  [/safety|stability/i, 'deny3'],
  [/thirdparty/i, 'deny4'],
  [/internalaffair/i, 'deny5'],
  [/processinfo|processual/i, 'deny6'],
  [/enforcement(?:case|file)/i, 'deny7'],
  [/adminquery|administrativequery/i, 'deny8'],
  [/^noinfo|nothold|notheld/i, 'unable1'],
  [/needcreation|needcreate/i, 'unable2'],
  [/^unclear/i, 'unable3'],
  [/^complaint|petition/i, 'noproc1'],
  [/^repeat|^duplicate/i, 'noproc2'],
  [/^publication/i, 'noproc3'],
  [/massive|excessive/i, 'noproc4'],
  [/confirminfo|reissue/i, 'noproc5'],
  [/overduecorrection/i, 'other1'],
  [/overduefee/i, 'other2'],
  [/otherreason|^others?$/i, 'other3'],
  [/totalprocessed|^total$/i, 'total'],
]
const columnNames: readonly [RegExp, string][] = [
  [/naturalperson|^natural$/i, 'natural'],
  [/commercial|business|enterprise/i, 'business'],
  [/research/i, 'research'],
  [/^social|welfare/i, 'welfare'],
  [/^legal$|legalservice/i, 'legal'],
  [/^others?$/i, 'other'],
  [/^total$/i, 'total'],
]
const blockNames: readonly [RegExp, string][] = [
  [/direct/i, 'direct'],
  [/post|after/i, 'after'],
  [/^review$|reconsideration/i, 'reconsideration'],
]
const resultNames: readonly [RegExp, string][] = [
  [/maintain|uph[eo]ld/i, 'upheld'],
  [/^correct/i, 'corrected'],
  [/unfinished|pending/i, 'pending'],
  [/^other/i, 'other'],
  [/^total/i, 'total'],
]
const subjectNames: readonly [RegExp, string][] = [
  [/regulations?$|^rules?$/i, 'rules'],
  [/normative/i, 'normative'],
  [/licen[cs]/i, 'licences'],
  [/punish|penalt/i, 'penalties'],
  [/coerci|compuls/i, 'compulsion'],
  [/^fees?$|charges?$/i, 'fees'],
]
const measureNames: readonly [RegExp, string][] = [
  [/^made$|issued/i, 'issued'],
  [/repeal|abolish/i, 'repealed'],
  [/^valid$|inforce|effective/i, 'inForce'],
  [/processed|decisions?/i, 'decisions'],
  [/amount/i, 'amount'],
]

function meaning(names: readonly [RegExp, string][], name: string): string | null {
  return names.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

const ids = allCells('2021')
const known: Record<TableName, ReadonlySet<string>> = {
  disclosure: new Set(ids.disclosure),
  requests: new Set(ids.requests),
  remedies: new Set(ids.remedies),
}

/** The cell a figure belongs to by the names on the way to it; null for a figure of something else. */
function cellOf(path: readonly string[]): { table: TableName; id: string } | null {
  const last = path.at(-1) ?? ''
  const above = path.at(-2) ?? ''
  const inTable = (table: TableName, id: string) => (known[table].has(id) ? { table, id } : null)
  const block = meaning(blockNames, above)
  const result = meaning(resultNames, last)
  if (block && result) return inTable('remedies', `${block}.${result}`)
  const subject = meaning(subjectNames, above)
  const measure = meaning(measureNames, last)
  if (subject && measure) return inTable('disclosure', `${subject}.${measure}`)
  const row = meaning(rowNames, last)
  const column = path
    .slice(0, -1)
    // `results.other` is a heading over rows, not the column of other organisations.
    .filter((_, place) => path[place - 1] !== 'results')
    .map((name) => meaning(columnNames, name))
    .findLast((one) => one !== null)
  return row && column ? inTable('requests', `${row}.${column}`) : null
}
