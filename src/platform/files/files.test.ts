import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import {
  aPdf,
  aPhotograph,
  aPng,
  aWordFile,
  aWorkbook,
  contentOf,
  type PlantedSheet,
  type PlantedWord,
  savedAgain,
} from '../../../test/files.ts'
import { cleanFile } from './clean.ts'
import { inspectFile } from './inspect.ts'
import { type FileInspection, type HiddenWhat, placeIn } from './inspection.ts'
import { plainText } from './plain-text.ts'

const shownIn = ({ parts }: FileInspection) => parts.map(({ text }) => text).join('\n')
const hiddenIn = ({ hidden }: FileInspection, what: HiddenWhat) => hidden.filter((one) => one.what === what)
const said = (inspection: FileInspection, what: HiddenWhat) =>
  hiddenIn(inspection, what)
    .map(({ place, text }) => `${place}：${text}`)
    .join('\n')

const wordPlanted: PlantedWord = {
  shown: '现将有关事项通知如下',
  inCell: '表格里的话',
  inFooter: '页脚里的话',
  comment: '批注里的话',
  deleted: '删掉的话',
  inserted: '插入的话',
  vanished: '隐藏的话',
  white: '白色的话',
  author: '演示作者',
}

describe('a Word file', () => {
  test('gives what is seen, and everything that is not', async () => {
    const found = await inspectFile(await aWordFile(wordPlanted), '通知.docx')
    expect(found).toMatchObject({ kind: 'docx', fits: true, unreadable: null })
    for (const text of [wordPlanted.shown, wordPlanted.inCell, wordPlanted.inFooter, wordPlanted.inserted, '完']) {
      expect(shownIn(found)).toContain(text)
    }
    for (const text of [wordPlanted.comment, wordPlanted.deleted, wordPlanted.vanished, wordPlanted.white]) {
      expect(shownIn(found)).not.toContain(text)
    }
    expect(said(found, 'comment')).toBe('批注（演示作者）：批注里的话')
    expect(said(found, 'tracked-change')).toBe('正文第 2 段（已删除）：删掉的话\n正文第 2 段（新插入）：插入的话')
    expect(said(found, 'hidden-text')).toBe('正文第 3 段：隐藏的话\n正文第 4 段：白色的话')
    expect(said(found, 'metadata')).toContain('文档属性·作者：演示作者')
    expect(said(found, 'gps')).toMatch(/图片“.+”·拍摄位置：25\.500000, 119\.750000/)
    expect(found.tables).toEqual([
      {
        place: '正文的表格 1',
        rows: [
          ['姓名', '备注'],
          ['演示', '表格里的话'],
        ],
      },
    ])
    const body = found.parts.find(({ place }) => place === '正文')
    expect(body && placeIn(body, body.text.indexOf(wordPlanted.inserted))).toBe('正文第 2 段')
  })

  test('is cleaned: what was seen stays, what was not is gone', async () => {
    const cleaned = await cleanFile(await aWordFile(wordPlanted), '通知.docx')
    if ('refused' in cleaned) throw new Error(cleaned.refused)
    const text = shownIn(cleaned.inspection)
    for (const kept of [wordPlanted.shown, wordPlanted.inCell, wordPlanted.inFooter, wordPlanted.inserted]) {
      expect(text).toContain(kept)
    }
    const elsewhere = await mammoth.extractRawText({ buffer: Buffer.from(cleaned.bytes) })
    expect(elsewhere.value).toContain(wordPlanted.inserted)
    expect(cleaned.inspection.hidden.map(({ what }) => what)).toEqual(['hidden-text'])
    expect(said(cleaned.inspection, 'hidden-text')).toContain(wordPlanted.white)
    const everything = Object.values(unzipSync(cleaned.bytes))
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('')
    for (const gone of [wordPlanted.comment, wordPlanted.deleted, wordPlanted.vanished, wordPlanted.author]) {
      expect(everything).not.toContain(gone)
    }
    expect(cleaned.removed.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['comment', 'tracked-change', 'gps', 'metadata']),
    )
  })
})

const sheetPlanted: PlantedSheet = {
  shown: '看得见的话',
  inHiddenSheet: '隐藏表里的话',
  inVeryHiddenSheet: '深藏表里的话',
  inHiddenRow: '隐藏行里的话',
  inHiddenColumn: '隐藏列里的话',
  comment: '单元格批注',
  semicolons: '分号下的话',
  white: '白底白字',
  author: '演示作者',
}

