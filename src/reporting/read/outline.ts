import { type CalendarDate, calendarDate, yearOf } from '../../law/calendar-date.ts'
import { formats, vintageOf } from '../../law/reports/formats.ts'
import { daysIn } from './dates.ts'
import { blank, kinds } from './fold.ts'
import type { Page } from './page.ts'
import type { Place } from './tables.ts'

export type DocumentKind = 'annual-report' | 'work-plan' | 'other'

export interface FoundSection {
  /** 1 to 6, the place in the common form */
  number: number
  /** the title the form gives it */
  title: string
  /** places in the dense text: the heading, and the end of what stands under it */
  from: number
  to: number
  numbered: boolean
}

export interface Outline {
  kind: DocumentKind
  /** the name of the organ, as far as it is given */
  bureau: string | null
  year: number | null
  /** the day the page says, or the day under the signature; `signedOn` is given when it is another day */
  publishedOn: CalendarDate | null
  publishedAt: Place | null
  signedOn: CalendarDate | null
  period: { from: CalendarDate; to: CalendarDate; place: Place } | null
  sections: FoundSection[]
  /** where the tables stand; null where there is none */
  tables: { disclosure: Place | null; requests: Place | null; remedies: Place | null }
  /** the text outside the tables */
  narrative: Place[]
}

/** What a page brought besides its words: `<title>` and `<meta>`. */
export type Meta = Record<string, string>

/** `isReport`: its tables were given, so there is no doubt what it is. */
export function outlineOf(page: Page, meta: Meta = {}, isReport = false): Outline {
  const title = titleOf(page, meta)
  const tables = tablesOf(page.dense)
  const sections = sectionsOf(page, tables)
  const kind = isReport ? 'annual-report' : kindOf(page.dense, title, sections, tables)
  const after = tables.remedies?.to ?? tables.requests?.to ?? tables.disclosure?.to ?? 0
  const first = tables.disclosure?.from ?? tables.requests?.from ?? tables.remedies?.from ?? page.dense.length
  const narrative = cutAtHeadings(page.dense, sections, [
    { from: 0, to: first },
    { from: Math.max(first, after), to: page.dense.length },
  ])
  if (kind === 'other') {
    return { kind, bureau: null, year: null, ...undated, sections: [], tables, narrative }
  }
  const days = daysIn(page.dense)
  const page_ = pageDay(page, meta, days)
  const period = kind === 'annual-report' ? periodOf(page.dense) : null
  const year = yearOfReport(page, title, period, page_?.on ?? null, kind)
  const signed = kind === 'annual-report' && year !== null ? signature(page, days, year) : null
  const published = page_ && year !== null && (yearOf(page_.on) > year || kind === 'work-plan') ? page_ : signed
  return {
    kind,
    bureau: signed?.organ ?? inFull(organInTitle(title), page.dense) ?? organInText(page.dense),
    year,
    publishedOn: published?.on ?? null,
    publishedAt: published ? { from: published.from, to: published.to } : null,
    signedOn: signed && published && signed.on !== published.on ? signed.on : null,
    period,
    sections,
    tables,
    narrative,
  }
}

/** A heading ends without a full stop, and what stands under it is no part of its sentence. */
function cutAtHeadings(dense: string, sections: readonly FoundSection[], places: readonly Place[]): Place[] {
  const cuts = sections.map(({ from, title, numbered }) => {
    const words = from + (numbered ? 2 : 0)
    return dense.startsWith(title, words) ? words + title.length : words
  })
  return places
    .flatMap(({ from, to }) => {
      const ends = [...cuts.filter((cut) => cut > from && cut < to), to]
      return ends.map((end, place) => ({ from: place === 0 ? from : (ends[place - 1] as number), to: end }))
    })
    .filter(({ from, to }) => to > from)
}

const undated = { publishedOn: null, publishedAt: null, signedOn: null, period: null }

// ── Where the tables are ──

