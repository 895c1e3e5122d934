import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { journalHead } from './for-staff.ts'
import { hashOver, type Known, leafOf, pathOf } from './merkle.ts'
import { blocksOf, checkpointCovering, entryWith, insertBlocks, insertCheckpoint, linksBetween } from './store.ts'

/** leaves of one kept block */
const blockSize = 256

/** The root over the first `events` links of the journal, as it was told to everybody. */
export interface Checkpoint {
  events: number
  /** in hex */
  root: string
  madeAt: Date
}

/** Reads what of the tree over the first `size` links is needed: all blocks, and the leaves of these places. */
async function treeOver(tx: Tx, size: number, places: readonly number[]): Promise<Known> {
  const blocks = await blocksOf(tx)
  const whole = Math.floor(size / blockSize)
  for (let no = blocks.length; no < whole; no += 1) {
    const leaves = await leavesOf(tx, no * blockSize, (no + 1) * blockSize)
    const hash = hashOver(no * blockSize, (no + 1) * blockSize, (from, to) =>
      to - from === 1 ? leaves.get(from) : undefined,
    )
    blocks.push(hash)
    await insertBlocks(tx, [{ no, hash }])
  }
  const leaves = new Map<number, Buffer>()
  for (const no of new Set([...places.map((place) => Math.floor(place / blockSize)), whole])) {
    const until = Math.min((no + 1) * blockSize, size)
    for (const [place, leaf] of await leavesOf(tx, no * blockSize, until)) leaves.set(place, leaf)
  }
  return (from, to) => {
    if (to - from === 1) return leaves.get(from)
    return to - from === blockSize && from % blockSize === 0 ? blocks[from / blockSize] : undefined
  }
}

/** Leaf 0 is the link of event 1. */
async function leavesOf(tx: Tx, from: number, to: number): Promise<Map<number, Buffer>> {
  if (to <= from) return new Map()
  const links = await linksBetween(tx, from + 1, to)
  return new Map(links.map(({ index, hash }) => [index - 1, leafOf(hash)]))
}

/** Tells the state of the journal: whoever keeps it can say later that nothing before it was changed. */
export async function makeCheckpoint(tx: Tx, clock: Clock): Promise<Checkpoint> {
  const { lastIndex: events } = await journalHead(tx)
  const known = await treeOver(tx, events, [])
  const root = hashOver(0, events, known)
  await insertCheckpoint(tx, { events, root, madeAt: clock.now() })
  return { events, root: root.toString('hex'), madeAt: clock.now() }
}

/** That an event stands in the journal under a checkpoint: what of it is checked by {@link checkInclusion}. */
export interface Inclusion {
  /** the event word for word, as its hash is made of it */
  entry: string
  index: number
  /** the link before it, in hex */
  previous: string
  /** from below, in hex */
  path: string[]
  checkpoint: { events: number; root: string; madeAt: string }
}

/** Proves one event of a record under the oldest checkpoint that covers it; the first to ask makes one. */
export async function proveInclusion(
  tx: Tx,
  { subject, kinds }: { subject: string; kinds: readonly string[] },
  clock: Clock,
): Promise<Inclusion | null> {
  const found = await entryWith(tx, subject, kinds)
  if (!found) return null
  const { index, entry, previous } = found
  const checkpoint = (await checkpointCovering(tx, index)) ?? (await makeCheckpoint(tx, clock))
  const known = await treeOver(tx, checkpoint.events, [index - 1])
  return {
    entry,
    index,
    previous: previous.toString('hex'),
    path: pathOf(index - 1, checkpoint.events, known).map((one) => one.toString('hex')),
    checkpoint: { ...checkpoint, madeAt: checkpoint.madeAt.toISOString() },
  }
}