describe('a workbook', () => {
  test('gives the cells by their names, and what sheets, rows, columns, notes and formats hide', async () => {
    const found = await inspectFile(await aWorkbook(sheetPlanted), '名单.xlsx')
    expect(found).toMatchObject({ kind: 'xlsx', fits: true, unreadable: null })
    const part = found.parts.find(({ place }) => place === '工作表“名单”')
    if (!part) throw new Error('the visible sheet')
    expect(placeIn(part, part.text.indexOf(sheetPlanted.shown))).toBe('工作表“名单”!B2')
    expect(placeIn(part, part.text.indexOf('13800000000'))).toBe('工作表“名单”!D5')
    expect(said(found, 'hidden-sheet')).toBe('隐藏的工作表“底稿”：隐藏表里的话\n隐藏的工作表“密稿”：深藏表里的话')
    expect(said(found, 'hidden-row')).toContain('工作表“名单”第 3 行：2\t隐藏行里的话')
    expect(said(found, 'hidden-column')).toContain('隐藏列里的话')
    expect(hiddenIn(found, 'hidden-column')[0]?.place).toBe('工作表“名单”第 C 列')
    expect(said(found, 'comment')).toBe('工作表“名单”!B2 的批注：单元格批注')
    expect(said(found, 'hidden-text')).toBe('工作表“名单”!B4、D4：分号下的话\n白底白字')
    expect(said(found, 'metadata')).toContain('演示作者')
    expect(said(found, 'metadata')).toContain('演示单位')
    expect(hiddenIn(found, 'gps')).toHaveLength(1)
    for (const hidden of Object.values(sheetPlanted).filter((text) => text !== sheetPlanted.shown)) {
      expect(shownIn(found)).not.toContain(hidden)
    }
  })

  test('is cleaned: only the visible cells are left, and the pictures without where they were taken', async () => {
    const cleaned = await cleanFile(await aWorkbook(sheetPlanted), '名单.xlsx')
    if ('refused' in cleaned) throw new Error(cleaned.refused)
    expect(cleaned.inspection.hidden).toEqual([])
    expect(shownIn(cleaned.inspection)).toContain(sheetPlanted.shown)
    expect(shownIn(cleaned.inspection)).toContain('合计')
    const everything = Object.values(unzipSync(cleaned.bytes))
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('')
    for (const hidden of Object.values(sheetPlanted).filter((text) => text !== sheetPlanted.shown)) {
      expect(everything).not.toContain(hidden)
    }
    expect(Object.keys(unzipSync(cleaned.bytes)).some((name) => /media\/.*\.jpeg$/.test(name))).toBe(true)
  })

  test('caches of pivot tables and of other workbooks are read, too', async () => {
    const files = unzipSync(await aWorkbook(sheetPlanted))
    files['xl/pivotCache/pivotCacheDefinition1.xml'] = strToU8(
      '<pivotCacheDefinition><sharedItems><s v="缓存里的名字"/></sharedItems></pivotCacheDefinition>',
    )
    files['xl/externalLinks/externalLink1.xml'] = strToU8(
      '<externalLink><sheetDataSet><cell><v>别处的数字</v></cell></sheetDataSet></externalLink>',
    )
    files['xl/vbaProject.bin'] = strToU8('x')
    const found = await inspectFile(zipSync(files), '名单.xlsm')
    expect(said(found, 'hidden-text')).toContain('缓存里的名字')
    expect(said(found, 'external-link')).toContain('别处的数字')
    expect(hiddenIn(found, 'macro')).toHaveLength(1)
  })

  test('a file in a file is read, too', async () => {
    const files = unzipSync(await aWordFile(wordPlanted))
    files['word/embeddings/名单.xlsx'] = new Uint8Array(await aWorkbook(sheetPlanted))
    const found = await inspectFile(zipSync(files), '通知.docx')
    expect(said(found, 'embedded-file')).toContain(sheetPlanted.inVeryHiddenSheet)
  })
})

const line = (text: string, x: number, y: number) => `BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET`

