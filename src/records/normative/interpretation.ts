import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Dated } from '../../law/dated.ts'
import {
  type ExemptionReason,
  type InterpretationPeriod,
  interpretationPeriod,
  interpretedKinds,
} from '../../law/publicity/interpretation.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { documentWithForce } from './facts.ts'
import { mayDoToNormative } from './permissions.ts'
import { dropExemption, periodsSet, putExemption, putPeriod } from './store.ts'

/** The period as the law has it, and as the place has set it since. */
export async function interpretationPeriods(tx: Tx): Promise<Dated<InterpretationPeriod>> {
  const set = (await periodsSet(tx)).map(({ fromOn, days, unit, basis }) => ({
    from: fromOn,
    days,
    unit,
    cite: { law: basis, article: '' },
  }))
  const taken = new Set(set.map(({ from }) => from))
  return [...set, ...interpretationPeriod.filter(({ from }) => !taken.has(from))].toSorted((a, b) =>
    a.from < b.from ? 1 : -1,
  )
}

/** Says that a document needs no interpretation, and why: the light over the others stays honest. */
export async function exemptFromInterpretation(
  tx: Tx,
  { documentId, reason, note }: { documentId: number; reason: ExemptionReason; note: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ exempt: true } | { refused: 'needs-none' | 'no-note' }> {
  mustBeAllowed(by, 'exempt from interpretation', mayDoToNormative.exempt)
  const document = await documentWithForce(tx, documentId)
  if (!interpretedKinds.includes(document.kind)) return { refused: 'needs-none' }
  if (reason === 'other' && !note?.trim()) return { refused: 'no-note' }
  const words = note?.trim() || null
  await putExemption(tx, { documentId, reason, note: words, decidedBy: by.id, decidedAt: clock.now() })
  await recordAct(tx, {
    kind: 'document exempt from interpretation',
    subject: `document ${documentId}`,
    by,
    at: clock.now(),
    change: { reason, ...(words ? { note: words } : {}) },
  })
  return { exempt: true }
}

export async function requireInterpretation(
  tx: Tx,
  documentId: number,
  by: Actor,
  clock: Clock,
): Promise<{ required: true } | { refused: 'not-exempt' }> {
  mustBeAllowed(by, 'require an interpretation', mayDoToNormative.exempt)
  await documentWithForce(tx, documentId)
  if (!(await dropExemption(tx, documentId))) return { refused: 'not-exempt' }
  await recordAct(tx, {
    kind: 'document to be interpreted',
    subject: `document ${documentId}`,
    by,
    at: clock.now(),
  })
  return { required: true }
}

/** Sets the period of the place for what is published from a day on. It may be stricter than the national one, not laxer. */
export async function setInterpretationPeriod(
  tx: Tx,
  { fromOn, days, unit, basis }: InterpretationPeriod & { fromOn: CalendarDate; basis: string },
  by: Actor,
  clock: Clock,
): Promise<{ set: true } | { refused: 'no-basis' | 'too-lax' }> {
  mustBeAllowed(by, 'set the period of interpretation', mayDoToNormative.setPeriod)
  if (basis.trim() === '') return { refused: 'no-basis' }
  if (days > (interpretationPeriod[0]?.days ?? 0)) return { refused: 'too-lax' }
  await putPeriod(tx, { fromOn, days, unit, basis: basis.trim(), setBy: by.id, setAt: clock.now() })
  await recordAct(tx, {
    kind: 'interpretation period set',
    subject: 'interpretation period',
    by,
    at: clock.now(),
    change: { fromOn, days, unit, basis: basis.trim() },
  })
  return { set: true }
}
