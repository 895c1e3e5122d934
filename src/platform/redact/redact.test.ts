import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { aPdf, aPdfPage } from '../../../test/pdf.ts'
import { openPdf } from '../files/pdf.ts'
import type { Box } from './box.ts'
import { FlatPdf, whatElseIsIn } from './flat-pdf.ts'
import { type Proof, prove } from './prove.ts'
import { inPainter } from './thread.ts'

const pdf = 'application/pdf'
const idNumber = '110101199003070011'

const boxesOver = async (bytes: Uint8Array, words: string): Promise<Box[]> => {
  const pages = await inPainter({ kind: 'letters', bytes, mediaType: pdf })
  return pages.flatMap(({ text, letterAt, boxes }, place) => {
    const at = text.indexOf(words)
    if (at < 0) return []
    const [first, last] = [boxes[letterAt[at] ?? 0], boxes[letterAt[at + words.length - 1] ?? 0]]
    if (!first || !last) return []
    const [x0, y0] = [Math.min(first.x, last.x), Math.min(first.y, last.y)]
    const [x1, y1] = [
      Math.max(first.x + first.width, last.x + last.width),
      Math.max(first.y + first.height, last.y + last.height),
    ]
    return [{ page: place + 1, x: x0, y: y0, width: x1 - x0, height: y1 - y0, label: '个人信息' }]
  })
}

const flatten = async (bytes: Uint8Array, words: string, mediaType = pdf) =>
  inPainter({ kind: 'flatten', bytes, mediaType, boxes: await boxesOver(bytes, words) })

async function textOf(file: Uint8Array): Promise<string> {
  const document = await openPdf(file)
  const texts: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent()
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
  }
  await document.loadingTask.destroy()
  return texts.join('\f')
}

describe('a file is made of pictures', () => {
  test('the words below a box are gone from the file, those beside it stay in the text version', async () => {
    const { file, text, proof } = await flatten(aPdf(aPdfPage(`ID ${idNumber} of somebody`)), idNumber)
    expect(proof).toMatchObject({ holds: true, boxes: 1, withWords: 1, elsewhere: [] })
    expect(await textOf(file)).toBe('')
    expect(Buffer.from(file).includes(idNumber)).toBe(false)
    expect(text).not.toContain(idNumber)
    expect(text).toContain('of somebody')
  })

  test('words that were only painted over in the original come out neither in the file nor in the text', async () => {
    const covered = aPdf(
      aPdfPage(`open text`, `BT /F 12 Tf 72 600 Td (secret ${idNumber}) Tj ET 0 g 60 590 300 30 re f`),
    )
    const { file, text, proof } = await inPainter({ kind: 'flatten', bytes: covered, mediaType: pdf, boxes: [] })
    expect(proof.holds).toBe(true)
    expect(text).toContain('open text')
    expect(text).not.toContain('secret')
    expect(await textOf(file)).toBe('')
  })

  test('a turned page is covered where it is seen', async () => {
    const turned = aPdf(aPdfPage(`ID ${idNumber} of somebody`), { rotate: 90 })
    const [size] = await inPainter({ kind: 'sizes', bytes: turned, mediaType: pdf })
    expect(size).toMatchObject({ width: 842, height: 595, withText: true })
    const [box] = await boxesOver(turned, idNumber)
    expect(box?.height).toBeGreaterThan(box?.width ?? 0)
    const { text, proof } = await flatten(turned, idNumber)
    expect(proof).toMatchObject({ holds: true, withWords: 1 })
    expect(text).not.toContain(idNumber)
  })

  test('notes, properties, attachments and earlier states of the original do not come along', async () => {
    const noted = aPdf(aPdfPage('open text'), { note: `call ${idNumber}`, author: `author ${idNumber}` })
    const { file, proof } = await inPainter({ kind: 'flatten', bytes: noted, mediaType: pdf, boxes: [] })
    expect(proof.holds).toBe(true)
    const document = await openPdf(file)
    expect(await (await document.getPage(1)).getAnnotations()).toEqual([])
    expect((await document.getMetadata()).info).not.toHaveProperty('Author')
    await document.loadingTask.destroy()
  })

  test('a picture with words is covered, and nothing of its bytes is left', async () => {
    const context = createCanvas(1200, 800).getContext('2d')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, 1200, 800)
    for (let place = 0; place < 4000; place += 1) {
      context.fillStyle = `hsl(${(place * 37) % 360} 70% 60%)`
      context.fillRect((place * 97) % 1200, (place * 53) % 800, 9, 7)
    }
    context.fillStyle = '#000'
    context.font = '60px sans-serif'
    context.fillText(idNumber, 100, 200)
    const bytes = await context.canvas.encode('jpeg', 90)
    const box = { page: 1, x: 30, y: 45, width: 300, height: 40, label: '个人信息' }
    const { file, proof } = await inPainter({ kind: 'flatten', bytes, mediaType: 'image/jpeg', boxes: [box] })
    expect(proof).toMatchObject({ holds: true, boxes: 1, withWords: 0 })
    expect(Buffer.from(file).includes(Buffer.from(bytes.subarray(5000, 5064)))).toBe(false)
  })

  test('what has a password or is no whole file is told as such', async () => {
    const broken = new TextEncoder().encode('%PDF-1.7\nnothing')
    await expect(inPainter({ kind: 'sizes', bytes: broken, mediaType: pdf })).rejects.toMatchObject({ why: 'corrupt' })
    const locked = aPdf(aPdfPage('x'), { encrypted: true })
    await expect(inPainter({ kind: 'sizes', bytes: locked, mediaType: pdf })).rejects.toMatchObject({ why: 'password' })
  })
})

