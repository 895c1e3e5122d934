import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  HeightRule,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { columnsOf } from '../markup/grid.ts'
import { textOfBlocks } from '../markup/to-text.ts'
import type { Align, Block, Cell, Inline, Table as MarkupTable, Picture } from '../markup/tree.ts'
import {
  characterPitch,
  charactersPerLine,
  gapBeside,
  inBrackets,
  isSigned,
  issuerSize,
  linePitch,
  longestOf,
  type OfficialDocument,
  type Pictures,
  page,
  signaturePlace,
  sizes,
  withColon,
} from './document.ts'
import { pictureSize } from './picture-size.ts'
import { titleLines } from './title.ts'
import { cellPadding, columnWidths, type Face, isShort, tableSize, titlePerLine, wideFrom, withLead } from './tree.ts'

const twips = (points: number) => Math.round(points * 20)
const millimetres = (length: number) => twips((length / 25.4) * 72)
const character = twips(characterPitch)
/** never more than the standard's, or the last line finds no room */
const pitch = Math.floor(linePitch * 20)
const red = 'E60012'

/** As Windows and WPS have them; ‘方正小标宋简体’ is what bureaus install for titles. */
const fonts = { body: 'FangSong', kai: 'KaiTi', hei: 'SimHei', song: 'SimSun', biaosong: '方正小标宋简体' }
const face = (name: keyof typeof fonts) => ({
  ascii: name === 'body' || name === 'song' ? 'Times New Roman' : fonts[name],
  hAnsi: name === 'body' || name === 'song' ? 'Times New Roman' : fonts[name],
  eastAsia: fonts[name],
  cs: 'Times New Roman',
})

/** An editable version with the same layout, for Word and WPS; the same document always gives the same bytes. */
export async function typesetDocx(document: OfficialDocument, pictures: Pictures): Promise<Uint8Array> {
  const sheets = [
    ...headOf(document),
    ...textOf(document, pictures),
    ...annexesOf(document, pictures),
    ...imprintOf(document),
  ]
  const author = document.signers[0] ?? document.issuers[0] ?? ''
  const packed = await Packer.toBuffer(
    new Document({
      title: document.title,
      creator: author,
      lastModifiedBy: author,
      description: document.documentNumber ?? '',
      evenAndOddHeaderAndFooters: true,
      styles,
      sections: sectionsOf(sheets, document.foot),
    }),
  )
  return settled(new Uint8Array(packed), document.madeOn)
}

// 28 characters a line by their spacing: programs do not agree on what a grid of characters does to other sizes.
const run = { size: sizes.三号 * 2, font: face('body'), characterSpacing: twips(characterPitch - sizes.三号) }
const lines = { line: pitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
const headingStyle = (name: keyof typeof fonts, outlineLevel: number) => ({
  run: { ...run, font: face(name), bold: name === 'body', italics: false, color: '000000' },
  paragraph: { spacing: lines, indent: { firstLine: 2 * character }, outlineLevel, keepNext: true },
})

const styles = {
  default: {
    document: { run: { ...run, language: { eastAsia: 'zh-CN', value: 'en-US' } }, paragraph: { spacing: lines } },
    title: {
      run: { font: face('biaosong'), size: sizes.二号 * 2, bold: false, color: '000000' },
      paragraph: { spacing: { ...lines, line: twips(32) }, alignment: AlignmentType.CENTER },
    },
    heading1: headingStyle('hei', 0),
    heading2: headingStyle('kai', 1),
    heading3: headingStyle('body', 2),
  },
}

/** A table with its own wide page, or what stands on ordinary pages. */
interface Sheet {
  wide: boolean
  children: (Paragraph | Table)[]
}

const upright = (...children: (Paragraph | Table)[]): Sheet => ({ wide: false, children })

function sectionsOf(sheets: readonly Sheet[], foot: string | null): ISectionOptions[] {
  const joined: Sheet[] = []
  for (const { wide, children } of sheets) {
    const last = joined.at(-1)
    if (last && !last.wide && !wide) last.children.push(...children)
    else if (children.length > 0) joined.push({ wide, children: [...children] })
  }
  const plain = { line: 240, lineRule: LineRuleType.AUTO }
  const footer = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
    new Footer({
      children: [
        new Paragraph({
          alignment,
          spacing: plain,
          indent: { left: sizes.四号 * 20, right: sizes.四号 * 20 },
          children: [
            new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: sizes.四号 * 2, font: face('song') }),
          ],
        }),
        ...(foot === null
          ? []
          : [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                spacing: { ...plain, before: twips(6) },
                children: [text(foot, { size: 15, color: '5A5A5A' })],
              }),
            ]),
      ],
    })
  return joined.map(({ wide, children }) => ({
    properties: {
      page: {
        size: {
          width: millimetres(page.width),
          height: millimetres(page.height),
          orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: millimetres(wide ? page.left : page.top),
          left: millimetres(wide ? page.top : page.left),
          right: millimetres(wide ? 35 : page.width - page.left - page.bodyWidth),
          bottom: millimetres(wide ? 26 : page.height - page.top - page.bodyHeight),
          header: millimetres(15),
          // The number stands 7 mm below the text (7.5); it is 5 mm high itself.
          footer: millimetres(wide ? 14 : 23),
        },
      },
      grid: { type: DocumentGridType.DEFAULT, linePitch: pitch },
    },
    footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
    children,
  }))
}

