import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Block } from '../markup/tree.ts'

/** A document as GB/T 9704—2012 knows its parts. Every text is plain but the bodies. */
export interface OfficialDocument {
  /** whether it begins with the mark of the issuing organs (发文机关标志) in red and the red line */
  withRedHead: boolean
  /** 发文机关标志 without 文件; several organs stand below each other */
  issuers: readonly string[]
  /** 发文字号 */
  documentNumber: string | null
  title: string
  /** below the title */
  subtitle: string | null
  /** 主送机关, with or without the colon */
  addressees: string | null
  body: readonly Block[]
  /** the heading of a table of contents with the page of each annex, on a page after the body; PDF only */
  contents?: string
  /** 附件说明: the names of the attachments */
  attachments: readonly string[]
  /** 发文机关署名; several stand below each other */
  signers: readonly string[]
  /** 成文日期 in words, as {@link dateInWords} gives it */
  date: string | null
  /** 附注, such as 此件公开发布, with or without its brackets */
  notes: string | null
  /** attachments that are bound in, each from a new page */
  annexes: readonly Annex[]
  /** 抄送机关 */
  copyTo: string | null
  /** 印发机关 */
  printer: string | null
  /** such as 2026年5月20日印发 */
  printed: string | null
  /** the day the file says of itself */
  madeOn: CalendarDate
  /** across every page, such as 草稿 */
  watermark: string | null
  /** in small type at the foot of every page: where the text comes from */
  foot: string | null
}

export const typesetMediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** The parts a document need not have, all left out; what it does have is written after it. */
export const withoutParts = {
  withRedHead: false,
  issuers: [],
  documentNumber: null,
  subtitle: null,
  addressees: null,
  attachments: [],
  signers: [],
  date: null,
  notes: null,
  annexes: [],
  copyTo: null,
  printer: null,
  printed: null,
  watermark: null,
  foot: null,
} satisfies Partial<OfficialDocument>

export interface Annex {
  /** 附件1; null for a text that is itself what the document issues */
  label: string | null
  title: string | null
  body: readonly Block[]
}

/** The pictures of the bodies by their addresses; one that is missing is told by its words. */
export type Pictures = ReadonlyMap<string, Uint8Array>

/** Reckoned in millimetres, as the standard says them. */
export const page = { width: 210, height: 297, top: 37, left: 28, bodyWidth: 156, bodyHeight: 225 } as const
export const linesPerPage = 22
export const charactersPerLine = 28

const pointsPerMillimetre = 72 / 25.4
/** points from one line to the next */
export const linePitch = (page.bodyHeight / linesPerPage) * pointsPerMillimetre
/** points from one character to the next */
export const characterPitch = (page.bodyWidth / charactersPerLine) * pointsPerMillimetre

/** Type sizes of Chinese printing in points. */
export const sizes = { 二号: 22, 三号: 16, 四号: 14, 小四: 12, 五号: 10.5, 小五: 9 } as const

/** 2026年3月12日: without leading noughts (GB/T 9704 7.3.5.4). */
export function dateInWords(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** in characters, between several organs and 文件 beside them */
export const gapBeside = 0.4

/** How large the mark of the issuing organs may be so that the longest with 文件 fills the width, at most 60 points. */
export function issuerSize(issuers: readonly string[]): number {
  const longest = longestOf(issuers) + 2 + (issuers.length > 1 ? gapBeside : 0)
  return Math.min(60, Math.floor((page.bodyWidth * pointsPerMillimetre) / longest))
}

/** in characters */
export const longestOf = (texts: readonly string[]) => Math.max(1, ...texts.map((text) => [...text].length))

/** Whether something follows the text that stands on no page without text (7.3.5.5). */
export const isSigned = ({ attachments, signers, date }: OfficialDocument) =>
  attachments.length > 0 || signers.length > 0 || date !== null

export const withColon = (addressees: string) => `${addressees.trim().replace(/[:：]$/, '')}：`
export const inBrackets = (notes: string) => `（${notes.trim().replace(/^[（(]|[）)]$/g, '')}）`

/** In characters: a digit or a Latin letter takes half of one. */
export const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) < 0x250 ? 0.5 : 1), 0)

/**
 * Where the signature and the date begin, in characters from the left, without a seal (GB/T 9704 7.3.5.2): the signature
 * leaves two characters to its right, the date begins two characters after it; where the date is the longer, it leaves two.
 */
export function signaturePlace(signers: readonly string[], date: string): { signer: number; date: number } {
  const end = charactersPerLine - 2
  const signer = end - Math.max(0, ...signers.map(widthOf))
  const beside = signer + 2
  if (beside + widthOf(date) <= end) return { signer: Math.max(0, signer), date: Math.max(0, beside) }
  const latest = end - widthOf(date)
  return { signer: Math.max(0, signers.length === 0 ? latest : latest - 2), date: Math.max(0, latest) }
}
