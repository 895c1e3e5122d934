import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { stopLeaks } from '../leaks/gate.ts'
import type { Leak } from '../leaks/leak.ts'
import { isNamedIn } from '../requests/named-in.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToAnswers } from './permissions.ts'
import { repliedRequest, saveAnswer, saveWithdrawn } from './store.ts'

/** Tells a reply to everybody, in words that name nobody: they go through the leak gate, and hold nothing of the applicant. */
export async function publishAnswer(
  tx: Tx,
  { requestId, title, summary }: { requestId: number; title: string; summary: string },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: 'not-replied' | 'nothing-said' | 'names-the-applicant' } | { leaks: Leak[] }> {
  mustBeAllowed(by, 'publish an answer', mayDoToAnswers.publish)
  const replied = await repliedRequest(tx, requestId)
  if (!replied) return { refused: 'not-replied' }
  const words = { title: title.trim(), summary: summary.trim() }
  if (!words.title || !words.summary) return { refused: 'nothing-said' }
  const text = `${words.title}\n${words.summary}`
  if (await isNamedIn(tx, requestId, text)) return { refused: 'names-the-applicant' }
  const leaks = await stopLeaks(
    tx,
    {
      ...{ subject: `answer to request ${requestId}`, title: `选登答复 ${replied.number}`, draftedBy: by.id },
      texts: [
        { place: '标题', text: words.title },
        { place: '摘要', text: words.summary },
      ],
    },
    clock,
  )
  if (leaks.length > 0) return { leaks }
  const { outcome, answeredOn } = replied
  const id = await saveAnswer(tx, {
    ...{ requestId, ...words, outcome, answeredOn },
    ...{ publishedBy: by.id, publishedAt: clock.now() },
  })
  const change = { request: replied.number, ...words, outcome }
  await recordAct(tx, { kind: 'answer published', subject: `published answer ${id}`, by, at: clock.now(), change })
  return { id }
}

export async function withdrawAnswer(
  tx: Tx,
  { id, reason }: { id: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ withdrawn: true } | { refused: 'no-reason' | 'not-public' }> {
  mustBeAllowed(by, 'withdraw an answer', mayDoToAnswers.withdraw)
  if (reason.trim() === '') return { refused: 'no-reason' }
  if (!(await saveWithdrawn(tx, id, reason.trim(), clock.now()))) return { refused: 'not-public' }
  const change = { reason: reason.trim() }
  await recordAct(tx, { kind: 'answer withdrawn', subject: `published answer ${id}`, by, at: clock.now(), change })
  return { withdrawn: true }
}
