import { type FileTable, type Hidden, PartBuilder, type TextPart } from './inspection.ts'
import { plainText } from './plain-text.ts'
import { type Attributes, readXml, textsOf } from './xml.ts'
import { type Archive, textOf } from './zip.ts'

interface WordText {
  parts: TextPart[]
  tables: FileTable[]
  hidden: Hidden[]
}

/** Body, headers, footers and notes of a Word file; comments, tracked changes and what is formatted away. */
export function readWord(archive: Archive): WordText {
  const hiddenStyles = stylesThatHide(textOf(archive, 'word/styles.xml') ?? '')
  const found: WordText = { parts: [], tables: [], hidden: [] }
  const places: [pattern: RegExp, place: string][] = [
    [/^word\/document\.xml$/, '正文'],
    [/^word\/header\d*\.xml$/, '页眉'],
    [/^word\/footer\d*\.xml$/, '页脚'],
    [/^word\/footnotes\.xml$/, '脚注'],
    [/^word\/endnotes\.xml$/, '尾注'],
  ]
  for (const name of [...archive.keys()].sort()) {
    const place = places.find(([pattern]) => pattern.test(name))?.[1]
    if (place) readStory(textOf(archive, name) ?? '', place, hiddenStyles, found)
    else if (/^word\/comments\.xml$/.test(name)) found.hidden.push(...comments(textOf(archive, name) ?? ''))
    else if (/^word\/people\.xml$/.test(name)) found.hidden.push(...people(textOf(archive, name) ?? ''))
    else if (/^word\/settings\.xml$/.test(name)) found.hidden.push(...variables(textOf(archive, name) ?? ''))
  }
  found.parts.sort((a, b) => Number(b.place === '正文') - Number(a.place === '正文'))
  return found
}

const isOn = ({ val }: Attributes) => val === undefined || !['0', 'false', 'off'].includes(val)

function stylesThatHide(xml: string): Set<string> {
  const hiding = new Set<string>()
  let style: string | null = null
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'style') style = attributes['styleId'] ?? null
      if (name === 'vanish' && style && isOn(attributes)) hiding.add(style)
    },
  })
  return hiding
}

/** Where the reading is: what an element opens, its end closes. */
interface Around {
  paragraph: number
  deleted: number
  inserted: number
  /** of the run */
  vanish: boolean
  white: boolean
  tiny: boolean
  /** of the paragraph */
  hiding: boolean
  shaded: { cell: boolean; paragraph: boolean; run: boolean }
  inRun: boolean
  fallback: number
  styledTables: boolean[]
}

function readStory(xml: string, place: string, hiddenStyles: ReadonlySet<string>, found: WordText): void {
  const part = new PartBuilder(place)
  const around: Around = {
    paragraph: 0,
    deleted: 0,
    inserted: 0,
    vanish: false,
    white: false,
    tiny: false,
    hiding: false,
    shaded: { cell: false, paragraph: false, run: false },
    inRun: false,
    fallback: 0,
    styledTables: [],
  }
  const tables: { rows: string[][]; at: string }[] = []
  let text: 'shown' | 'deleted' | null = null
  const where = () => `${place}第 ${around.paragraph} 段`
  const changed = { deleted: '', inserted: '' }
  const away = { text: '', at: '' }
  const tell = (what: Hidden['what'], at: string, words: string) => {
    if (words.trim() !== '') found.hidden.push({ what, place: at, text: plainText(words) })
  }
  const flush = () => {
    tell('tracked-change', `${where()}（已删除）`, changed.deleted)
    tell('tracked-change', `${where()}（新插入）`, changed.inserted)
    tell('hidden-text', away.at, away.text)
    changed.deleted = ''
    changed.inserted = ''
    away.text = ''
  }
  const write = (words: string) => {
    if (around.fallback > 0) return
    if (text === 'deleted' || around.deleted > 0) {
      changed.deleted += words
      return
    }
    if (around.inserted > 0) changed.inserted += words
    const onPaper =
      around.shaded.cell || around.shaded.paragraph || around.shaded.run || around.styledTables.some(Boolean)
    if (around.vanish || around.hiding || around.tiny || (around.white && !onPaper)) {
      away.at = where()
      away.text += words
      return
    }
    part.add(plainText(words))
    const cells = tables.at(-1)?.rows.at(-1)
    if (cells && cells.length > 0) cells[cells.length - 1] += plainText(words)
  }
  const fills = ({ fill }: Attributes) => fill !== undefined && !/^(?:auto|FFFFFF)$/i.test(fill)

  readXml(xml, {
    open: (name, attributes) => {
      switch (name) {
        case 'p':
          around.paragraph += 1
          part.mark(`第 ${around.paragraph} 段`)
          Object.assign(around, { hiding: false })
          around.shaded.paragraph = false
          break
        case 'r':
          Object.assign(around, { inRun: true, vanish: false, white: false, tiny: false })
          around.shaded.run = false
          break
        case 'pStyle':
        case 'rStyle':
          if (!hiddenStyles.has(attributes['val'] ?? '')) break
          if (name === 'pStyle') around.hiding = true
          else around.vanish = true
          break
        case 'vanish':
        case 'webHidden':
          if (around.inRun && name === 'vanish' && isOn(attributes)) around.vanish = true
          break
        case 'color':
          if (around.inRun) around.white = /^(?:FFFFFF|FEFEFE)$/i.test(attributes['val'] ?? '')
          break
        case 'sz':
          if (around.inRun) around.tiny = Number(attributes['val'] ?? '20') <= 2
          break
        case 'highlight':
          if (around.inRun) around.shaded.run = true
          break
        case 'shd':
          if (around.inRun) around.shaded.run = fills(attributes)
          else if (tables.length > 0 && !around.inRun) around.shaded.cell ||= fills(attributes)
          else around.shaded.paragraph = fills(attributes)
          break
        case 'del':
        case 'moveFrom':
          around.deleted += 1
          break
        case 'ins':
        case 'moveTo':
          around.inserted += 1
          break
        case 'Fallback':
          around.fallback += 1
          break
        case 't':
          text = 'shown'
          break
        case 'delText':
          text = 'deleted'
          break
        case 'tab':
          if (around.inRun) write('\t')
          break
        case 'br':
        case 'cr':
          if (around.inRun) write('\n')
          break
        case 'tbl':
          tables.push({ rows: [], at: '' })
          around.styledTables.push(false)
          break
        case 'tblStyle':
          around.styledTables[around.styledTables.length - 1] = true
          break
        case 'tr':
          tables.at(-1)?.rows.push([])
          break
        case 'tc':
          around.shaded.cell = false
          tables.at(-1)?.rows.at(-1)?.push('')
          break
        case 'docPr':
          if (attributes['descr']) part.add(`${plainText(attributes['descr'])} `)
          break
      }
    },
    text: (words) => {
      if (text) write(words)
    },
    close: (name) => {
      switch (name) {
        case 't':
        case 'delText':
          text = null
          break
        case 'r':
          around.inRun = false
          break
        case 'del':
        case 'moveFrom':
          around.deleted -= 1
          break
        case 'ins':
        case 'moveTo':
          around.inserted -= 1
          break
        case 'Fallback':
          around.fallback -= 1
          break
        case 'p':
          flush()
          part.add(tables.length > 0 ? ' ' : '\n')
          break
        case 'tc':
          part.add('\t')
          around.shaded.cell = false
          break
        case 'tr':
          part.add('\n')
          break
        case 'tbl': {
          const table = tables.pop()
          around.styledTables.pop()
          if (table) found.tables.push({ place: `${place}的表格 ${found.tables.length + 1}`, rows: table.rows })
          break
        }
      }
    },
  })
  if (!part.isEmpty) found.parts.push(part.part())
}

