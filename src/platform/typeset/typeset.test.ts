import { strFromU8, unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPng } from '../../../test/files.ts'
import { readMarkup } from '../markup/read.ts'
import { textOfBlocks } from '../markup/to-text.ts'
import { type OfficialDocument, page, signaturePlace } from './document.ts'
import { samples } from './samples.ts'
import { mostWaiting, openTypesetter, type Pictures, TooMuchToTypeset, type Typesetter } from './typesetter.ts'

const fonts = new URL('../../../dist/fonts', import.meta.url).pathname
let typesetter: Typesetter
beforeAll(() => {
  typesetter = openTypesetter({ fonts, ownFonts: '' })
})
afterAll(() => typesetter.close())

const none: Pictures = new Map()
const sample = (name: keyof typeof samples) => samples[name] as (typeof samples)[string]
const squeezed = (text: string) => text.normalize('NFKC').replace(/\s/g, '')

interface Placed {
  text: string
  /** millimetres from the left and from the top of the page */
  left: number
  top: number
  right: number
  size: number
  font: string
}

/** The pages of a PDF: every piece of text with its place. */
async function pagesOf(bytes: Uint8Array): Promise<{ width: number; height: number; pieces: Placed[] }[]> {
  const document = await getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    useSystemFonts: false,
    fontExtraProperties: true,
  }).promise
  const pages = []
  for (let number = 1; number <= document.numPages; number++) {
    const sheet = await document.getPage(number)
    await sheet.getOperatorList()
    const [, , width = 0, height = 0] = sheet.view
    const millimetres = (points: number) => (points / 72) * 25.4
    const { items } = await sheet.getTextContent()
    const pieces = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , , size = 0, x = 0, y = 0] = item.transform as number[]
      const { name } = sheet.commonObjs.get(item.fontName) as { name: string }
      const left = millimetres(x)
      const right = millimetres(x + item.width)
      return [{ text: item.str, left, top: millimetres(height - y), right, size, font: name.replace(/^.*\+/, '') }]
    })
    pages.push({ width: millimetres(width), height: millimetres(height), pieces })
  }
  await document.loadingTask.destroy()
  return pages
}

const textOfPage = ({ pieces }: { pieces: Placed[] }) => squeezed(pieces.map(({ text }) => text).join(''))
/** The lines of a page from the top, without its foot. */
function linesOf({ pieces, height }: { pieces: Placed[]; height: number }): string[] {
  const lines = Map.groupBy(
    pieces.filter(({ top }) => top < height - 33),
    ({ top }) => Math.round(top),
  )
  return [...lines].sort(([a], [b]) => a - b).map(([, parts]) => parts.map(({ text }) => text).join(''))
}

/** All words of a document in the order in which they are read. */
function wordsOf(document: OfficialDocument): string {
  const head = document.withRedHead
    ? [document.issuers.length > 1 ? `${document.issuers.join('')}文件` : `${document.issuers[0]}文件`]
    : []
  const number = document.documentNumber ?? ''
  const many = document.attachments.length > 1
  return squeezed(
    [
      ...head,
      ...(document.withRedHead ? [number] : []),
      document.title,
      document.subtitle ?? '',
      ...(document.withRedHead ? [] : [number]),
      document.addressees ? `${document.addressees.replace(/：$/, '')}：` : '',
      // What marks the items of a list is drawn, and words for a picture are not.
      textOfBlocks(document.body),
      ...document.attachments.map((name, at) => `${at === 0 ? '附件：' : ''}${many ? `${at + 1}.` : ''}${name}`),
      ...document.signers,
      document.date ?? '',
      document.notes ? `（${document.notes.replace(/^（|）$/g, '')}）` : '',
      ...document.annexes.flatMap(({ label, title, body }) => [label ?? '', title ?? '', textOfBlocks(body)]),
      document.copyTo ? `抄送：${document.copyTo}` : '',
      document.printer ?? '',
      document.printed ?? '',
    ].join('\n'),
  )
}

