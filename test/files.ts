import { crc32, deflateSync } from 'node:zlib'
import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  Document,
  Footer,
  ImageRun,
  InsertedTextRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import ExcelJS from 'exceljs'

// Real files made in memory, each with things in it that nobody sees.

/** A grey JPEG of one pixel. */
const onePixel = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
)

/** A JPEG taken at a place, by a camera, upright, with a remark and bytes after its end. */
export function aPhotograph({ after = 0 } = {}): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: number | Buffer) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16BE(tag, 0)
    bytes.writeUInt16BE(type, 2)
    bytes.writeUInt32BE(count, 4)
    if (typeof value === 'number') bytes.writeUInt32BE(value, 8)
    else value.copy(bytes, 8)
    return bytes
  }
  const short = (value: number) => Buffer.from([0, value, 0, 0])
  const rational = (degrees: number, minutes: number, seconds: number) => {
    const bytes = Buffer.alloc(24)
    for (const [place, value] of [degrees, 1, minutes, 1, seconds, 1].entries()) bytes.writeUInt32BE(value, place * 4)
    return bytes
  }
  const model = Buffer.from('Demo Camera\0')
  // Head, directory of three entries, model; directory of positions, its numbers.
  const first = 8
  const modelAt = first + 2 + 3 * 12 + 4
  const gpsAt = modelAt + model.length
  const latitudeAt = gpsAt + 2 + 4 * 12 + 4
  const tiff = Buffer.concat([
    Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 3]),
    entry(0x0110, 2, model.length, modelAt),
    entry(0x0112, 3, 1, short(6)),
    entry(0x8825, 4, 1, gpsAt),
    Buffer.alloc(4),
    model,
    Buffer.from([0, 4]),
    entry(1, 2, 2, Buffer.from('N\0\0\0')),
    entry(2, 5, 3, latitudeAt),
    entry(3, 2, 2, Buffer.from('E\0\0\0')),
    entry(4, 5, 3, latitudeAt + 24),
    Buffer.alloc(4),
    rational(25, 30, 0),
    rational(119, 45, 0),
  ])
  const segment = (marker: number, content: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(content.length + 2, 2)
    return Buffer.concat([head, content])
  }
  return new Uint8Array(
    Buffer.concat([
      onePixel.subarray(0, 2),
      segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff])),
      segment(0xfe, Buffer.from('拍摄者：演示人员')),
      onePixel.subarray(2),
      Buffer.alloc(after, 7),
    ]),
  )
}

/** A PNG of one pixel with text chunks, and more after its end. */
export function aPng({ after = 0 } = {}): Uint8Array {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
      chunk('tEXt', Buffer.from('Author\0Demo Officer')),
      chunk('tIME', Buffer.from([7, 234, 3, 5, 1, 2, 3])),
      chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
      chunk('IEND', Buffer.alloc(0)),
      Buffer.alloc(after, 7),
    ]),
  )
}

export interface PlantedWord {
  shown: string
  inCell: string
  inFooter: string
  comment: string
  deleted: string
  inserted: string
  vanished: string
  white: string
  author: string
}