function comments(xml: string): Hidden[] {
  const found: Hidden[] = []
  let author = ''
  let text = ''
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'comment') {
        author = attributes['author'] ?? ''
        text = ''
      }
    },
    text: (words) => {
      text += words
    },
    close: (name) => {
      if (name === 'p') text += '\n'
      if (name === 'comment') found.push({ what: 'comment', place: `批注（${author}）`, text: plainText(text.trim()) })
    },
  })
  return found
}

function people(xml: string): Hidden[] {
  const found: Hidden[] = []
  readXml(xml, {
    open: (name, { author, userId }) => {
      if (name === 'person' && author) found.push({ what: 'metadata', place: '修订者', text: plainText(author) })
      if (name === 'presenceInfo' && userId)
        found.push({ what: 'metadata', place: '修订者账号', text: plainText(userId) })
    },
  })
  return found
}

/** Variables no reader sees, and the source of a mail merge. */
function variables(xml: string): Hidden[] {
  const found: Hidden[] = []
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'docVar') {
        found.push({
          what: 'hidden-text',
          place: `文档变量·${attributes['name'] ?? ''}`,
          text: plainText(attributes['val'] ?? ''),
        })
      }
      if (name === 'query' && attributes['val']) {
        found.push({ what: 'external-link', place: '邮件合并数据源', text: plainText(attributes['val']) })
      }
    },
  })
  return found
}

/** Slides, notes and comments of a presentation. */
export function readSlides(archive: Archive): WordText {
  const found: WordText = { parts: [], tables: [], hidden: [] }
  const numbered = (pattern: RegExp) =>
    [...archive.keys()]
      .flatMap((name) => {
        const number = pattern.exec(name)?.[1]
        return number ? [{ name, number: Number(number) }] : []
      })
      .sort((a, b) => a.number - b.number)
  for (const { name, number } of numbered(/^ppt\/slides\/slide(\d+)\.xml$/)) {
    const xml = textOf(archive, name) ?? ''
    const text = plainText(textsOf(xml, ['t']))
    if (/<p:sld\b[^>]*\sshow="(?:0|false)"/.test(xml)) {
      found.hidden.push({ what: 'hidden-sheet', place: `隐藏的第 ${number} 张幻灯片`, text })
    } else if (text.trim() !== '') found.parts.push({ place: `第 ${number} 张幻灯片`, text })
  }
  for (const { name, number } of numbered(/^ppt\/notesSlides\/notesSlide(\d+)\.xml$/)) {
    const text = plainText(textsOf(textOf(archive, name) ?? '', ['t']))
    if (text.trim() !== '') found.hidden.push({ what: 'hidden-text', place: `第 ${number} 页备注`, text })
  }
  for (const { name } of numbered(/^ppt\/comments\/[^/]*?(\d+)\.xml$/)) {
    const text = plainText(textsOf(textOf(archive, name) ?? ''))
    if (text.trim() !== '') found.hidden.push({ what: 'comment', place: '批注', text })
  }
  return found
}