/** The first place of `word` from `start` that is followed by one of `near` within `within` characters. */
function placeWith(dense: string, word: string, near: readonly string[], within: number, start = 0): number {
  for (let at = dense.indexOf(word, start); at >= 0; at = dense.indexOf(word, at + 1)) {
    const window = dense.slice(at, at + within)
    if (near.some((one) => window.includes(one))) return at
  }
  return -1
}

function tablesOf(dense: string): Outline['tables'] {
  let disclosure = placeWith(dense, '第二十条第(一)项', ['信息内容', '制发', '制作'], 40)
  if (disclosure < 0) disclosure = placeWith(dense, '本年制发件数', ['规章'], 60)
  if (disclosure < 0) disclosure = placeWith(dense, '本年新制作', ['规章'], 60)
  let requests = placeWith(dense, '本年新收', ['上年结转'], 200, Math.max(0, disclosure))
  if (requests >= 0 && dense.indexOf('结转下年', requests) < 0 && dense.indexOf('总计', requests) < 0) requests = -1
  const lastRow = requests < 0 ? -1 : lastRowOfRequests(dense, requests)
  const remedies = remediesStart(dense, Math.max(0, disclosure, lastRow))
  const remediesEnd = remedies < 0 ? -1 : endOfRemedies(dense, remedies)
  const requestsEnd = remedies >= 0 ? remedies : lastRow < 0 ? -1 : headingAfter(dense, lastRow)
  const disclosureEnd =
    requests >= 0 ? requests : remedies >= 0 ? remedies : disclosure < 0 ? -1 : headingAfter(dense, disclosure)
  return {
    disclosure: disclosure < 0 ? null : { from: disclosure, to: disclosureEnd },
    requests: requests < 0 ? null : { from: requests, to: requestsEnd },
    remedies: remedies < 0 ? null : { from: remedies, to: remediesEnd },
  }
}

function lastRowOfRequests(dense: string, from: number): number {
  // The label may stand once more as a heading or a column before the row itself.
  const end = dense.indexOf('未经复议', from)
  const at = dense.lastIndexOf('结转下年', end < 0 ? dense.length : end)
  return Math.max(at, from)
}

function remediesStart(dense: string, from: number): number {
  const marker = placeWith(dense, '行政复议', ['维持'], 80, from)
  if (marker < 0 || !dense.slice(marker, marker + 400).includes('尚未')) return -1
  return marker
}

function endOfRemedies(dense: string, from: number): number {
  const header = dense.lastIndexOf('尚未', from + 600)
  const start = Math.max(header, from)
  const heading = dense.slice(start).search(/五[、.]|存在的?(?:主要)?问题|六[、.]其他/)
  return heading < 0 ? dense.length : start + heading
}

function headingAfter(dense: string, from: number): number {
  const heading = dense.slice(from).search(/[三四五][、.](?:收到|政府信息|存在|因)|存在的?(?:主要)?问题/)
  return heading < 0 ? dense.length : from + heading
}

// ── The six parts ──

const numerals = ['一', '二', '三', '四', '五', '六'] as const
const inTitle: readonly RegExp[] = [
  /^(?:总体情况|概述|概况|基本情况|工作概述)/,
  /^.{0,12}主动公开/,
  /^.{0,14}(?:申请|依申请)/,
  /^.{0,14}(?:复议|诉讼)/,
  /^.{0,14}问题/,
  /^.{0,4}其[他它]/,
]
const notATitle = /^(?:本年新收|上年结转|本年度办理|结转下年|予以公开|部分公开|不予|无法|其他处理)/

function sectionsOf(page: Page, tables: Outline['tables']): FoundSection[] {
  const found = sectionsFrom(page, tables, 0)
  if (!isListOfContents(found)) return found
  const after = sectionsFrom(page, tables, (found.at(-1) as FoundSection).from + 2)
  return after.length >= found.length ? after : found
}

/** Titles that follow each other with nothing between them only announce the parts. */
function isListOfContents(found: readonly FoundSection[]): boolean {
  return found.length > 3 && found.slice(0, -1).every(({ title, from, to }) => to - from <= title.length + 6)
}