function paragraph(children: ParagraphChild[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ spacing: lines, ...options, children })
}

const text = (text: string, options: IRunOptions = {}) => new TextRun({ text, ...options })
const blank = (count: number) => Array.from({ length: count }, () => paragraph([], { keepNext: true }))
const broken = (lines: readonly string[], options: IRunOptions) =>
  lines.map((line, place) => text(line, { ...options, ...(place === 0 ? {} : { break: 1 }) }))

function headOf({ withRedHead, issuers, documentNumber, title, subtitle, addressees }: OfficialDocument): Sheet[] {
  const below = (line: string | null) =>
    line === null ? [] : [paragraph([text(line, { font: face('kai') })], { alignment: AlignmentType.CENTER })]
  const start = [titleOf(title), ...below(subtitle), ...below(withRedHead ? null : documentNumber), ...blank(1)]
  if (!withRedHead) return [upright(...blank(1), ...start, ...addressed(addressees))]
  return [
    upright(
      // 35 mm from the top of the text to the mark (7.2.4).
      paragraph([], { spacing: { ...lines, line: millimetres(35) } }),
      ...markOf(issuers),
      ...blank(2),
      paragraph(documentNumber === null ? [] : [text(documentNumber)], {
        alignment: AlignmentType.CENTER,
        border: { bottom: { style: BorderStyle.SINGLE, size: 16, color: red, space: 11 } },
      }),
      ...blank(2),
      ...start,
      ...addressed(addressees),
    ),
  ]
}

/** 发文机关标志: 文件 stands beside the middle of several organs. */
function markOf(issuers: readonly string[]): (Paragraph | Table)[] {
  const size = issuerSize(issuers)
  const mark = (words: string, alignment: 'center' | 'distribute') =>
    paragraph([text(words, { font: face('biaosong'), size: Math.round(size * 2), color: red })], {
      alignment: alignment === 'center' ? AlignmentType.CENTER : AlignmentType.DISTRIBUTE,
      spacing: { ...lines, line: twips(size * 1.2) },
    })
  if (issuers.length === 1) return [mark(`${issuers[0]}文件`, 'center')]
  const columnWidths = [longestOf(issuers), 2 + gapBeside].map((characters) => twips(characters * size))
  const cell = (children: Paragraph[]) =>
    new TableCell({
      borders: noBorders,
      margins: { left: 0, right: 0 },
      verticalAlign: VerticalAlignTable.CENTER,
      children,
    })
  const names = cell(issuers.map((issuer) => mark(issuer, 'distribute')))
  return [
    new Table({
      width: { size: columnWidths[0]! + columnWidths[1]!, type: WidthType.DXA },
      columnWidths,
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
      rows: [new TableRow({ children: [names, cell([mark('文件', 'center')])] })],
    }),
  ]
}

const noBorder = { style: BorderStyle.NIL, size: 0, color: 'auto' }
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder }

const titleOf = (title: string) =>
  new Paragraph({
    heading: HeadingLevel.TITLE,
    alignment: AlignmentType.CENTER,
    children: broken(titleLines(title, titlePerLine), {}),
  })

