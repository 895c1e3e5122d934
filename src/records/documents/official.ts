import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/bureau.ts'
import { inspectFile } from '../../platform/files/inspect.ts'
import { type Change, diffMarkup } from '../../platform/markup/diff.ts'
import { textOfMarkup } from '../../platform/markup/to-text.ts'
import { escapeText } from '../../platform/markup/write.ts'
import {
  type PublishedDocument,
  type PublishedInList,
  publicFilesWith,
  publishedDocument,
  publishedTitledIn,
  versionWithHash,
} from './for-public.ts'
import type { OfficialFiles, Publisher } from './typeset.ts'

export type OfficialVerdict =
  /** word for word the text that is public now */
  | { verdict: 'same'; document: PublishedDocument }
  /** byte for byte a file that is public now */
  | { verdict: 'same-file'; file: string; document: PublishedInList }
  /** a 校验码 of ours: which version it is, and whether that is the one that is public now */
  | { verdict: 'version'; document: PublishedDocument; no: number; current: boolean }
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

/** A text that is not longer may be no more than the foot of a page. */
const longestFoot = 300

/** The version whose 校验码 stands in a text: 16 digits of its hash, or all 64. */
async function versionClaimed(tx: Tx, text: string) {
  const said = squeezed(text).toLowerCase()
  const code = /校验码:?([0-9a-f]{16,64})/.exec(said)?.[1] ?? /^[0-9a-f]{16,64}$/.exec(said)?.[0]
  const found = code === undefined ? null : await versionWithHash(tx, code)
  const document = found && (await publishedDocument(tx, found.documentId))
  return document ? { document, no: found.no, current: found.no === document.versionNo } : null
}

/** Less than this of the official lines found again, and the text is another one. */
const leastShared = 0.3

/** What a text in somebody's hands is: our official text, one that departs from it, or none of ours. */
export async function checkText(tx: Tx, text: string, id: number | null): Promise<OfficialVerdict> {
  const claimed = text.length <= longestFoot ? await versionClaimed(tx, text) : null
  if (claimed) return { verdict: 'version', ...claimed }
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

/**
 * What a file in somebody's hands is. One that bears the 校验码 of the current version is held against our own typeset
 * version: `afterwards` makes that, and belongs after the end of the transaction.
 */
export async function checkFile(
  tx: Tx,
  { name, content }: { name: string; content: Buffer },
  id: number | null,
  { official, publisher }: { official: OfficialFiles; publisher: Publisher },
): Promise<OfficialVerdict | { afterwards: () => Promise<OfficialVerdict> } | { unreadable: true }> {
  const found = await publicFilesWith(tx, createHash('sha256').update(content).digest())
  if (found) return { verdict: 'same-file', file: found.name, document: found.document }
  const { kind, parts, unreadable } = await inspectFile(content, name)
  if (unreadable) return { unreadable: true }
  const text = parts.map((part) => part.text).join('\n')
  const claimed = await versionClaimed(tx, text)
  if (claimed && !claimed.current) return { verdict: 'version', ...claimed }
  if (!claimed || (kind !== 'pdf' && kind !== 'docx')) return checkText(tx, text, id)
  const { document } = claimed
  const ours = await official.of(tx, document, publisher, kind)
  return {
    afterwards: async () => {
      const bytes = await ours.content()
      if (bytes.equals(content)) return { verdict: 'same', document }
      const official = linesOf((await inspectFile(bytes, ours.name)).parts.map((part) => part.text).join('\n'))
      const given = linesOf(text)
      if (given.join('') === official.join('')) return { verdict: 'same', document }
      return { verdict: 'changed', document, changes: diffMarkup(paragraphs(official), paragraphs(given)) }
    },
  }
}