const letter: OfficialDocument = {
  ...sample('notice').document,
  annexes: [
    { label: '附件1', title: '重点内容表', body: readMarkup('<p>内容见下。</p>') },
    { label: '附件2', title: '联络员名单', body: readMarkup('<p>名单见下。</p>') },
  ],
  foot: '网页：https://office.example/tzgg/202605/1.html　第 1 版　校验码 0123456789abcdef',
}

describe('as PDF', () => {
  test.each(['notice', 'rules'] as const)('the words of a %s stand in it in their order', async (name) => {
    const { document } = sample(name)
    const pages = await pagesOf(await typesetter.typeset('pdf', document, none))
    const said = pages.map((one) => textOfPage(one).replace(/—\d+—$/, '')).join('')
    expect(said).toBe(wordsOf(document))
  })

  test('numbers and cells of a table stand in it in their order', async () => {
    const body = readMarkup(
      '<table><thead><tr><th>企业</th><th>金额</th></tr></thead><tbody><tr><td>临江一厂</td><td class="right">1234.50</td></tr><tr><td>临江二厂</td><td class="right">0.07</td></tr></tbody></table>',
    )
    const [first] = await pagesOf(
      await typesetter.typeset('pdf', { ...sample('news').document, title: '公示', body }, none),
    )
    expect(textOfPage(first!)).toBe('公示企业金额临江一厂1234.50临江二厂0.07—1—')
  })

  test('the number of the page stands on the outer side, 7 mm below the text', async () => {
    const pages = await pagesOf(await typesetter.typeset('pdf', sample('rules').document, none))
    for (const [at, { pieces, width }] of pages.entries()) {
      const foot = pieces.filter(({ top }) => top > page.top + page.bodyHeight + 5)
      expect(squeezed(foot.map(({ text }) => text).join(''))).toBe(`—${at + 1}—`)
      const [left, right] = [Math.min(...foot.map((one) => one.left)), Math.max(...foot.map((one) => one.right))]
      if (at % 2 === 0) expect(width - right).toBeLessThan(35)
      else expect(left).toBeLessThan(35)
      expect(foot[0]?.top).toBeGreaterThan(page.top + page.bodyHeight + 7)
      expect(foot[0]?.top).toBeLessThan(page.top + page.bodyHeight + 13)
    }
  })

  test('a full page has 22 lines of 28 characters between the margins', async () => {
    const body = readMarkup(`<p>${'安全生产应急管理信息公开工作'.repeat(120)}</p>`)
    const pages = await pagesOf(await typesetter.typeset('pdf', { ...sample('news').document, body }, none))
    const [, second] = pages
    expect(second).toMatchObject({ width: expect.closeTo(210, 0), height: expect.closeTo(297, 0) })
    const lines = linesOf(second!)
    expect(lines).toHaveLength(22)
    expect(new Set(lines.map((line) => squeezed(line).length))).toEqual(new Set([28]))
    const set = second!.pieces.filter(({ top }) => top < 262)
    expect(Math.min(...set.map(({ left }) => left))).toBeCloseTo(28, 0)
    expect(Math.max(...set.map(({ right }) => right))).toBeLessThanOrEqual(184.5)
    expect(new Set(set.map(({ size }) => size))).toEqual(new Set([16]))
  })

  test('title, headings and text are set in their own faces, all of them embedded', async () => {
    const bytes = await typesetter.typeset('pdf', sample('notice').document, none)
    const pieces = (await pagesOf(bytes)).flatMap((one) => one.pieces)
    const faceOf = (start: string) => {
      const { font, size } = pieces.find(({ text }) => text.startsWith(start))!
      return `${font} ${Math.round(size)}`
    }
    expect(faceOf('汛期安全生产专项检查的通知')).toBe('ZhaomingBiaosong 22')
    expect(faceOf('一、总体要求')).toBe('ZhaomingHei 16')
    expect(faceOf('（一）突出')).toBe('ZhaomingKai 16')
    expect(faceOf('为深入贯彻')).toBe('ZhaomingSong 16')
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw.match(/\/FontFile2/g)?.length).toBe(new Set(pieces.map(({ font }) => font)).size)
  })

  test('the title stands in the middle and breaks no word', async () => {
    const [first] = await pagesOf(
      await typesetter.typeset('pdf', sample('decision').document, sample('decision').pictures ?? none),
    )
    const title = first!.pieces.filter(({ size }) => Math.round(size) === 22)
    const lines = [...Map.groupBy(title, ({ top }) => Math.round(top)).values()]
    expect(lines.length).toBeGreaterThan(2)
    for (const parts of lines) {
      const middle = (parts[0]!.left + parts.at(-1)!.right) / 2
      expect(Math.abs(middle - 106)).toBeLessThan(2)
    }
    const words = lines.map((parts) =>
      parts
        .map(({ text }) => text)
        .join('')
        .trim(),
    )
    expect(words.at(-1)).toMatch(/的决定$/)
    for (const word of ['应急管理局', '财政局', '行政处罚', '安全生产', '举报奖励']) {
      expect(
        words.some((line) => line.replace(/\s/g, '').includes(word)),
        word,
      ).toBe(true)
    }
  })

  test('a signature never stands on a page without text (7.3.5.5)', async () => {
    const { document } = sample('notice')
    const plain = { ...document, attachments: [], copyTo: null, printer: null, printed: null, notes: null }
    for (let paragraphs = 1; paragraphs < 24; paragraphs++) {
      const body = readMarkup(Array.from({ length: paragraphs }, (_, at) => `<p>第${at + 1}项工作。</p>`).join(''))
      const pages = await pagesOf(await typesetter.typeset('pdf', { ...plain, body }, none))
      expect(linesOf(pages.at(-1)!).join(), `${paragraphs}`).toMatch(/项工作.*临江市应急管理局.*2026年5月20日/)
    }
  })

  test('every annex begins a page, and the foot of every page says where the text comes from', async () => {
    const pages = await pagesOf(await typesetter.typeset('pdf', letter, none))
    expect(pages.slice(-2).map((one) => linesOf(one)[0])).toEqual(['附件1', '附件2'])
    for (const one of pages) expect(textOfPage(one)).toContain('校验码0123456789abcdef')
  })

  test('the same document always gives the same bytes, another one others', async () => {
    const other = openTypesetter({ fonts, ownFonts: '' })
    for (const format of ['pdf', 'docx'] as const) {
      const { document, pictures = none } = sample('decision')
      const first = await typesetter.typeset(format, document, pictures)
      await typesetter.typeset(format, letter, none)
      expect(Buffer.compare(await other.typeset(format, document, pictures), first)).toBe(0)
      expect(Buffer.compare(await other.typeset(format, letter, none), first)).not.toBe(0)
    }
    await other.close()
  })

  test('what looks like a program, and a broken picture, are set as words', async () => {
    const body = readMarkup(
      '<p>#panic("x") $a$ \\ [b] *c* _d_ @e &lt;f&gt; //g</p><figure><img src="/p" alt="示意图"></figure>',
    )
    const document = { ...sample('news').document, title: '#let x = 1', body }
    const [first] = await pagesOf(
      await typesetter.typeset('pdf', document, new Map([['/p', new Uint8Array([0x89, 0x50, 1, 2])]])),
    )
    expect(textOfPage(first!)).toBe('#letx=1#panic("x")$a$\\[b]*c*_d_@e<f>//g[图片:示意图]—1—')
  })

  test('a character no font has is set as 〓, and the rest as it is', async () => {
    const document = { ...sample('news').document, title: '防汛🪅演练', body: readMarkup('<p>𜾢Ⱋ水位ࣅ上涨</p>') }
    const [first] = await pagesOf(await typesetter.typeset('pdf', document, none))
    expect(textOfPage(first!)).toBe('防汛〓演练〓〓水位〓上涨—1—')
  })

  test('the thread comes back after it was stopped, and what cannot be set is said', async () => {
    const short = openTypesetter({ fonts, ownFonts: '' }, { idle: { milliseconds: 1 } })
    await short.typeset('pdf', letter, none)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await short.typeset('pdf', letter, none)).length).toBeGreaterThan(1000)
    await short.close()
    const without = openTypesetter({ fonts: '/nowhere', ownFonts: '' })
    await expect(without.typeset('pdf', letter, none)).rejects.toThrow('no fonts')
    await without.close()
  })

  test('too many at once are turned away, those who wait are served, and so is who comes after', async () => {
    const news = sample('news').document
    const asked = Array.from({ length: mostWaiting + 5 }, () => typesetter.typeset('pdf', news, none))
    const outcomes = await Promise.allSettled(asked)
    const refused = outcomes.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(5)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(TooMuchToTypeset)
    expect((await typesetter.typeset('pdf', news, none)).length).toBeGreaterThan(1000)
  })

  test('the web server goes on while documents are set', async () => {
    await typesetter.typeset('pdf', letter, none)
    let stalled = 0
    let before = performance.now()
    const timer = setInterval(() => {
      stalled = Math.max(stalled, performance.now() - before)
      before = performance.now()
    }, 5)
    await Promise.all(Array.from({ length: 12 }, () => typesetter.typeset('docx', sample('rules').document, none)))
    clearInterval(timer)
    expect(stalled).toBeLessThan(200)
  })
})

