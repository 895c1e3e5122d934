import type { ReportRuleId } from '../../law/reports/rules.ts'
import { type Page, type Quote, quoted } from '../read/page.ts'
import type { ReportReading } from '../read/read-report.ts'
import type { Place } from '../read/tables.ts'
import {
  deny,
  litigation,
  nameOf,
  received,
  reconsideration,
  type Sum,
  sumOf,
  withCarriedIn,
} from './against-tables.ts'
import type { Notes } from './result.ts'

// C-30 to C-33 and C-46 without a figure: what the text says there was none of, and what it says of all.

export function checkClaims(reading: ReportReading, notes: Notes): void {
  compareNone(reading, notes)
  compareNothingDone(reading, notes)
  claimsOfReplies(reading, notes)
  claimsOfAll(reading, notes)
}

// ── 没有收到 ──

const none =
  /(?:未(?!经)|没有|无)(?:收到|接到|受理|发生|产生|出现)?[^。;]{0,40}?(公开[^。;,]{0,6}申请|申请公开|依申请公开|复议|诉讼)([^。;,]{0,24})/g
const nothingMore = /^(?:的|政府|信息|情况|事项|事宜|业务|件|案件|申请|相关)*$/

/** “没有收到”, “未发生”: the table must say zero. */
function compareNone({ page, outline, tables }: ReportReading, notes: Notes): void {
  for (const { from, to } of outline.narrative) {
    for (const found of page.dense.slice(from, to).matchAll(none)) {
      const [words, , tail = ''] = found
      if (/问题|办法|制度|规定|意见|信息处理费|收费/.test(words.slice(0, 24))) continue
      const place = { from: from + found.index, to: from + found.index + words.length }
      const claims: [ReportRuleId, string, Record<string, number | null> | undefined, Sum][] = []
      if (/复议|诉讼/.test(words)) {
        if (/维持|纠正|撤销|败诉|纠错/.test(words)) continue
        const start = page.dense.lastIndexOf('。', place.from) + 1
        const sentence = page.dense.slice(start, place.to)
        // Nobody who was fined went to court: that says nothing of disclosure.
        if (!/公开|依申请/.test(sentence) && /处罚|许可|执法|当事人|罚款/.test(sentence)) continue
        if (words.includes('复议')) claims.push(['C-33', '行政复议', tables.remedies?.cells, reconsideration])
        if (words.includes('诉讼')) claims.push(['C-33', '行政诉讼', tables.remedies?.cells, litigation])
      } else if (
        /收到|接到|受理|依申请/.test(words) &&
        nothingMore.test(tail) &&
        !/投诉|举报|异议|涉及/.test(words) &&
        (!/法人|企业/.test(words) || /公民|自然人/.test(words))
      ) {
        claims.push(['C-30', '申请', tables.requests?.cells, received])
      }
      for (const [rule, about, cells, sum] of claims) {
        const value = cells ? sumOf(cells, sum.cells) : null
        if (value === null) continue
        const values = { cell: sum.cells.join('+'), text: 0, table: value }
        if (value === 0) notes.pass(rule, values)
        else
          notes.find(rule, 'mismatch', `正文写没有${about}，表格“${sum.name}”是 ${value}`, values, [
            quotedPlace(page, place),
          ])
      }
    }
  }
}

function quotedPlace(page: Page, { from, to }: Place): Quote {
  return quoted(page, from, Math.min(to, from + 60))
}

const noneOf: readonly (readonly [RegExp, ReportRuleId, string, Sum])[] = [
  [
    /(?:未|没有)(?:作出|出现)(?:过)?(?:任何)?不予公开(?:的)?(?:决定|情形|答复)?(?=[。;,])/g,
    'C-30',
    '不予公开',
    { name: '不予公开各行', cells: deny.map((row) => `${row}.total`) },
  ],
  [
    /(?:无|没有)(?:废止|失效)的?(?:行政)?规范性文件|未废止(?:行政)?规范性文件/g,
    'C-32',
    '废止规范性文件',
    { name: '本年废止件数', cells: ['normative.repealed'] },
  ],
  [
    /(?:未|没有)(?:收取|发生)(?:过)?(?:任何)?行政事业性收费(?=[。;,])/g,
    'C-46',
    '收取行政事业性收费',
    { name: '本年收费金额', cells: ['fees.amount'] },
  ],
  [
    /(?:未|没有)(?:作出|实施|办理)(?:过)?(?:任何)?行政处罚(?:决定|案件)?(?=[。;,])/g,
    'C-31',
    '行政处罚',
    { name: '行政处罚', cells: ['penalties.decisions'] },
  ],
  [
    /(?:未|没有)(?:作出|办理|实施)(?:过)?(?:任何)?行政许可(?:决定|事项|业务)?(?=[。;,])/g,
    'C-31',
    '行政许可',
    { name: '行政许可', cells: ['licences.decisions'] },
  ],
  [
    /(?:未|没有)(?:采取|实施|作出)(?:过)?(?:任何)?行政强制(?:措施|执行|决定)?(?=[。;,])/g,
    'C-31',
    '行政强制',
    { name: '行政强制', cells: ['compulsion.decisions'] },
  ],
  [
    /(?:未|没有)(?:制发|制定|印发|出台)(?:过)?(?:任何|新的?)?(?:行政)?规范性文件(?=[。;,])/g,
    'C-32',
    '制发规范性文件',
    { name: '本年制发件数', cells: ['normative.issued'] },
  ],
]

