import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { inspectFile } from '../../platform/files/inspect.ts'
import type { FileInspection } from '../../platform/files/inspection.ts'
import { readMarkup } from '../../platform/markup/read.ts'
import { textOfBlocks } from '../../platform/markup/to-text.ts'
import { type Block, type Cell, type Inline, textOfInlines } from '../../platform/markup/tree.ts'
import { leaksIn, stopLeaks, type ToPublish } from '../leaks/gate.ts'
import type { Leak } from '../leaks/leak.ts'
import type { DocumentText } from './document.ts'
import { contentOfFile, filesToInspect, type LockedDocument, saveInspection } from './store.ts'

/** The words of a document that the public reads, each with what the gate calls its place. */
export const wordsShown = {
  title: '标题',
  subtitle: '副标题',
  summary: '内容概述',
  source: '来源',
  author: '作者',
  editor: '责任编辑',
  keywords: '关键词',
  jointIssuers: '联合发文机关',
  documentNumber: '文号',
} as const satisfies Partial<Record<keyof DocumentText, string>>

type Shown = Partial<Pick<DocumentText, keyof typeof wordsShown | 'body'>> & { correctionNote?: string | null }

/**
 * What keeps a document from becoming public, in its words, its tables and its files; kept for whoever may let it through.
 * Every way to the public asks this first. Of what is not for the public there is nothing to ask.
 */
export async function whatHoldsBack(tx: Tx, document: LockedDocument, clock: Clock): Promise<Leak[]> {
  const { id, title, draftedBy, attribute } = document
  if (attribute !== 'proactive') return []
  return stopLeaks(tx, { subject: subjectOf(id), title, draftedBy, ...(await allOf(tx, document)) }, clock)
}

/** Everything the gate says of a document as it stands: what would hold it back, and what is only told. Nothing is kept. */
export async function leaksOfDocument(tx: Tx, document: { id: number } & Shown): Promise<Leak[]> {
  return leaksIn(tx, subjectOf(document.id), await allOf(tx, document))
}

/** The same of words that are typed and not saved. `id`: of the document they belong to, 0 when there is none yet. */
export async function leaksOfTyped(tx: Tx, id: number, typed: Shown): Promise<Leak[]> {
  return leaksIn(tx, subjectOf(id), wordsOf(typed))
}

const subjectOf = (id: number) => `document ${id}`

async function allOf(tx: Tx, document: { id: number } & Shown): Promise<ToPublish> {
  const files = await inspected(tx, document.id)
  const { texts = [], tables = [] } = wordsOf(document)
  return {
    texts: [
      ...texts,
      ...files.map(({ name }) => ({ place: '附件的名称', text: name })),
      ...files.flatMap(({ alt }) => (alt ? [{ place: '图片说明', text: alt }] : [])),
    ],
    tables,
    files,
  }
}

function wordsOf(document: Shown): ToPublish {
  const { body = '', correctionNote } = document
  const blocks = readMarkup(body)
  const texts = Object.entries(wordsShown).flatMap(([field, place]) => {
    const text = document[field as keyof typeof wordsShown]
    return text ? [{ place, text }] : []
  })
  return {
    texts: [
      ...texts,
      ...(correctionNote ? [{ place: '更正说明', text: correctionNote }] : []),
      { place: '正文', text: textOfBlocks(blocks) },
      ...linksIn(blocks).map((text) => ({ place: '正文的链接', text })),
    ],
    tables: tablesIn(blocks).map((table, place) => ({ place: `正文的表格 ${place + 1}`, ...table })),
  }
}

/** Every file with what is in it. Who reads the page sees the pictures of a text: that they have no words is no news. */
async function inspected(
  tx: Tx,
  documentId: number,
): Promise<{ name: string; alt: string | null; inspection: FileInspection }[]> {
  const found = []
  for (const { id, name, role, alt, inspection } of await filesToInspect(tx, documentId)) {
    const seen = (inspection as FileInspection | null) ?? (await inspectNow(tx, id, name))
    found.push({ name, alt, inspection: role === 'picture' ? { ...seen, withoutText: false } : seen })
  }
  return found
}

async function inspectNow(tx: Tx, attachmentId: number, name: string): Promise<FileInspection> {
  const inspection = await inspectFile(await contentOfFile(tx, attachmentId), name)
  await saveInspection(tx, attachmentId, inspection)
  return inspection
}

function childrenOf(block: Block): Block[] {
  switch (block.is) {
    case 'list':
      return block.items.flat()
    case 'quote':
      return block.blocks
    case 'table':
      return [...block.head, ...block.body].flat().flatMap(({ blocks }) => blocks)
    default:
      return []
  }
}

function inlinesIn(block: Block): Inline[] {
  switch (block.is) {
    case 'heading':
    case 'paragraph':
      return block.inlines
    case 'table':
    case 'figure':
      return block.caption
    default:
      return []
  }
}

/** Where links lead to, as somebody would read it: tel:, mailto: and queries give people away as words do. */
function linksIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => [
    ...inlinesIn(block).flatMap((one) => (one.is === 'text' && one.href !== null ? [linkRead(one.href)] : [])),
    ...linksIn(childrenOf(block)),
  ])
}

export function linkRead(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

function tablesIn(blocks: readonly Block[]): { title: string; rows: string[][] }[] {
  return blocks.flatMap((block) => {
    const below = tablesIn(childrenOf(block))
    if (block.is !== 'table') return below
    return [{ title: textOfInlines(block.caption), rows: spread([...block.head, ...block.body]) }, ...below]
  })
}

/** The rows with every cell that reaches over several said in each of them. */
function spread(rows: readonly Cell[][]): string[][] {
  const grid: string[][] = rows.map(() => [])
  for (const [row, cells] of rows.entries()) {
    let column = 0
    for (const { blocks, rowspan, colspan } of cells) {
      while (grid[row]?.[column] !== undefined) column += 1
      const text = textOfBlocks(blocks)
      for (let down = row; down < Math.min(rows.length, row + rowspan); down += 1) {
        for (let right = column; right < column + colspan; right += 1) (grid[down] as string[])[right] = text
      }
      column += colspan
    }
  }
  return grid.map((row) => Array.from(row, (cell) => cell ?? ''))
}
