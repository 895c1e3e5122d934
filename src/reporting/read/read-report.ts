import type { ReportCells, Vintage } from '../../law/reports/formats.ts'
import { vintageOf } from '../../law/reports/formats.ts'
import type { PlacedText } from '../../platform/laid-out/placed-text.ts'
import { looksLikeHtml, textOfHtml } from './html.ts'
import { looksLikeJson, textOfJson } from './json.ts'
import { formOf, type Meta, type Outline, outlineOf } from './outline.ts'
import { ownReport } from './own-json.ts'
import { type Page, pageOf } from './page.ts'
import {
  disclosureVintage,
  readDisclosure,
  readRemedies,
  readRequests,
  type TableName,
  type TableReading,
} from './tables.ts'

export interface ReportReading {
  page: Page
  outline: Outline
  /** by its tables, else by its year; null when neither is known */
  vintage: Vintage | null
  tables: Record<TableName, TableReading | null>
  cells: ReportCells
}

/**
 * Reads a published report from its text: plain, with marks between the cells, as HTML, or JSON that holds text; or from
 * what was taken out of a file.
 */
export function readReport(text: string | PlacedText): ReportReading {
  if (typeof text !== 'string') return read(pageOf(text.raw, text.starts), {})
  if (looksLikeJson(text)) {
    const own = ownReport(text)
    if (own) return readWithTables(own.text, own.cells)
    const { raw, starts, tables } = textOfJson(text)
    return read(pageOf(raw, starts), {}, tables)
  }
  if (looksLikeHtml(text)) {
    const { raw, starts, meta } = textOfHtml(text)
    return read(pageOf(raw, starts), meta)
  }
  return read(pageOf(text), {})
}

/** Reads the text of a report whose tables are known. */
export function readWithTables(text: string, tables: ReportCells): ReportReading {
  return read(pageOf(text), {}, tables)
}

type Given = { [Name in TableName]: Record<string, number | null> | null }

function read(page: Page, meta: Meta, given?: Given): ReportReading {
  const outline = outlineOf(page, meta, given !== undefined && Object.values(given).some((cells) => cells !== null))
  const none = { disclosure: null, requests: null, remedies: null }
  if (outline.kind !== 'annual-report') return { page, outline, vintage: null, tables: none, cells: none }
  const { year } = outline
  if (year !== null && vintageOf(year) === 'pre-2019')
    return { page, outline, vintage: 'pre-2019', tables: none, cells: none }
  const { disclosure, requests, remedies } = outline.tables
  const byColumns = disclosure && disclosureVintage(page.dense.slice(disclosure.from, disclosure.to))
  const byRows =
    given || (requests && page.dense.slice(requests.from, requests.to).includes('收费通知')) ? '2021' : null
  const vintage = byColumns ?? (year === null ? (byRows ?? '2021') : formOf(year))
  const taken = (cells: Record<string, number | null> | null | undefined): TableReading | null =>
    cells ? { vintage, cells, damages: [], places: new Map() } : null
  const tables = {
    disclosure:
      taken(given?.disclosure) ?? (disclosure && readDisclosure(page, disclosure.from, disclosure.to, vintage)),
    requests: taken(given?.requests) ?? (requests && readRequests(page, requests.from, requests.to, vintage)),
    remedies: taken(given?.remedies) ?? (remedies && readRemedies(page, remedies.from, remedies.to, vintage)),
  }
  const cells = {
    disclosure: tables.disclosure?.cells ?? null,
    requests: tables.requests?.cells ?? null,
    remedies: tables.remedies?.cells ?? null,
  }
  const known = year !== null || tables.disclosure !== null || tables.requests !== null
  return { page, outline, vintage: known ? vintage : null, tables, cells }
}
