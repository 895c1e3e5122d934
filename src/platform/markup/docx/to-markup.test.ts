import {
  AlignmentType,
  Document,
  HeadingLevel,
  ImageRun,
  InsertedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { articlesOf } from '../outline.ts'
import { type DocxPicture, docxToMarkup, type ImportedDocx } from './to-markup.ts'
import { unpackDocx } from './unpack.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const level = (depth: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
  level: depth,
  format,
  text,
})
const numbering = {
  config: [
    {
      reference: 'articles',
      levels: [
        level(0, LevelFormat.CHINESE_COUNTING_THOUSAND, '第%1条'),
        level(1, LevelFormat.CHINESE_COUNTING, '（%2）'),
        level(2, LevelFormat.DECIMAL, '%3.'),
      ],
    },
    { reference: 'dots', levels: [level(0, LevelFormat.BULLET, '●')] },
  ],
}
const numbered = (text: string, depth = 0, reference = 'articles') =>
  new Paragraph({ text, numbering: { reference, level: depth } })
const centred = (text: string) => new Paragraph({ text, alignment: AlignmentType.CENTER })

async function docx(children: (Paragraph | Table)[]): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toBuffer(new Document({ numbering, sections: [{ children }] })))
}

const addressOf = ({ name }: DocxPicture) => `/files/${name}`

async function imported(children: (Paragraph | Table)[]): Promise<ImportedDocx> {
  const result = await docxToMarkup(await docx(children), addressOf)
  if ('refused' in result) throw new Error(result.refused)
  return result
}

test('a normative document keeps the articles Word only counts', async () => {
  const { html } = await imported([
    numbered('为了规范信息公开，制定本办法。'),
    numbered('下列信息应当公开：'),
    numbered('机构职能；', 1),
    numbered('应急预案：', 1),
    numbered('总体预案；', 2),
    numbered('专项预案。', 2),
    numbered('办事指南。', 1),
    numbered('本办法自公布之日起施行。'),
    numbered('一项', 0, 'dots'),
    numbered('又一项', 0, 'dots'),
  ])
  expect(html).toBe(
    [
      '<p>第一条　为了规范信息公开，制定本办法。</p>',
      '<p>第二条　下列信息应当公开：</p>',
      '<p>（一）机构职能；</p>',
      '<p>（二）应急预案：</p>',
      '<p>1. 总体预案；</p>',
      '<p>2. 专项预案。</p>',
      '<p>（三）办事指南。</p>',
      '<p>第三条　本办法自公布之日起施行。</p>',
      '<ul><li>一项</li><li>又一项</li></ul>',
    ].join('\n'),
  )
  expect(articlesOf(html).articles.map(({ label }) => label)).toEqual(['第一条', '第二条', '第三条'])
})

test('the red head and the number stand apart from the title, and the title is put together', async () => {
  const { title, documentNumber, above, html } = await imported([
    centred('临江市应急管理局文件'),
    new Paragraph(''),
    centred('临应急〔2026〕12 号'),
    centred('临江市应急管理局'),
    centred('关于开展安全检查的通　知'),
    new Paragraph('各县（区）应急管理局：'),
    new Paragraph('一、总体要求'),
    new Paragraph('（一）突出重点'),
    new Paragraph('一是抓实，二是抓细。'),
    new Paragraph({ text: '2026年3月12日', alignment: AlignmentType.RIGHT }),
  ])
  expect({ title, documentNumber, above }).toEqual({
    title: '临江市应急管理局关于开展安全检查的通知',
    documentNumber: '临应急〔2026〕12号',
    above: ['临江市应急管理局文件', '临应急〔2026〕12 号'],
  })
  expect(html).toBe(
    '<p>各县（区）应急管理局：</p>\n<h2>一、总体要求</h2>\n<h3>（一）突出重点</h3>\n<p>一是抓实，二是抓细。</p>\n<p class="right">2026年3月12日</p>',
  )
})

