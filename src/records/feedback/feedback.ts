/** 有用, 没用, 报错 */
export const verdicts = ['useful', 'useless', 'error'] as const
export type Verdict = (typeof verdicts)[number]

/** counted: a tap, nothing more; open: somebody wrote what is wrong and waits; closed: looked into, with a note */
export type FeedbackState = 'counted' | 'open' | 'closed'

export const longestWords = 1000
