import { type CleanUpDecision, type CleanUpTally, readCleanUpList, tallyOf } from '../../law/publicity/clean-up.ts'
import { inForceOn } from '../../law/publicity/normative.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { leaksIn, stopLeaks } from '../leaks/gate.ts'
import type { Leak } from '../leaks/leak.ts'
import { changeByAct, entryToFollow } from '../registers/enter.ts'
import { normativeDocuments } from '../registers/kinds/normative-documents.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { alignEntry } from './facts.ts'
import { mayDoToNormative } from './permissions.ts'
import {
  documentNumbered,
  factsOf,
  insertCleanUp,
  insertFact,
  insertItems,
  itemsOf,
  lockCleanUp,
  lockForForce,
  saveClosing,
  saveDecisions,
} from './store.ts'

export class NoSuchCleanUp extends Error {}

const subjectOf = (id: number) => `clean-up ${id}`

async function openCleanUp(tx: Tx, id: number) {
  const batch = await lockCleanUp(tx, id)
  if (!batch) throw new NoSuchCleanUp()
  return batch
}

export async function beginCleanUp(
  tx: Tx,
  { title }: { title: string },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: 'no-title' }> {
  mustBeAllowed(by, 'begin a clean-up', mayDoToNormative.cleanUp)
  if (title.trim() === '') return { refused: 'no-title' }
  const id = await insertCleanUp(tx, { title: title.trim(), openedOn: clock.today(), openedBy: by.id })
  await recordAct(tx, {
    kind: 'clean-up begun',
    subject: subjectOf(id),
    by,
    at: clock.now(),
    change: { title: title.trim() },
  })
  return { id }
}

/**
 * Adds what was pasted, a document a line. A number that this site has published is that document; any other is kept by
 * its number and title, as a predecessor's document is. What is on the list already is not added again.
 */
export async function addToCleanUp(
  tx: Tx,
  { id, pasted }: { id: number; pasted: string },
  by: Actor,
  clock: Clock,
): Promise<{ added: number; again: number } | { refused: 'closed' | 'nothing' } | { leaks: Leak[] }> {
  mustBeAllowed(by, 'add to a clean-up', mayDoToNormative.cleanUp)
  const batch = await openCleanUp(tx, id)
  if (batch.closedOn !== null) return { refused: 'closed' }
  const lines = readCleanUpList(pasted)
  if (lines.length === 0) return { refused: 'nothing' }
  // The list is published when the clean-up is closed: what a person may let through is asked then.
  const texts = lines.map(({ title }, place) => ({ place: `第 ${place + 1} 行`, text: title }))
  const leaks = (await leaksIn(tx, subjectOf(id), { texts })).filter(({ severity }) => severity === 'BLOCK')
  if (leaks.length > 0) return { leaks }
  const before = await itemsOf(tx, id)
  const key = ({ number, title }: { number: string | null; title: string }) => number ?? title
  const seen = new Set(before.map(key))
  const documents = new Set(before.flatMap(({ documentId }) => documentId ?? []))
  const items = []
  for (const line of lines) {
    if (seen.has(key(line))) continue
    seen.add(key(line))
    const documentId = line.number === null ? null : await documentNumbered(tx, line.number)
    if (documentId !== null && documents.has(documentId)) continue
    if (documentId !== null) documents.add(documentId)
    items.push({ cleanUpId: id, position: before.length + items.length + 1, documentId, ...line })
  }
  await insertItems(tx, items)
  if (items.length > 0) {
    await recordAct(tx, {
      kind: 'clean-up extended',
      subject: subjectOf(id),
      by,
      at: clock.now(),
      change: { added: items.length },
    })
  }
  return { added: items.length, again: lines.length - items.length }
}

