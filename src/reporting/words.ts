import type { ReportCells } from '../law/reports/formats.ts'
import type { Narrative } from '../records/reports/report.ts'
import type { AuditFinding } from './audit/result.ts'
import { auditWords } from './audit.ts'
import { resolved } from './narrative.ts'
import { factsIn } from './read/facts.ts'
import { pageOf } from './read/page.ts'

// The text of a report while it is written: numbers nobody bound to a figure, numbers that contradict the tables or each
// other, sentences that stood in last year's report, and how long the overview is.

export interface NumberInWords {
  part: keyof Narrative
  /** in the text as typed, with its {{names}} */
  from: number
  to: number
  verdict: 'contradicting' | 'unbound'
  /** what contradicts it; null where nothing does */
  message: string | null
  /** names of figures with this value, which it can be bound to */
  figures: string[]
}

export interface Repeated {
  part: keyof Narrative
  from: number
  to: number
  /** the sentence of last year */
  lastYear: string
}

export interface WordsChecked {
  /** of the overview as it is read; the form asks for at most about a thousand */
  characters: number
  numbers: NumberInWords[]
  repeated: Repeated[]
  /** what the auditor asks of the text */
  findings: AuditFinding[]
}

const titles = {
  overall: '一、总体情况',
  problems: '五、存在的主要问题及改进情况',
  other: '六、其他需要报告的事项',
} as const satisfies Record<keyof Narrative, string>
const parts = ['overall', 'problems', 'other'] as const

/** Text with its figures put in, and where each stretch of it stands in the text as typed. */
function plain(text: string, figures: Record<string, number | null>) {
  let words = ''
  let typed = 0
  const stretches: { at: number; typed: number; bound: boolean }[] = []
  for (const part of resolved(text, figures)) {
    stretches.push({ at: words.length, typed, bound: 'figure' in part })
    words += 'text' in part ? part.text : String(part.value ?? '')
    typed += 'text' in part ? part.text.length : part.figure.length + 4
  }
  const stretchAt = (at: number) => stretches.findLast((one) => one.at <= at)
  return {
    words,
    isBound: (at: number) => stretchAt(at)?.bound ?? false,
    typedAt: (at: number) => {
      const stretch = stretchAt(at)
      return stretch ? stretch.typed + (stretch.bound ? 0 : at - stretch.at) : at
    },
  }
}

/** Checks the words of a report against its figures, against themselves and against those of the year before. */
export function checkWords(given: {
  bureau: string
  year: number
  narrative: Narrative
  cells: ReportCells
  figures: Record<string, number | null>
  lastYear: Narrative | null
}): WordsChecked {
  const { bureau, year, narrative, cells, figures, lastYear } = given
  const texts = {
    overall: plain(narrative.overall, figures),
    problems: plain(narrative.problems, figures),
    other: plain(narrative.other, figures),
  }
  const whole = [
    `${bureau}${year}年政府信息公开工作年度报告`,
    ...parts.flatMap((part) => [titles[part], texts[part].words]),
  ].join('\n')
  const findings = auditWords(whole, cells)
  return {
    characters: texts.overall.words.replace(/\s/g, '').length,
    numbers: parts.flatMap((part) => numbersOf(part, texts[part], findings, figures)),
    repeated: lastYear ? parts.flatMap((part) => repeatedIn(part, narrative[part], lastYear)) : [],
    findings,
  }
}

function numbersOf(
  part: keyof Narrative,
  { words, isBound, typedAt }: ReturnType<typeof plain>,
  findings: readonly AuditFinding[],
  figures: Record<string, number | null>,
): NumberInWords[] {
  const page = pageOf(words)
  const asked = findings.flatMap(({ verdict, message, values, quotes }) => {
    if (verdict === 'unknown') return []
    return quotes.flatMap(({ text }) => {
      const at = text.length > 1 ? words.indexOf(text) : -1
      return at < 0 ? [] : [{ from: at, to: at + text.length, message, numbers: Object.values(values) }]
    })
  })
  return factsIn(page, [{ from: 0, to: page.dense.length }]).flatMap((fact) => {
    const from = page.at[fact.from] as number
    const to = (page.at[fact.to - 1] as number) + 1
    if (isBound(from)) return []
    const finding = asked.find((one) => from >= one.from && to <= one.to && one.numbers.includes(fact.value))
    if (!finding && fact.kind !== 'count' && fact.kind !== 'money') return []
    const same = Object.entries(figures)
      .filter(([, value]) => value !== null && value === fact.value && value !== 0)
      .map(([name]) => name)
    return [
      {
        part,
        from: typedAt(from),
        to: typedAt(to),
        verdict: finding ? ('contradicting' as const) : ('unbound' as const),
        message: finding?.message ?? null,
        figures: same.slice(0, 5),
      },
    ]
  })
}

// ── Copied from last year ──

const shortest = 14
const alike = 0.8

/** Sentences that stood in last year's report, figures and years apart. */
function repeatedIn(part: keyof Narrative, text: string, lastYear: Narrative): Repeated[] {
  const before = parts.flatMap((one) =>
    sentencesOf(lastYear[one]).map((sentence) => ({ ...sentence, pairs: pairsOf(sentence.text) })),
  )
  return sentencesOf(text).flatMap(({ text: sentence, from }) => {
    const pairs = pairsOf(sentence)
    if (pairs.size < shortest) return []
    const same = before.find((one) => one.pairs.size >= shortest && likeness(pairs, one.pairs) >= alike)
    return same ? [{ part, from, to: from + sentence.length, lastYear: same.text }] : []
  })
}

function sentencesOf(text: string): { text: string; from: number }[] {
  return [...text.matchAll(/[^。；！？\n]+[。；！？]?/g)].map((found) => ({ text: found[0], from: found.index }))
}

function pairsOf(sentence: string): Set<string> {
  const letters = [...sentence.replace(/\{\{[^}]*\}\}|[\d.,，、。；：:%（）()\s“”]/g, '')]
  return new Set(letters.slice(1).map((letter, place) => `${letters[place]}${letter}`))
}

/** Pairs in both, of those in either: 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((pair) => other.has(pair)).length
  return both / (one.size + other.size - both)
}