const addressed = (addressees: string | null) => (addressees === null ? [] : [paragraph([text(withColon(addressees))])])

function textOf(document: OfficialDocument, pictures: Pictures): Sheet[] {
  const { body, attachments, signers, notes } = document
  const date = document.date ?? ''
  const place = signaturePlace(signers, date)
  const at = (characters: number) => ({ indent: { left: Math.round(characters * character) } })
  const many = attachments.length > 1
  return [
    ...sheetsOf(body, pictures, isSigned(document)),
    upright(
      ...(attachments.length > 0 ? blank(1) : []),
      ...attachments.map((name, number) => {
        const label = `${number === 0 ? '附件：' : ''}${many ? `${number + 1}.` : ''}`
        const left = (many ? 6.5 : 5) * character
        return paragraph([text(label), new TextRun({ children: [new Tab(), name] })], {
          indent: { left, hanging: left - (number === 0 ? 2 : 5) * character },
          tabStops: [{ type: TabStopType.LEFT, position: left }],
          keepNext: true,
        })
      }),
      ...(signers.length > 0 || date !== '' ? blank(1) : []),
      ...signers.map((signer) => paragraph([text(signer)], { ...at(place.signer), keepNext: true })),
      ...(date === '' ? [] : [paragraph([text(date)], at(place.date))]),
      ...(notes === null ? [] : [paragraph([text(inBrackets(notes))], { indent: { firstLine: 2 * character } })]),
    ),
  ]
}

function annexesOf({ annexes }: OfficialDocument, pictures: Pictures): Sheet[] {
  return annexes.flatMap(({ label, title, body }) => [
    upright(
      paragraph(label === null ? [] : [text(label, { font: face('hei') })], { pageBreakBefore: true }),
      ...(label === null ? [] : blank(1)),
      ...(title === null ? [] : [titleOf(title), ...blank(1)]),
    ),
    ...sheetsOf(body, pictures),
  ])
}

/** 版记: at the foot of the last page. */
function imprintOf({ copyTo, printer, printed }: OfficialDocument): Sheet[] {
  if (copyTo === null && printer === null) return []
  const line = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' })
  const row = (children: ParagraphChild[], first: boolean, last: boolean, options: IParagraphOptions) =>
    new TableRow({
      children: [
        new TableCell({
          borders: { top: line(first ? 8 : 6), bottom: line(last ? 8 : 6), left: noBorder, right: noBorder },
          margins: { left: 0, right: 0 },
          children: [paragraph(children, { ...options, spacing: { ...lines, line: twips(26) } })],
        }),
      ],
    })
  const small = { size: sizes.四号 * 2 }
  const em = sizes.四号 * 20
  const width = millimetres(page.bodyWidth)
  const rows = [
    ...(copyTo === null
      ? []
      : [
          row([text(`抄送：${copyTo}`, small)], true, printer === null, {
            indent: { left: 4 * em, hanging: 3 * em, right: em },
          }),
        ]),
    ...(printer === null
      ? []
      : [
          row(
            [
              text(printer, small),
              new TextRun({
                children: [new Tab(), printed ?? ''],
                ...small,
              }),
            ],
            copyTo === null,
            true,
            { indent: { left: em }, tabStops: [{ type: TabStopType.RIGHT, position: width - em }] },
          ),
        ]),
  ]
  return [
    upright(
      new Table({
        width: { size: width, type: WidthType.DXA },
        columnWidths: [width],
        layout: TableLayoutType.FIXED,
        float: {
          horizontalAnchor: TableAnchorType.MARGIN,
          verticalAnchor: TableAnchorType.MARGIN,
          relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
        },
        rows,
      }),
      paragraph([], { spacing: { ...lines, line: 20 } }),
    ),
  ]
}

function sheetsOf(blocks: readonly Block[], pictures: Pictures, keepLast = false): Sheet[] {
  return blocks.map((block, place) => ({
    wide: block.is === 'table' && columnsOf(block) >= wideFrom,
    children: setBlock(block, pictures, {
      ...{ onPage: true, left: 0, font: 'body', size: sizes.三号 },
      keepNext: keepLast && place === blocks.length - 1,
    }),
  }))
}

interface Setting {
  onPage: boolean
  /** characters from the left */
  left: number
  font: Face
  size: number
  /** on the page of what follows */
  keepNext?: boolean
}

