import type { AuditResult } from '../audit/result.ts'
import type { Page, Quote } from '../read/page.ts'

/** A quote with its place in the kept text; null where it could not be found again. */
export interface PlacedQuote extends Quote {
  at: number | null
  length: number
}

/** Finds each quote of a result in the text of its page and notes where it stands: the text is kept, its lines are not. */
export function withPlaces(result: AuditResult, page: Page | null): AuditResult {
  const placed = (quote: Quote): PlacedQuote => ({ ...quote, ...(page ? placeOf(quote, page) : nowhere) })
  return {
    ...result,
    findings: result.findings.map((finding) => ({ ...finding, quotes: finding.quotes.map(placed) })),
  }
}

const nowhere = { at: null, length: 0 }

function placeOf(quote: Quote, page: Page): { at: number | null; length: number } {
  if (quote.text === '') return nowhere
  // Blanks were drawn together where the text was taken out of markup.
  const words = new RegExp(quote.text.split(/\s+/).map(escaped).join('\\s+'), 'g')
  words.lastIndex = lineStart(quote, page)
  const found = words.exec(page.raw)
  return found ? { at: found.index, length: found[0].length } : nowhere
}

function lineStart({ line, page: pageNumber, sheet, cell }: Quote, { starts, lines }: Page): number {
  if (!starts) return lines[line - 1] ?? 0
  const start = starts.find(
    (one) => one.line === line && one.page === pageNumber && one.sheet === sheet && one.cell === cell,
  )
  return start?.at ?? 0
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export interface Passage {
  before: string
  words: string
  after: string
}

const around = 120

/** The words of a quote as they stand in the kept text, with what is around them. */
export function passageOf(quote: Quote & Partial<PlacedQuote>, pageText: string | null): Passage {
  const { at, length } = quote
  if (pageText === null || at === undefined || at === null || length === undefined) {
    return { before: '', words: quote.text, after: '' }
  }
  const end = at + length
  return {
    before: drawnTogether(pageText.slice(Math.max(0, at - around), at)),
    words: pageText.slice(at, end),
    after: drawnTogether(pageText.slice(end, end + around)),
  }
}

const drawnTogether = (text: string) => text.replace(/\n\s*\n/g, '\n').toWellFormed()
