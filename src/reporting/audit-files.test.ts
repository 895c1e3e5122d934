import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPdf } from '../../test/pdf.ts'
import { asDocument, asWorkbook } from '../../test/report-files.ts'
import { calendarDate } from '../law/calendar-date.ts'
import { openTypesetter, type Typesetter } from '../platform/typeset/typesetter.ts'
import { type AuditResult, auditFile, auditText } from './audit.ts'

const saved = (name: string) => readFileSync(fileURLToPath(new URL(`saved-pages/${name}`, import.meta.url)))
const page = saved('merged-cells.html').toString()
/** The same report, as Word 2003 keeps it, with a deletion and an insertion tracked. */
const oldWord = saved('merged-cells.doc')
const madeOn = calendarDate('2026-01-23')

const forms = ['docx', 'doc', 'pdf', 'xlsx'] as const
type Form = (typeof forms)[number]

let typesetter: Typesetter
beforeAll(() => {
  typesetter = openTypesetter({ fonts: new URL('../../dist/fonts', import.meta.url).pathname, ownFonts: '' })
})
afterAll(() => typesetter.close())

/** The saved page as a file of this form, with some of its words exchanged for as many others. */
async function fileOf(form: Form, from = '', to = ''): Promise<Uint8Array> {
  if (form === 'doc') return exchanged(oldWord, from, to)
  const words = page.replaceAll(from, to)
  return form === 'xlsx' ? asWorkbook(words) : asDocument(typesetter, words, form, madeOn)
}

function exchanged(bytes: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(bytes)
  if (from === '') return copy
  const [before, after] = [Buffer.from(from, 'utf16le'), Buffer.from(to, 'utf16le')]
  for (let at = copy.indexOf(before); at >= 0; at = copy.indexOf(before, at + 2)) after.copy(copy, at)
  return copy
}

const told = ({ findings }: AuditResult) => findings.map(({ rule, verdict }) => `${rule} ${verdict}`)
const mismatches = ({ findings }: AuditResult) => findings.filter(({ verdict }) => verdict === 'mismatch')
const open = (result: AuditResult) => result.findings.map(({ values }) => values['reason'])

describe.each(forms)('a report as .%s', (form) => {
  test('is read to the same cells as its page, and nothing in it disagrees', async () => {
    const { bureau, year, vintage, cells } = auditText({ file: 'page', text: page })
    const result = await auditFile({ file: 'report', bytes: await fileOf(form) })
    expect(result).toMatchObject({ kind: 'annual-report', bureau, year, vintage, cells })
    expect(told(result)).toEqual(['C-20 unknown', 'C-21 unknown'])
  })

  test('a contradiction in it is found, and quoted with its place', async () => {
    const result = await auditFile({ file: 'report', bytes: await fileOf(form, '许可5176件', '许可5178件') })
    expect(mismatches(result).map(({ rule }) => rule)).toEqual(['C-31'])
    const quote = mismatches(result)[0]?.quotes.find(({ text }) => text.includes('5178'))
    expect(quote).toMatchObject(
      {
        docx: { line: expect.any(Number) },
        doc: { line: expect.any(Number) },
        pdf: { page: 1, line: expect.any(Number) },
        xlsx: { sheet: '正文', cell: 'A5', line: 5 },
      }[form],
    )
  })
})

test.each([
  ['xlsx', { sheet: '表3', cell: 'A4', line: 4 }],
  ['pdf', { page: 3 }],
] as const)('a row that does not add up leads to its place in the .%s', async (form, place) => {
  const result = await auditFile({ file: 'report', bytes: await fileOf(form, '<span>713</span>', '<span>714</span>') })
  const sum = mismatches(result).find(({ rule }) => rule === 'C-03')
  expect(sum?.quotes[0]).toMatchObject({ text: expect.stringContaining('本年新收'), ...place })
})

