import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToSearch } from './permissions.ts'
import { normalised } from './segment.ts'
import {
  deleteBestBet,
  deleteSynonym,
  deleteWord,
  insertBestBet,
  insertSynonym,
  insertWord,
  saveIndexState,
} from './store.ts'

export class NoSuchSearchItem extends Error {}

const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
const oneForm = (text: string) => oneLine(normalised(text))

export type WordProblem = 'not-chinese' | 'too-short' | 'too-long'
export type SynonymProblem = 'no-spoken' | 'spoken-too-short' | 'no-official' | 'same'
export type BestBetProblem = 'no-query' | 'no-title' | 'not-a-path'

/** Adds a word to the bureau's dictionary. Queries are cut by it once the index was built anew with it. */
export async function addWord(
  tx: Tx,
  typed: { word: string },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: WordProblem[] } | { refused: 'there-already' }> {
  mustBeAllowed(by, 'keep the search dictionary', mayDoToSearch.keep)
  const word = oneForm(typed.word)
  const problems: WordProblem[] = []
  if (!/^\p{Script=Han}+$/u.test(word)) problems.push('not-chinese')
  else if ([...word].length < 2) problems.push('too-short')
  else if ([...word].length > 20) problems.push('too-long')
  if (problems.length > 0) return { problems }
  const id = await insertWord(tx, { word, addedBy: by.id, addedAt: clock.now() })
  if (id === null) return { refused: 'there-already' }
  await saveIndexState(tx, { wantedAt: clock.now() })
  await recordAct(tx, {
    kind: 'search word added',
    subject: `search word ${id}`,
    by,
    at: clock.now(),
    change: { word },
  })
  return { id }
}

/** From now on nothing is cut by it. The entries that know it do no harm. */
export async function dropWord(tx: Tx, id: number, by: Actor, clock: Clock): Promise<{ dropped: true }> {
  mustBeAllowed(by, 'keep the search dictionary', mayDoToSearch.keep)
  const change = await deleteWord(tx, id)
  if (!change) throw new NoSuchSearchItem()
  await recordAct(tx, { kind: 'search word dropped', subject: `search word ${id}`, by, at: clock.now(), change })
  return { dropped: true }
}

/** How people say it, and the official words that must stand in what is found. It holds from the next query on. */
export async function addSynonym(
  tx: Tx,
  typed: { spoken: string; official: string },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: SynonymProblem[] } | { refused: 'there-already' }> {
  mustBeAllowed(by, 'keep the search dictionary', mayDoToSearch.keep)
  const spoken = oneForm(typed.spoken).replaceAll(' ', '')
  const official = oneForm(typed.official)
  const problems: SynonymProblem[] = []
  if (spoken === '') problems.push('no-spoken')
  // One character stands in too many words: it would turn queries that mean something else.
  else if ([...spoken].length < 2) problems.push('spoken-too-short')
  if (official === '') problems.push('no-official')
  if (spoken !== '' && spoken === official) problems.push('same')
  if (problems.length > 0) return { problems }
  const id = await insertSynonym(tx, { spoken, official, addedBy: by.id, addedAt: clock.now() })
  if (id === null) return { refused: 'there-already' }
  await recordAct(tx, {
    kind: 'search synonym added',
    subject: `search synonym ${id}`,
    by,
    at: clock.now(),
    change: { spoken, official },
  })
  return { id }
}

export async function dropSynonym(tx: Tx, id: number, by: Actor, clock: Clock): Promise<{ dropped: true }> {
  mustBeAllowed(by, 'keep the search dictionary', mayDoToSearch.keep)
  const change = await deleteSynonym(tx, id)
  if (!change) throw new NoSuchSearchItem()
  await recordAct(tx, { kind: 'search synonym dropped', subject: `search synonym ${id}`, by, at: clock.now(), change })
  return { dropped: true }
}

/** The page to be shown first for a query, as a path of this portal. */
export async function addBestBet(
  tx: Tx,
  typed: { query: string; title: string; address: string },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: BestBetProblem[] } | { refused: 'there-already' }> {
  mustBeAllowed(by, 'keep the search dictionary', mayDoToSearch.keep)
  const [query, title, address] = [oneForm(typed.query), oneLine(typed.title), oneLine(typed.address)]
  const problems: BestBetProblem[] = []
  if (query === '') problems.push('no-query')
  if (title === '') problems.push('no-title')
  if (!/^\/(?:[^/\\\s]\S*)?$/.test(address)) problems.push('not-a-path')
  if (problems.length > 0) return { problems }
  const id = await insertBestBet(tx, { query, title, address, addedBy: by.id, addedAt: clock.now() })
  if (id === null) return { refused: 'there-already' }
  await recordAct(tx, {
    kind: 'search best bet added',
    subject: `search best bet ${id}`,
    by,
    at: clock.now(),
    change: { query, title, address },
  })
  return { id }
}

export async function dropBestBet(tx: Tx, id: number, by: Actor, clock: Clock): Promise<{ dropped: true }> {
  mustBeAllowed(by, 'keep the search dictionary', mayDoToSearch.keep)
  const change = await deleteBestBet(tx, id)
  if (!change) throw new NoSuchSearchItem()
  await recordAct(tx, {
    kind: 'search best bet dropped',
    subject: `search best bet ${id}`,
    by,
    at: clock.now(),
    change,
  })
  return { dropped: true }
}

/** An officer wants the index built anew, whatever the reason. */
export async function wantReindex(tx: Tx, by: Actor, clock: Clock): Promise<{ wanted: true }> {
  mustBeAllowed(by, 'keep the search dictionary', mayDoToSearch.keep)
  await saveIndexState(tx, { wantedAt: clock.now() })
  await recordAct(tx, { kind: 'search index rebuilding asked', subject: 'search index', by, at: clock.now() })
  return { wanted: true }
}
