import type { ReportFormat, Vintage } from './format.ts'
import { format2019 } from './format-2019.ts'
import { format2021 } from './format-2021.ts'

export type {
  ApplicantColumn,
  DisclosureColumn,
  Headed,
  RemedyBlock,
  RemedyColumn,
  ReportCells,
  ReportFormat,
  RequestRow,
  Vintage,
} from './format.ts'

export const formats: Record<Exclude<Vintage, 'pre-2019'>, ReportFormat> = { '2019': format2019, '2021': format2021 }

/** The format a report on `year` is written in. Reports up to 2018 had no common form. */
export function vintageOf(year: number): Vintage {
  if (year >= 2021) return '2021'
  return year >= 2019 ? '2019' : 'pre-2019'
}