test.each(['docx', 'pdf', 'xlsx'] as const)('cells left empty stay empty as .%s', async (form) => {
  let count = 0
  const blanks = page.replace(/<span>0<\/span>/g, (zero) => {
    count += 1
    return count % 3 === 0 ? '<span></span>' : zero
  })
  const bytes = form === 'xlsx' ? await asWorkbook(blanks) : await asDocument(typesetter, blanks, form, madeOn)
  const { cells } = await auditFile({ file: 'report', bytes })
  expect(cells).toEqual(auditText({ file: 'page', text: blanks }).cells)
})

describe('what cannot be read gives a finding that says what to do', () => {
  const cut = (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1)
  const bomb = () =>
    zipSync({ 'word/document.xml': new Uint8Array(130 * 1024 * 1024), '[Content_Types].xml': strToU8('<a/>') })
  const compound = (name: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from(name, 'utf16le'),
    ])
  const withFlag = () => {
    const locked = Buffer.from(oldWord)
    const head = locked.indexOf(Buffer.from([0xec, 0xa5]))
    locked.writeUInt16LE(locked.readUInt16LE(head + 10) | 0x0100, head + 10)
    return locked
  }
  test.each<[string, string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ['a scan', 'scanned', '扫描件', () => aPdf('')],
    ['a PDF with a password', 'password', '密码', () => aPdf('', { encrypted: true })],
    ['half a PDF', 'corrupt', '已损坏', () => strToU8('%PDF-1.7\n1 0 obj\n<</Type')],
    ['half a Word document', 'corrupt', '已损坏', async () => cut(await fileOf('docx'))],
    ['half a workbook', 'corrupt', '已损坏', async () => cut(await fileOf('xlsx'))],
    ['a document that unpacks without end', 'too-large', '展开后过大', bomb],
    ['half an old Word document', 'corrupt', '已损坏', () => oldWord.subarray(0, 3000)],
    ['an old Word document with a password', 'password', '密码', withFlag],
    ['a new Word document with a password', 'password', '密码', () => compound('EncryptedPackage')],
    ['an old workbook', 'old-excel', '.xlsx', () => compound('Workbook')],
    ['RTF under another name', 'rtf', '.docx', () => strToU8('{\\rtf1\\ansi report}')],
    ['a picture', 'picture', '识别', () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)],
    ['an archive', 'archive', '解压', () => zipSync({ 'a.txt': strToU8('report') })],
    ['nothing', 'empty', '空的', () => new Uint8Array(0)],
    ['more than 32 MB', 'too-large', '32 MB', () => new Uint8Array(33 * 1024 * 1024)],
  ])('%s', async (_what, reason, said, bytes) => {
    const result = await auditFile({ file: 'report', bytes: await bytes() })
    expect([told(result), open(result)]).toEqual([['F-01 unknown'], [reason]])
    expect(result.findings[0]?.message).toContain(said)
  })

  test('whatever is done to a file, nothing is thrown', async () => {
    const whole = await Promise.all(forms.map((form) => fileOf(form)))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole.filter((one) => one.length < 80_000)),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 40 }),
        async (bytes, changes) => {
          const damaged = new Uint8Array(bytes)
          for (const [at, value] of changes) damaged[at % damaged.length] = value
          expect((await auditFile({ file: 'x', bytes: damaged })).file).toBe('x')
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)
})

test('a page whose name says .doc is read as the page it is', async () => {
  const { kind, cells } = await auditFile({ file: '年度报告.doc', bytes: strToU8(page) })
  expect({ kind, cells }).toEqual({ kind: 'annual-report', cells: auditText({ file: 'x', text: page }).cells })
})

test('a sheet that is hidden is no part of the report', async () => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await asWorkbook(page)).buffer as ArrayBuffer)
  const draft = workbook.addWorksheet('底稿', { state: 'hidden' })
  draft.getCell('A1').value = '全年办理行政许可9999件。'
  const result = await auditFile({ file: 'x', bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) })
  expect(mismatches(result)).toEqual([])
})