describe('as Word', () => {
  const open = async (document: OfficialDocument, pictures = none) => {
    const parts = unzipSync(await typesetter.typeset('docx', document, pictures))
    const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
    return { parts, part, xml: part('word/document.xml') }
  }
  const textOfXml = (xml: string) =>
    squeezed(
      [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
        .map(([, text]) => text)
        .join('')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&'),
    )

  test.each(['notice', 'rules', 'news'] as const)('the words of a %s stand in it in their order', async (name) => {
    const { document } = sample(name)
    expect(textOfXml((await open(document)).xml)).toBe(wordsOf(document))
  })

  test('the page is A4 with the margins of the standard', async () => {
    const { xml } = await open(letter)
    const number = (name: string) => Number(new RegExp(`w:${name}="(\\d+)"`).exec(/<w:pgMar[^>]*>/.exec(xml)![0])![1])
    const millimetres = (twips: number) => Math.round((twips / 1440) * 25.4)
    expect(['top', 'bottom', 'left', 'right'].map((side) => millimetres(number(side)))).toEqual([37, 35, 28, 26])
    expect(/<w:pgSz [^>]*>/.exec(xml)?.[0]).toMatch(/w:w="11906" w:h="16838"/)
    expect(/<w:docGrid [^>]*>/.exec(xml)?.[0]).toContain('w:linePitch="579"')
  })

  test('headings are headings, heads of tables repeat, pictures have words, a wide table lies on its side', async () => {
    const heading = await open(sample('notice').document)
    expect(heading.xml).toMatch(/<w:pStyle w:val="Title"\/>/)
    expect(heading.xml).toMatch(/<w:pStyle w:val="Heading1"\/>(?:(?!<\/w:p>).)*一、总体要求/)
    expect(heading.xml).toMatch(/<w:pStyle w:val="Heading2"\/>(?:(?!<\/w:p>).)*（一）突出/)
    const { document } = sample('decision')
    const { xml } = await open(document, new Map([['/files/1', aPng()]]))
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(3)
    expect(xml).toMatch(/<wp:docPr [^>]*descr="现场照片"/)
    expect(xml).toContain('w:orient="landscape"')
  })

  test('every page says where the text comes from, and its number', async () => {
    const { parts, part } = await open(letter)
    const feet = Object.keys(parts).filter((name) => /^word\/footer\d+\.xml$/.test(name))
    expect(feet).toHaveLength(2)
    for (const name of feet) {
      expect(part(name)).toContain('校验码 0123456789abcdef')
      expect(part(name)).toContain('PAGE')
    }
  })
})

test.each([
  [
    'the signature leaves two characters, the date begins two after it',
    '临江市应急管理局办公室',
    '2026年3月12日',
    15,
    17,
  ],
  ['a longer date leaves two characters itself', '局', '2026年3月12日', 17.5, 19.5],
])('%s (7.3.5.2)', (_, signer, date, at, dateAt) => {
  expect(signaturePlace([signer], date)).toEqual({ signer: at, date: dateAt })
})
