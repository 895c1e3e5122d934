import { strToU8, zipSync } from 'fflate'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sealed } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { NoSuchRequest } from './advance.ts'
import { requestCase } from './for-staff.ts'
import { mustBeAllowedOnRequest } from './permissions.ts'
import { applicantOf, lockRequest, requestsOfPerson } from './store.ts'

/**
 * Everything the bureau keeps of the applicant of this request, over all requests of the same person, to hand out when the
 * applicant asks (个人信息保护法 art. 45): one JSON file and the letters. Names of officers are not the applicant's.
 */
export async function exportApplicant(
  tx: Tx,
  { id, reason }: { id: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ zip: Uint8Array; number: string; requests: number } | { refused: 'no-reason' | 'erased' }> {
  mustBeAllowedOnRequest(by, 'export-applicant')
  const first = await lockRequest(tx, id)
  if (!first) throw new NoSuchRequest()
  if (reason.trim() === '') return { refused: 'no-reason' }
  const asking = await applicantOf(tx, id)
  if (!asking) return { refused: 'erased' }
  const files: Record<string, Uint8Array> = {}
  const requests: unknown[] = []
  for (const one of await requestsOfPerson(tx, id, asking)) {
    const [found, applicant] = [await requestCase(tx, one.id), await applicantOf(tx, one.id)]
    if (!found) throw new Error('it was just listed')
    const { number, title, description, channel, state, submittedAt, receivedOn, dueOn, outcome, concludedOn } = found
    const letters = [
      ...found.earlierReplies,
      ...(found.reply?.number ? [{ number: found.reply.number, letter: found.reply.letter }] : []),
    ]
    for (const { number: ofLetter, letter } of letters) {
      files[`${number}/${ofLetter.replace(/[\\/:*?"<>|]/g, '_')}.txt`] = strToU8(letter)
    }
    requests.push({
      ...{
        number,
        title,
        description,
        channel,
        state,
        submittedAt,
        receivedOn,
        dueOn,
        outcome,
        concludedOn,
        applicant,
      },
      events: found.events.map(({ event, at }) => ({ ...event, at })),
      deliveries: found.deliveries,
      remedies: found.remedies,
      replies: letters.map(({ number: ofLetter }) => ofLetter),
    })
    await recordAct(tx, {
      kind: 'applicant exported',
      subject: `request ${one.id}`,
      by,
      at: clock.now(),
      change: { askedFor: first.number, reason: sealed(one.salt, reason.trim()) },
    })
  }
  files['applicant.json'] = strToU8(JSON.stringify({ exportedAt: clock.now(), requests }, null, 2))
  return { zip: zipSync(files), number: first.number, requests: requests.length }
}
