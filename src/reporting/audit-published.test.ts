import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { clean, published } from '../../test/planted-contradictions.ts'
import { type AuditResult, auditMany, auditText } from './audit.ts'

// Reports as bureaus published them. They are no part of this repository; without them there is nothing to test here.

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url))
const present = existsSync(`${shared}seeds`) && existsSync(`${shared}corpus`)

const remarks = /^# (?:source|complete|note):.*\n/gm
const textOf = (path: string) => readFileSync(shared + path, 'utf8').replace(remarks, '')
const audited = new Map<string, AuditResult>()

/** By the beginning of the file's name. */
function auditOf(folder: 'seeds' | 'corpus', beginning: string): AuditResult {
  const name = readdirSync(shared + folder).find((one) => one.startsWith(beginning)) ?? ''
  const known = audited.get(name) ?? auditText({ file: name, text: textOf(`${folder}/${name}`) })
  audited.set(name, known)
  return known
}

const found = ({ findings }: AuditResult, rule: string, verdict: string, values: Record<string, unknown> = {}) =>
  expect(findings).toContainEqual(expect.objectContaining({ rule, verdict, values: expect.objectContaining(values) }))
const passes = ({ passed }: AuditResult, rule: string, values: Record<string, unknown> = {}) =>
  expect(passed).toContainEqual(expect.objectContaining({ rule, values: expect.objectContaining(values) }))
const mismatches = ({ findings }: AuditResult) =>
  findings.filter(({ verdict }) => verdict === 'mismatch').map(({ rule }) => rule)

describe.runIf(present)('the five seeds', () => {
  test('Chongqing 2019: open remainders and no tables, and sums that hold', () => {
    const result = auditOf('seeds', '000')
    expect(result).toMatchObject({ kind: 'annual-report', bureau: '重庆市应急管理局', year: 2019, vintage: '2019' })
    expect(result.cells).toEqual({ disclosure: null, requests: null, remedies: null })
    expect(mismatches(result)).toEqual([])
    found(result, 'C-34', 'doubt', { whole: 45, sum: 41 })
    found(result, 'C-34', 'doubt', { handled: 7, published: 6 })
    for (const table of ['disclosure', 'requests', 'remedies']) found(result, 'C-06', 'unknown', { table })
    found(result, 'C-07', 'doubt')
    for (const formula of ['533=503+30', '99127=72471+26656', '45=34+1+10', '32=7+12+13'])
      passes(result, 'C-34', { formula })
    passes(result, 'C-35', { minuend: 2892, subtrahend: 2467.5773, difference: 424.4227 })
    passes(result, 'C-35', { part: 424.4227, whole: 2892, percent: 14.7 })
    passes(result, 'C-08')
  })

  test('Baiyin 2018: a count without unit, two scopes of one channel, in time by the rule of its day', () => {
    const result = auditOf('seeds', '001')
    expect(result).toMatchObject({ kind: 'annual-report', bureau: '白银市安监局', year: 2018, vintage: 'pre-2019' })
    expect(mismatches(result)).toEqual([])
    found(result, 'C-36', 'doubt', { value: 12 })
    found(result, 'C-37', 'doubt', { value: 2200, including: 213 })
    passes(result, 'C-34', { formula: '449=236+213' })
    passes(result, 'C-34', { formula: '449=4+22+7+12+19+10+16+1+7+2+346+3' })
    passes(result, 'C-09', { publishedOn: '2019-03-04', dueOn: '2019-03-31' })
  })

  test('Anshun 2021: one penalty in the text and eleven in the table, a lost label, one figure for two things', () => {
    const result = auditOf('seeds', '002')
    expect(result).toMatchObject({ kind: 'annual-report', bureau: '安顺市应急管理局', year: 2021, vintage: '2021' })
    expect(result.cells.disclosure).toMatchObject({
      'normative.inForce': 7,
      'licences.decisions': 867,
      'penalties.decisions': 11,
    })
    expect(new Set(Object.values(result.cells.requests ?? {}))).toEqual(new Set([0]))
    expect(Object.keys(result.cells.requests ?? {})).toHaveLength(175)
    expect(mismatches(result)).toEqual(['C-31'])
    found(result, 'C-31', 'mismatch', { text: 1, table: 11 })
    found(result, 'C-06', 'doubt', { row: 'deny1', surplus: 1 })
    found(result, 'C-37', 'doubt', { value: 928 })
    passes(result, 'C-34', { formula: '928=9+883+36' })
    passes(result, 'C-31', { text: 867, table: 867 })
    for (const rule of ['C-01', 'C-02', 'C-03', 'C-04', 'C-09']) passes(result, rule)
  })

  test('Tianjin 2022: a work plan whose chapters change their style', () => {
    const result = auditOf('seeds', '003')
    expect(result).toMatchObject({ kind: 'work-plan', year: 2022, vintage: null })
    expect(result.findings.filter(({ rule, verdict }) => rule === 'C-44' && verdict === 'doubt')).toHaveLength(3)
    expect(mismatches(result)).toEqual([])
  })

  test('Zibo 2019: two requests in the text and four in the table, decisions taken for items, no unit', () => {
    const result = auditOf('seeds', '004')
    expect(result).toMatchObject({ kind: 'annual-report', year: 2019, vintage: '2019' })
    expect(result.bureau).toMatch(/^淄博市应急/)
    expect(result.cells.disclosure).toMatchObject({
      'normative.made': 1,
      'licences.decisions': 1357,
      'services.change': -592,
      'services.decisions': 29_362,
      'penalties.decisions': 95,
      'procurement.projects': 41,
      'procurement.amount': 23_400_400,
    })
    expect(result.cells.requests).toMatchObject({ 'new.natural': 4, 'granted.total': 4, 'total.total': 4 })
    expect(mismatches(result)).toEqual(['C-30'])
    found(result, 'C-30', 'mismatch', { text: 2, table: 4 })
    found(result, 'C-50', 'doubt')
    found(result, 'C-52', 'doubt', { amount: 23_400_400 })
    for (const rule of ['C-01', 'C-02', 'C-03', 'C-04', 'C-09']) passes(result, rule)
    passes(result, 'C-33', { text: 0, table: 0 })
  })
})

