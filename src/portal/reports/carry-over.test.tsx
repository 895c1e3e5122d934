import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { summed } from '../../law/reports/tables.ts'
import { carryOverChain, type ReportOfYear } from '../../law/reports/year-on-year.ts'
import { CarryOver } from './carry-over.tsx'

const report = (year: number, requests: Record<string, number>): ReportOfYear => ({
  ...{ year, vintage: '2021' },
  cells: summed('2021', { disclosure: {}, requests, remedies: {} }),
})
const shown = (...reports: ReportOfYear[]) => renderToStaticMarkup(<CarryOver chain={carryOverChain(reports)} />)
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/ +/g, ' ')

test('the heading says whether what was carried over arrived, and the picture says where it did not', () => {
  const [out, into] = [{ 'carriedOut.natural': 2 }, { 'carriedIn.natural': 2 }]
  expect(words(shown(report(2022, out), report(2023, into)))).toContain('各年结转的申请数量首尾相接')
  const differing = shown(report(2022, out), report(2023, into), report(2024, into))
  expect(words(differing)).toContain('有1处结转数前后不一致')
  expect(differing).toContain(
    'aria-label="有1处结转数前后不一致：2022年到2023年，结转下年度 2 ＝ 上年结转 2；2023年到2024年，结转下年度 0 ≠ 上年结转 2"',
  )
  const elsewhere = shown(report(2022, out), report(2023, { 'carriedIn.business': 2 }))
  expect(words(elsewhere)).toContain('总数相同，分申请人的数字不同')
  expect(words(shown(report(2022, out), report(2024, into)))).toContain('无法核对')
})
