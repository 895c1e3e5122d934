import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { mayKeepColumns } from '../columns/permissions.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { insertTopic, itemsThere, lockTopic, saveItems, saveTopic, topicWithSlug } from './store.ts'
import type { TopicDetails } from './topic.ts'

export class NoSuchTopic extends Error {}

export type TopicProblem = 'no-title' | 'no-intro' | 'bad-slug' | 'slug-taken' | 'no-such-item' | 'item-twice'

async function topicProblems(
  tx: Tx,
  { slug, title, intro, items }: TopicDetails,
  id: number | null,
): Promise<TopicProblem[]> {
  const problems: TopicProblem[] = []
  if (title.trim() === '') problems.push('no-title')
  if (intro.trim() === '') problems.push('no-intro')
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) problems.push('bad-slug')
  const taken = await topicWithSlug(tx, slug)
  if (taken !== null && taken !== id) problems.push('slug-taken')
  const different = new Set(items.map((item) => JSON.stringify(item)))
  if (different.size < items.length) problems.push('item-twice')
  else if ((await itemsThere(tx, items)) < items.length) problems.push('no-such-item')
  return problems
}

/** Begins a topic; it is public once it is opened. */
export async function beginTopic(
  tx: Tx,
  details: TopicDetails,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: TopicProblem[] }> {
  mustBeAllowed(by, 'begin a topic', mayKeepColumns)
  const problems = await topicProblems(tx, details, null)
  if (problems.length > 0) return { problems }
  const id = await insertTopic(tx, details)
  await recordAct(tx, { kind: 'topic begun', subject: `topic ${id}`, by, at: clock.now(), change: { ...details } })
  return { id }
}

/** Changes title, introduction and what is gathered; the address stays. */
export async function changeTopic(
  tx: Tx,
  { id, version, details }: { id: number; version: number; details: Omit<TopicDetails, 'slug'> },
  by: Actor,
  clock: Clock,
): Promise<{ changed: true } | { problems: TopicProblem[] }> {
  mustBeAllowed(by, 'change a topic', mayKeepColumns)
  const { slug } = await openTopic(tx, id, version)
  const problems = await topicProblems(tx, { ...details, slug }, id)
  if (problems.length > 0) return { problems }
  const { title, intro, items } = details
  await saveTopic(tx, id, { title, intro })
  await saveItems(tx, id, items)
  await recordAct(tx, { kind: 'topic changed', subject: `topic ${id}`, by, at: clock.now(), change: { ...details } })
  return { changed: true }
}

/** Opens a topic to the public, or closes it: a closed one stays readable as what it was. */
export async function setTopicStanding(
  tx: Tx,
  { id, version, standing }: { id: number; version: number; standing: 'open' | 'closed' },
  by: Actor,
  clock: Clock,
): Promise<{ set: true } | { refused: 'is-so-already' | 'not-open' }> {
  mustBeAllowed(by, 'open or close a topic', mayKeepColumns)
  const before = await openTopic(tx, id, version)
  if (before.standing === standing) return { refused: 'is-so-already' }
  if (standing === 'closed' && before.standing !== 'open') return { refused: 'not-open' }
  const today = clock.today()
  await saveTopic(
    tx,
    id,
    standing === 'closed'
      ? { standing, closedOn: today }
      : { standing, openedOn: before.openedOn ?? today, closedOn: null },
  )
  await recordAct(tx, {
    kind: standing === 'open' ? 'topic opened' : 'topic closed',
    subject: `topic ${id}`,
    by,
    at: clock.now(),
  })
  return { set: true }
}

async function openTopic(tx: Tx, id: number, version: number) {
  const topic = await lockTopic(tx, id)
  if (!topic) throw new NoSuchTopic()
  if (topic.version !== version) throw new ChangedMeanwhile()
  return topic
}
