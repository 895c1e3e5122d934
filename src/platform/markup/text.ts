import type { Inline } from './tree.ts'

// Characters of the radicals block that a PDF gives instead of the word's own; NFKC knows no plain form of them, or the
// traditional one.
const radicals =
  '⺠民⺟母⺁厂⺅亻⺌小⺝月⺩王⺫罒⺬示⺶羊⺼月⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⼾户'
const plainRadical = new Map(
  Array.from({ length: radicals.length / 2 }, (_, place) => [radicals[place * 2]!, radicals[place * 2 + 1]!]),
)

const unseen = /[^\P{Cc}\t\n\f\r]|[\p{Cf}\u2028\u2029]/gu

/** Without characters nobody sees (some of which turn the order of reading round), and with radicals made characters. */
export function plainCharacters(text: string): string {
  return text
    .replace(unseen, '')
    .replace(/[\u2e80-\u2fd5]/g, (one) => plainRadical.get(one) ?? one.normalize('NFKC'))
    .replace(/\u00a0/g, ' ')
}

const cjk = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[\ud840-\ud8ff]/
const indentation = /^[ \t]*\u3000{2,}|^[ \t]*\u3000 *\u3000/

/**
 * Where the source only broke lines, it may have meant paragraphs: two breaks in a row, or a break before a line that is
 * indented by two characters.
 */
export function splitAtBlankLines(inlines: readonly Inline[]): Inline[][] {
  const parts: Inline[][] = [[]]
  let broken = false
  for (const one of inlines) {
    const blank = one.is === 'text' && /^\s*$/.test(one.text) && !indentation.test(one.text)
    const ends = broken && (one.is === 'break' || (one.is === 'text' && indentation.test(one.text)))
    if (ends) parts.push([])
    parts.at(-1)!.push(one)
    if (one.is === 'break') broken = true
    else if (!blank) broken = false
  }
  return parts
}

const isBlank = (character: string) => /\s/.test(character)

/**
 * White space as a page shows it: one blank for many, none where the source only wrapped a line between two Chinese
 * characters, none at the ends. Runs that look the same are one run.
 */
export function settleInlines(inlines: readonly Inline[]): Inline[] {
  const settled: Inline[] = []
  /** the blank that waits for a character to stand before */
  let waiting: { text: string; run: Extract<Inline, { is: 'text' }> } | null = null
  let before = ''
  const put = (text: string, like: Extract<Inline, { is: 'text' }>) => {
    const last = settled.at(-1)
    if (last?.is === 'text' && last.href === like.href && sameMarks(last.marks, like.marks)) last.text += text
    else settled.push({ is: 'text', text, marks: inOrder(like.marks), href: like.href })
  }
  for (const one of inlines) {
    if (one.is === 'break') {
      waiting = null
      if (settled.length > 0 && settled.at(-1)!.is !== 'break') settled.push(one)
      before = ''
      continue
    }
    if (one.is === 'picture') {
      if (waiting && before !== '') put(' ', waiting.run)
      waiting = null
      settled.push(one)
      before = '\ufffc'
      continue
    }
    for (const piece of one.text.match(/\s+|\S+/g) ?? []) {
      if (isBlank(piece[0]!)) {
        waiting = waiting ? { text: waiting.text + piece, run: waiting.run } : { text: piece, run: one }
        continue
      }
      if (waiting && before !== '') put(settledBlank(waiting.text, before, piece[0]!), waiting.run)
      waiting = null
      put(piece, one)
      before = piece.at(-1)!
    }
  }
  while (settled.at(-1)?.is === 'break') settled.pop()
  return settled.filter((one) => one.is !== 'text' || one.text !== '')
}

/** Full-width blanks are kept: 张　三, and the places to fill in on a form. */
function settledBlank(blank: string, before: string, after: string): string {
  const wide = blank.replace(/[^\u3000]/g, '')
  if (wide !== '') return wide
  return blank.includes('\n') && cjk.test(before) && cjk.test(after) ? '' : ' '
}

const inOrder = <T extends string>(marks: readonly T[]): T[] => [...new Set(marks)].sort((a, b) => order(a) - order(b))
const order = (mark: string) => ['strong', 'em', 'u', 'sub', 'sup'].indexOf(mark)
const sameMarks = (some: readonly string[], others: readonly string[]) =>
  inOrder(some).join() === inOrder(others).join()