function sectionsFrom(page: Page, tables: Outline['tables'], start: number): FoundSection[] {
  const { dense } = page
  const titles = formats['2021'].sections.map(({ title }) => title)
  const found: FoundSection[] = []
  let from = start
  for (const [place, numeral] of numerals.entries()) {
    const at = sectionAt(dense, numeral, place, from)
    const title = titles[place] as string
    if (at >= 0) {
      found.push({ number: place + 1, title, from: at, to: dense.length, numbered: true })
      from = at + 2
    } else {
      const plain = unnumbered(page, title, from, tables)
      if (plain >= 0) {
        found.push({ number: place + 1, title, from: plain, to: dense.length, numbered: false })
        from = plain + title.length
      }
    }
  }
  for (const [place, section] of found.entries()) section.to = found[place + 1]?.from ?? dense.length
  return found
}

function sectionAt(dense: string, numeral: string, place: number, from: number): number {
  for (let at = dense.indexOf(numeral, from); at >= 0; at = dense.indexOf(numeral, at + 1)) {
    const mark = dense[at + 1]
    if (mark !== '、' && mark !== '.' && mark !== ',') continue
    const before = dense.charCodeAt(at - 1)
    // 十一、 and 第一、 are something else.
    if (before === ten || before === ordinal) continue
    const title = dense.slice(at + 2, at + 34)
    if ((inTitle[place] as RegExp).test(title) && !notATitle.test(title)) return at
  }
  return -1
}

const ten = '十'.charCodeAt(0)
const ordinal = '第'.charCodeAt(0)

/** A title that stands alone in its line without its number. */
function unnumbered({ dense, at, codes }: Page, title: string, from: number, tables: Outline['tables']): number {
  for (let place = dense.indexOf(title, from); place >= 0; place = dense.indexOf(title, place + 1)) {
    const inTable = [tables.disclosure, tables.requests, tables.remedies].some(
      (table) => table && place >= table.from && place < table.to,
    )
    if (inTable) continue
    let before = (at[place] as number) - 1
    while (before >= 0 && codes[before] !== 10 && kinds[codes[before] as number] === blank) before -= 1
    let after = (at[place + title.length - 1] as number) + 1
    while (after < codes.length && codes[after] !== 10 && kinds[codes[after] as number] === blank) after += 1
    if ((before < 0 || codes[before] === 10) && (after >= codes.length || codes[after] === 10)) return place
  }
  return -1
}

// ── What it is, whose, of which year, of which day ──

const reportTitle = /年度?报告|工作报告|公开报告|公开.{0,4}年报/
const planTitle = /要点|任务|实施方案|工作方案|工作安排|工作计划|分解表/
const notAReport = /通知|格式|办法|条例|规定|指南|目录/

function kindOf(
  dense: string,
  title: string,
  sections: readonly FoundSection[],
  tables: Outline['tables'],
): DocumentKind {
  const titled = title.replace(/《[^》]*》|<[^>]*>/g, '')
  const about = /政务公开|信息公开/
  const named = reportTitle.test(titled) && about.test(titled) && !notAReport.test(titled)
  if (named) return sections.length >= 2 || tables.requests || oldParts(dense) >= 2 ? 'annual-report' : 'other'
  if (planTitle.test(title) && about.test(title)) return 'work-plan'
  if (notAReport.test(titled)) return 'other'
  // The title may be lost: the parts of a report are telling enough, unless they are those of an empty form.
  if (dense.includes('信息公开') && (sections.length >= 4 || oldParts(dense) >= 4)) return 'annual-report'
  return about.test(dense) && planTitle.test(dense.slice(0, 200)) && ownersOfTasks(dense) >= 3 ? 'work-plan' : 'other'
}

const oldPart = /[一二三四五六七八][、.][^。,;]{0,16}(概述|主动公开|依申请|收费|复议|诉讼|问题|不予公开|其[他它]事项)/g