test('Chinese in a font the file names and does not bring is read and painted', async () => {
  const words = '身份证号'
  const codes = [...words].map((one) => one.charCodeAt(0).toString(16).padStart(4, '0')).join('')
  const bytes = aPdf(`BT /F 40 Tf 72 700 Td <${codes}> Tj ET`, { chinese: true })
  const [page] = await inPainter({ kind: 'letters', bytes, mediaType: pdf })
  expect(page?.text).toBe(words)
  const picture = await inPainter({ kind: 'page', page: 1, widest: 595, bytes, mediaType: pdf })
  const context = createCanvas(595, 842).getContext('2d')
  context.drawImage(await loadImage(Buffer.from(picture ?? [])), 0, 0)
  // Each of the four has strokes of its own: an empty frame for all would have the same ones.
  const ink = [0, 1, 2, 3].map((place) => {
    const { data } = context.getImageData(72 + place * 40, 100, 40, 55)
    return data.filter((value, at) => at % 4 === 0 && value < 128).length
  })
  expect(Math.min(...ink)).toBeGreaterThan(100)
  expect(new Set(ink).size).toBe(4)
})

test('a report of a hundred pages is made within bounds, and the server goes on answering', async () => {
  const line = (page: number, place: number) =>
    `BT /F 11 Tf 72 ${680 - place * 14} Td (Line ${place} of ordinary words that fill a page, number ${page * place}) Tj ET`
  const pages = Array.from({ length: 100 }, (_, page) =>
    aPdfPage(`page ${page} ID ${idNumber}`, Array.from({ length: 45 }, (_, place) => line(page, place)).join(' ')),
  )
  const boxes = pages.map((_, place) => ({ page: place + 1, x: 70, y: 125, width: 300, height: 24, label: '个人信息' }))
  let [beats, rss] = [0, 0]
  const beat = setInterval(() => {
    beats += 1
    rss = Math.max(rss, process.memoryUsage.rss())
  }, 100)
  const before = process.memoryUsage.rss()
  const began = Date.now()
  const made = await inPainter({ kind: 'flatten', bytes: aPdf(pages), mediaType: pdf, boxes })
  clearInterval(beat)
  expect(made.proof).toMatchObject({ holds: true, boxes: 100, withWords: 100, elsewhere: [] })
  expect(made.file.length).toBeLessThan(30_000_000)
  // A hundred pages of pixels at once would be more than a thousand megabytes.
  expect(rss - before).toBeLessThan(700_000_000)
  expect(beats).toBeGreaterThan((Date.now() - began) / 1000)
}, 300_000)

