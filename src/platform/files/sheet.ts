import { type FileTable, type Hidden, PartBuilder, type TextPart } from './inspection.ts'
import { relationsOf } from './office.ts'
import { plainText } from './plain-text.ts'
import { readXml, textsOf } from './xml.ts'
import { type Archive, textOf } from './zip.ts'

interface SheetText {
  parts: TextPart[]
  tables: FileTable[]
  hidden: Hidden[]
}

const mostTableRows = 20_000

/** The sheets of a workbook as they are seen, and everything in it that is not. */
export function readWorkbook(archive: Archive): SheetText {
  const found: SheetText = { parts: [], tables: [], hidden: [] }
  const shared = sharedStrings(textOf(archive, 'xl/sharedStrings.xml') ?? '')
  const invisible = invisibleStyles(textOf(archive, 'xl/styles.xml') ?? '')
  const relations = new Map(relationsOf(archive, 'xl/workbook.xml').map((one) => [one.id, one.target]))
  const authors = personNames(archive)
  readXml(textOf(archive, 'xl/workbook.xml') ?? '', {
    open: (element, { name = '', state, id = '' }) => {
      if (element !== 'sheet') return
      const target = relations.get(id) ?? ''
      const sheet = readSheetPart(textOf(archive, target) ?? '', name, shared, invisible)
      if (state === 'hidden' || state === 'veryHidden') {
        found.hidden.push({ what: 'hidden-sheet', place: `隐藏的工作表“${name}”`, text: sheet.all })
      } else {
        if (!sheet.part.isEmpty) found.parts.push(sheet.part.part())
        found.tables.push({ place: `工作表“${name}”`, rows: sheet.rows })
        found.hidden.push(...sheet.hidden)
      }
      found.hidden.push(...commentsOf(archive, target, name, authors))
      found.parts.push(...drawingsOf(archive, target, name))
    },
  })
  for (const name of archive.keys()) {
    const text = () => plainText(allValues(textOf(archive, name) ?? ''))
    if (/^xl\/externalLinks\/[^/]+\.xml$/.test(name)) {
      found.hidden.push({ what: 'external-link', place: '外部工作簿的缓存', text: text() })
    } else if (/^xl\/pivotCache\/pivotCache(?:Definition|Records)\d+\.xml$/.test(name)) {
      found.hidden.push({ what: 'hidden-text', place: '数据透视表的缓存', text: text() })
    } else if (name === 'xl/connections.xml') {
      found.hidden.push({
        what: 'external-link',
        place: '数据连接',
        text: plainText(connectionText(textOf(archive, name) ?? '')),
      })
    } else if (/^xl\/revisions\/revisionLog\d+\.xml$/.test(name)) {
      found.hidden.push({ what: 'tracked-change', place: '修订记录', text: text() })
    }
  }
  return found
}

export function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let depth = { t: 0, phonetic: 0 }
  readXml(xml, {
    open: (name) => {
      if (name === 'si') {
        text = ''
        depth = { t: 0, phonetic: 0 }
      }
      if (name === 't') depth.t += 1
      if (name === 'rPh') depth.phonetic += 1
    },
    text: (words) => {
      if (depth.t > 0 && depth.phonetic === 0) text += words
    },
    close: (name) => {
      if (name === 't') depth.t -= 1
      if (name === 'rPh') depth.phonetic -= 1
      if (name === 'si') strings.push(plainText(text))
    },
  })
  return strings
}

