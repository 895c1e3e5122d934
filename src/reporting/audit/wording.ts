import { chineseNumber } from '../read/dates.ts'
import { type Fact, labelOf } from '../read/facts.ts'
import { blank, kinds } from '../read/fold.ts'
import type { Outline } from '../read/outline.ts'
import { lineOf, type Page, quoted, quotedAround } from '../read/page.ts'
import type { ReportReading } from '../read/read-report.ts'
import type { Place } from '../read/tables.ts'
import type { Notes } from './result.ts'
import type { Breakdown } from './sums.ts'

// Checks of the text alone that are no arithmetic: units, one figure for two things, numbering, what must be said.

// ── C-36 ──

const counts =
  /制作|播放|发布|公开|公布|刊登|刊发|发放|开展|举办|召开|办理|办结|收到|受理|答复|回复|印发|编发|推送|组织|接受|撰写|报送|拍摄|参训|参加|参与|覆盖|人员/
const pauses = new Set([...';。,'].map((mark) => mark.charCodeAt(0)))

export function checkUnits(page: Page, facts: readonly Fact[], notes: Notes): void {
  const { dense } = page
  for (const fact of facts) {
    if (fact.kind === 'bare') {
      const previous = dense.charCodeAt(fact.from - 1)
      if (previous < 0x3400 || !pauses.has(dense.charCodeAt(fact.to)) || fact.to - fact.from > 6) continue
      const label = labelOf(dense, fact)
      if (/[数量为是达号码编至到第]$/.test(label) || !counts.test(label)) continue
      notes.find('C-36', 'doubt', `“${ending(label)}${fact.value}”没有计量单位`, { value: fact.value, unit: null }, [
        quotedAround(page, fact.from, fact.to),
      ])
    } else if (fact.kind === 'count' && fact.to - fact.labelFrom > 3) {
      const label = labelOf(dense, fact)
      const at = label.indexOf(`${fact.unit}、`)
      // 核准企业资质条、施工许可证76条: the item has its unit and no number.
      if (at < 2 || label.charCodeAt(at - 1) < 0x3400 || !'条件份篇个次'.includes(fact.unit)) continue
      const item = ending(label.slice(0, at))
      notes.find('C-36', 'doubt', `“${item}${fact.unit}”缺少数字`, { item, value: null }, [
        quotedAround(page, fact.labelFrom + at, fact.labelFrom + at + 1),
      ])
    }
  }
}

const countless =
  /(?:公开|发布|公布|办理|受理|收到|发放|印发)[^,。;:、\d()]{0,10}(?:信息|文件|申请|案件|许可|处罚|提案|资料|手册|问卷|材料)([条件份篇册])(?=[,。;])|(?:召开|举办|组织|开展)[^,。;:、\d()]{0,10}(?:会|培训|讲座|活动)([场次期])(?=[,。;])/g

/** 公开行政许可信息条，: the item has its unit and no number. */
export function checkMissingCounts(page: Page, places: readonly Place[], notes: Notes): void {
  for (const { from, to } of places) {
    for (const found of page.dense.slice(from, to).matchAll(countless)) {
      const at = from + found.index
      const item = ending(found[0])
      notes.find('C-36', 'doubt', `“${item}”缺少数字`, { item, value: null }, [
        quotedAround(page, at, at + found[0].length),
      ])
    }
  }
}

function ending(label: string): string {
  return label.slice(-12)
}

// ── C-37 ──

const channels = ['微信', '微博', '公众号', '抖音', '客户端', '短视频', '手机报', '头条']
const throughAChannel = /通过|网站|门户|公众号|微信|微博|平台|专栏|上网/
const general =
  /全年|年度|本年|今年|共计|总计|合计|累计|共|我局|全局|本局|本机关|本单位|全区|全市|全县|我区|我市|我县|及时|依法|主动|公开|发布|公布|各类|政府|政务|信息|其中|中|年|度|的|和|了|类/g

