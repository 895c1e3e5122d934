import { Parser } from 'htmlparser2'

// Word keeps 第一条, 一、 and （1） out of the text and counts them when it shows the page. Read without them a normative
// document has lost its articles, so they are written into the text before anything else reads it.

interface Level {
  start: number
  format: string
  /** 第%1条, %1.%2 */
  pattern: string
  decimalOnly: boolean
}

interface Numbering {
  /** level by list (numId) and depth */
  levels: Map<string, Level[]>
  /** lists that count on together */
  shared: Map<string, string>
  /** list and depth that a style of paragraphs has */
  ofStyle: Map<string, { list: string; depth: number }>
}

type Attributes = Record<string, string>

function walk(
  xml: string,
  visit: {
    open?: (name: string, attributes: Attributes, at: [number, number]) => void
    close?: (name: string, at: [number, number]) => void
  },
) {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => visit.open?.(name, attributes, [parser.startIndex, parser.endIndex + 1]),
      onclosetag: (name) => visit.close?.(name, [parser.startIndex, parser.endIndex + 1]),
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
}

const mostDepth = 9

function readNumbering(numbering: string, styles: string): Numbering {
  const abstract = new Map<string, Level[]>()
  const abstractOf = new Map<string, string>()
  const starts = new Map<string, Map<number, number>>()
  const ofStyle = new Map<string, { list: string; depth: number }>()
  const styleOfAbstract: { style: string; abstract: string; depth: number }[] = []
  let inAbstract: string | null = null
  let list: string | null = null
  let depth = 0
  walk(numbering, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:abstractNum') {
        inAbstract = attributes['w:abstractNumId'] ?? ''
        abstract.set(inAbstract, [])
      } else if (name === 'w:num') {
        list = attributes['w:numId'] ?? ''
        inAbstract = null
      } else if (name === 'w:abstractNumId' && list !== null) abstractOf.set(list, value)
      else if (name === 'w:lvl' || name === 'w:lvlOverride') {
        depth = Math.min(mostDepth, Number(attributes['w:ilvl']) || 0)
        if (inAbstract !== null) {
          abstract.get(inAbstract)![depth] = { start: 1, format: 'decimal', pattern: '', decimalOnly: false }
        }
      } else if (name === 'w:startOverride' && list !== null) {
        starts.set(list, (starts.get(list) ?? new Map()).set(depth, Number(value) || 0))
      } else if (inAbstract !== null) {
        const level = abstract.get(inAbstract)![depth]
        if (!level) return
        if (name === 'w:start') level.start = Number(value) || 0
        else if (name === 'w:numFmt') level.format = value
        else if (name === 'w:lvlText') level.pattern = value
        else if (name === 'w:isLgl') level.decimalOnly = value !== '0'
        else if (name === 'w:pStyle') styleOfAbstract.push({ style: value, abstract: inAbstract, depth })
      }
    },
    close(name) {
      if (name === 'w:abstractNum') inAbstract = null
      if (name === 'w:num') list = null
    },
  })
  const levels = new Map<string, Level[]>()
  const shared = new Map<string, string>()
  for (const [list, of] of abstractOf) {
    const own = (abstract.get(of) ?? []).map((level, depth) => {
      const start = starts.get(list)?.get(depth)
      return start === undefined ? level : { ...level, start }
    })
    levels.set(list, own)
    shared.set(list, starts.has(list) ? `list ${list}` : `kind ${of}`)
  }
  for (const { style, abstract, depth } of styleOfAbstract) {
    const list = [...abstractOf].find(([, of]) => of === abstract)?.[0]
    if (list !== undefined) ofStyle.set(style, { list, depth })
  }
  readStyles(styles, ofStyle)
  return { levels, shared, ofStyle }
}

function readStyles(styles: string, ofStyle: Numbering['ofStyle']) {
  const basedOn = new Map<string, string>()
  const own = new Map<string, { list: string | null; depth: number }>()
  let style = ''
  walk(styles, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:style') style = attributes['w:styleId'] ?? ''
      else if (name === 'w:basedOn') basedOn.set(style, value)
      else if (name === 'w:numId') own.set(style, { list: value, depth: own.get(style)?.depth ?? 0 })
      else if (name === 'w:ilvl') own.set(style, { list: own.get(style)?.list ?? null, depth: Number(value) || 0 })
    },
  })
  for (const style of new Set([...own.keys(), ...basedOn.keys()])) {
    let at: string | undefined = style
    for (let steps = 0; at !== undefined && steps < 10; steps++) {
      const { list, depth } = own.get(at) ?? { list: null, depth: 0 }
      if (list !== null) {
        if (!ofStyle.has(style)) ofStyle.set(style, { list, depth })
        break
      }
      at = basedOn.get(at)
    }
  }
}

