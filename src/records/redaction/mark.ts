import type { RedactionGround } from '../../law/requests/redaction.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Rect } from '../../platform/redact/source.ts'
import type { PageLetters } from '../../platform/redact/worker.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed, type StaffActor } from '../staff/actor.ts'
import { hitsIn } from './find.ts'
import { marksOf } from './for-staff.ts'
import { type NotNow, openMaterial, whyNotNow } from './material.ts'
import { mayDoToMaterial } from './permissions.ts'
import { insertMarks, type LockedMaterial, type NewMark, saveMaterial, setMarks } from './store.ts'

/** Two officers may mark the same material at once: every mark is kept, none overwrites another. */
async function toMark(tx: Tx, materialId: number, by: Actor): Promise<LockedMaterial | { refused: NotNow }> {
  mustBeAllowed(by, 'mark material of a request', mayDoToMaterial.change)
  const material = await openMaterial(tx, materialId)
  const refused = await whyNotNow(tx, material.requestId)
  return refused ? { refused } : material
}

async function marked(
  tx: Tx,
  { id, requestId }: LockedMaterial,
  kind: string,
  told: Record<string, unknown>,
  by: Actor,
  clock: Clock,
): Promise<number> {
  const version = await saveMaterial(tx, id, {})
  await recordAct(tx, {
    kind,
    subject: `request ${requestId}`,
    by,
    at: clock.now(),
    change: { material: id, ...told },
  })
  return version
}

const signed = (by: Actor, clock: Clock) => {
  const { id, name } = by as StaffActor
  return { byId: id, byName: name, at: clock.now() }
}

export async function drawMark(
  tx: Tx,
  { materialId, page, ground, ...rect }: { materialId: number; page: number; ground: RedactionGround } & Rect,
  by: Actor,
  clock: Clock,
): Promise<{ id: number; version: number } | { refused: NotNow | 'no-such-page' | 'outside' }> {
  const material = await toMark(tx, materialId, by)
  if ('refused' in material) return material
  const size = material.pages[page - 1]
  if (!size) return { refused: 'no-such-page' }
  const [left, top] = [Math.max(0, rect.x), Math.max(0, rect.y)]
  const width = Math.min(size.width, rect.x + rect.width) - left
  const height = Math.min(size.height, rect.y + rect.height) - top
  if (width < 1 || height < 1) return { refused: 'outside' }
  const mark: NewMark = {
    ...{ page, x: left, y: top, width, height, ground },
    ...{ foundBy: 'drawn', found: null, hit: null, state: 'accepted' },
  }
  const [id = 0] = await insertMarks(tx, materialId, [mark], signed(by, clock))
  return { id, version: await marked(tx, material, 'mark drawn', { mark: id, page, ground }, by, clock) }
}

/**
 * Proposes a mark over every hit of the detectors and of the officer's own words. What was found before, whatever was
 * decided about it, is not proposed a second time.
 */
export async function findMarks(
  tx: Tx,
  {
    materialId,
    letters,
    words,
    ground,
  }: { materialId: number; letters: readonly PageLetters[]; words: readonly string[]; ground: RedactionGround },
  by: Actor,
  clock: Clock,
): Promise<{ found: number; known: number; version: number } | { refused: NotNow }> {
  const material = await toMark(tx, materialId, by)
  if ('refused' in material) return material
  const there = await marksOf(tx, materialId)
  const before = new Set(there.map(placeOf))
  let hit = Math.max(0, ...there.map((mark) => mark.hit ?? 0))
  const fresh: NewMark[] = []
  let [found, known] = [0, 0]
  for (const { rects, ...one } of hitsIn(letters, words)) {
    const marks = rects.map((rect) => ({ page: one.page, ...rect }))
    if (marks.every((mark) => before.has(placeOf(mark)))) {
      known += 1
      continue
    }
    found += 1
    hit += 1
    for (const mark of marks) {
      before.add(placeOf(mark))
      fresh.push({
        ...mark,
        ground: one.foundBy === 'word' ? ground : 'personal-data',
        ...{ foundBy: one.foundBy, found: one.text, hit, state: 'proposed' },
      })
    }
  }
  await insertMarks(tx, materialId, fresh, signed(by, clock))
  const version = await marked(tx, material, 'material searched', { found, words: words.length }, by, clock)
  return { found, known, version }
}

const placeOf = ({ page, x, y }: { page: number; x: number; y: number }) => `${page} ${x.toFixed(1)} ${y.toFixed(1)}`

/** Accepts, skips or takes back marks, one or all; a taken back hit is proposed again by the next search. */
export async function decideMarks(
  tx: Tx,
  {
    materialId,
    ids,
    decision,
    ground,
  }: {
    materialId: number
    ids: readonly number[]
    decision: 'accepted' | 'skipped' | 'proposed' | 'taken-back'
    ground?: RedactionGround
  },
  by: Actor,
  clock: Clock,
): Promise<{ decided: number; version: number } | { refused: NotNow | 'gone' }> {
  const material = await toMark(tx, materialId, by)
  if ('refused' in material) return material
  const there = new Set((await marksOf(tx, materialId)).map(({ id }) => id))
  if (ids.some((id) => !there.has(id))) return { refused: 'gone' }
  const change = { state: decision, ...(ground ? { ground } : {}) }
  const decided = await setMarks(tx, materialId, ids, change, signed(by, clock))
  const told = { marks: ids, ...(ground ? { ground } : {}) }
  return { decided, version: await marked(tx, material, `marks ${decision}`, told, by, clock) }
}
