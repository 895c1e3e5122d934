import type { Tx } from '../../platform/database/bureau.ts'
import { type Change, diffMarkup } from '../../platform/markup/diff.ts'
import { textOfMarkup } from '../../platform/markup/to-text.ts'
import { escapeText } from '../../platform/markup/write.ts'
import {
  type PublishedDocument,
  type PublishedInList,
  publicFilesWith,
  publishedDocument,
  publishedTitledIn,
} from './for-public.ts'

export type OfficialVerdict =
  /** word for word the text that is public now */
  | { verdict: 'same'; document: PublishedDocument }
  /** byte for byte a file that is public now */
  | { verdict: 'same-file'; file: string; document: PublishedInList }
  | { verdict: 'changed'; document: PublishedDocument; changes: Change[] }
  | { verdict: 'not-ours' }

/** Blanks, line breaks and the width of characters make no other text. */
const squeezed = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    // Marks and numbers of lists are not copied along from a page.
    .map((line) => squeezed(line).replace(/^(?:[•·▪]|\d{1,3}\.(?=\D))/, ''))
    .filter((line) => line !== '')

/** Less than this of the official lines found again, and the text is another one. */
const leastShared = 0.3

/** What a text in somebody's hands is: our official text, one that departs from it, or none of ours. */
export async function checkText(tx: Tx, text: string, id: number | null): Promise<OfficialVerdict> {
  const candidates = id === null ? await publishedTitledIn(tx, squeezed(text)) : [id]
  let best: OfficialVerdict = { verdict: 'not-ours' }
  let shared = 0
  for (const one of candidates) {
    const document = await publishedDocument(tx, one)
    if (!document) continue
    const given = withoutFurniture(linesOf(text), document)
    const official = linesOf(textOfMarkup(document.body))
    if (given.join('') === official.join('')) return { verdict: 'same', document }
    const found = new Set(given)
    const share = official.filter((line) => found.has(line)).length / Math.max(1, official.length)
    if (share < leastShared || share <= shared) continue
    shared = share
    best = { verdict: 'changed', document, changes: diffMarkup(paragraphs(official), paragraphs(given)) }
  }
  return best
}

/** What stands around the text on our page and in our files belongs to no text: title, number, time, source, index table. */
function withoutFurniture(lines: readonly string[], document: PublishedDocument): string[] {
  const { title, subtitle, summary, documentNumber, source, author, editor } = document
  const known = new Set(
    [title, subtitle, summary, documentNumber, source, author, editor].flatMap((one) => (one ? [squeezed(one)] : [])),
  )
  const label =
    /^(?:索引号|主题分类|体裁分类|发布机构|联合发文|发文字号|成文日期|发布日期|实施日期|有效性|失效或废止|公开方式|发布时间|来源|作者|责任编辑):?.{0,60}$/
  return lines.filter((line) => !known.has(line) && !label.test(line))
}

const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${escapeText(line)}</p>`).join('')

/** Whether a file is one of ours, by its SHA-256. */
export async function checkFile(tx: Tx, sha256: Buffer): Promise<OfficialVerdict> {
  const found = await publicFilesWith(tx, sha256)
  return found ? { verdict: 'same-file', file: found.name, document: found.document } : { verdict: 'not-ours' }
}
