import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Passed } from '../../law/finding.ts'
import { type AuditFinding, Notes } from '../audit/result.ts'
import { checkHeadings } from '../audit/wording.ts'
import { checked, decode, type Unreadable } from '../read/decode.ts'
import type { Outline } from '../read/outline.ts'
import { lineOf, type Page, quoted, quotedAround } from '../read/page.ts'
import { readReport } from '../read/read-report.ts'
import { gluedHeadIn, gluedRow, type Row, rowsIn } from './columns.ts'
import {
  type Deadline,
  deadlinesIn,
  type FoundDeadline,
  firstOf,
  isBeforeYear,
  type Recurrence,
  recurrenceIn,
} from './deadlines.ts'
import { type Evidence, evidenceIn } from './evidence.ts'
import { type Mark, marksOf } from './marks.ts'
import { checkColumn, checkNumbers } from './numbers.ts'
import { type FoundOwners, type Owners, ownersIn } from './owners.ts'
import { above, type Item, leavesOf, treeOf } from './tree.ts'
import { beginsLine, gapBefore, published, publishedLines, tidy, wraps } from './words.ts'

export interface PlanTask extends Owners {
  /** its place in the plan, from 1 */
  no: number
  /** the number it has in the plan, as published: （十） */
  marked: string | null
  /** the headings it stands under, the chapter first */
  under: string[]
  title: string
  /** the first day by which something of it is due; null where the plan gives none, or gives one that cannot be told */
  due: CalendarDate | null
  dueText: string | null
  deadlines: Deadline[]
  recurs: Recurrence | null
  evidence: Evidence[]
  /** the whole paragraph as published */
  text: string
  line: number
}

/** Parts that say why and how, and give nobody a task: 指导思想, 组织保障. */
export interface LeftOut {
  heading: string
  items: number
  line: number
}

export interface PlanResult {
  file: string
  bureau: string | null
  year: number | null
  publishedOn: CalendarDate | null
  tasks: PlanTask[]
  /** deadlines outside the tasks: when the plan itself is to be reported on */
  deadlines: (Deadline & { line: number })[]
  leftOut: LeftOut[]
  findings: AuditFinding[]
  passed: Passed[]
}

/**
 * Reads a work plan (工作要点, 方案, 任务分解表) into its tasks. The same text gives the same result. What the text leaves open is
 * null, and a finding says so.
 */
export function planOf(given: { file: string } & ({ text: string } | { bytes: Uint8Array })): PlanResult {
  const decoded = 'bytes' in given ? decode(given.bytes) : checked(given.text)
  const result: PlanResult = {
    file: given.file,
    bureau: null,
    year: null,
    publishedOn: null,
    tasks: [],
    deadlines: [],
    leftOut: [],
    findings: [],
    passed: [],
  }
  if ('unreadable' in decoded) {
    const reason = decoded.unreadable
    result.findings.push({
      rule: 'F-01',
      verdict: 'unknown',
      message: unreadableText[reason],
      values: { reason },
      quotes: [],
    })
    return result
  }
  const { page, outline } = readReport(decoded.text)
  if (outline.kind === 'annual-report') {
    result.findings.push({
      rule: 'W-01',
      verdict: 'unknown',
      message: '这是政府信息公开工作年度报告，不是工作要点或方案；请用 ./zhaoming audit 核对',
      values: { kind: outline.kind },
      quotes: [],
    })
    return result
  }
  return { ...result, ...read(page, outline) }
}

const unreadableText: Record<Unreadable, string> = {
  empty: '文件是空的，请换一个文件',
  'too-large': '文件超过 32 MB，请只提供方案正文',
  pdf: '这是 PDF 文件，请另存为文本或网页后再读取',
  word: '这是 Word 或其他 Office 文件，请另存为文本或网页后再读取',
  archive: '这是压缩文件或 Office 文件，请另存为文本或网页后再读取',
  picture: '这是图片，请先识别为文本再读取',
  binary: '文件内容不是文本，无法读取；请另存为文本或网页后再读取',
}

/** A task with the places it was read from. */
interface Found {
  task: PlanTask
  from: number
  to: number
  deadlines: readonly FoundDeadline[]
  named: boolean
  undecided: boolean
}

type Reading = Omit<PlanResult, 'file'>