/** How many of the parts have the titles that were usual before there was a common form. */
function oldParts(dense: string): number {
  const found = new Set<string>()
  for (const [, word = ''] of dense.matchAll(oldPart)) found.add(word)
  return found.size
}

function ownersOfTasks(dense: string): number {
  return dense.split(/责任处室|责任单位|责任部门|牵头/, 12).length - 1
}

function titleOf(page: Page, meta: Meta): string {
  const given = meta['articletitle'] ?? ''
  if (given !== '') return plain(given)
  const { raw } = page
  const lines: string[] = []
  // The heading of a page stands in its first lines; a heading broken in two is put together.
  for (let from = 0; from < raw.length && lines.length < 8 && from < 3000; ) {
    const end = raw.indexOf('\n', from)
    const line = plain(raw.slice(from, end < 0 ? Math.min(raw.length, from + 400) : Math.min(end, from + 400)))
    if (line !== '') lines.push(line)
    if (end < 0) break
    from = end + 1
  }
  const labelled = lines.find((line) => /^标题:/.test(line))
  if (labelled) return labelled.slice(3)
  const short = lines.filter((line) => line.length <= 60)
  const named = short.findIndex((line) => reportTitle.test(line) || planTitle.test(line))
  if (named >= 0) {
    const before = short[named - 1] ?? ''
    const line = short[named] as string
    const broken = /^(?:20\d\d年?|年)?度?政府信息公开/.test(line) && (organ.test(before) || /20\d\d年?$/.test(before))
    return (broken ? before : '') + line
  }
  return meta['title'] ? plain(meta['title']) : lines[0] && lines[0].length > 60 ? headOf(lines[0]) : ''
}

/** The heading in a text that came as one long line: up to where 年度报告 ends. */
function headOf(line: string): string {
  const found = /^.{0,80}?(?:年度报告|工作报告|公开报告)/.exec(line)
  return found ? found[0] : ''
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s#*|]+/g, '')
}

const organ = /(?:局|厅|委|委员会|办公室|办公厅|政府|管委会|实验区|开发区|中心|支队|总队|大队|公司|院|校)$/

function organInTitle(title: string): string | null {
  const before = /^(.{2,60}?)(?:\d{4}年|二[〇一二三四五六七八九]{3}年|政府信息公开|信息公开|政务公开)/
    .exec(title)?.[1]
    ?.replace(/^.*[《<]/, '')
  if (!before || /[,。:;]/.test(before)) return null
  const body = /^.*(?:局|厅|委|委员会|办公室|政府|管委会|实验区|开发区|中心|支队|总队|大队)/.exec(before)?.[0]
  return body ?? (/关于|印发/.test(before) ? null : before)
}

/** 市安监局 as the text has it with its place: 白银市安监局. */
function inFull(name: string | null, dense: string): string | null {
  if (name === null || !/^[省市县区州]/.test(name)) return name
  const full = organInText(dense)
  return full?.endsWith(name) ? full : name
}

const organs = ['应急管理局', '安监局', '应急局', '局', '人民政府', '管委会', '委员会']
const fullName =
  /(?:(?!年|度|了|的|和|与|及|在|向|对|由|是|将|把|以|为|给|制订|编制|根据|按照)[\u4e00-\u9fff]){2,8}?(?:省|市|县|区|州|盟|旗)(?:(?!的|和|与|及|在|向|对|由|年)[\u4e00-\u9fff]){0,14}$/

/** The organ whose full name the text uses most, by the kinds of organ that publish such reports, likeliest first. */
function organInText(dense: string): string | null {
  for (const kind of organs) {
    const counts = new Map<string, number>()
    let seen = 0
    for (let at = dense.indexOf(kind); at >= 0 && seen < 24; at = dense.indexOf(kind, at + 1)) {
      seen += 1
      const name = fullName.exec(dense.slice(Math.max(0, at - 16), at))?.[0]
      if (name && dense[at + kind.length] !== '长') counts.set(name + kind, (counts.get(name + kind) ?? 0) + 1)
    }
    const best = [...counts].sort((a, b) => b[1] - a[1])[0]
    if (best) return best[0]
  }
  return /20\d\d年(?:度)?,?([\u4e00-\u9fff]{2,6}[省市县区州])/.exec(dense)?.[1] ?? null
}

