import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { busyReport, consistent, contradictions } from '../../test/planted-contradictions.ts'
import { calendarDate } from '../law/calendar-date.ts'
import { reportRules } from '../law/reports/rules.ts'
import { summed } from '../law/reports/tables.ts'
import { type AuditResult, auditMany, auditText } from './audit.ts'
import { type InventedReport, layouts } from './read/layouts.ts'

const saved = fileURLToPath(new URL('saved-pages/', import.meta.url))

interface Expected {
  kind: string
  bureau: string
  year: number
  vintage: string | null
  /** the cells that are not zero; a table that is missing is null */
  nonZero: Record<string, Record<string, number | null> | null>
  findings: { rule: string; verdict: string; values: Record<string, unknown>; lines: number[] }[]
  passed: { rule: string; values: Record<string, unknown> }[]
  passedRules: string[]
}

const nonZero = (cells: Record<string, number | null> | null) =>
  cells && Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== 0))

const pages = readdirSync(saved).filter(
  (name) => /\.(txt|md|html|json)$/.test(name) && !name.endsWith('.expected.json'),
)

describe.each(pages)('the saved page %s', (name) => {
  const bytes = readFileSync(saved + name)
  const expected: Expected = JSON.parse(readFileSync(`${saved}${name.replace(/\.[a-z]+$/, '')}.expected.json`, 'utf8'))
  const result = auditText({ file: name, bytes })

  test('is read as it was written', () => {
    const { kind, bureau, year, vintage, cells } = result
    expect({ kind, bureau, year, vintage }).toEqual({
      kind: expected.kind,
      bureau: expected.bureau,
      year: expected.year,
      vintage: expected.vintage,
    })
    expect({
      disclosure: nonZero(cells.disclosure),
      requests: nonZero(cells.requests),
      remedies: nonZero(cells.remedies),
    }).toEqual(expected.nonZero)
  })

  test('has these findings and no others', () => {
    expect(result.findings.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(
      expected.findings.map(({ rule, verdict }) => `${rule} ${verdict}`),
    )
    for (const [place, { values, lines }] of expected.findings.entries()) {
      expect(result.findings[place]?.values).toMatchObject(values)
      expect(result.findings[place]?.quotes.map(({ line }) => line)).toEqual(lines)
    }
  })

  test('passes these checks', () => {
    for (const one of expected.passed)
      expect(result.passed).toContainEqual(
        expect.objectContaining({ rule: one.rule, values: expect.objectContaining(one.values) }),
      )
    expect([...new Set(result.passed.map(({ rule }) => rule))].sort()).toEqual(expected.passedRules)
  })

  test('quotes what stands in the line it names', () => {
    const lines = name === 'gb18030.txt' ? new TextDecoder('gb18030').decode(bytes) : bytes.toString('utf8')
    const words = (text: string) => text.replace(/<[^>]*>|&nbsp;|\s/g, '')
    for (const { text, line } of result.findings.flatMap(({ quotes }) => quotes)) {
      expect(words(lines.split('\n')[line - 1] ?? '')).toContain(words(text))
    }
  })
})

const quiet: InventedReport = {
  bureau: '临澜市应急管理局',
  year: 2024,
  vintage: '2021',
  cells: summed('2021', {
    disclosure: { 'licences.decisions': 40, 'penalties.decisions': 9, 'normative.inForce': 5 },
    requests: { 'new.natural': 6, 'granted.natural': 5, 'carriedOut.natural': 1 },
    remedies: {},
  }),
  overall: ['2024年，本局收到政府信息公开申请6件，办理行政许可40件，作出行政处罚决定9件。'],
  problems: ['栏目更新不够及时，来年由专人逐月检查。'],
  other: ['本年度没有收取信息处理费。'],
  signedOn: calendarDate('2025-01-20'),
}
const audited = (changes: Partial<InventedReport>, layout: keyof typeof layouts = 'html') =>
  auditText({ file: 'report', text: layouts[layout]({ ...quiet, ...changes }) })
const told = ({ findings }: AuditResult) =>
  findings.filter(({ verdict }) => verdict !== 'unknown').map(({ rule, verdict }) => `${rule} ${verdict}`)

describe('what the text says beside the tables', () => {
  test.each([
    ['2024年，本局收到政府信息公开申请7件。', ['C-30 mismatch'], 'seven instead of six'],
    ['2024年，本局没有收到政府信息公开申请。', ['C-30 mismatch'], 'none instead of six'],
    ['收到政府信息公开申请6件，均在期限内答复。', [], 'the same'],
    ['收到政府信息公开申请6件，办结5件，1件结转下年度。', [], 'the same, with what became of them'],
    ['收到网上申请4件、信函申请2件，都是政府信息公开申请。', [], 'parts that make six'],
    ['上年收到行政许可申请90件。', [], 'an application for something else'],
    [
      '收到政府信息公开申请6件，均已答复。受理行政许可40件，办结39件。',
      ['C-30 doubt'],
      'one is pending; another matter is ended',
    ],
    ['没有收到对依申请公开工作的投诉。', [], 'no complaint is not no request'],
    ['作出行政处罚决定8起。', ['C-31 mismatch'], 'eight penalties instead of nine'],
    ['全市各级作出行政处罚决定800起。', ['C-31 doubt'], 'penalties of the whole city'],
    ['公开行政许可类信息33条。', [], 'items published are no licences'],
    ['现行有效行政规范性文件6件。', ['C-32 mismatch'], 'six documents in force instead of five'],
    ['因信息公开引起行政复议案件2件。', ['C-33 mismatch'], 'two cases instead of none'],
    ['没有因信息公开引起的行政复议、行政诉讼。', [], 'none'],
    ['全年办理行政复议案件350件。', ['C-33 doubt'], 'cases of another kind, perhaps'],
  ])('%s gives %j: %s', (sentence, expected, _because) => {
    expect(told(audited({ overall: [sentence] }))).toEqual(expected)
  })

  test('a figure beside the right one is of another scope', () => {
    const overall = ['作出行政处罚决定9件。其中，移送乡镇作出行政处罚决定3件。']
    expect(told(audited({ overall }))).toEqual([])
  })
})

describe('sums in the text', () => {
  test.each([
    ['公开信息30条，其中通知类信息10条、动态类信息12条、政策类信息8条。', [], '30=10+12+8'],
    ['公开信息31条，其中通知类信息10条、动态类信息12条、政策类信息8条。', ['C-34 doubt'], 'there may be other kinds'],
    ['清理文件31个，其中拟修改10个、废止12个。', ['C-34 doubt'], 'what became of nine is not said'],
    ['检查企业20家，其中化工企业15家、大型企业9家。', ['C-34 doubt'], 'one may be both'],
    [
      '公开信息31条，其中通知类信息10条、动态类信息12条、政策类信息10条。',
      ['C-34 mismatch'],
      'kinds are no more than the whole',
    ],
    [
      '公开信息31条，其中通知类信息10条、动态类信息12条、其他信息8条。',
      ['C-34 mismatch'],
      'with the rest named, kinds make up the whole',
    ],
    ['办理提案20件，其中主办9件、协办12件。', ['C-34 mismatch'], 'led and joined exclude each other'],
    ['受理申请20件，许可18件，不予许可3件。', ['C-34 mismatch'], 'more decided than accepted'],
    ['受理申请20件，许可16件，不予许可3件。', ['C-34 doubt'], 'one may be pending'],
    ['网站发布信息300余条，其中动态类信息210条、政策类信息70条、通知类信息19条。', [], 'not meant exactly'],
    ['预算资金20万元，实际支出18.5万元，节约1.5万元，节约率7.5%。', [], 'saved and the rate'],
    ['预算资金20万元，实际支出18.5万元，节约2.5万元。', ['C-35 mismatch'], 'saved less'],
    ['公开信息40条，其中网站30条，占75%，其他形式10条，占35%。', ['C-35 mismatch'], 'a quarter is not 35%'],
  ])('%s gives %j: %s', (sentence, expected, _because) => {
    expect(told(audited({ overall: [sentence] }))).toEqual(expected)
  })
})

test.each(contradictions)('%s: %s', (rule, sentence) => {
  const said = layouts.html({ ...busyReport, overall: [sentence] })
  expect(told(auditText({ file: 'r', text: said })).some((finding) => finding.startsWith(rule))).toBe(true)
})

/** A report with any counts, and a text that names most of them, each one once. */
const anyReport = fc.array(fc.nat(3000), { minLength: 16, maxLength: 16 }).map((counts) => {
  const [licences = 0, penalties = 0, issued = 0, inForce = 0, natural = 0, business = 0, carried = 0] = counts
  const [web = 0, chat = 0, other = 0, proposals = 0, motions = 0, upheld = 0, corrected = 0, direct = 0] =
    counts.slice(8)
  const received = natural + business
  const cells = summed('2021', {
    disclosure: {
      'licences.decisions': licences,
      'penalties.decisions': penalties,
      'normative.issued': issued,
      'normative.inForce': inForce,
    },
    requests: {
      'new.natural': natural,
      'new.business': business,
      'carriedIn.natural': carried,
      'granted.natural': natural + carried,
      'granted.business': business,
    },
    remedies: { 'reconsideration.upheld': upheld, 'reconsideration.corrected': corrected, 'direct.upheld': direct },
  })
  const text = [
    `全年主动公开政府信息${web + chat + other}条，其中门户网站公开${web}条，微信公众号公开${chat}条，其他渠道公开${other}条。`,
    `收到政府信息公开申请${received}件，其中自然人申请${natural}件，商业企业申请${business}件。`,
    `办理行政许可${licences}件，作出行政处罚决定${penalties}件。`,
    `制发行政规范性文件${issued}件，现行有效行政规范性文件${inForce}件。`,
    `办理人大建议${proposals}件、政协提案${motions}件，共计${proposals + motions}件。`,
    `因政府信息公开被申请行政复议${upheld + corrected}件，其中维持${upheld}件，纠正${corrected}件。`,
    `发生政府信息公开行政诉讼案件${direct}件。`,
  ].join('')
  return { cells, text }
})
const auditOf = (cells: InventedReport['cells'], overall: string) =>
  auditText({ file: 'any', text: layouts.html({ ...quiet, cells, overall: [overall] }) })

test('in any report that agrees with itself nothing is wrong', () => {
  fc.assert(
    fc.property(anyReport, ({ cells, text }) => told(auditOf(cells, text)).length === 0),
    { numRuns: 60 },
  )
})

test('one number of the text changed in any such report is named by a finding', () => {
  fc.assert(
    fc.property(anyReport, fc.nat(), fc.integer({ min: 1, max: 400 }), ({ cells, text }, which, by) => {
      const numbers = [...text.matchAll(/\d+/g)]
      const chosen = numbers[which % numbers.length] as RegExpExecArray
      const changed = Number(chosen[0]) + by
      const end = chosen.index + chosen[0].length
      const { findings } = auditOf(cells, `${text.slice(0, chosen.index)}${changed}${text.slice(end)}`)
      const asked = findings.filter(({ verdict }) => verdict !== 'unknown')
      return asked.some(({ message, values }) => `${message} ${JSON.stringify(values)}`.includes(String(changed)))
    }),
    { numRuns: 120 },
  )
})

test.each(consistent)('nothing is wrong: %s', (sentence) => {
  const said = layouts.html({ ...busyReport, overall: [sentence] })
  expect(told(auditText({ file: 'r', text: said })).filter((finding) => finding.includes('mismatch'))).toEqual([])
})

test('one report has the same findings in every layout that keeps its cells apart', () => {
  for (const layout of ['pipes-by-line', 'tabs-by-line', 'markdown', 'broken-labels', 'glued'] as const) {
    expect([layout, told(audited({ overall: ['收到政府信息公开申请7件。'] }, layout))]).toEqual([
      layout,
      ['C-30 mismatch'],
    ])
  }
})

test('a list of contents before the report is not taken for its parts', () => {
  const text = layouts['tabs-by-line'](quiet)
  const titles = text.split('\n').filter((line) => /^[一二三四五六]、(?!本年|上年|结转)/.test(line))
  expect(titles).toHaveLength(6)
  const withContents = text.replace(titles[0] as string, `${titles.join('\n')}\n${titles[0]}`)
  const { findings, cells } = auditText({ file: 'x', text: withContents })
  expect(findings.filter(({ rule }) => rule === 'C-44')).toEqual([])
  expect(cells).toEqual(auditText({ file: 'x', text }).cells)
})

test('the same text gives the same result, whatever the file is called', () => {
  const text = layouts.markdown(quiet)
  const { file, ...one } = auditText({ file: 'a', text })
  expect(file).toBe('a')
  expect(auditText({ file: 'b', text: text })).toEqual({ file: 'b', ...one })
})

test('the result is what the interface promises', () => {
  const result = audited({ overall: ['收到政府信息公开申请7件。'] })
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  expect(Object.keys(result).sort()).toEqual(
    ['bureau', 'cells', 'file', 'findings', 'kind', 'passed', 'vintage', 'year'].sort(),
  )
  for (const finding of result.findings) {
    expect(Object.keys(finding).sort()).toEqual(['message', 'quotes', 'rule', 'values', 'verdict'])
    expect(reportRules).toHaveProperty([finding.rule])
  }
})

describe('what is no report', () => {
  const bytes = (...numbers: number[]) => new Uint8Array(numbers)
  test.each([
    ['nothing', bytes(), 'empty'],
    ['blanks', new TextEncoder().encode(' \n\t\n'), 'empty'],
    ['a PDF', new TextEncoder().encode('%PDF-1.7\n…'), 'pdf'],
    ['an Office file', bytes(0x50, 0x4b, 3, 4, 20, 0), 'archive'],
    ['an old Word file', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'word'],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10), 'picture'],
    ['zeros', new Uint8Array(5000), 'binary'],
    ['a huge file', new Uint8Array(33 * 1024 * 1024).fill(0x41), 'too-large'],
  ])('%s', (_what, given, reason) => {
    const { kind, cells, findings } = auditText({ file: 'x', bytes: given })
    expect(kind).toBe('other')
    expect(cells).toEqual({ disclosure: null, requests: null, remedies: null })
    expect(findings).toMatchObject([{ rule: 'F-01', verdict: 'unknown', values: { reason } }])
  })

  test('an ordinary notice', () => {
    const text = '关于开展防汛检查的通知\n请各科室于6月30日前报送检查情况，检查12处。\n临澜市应急管理局\n2024年6月1日'
    expect(auditText({ file: 'x', text })).toMatchObject({ kind: 'other', findings: [{ rule: 'F-02' }] })
  })

  test('any bytes and any text give a result', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (given) => auditText({ file: 'x', bytes: given }).file === 'x'),
    )
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 2000 }),
        (text) => auditText({ file: 'x', text }).file === 'x',
      ),
    )
  })

  test('a damaged report gives a result wherever it was cut', () => {
    for (const layout of ['html', 'json', 'glued', 'markdown', 'pipes-by-line'] as const) {
      const text = layouts[layout](quiet)
      for (let end = 0; end < text.length; end += 97) {
        const { kind, findings } = auditText({ file: 'x', text: text.slice(0, end) })
        expect(kind === 'annual-report' || findings.length > 0).toBe(true)
      }
    }
  })
})