/** One figure named as two things, and a channel that alone has more than the item it belongs to. */
export function checkScopes(
  page: Page,
  facts: readonly Fact[],
  breakdowns: readonly Breakdown[],
  bureau: string | null,
  notes: Notes,
): void {
  const { dense } = page
  const asked = new Set<number>()
  for (const { whole, parts } of breakdowns) {
    if (whole.value < 20 || asked.has(whole.value)) continue
    if (labelOf(dense, whole).replace(general, '') !== '') continue
    for (const fact of facts) {
      if (fact === whole || fact.value !== whole.value || fact.unit !== whole.unit || parts.includes(fact)) continue
      const label = labelOf(dense, fact)
      if (!/信息$/.test(label) || throughAChannel.test(label)) continue
      const narrower = label.replace(general, '')
      if (narrower === '' || narrower.length > 6 || bureau?.includes(narrower)) continue
      asked.add(whole.value)
      notes.find(
        'C-37',
        'doubt',
        `${whole.value}${whole.unit}既是公开信息总数，又写作“${narrower}信息”的数量；请说明口径`,
        { value: whole.value, as: '公开信息总数', alsoAs: `${narrower}信息` },
        [quotedAround(page, whole.from, whole.to), quotedAround(page, fact.from, fact.to)],
      )
      break
    }
  }
  for (const { whole, parts } of breakdowns) {
    for (const part of parts) {
      const label = labelOf(dense, part)
      const sentence = dense.slice(
        part.labelFrom - 40 < whole.to ? Math.max(whole.to, part.labelFrom - 60) : part.labelFrom,
        part.from,
      )
      const words = channels.filter(
        (channel) => label.includes(channel) || (/等其[他它]/.test(label) && sentence.includes(channel)),
      )
      if (words.length === 0) continue
      for (const fact of facts) {
        if (fact.unit !== part.unit || fact.value <= part.value || fact === whole || parts.includes(fact)) continue
        const other = labelOf(dense, fact)
        const channel = words.find((word) => other.includes(word))
        if (!channel || !/信息/.test(other)) continue
        notes.find(
          'C-37',
          'doubt',
          `${channel}${fact.value}${fact.approximate ? '余' : ''}${fact.unit}，多于包含它的一项 ${part.value}${part.unit}；请说明统计范围是否不同`,
          { channel, value: fact.value, including: part.value },
          [quotedAround(page, fact.from, fact.to), quotedAround(page, part.from, part.to)],
        )
      }
    }
  }
}

// ── C-44 ──

const numerals = '一二三四五六七八九十'
const numeralCodes = new Set([...numerals].map((one) => one.charCodeAt(0)))
const tableRow = /^.{1,4}(?:本年新收|上年结转|本年度办理|结转下年|予以公开|部分公开|不予|无法提供|其他处理|总计)/

/** Headings at the beginning of a line: 一、 and （一）. */
export function checkHeadings(page: Page, outline: Outline, notes: Notes): void {
  const tables = Object.values(outline.tables).filter((place) => place !== null)
  const isSection = (place: number) => outline.sections.some(({ from }) => from === place)
  let chapter = 0
  let item = 0
  let seen = 0
  const inLines = headingsOf(page).filter(
    ({ place, text }) =>
      isSection(place) || (!tables.some(({ from, to }) => place >= from && place < to) && !tableRow.test(text)),
  )
  // A part of the common form is a heading wherever it stands.
  const parts = outline.year !== null && outline.year >= 2019 ? outline.sections : []
  const others = parts
    .filter(({ from, numbered }) => numbered && !inLines.some(({ place }) => place === from))
    .map(({ from, number }) => ({ place: from, number, bracketed: false, text: page.dense.slice(from, from + 16) }))
  const heads = [...inLines, ...others].sort((a, b) => a.place - b.place)
  const problems: { place: number; message: string; found: number; expected: number }[] = []
  for (const { place, number, bracketed, text } of heads) {
    const written = bracketed ? `（${text.slice(1, text.indexOf(')'))}）` : `${text.slice(0, text.search(/[、.,]/))}、`
    if (!bracketed) {
      if (number !== chapter + 1 && !(number === 1 && chapter > 0)) {
        problems.push({
          place,
          message: number === chapter ? `标题“${written}”重复` : `标题“${written}”之前缺少“${chinese(chapter + 1)}、”`,
          found: number,
          expected: chapter + 1,
        })
      }
      if (number === 1 && chapter > 0) item = 0
      chapter = number
      seen += 1
    } else if (number === item + 1 || number === 1) {
      item = number
      seen += 1
    } else if (number === chapter + 1) {
      problems.push({
        place,
        message: `标题“${written}”与前文“${chinese(chapter)}、”同级，样式却与各条相同；应为“${chinese(number)}、”`,
        found: number,
        expected: item + 1,
      })
      chapter = number
    } else {
      problems.push({
        place,
        message: `标题“${written}”之前是“（${chinese(item)}）”，${number === item ? '序号重复' : '序号不连续'}`,
        found: number,
        expected: item + 1,
      })
      item = number
    }
  }
  if (problems.length === 0) {
    if (seen >= 3) notes.pass('C-44', { headings: seen })
    return
  }
  for (const { place, message, found, expected } of problems) {
    notes.find('C-44', 'doubt', message, { found, expected }, [quoted(page, place, place + 24)])
  }
}

