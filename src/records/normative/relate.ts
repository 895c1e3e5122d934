import type { CalendarDate } from '../../law/calendar-date.ts'
import type { InterpretationForm } from '../../law/publicity/interpretation.ts'
import { effectOf, type RelationKind } from '../../law/publicity/normative.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { articlesOf } from '../../platform/markup/outline.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { alignEntry, kindsWithForce, NoDocumentWithForce, NoSuchRelation, takeEffect } from './facts.ts'
import { mayDoToNormative } from './permissions.ts'
import {
  insertRelation,
  lockForForce,
  lockRelation,
  sameRelation,
  saveRemoval,
  saveRetraction,
  standingFactsOfRelation,
} from './store.ts'

export interface RelationGiven {
  fromId: number
  kind: RelationKind
  /** a document of this site, or else */
  toId: number | null
  /** a document that stands elsewhere: its name, and its address */
  outsideTitle?: string | null
  outsideUrl?: string | null
  /** anchors of articles: t12 */
  articleFrom?: string | null
  articleTo?: string | null
  form?: InterpretationForm | null
  byHead?: boolean
  /** of an amendment or a repeal, where it is another day than that of the document */
  effectiveOn?: CalendarDate | null
}

export type RelationRefusal =
  | 'itself'
  | 'no-other'
  | 'no-address'
  | 'not-an-interpretation'
  | 'no-form'
  | 'no-force'
  | 'no-such-article'
  | 'already-linked'

/**
 * Says how one document stands to another; each page leads to the other. What is amended or repealed is so from the
 * publication of the document that does it: at once where that is public, else with its publication.
 */
export async function relateDocuments(
  tx: Tx,
  given: RelationGiven,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: RelationRefusal }> {
  mustBeAllowed(by, 'relate documents', mayDoToNormative.relate)
  const { fromId, kind, toId } = given
  if (fromId === toId) return { refused: 'itself' }
  // Always in the order of their numbers, so that two acts never wait for each other.
  const [first, second] = toId !== null && toId < fromId ? [toId, fromId] : [fromId, toId]
  const locked = [await lockForForce(tx, first), second === null ? null : await lockForForce(tx, second)]
  const from = locked.find((one) => one?.id === fromId)
  const to = toId === null ? null : locked.find((one) => one?.id === toId)
  if (!from || to === undefined) throw new NoDocumentWithForce()
  const [outsideTitle, outsideUrl] = [given.outsideTitle?.trim() || null, given.outsideUrl?.trim() || null]
  if (toId === null && outsideTitle === null) return { refused: 'no-other' }
  if (toId === null && outsideUrl !== null && !isWebAddress(outsideUrl)) return { refused: 'no-address' }
  if (kind === 'reposts' && toId === null && outsideUrl === null) return { refused: 'no-address' }
  const interprets = kind === 'interprets'
  if (interprets && from.kind !== 'interpretation' && from.kind !== 'media') return { refused: 'not-an-interpretation' }
  if (interprets && !given.form) return { refused: 'no-form' }
  if (to && effectOf[kind] !== null && !kindsWithForce.has(to.kind)) return { refused: 'no-force' }
  const [articleFrom, articleTo] = [given.articleFrom || null, given.articleTo || null]
  if (articleFrom && !hasArticle(from.body, articleFrom)) return { refused: 'no-such-article' }
  if (articleTo && !(to && hasArticle(to.body, articleTo))) return { refused: 'no-such-article' }
  const relation = {
    kind,
    fromId,
    toId,
    outsideTitle: toId === null ? outsideTitle : null,
    outsideUrl: toId === null ? outsideUrl : null,
    articleFrom,
    articleTo,
    form: interprets ? (given.form ?? null) : null,
    byHead: interprets && (given.byHead ?? false),
    effectiveOn: effectOf[kind] === null ? null : (given.effectiveOn ?? null),
  }
  if (await sameRelation(tx, relation)) return { refused: 'already-linked' }
  const id = await insertRelation(tx, { ...relation, madeBy: by.id, madeAt: clock.now() })
  const change = {
    relation: kind,
    ...(toId === null ? { outside: outsideTitle } : { to: toId }),
    ...(relation.form ? { form: relation.form, byHead: relation.byHead } : {}),
  }
  await recordAct(
    tx,
    { kind: 'document related', subject: `document ${fromId}`, by, at: clock.now(), change },
    ...(toId === null
      ? []
      : [
          {
            kind: 'document related',
            subject: `document ${toId}`,
            by,
            at: clock.now(),
            change: { relation: kind, from: fromId },
          },
        ]),
  )
  if (from.publicNo !== null) await takeEffect(tx, from, by, clock)
  return { id }
}

/** Takes a relation out, and with it what it had done to the other document. */
export async function separateDocuments(
  tx: Tx,
  { id, reason }: { id: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ separated: true } | { refused: 'removed' | 'no-reason' }> {
  mustBeAllowed(by, 'separate documents', mayDoToNormative.relate)
  const relation = await lockRelation(tx, id)
  if (!relation) throw new NoSuchRelation()
  if (relation.removedAt !== null) return { refused: 'removed' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  await saveRemoval(tx, id, { at: clock.now(), reason: reason.trim() })
  const facts = await standingFactsOfRelation(tx, id)
  await saveRetraction(
    tx,
    facts.map((fact) => fact.id),
    { on: clock.today(), reason: reason.trim() },
  )
  await recordAct(
    tx,
    ...[relation.fromId, relation.toId].flatMap((document) =>
      document === null
        ? []
        : [
            {
              kind: 'document separated',
              subject: `document ${document}`,
              by,
              at: clock.now(),
              change: { relation: relation.kind, reason: reason.trim(), retracted: facts.length },
            },
          ],
    ),
  )
  for (const { documentId } of facts) await alignEntry(tx, documentId, { opened: true }, by, clock)
  return { separated: true }
}

const hasArticle = (body: string, anchor: string) => articlesOf(body).articles.some(({ id }) => id === anchor)

function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol)
  } catch {
    return false
  }
}
