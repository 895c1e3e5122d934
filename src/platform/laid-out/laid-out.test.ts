import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { aPdf } from '../../../test/pdf.ts'
import { layOut } from './lay-out.ts'

const word = (body: string, more: Record<string, string> = {}) => {
  const names = 'xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v"'
  const parts = { 'word/document.xml': `<w:document ${names}><w:body>${body}</w:body></w:document>`, ...more }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))
}
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`

async function linesOf(bytes: Uint8Array): Promise<string[]> {
  const laid = await layOut(bytes)
  if (laid === null || 'not' in laid) throw new Error(`not laid out: ${JSON.stringify(laid)}`)
  return laid.raw
    .split('\n')
    .map((line) => line.replace(/ +(?=\t|$)/g, ''))
    .filter((line) => line !== '')
}

test('a cell merged into the one above it is said once, an empty one is kept', async () => {
  const table = `<w:tbl>${row(cell('甲', '<w:vMerge w:val="restart"/>'), cell('1'), cell(''))}${row(cell('', '<w:vMerge/>'), cell('2'), cell('3'))}</w:tbl>`
  expect(await linesOf(word(table))).toEqual(['\t甲\t1\t', '\t2\t3'])
})

test('the final text is read: without what was deleted, with what was inserted', async () => {
  const run = (text: string, name = 't') => `<w:r><w:${name}>${text}</w:${name}></w:r>`
  const body = `<w:p>${run('许可')}<w:del>${run('8', 'delText')}</w:del><w:ins>${run('9')}</w:ins>${run('件')}</w:p>`
  const gone = `<w:tbl><w:tr><w:trPr><w:del/></w:trPr>${cell('')}${cell('')}</w:tr>${row(cell('甲'), cell('1'))}</w:tbl>`
  const joined = `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('前')}</w:p>${p('后')}`
  expect(await linesOf(word(body + gone + joined))).toEqual(['许可9件', '\t甲\t1', '前后'])
})

test('a text box is read once where it is anchored', async () => {
  const box = (text: string) => `<w:txbxContent>${p(text)}</w:txbxContent>`
  const anchored = `<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>${box('框')}</mc:Choice><mc:Fallback>${box('框')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`
  expect(await linesOf(word(anchored + p('后')))).toEqual(['前', '框', '后'])
})

test('numbers that Word counts stand in the text', async () => {
  const numbering =
    '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
  const heading = (text: string) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
  expect(await linesOf(word(heading('总体') + heading('主动'), { 'word/numbering.xml': numbering }))).toEqual([
    '一、总体',
    '二、主动',
  ])
})

test('the XML of Word 2003 is read like the one that followed it', async () => {
  const xml = `<?xml version="1.0"?><w:wordDocument xmlns:w="w"><w:body>${p('总体')}<w:tbl>${row(cell('甲', '<w:vmerge w:val="restart"/>'), cell('1'))}${row(cell('', '<w:vmerge/>'), cell('2'))}</w:tbl></w:body></w:wordDocument>`
  expect(await linesOf(strToU8(xml))).toEqual(['总体', '\t甲\t1', '\t2'])
})

const at = (x: number, y: number, text: string) => `BT /F 12 Tf ${x} ${y} Td (${text}) Tj ET `

test('in a PDF the rules around the cells say which are merged and which are empty', async () => {
  // Three rows; the first cell reaches down over the first two of them, the middle one of the second row is empty.
  const rules = [
    '100 500 300 90 re S',
    '200 500 m 200 590 l S 300 500 m 300 590 l S',
    // Thin areas, as Word draws its lines; the first leaves out the merged cell.
    '200 559.5 200 1 re f 100 529.5 300 1 re f',
  ].join(' ')
  const words =
    at(120, 700, 'Before 12') +
    at(110, 560, 'Kind') +
    at(210, 570, '1') +
    at(310, 570, '2') +
    at(310, 540, '3') +
    at(110, 510, 'All') +
    at(210, 510, '4') +
    at(310, 510, '5')
  expect(await linesOf(aPdf(`${rules} ${words}${at(290, 40, '- 1 -')}`))).toEqual([
    'Before 12',
    '\tKind\t1\t2',
    '\t\t3',
    '\tAll\t4\t5',
  ])
})

test('without rules the columns are where the figures of the other rows stand', async () => {
  const rows =
    at(72, 600, 'First') +
    at(200, 600, '10') +
    at(260, 600, '20') +
    at(320, 600, '30') +
    at(380, 600, '60') +
    at(72, 580, 'Second') +
    at(200, 580, '1') +
    at(320, 580, '3') +
    at(380, 580, '4')
  expect(await linesOf(aPdf(rows))).toEqual(['First\t10\t20\t30\t60', 'Second\t1\t\t3\t4'])
})

test('every line of a PDF is told with its page', async () => {
  const laid = await layOut(aPdf([at(72, 700, 'one') + at(72, 600, 'two'), at(72, 700, 'three')]))
  expect(laid).toMatchObject({
    starts: [
      { page: 1, line: 1 },
      { page: 1, line: 2 },
      { page: 2, line: 1 },
    ],
  })
})
