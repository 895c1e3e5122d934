import { formats, type ReportCells } from '../../law/reports/formats.ts'
import { dayInChina } from '../../platform/clock.ts'
import { dateInWords } from '../../platform/typeset/document.ts'
import { figuresByName, plainText, resolved } from '../narrative.ts'
import { reportJson } from '../report-json.ts'

/** A report published as JSON in our own description: its words, and its tables as they are. Null: something else. */
export function ownReport(text: string): { text: string; cells: ReportCells } | null {
  const told = reportJson.safeParse(parsed(text))
  if (!told.success) return null
  const { bureau, year, vintage, narrative, cells, publishedAt } = told.data
  const { others, ...tables } = cells
  const figures = figuresByName(tables, others)
  const under: Record<string, string> = { 一: narrative.overall, 五: narrative.problems, 六: narrative.other }
  const words = [
    `${bureau}${year}年政府信息公开工作年度报告`,
    ...formats[vintage].sections.flatMap(({ number, title }) => [
      `${number}、${title}`,
      plainText(resolved(under[number] ?? '', figures)),
    ]),
    bureau,
    dateInWords(dayInChina(new Date(publishedAt))),
  ]
  return { text: words.join('\n'), cells: tables }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