export async function aWordFile(planted: PlantedWord): Promise<Uint8Array> {
  const change = { id: 1, author: planted.author, date: '2026-03-01T00:00:00Z' }
  const document = new Document({
    creator: planted.author,
    lastModifiedBy: planted.author,
    title: '关于演示的通知',
    comments: {
      children: [{ id: 0, author: planted.author, date: new Date(0), children: [new Paragraph(planted.comment)] }],
    },
    sections: [
      {
        footers: { default: new Footer({ children: [new Paragraph(planted.inFooter)] }) },
        children: [
          new Paragraph({
            children: [
              new CommentRangeStart(0),
              new TextRun(planted.shown),
              new CommentRangeEnd(0),
              new TextRun({ children: [new CommentReference(0)] }),
            ],
          }),
          new Paragraph({
            children: [
              new DeletedTextRun({ ...change, text: planted.deleted }),
              new InsertedTextRun({ ...change, id: 2, text: planted.inserted }),
            ],
          }),
          new Paragraph({ children: [new TextRun({ text: planted.vanished, vanish: true }), new TextRun('完')] }),
          new Paragraph({ children: [new TextRun({ text: planted.white, color: 'FFFFFF' })] }),
          new Table({
            rows: [
              new TableRow({
                children: ['姓名', '备注'].map((text) => new TableCell({ children: [new Paragraph(text)] })),
              }),
              new TableRow({
                children: ['演示', planted.inCell].map((text) => new TableCell({ children: [new Paragraph(text)] })),
              }),
            ],
          }),
          new Paragraph({
            children: [new ImageRun({ type: 'jpg', data: aPhotograph(), transformation: { width: 10, height: 10 } })],
          }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

export interface PlantedSheet {
  shown: string
  inHiddenSheet: string
  inVeryHiddenSheet: string
  inHiddenRow: string
  inHiddenColumn: string
  comment: string
  semicolons: string
  white: string
  author: string
}

export async function aWorkbook(planted: PlantedSheet): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.creator = planted.author
  book.company = '演示单位'
  const list = book.addWorksheet('名单')
  list.addRow(['序号', '事项', '内部', '结果'])
  list.addRow([1, planted.shown, planted.inHiddenColumn, '已办'])
  list.addRow([2, planted.inHiddenRow, '', '已办'])
  list.addRow([3, planted.semicolons, '', planted.white])
  list.addRow([4, { formula: '"合"&"计"', result: '合计' }, '', 13800000000])
  list.mergeCells('A6:D6')
  list.getCell('A6').value = '说明'
  list.getRow(3).hidden = true
  list.getColumn(3).hidden = true
  list.getCell('B4').numFmt = ';;;'
  list.getCell('D4').font = { color: { argb: 'FFFFFFFF' } }
  list.getCell('B2').note = planted.comment
  book.addWorksheet('底稿', { state: 'hidden' }).addRow([planted.inHiddenSheet])
  book.addWorksheet('密稿', { state: 'veryHidden' }).addRow([planted.inVeryHiddenSheet])
  const image = book.addImage({ extension: 'jpeg', buffer: Buffer.from(aPhotograph()) as unknown as ExcelJS.Buffer })
  list.addImage(image, { tl: { col: 0, row: 7 }, ext: { width: 10, height: 10 } })
  return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer)
}

/** A PDF of one page: `paint` is what it paints, `more` further objects from number 10 on. */
export function aPdf(
  paint: string,
  { info = '', page = '', catalog = '', second = '', more = [] as string[] } = {},
): Uint8Array {
  const objects = new Map<number, string>([
    [1, `<</Type/Catalog/Pages 2 0 R${catalog}>>`],
    [2, second ? '<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>' : '<</Type/Pages/Kids[3 0 R]/Count 1>>'],
    [
      3,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/ExtGState<</GS<</ca 0.3>>>>>>${page}>>`,
    ],
    [4, `<</Length ${Buffer.byteLength(paint, 'latin1')}>>stream\n${paint}\nendstream`],
    [5, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'],
    ...(info ? [[6, info] as [number, string]] : []),
    ...(second
      ? ([
          [7, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 8 0 R/Resources<</Font<</F1 5 0 R>>>>>>'],
          [8, contentOf(second)],
        ] as [number, string][])
      : []),
    ...more.map((object, place): [number, string] => [10 + place, object]),
  ])
  return written('%PDF-1.4\n', objects, `/Root 1 0 R${info ? '/Info 6 0 R' : ''}`)
}

/** The same PDF with some objects said anew at its end, as editors save. */
export function savedAgain(pdf: Uint8Array, changed: ReadonlyMap<number, string>): Uint8Array {
  const before = Buffer.from(pdf).toString('latin1')
  const previous = Number(/startxref\n(\d+)/.exec(before)?.[1])
  return written(before, changed, `/Root 1 0 R/Prev ${previous}`)
}

export const contentOf = (paint: string) =>
  `<</Length ${Buffer.byteLength(paint, 'latin1')}>>stream\n${paint}\nendstream`

function written(before: string, objects: ReadonlyMap<number, string>, trailer: string): Uint8Array {
  let text = before.endsWith('\n') ? before : `${before}\n`
  const places = new Map<number, number>()
  for (const [number, object] of objects) {
    places.set(number, Buffer.byteLength(text, 'latin1'))
    text += `${number} 0 obj\n${object}\nendobj\n`
  }
  const at = Buffer.byteLength(text, 'latin1')
  const lines = [...places].map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`)
  const size = Math.max(20, ...places.keys()) + 1
  text += `xref\n0 1\n0000000000 65535 f \n${lines.join('')}trailer\n<</Size ${size}${trailer}>>\nstartxref\n${at}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}