/** “未作出行政处罚决定”, “未制发规范性文件”: the same of table 2. */
function compareNothingDone({ page, outline, tables }: ReportReading, notes: Notes): void {
  for (const { from, to } of outline.narrative) {
    for (const [pattern, rule, about, sum] of noneOf) {
      const cells = (rule === 'C-30' ? tables.requests : tables.disclosure)?.cells
      if (!cells) continue
      for (const found of page.dense.slice(from, to).matchAll(pattern)) {
        const value = sumOf(cells, sum.cells)
        if (value === null) continue
        const values = { cell: nameOf(sum), text: 0, table: value }
        const place = { from: from + found.index, to: from + found.index + found[0].length }
        if (value === 0) notes.pass(rule, values)
        else {
          notes.find(rule, 'mismatch', `正文写没有${about}，表格“${sum.name}”是 ${value}`, values, [
            quotedPlace(page, place),
          ])
        }
      }
    }
  }
}

// ── All of them ended, all of them upheld ──

const allReplied = /申请[^。;]{0,60}?(?:均|全部|都)已?(?:全部)?(?:办结|答复|办理完毕|办理完成)/g
const allUpheld = /复议[^。;]{0,24}?(?:均|全部|都)(?:被|予以|为|是|获)?(?:结果)?维持/g

/** What is pending or corrected in the tables is told as ended or upheld. */
function claimsOfAll({ page, outline, tables }: ReportReading, notes: Notes): void {
  const ask = (pattern: RegExp, rule: ReportRuleId, value: number | null, cell: string, message: string) => {
    if (value === null || value === 0) return
    for (const { from, to } of outline.narrative) {
      for (const found of page.dense.slice(from, to).matchAll(pattern)) {
        if (/要求|应当|必须|确保|结转/.test(found[0])) continue
        const place = { from: from + found.index, to: from + found.index + found[0].length }
        notes.find(rule, 'doubt', message, { cell, text: null, table: value }, [quotedPlace(page, place)])
        return
      }
    }
  }
  const requests = tables.requests?.cells
  if (requests) {
    const open = sumOf(requests, ['carriedOut.total'])
    ask(allReplied, 'C-30', open, 'carriedOut.total', `正文写申请均已办结，表格“结转下年度继续办理”是 ${open}；请核对`)
  }
  const cells = tables.remedies?.cells
  if (cells) {
    const other = sumOf(cells, ['reconsideration.total']) ?? 0
    const upheld = sumOf(cells, ['reconsideration.upheld']) ?? 0
    ask(
      allUpheld,
      'C-33',
      other - upheld,
      'reconsideration.upheld',
      `正文写行政复议均维持，表格总计 ${other} 件、结果维持 ${upheld} 件；请核对`,
    )
  }
}

const replied = /依申请[^。]{0,60}?(?:均|全部|都)[^。]{0,40}?(?:答复|办结|办理)/

/** Replies are said to have been given in time, and the table knows of no request. */
function claimsOfReplies({ page, outline, tables, outline: { sections } }: ReportReading, notes: Notes): void {
  const cells = tables.requests?.cells
  if (!cells || sumOf(cells, withCarriedIn.cells) !== 0) return
  const end = sections.find(({ number }) => number === 2)?.from ?? outline.tables.requests?.from ?? 0
  const found = replied.exec(page.dense.slice(0, end))
  if (!found || /要求|应当|必须|将/.test(found[0])) return
  const place = { from: found.index, to: found.index + found[0].length }
  notes.find(
    'C-30',
    'doubt',
    '正文写申请均已答复，表格中本年新收和上年结转都是 0；请核对是否漏填，或改写正文',
    { cell: 'new.total', text: null, table: 0 },
    [quotedPlace(page, { from: Math.max(place.from, place.to - 50), to: place.to })],
  )
}
