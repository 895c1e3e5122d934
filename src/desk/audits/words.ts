import type { ReportInRun } from '../../api/contract/audits.ts'

export type Verdict = 'mismatch' | 'doubt' | 'unknown' | 'passed' | 'set-aside' | 'none'

/** Each verdict by its icon and its words; colour only comes on top. */
export const verdicts: Record<Verdict, { icon: string; name: string }> = {
  mismatch: { icon: '✖', name: '不符' },
  doubt: { icon: '！', name: '存疑' },
  unknown: { icon: '?', name: '无法判断' },
  passed: { icon: '✔', name: '通过' },
  'set-aside': { icon: '○', name: '已定为误报' },
  none: { icon: '—', name: '不适用' },
}

export const verdictOf = (report: ReportInRun, rule: string): Verdict => report.verdicts[rule] ?? 'none'

export const decisionText = { confirmed: '属实', 'false-alarm': '误报', asked: '已询问' } as const

export const runStateText = { gathering: '没有开始', working: '正在核对', finished: '已完成' } as const

export const nameOf = ({ bureau, fileName }: Pick<ReportInRun, 'bureau' | 'fileName'>) => bureau ?? fileName