interface Heading {
  place: number
  number: number
  bracketed: boolean
  text: string
}

function headingsOf(page: Page): Heading[] {
  const headings: Heading[] = []
  const { codes, dense, lines } = page
  let place = 0
  for (const at of lines) {
    let offset = at
    while (offset < codes.length && codes[offset] !== 10 && kinds[codes[offset] as number] === blank) offset += 1
    const code = codes[offset]
    if (code === undefined || (code !== 40 && !numeralCodes.has(code))) continue
    while (place < dense.length && (page.at[place] as number) < offset) place += 1
    const text = dense.slice(place, place + 16)
    const found = /^(?:\(([一二三四五六七八九十]{1,3})\)|([一二三四五六七八九十]{1,3})[、.])/.exec(text)
    if (!found) continue
    headings.push({ place, number: chineseNumber(found[1] ?? found[2] ?? ''), bracketed: found[1] !== undefined, text })
  }
  return headings
}

function chinese(number: number): string {
  if (number <= 10) return numerals[number - 1] ?? String(number)
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? numerals[tens - 1] : ''}十${ones > 0 ? numerals[ones - 1] : ''}`
}

const notAnItem = new Set([...'统之唯第万专十同如某每另'])

/** 一是…二是…三是: none left out and none twice. Lists stand inside lists. */
export function checkItems(page: Page, places: readonly Place[], notes: Notes): void {
  const { dense } = page
  for (const { from, to } of places) {
    let open: number[] = []
    for (let at = dense.indexOf('是', from); at >= 0 && at < to; at = dense.indexOf('是', at + 1)) {
      const number = numerals.indexOf(dense.charAt(at - 1)) + 1
      if (number === 0 || notAnItem.has(dense.charAt(at - 2))) continue
      const before = open.lastIndexOf(number - 1)
      if (number === 1) open.push(1)
      else if (before >= 0) open = [...open.slice(0, before), number]
      else if (open.length > 0) {
        const last = open.at(-1) as number
        notes.find(
          'C-44',
          'doubt',
          `“${chinese(number)}是”之前是“${chinese(last)}是”，${number === last ? '序号重复' : '序号不连续'}`,
          { found: number, expected: last + 1 },
          [quoted(page, at - 1, at + 20)],
        )
        open = [...open.slice(0, -1), number]
      }
    }
  }
}

// ── What must be said, and how much ──

/** Characters the overview should not exceed. */
export const longestOverview = 1000

export function checkParts({ page, outline, vintage }: ReportReading, notes: Notes): void {
  if (vintage !== '2021') return
  const overview = outline.sections.find(({ number }) => number === 1)
  if (overview && outline.sections.length > 1) {
    const length = overview.to - overview.from - (overview.numbered ? 6 : 4)
    const values = { characters: length, limit: longestOverview }
    if (length <= longestOverview) notes.pass('C-43', values)
    else {
      notes.find('C-43', 'doubt', `总体情况约 ${length} 字，原则上不超过 ${longestOverview} 字`, values, [
        quoted(page, overview.from, overview.from + 6),
      ])
    }
  }
  const rest = outline.sections.find(({ number }) => number === 6)
  if (!rest) return
  if (/费/.test(page.dense.slice(rest.from + 10, rest.to))) notes.pass('C-38', { section: '其他需要报告的事项' })
  else {
    notes.find(
      'C-38',
      'doubt',
      '第六部分没有报告收取信息处理费的情况；没有收取的也请写明',
      { section: '其他需要报告的事项' },
      [quoted(page, rest.from, rest.from + 30)],
    )
  }
}

// ── C-45 ──

const organ = /(?:局|厅|委员会|办公室)$/

export function checkNames({ page, outline: { bureau } }: ReportReading, notes: Notes): void {
  if (!bureau || !organ.test(bureau)) return
  const { dense } = page
  for (let at = dense.indexOf('政府信息公开指南'); at >= 0; at = dense.indexOf('政府信息公开指南', at + 1)) {
    const open = dense.lastIndexOf('《', at)
    const name = at - open <= 30 && open >= 0 ? dense.slice(open + 1, at) : ''
    if (!organ.test(name) || name.includes(bureau) || bureau.includes(name)) continue
    notes.find('C-45', 'doubt', `文中写的是“${name}”的指南，报告的编制机关是“${bureau}”`, { named: name, bureau }, [
      quoted(page, open, at + 9),
    ])
  }
}

const compiler =
  /([\u4e00-\u9fff]{2,20}?(?:局|厅|委员会|办公室|人民政府))(?:根据[^。]{0,60})?(?:编制|发布|公布)(?:了|的|本|[^,。]{0,12}年度)*报告/g
const signer = /([\u4e00-\u9fff]{2,20}(?:局|厅|委员会|人民政府))20\d\d年\d{1,2}月\d{1,2}日/g

/** Who compiled or signed the report by its own words, where that is another body of the same kind. */
export function checkCompiler({ page, outline: { bureau } }: ReportReading, notes: Notes): void {
  if (!bureau) return
  for (const pattern of [compiler, signer]) {
    for (const found of page.dense.matchAll(pattern)) {
      const name = (found[1] ?? '').replace(/^.*?(?:由|，|据|及|和|照|求|定)(?=..)/, '')
      const kind = commonEnd(name, bureau)
      // 本局, 我局 and a short form of the own name are no other body.
      if (kind.length < 3 || name.includes(bureau) || bureau.includes(name) || name.length - kind.length < 2) continue
      if (bureau.length - kind.length < 2 || sharesPlace(name.slice(0, -kind.length), bureau)) continue
      const at = found.index + found[0].indexOf(name)
      notes.find('C-45', 'doubt', `这里写的是“${name}”，报告的编制机关是“${bureau}”`, { named: name, bureau }, [
        quoted(page, at, at + name.length),
      ])
    }
  }
}

function commonEnd(one: string, other: string): string {
  let length = 0
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length += 1
  return one.slice(one.length - length)
}

/** 临澜 for 临澜市, 演练市临澜区 for 临澜区. */
function sharesPlace(place: string, bureau: string): boolean {
  const own = place.replace(/[省市县区州盟旗]$/, '').slice(-2)
  return bureau.includes(own)
}

// ── C-41 ──

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Numbers of identity cards and of mobile telephones. */
export function checkPersonalData(page: Page, narrative: readonly Place[], notes: Notes): void {
  const { dense, numbers } = page
  for (const at of numbers) {
    let end = at
    while (end - at < 19 && dense.charCodeAt(end) >= 48 && dense.charCodeAt(end) <= 57) end += 1
    const length = end - at
    if (length !== 11 && length !== 17 && length !== 18) continue
    const digits = dense.slice(at, at + (length === 11 ? 11 : 18))
    const what =
      length === 11 ? (/^1[3-9]/.test(digits) ? '手机号码' : null) : isIdentityNumber(digits) ? '身份证号码' : null
    if (!what || !narrative.some(({ from, to }) => at >= from && at < to)) continue
    notes.find(
      'C-41',
      'doubt',
      `第 ${lineOf(page, page.at[at] as number)} 行疑有公民${what}，请核对是否应当公开`,
      { what },
      [
        // The number itself is not repeated.
        quoted(page, Math.max(0, at - 12), at),
      ],
    )
  }
}

function isIdentityNumber(digits: string): boolean {
  if (digits.length !== 18 || !/^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])/.test(digits)) return false
  const sum = weights.reduce((all, weight, place) => all + weight * Number(digits[place]), 0)
  return '10X98765432'[sum % 11] === digits[17]?.toUpperCase()
}
