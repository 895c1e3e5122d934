import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { sameObject } from './likeness.ts'
import { mayDoToAnswers } from './permissions.ts'
import { type Asked, insertReview, insertReviewed, personsOf, requestsSince, saveDecision } from './store.ts'

/** persons who asked for one thing, from which it is to be decided whether to publish it (art. 44: 多个申请人) */
const enough = 3
const lookedBack = { years: 3 }

/** Opens a review wherever several persons asked for one thing; later requests for it join the review. */
export async function watchConversions(tx: Tx, clock: Clock): Promise<{ opened: number }> {
  const since = new Date(clock.now())
  since.setUTCFullYear(since.getUTCFullYear() - lookedBack.years)
  const requests = await requestsSince(tx, since)
  let opened = 0
  for (const group of groupsOf(requests)) {
    const unwatched = group.filter(({ reviewId }) => reviewId === null).map(({ id }) => id)
    if (unwatched.length === 0) continue
    const reviewId = group.find(({ reviewId }) => reviewId !== null)?.reviewId
    if (reviewId) {
      await insertReviewed(tx, reviewId, unwatched)
      continue
    }
    const [first] = group
    if (!first || group.length < enough || (await personsOf(tx, unwatched)) < enough) continue
    const id = await insertReview(tx, first.title, clock.now())
    await insertReviewed(tx, id, unwatched)
    await recordAct(tx, {
      kind: 'conversion review opened',
      subject: `conversion review ${id}`,
      by: { kind: 'system', name: 'watch' },
      at: clock.now(),
      change: { requests: unwatched },
    })
    opened += 1
  }
  return { opened }
}

/** Each request goes to the first that it is alike. */
function groupsOf(requests: readonly Asked[]): Asked[][] {
  const groups: [Asked, ...Asked[]][] = []
  for (const request of requests) {
    const group = groups.find(([first]) => sameObject(first, request))
    if (group) group.push(request)
    else groups.push([request])
  }
  return groups
}

export async function decideConversion(
  tx: Tx,
  { id, decision, reason }: { id: number; decision: 'publish' | 'not-to-publish'; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ decided: true } | { refused: 'no-reason' | 'decided-already' }> {
  mustBeAllowed(by, 'decide whether to publish', mayDoToAnswers.decide)
  const words = reason.trim()
  if (words === '') return { refused: 'no-reason' }
  const saved = await saveDecision(tx, id, { decision, reason: words, decidedBy: by.id, decidedAt: clock.now() })
  if (!saved) return { refused: 'decided-already' }
  await recordAct(tx, {
    kind: 'conversion decided',
    subject: `conversion review ${id}`,
    by,
    at: clock.now(),
    change: { decision, reason: words },
  })
  return { decided: true }
}
