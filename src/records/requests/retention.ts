import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { dueDisposals, pendingDisposals, readRetentionRule } from './store.ts'

/** Years after the day a request was concluded. */
export interface RetentionRule {
  caseYears: number
  identityYears: number
}

const unlessSet: RetentionRule = { caseYears: 10, identityYears: 2 }

export async function retentionRule(tx: Tx): Promise<RetentionRule> {
  return (await readRetentionRule(tx)) ?? unlessSet
}

export interface DueForDisposal {
  id: number
  number: string
  title: string
  applicant: string
  concludedOn: CalendarDate
}

export interface PendingDisposal extends DueForDisposal {
  disposal: number
  ground: 'period-over' | 'on-request'
  reason: string
  proposedById: number
  proposedBy: string
  proposedAt: Date
}

/** What is due and not yet proposed, oldest first, and what waits for a second person. */
export async function disposalList(
  tx: Tx,
  { before, today }: { before: CalendarDate; today: CalendarDate },
): Promise<{ due: DueForDisposal[]; pending: PendingDisposal[] }> {
  return { due: await dueDisposals(tx, { before, today, limit: 200 }), pending: await pendingDisposals(tx) }
}