function setBlock(block: Block, pictures: Pictures, setting: Setting): (Paragraph | Table)[] {
  const { onPage, left, font, size, keepNext = false } = setting
  const spacing = onPage ? lines : { ...lines, line: twips(size * 1.35) }
  switch (block.is) {
    case 'heading': {
      const level = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][block.level - 2]!
      const centred = block.align === 'center'
      return [
        new Paragraph({
          heading: level,
          ...(centred ? { alignment: AlignmentType.CENTER, indent: { firstLine: 0 } } : {}),
          children: runsOf(block.inlines, pictures, {}),
        }),
      ]
    }
    case 'paragraph': {
      const alignment = alignmentOf(block.align)
      return [
        paragraph(runsOf(onPage ? withLead(block.inlines) : block.inlines, pictures, { font, size }), {
          spacing: { ...spacing, ...(hasPicture(block.inlines) ? { lineRule: LineRuleType.AUTO, line: 240 } : {}) },
          keepNext,
          ...(alignment ? { alignment } : onPage ? { alignment: AlignmentType.BOTH } : {}),
          indent: {
            left: Math.round(left * character),
            ...(onPage && block.align === null ? { firstLine: 2 * character } : {}),
            ...(onPage && block.align === 'right' ? { right: 2 * character } : {}),
          },
        }),
      ]
    }
    case 'list':
      return block.items.flatMap((item, place) => {
        const sign = block.ordered ? `${block.start + place}. ` : '• '
        const [first, ...rest] = item
        const lead = first?.is === 'paragraph' ? first.inlines : []
        const below = first?.is === 'paragraph' ? rest : item
        return [
          paragraph([text(sign, { size: size * 2 }), ...runsOf(lead, pictures, { font, size })], {
            spacing,
            indent: {
              left: Math.round((left + (onPage ? 3.5 : 1.5)) * character),
              hanging: Math.round(1.5 * character),
            },
          }),
          ...below.flatMap((inner) => setBlock(inner, pictures, { ...setting, left: left + 1.5 })),
        ]
      })
    case 'quote':
      return block.blocks.flatMap((inner) => setBlock(inner, pictures, { ...setting, left: left + 2, font: 'kai' }))
    case 'figure':
      return [
        paragraph(pictureOf(block.picture, pictures), {
          alignment: AlignmentType.CENTER,
          spacing: { line: 240, lineRule: LineRuleType.AUTO },
          keepNext: block.caption.length > 0,
        }),
        ...(block.caption.length > 0
          ? [
              paragraph(runsOf(block.caption, pictures, { font: 'hei', size: sizes.小四 }), {
                alignment: AlignmentType.CENTER,
                spacing,
              }),
            ]
          : []),
      ]
    case 'rule':
      return [paragraph([], { border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '000000' } } })]
    case 'table':
      return tableOf(block, pictures)
  }
}

const hasPicture = (inlines: readonly Inline[]) => inlines.some((one) => one.is === 'picture')
const alignmentOf = (align: Align) =>
  align === 'center' ? AlignmentType.CENTER : align === 'right' ? AlignmentType.RIGHT : null

function tableOf(table: MarkupTable, pictures: Pictures): (Paragraph | Table)[] {
  const columns = columnsOf(table)
  const size = tableSize(columns)
  const room = columns >= wideFrom ? (page.bodyHeight / 25.4) * 72 : charactersPerLine * characterPitch
  const columnWidthsInTwips = columnWidths(table, size, room).map(twips)
  const cellOf = (cell: Cell) =>
    new TableCell({
      rowSpan: cell.rowspan,
      columnSpan: cell.colspan,
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: (cellPadding / 2) * 20, right: (cellPadding / 2) * 20, top: 60, bottom: 60 },
      children: cellContent(cell, size, pictures),
    })
  const rows = [...table.head, ...table.body].map(
    (cells, place) =>
      new TableRow({
        tableHeader: place < table.head.length,
        cantSplit: true,
        height: { value: 400, rule: HeightRule.ATLEAST },
        children: cells.map(cellOf),
      }),
  )
  const caption =
    table.caption.length > 0
      ? [
          paragraph(runsOf(table.caption, pictures, { font: 'hei', size: sizes.四号 }), {
            alignment: AlignmentType.CENTER,
            keepNext: true,
          }),
        ]
      : []
  return [
    ...caption,
    new Table({
      width: { size: columnWidthsInTwips.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
      columnWidths: columnWidthsInTwips,
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      rows,
    }),
  ]
}