/** The document with every number in its text; only lists with dots are still lists. */
export function writeOutNumbers(document: string, numbering: string, styles: string): string {
  const known = readNumbering(numbering, styles)
  const counters = new Map<string, number[]>()
  const edits: { from: number; to: number; text: string }[] = []
  interface Open {
    textAt: number
    style: string | null
    list: string | null
    depth: number
    numbersAt: [number, number] | null
  }
  const open: Open[] = []
  let properties = 0
  walk(document, {
    open(name, attributes, [from, to]) {
      const value = attributes['w:val'] ?? ''
      const paragraph = open.at(-1)
      if (name === 'w:p') {
        open.push({ textAt: document[to - 2] === '/' ? -1 : to, style: null, list: null, depth: 0, numbersAt: null })
        properties = 0
      } else if (name === 'w:pPr') properties++
      else if (name === 'w:pPrChange') properties += 100
      else if (paragraph && properties === 1) {
        if (name === 'w:pStyle') paragraph.style = value
        else if (name === 'w:numPr') paragraph.numbersAt = [from, to]
        else if (name === 'w:numId') paragraph.list = value
        else if (name === 'w:ilvl') paragraph.depth = Math.min(mostDepth, Number(value) || 0)
      }
    },
    close(name, [, to]) {
      const paragraph = open.at(-1)
      if (name === 'w:pPrChange') properties -= 100
      else if (name === 'w:numPr' && paragraph?.numbersAt && properties === 1) paragraph.numbersAt[1] = to
      else if (name === 'w:pPr') {
        if (paragraph && properties === 1) paragraph.textAt = to
        properties--
      } else if (name === 'w:p') {
        open.pop()
        properties = 0
        if (paragraph) number(paragraph)
      }
    },
  })

  function number({ textAt, style, list, depth, numbersAt }: Open) {
    const inherited = style === null ? undefined : known.ofStyle.get(style)
    const of = list ?? inherited?.list
    const at = list === null ? (inherited?.depth ?? 0) : depth
    const levels = of === undefined ? undefined : known.levels.get(of)
    const level = levels?.[at]
    if (!level || !levels || of === undefined || textAt === -1) return
    const bullet = level.format === 'bullet'
    if (numbersAt)
      edits.push({ from: numbersAt[0], to: numbersAt[1], text: bullet ? document.slice(...numbersAt) : '' })
    if (bullet) return
    const key = known.shared.get(of)!
    const counts = counters.get(key) ?? []
    counters.set(key, counts)
    counts[at] = (counts[at] ?? level.start - 1) + 1
    counts.length = at + 1
    const label = level.pattern.replace(/%([1-9])/g, (_, place) => {
      const depth = Number(place) - 1
      const count = counts[depth] ?? levels[depth]?.start ?? 1
      const format = depth !== at && level.decimalOnly ? 'decimal' : (levels[depth]?.format ?? 'decimal')
      return counted(count, level.decimalOnly ? 'decimal' : format)
    })
    if (label === '') return
    const gap = /[、）)】]$/.test(label) ? '' : /[条章节编]$/.test(label) ? '\u3000' : ' '
    const text = `<w:r><w:t xml:space="preserve">${escaped(label + gap)}</w:t></w:r>`
    edits.push({ from: textAt, to: textAt, text })
  }

  let result = document
  for (const { from, to, text } of edits.sort((a, b) => b.from - a.from || b.to - a.to)) {
    result = result.slice(0, from) + text + result.slice(to)
  }
  return result
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const digits = '零一二三四五六七八九'

export function inChinese(number: number): string {
  if (number <= 0 || number > 9999) return String(number)
  const places = ['', '十', '百', '千']
  let text = ''
  let skipped = false
  const written = String(number)
  for (const [at, digit] of [...written].entries()) {
    const place = places[written.length - 1 - at]!
    if (digit === '0') skipped = true
    else {
      text += `${skipped && text !== '' ? '零' : ''}${digits[Number(digit)]}${place}`
      skipped = false
    }
  }
  return text.replace(/^一十/, '十')
}

function inRoman(number: number): string {
  const steps: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let left = Math.max(0, Math.min(number, 3999))
  return steps
    .map(([value, letters]) => {
      const times = Math.floor(left / value)
      left -= times * value
      return letters.repeat(times)
    })
    .join('')
}

const oneOf = (signs: string, number: number) => [...signs][(number - 1) % [...signs].length] ?? String(number)

function counted(number: number, format: string): string {
  switch (format) {
    case 'none':
      return ''
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return inChinese(number)
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseDigital':
      return [...String(number)].map((digit) => (digit === '0' ? '〇' : digits[Number(digit)])).join('')
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return [...inChinese(number)]
        .map((one) => '零壹贰叁肆伍陆柒捌玖拾佰仟'['零一二三四五六七八九十百千'.indexOf(one)] ?? one)
        .join('')
    case 'ideographTraditional':
      return oneOf('甲乙丙丁戊己庚辛壬癸', number)
    case 'ideographZodiac':
      return oneOf('子丑寅卯辰巳午未申酉戌亥', number)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return number >= 1 && number <= 20 ? String.fromCodePoint(0x245f + number) : String(number)
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(number)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
    case 'decimalZero':
      return String(number).padStart(2, '0')
    case 'upperRoman':
      return inRoman(number)
    case 'lowerRoman':
      return inRoman(number).toLowerCase()
    case 'upperLetter':
      return oneOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ', number)
    case 'lowerLetter':
      return oneOf('abcdefghijklmnopqrstuvwxyz', number)
    default:
      return String(number)
  }
}