describe.runIf(present)('the corpus', () => {
  test.each(published)('%s: %s %s %j', (file, rule, verdict, values) => {
    found(auditOf(file.startsWith('a_') ? 'corpus' : 'seeds', file), rule, verdict, values as Record<string, unknown>)
  })

  test.each(clean)('%s: nothing is said to be wrong', (file) => {
    expect(mismatches(auditOf('corpus', file))).toEqual([])
  })

  test.each([
    ['a_pingtan_law_2013', ['37=29+8', '35=25+4+6']],
    ['a_pingtan_district_2011', ['425=303+122', '1873=425+46+1402']],
    ['a_pingtan_district_2015', ['2949=2275+674', '2949=117+124+19+33+29+141+491+65+77+22+1831']],
    ['a_pingtan_district_2017', ['2122=1509+613', '467=54+43+322+5+8+30+5', '348=19+224+20+84+1']],
    ['a_pingtan_district_2019', ['380=152+197+27+4']],
    ['a_pingtan_em_2019', ['411=38+373', '38=6+8+5+19']],
    ['a_pingtan_em_2021', ['888=489+399']],
    ['a_pingtan_district_2021', ['70=69+1']],
    ['a_shuyang_2025', ['749=741+8', '749=718+31']],
  ])('%s: the sums %j hold', (file, formulas) => {
    for (const formula of formulas) passes(auditOf('corpus', file), 'C-34', { formula })
  })

  test.each([
    [
      'a_pingtan_district_2021',
      { 'new.natural': 64, 'new.welfare': 2, 'new.other': 4, 'new.total': 70, 'total.total': 69 },
    ],
    ['a_pingtan_district_2024', { 'new.total': 218, 'deny5.total': 32, 'other3.business': 1 }],
    ['a_shuyang_2025', { 'new.total': 713, 'carriedIn.natural': 36, 'other3.total': 143, 'carriedOut.total': 31 }],
    [
      'x_fixture_city_2025',
      { 'new.total': 14_069, 'carriedIn.total': 560, 'total.total': 13_810, 'carriedOut.total': 819 },
    ],
  ])('%s: table 3 is read', (file, cells) => {
    expect(auditOf('corpus', file).cells.requests).toMatchObject(cells)
  })

  test.each([
    ['a_pingtan_district_2021', [1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0]],
    ['a_pingtan_district_2024', [2, 1, 3, 1, 7, 0, 0, 0, 0, 0, 13, 2, 4, 0, 19]],
    ['a_pingtan_em_2025', [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ])('%s: table 4 is read although its cells ran together', (file, values) => {
    expect(Object.values(auditOf('corpus', file).cells.remedies ?? {})).toEqual(values)
  })

  test('the years of the Pingtan district: documents in force do not go on', () => {
    const years = [2021, 2022, 2023, 2024].map((year) => auditOf('corpus', `a_pingtan_district_${year}`))
    const [first, second, third, fourth] = auditMany(years)
    expect(first?.cells.disclosure).toMatchObject({ 'normative.inForce': 665 })
    passes(second as AuditResult, 'C-21', { inForceLastYear: 665, issued: 88, repealed: 55, inForce: 698 })
    passes(second as AuditResult, 'C-20', { carriedOutLastYear: 1, carriedIn: 1 })
    found(third as AuditResult, 'C-21', 'doubt', { left: 643, right: 470 })
    found(third as AuditResult, 'C-32', 'mismatch', { text: 393, table: 470 })
    found(fourth as AuditResult, 'C-21', 'doubt', { left: 499, right: 440 })
  })

  test('the figure since the beginning of 2017 is less than that of 2015', () => {
    const results = auditMany([2011, 2015, 2017].map((year) => auditOf('corpus', `a_pingtan_district_${year}`)))
    found(results[2] as AuditResult, 'C-24', 'doubt', { cumulative: 10_037, compared: 81_916 })
  })

  test('every quote stands in the line it names', () => {
    for (const folder of ['seeds', 'corpus'] as const) {
      for (const name of readdirSync(shared + folder)) {
        if (/INDEX|jinhu|html/.test(name)) continue
        const lines = textOf(`${folder}/${name}`).split('\n')
        for (const { text, line } of auditOf(folder, name).findings.flatMap(({ quotes }) => quotes)) {
          expect([name, lines[line - 1]]).toEqual([name, expect.stringContaining(text)])
        }
      }
    }
  })

  test('what is no report is not taken for one', () => {
    for (const name of readdirSync(`${shared}corpus`)) {
      const { kind } = auditOf('corpus', name)
      if (name.startsWith('a_')) expect([name, kind]).toEqual([name, 'annual-report'])
      if (name.startsWith('b_')) expect([name, kind]).toEqual([name, 'work-plan'])
      if (name.startsWith('c_')) expect([name, kind]).not.toEqual([name, 'annual-report'])
    }
  })
})
