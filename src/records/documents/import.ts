import type { Clock } from '../../platform/clock.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { contentHash, type DocumentText } from './document.ts'
import { whatHoldsBack } from './leaks.ts'
import { mayDoToDocuments } from './permissions.ts'
import { publishNow } from './publish.ts'
import { importedAlready, insertImported, lockDocument } from './store.ts'
import { draftDocument, type TextProblem } from './write.ts'

export interface FromEarlier {
  /** the earlier system */
  source: string
  /** its number there: the same number is taken over once, however often it comes */
  key: string
  text: DocumentText
  /** when it became public there */
  publishedAt: Date
}

export type Imported =
  | { id: number; is: 'public' }
  /** taken over as a draft, to be mended and checked: it gives away what must not be public */
  | { id: number; is: 'draft'; leaks: number }
  | { is: 'already-there' }
  | { is: 'wrong'; problems: (TextProblem | 'published-in-the-future' | 'published-before-formed')[] }

/**
 * Takes over what an earlier system had published. It was checked there, under the rules of its time, so it stands public
 * from its own day on; only the leak gate is asked again, and what does not pass waits as a draft.
 */
export async function importDocument(tx: Tx, given: FromEarlier, by: Actor, clock: Clock): Promise<Imported> {
  mustBeAllowed(by, 'import documents', mayDoToDocuments.keepHouse)
  const { source, key, text, publishedAt } = given
  if (await importedAlready(tx, source, key)) return { is: 'already-there' }
  if (publishedAt > clock.now()) return { is: 'wrong', problems: ['published-in-the-future'] }
  if (dayInChina(publishedAt) < text.formedOn) return { is: 'wrong', problems: ['published-before-formed'] }
  const drafted = await draftDocument(tx, text, by, clock)
  if ('problems' in drafted) return { is: 'wrong', problems: drafted.problems }
  const { id } = drafted
  const document = await lockDocument(tx, id)
  if (!document) throw new Error('it was drafted just now')
  const leaks = (await whatHoldsBack(tx, document, clock)).length
  const heldBack = leaks > 0 ? 'leaks' : null
  await insertImported(tx, { source, key, documentId: id, heldBack, importedAt: clock.now() })
  await recordAct(tx, {
    kind: 'document imported',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: { source, key, publishedAt: publishedAt.toISOString(), leaks },
  })
  if (heldBack) return { id, is: 'draft', leaks }
  const then: Clock = { now: () => publishedAt, today: () => dayInChina(publishedAt) }
  await publishNow(tx, document, { files: [], hash: contentHash(document, []) }, by, then)
  return { id, is: 'public' }
}