/** The cell formats with which nothing is seen: `;;;`, or white letters on no colour. */
function invisibleStyles(xml: string): Set<number> {
  const nothing = new Set<string>()
  const white: boolean[] = []
  const coloured: boolean[] = []
  const invisible = new Set<number>()
  let inside: 'fonts' | 'fills' | 'cellXfs' | null = null
  let format = 0
  readXml(xml, {
    open: (name, a) => {
      if (name === 'fonts' || name === 'fills' || name === 'cellXfs') inside = name
      if (name === 'numFmt' && /^;;;/.test(a['formatCode'] ?? '')) nothing.add(a['numFmtId'] ?? '')
      if (inside === 'fonts' && name === 'font') white.push(false)
      if (inside === 'fonts' && name === 'color') {
        white[white.length - 1] = /^(?:FF)?FFFFFF$/i.test(a['rgb'] ?? '') || (a['theme'] === '0' && !a['tint'])
      }
      if (inside === 'fills' && name === 'fill') coloured.push(false)
      if (inside === 'fills' && name === 'patternFill') {
        coloured[coloured.length - 1] = a['patternType'] !== undefined && a['patternType'] !== 'none'
      }
      if (inside === 'fills' && name === 'gradientFill') coloured[coloured.length - 1] = true
      if (inside === 'fills' && name === 'fgColor') {
        if (/^(?:FF)?FFFFFF$/i.test(a['rgb'] ?? '')) coloured[coloured.length - 1] = false
      }
      if (inside === 'cellXfs' && name === 'xf') {
        const unseen = white[Number(a['fontId'] ?? 0)] && !coloured[Number(a['fillId'] ?? 0)]
        if (unseen || nothing.has(a['numFmtId'] ?? '')) invisible.add(format)
        format += 1
      }
    },
    close: (name) => {
      if (name === inside) inside = null
    },
  })
  return invisible
}

function readSheetPart(xml: string, name: string, shared: readonly string[], invisible: ReadonlySet<number>) {
  const place = `工作表“${name}”`
  const part = new PartBuilder(place)
  const rows: string[][] = []
  const all: string[] = []
  const hiddenColumns: [from: number, to: number][] = []
  const inHiddenRows = new Map<number, string[]>()
  const inHiddenColumns = new Map<number, string[]>()
  const unseen: { at: string; text: string }[] = []
  let row = 0
  let column = 0
  let rowHidden = false
  let cell = { type: '', style: 0, value: '', inline: '' }
  let inside: 'v' | 't' | 'header' | null = null
  let cells: string[] = []
  const header: string[] = []

  const isHidden = (place: number) => hiddenColumns.some(([from, to]) => place >= from && place <= to)
  const finish = () => {
    const text = cellText(cell, shared)
    if (text === '') return
    all.push(text)
    if (rowHidden) push(inHiddenRows, row, text)
    else if (isHidden(column)) push(inHiddenColumns, column, text)
    else if (invisible.has(cell.style)) unseen.push({ at: `${letters(column)}${row}`, text })
    else {
      part.mark(`!${letters(column)}${row}`)
      part.add(`${text}\t`)
      while (cells.length < column - 1 && cells.length < 2000) cells.push('')
      cells[column - 1] = text
    }
  }
  readXml(xml, {
    open: (element, a) => {
      switch (element) {
        case 'col':
          if (isTrue(a['hidden']) || a['width'] === '0') hiddenColumns.push([Number(a['min']), Number(a['max'])])
          break
        case 'row':
          row = a['r'] ? Number(a['r']) : row + 1
          column = 0
          cells = []
          rowHidden = isTrue(a['hidden']) || a['ht'] === '0'
          break
        case 'c':
          column = a['r'] ? columnOf(a['r']) : column + 1
          cell = { type: a['t'] ?? '', style: Number(a['s'] ?? 0), value: '', inline: '' }
          break
        case 'v':
          inside = 'v'
          break
        case 't':
          inside = 't'
          break
        case 'oddHeader':
        case 'oddFooter':
        case 'evenHeader':
        case 'evenFooter':
          inside = 'header'
          break
      }
    },
    text: (words) => {
      if (inside === 'v') cell.value += words
      if (inside === 't') cell.inline += words
      if (inside === 'header') header.push(words)
    },
    close: (element) => {
      if (element === 'c') finish()
      if (element === 'row' && !rowHidden) {
        part.add('\n')
        if (rows.length < mostTableRows) rows.push(Array.from(cells, (text) => text ?? ''))
      }
      if (['v', 't', 'oddHeader', 'oddFooter', 'evenHeader', 'evenFooter'].includes(element)) inside = null
    },
  })
  if (header.length > 0) {
    part.mark('的页眉页脚')
    part.add(`${plainText(header.join('\n'))}\n`)
  }
  const hidden: Hidden[] = []
  if (inHiddenRows.size > 0) {
    hidden.push({
      what: 'hidden-row',
      place: `${place}第 ${listed([...inHiddenRows.keys()].map(String))} 行`,
      text: lines(inHiddenRows),
    })
  }
  if (inHiddenColumns.size > 0) {
    const columns = [...inHiddenColumns.keys()].sort((a, b) => a - b).map(letters)
    hidden.push({ what: 'hidden-column', place: `${place}第 ${listed(columns)} 列`, text: lines(inHiddenColumns) })
  }
  if (unseen.length > 0) {
    const text = unseen.map((one) => one.text).join('\n')
    hidden.push({ what: 'hidden-text', place: `${place}!${listed(unseen.map(({ at }) => at))}`, text })
  }
  return { part, rows, hidden, all: all.join('\n') }
}