describe('a PDF', () => {
  test.each([
    ['a black box over words', `${line('SECRET 1', 20, 200)}\n0 g 15 195 120 16 re f`, 'SECRET 1', true],
    ['a white box over words', `${line('SECRET 2', 20, 200)}\n1 g 15 195 120 16 re f`, 'SECRET 2', true],
    [
      'a box in a space of its own',
      `${line('SECRET 3', 120, 200)}\nq 2 0 0 2 100 100 cm 0 g 5 45 60 12 re f Q`,
      'SECRET 3',
      true,
    ],
    ['a box below words', `0.9 g 15 195 120 16 re f 0 g ${line('shown 1', 20, 200)}`, 'shown 1', false],
    ['white words on a dark box', `0 g 15 195 120 16 re f 1 g ${line('shown 2', 20, 200)}`, 'shown 2', false],
    ['a translucent marker', `${line('shown 3', 20, 200)} q /GS gs 1 1 0 rg 15 195 120 16 re f Q`, 'shown 3', false],
    ['a line through words', `${line('shown 4', 20, 200)} 0 g 15 203 120 1 re f`, 'shown 4', false],
    ['a box beside words', `${line('shown 5', 20, 200)} 0 g 200 195 120 16 re f`, 'shown 5', false],
  ])('%s', async (_what, paint, words, covered) => {
    const found = await inspectFile(aPdf(paint), 'a.pdf')
    expect(found).toMatchObject({ kind: 'pdf', unreadable: null, pages: 1 })
    expect(hiddenIn(found, 'covered-text').map(({ text }) => text)).toEqual(covered ? [words] : [])
    expect(hiddenIn(found, 'hidden-text')).toEqual([])
  })

  test('only the letters under the box are covered', async () => {
    const found = await inspectFile(aPdf(`${line('NAME: ZHANG SAN', 20, 200)}\n0 g 61 195 200 16 re f`), 'a.pdf')
    expect(hiddenIn(found, 'covered-text').map(({ text }) => text.trim())).toEqual(['ZHANG SAN'])
  })

  test.each([
    ['white on white', `1 g ${line('SECRET', 20, 200)}`, '与底色相同的文字'],
    ['not painted', `3 Tr ${line('SECRET', 20, 200)}`, '不显示的文字'],
    ['outside the page', line('SECRET', 20, 400), '页面之外的文字'],
    ['tiny', 'BT /F1 0.5 Tf 20 200 Td (SECRET) Tj ET', '极小的文字'],
  ])('words that are %s', async (_what, paint, place) => {
    const found = await inspectFile(aPdf(paint), 'a.pdf')
    expect(said(found, 'hidden-text')).toBe(`第 1 页${place}：SECRET`)
  })

  test('what was there before it was saved again', async () => {
    const before = aPdf(`${line('Telephone 13800000000', 20, 200)}`)
    const after = savedAgain(before, new Map([[4, contentOf(line('Telephone withheld', 20, 200))]]))
    const found = await inspectFile(after, 'a.pdf')
    expect(shownIn(found)).toBe('Telephone withheld')
    expect(said(found, 'earlier-revision')).toBe('修改前的第 1 页：Telephone 13800000000')
  })

  test('saved again without losing anything, it has no earlier revision', async () => {
    const after = savedAgain(aPdf(line('the same', 20, 200)), new Map([[6, '<</Title(x)>>']]))
    expect(hiddenIn(await inspectFile(after, 'a.pdf'), 'earlier-revision')).toEqual([])
  })

  test('notes, attachments, author, scripts and photographs', async () => {
    const photograph = Buffer.from(aPhotograph()).toString('latin1')
    const pdf = aPdf(line('shown', 20, 200), {
      info: '<</Author(Demo Officer)/Creator(Writer)>>',
      page: '/Annots[10 0 R]',
      catalog: '/Names<</EmbeddedFiles<</Names[(list.txt) 11 0 R]>>/JavaScript<</Names[(x) 14 0 R]>>>>',
      more: [
        '<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(a note)/T(Reviewer)>>',
        '<</Type/Filespec/F(list.txt)/EF<</F 12 0 R>>>>',
        '<</Type/EmbeddedFile/Length 11>>stream\n13800000000\nendstream',
        `<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length ${photograph.length}>>stream\n${photograph}\nendstream`,
        '<</S/JavaScript/JS(app.alert\\(1\\))>>',
      ],
    })
    const found = await inspectFile(pdf, 'a.pdf')
    expect(said(found, 'comment')).toBe('第 1 页批注（Reviewer）：a note')
    expect(said(found, 'embedded-file')).toBe('附件“list.txt”：13800000000')
    expect(said(found, 'metadata')).toBe('文档属性·作者：Demo Officer')
    expect(hiddenIn(found, 'macro')).toHaveLength(1)
    expect(hiddenIn(found, 'gps')).toHaveLength(1)
  })

  test('made by the typesetter of our letters has nothing hidden in it', async () => {
    const bytes = NodeCompiler.create().pdf({
      mainFileContent: '#set text(lang: "zh")\nReply letter 1234\n#table(columns: 2, fill: gray)[a][b]',
    })
    const found = await inspectFile(new Uint8Array(bytes), 'a.pdf')
    expect(found.unreadable).toBeNull()
    expect(shownIn(found)).toContain('Reply letter 1234')
    expect(found.hidden.filter(({ what }) => what !== 'metadata')).toEqual([])
  })

  test('a page that is only a picture says so', async () => {
    const pdf = aPdf('q 400 0 0 300 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q')
    expect(await inspectFile(pdf, 'scan.pdf')).toMatchObject({ withoutText: true, parts: [] })
  })
})

