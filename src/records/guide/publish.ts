import type { GuideField } from '../../law/publicity/guide.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { columns } from '../columns/for-public.ts'
import { mayKeepColumns } from '../columns/permissions.ts'
import { contacts } from '../contacts/for-public.ts'
import { canonical, sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed, type StaffActor } from '../staff/actor.ts'
import { firstWords, type GuideSources, generateGuide, missingInGuide } from './generate.ts'
import type { Guide, GuideWords } from './guide.ts'
import { insertVersion, lastVersion, lockDraft, saveDraft } from './store.ts'

async function sourcesOf(tx: Tx, words: GuideWords | null, clock: Clock): Promise<GuideSources> {
  const [bureau, tree] = [await thisBureau(tx), await columns(tx)]
  const all = { bureau, columns: tree, contacts: await contacts(tx), on: clock.today() }
  return { ...all, words: words ?? firstWords(all) }
}

/** The guide as it would be published now, and what it still lacks. */
export async function guideNow(
  tx: Tx,
  clock: Clock,
): Promise<{ words: GuideWords; version: number; guide: Guide; missing: GuideField[] }> {
  const draft = await lockDraft(tx)
  const sources = await sourcesOf(tx, draft?.words ?? null, clock)
  return {
    words: sources.words,
    version: draft?.version ?? 0,
    guide: generateGuide(sources),
    missing: missingInGuide(sources),
  }
}

/** Keeps the office's words for the next version. `version` is that of the draft they were read from; 0: there was none. */
export async function draftGuide(
  tx: Tx,
  { words, version }: { words: GuideWords; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ version: number }> {
  mustBeAllowed(by, 'draft the guide', mayKeepColumns)
  const before = await lockDraft(tx)
  if ((before?.version ?? 0) !== version) throw new ChangedMeanwhile()
  await saveDraft(tx, words, clock.now())
  await recordAct(tx, { kind: 'guide drafted', subject: 'guide', by, at: clock.now(), change: { ...words } })
  return { version: version + 1 }
}

/** Publishes the guide as the next version. Refused while one of the nine mandatory fields (art. 12) is missing. */
export async function publishGuide(
  tx: Tx,
  { note }: { note: string },
  by: Actor,
  clock: Clock,
): Promise<{ no: number } | { missing: GuideField[] } | { refused: 'no-note' | 'unchanged' }> {
  mustBeAllowed(by, 'publish the guide', mayKeepColumns)
  const { words, guide, missing } = await guideNow(tx, clock)
  if (missing.length > 0) return { missing }
  if (note.trim() === '') return { refused: 'no-note' }
  const before = await lastVersion(tx)
  if (before?.hash.equals(hashOf(guide))) return { refused: 'unchanged' }
  return { no: await addVersion(tx, { words, guide, note: note.trim(), before: before?.no ?? 0 }, by, clock) }
}

/** After a contact was changed: a guide that is published says the new one from the same moment, as a version of its own. */
export async function guideAfterContacts(tx: Tx, by: StaffActor, clock: Clock): Promise<void> {
  const before = await lastVersion(tx)
  if (!before) return
  const guide = generateGuide(await sourcesOf(tx, before.words, clock))
  if (before.hash.equals(hashOf(guide))) return
  await addVersion(tx, { words: before.words, guide, note: '联系方式变更', before: before.no }, by, clock)
}

const hashOf = (guide: Guide): Buffer => sha256(canonical(guide))

async function addVersion(
  tx: Tx,
  { words, guide, note, before }: { words: GuideWords; guide: Guide; note: string; before: number },
  by: StaffActor,
  clock: Clock,
): Promise<number> {
  const [no, hash] = [before + 1, hashOf(guide)]
  await insertVersion(tx, { no, words, content: guide, hash, note, publishedAt: clock.now(), publishedBy: by.id })
  await recordAct(tx, {
    kind: 'guide published',
    subject: 'guide',
    by,
    at: clock.now(),
    change: { no, note, content: hash.toString('hex') },
  })
  return no
}