const periodPattern = /(20\d{2})年1月1日(?:起)?(?:至|到|-|—)(?:(20\d{2})年)?(\d{1,2})月(\d{1,2})日/

function periodOf(dense: string): Outline['period'] {
  const found = periodPattern.exec(dense)
  if (!found) return null
  const to = daysIn(`${found[2] ?? found[1]}年${found[3]}月${found[4]}日`)[0]
  if (!to) return null
  const place = { from: found.index, to: found.index + found[0].length }
  return { from: calendarDate(`${found[1]}-01-01`), to: to.on, place }
}

function yearOfReport(
  page: Page,
  title: string,
  period: Outline['period'],
  publishedOn: CalendarDate | null,
  kind: DocumentKind,
): number | null {
  const titled = /(20\d{2})年/.exec(title)
  if (titled) return Number(titled[1])
  if (period) return yearOf(period.from)
  const often = mostFrequentYear(page)
  if (kind === 'work-plan') return often
  if (publishedOn && (often === null || Math.abs(yearOf(publishedOn) - 1 - often) <= 1)) return yearOf(publishedOn) - 1
  return often
}

function mostFrequentYear({ dense, numbers }: Page): number | null {
  const counts = new Map<number, number>()
  for (const at of numbers) {
    if (dense.charCodeAt(at + 4) !== year || dense.charCodeAt(at) !== 50 || dense.charCodeAt(at + 1) !== 48) continue
    const one = Number(dense.slice(at, at + 4))
    counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  let best: number | null = null
  for (const [one, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = one
  return best
}

const year = '年'.charCodeAt(0)

const publicationLabel = /(?:发布时间|发布日期|公布时间|公布日期|公开日期|公开时间):?$/
const dayLabel = /(?:时间|日期):?$/

/** The day the page gives for itself: where it says 发布, else any day that has a label. */
function pageDay(
  page: Page,
  meta: Meta,
  days: ReturnType<typeof daysIn>,
): { on: CalendarDate; from: number; to: number } | null {
  const given = daysIn(meta['pubdate'] ?? '')[0]
  if (given) return { on: given.on, from: 0, to: 0 }
  const labelled = (pattern: RegExp) =>
    days.find((day) => pattern.test(page.dense.slice(Math.max(0, day.at - 6), day.at)))
  const day = labelled(publicationLabel) ?? labelled(dayLabel)
  return day ? { on: day.on, from: Math.max(0, day.at - 5), to: day.end } : null
}

/** The last day of the year after, with the name that stands before it. */
function signature(
  page: Page,
  days: ReturnType<typeof daysIn>,
  year: number,
): { on: CalendarDate; organ: string | null; from: number; to: number } | null {
  const day = days.findLast(
    (one) => yearOf(one.on) === year + 1 && !dayLabel.test(page.dense.slice(Math.max(0, one.at - 6), one.at)),
  )
  if (!day) return null
  // A day in the middle of a sentence is not a signature.
  if (!/^(?:$|[^\u4e00-\u9fff,。、至起前]|分享|附|打印|扫)/.test(page.dense.slice(day.end))) return null
  const end = page.at[day.at] as number
  let at = end - 1
  while (at >= 0 && (kinds[page.codes[at] as number] === blank || page.codes[at] === 40)) at -= 1
  const last = at
  while (at >= 0 && last - at < 40 && (page.codes[at] as number) > 0x3400) at -= 1
  const name = page.raw.slice(at + 1, last + 1).normalize('NFKC')
  return { on: day.on, organ: organ.test(name) && name.length >= 4 ? name : null, from: day.at, to: day.end }
}

/** The form the report should be in by its year. */
export function formOf(year: number | null): '2019' | '2021' {
  return year !== null && vintageOf(year) === '2019' ? '2019' : '2021'
}
