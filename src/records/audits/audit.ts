export type RunState = 'gathering' | 'working' | 'finished'

export const decisions = ['confirmed', 'false-alarm', 'asked'] as const
export type Decision = (typeof decisions)[number]

/** reports of one run */
export const mostReports = 2000

export class NoSuchRun extends Error {}
export class NoSuchAuditedReport extends Error {}