function read(page: Page, outline: Outline): Reading {
  const year = outline.year ?? yearIn(page)
  const { marks: all, inLines } = marksOf(page)
  const marks = inThePlan(all)
  const fromText = tasksInText(page, marks, inLines, year)
  const fromCells = tasksInCells(page, year)
  const owned = (found: readonly Found[]) => found.filter(({ named }) => named).length
  const inCells = fromCells.length > 0 && owned(fromCells) >= owned(fromText.found)
  const found = inCells ? fromCells : fromText.found
  for (const [place, { task }] of found.entries()) task.no = place + 1
  const notes = new Notes()
  const byHeading = inLines && !inCells
  if (byHeading) checkHeadings(page, outline, notes)
  const numbers = checkNumbers(page, marks, byHeading)
  const ofNumbers = [...notes.findings, ...numbers.findings, ...(inCells ? checkColumn(page, numbered(found)) : [])]
  const passed = ofNumbers.length > 0 ? [] : [...notes.passed, ...numbers.passed]
  const findings = [...ofNumbers, ...findingsOn(page, found, year, outline.publishedOn)]
  return {
    bureau: outline.bureau,
    year,
    publishedOn: outline.publishedOn,
    tasks: found.map(({ task }) => task),
    deadlines: outside(page, found, year),
    leftOut: inCells ? [] : fromText.leftOut,
    findings,
    passed,
  }
}

function numbered(found: readonly Found[]): { number: number; from: number }[] {
  return found.flatMap(({ task, from }) =>
    /^\d+$/.test(task.marked ?? '') ? [{ number: Number(task.marked), from }] : [],
  )
}

/** 2022年……工作要点 in the first words of a text that names no disclosure. */
function yearIn({ dense }: Page): number | null {
  const found = /(20\d\d)年(?:度)?[^。]{0,24}?(?:要点|方案|任务|安排|计划)/.exec(dense.slice(0, 1500))
  return found ? Number(found[1]) : null
}

// ── Numbered text ──

const explains =
  /^(?:指导思想|总体(?:要求|思路|目标|部署)|工作(?:目标|思路|原则)|目标(?:要求|任务)?$|基本原则|基本思路|主要目标|重要意义)/
const secures =
  /^(?:工作|组织|落实|实施)?(?:保障(?:措施|机制)?|要求)|^(?:有关|相关|几点|具体)要求|^(?:加强|强化)?组织(?:领导|实施|保障)|^(?:加强|强化)(?:组织|工作)?保障|^(?:工作|实施)步骤|^附则/

function tasksInText(
  page: Page,
  marks: readonly Mark[],
  inLines: boolean,
  year: number | null,
): { found: Found[]; leftOut: LeftOut[] } {
  const head = gluedHeadIn(page)
  const roots = treeOf(marks, endOf(page, marks, head !== null))
  const parts = roots
    .map((root) => {
      const leaves = leavesOf([root]).flatMap((leaf) => (inLines ? paragraphsOf(page, leaf) : [placesOf(leaf)]))
      return { root, found: tasksOf(page, leaves, head?.columns ?? null, year) }
    })
    .filter(({ found }) => found.length > 0)
  const owned = parts.flatMap(({ found }) => found).some(({ named }) => named)
  const found: Found[] = []
  const leftOut: LeftOut[] = []
  for (const part of parts) {
    const { root } = part
    const title = page.dense.slice(root.from, root.ownTo)
    const isTask =
      part.found.some(({ named }) => named) ||
      !(explains.test(title) || (secures.test(title) && (owned || root.children.length === 0)))
    if (isTask) found.push(...part.found)
    else {
      leftOut.push({
        heading: explains.exec(title)?.[0] ?? headingOf(page, root.from, root.ownTo, 20),
        items: root.children.length,
        line: lineOf(page, page.at[root.mark.from] as number),
      })
    }
  }
  return { found, leftOut }
}

/**
 * The numbers of the plan itself: from its first chapter on. A covering letter may have chapters of its own; its list is
 * followed by one that begins anew and has items.
 */
function inThePlan(marks: readonly Mark[]): readonly Mark[] {
  const chapters = marks.flatMap(({ kind, number }, place) => (kind === 'chapter' && number === 1 ? [place] : []))
  const [first, second] = chapters
  if (first === undefined) return marks
  if (second !== undefined) {
    const letter = marks.slice(first, second)
    if (letter.every(({ kind }) => kind === 'chapter') && marks.slice(second).some(({ kind }) => kind !== 'chapter')) {
      return marks.slice(second)
    }
  }
  return marks.slice(first)
}

