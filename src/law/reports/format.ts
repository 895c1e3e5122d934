import type { Citation } from '../citation.ts'

// The annual report on government information disclosure: which tables it has, and which cells each table has.

export type Vintage = 'pre-2019' | '2019' | '2021'

export type ResultRow =
  | 'granted'
  | 'partial'
  | 'deny1'
  | 'deny2'
  | 'deny3'
  | 'deny4'
  | 'deny5'
  | 'deny6'
  | 'deny7'
  | 'deny8'
  | 'unable1'
  | 'unable2'
  | 'unable3'
  | 'noproc1'
  | 'noproc2'
  | 'noproc3'
  | 'noproc4'
  | 'noproc5'
  /** 其他处理: one row in the format of 2019, three in that of 2021 */
  | 'other'
  | 'other1'
  | 'other2'
  | 'other3'

/** A row of table 3. */
export type RequestRow = 'new' | 'carriedIn' | ResultRow | 'total' | 'carriedOut'

/** A column of table 3: who asked. */
export type ApplicantColumn = 'natural' | 'business' | 'research' | 'welfare' | 'legal' | 'other' | 'total'

/** A block of table 4. */
export type RemedyBlock = 'reconsideration' | 'direct' | 'after'
export type RemedyColumn = 'upheld' | 'corrected' | 'other' | 'pending' | 'total'

/**
 * The figures of a report. Cell ids: `normative.issued` (table 2), `new.natural` (table 3), `direct.upheld` (table 4).
 * A table that is missing is null, never zero; a cell that could not be read is null.
 */
export interface ReportCells {
  disclosure: Record<string, number | null> | null
  requests: Record<string, number | null> | null
  remedies: Record<string, number | null> | null
}

/** A row or a column with the headings above it, outermost first: 三、本年度办理结果 › （三）不予公开 › 1.属于国家秘密 */
export interface Headed<Id extends string = string> {
  id: Id
  path: readonly string[]
}

export interface DisclosureColumn extends Headed {
  /** what the figure counts, where it is money */
  unit?: '元' | '万元'
  /** the figure is last year's plus or minus something and may be negative */
  signed?: true
}

/** The part of table 2 for one item of article 20. */
export interface DisclosureBlock {
  heading: string
  columns: readonly DisclosureColumn[]
  rows: readonly Headed[]
}

export interface Table<Row extends string = string, Column extends string = string> {
  /** what the form prints in the corner above its row labels */
  corner: string
  rows: readonly Headed<Row>[]
  columns: readonly Headed<Column>[]
}

export interface ReportFormat {
  vintage: Exclude<Vintage, 'pre-2019'>
  cite: Citation
  /** the six parts in their order, each with the number it bears */
  sections: readonly { number: string; title: string }[]
  disclosure: readonly DisclosureBlock[]
  requests: Table<RequestRow, ApplicantColumn>
  /** one row of figures; a column id is `${RemedyBlock}.${RemedyColumn}` */
  remedies: readonly Headed[]
}
