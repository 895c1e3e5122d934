import { addYears, type CalendarDate } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { dropMessages } from '../../platform/mail/outbox.ts'
import { sealed } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { eraseLettersOf } from '../letters/erase.ts'
import { eraseMaterialOf } from '../redaction/erase.ts'
import type { Actor } from '../staff/actor.ts'
import { NoSuchRequest } from './advance.ts'
import { mustBeAllowedOnRequest } from './permissions.ts'
import { type RetentionRule, retentionRule } from './retention.ts'
import { sealedApplicant } from './seal.ts'
import {
  erasedAtOf,
  eraseRequest,
  insertDisposal,
  lockDisposal,
  lockIdentitiesBefore,
  lockRequest,
  openRemedies,
  saveDisposalDecision,
  saveRetentionRule,
  saveSeal,
  undecidedDisposal,
  volumeKept,
} from './store.ts'

export const disposalGrounds = ['period-over', 'on-request'] as const
export type DisposalGround = (typeof disposalGrounds)[number]
export type ProposalRefusal =
  | 'still-open'
  | 'already-erased'
  | 'already-proposed'
  | 'remedy-open'
  | 'period-not-over'
  | 'no-reason'

/** The last day the file of a request closed that day is kept for certain. */
export function keptUntil(concludedOn: CalendarDate, { caseYears }: RetentionRule): CalendarDate {
  return addYears(concludedOn, caseYears)
}

/**
 * Proposes to erase what a closed request tells of its applicant: because its period is over, or because the applicant asked
 * for it and the law allows it (个人信息保护法 art. 47). Never while the request, or a remedy against it, is open.
 */
export async function proposeDisposal(
  tx: Tx,
  { id, ground, reason }: { id: number; ground: DisposalGround; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ disposal: number } | { refused: ProposalRefusal }> {
  mustBeAllowedOnRequest(by, 'propose-disposal')
  const request = await lockRequest(tx, id)
  if (!request) throw new NoSuchRequest()
  if (reason.trim() === '') return { refused: 'no-reason' }
  if (request.state !== 'closed' || !request.concludedOn) return { refused: 'still-open' }
  if (await erasedAtOf(tx, id)) return { refused: 'already-erased' }
  if (await undecidedDisposal(tx, id)) return { refused: 'already-proposed' }
  if (await openRemedies(tx, id)) return { refused: 'remedy-open' }
  const today = clock.today()
  const over = keptUntil(request.concludedOn, await retentionRule(tx)) < today && !(await volumeKept(tx, id, today))
  if (ground === 'period-over' && !over) return { refused: 'period-not-over' }
  const disposal = await insertDisposal(tx, {
    requestId: id,
    ground,
    reason: reason.trim(),
    proposedBy: by.id,
    proposedAt: clock.now(),
  })
  await recordAct(tx, {
    kind: 'disposal proposed',
    subject: `request ${id}`,
    by,
    at: clock.now(),
    change: { disposal, ground, reason: sealed(request.salt, reason.trim()) },
  })
  return { disposal }
}

export type DisposalRefusal = 'nothing-to-decide' | 'own-proposal' | 'no-reason' | 'no-longer-closed'

/**
 * A second person decides. Approved, the applicant's data, every text that may speak of the applicant and the salt of the
 * journal's hashes are erased; number, days and outcome stay for the statistics, and the journal stays whole.
 */
export async function decideDisposal(
  tx: Tx,
  { disposal, decision, note }: { disposal: number; decision: 'approved' | 'refused'; note: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ decided: true } | { refused: DisposalRefusal }> {
  mustBeAllowedOnRequest(by, 'decide-disposal')
  const found = await lockDisposal(tx, disposal)
  if (!found || found.decision) return { refused: 'nothing-to-decide' }
  if (found.proposedBy === by.id) return { refused: 'own-proposal' }
  if (decision === 'refused' && !note?.trim()) return { refused: 'no-reason' }
  const request = await lockRequest(tx, found.requestId)
  if (!request) throw new NoSuchRequest()
  if (decision === 'approved' && (request.state !== 'closed' || (await openRemedies(tx, request.id)))) {
    return { refused: 'no-longer-closed' }
  }
  await saveDisposalDecision(tx, disposal, { decision, decisionNote: note, decidedBy: by.id, decidedAt: clock.now() })
  await recordAct(tx, {
    kind: decision === 'approved' ? 'request disposed of' : 'disposal refused',
    subject: `request ${request.id}`,
    by,
    at: clock.now(),
    change: {
      disposal,
      ground: found.ground,
      number: request.number,
      ...(note ? { note: sealed(request.salt, note) } : {}),
    },
  })
  if (decision === 'approved') {
    await eraseRequest(tx, request.id, clock.now())
    await eraseLettersOf(tx, request.id)
    await eraseMaterialOf(tx, request.id)
    await dropMessages(tx, `request ${request.id}`)
  }
  return { decided: true }
}

export async function setRetention(
  tx: Tx,
  rule: RetentionRule,
  by: Actor,
  clock: Clock,
): Promise<{ set: true } | { refused: 'identity-longer-than-case' }> {
  mustBeAllowedOnRequest(by, 'set-retention')
  if (rule.identityYears > rule.caseYears) return { refused: 'identity-longer-than-case' }
  const before = await retentionRule(tx)
  await saveRetentionRule(tx, rule)
  await recordAct(tx, {
    kind: 'retention set',
    subject: 'retention',
    by,
    at: clock.now(),
    change: { from: before, to: rule },
  })
  return { set: true }
}

/** Erases the number of the document of applicants whose requests were closed long enough ago: it is needed no longer. */
export async function forgetIdentities(tx: Tx, clock: Clock): Promise<number> {
  const { identityYears } = await retentionRule(tx)
  const due = await lockIdentitiesBefore(tx, addYears(clock.today(), -identityYears))
  for (const { requestId, applicant } of due) {
    await saveSeal(tx, requestId, sealedApplicant(tx, requestId, { ...applicant, idNumber: null }))
  }
  await recordAct(
    tx,
    ...due.map(({ requestId }) => ({
      kind: 'identity number erased',
      subject: `request ${requestId}`,
      by: { kind: 'system' as const, name: '保存期限' },
      at: clock.now(),
    })),
  )
  return due.length
}
