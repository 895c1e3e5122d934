import { widthOf } from './document.ts'

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** What may not end a line, and what may not begin one. */
const opens = /[《（“‘〔【]$/
const closes = /^(?:[》）”’〕】，。、；：的\s]|[局厅委办部院会处科年月日号]$)/
/** What ends the name of a place; the name before it is often read as single characters. */
const place = /^[省市县区州盟旗乡镇村]$/
const single = /^[《（“]?\p{Script=Han}$/u
/** Terms of official titles that the dictionary reads as two words. */
const terms = new Set(
  '行政处罚 行政许可 行政强制 行政执法 行政检查 行政复议 行政审批 行政规范 安全生产 应急管理 应急预案 应急响应 应急救援 政府信息 政务公开 信息公开 公开指南 公开目录 年度报告 危险化学 防灾减灾 自然灾害 防汛抗旱 森林防火 专项检查 专项整治 监督检查 隐患排查 举报奖励 实施细则 实施方案 实施意见 管理办法 暂行办法 暂行规定 工作方案 工作要点 征求意见'.split(
    ' ',
  ),
)
/** Places where a title naturally turns. */
const turns = /(?:\s|关于|印发|转发|批转|公布|发布|废止|修改|做好|开展|加强|进一步|、|》|）|局|厅|府|委|会|部|室)$/

/**
 * Breaks a title into lines that are about as long as each other and break no word (GB/T 9704 7.3.1: 词意完整、排列对称、
 * 长短适宜). `perLine` is how many characters a line holds.
 */
export function titleLines(title: string, perLine: number): string[] {
  const text = title.trim()
  const length = widthOf(text)
  if (length <= perLine) return [text]
  const pieces = piecesOf(text)
  const least = Math.ceil(length / perLine)
  const possible = [linesOf(pieces, least, perLine), linesOf(pieces, least + 1, perLine)].filter((one) => one !== null)
  return possible.sort((a, b) => a.cost - b.cost)[0]?.lines ?? cut(text, perLine)
}

/** What a further line costs: as much as lines that differ by five characters. */
const furtherLine = 25

function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(text)) {
    for (let joined = 0; place.test(segment) && joined < 3 && single.test(pieces.at(-2) ?? ''); joined++) {
      pieces.splice(-2, 2, pieces.at(-2)! + pieces.at(-1)!)
    }
    const last = pieces.at(-1)
    if (
      last !== undefined &&
      (terms.has(last + segment) ||
        opens.test(last) ||
        closes.test(segment) ||
        place.test(segment) ||
        bothLatin(last, segment))
    ) {
      pieces[pieces.length - 1] = last + segment
    } else pieces.push(segment)
  }
  return pieces
}

const bothLatin = (left: string, right: string) => /[\w.〔〕-]$/.test(left) && /^[\w.〔〕-]/.test(right)

function linesOf(pieces: readonly string[], count: number, perLine: number): { lines: string[]; cost: number } | null {
  const mean = widthOf(pieces.join('')) / count
  // best[lines][end]: how well the first `end` pieces make that many lines, and where the last of them begins
  const best: ({ cost: number; begin: number } | null)[][] = [[{ cost: 0, begin: 0 }]]
  for (let line = 1; line <= count; line++) {
    const row: ({ cost: number; begin: number } | null)[] = []
    for (let end = 1; end <= pieces.length; end++) {
      for (let begin = 0; begin < end; begin++) {
        const before = best[line - 1]![begin]
        const text = pieces.slice(begin, end).join('')
        if (!before || widthOf(text) > perLine) continue
        const turned = end === pieces.length || turns.test(text)
        const cost = before.cost + (widthOf(text) - mean) ** 2 + (turned ? 0 : 12) + brokenName(pieces, end)
        if (cost < (row[end]?.cost ?? Number.POSITIVE_INFINITY)) row[end] = { cost, begin }
      }
    }
    best.push(row)
  }
  const whole = best[count]![pieces.length]
  if (!whole) return null
  const lines: string[] = []
  for (let line = count, end = pieces.length; line > 0; line--) {
    const { begin } = best[line]![end]!
    lines.unshift(pieces.slice(begin, end).join('').trim())
    end = begin
  }
  return { lines, cost: whole.cost + count * furtherLine }
}

/** A name in 《》 is better kept together. */
function brokenName(pieces: readonly string[], end: number): number {
  const before = pieces.slice(0, end).join('')
  return before.lastIndexOf('《') > before.lastIndexOf('》') ? 30 : 0
}

function cut(text: string, perLine: number): string[] {
  const characters = [...text]
  return Array.from({ length: Math.ceil(characters.length / perLine) }, (_, line) =>
    characters.slice(line * perLine, (line + 1) * perLine).join(''),
  )
}