describe('the years of one bureau', () => {
  const documents = (issued: number, repealed: number, inForce: number) => ({
    disclosure: { 'normative.issued': issued, 'normative.repealed': repealed, 'normative.inForce': inForce },
    requests: {},
    remedies: {},
  })
  const ofYear = (
    year: number,
    counted: Parameters<typeof summed>[1],
    layout: keyof typeof layouts = 'html',
    overall: string[] = ['没有变化。'],
  ) =>
    auditText({
      file: String(year),
      text: layouts[layout]({
        ...quiet,
        year,
        overall,
        cells: summed('2021', counted),
        signedOn: calendarDate(`${year + 1}-01-20`),
      }),
    })
  const ofRules = (result: AuditResult | undefined, ...rules: string[]) =>
    (result?.findings ?? []).filter(({ rule }) => rules.includes(rule)).map(({ rule, verdict }) => `${rule} ${verdict}`)

  test('are compared in their order, whatever the order they are given in', () => {
    const [second, first] = auditMany([ofYear(2023, documents(2, 1, 6)), ofYear(2022, documents(0, 0, 5))])
    expect(ofRules(first, 'C-20', 'C-21')).toEqual(['C-20 unknown', 'C-21 unknown'])
    expect(ofRules(second, 'C-20', 'C-21')).toEqual([])
    expect(second?.passed.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['C-20', 'C-21', 'C-22']))
  })

  test('a count that does not go on is asked about', () => {
    const [, second] = auditMany([ofYear(2022, documents(0, 0, 5)), ofYear(2023, documents(2, 1, 4))])
    expect(second?.findings).toContainEqual(
      expect.objectContaining({
        rule: 'C-21',
        verdict: 'doubt',
        values: expect.objectContaining({ left: 6, right: 4 }),
      }),
    )
  })

  test('a gap of a year is not bridged', () => {
    const [, second] = auditMany([ofYear(2021, documents(0, 0, 5)), ofYear(2023, documents(2, 1, 9))])
    expect(ofRules(second, 'C-21')).toEqual(['C-21 unknown'])
  })

  test('figures that ran together are settled by the year beside them', () => {
    const [first, second] = auditMany([
      ofYear(2022, documents(69, 3, 665), 'glued'),
      ofYear(2023, documents(88, 55, 698), 'html'),
    ])
    expect(first?.cells.disclosure).toMatchObject({ 'normative.inForce': 665, 'normative.issued': null })
    expect(ofRules(second, 'C-21')).toEqual([])
  })

  test('where no reading goes on, the possible one is named', () => {
    const [, second] = auditMany([
      ofYear(2022, documents(88, 55, 698), 'html'),
      ofYear(2023, documents(77, 132, 470), 'glued', ['本年度制发行政规范性文件77件。']),
    ])
    expect(second?.cells.disclosure).toMatchObject({ 'normative.repealed': 132, 'normative.inForce': 470 })
    expect(second?.findings).toContainEqual(
      expect.objectContaining({
        rule: 'C-21',
        verdict: 'doubt',
        values: expect.objectContaining({ left: 643, right: 470 }),
      }),
    )
  })

  test('a figure since the beginning grows by the year', () => {
    const said = (cumulative: number, thisYear: number) => [
      `2023年主动公开文件${thisYear}份，截止年底，共公开文件累计${cumulative}份。`,
    ]
    const nothing = documents(0, 0, 0)
    const before = ofYear(2022, nothing, 'html', said(257, 40))
    const wrong = auditMany([before, ofYear(2023, nothing, 'html', said(296, 38))])[1]
    expect(wrong?.findings).toContainEqual(
      expect.objectContaining({
        rule: 'C-24',
        verdict: 'doubt',
        values: expect.objectContaining({ cumulative: 296, thisYear: 38, compared: 257 }),
      }),
    )
    const right = auditMany([before, ofYear(2023, nothing, 'html', said(295, 38))])[1]
    expect(ofRules(right, 'C-24')).toEqual([])
    expect(right?.passed).toContainEqual(expect.objectContaining({ rule: 'C-24' }))
  })

  test('reports of two bureaus are not compared', () => {
    const other = auditText({ file: 'x', text: layouts.html({ ...quiet, bureau: '石汀县应急管理局' }) })
    const [, second] = auditMany([ofYear(2023, documents(0, 0, 9)), other])
    expect(ofRules(second, 'C-21')).toEqual(['C-21 unknown'])
  })
})