test('a text without a title in the middle has none, and loses nothing', async () => {
  const { title, html } = await imported([new Paragraph('各科室：'), centred('表一')])
  expect(title).toBeNull()
  expect(html).toBe('<p>各科室：</p>\n<p class="center">表一</p>')
})

test('headings, tables with spans and header rows, pictures with what they show', async () => {
  const cell = (text: string, more = {}) => new TableCell({ children: [new Paragraph(text)], ...more })
  const { html, pictures } = await imported([
    new Paragraph({ text: '工作情况', heading: HeadingLevel.HEADING_1 }),
    new Paragraph({ text: '重点', heading: HeadingLevel.HEADING_2 }),
    new Table({
      rows: [
        new TableRow({ tableHeader: true, children: [cell('名称', { rowSpan: 2 }), cell('数量', { columnSpan: 2 })] }),
        new TableRow({ tableHeader: true, children: [cell('上年'), cell('本年')] }),
        new TableRow({ children: [cell('检查'), cell('1'), cell('2')] }),
      ],
    }),
    new Paragraph({
      children: [
        new ImageRun({
          type: 'png',
          data: png,
          transformation: { width: 10, height: 10 },
          altText: { name: 'a', title: '', description: '现场照片' },
        }),
      ],
    }),
  ])
  expect(html).toBe(
    [
      '<h2>工作情况</h2>',
      '<h3>重点</h3>',
      '<table><thead><tr><th scope="col" rowspan="2">名称</th><th scope="col" colspan="2">数量</th></tr><tr><th scope="col">上年</th><th scope="col">本年</th></tr></thead><tbody><tr><td>检查</td><td>1</td><td>2</td></tr></tbody></table>',
      '<p><img src="/files/picture-1.png" alt="现场照片"></p>',
    ].join('\n'),
  )
  expect(pictures).toEqual([
    { name: 'picture-1.png', mediaType: 'image/png', bytes: new Uint8Array(png), alt: '现场照片' },
  ])
})

test('tracked changes are told', async () => {
  const { html, warnings } = await imported([
    new Paragraph({
      children: [
        new TextRun('甲'),
        new InsertedTextRun({ text: '乙', id: 1, author: '某', date: '2026-03-12T00:00:00Z' }),
      ],
    }),
  ])
  expect(html).toBe('<p>甲乙</p>')
  expect(warnings).toEqual([{ kind: 'tracked-changes', count: 1 }])
})

const minimal = { '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<nothing') }

test.each([
  ['an empty file', new Uint8Array(), 'empty'],
  ['a Word file from before 2007', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'old-word'],
  [
    'a file with a password',
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
    'password',
  ],
  ['a PDF', strToU8('%PDF-1.7'), 'not-word'],
  ['another archive', zipSync({ 'xl/workbook.xml': strToU8('<a/>') }), 'not-word'],
  ['half a file', zipSync(minimal).subarray(0, 60), 'broken'],
  ['a document that is not XML', zipSync(minimal), 'broken'],
  [
    'a file that unpacks to 300 MB',
    zipSync({ ...minimal, 'word/media/a.png': new Uint8Array(300 * 1024 * 1024) }),
    'too-large',
  ],
])('%s is refused', async (_, bytes, refused) => {
  expect(await docxToMarkup(bytes, addressOf)).toEqual({ refused })
})

test('a part that lies about its size is not unpacked beyond what it says', () => {
  const bytes = Buffer.from(zipSync({ ...minimal, 'word/media/a.png': new Uint8Array(20 * 1024 * 1024) }))
  const entry = bytes.lastIndexOf('PK\x01\x02', bytes.lastIndexOf('word/media/a.png'))
  bytes.writeUInt32LE(10, entry + 24)
  const parts = unpackDocx(new Uint8Array(bytes))
  expect((parts as Record<string, Uint8Array>)['word/media/a.png']?.length).toBe(10)
})
