/** 清理: what is to become of each document. 修改, 废止, 宣布失效, 继续有效. */
export const cleanUpDecisions = ['amend', 'repeal', 'lapse', 'keep'] as const
export type CleanUpDecision = (typeof cleanUpDecisions)[number]

export type CleanUpTally = Record<CleanUpDecision | 'undecided' | 'total', number>

export function tallyOf(decisions: readonly (CleanUpDecision | null)[]): CleanUpTally {
  const count = (which: CleanUpDecision | null) => decisions.filter((decision) => decision === which).length
  return {
    amend: count('amend'),
    repeal: count('repeal'),
    lapse: count('lapse'),
    keep: count('keep'),
    undecided: count(null),
    total: decisions.length,
  }
}

/** The sum written out, parts without a document left out: `45 = 26 + 15 + 4`, the undecided last. */
export function sumOf(tally: CleanUpTally): {
  total: number
  parts: { of: CleanUpDecision | 'undecided'; count: number }[]
} {
  return {
    total: tally.total,
    parts: ([...cleanUpDecisions, 'undecided'] as const)
      .map((of) => ({ of, count: tally[of] }))
      .filter(({ count }) => count > 0),
  }
}

/** What was pasted, a line a document: 文号 and title in either order, separated by a tab, or a title alone. */
export function readCleanUpList(pasted: string): { number: string | null; title: string }[] {
  return pasted
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:\d{1,4}[.、．]\s*)?/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const number = /[\p{Script=Han}A-Za-z]{1,20}[〔［[（(]\d{4}[〕］\])）]\s*第?\d{1,5}号/u.exec(line)?.[0] ?? null
      const rest = number === null ? line : line.replace(number, ' ')
      const title = rest.replace(/[（(]\s*[）)]/g, ' ').replace(/^[\s,，;；\t]+|[\s,，;；\t]+$/g, '')
      return { number, title: title === '' ? line : title }
    })
}
