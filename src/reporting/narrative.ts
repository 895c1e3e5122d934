import type { ReportCells } from '../law/reports/formats.ts'
import type { Narrative } from '../records/reports/report.ts'

export type Part = { text: string } | { figure: string; value: number | null }

/** Every figure by the name it has in the text: cells of table 2 as they are, the others with their table in front. */
export function figuresByName(cells: ReportCells, others: Record<string, number>): Record<string, number | null> {
  const named = (table: Record<string, number | null> | null, prefix = '') =>
    Object.fromEntries(Object.entries(table ?? {}).map(([cell, value]) => [`${prefix}${cell}`, value]))
  return {
    ...named(cells.disclosure),
    ...named(cells.requests, 'requests.'),
    ...named(cells.remedies, 'remedies.'),
    ...others,
  }
}

const insertion = /\{\{([A-Za-z0-9.-]+)\}\}/g

/** Text with {{names}} as words and figures. A name that is no figure gives null: it is shown as a mistake, never as 0. */
export function resolved(text: string, figures: Record<string, number | null>): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const found of text.matchAll(insertion)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index) })
    const name = found[1] ?? ''
    parts.push({ figure: name, value: Object.hasOwn(figures, name) ? (figures[name] ?? null) : null })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

export function resolvedNarrative(
  narrative: Narrative,
  figures: Record<string, number | null>,
): Record<keyof Narrative, Part[]> {
  return {
    overall: resolved(narrative.overall, figures),
    problems: resolved(narrative.problems, figures),
    other: resolved(narrative.other, figures),
  }
}

/** As it is read: 867, 2340.04 */
export function plainText(parts: readonly Part[]): string {
  return parts.map((part) => ('text' in part ? part.text : String(part.value ?? '〔无此数字〕'))).join('')
}
