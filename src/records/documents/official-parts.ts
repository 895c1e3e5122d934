import type { CalendarDate } from '../../law/calendar-date.ts'
import { readMarkup } from '../../platform/markup/read.ts'
import { textOfBlock } from '../../platform/markup/to-text.ts'
import type { Block } from '../../platform/markup/tree.ts'
import { dateInWords, type OfficialDocument } from '../../platform/typeset/document.ts'

/** What of a document is typeset. */
export interface TextToTypeset {
  title: string
  subtitle: string | null
  /** clean markup */
  body: string
  source: string
  jointIssuers: string | null
  documentNumber: string | null
  formedOn: CalendarDate
}

/**
 * The parts of GB/T 9704 out of a text as it stands on the page: 主送机关 at its head, 附件说明, 署名, 成文日期, 附注, 附件 and
 * 版记 at its end. Whatever is not surely one of them stays in the body, in its place. The red head is for our own letters
 * only: one of another organ is not ours to draw.
 */
export function officialParts(
  text: TextToTypeset,
  { fileNames, bureauName, foot }: { fileNames: readonly string[]; bureauName: string; foot: string | null },
): OfficialDocument {
  const { title, subtitle, source, documentNumber, formedOn } = text
  const makers = [source, ...(text.jointIssuers?.split(/[、，,；;\s]+/) ?? [])].filter((name) => name !== '')
  const organs = [...new Set(makers)]
  const own = documentNumber !== null && source === bureauName
  const blocks = readMarkup(text.body)
  const head = addresseesOf(blocks[0])
  const { before, ...end } = endOf(head === null ? blocks : blocks.slice(1), organs, title)
  const said = listOf(before)
  const saysAttachments = before.some((block) => attachmentLine.test(lineOf(block) ?? ''))
  const names = saysAttachments ? said.names : fileNames.map((name) => name.replace(/\.[a-z0-9]{1,5}$/i, ''))
  const signed =
    end.date !== null || before.slice(-2).some((block) => block.is === 'paragraph' && block.align === 'right')
  return {
    ...end,
    withRedHead: own,
    issuers: organs,
    documentNumber,
    title,
    subtitle,
    addressees: head,
    body: said.before,
    attachments: names,
    // A letter of ours is signed by those who issue it, also where the page leaves it to the index table.
    ...(own && !signed ? { signers: organs, date: dateInWords(formedOn) } : {}),
    madeOn: formedOn,
    watermark: null,
    foot,
  }
}

const lineOf = (block: Block | undefined) => (block?.is === 'paragraph' ? textOfBlock(block).trim() : null)

/** 主送机关: the first line, when it ends in a colon and does not announce what follows. */
function addresseesOf(first: Block | undefined): string | null {
  const line = lineOf(first)
  if (line === null || first?.is !== 'paragraph' || first.align !== null) return null
  return line.length <= 120 && line.endsWith('：') && !/[。；]|如下|下列|以下/.test(line) ? line : null
}

