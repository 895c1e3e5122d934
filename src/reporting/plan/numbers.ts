import type { Passed } from '../../law/finding.ts'
import type { AuditFinding } from '../audit/result.ts'
import { type Page, quoted } from '../read/page.ts'
import type { Mark, MarkKind } from './marks.ts'
import { published } from './words.ts'

const below: Record<MarkKind, readonly MarkKind[]> = {
  chapter: ['bracketed', 'number', 'number-bracketed', 'circled'],
  bracketed: ['number', 'number-bracketed', 'circled'],
  number: ['number-bracketed', 'circled'],
  'number-bracketed': ['circled'],
  circled: [],
}

/**
 * Numbers that are left out, doubled or written in another style. `headingsKnown`: 一、 and （一） were checked as headings of
 * lines already.
 */
export function checkNumbers(
  page: Page,
  marks: readonly Mark[],
  headingsKnown: boolean,
): { findings: AuditFinding[]; passed: Passed[] } {
  const findings: AuditFinding[] = []
  const last = new Map<MarkKind, Mark>()
  const reopened = new Set<MarkKind>()
  let seen = 0
  for (const mark of marks) {
    const { kind, number } = mark
    if (headingsKnown && (kind === 'chapter' || kind === 'bracketed')) {
      for (const one of below[kind]) reopened.add(one)
      continue
    }
    seen += 1
    if (mark.standsForChapter) {
      const chapter = last.get('chapter')
      const written = published(page, mark.from, mark.to)
      const above = chapter ? `与前文“${published(page, chapter.from, chapter.to)}”` : '与各章'
      findings.push({
        rule: 'C-44',
        verdict: 'doubt',
        message: `标题“${written}”${above}同级，样式却与各条相同`,
        values: { found: number, expected: (last.get('bracketed')?.number ?? 0) + 1 },
        quotes: [quoted(page, mark.from, mark.from + 24)],
      })
      last.set('chapter', mark)
      continue
    }
    const before = last.get(kind)
    const expected = (before?.number ?? 0) + 1
    const follows = number === expected || number === 1
    if (!follows) {
      const written = published(page, mark.from, mark.to)
      const what =
        before && number === before.number
          ? `序号“${written}”重复`
          : before
            ? `序号“${written}”之前是“${published(page, before.from, before.to)}”，不连续`
            : `序号从“${written}”开始，之前的没有找到`
      findings.push({
        rule: 'C-44',
        verdict: 'doubt',
        message: what,
        values: { found: number, expected: before && reopened.has(kind) ? 1 : expected },
        quotes: [quoted(page, mark.from, mark.from + 24)],
      })
    }
    last.set(kind, mark)
    reopened.delete(kind)
    for (const one of below[kind]) reopened.add(one)
  }
  findings.push(...stylesOf(page, marks))
  return { findings, passed: findings.length === 0 && seen >= 3 ? [{ rule: 'C-44', values: { numbers: seen } }] : [] }
}

/** The column 序号 of a table. */
export function checkColumn(page: Page, rows: readonly { number: number; from: number }[]): AuditFinding[] {
  let last = 0
  return rows.flatMap(({ number, from }) => {
    const expected = last + 1
    last = number
    if (number === expected || number === 1) return []
    const message = number === expected - 1 ? `序号“${number}”重复` : `序号“${number}”之前是“${expected - 1}”，不连续`
    const quotes = [quoted(page, from, from + 24)]
    return [{ rule: 'C-44', verdict: 'doubt' as const, message, values: { found: number, expected }, quotes }]
  })
}

/** 1． here and 6. there. */
function* stylesOf(page: Page, marks: readonly Mark[]): Generator<AuditFinding> {
  for (const kind of Object.keys(below) as MarkKind[]) {
    const styles = new Map<string, Mark[]>()
    for (const mark of marks) {
      if (mark.kind === kind) styles.set(mark.style, [...(styles.get(mark.style) ?? []), mark])
    }
    const [usual, ...others] = [...styles].sort((a, b) => b[1].length - a[1].length)
    if (!usual || others.length === 0) continue
    const written = (mark: Mark) => published(page, mark.from, mark.to)
    const odd = others.flatMap(([, of]) => of).sort((a, b) => a.from - b.from)
    yield {
      rule: 'C-44',
      verdict: 'doubt',
      message: `序号样式不一致：“${written(usual[1][0] as Mark)}”等 ${usual[1].length} 处，${odd
        .slice(0, 6)
        .map((mark) => `“${written(mark)}”`)
        .join('')}${odd.length > 6 ? '等' : ''} ${odd.length} 处不同`,
      values: { usual: usual[1].length, different: odd.length },
      quotes: odd.slice(0, 3).map((mark) => quoted(page, mark.from, mark.from + 24)),
    }
  }
}