/** Decides one or many; null takes a decision back. */
export async function decideInCleanUp(
  tx: Tx,
  {
    id,
    itemIds,
    decision,
    reason,
  }: { id: number; itemIds: readonly number[]; decision: CleanUpDecision | null; reason: string | null },
  by: Actor,
  clock: Clock,
): Promise<{ tally: CleanUpTally } | { refused: 'closed' | 'nothing' | 'not-on-the-list' | 'no-reason' }> {
  mustBeAllowed(by, 'decide in a clean-up', mayDoToNormative.cleanUp)
  const batch = await openCleanUp(tx, id)
  if (batch.closedOn !== null) return { refused: 'closed' }
  const items = await itemsOf(tx, id)
  const chosen = new Set(itemIds)
  if (chosen.size === 0) return { refused: 'nothing' }
  if (items.filter((item) => chosen.has(item.id)).length !== chosen.size) return { refused: 'not-on-the-list' }
  if (decision !== null && decision !== 'keep' && !reason?.trim()) return { refused: 'no-reason' }
  const words = decision === null ? null : reason?.trim() || null
  await saveDecisions(tx, [...chosen], { decision, reason: words, decidedBy: by.id, decidedAt: clock.now() })
  await recordAct(tx, {
    kind: 'clean-up decided',
    subject: subjectOf(id),
    by,
    at: clock.now(),
    change: { items: [...chosen], decision, ...(words ? { reason: words } : {}) },
  })
  return { tally: tallyOf(items.map((item) => (chosen.has(item.id) ? decision : item.decision))) }
}

/**
 * Closes a clean-up in which everything is decided: documents of this site are repealed or lapsed from today, the
 * register follows, and the lists become public. With a remainder it stays open, and the sum says what is missing;
 * with something in the lists that the leak gate holds back, it stays open too.
 */
export async function closeCleanUp(
  tx: Tx,
  { id }: { id: number },
  by: Actor,
  clock: Clock,
): Promise<
  | { closed: true; tally: CleanUpTally }
  | { refused: 'closed' | 'empty' }
  | { refused: 'undecided'; tally: CleanUpTally }
  | { leaks: Leak[] }
> {
  mustBeAllowed(by, 'close a clean-up', mayDoToNormative.cleanUp)
  const batch = await openCleanUp(tx, id)
  if (batch.closedOn !== null) return { refused: 'closed' }
  const items = await itemsOf(tx, id)
  if (items.length === 0) return { refused: 'empty' }
  const tally = tallyOf(items.map(({ decision }) => decision))
  if (tally.undecided > 0) return { refused: 'undecided', tally }
  const leaks = await stopLeaks(
    tx,
    {
      subject: subjectOf(id),
      title: batch.title,
      draftedBy: batch.openedBy,
      texts: [
        { place: '清理的名称', text: batch.title },
        ...items.flatMap(({ title, reason }, place) => [
          { place: `第 ${place + 1} 件的名称`, text: title },
          ...(reason ? [{ place: `第 ${place + 1} 件的理由`, text: reason }] : []),
        ]),
      ],
    },
    clock,
  )
  if (leaks.length > 0) return { leaks }
  const today = clock.today()
  await saveClosing(tx, id, { closedOn: today, closedBy: by.id })
  for (const { documentId, number, decision, reason } of items) {
    if (decision !== 'repeal' && decision !== 'lapse') continue
    if (documentId === null) {
      await endInRegister(tx, { number, decision, title: batch.title }, by, clock)
      continue
    }
    await lockForForce(tx, documentId)
    const standing = inForceOn(await factsOf(tx, documentId), { on: today, asKnownOn: today })
    if (standing === null || standing.status === 'repealed' || standing.status === 'lapsed') continue
    const kind = decision === 'repeal' ? 'repealed' : 'declared-lapsed'
    await insertFact(tx, {
      documentId,
      kind,
      effectiveOn: today,
      knownOn: today,
      cleanUpId: id,
      note: reason,
      recordedBy: by.id,
      recordedAt: clock.now(),
    })
    await recordAct(tx, {
      kind: `document ${kind}`,
      subject: `document ${documentId}`,
      by,
      at: clock.now(),
      change: { effectiveOn: today, knownOn: today, cleanUp: id },
    })
    await alignEntry(tx, documentId, { opened: false }, by, clock)
  }
  await recordAct(tx, {
    kind: 'clean-up closed',
    subject: subjectOf(id),
    by,
    at: clock.now(),
    change: { ...tally },
  })
  return { closed: true, tally }
}

/** What the register knows by its number alone, never published here, ends there as well. */
async function endInRegister(
  tx: Tx,
  { number, decision, title }: { number: string | null; decision: 'repeal' | 'lapse'; title: string },
  by: Actor,
  clock: Clock,
): Promise<void> {
  const entry = number === null ? null : await entryToFollow(tx, normativeDocuments.kind, number)
  if (entry === null) return
  const fields = { endedOn: clock.today(), ending: decision === 'repeal' ? 'repealed' : 'lapsed' }
  await changeByAct(tx, { id: entry, fields, reason: `清理：${title}`, onlyIfEmpty: 'endedOn' }, by, clock)
}