function cellContent(cell: Cell, size: number, pictures: Pictures): (Paragraph | Table)[] {
  const align: Align = cell.align ?? (cell.header || isShort(cell) ? 'center' : null)
  const blocks: Block[] = cell.blocks.map((block) =>
    block.is === 'paragraph' ? { ...block, align: block.align ?? align } : block,
  )
  const set = blocks.flatMap((block) =>
    setBlock(block, pictures, { onPage: false, left: 0, font: cell.header ? 'hei' : 'body', size }),
  )
  return textOfBlocks(cell.blocks) === '' && set.length === 0 ? [paragraph([])] : set
}

function runsOf(
  inlines: readonly (Inline & { face?: Face })[],
  pictures: Pictures,
  { font, size }: { font?: Face; size?: number },
): ParagraphChild[] {
  return inlines.flatMap((one): ParagraphChild[] => {
    if (one.is === 'break') return [new TextRun({ break: 1 })]
    if (one.is === 'picture') return pictureOf(one, pictures)
    const is = (mark: (typeof one.marks)[number]) => one.marks.includes(mark)
    const own = one.face && one.face !== 'body' ? one.face : is('em') ? 'kai' : font
    const set = text(one.text, {
      ...(own ? { font: face(own) } : {}),
      ...(size ? { size: size * 2 } : {}),
      ...(is('strong') ? { bold: true } : {}),
      ...(is('u') ? { underline: {} } : {}),
      ...(is('sub') ? { subScript: true } : {}),
      ...(is('sup') ? { superScript: true } : {}),
    })
    const outside = one.href !== null && /^(?:https?|mailto|tel):/i.test(one.href)
    return outside ? [new ExternalHyperlink({ link: one.href!, children: [set] })] : [set]
  })
}

const pixel = 0.75

function pictureOf({ src, alt, width }: Picture, pictures: Pictures): ParagraphChild[] {
  const bytes = pictures.get(src)
  const size = bytes ? pictureSize(bytes) : null
  if (!bytes || !size || size.width === 0 || size.height === 0) return [text(`［图片：${alt ?? ''}］`)]
  const most = (charactersPerLine * characterPitch) / pixel
  const shown = Math.min(width ?? size.width, most, (size.width * 680) / size.height)
  return [
    new ImageRun({
      type: size.type,
      data: bytes,
      transformation: { width: Math.round(shown), height: Math.max(1, Math.round((shown * size.height) / size.width)) },
      altText: { name: alt ?? '', description: alt ?? '', title: '' },
    }),
  ]
}

const otherNames = [
  ['方正小标宋简体', '华文中宋'],
  ['FangSong', '仿宋_GB2312'],
  ['KaiTi', '楷体_GB2312'],
  ['SimHei', '黑体'],
]
const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${otherNames
  .map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`)
  .join('')}</w:fonts>`

/**
 * What the library cannot be told: the names Word looks for where a font is not installed, and neither moments nor random
 * names of links, so that a file can be made again byte for byte.
 */
function settled(packed: Uint8Array, madeOn: string): Uint8Array {
  const parts = unzipSync(packed)
  const change = (name: string, how: (xml: string) => string) => {
    if (parts[name]) parts[name] = strToU8(how(strFromU8(parts[name])))
  }
  const links = new Map<string, string>()
  change('word/document.xml', (xml) =>
    xml.replace(/(<w:hyperlink [^>]*r:id=")([^"]+)"/g, (_, before: string, id: string) => {
      if (!links.has(id)) links.set(id, `link${links.size + 1}`)
      return `${before}${links.get(id)}"`
    }),
  )
  change('word/_rels/document.xml.rels', (xml) =>
    xml.replace(/ Id="([^"]+)"/g, (whole, id: string) => (links.has(id) ? ` Id="${links.get(id)}"` : whole)),
  )
  change('docProps/core.xml', (xml) =>
    xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${madeOn}T00:00:00Z`),
  )
  change('word/fontTable.xml', () => fontTable)
  return zipSync(parts, { mtime: madeOn })
}