const dateLine =
  /^(?:\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$/
const squeezed = (line: string) => line.replace(/\s/g, '')

type End = Pick<OfficialDocument, 'signers' | 'date' | 'notes' | 'annexes' | 'copyTo' | 'printer' | 'printed'>

/** The signature with its date, and what follows it. Without both the whole text is body. */
function endOf(blocks: readonly Block[], organs: readonly string[], title: string): End & { before: Block[] } {
  const none = { signers: [], date: null, notes: null, annexes: [], copyTo: null, printer: null, printed: null }
  const isSigner = (block: Block | undefined) => {
    const line = lineOf(block)
    if (line === null || line === '' || line.length > 40 || block?.is !== 'paragraph') return false
    return organs.includes(squeezed(line)) || (block.align === 'right' && !/[。；：]$/.test(line))
  }
  const at = blocks.findIndex(
    (block, place) => dateLine.test(squeezed(lineOf(block) ?? '')) && isSigner(blocks[place - 1]),
  )
  let begin = at
  while (begin > 0 && isSigner(blocks[begin - 1])) begin -= 1
  if (at === -1) return { ...none, before: [...blocks] }
  let rest = blocks.slice(at + 1)
  const notes = /^（[^（）]{2,40}）$/.test(lineOf(rest[0]) ?? '') ? lineOf(rest[0]) : null
  if (notes !== null) rest = rest.slice(1)
  const { imprint, before } = imprintOf(rest)
  const annexes = annexesOf(before, title)
  // Something follows that is no annex: then the signature is not the end, and everything stays where it is.
  if (annexes === null) return { ...none, before: [...blocks] }
  return {
    ...none,
    ...imprint,
    before: blocks.slice(0, begin),
    signers: blocks.slice(begin, at).map((block) => lineOf(block)!),
    date: lineOf(blocks[at]),
    notes,
    annexes,
  }
}

/** 版记: 抄送 and 印发 as the last lines. */
function imprintOf(blocks: readonly Block[]) {
  let end = blocks.length
  const printed = /^(.{2,40}?)\s*(\d{4}年\d{1,2}月\d{1,2}日印发)$/.exec(lineOf(blocks[end - 1]) ?? '')
  if (printed) end -= 1
  const copyTo = /^抄\s*送[：:](.+)$/.exec(lineOf(blocks[end - 1]) ?? '')?.[1]?.trim() ?? null
  if (copyTo !== null) end -= 1
  const imprint = { copyTo, printer: printed?.[1] ?? null, printed: printed?.[2] ?? null }
  return { imprint, before: blocks.slice(0, end) }
}

const label = /^附\s*件\s*\d{0,2}[：:]?$/

/** What follows the signature: annexes with their labels, or the text itself that the document issues. */
function annexesOf(blocks: readonly Block[], title: string): OfficialDocument['annexes'] | null {
  if (blocks.length === 0) return []
  const starts = blocks.flatMap((block, place) => (label.test(lineOf(block) ?? '') ? [place] : []))
  if (starts[0] === 0) {
    return starts.map((start, place) => {
      const own = blocks.slice(start + 1, starts[place + 1])
      return { label: squeezed(lineOf(blocks[start])!).replace(/[：:]$/, ''), ...titled(own) }
    })
  }
  const issued = titled(blocks)
  return issued.title !== null && title.includes(issued.title) ? [{ label: null, ...issued }] : null
}

/** A first line in the middle is the title. */
function titled(blocks: readonly Block[]): { title: string | null; body: Block[] } {
  const [first, ...body] = blocks
  const isTitle = (first?.is === 'heading' || first?.is === 'paragraph') && first.align === 'center'
  return isTitle ? { title: textOfBlock(first).trim(), body } : { title: null, body: [...blocks] }
}

const attachmentLine = /^附\s*件[：:]\s*\S/

/** 附件说明 as the last lines of the body: 附件：1.… 2.… */
function listOf(blocks: readonly Block[]): { before: readonly Block[]; names: string[] } {
  const at = blocks.findLastIndex((block) => attachmentLine.test(lineOf(block) ?? ''))
  if (at === -1) return { before: blocks, names: [] }
  const lines = blocks.slice(at).map((block) => lineOf(block)?.replace(/^附\s*件[：:]\s*/, '') ?? null)
  const names = lines.flatMap((line) => line?.split('\n') ?? []).map((line) => line.trim())
  const numbered = names.map((name, place) => ({ name, number: /^(\d{1,2})[.．、]\s*/.exec(name), place }))
  const inOrder = numbered.every(({ number, place }) => Number(number?.[1]) === place + 1)
  if (lines.includes(null) || !(inOrder || names.length === 1)) return { before: blocks, names: [] }
  return { before: blocks.slice(0, at), names: names.map((name) => name.replace(/^\d{1,2}[.．、]\s*/, '')) }
}