const afterTheEnd =
  /附件下载|附件:|\(此件|(?:打印|关闭)(?:本页|窗口)|分享到?|扫一扫|版权所有|主办单位:|责任编辑|印发$|20\d\d年\d{1,2}月\d{1,2}日(?:印发)?(?:$|附件)|关于印发20\d\d年/

/** Where the last item ends: before the signature and what the page adds. */
function endOf(page: Page, marks: readonly Mark[], endsWithCells: boolean): number {
  const last = marks.at(-1)
  if (!last) return page.dense.length
  const words = page.dense.slice(last.to)
  const owners = ownersIn(page, last.to, page.dense.length)
  const from = owners ? owners.to - last.to : 0
  const found = afterTheEnd.exec(words.slice(from))
  if (!found) return page.dense.length
  let end = from + found.index
  // The name before the day of a signature belongs to it.
  const sentence = Math.max(words.lastIndexOf('。', end), words.lastIndexOf(')', end))
  if (!endsWithCells && sentence >= 0 && end - sentence < 30 && sentence + 1 >= from) end = sentence + 1
  return last.to + end
}

interface Places {
  item: Item
  from: number
  to: number
  /** false for a paragraph that has no number of its own */
  numbered: boolean
}

function placesOf(item: Item): Places {
  return { item, from: item.mark.from, to: item.ownTo, numbered: true }
}

/** A chapter without items gives a task for each paragraph under its heading. */
function paragraphsOf(page: Page, leaf: Item): Places[] {
  const whole = placesOf(leaf)
  if (leaf.mark.kind !== 'chapter') return [whole]
  const starts: number[] = []
  for (let at = leaf.from; at < leaf.ownTo; at += 1) {
    if (page.dense[at - 1] === ' ' || !gapBefore(page, at).includes('\n')) continue
    const words = page.dense.slice(at, Math.min(leaf.ownTo, at + 24))
    const before = page.dense[at - 1] ?? ''
    // A line that names owners, or goes on with a sentence, is no paragraph of its own.
    if (/^[([]|^(?:牵头|责任|配合|主办|承办|完成时)/.test(words)) continue
    if (starts.length > 0 && !/[。;!?)\]:]/.test(before)) continue
    starts.push(at)
  }
  const first = starts[0]
  if (first === undefined || /[。;]/.test(page.dense.slice(leaf.from, first))) return [whole]
  const paragraphs = starts.map((from, place) => ({
    item: leaf,
    from,
    to: starts[place + 1] ?? leaf.ownTo,
    numbered: false,
  }))
  return paragraphs.filter(({ from, to }) => to - from >= 8)
}

function tasksOf(
  page: Page,
  leaves: readonly Places[],
  columns: Parameters<typeof gluedRow>[1] | null,
  year: number | null,
): Found[] {
  const found = leaves.map((place) => taskOf(page, place, columns, year))
  inherit(page, leaves, found)
  return found
}

function taskOf(
  page: Page,
  { item, from, to, numbered }: Places,
  columns: Parameters<typeof gluedRow>[1] | null,
  year: number | null,
): Found {
  const start = numbered ? item.from : from
  const named = ownersIn(page, start, to)
  const row = columns && !named ? gluedRow(page, columns, start, to) : null
  const parent = numbered ? item.parent : item
  const owners: Owners = named ?? row ?? { lead: null, support: [], alsoLead: [] }
  const textTo = named && named.from > start ? named.from : to
  const own = deadlinesIn(page, from, to, year)
  // What is said for the heading holds for what stands under it.
  const deadlines =
    own.length > 0 || !parent ? own : deadlinesIn(page, parent.from, numbered ? parent.ownTo : parent.from, year)
  const task: PlanTask = {
    no: 0,
    marked: numbered ? published(page, item.mark.from, item.mark.to) : null,
    under: parent ? [...above(parent), parent].map((one) => headingOf(page, one.from, one.ownTo, 60)) : [],
    title: row?.title || headingOf(page, start, row && !row.title ? start + 80 : textTo, 60),
    lead: owners.lead,
    support: owners.support,
    alsoLead: owners.alsoLead,
    ...measures(page, from, to, named, deadlines),
    text: publishedLines(page, from, to),
    line: lineOf(page, page.at[from] as number),
  }
  return {
    task,
    from,
    to,
    deadlines,
    named: owners.lead !== null || owners.support.length > 0,
    undecided: row?.undecided ?? false,
  }
}

function measures(
  page: Page,
  from: number,
  to: number,
  named: FoundOwners | null,
  found: readonly FoundDeadline[],
): Pick<PlanTask, 'due' | 'dueText' | 'deadlines' | 'recurs' | 'evidence'> {
  const deadlines = found.map(({ deadline }) => deadline)
  const first = firstOf(deadlines)
  const words = page.dense.slice(from, to)
  return {
    due: first?.on ?? null,
    dueText: first?.text ?? null,
    deadlines,
    recurs: recurrenceIn(words),
    evidence: evidenceIn(page, from, named && named.to >= to - 3 ? named.from : to),
  }
}

/** The first sentence, or as much of it as a heading has. */
function headingOf(page: Page, from: number, to: number, longest: number): string {
  const words = page.dense.slice(from, to)
  let end = words.search(/[。;!?]/)
  if (end < 0) end = words.length
  for (let at = 1; at < end; at += 1) {
    if (page.dense[from + at - 1] !== ' ' && beginsLine(page, from + at) && !wraps(page, from + at) && at > 3) end = at
  }
  if (end > longest) {
    const pause = words.slice(0, longest).search(/[,:]/)
    end = pause > 3 ? pause : longest
  }
  return published(page, from, from + end).replace(/[(（[【]$/, '')
}

/** Owners named for a heading are those of its items; so are those in a line of their own behind the last item. */
function inherit(page: Page, leaves: readonly Places[], found: readonly Found[]): void {
  const siblings = new Map<Item, number[]>()
  for (const [place, { item, numbered }] of leaves.entries()) {
    if (numbered && item.parent && item.mark.kind !== 'chapter') {
      siblings.set(item.parent, [...(siblings.get(item.parent) ?? []), place])
    }
  }
  for (const [parent, places] of siblings) {
    const without = places.filter((place) => !found[place]?.named)
    if (without.length === 0) continue
    let owners = ownersIn(page, parent.from, parent.ownTo)
    const last = places.at(-1) as number
    if (!owners && places.length > 1 && without.length === places.length - 1 && found[last]?.named) {
      const { from, to } = leaves[last] as Places
      const named = ownersIn(page, from, to)
      if (named && beginsLine(page, lineStart(page, named.from))) owners = named
    }
    if (!owners) continue
    for (const place of without) {
      const one = found[place] as Found
      Object.assign(one.task, { lead: owners.lead, support: owners.support, alsoLead: owners.alsoLead })
      one.named = true
    }
  }
}

/** A bracket before the words belongs to their line. */
function lineStart({ dense }: Page, place: number): number {
  return '(['.includes(dense[place - 1] ?? ' ') ? place - 1 : place
}

// ── Tables with cells ──

function tasksInCells(page: Page, year: number | null): Found[] {
  return rowsIn(page).map((row) => taskInRow(page, row, year))
}

const markAtStart =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、．.]|\d{1,2}[．.、]|[①-⑳])\s*/

function taskInRow(page: Page, { cells, group, from, to }: Row, year: number | null): Found {
  const demand = cells.demand ?? ''
  const words = demand || (cells.task ?? '')
  const marked = markAtStart.exec(words)?.[0].trim() ?? (cells.no || null)
  const plain = words.replace(markAtStart, '')
  const deadlines = deadlinesIn(page, from, to, year)
  const lead = listed(cells.lead)
  const answers = listed(cells.answers)
  const support = listed(cells.support)
  const equal = cells.lead === undefined && lead.length === 0 ? answers : lead
  const first = equal[0] ?? null
  const others = [...new Set([...lead, ...answers, ...support])].filter((name) => name !== first)
  const task: PlanTask = {
    no: 0,
    marked,
    under: group === null || group === words ? [] : [group.replace(markAtStart, '')],
    title: titleOf(plain),
    lead: first,
    support: others,
    alsoLead: others.filter((name) => equal.includes(name)),
    ...measures(page, from, to, null, deadlines),
    text: [...new Set([cells.task, demand])].filter((one) => one && (one !== group || !demand)).join(' '),
    line: lineOf(page, page.at[from] as number),
  }
  if (task.due === null && cells.due && /长期|持续|常态/.test(cells.due)) task.recurs = 'continuous'
  if (task.dueText === null && cells.due) task.dueText = cells.due
  return { task, from, to, deadlines, named: first !== null || others.length > 0, undecided: false }
}

function titleOf(words: string): string {
  const sentence = words.split(/[。；;]/)[0] ?? ''
  return sentence.length <= 60 ? sentence : (sentence.split(/[，,：:]/)[0] ?? '').slice(0, 60)
}

function listed(cell: string | undefined): string[] {
  const names: string[] = []
  let depth = 0
  let name = ''
  for (const one of cell ?? '') {
    if ('(（'.includes(one)) depth += 1
    if (')）'.includes(one)) depth -= 1
    if (depth === 0 && '、，,；; '.includes(one)) {
      names.push(name)
      name = ''
    } else name += one
  }
  return [...names, name]
    .map((one) => tidy(one).replace(/等$/, ''))
    .filter((one) => one !== '' && !/^[-—/无]+$/.test(one))
}

// ── What is to be asked ──

function outside(page: Page, found: readonly Found[], year: number | null): PlanResult['deadlines'] {
  const first = found[0]
  if (!first) return []
  return deadlinesIn(page, 0, first.from, year).map(({ deadline, from }) => ({
    ...deadline,
    line: lineOf(page, page.at[from] as number),
  }))
}

const openText = {
  'no-year': '没有年份，方案也没有写明年度，期限无法确定',
  'no-such-day': '没有这一天，请核对日期',
  ambiguous: '可以指开头或末尾，期限无法确定',
} as const

function findingsOn(
  page: Page,
  found: readonly Found[],
  year: number | null,
  publishedOn: CalendarDate | null,
): AuditFinding[] {
  const findings: AuditFinding[] = []
  const quoteOf = ({ from }: Found) => quoted(page, from, from + 30)
  if (found.length === 0) {
    findings.push({
      rule: 'W-01',
      verdict: 'unknown',
      message: '没有认出编号的任务或任务表；请核对文件是不是工作要点或方案',
      values: { tasks: 0 },
      quotes: [],
    })
    return findings
  }
  if (year === null) {
    findings.push({
      rule: 'W-03',
      verdict: 'unknown',
      message: '没有找到方案的年度，不带年份的期限无法确定',
      values: { year: null },
      quotes: [],
    })
  }
  const without = found.filter(({ named }) => !named)
  const some = without.length < found.length
  if (without.length > 0) {
    const list = without.map(({ task }) => task.no).join('、')
    findings.push({
      rule: 'W-02',
      verdict: some ? 'doubt' : 'unknown',
      message: some ? `第 ${list} 项没有写责任单位，其他各项都有` : '各项任务都没有写责任单位',
      values: { without: without.length, tasks: found.length },
      quotes: some ? without.slice(0, 5).map(quoteOf) : [],
    })
  }
  const leaderless = found.filter(({ named, task }) => named && task.lead === null)
  if (leaderless.length > 0) {
    findings.push({
      rule: 'W-02',
      verdict: 'unknown',
      message: `第 ${leaderless.map(({ task }) => task.no).join('、')} 项写了责任单位，没有写由谁牵头${leaderless.some(({ undecided }) => undecided) ? '，或者牵头与配合的格子连在一起，无法分开' : ''}`,
      values: { withoutLead: leaderless.length, tasks: found.length },
      quotes: leaderless.slice(0, 5).map(quoteOf),
    })
  }
  for (const one of found) {
    for (const { deadline, from, to } of one.deadlines) {
      const values = { task: one.task.no, text: deadline.text, on: deadline.on }
      const ask = (verdict: AuditFinding['verdict'], message: string) =>
        findings.push({
          rule: 'W-03',
          verdict,
          message: `第 ${one.task.no} 项“${deadline.text}”${message}`,
          values,
          quotes: [quotedAround(page, from, to)],
        })
      if (deadline.open !== null && deadline.open !== 'every-year')
        ask(deadline.open === 'no-such-day' ? 'mismatch' : 'unknown', openText[deadline.open])
      else if (year !== null && isBeforeYear(deadline, year)) ask('doubt', `早于方案的年度 ${year} 年`)
      else if (publishedOn !== null && deadline.on !== null && deadline.on < publishedOn)
        ask('doubt', `早于公布日期 ${publishedOn}`)
    }
  }
  return findings
}