describe('the proof looks at the bytes', () => {
  const page = {
    width: 100,
    height: 100,
    pixels: { width: 1, height: 1 },
    filter: 'FlateDecode' as const,
    colours: 'grey' as const,
    data: Buffer.from('x'),
  }
  const made = () => {
    const flat = new FlatPdf()
    flat.add(page)
    return flat.end()
  }
  test('a file of one picture a page has nothing else in it', () => {
    expect(whatElseIsIn(made(), 1)).toBeNull()
  })
  test.each([
    ['an object more', (file: string) => file.replace('xref\n', '9 0 obj\n<</Title(x)>>\nendobj\nxref\n')],
    ['text in the content', (file: string) => file.replace('/P Do Q', 'BT(x)Tj')],
    ['something after the end', (file: string) => `${file}5 0 obj\n`],
    ['properties', (file: string) => file.replace('/Root 1 0 R', '/Root 1 0 R/Info 9 0 R')],
    ['a page less', (file: string) => file.replace('/Type/Page/Parent', '/Type/Other/Parent')],
  ])('%s is found', (_, change) => {
    expect(whatElseIsIn(Buffer.from(change(made().toString('latin1')), 'latin1'), 1)).not.toBeNull()
  })
})

describe('the proof fails', () => {
  const box = { page: 1, x: 60, y: 120, width: 300, height: 40, label: '' }
  const pages = (below: string, boxes = [box]) => [
    {
      page: 1,
      pixels: { width: 1653, height: 2339 },
      boxes: boxes.map((one) => ({ box: one, perPoint: 1653 / 595, below })),
    },
  ]
  const failed = ({ checks }: Proof) => checks.flatMap(({ check, against }) => (against === null ? [] : [check]))
  const original = aPdf(aPdfPage(`ID ${idNumber}`))
  const made = async (boxes: Box[]) =>
    Buffer.from((await inPainter({ kind: 'flatten', bytes: original, mediaType: pdf, boxes })).file)

  test('for a file that is the original, on every count', async () => {
    const proof = await prove({ file: Buffer.from(original), original, pages: pages(idNumber), text: '' })
    expect(proof.holds).toBe(false)
    expect(failed(proof)).toEqual(expect.arrayContaining(['only-pictures', 'no-text', 'no-words-in-bytes']))
  })

  test('where a box was not painted, or painted elsewhere', async () => {
    expect(failed(await prove({ file: await made([]), original, pages: pages(idNumber), text: '' }))).toEqual([
      'boxes-opaque',
    ])
    const aside = await made([{ ...box, x: 70 }])
    expect(failed(await prove({ file: aside, original, pages: pages(idNumber), text: '' }))).toEqual(['boxes-opaque'])
    expect(failed(await prove({ file: await made([box]), original, pages: pages(idNumber), text: '' }))).toEqual([])
  })

  test('when a page is missing', async () => {
    const file = await made([box])
    const two = [...pages(''), { page: 2, pixels: { width: 1, height: 1 }, boxes: [] }]
    expect(failed(await prove({ file, original, pages: two, text: '' }))).toContain('pages')
  })

  test('never silently: words that stand elsewhere too are told', async () => {
    const text = `第 1 页\nnothing\n\n第 2 页\n${idNumber} again ${idNumber}\n`
    const { elsewhere } = await prove({ file: await made([box]), original, pages: pages(idNumber), text })
    expect(elsewhere).toEqual([{ page: 2, count: 2 }])
  })
})