export function cellText(cell: { type: string; value: string; inline: string }, shared: readonly string[]): string {
  if (cell.type === 's') return shared[Number(cell.value)] ?? ''
  if (cell.type === 'inlineStr') return plainText(cell.inline)
  if (cell.type !== '' && cell.type !== 'n') return plainText(cell.value)
  // 1.38E+10 is a telephone number to whoever opens the file.
  const number = Number(cell.value)
  return /e/i.test(cell.value) && Number.isFinite(number) && Math.abs(number) < 1e21 ? number.toFixed(0) : cell.value
}

export const isTrue = (value: string | undefined) => value === '1' || value === 'true'
const push = (map: Map<number, string[]>, key: number, text: string) => {
  const list = map.get(key)
  if (list) list.push(text)
  else map.set(key, [text])
}
const lines = (map: Map<number, string[]>) => [...map.values()].map((texts) => texts.join('\t')).join('\n')
const listed = (names: readonly string[]) =>
  names.length > 8 ? `${names.slice(0, 8).join('、')} 等 ${names.length} 处` : names.join('、')

/** B3 → 2 */
export function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column
}

/** 28 → AB */
export function letters(column: number): string {
  let text = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    text = String.fromCharCode(65 + ((left - 1) % 26)) + text
  return text
}

function personNames(archive: Archive): Map<string, string> {
  const names = new Map<string, string>()
  for (const part of archive.keys()) {
    if (!/^xl\/persons\/[^/]+\.xml$/.test(part)) continue
    readXml(textOf(archive, part) ?? '', {
      open: (name, { displayName, id }) => {
        if (name === 'person' && id) names.set(id, displayName ?? '')
      },
    })
  }
  return names
}

function commentsOf(archive: Archive, sheet: string, name: string, authors: ReadonlyMap<string, string>): Hidden[] {
  const found: Hidden[] = []
  for (const { type, target } of relationsOf(archive, sheet)) {
    if (type !== 'comments' && type !== 'threadedComment') continue
    const xml = textOf(archive, target)
    if (!xml) continue
    let at = ''
    let author = ''
    let text = ''
    let inText = 0
    readXml(xml, {
      open: (element, a) => {
        if (element === 'comment' || element === 'threadedComment') {
          at = a['ref'] ?? ''
          author = authors.get(a['personId'] ?? '') ?? ''
          text = ''
        }
        if (element === 'text') inText += 1
      },
      text: (words) => {
        if (inText > 0) text += words
      },
      close: (element) => {
        if (element === 'text') inText -= 1
        if (element === 'comment' || element === 'threadedComment') {
          const words = plainText(`${author ? `${author}：` : ''}${text.trim()}`)
          found.push({ what: 'comment', place: `工作表“${name}”!${at} 的批注`, text: words })
        }
      },
    })
  }
  return found
}

/** Text boxes and the words of shapes, which are seen. */
function drawingsOf(archive: Archive, sheet: string, name: string): TextPart[] {
  return relationsOf(archive, sheet).flatMap(({ type, target }) => {
    if (type !== 'drawing') return []
    const text = plainText(textsOf(textOf(archive, target) ?? '', ['t']))
    return text.trim() === '' ? [] : [{ place: `工作表“${name}”的文本框`, text }]
  })
}

/** The values in attributes `v` and in elements, as caches keep them. */
function allValues(xml: string): string {
  const values: string[] = []
  readXml(xml, {
    open: (name, { v, val }) => {
      if ((name === 's' || name === 'n' || name === 'd') && v) values.push(v)
      if (name === 'sheetName' && val) values.push(val)
    },
    text: (text) => {
      if (text.trim() !== '') values.push(text)
    },
  })
  return [...new Set(values)].join('\n')
}

function connectionText(xml: string): string {
  const values: string[] = []
  readXml(xml, {
    open: (_, { connection, command, sourceFile, url }) => {
      for (const value of [connection, command, sourceFile, url]) if (value) values.push(value)
    },
  })
  return values.join('\n')
}