describe('a picture', () => {
  test.each([
    ['a.jpg', aPhotograph({ after: 9 }), 'jpeg'],
    ['a.png', aPng({ after: 9 }), 'png'],
  ])('%s tells where and by whom, and is cleaned of it', async (name, bytes, kind) => {
    const found = await inspectFile(bytes, name)
    expect(found).toMatchObject({ kind, fits: true, withoutText: true })
    expect(found.hidden.map(({ what }) => what)).toEqual(expect.arrayContaining(['metadata', 'earlier-revision']))
    const cleaned = await cleanFile(bytes, name)
    if ('refused' in cleaned) throw new Error(cleaned.refused)
    expect(cleaned.inspection.hidden).toEqual([])
    expect(cleaned.inspection.kind).toBe(kind)
    expect(cleaned.bytes.length).toBeLessThan(bytes.length)
  })

  test('a photograph taken upright stays upright', async () => {
    const cleaned = await cleanFile(aPhotograph(), 'a.jpg')
    if ('refused' in cleaned) throw new Error(cleaned.refused)
    // Orientation 6 in a directory of one entry, and nothing else of EXIF.
    expect(Buffer.from(cleaned.bytes).includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
    expect(Buffer.from(cleaned.bytes).includes('Demo Camera')).toBe(false)
  })
})

describe('what cannot be read', () => {
  const compound = (name: string) =>
    new Uint8Array(
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(600),
        Buffer.from(name, 'utf16le'),
        Buffer.alloc(600),
      ]),
    )
  test.each([
    ['an empty file', new Uint8Array(), 'a.docx', 'empty'],
    ['a Word file of 2003', compound('WordDocument'), 'a.doc', 'old-office'],
    ['an Excel file of 2003', compound('Workbook'), 'a.xls', 'old-office'],
    ['an Excel file under a password', compound('EncryptedPackage'), 'a.xlsx', 'password'],
    ['half a zip', strToU8('PK\x03\x04 and then nothing', true), 'a.docx', 'corrupt'],
    ['an archive', zipSync({ 'a.txt': strToU8('x') }), 'a.zip', 'unknown-kind'],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), 'a.pdf', 'unknown-kind'],
    ['the beginning of a PDF', strToU8('%PDF-1.7\n'), 'a.pdf', 'corrupt'],
  ])('%s says why', async (_what, bytes, name, why) => {
    const found = await inspectFile(bytes, name)
    expect(found.unreadable).toBe(why)
    expect(await cleanFile(bytes, name)).toEqual({ refused: 'unreadable' })
  })

  test('a bomb is not unpacked, whatever length it says it has', async () => {
    const zeros = new Uint8Array(200 * 1024 * 1024)
    const honest = zipSync({ 'word/document.xml': zeros })
    expect(await inspectFile(honest, 'a.docx')).toMatchObject({ unreadable: 'too-large' })
    const lying = Buffer.from(honest)
    const list = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    lying.writeUInt32LE(100, list + 24)
    expect(await inspectFile(new Uint8Array(lying), 'a.docx')).toMatchObject({ unreadable: 'corrupt' })
  })

  test('an ending that does not fit is told', async () => {
    expect(await inspectFile(aPng(), 'a.jpg')).toMatchObject({ kind: 'png', fits: false })
    expect(await inspectFile(strToU8('字'), 'a.csv')).toMatchObject({ kind: 'text', fits: true })
  })

  test('damage anywhere ends in an answer, never in an exception', async () => {
    const files = [
      await aWordFile(wordPlanted),
      await aWorkbook(sheetPlanted),
      aPdf(line('x', 20, 200)),
      aPhotograph(),
      aPng(),
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: files.length - 1 }),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 20 }),
        fc.nat(),
        async (which, changes, cut) => {
          const bytes = new Uint8Array(files[which] ?? [])
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const damaged = bytes.subarray(0, bytes.length - (cut % 3 === 0 ? cut % bytes.length : 0))
          expect(await inspectFile(damaged, 'x.docx')).toHaveProperty('unreadable')
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('radicals that look like characters become characters, NUL goes', () => {
  expect(plainText('⼈⺠⽇⻚⻓⻔\u0000')).toBe('人民日页长门')
  expect(plainText('ＡＢ，１')).toBe('ＡＢ，１')
})
