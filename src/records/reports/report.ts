import type { ReportCells } from '../../law/reports/formats.ts'

export type ReportState = 'draft' | 'in-approval' | 'approved' | 'frozen' | 'published'

/** The three sections written in words; sections two to four are the tables. Figures stand in them as {{name}}. */
export interface Narrative {
  overall: string
  problems: string
  other: string
}

/** The frozen tables, and the figures that stand only in the text. */
export type FrozenFigures = ReportCells & { others: Record<string, number> }

export interface Report {
  id: number
  year: number
  vintage: '2019' | '2021'
  state: ReportState
  narrative: Narrative
  cells: FrozenFigures | null
  sentBy: number | null
  frozenAt: Date | null
  publishedAt: Date | null
  version: number
}
