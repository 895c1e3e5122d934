import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { recordAct } from '../journal/record.ts'
import { stopLeaksOfMany } from '../leaks/gate.ts'
import { changed } from '../pages/changed.ts'
import { type Subject, subjects } from '../pages/subjects.ts'
import { indexRegisterEntries, unindexRegisterEntry } from '../search/registers.ts'
import { type Actor, mustBeAllowed, type StaffActor } from '../staff/actor.ts'
import { type Entry, type EntryFields, type FieldLeak, type FieldProblem, readEntry, shown } from './entry.ts'
import { registerKind } from './kinds/all.ts'
import { mayDoToRegisters } from './permissions.ts'
import type { RegisterKind } from './register.ts'
import {
  entryNumbered,
  insertBatch,
  insertEntries,
  lockEntry,
  saveEntry,
  saveWithdrawal,
  takenNumbers,
} from './store.ts'

export class NoSuchRegister extends Error {}
export class NoSuchEntry extends Error {}

function kindOf(name: string): RegisterKind {
  const kind = registerKind(name)
  if (!kind) throw new NoSuchRegister(name)
  return kind
}

function numberTaken(kind: RegisterKind, number: string): FieldProblem {
  const label = kind.fields[kind.number ?? '']?.label ?? '编号'
  return { field: kind.number ?? '', message: `${label}“${number}”已经登记过` }
}

/**
 * What in the public columns keeps each entry from becoming public. A number or a credit code of its own field is not a leak.
 * Without a number of its own, an entry is known by who enters it.
 */
async function leaksOf(
  tx: Tx,
  kind: RegisterKind,
  entries: readonly Entry[],
  by: StaffActor,
  clock: Clock,
): Promise<FieldLeak[][]> {
  const columns = kind.publicColumns.flatMap((name) => {
    const field = kind.fields[name]
    return field?.type === 'text' ? [{ name, field }] : []
  })
  const held = await stopLeaksOfMany(
    tx,
    entries.map((entry) => ({
      subject: `register ${kind.kind} ${entry.number ?? `by ${by.id}`}`,
      title: `${kind.title} ${entry.number ?? entry.title}`,
      draftedBy: by.id,
      texts: columns.map(({ name, field }) => ({ place: field.label, text: shown(field, entry.fields[name]) })),
    })),
    clock,
  )
  const nameOf = new Map(columns.map(({ name, field }) => [field.label, name]))
  return held.map((leaks) => leaks.map((leak) => ({ field: nameOf.get(leak.place) ?? kind.name, leak })))
}

/** What pages show of a register; nothing of one without public columns. */
function subjectsOf({ kind, publicColumns }: RegisterKind): Subject[] {
  return publicColumns.length > 0 ? [subjects.register(kind)] : []
}

/** Writes what was read and asked about: in the register, in the search, in the journal; its ids, in order. */
async function admit(
  tx: Tx,
  kind: RegisterKind,
  entries: readonly Entry[],
  { enteredBy, batchId }: { enteredBy: number; batchId: number | null },
  by: Actor,
  clock: Clock,
): Promise<number[]> {
  const at = clock.now()
  const publishedAt = kind.publicColumns.length > 0 ? at : null
  const ids = await insertEntries(tx, kind.kind, [...entries], { by: enteredBy, at, publishedAt, batchId })
  await indexRegisterEntries(tx, ids)
  await recordAct(
    tx,
    ...entries.map(({ fields }, place) => ({
      kind: 'register entry made',
      subject: `register entry ${ids[place]}`,
      by,
      at,
      change: { register: kind.kind, ...(batchId === null ? {} : { batch: batchId }), fields },
    })),
  )
  await changed(tx, ...subjectsOf(kind))
  return ids
}

/** Enters one licence, penalty, fee … Public columns are public at once, unless they would leak personal data. */
export async function enterInRegister(
  tx: Tx,
  { kind: name, fields }: { kind: string; fields: Record<string, unknown> },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: FieldProblem[] } | { leaks: FieldLeak[] }> {
  mustBeAllowed(by, 'enter in a register', mayDoToRegisters.enter)
  const kind = kindOf(name)
  const read = readEntry(kind, fields)
  if ('problems' in read) return read
  const { entry } = read
  if (entry.number && (await takenNumbers(tx, name, [entry.number])).size > 0) {
    return { problems: [numberTaken(kind, entry.number)] }
  }
  const [leaks = []] = await leaksOf(tx, kind, [entry], by, clock)
  if (leaks.length > 0) return { leaks }
  const [id] = await admit(tx, kind, [entry], { enteredBy: by.id, batchId: null }, by, clock)
  if (id === undefined) throw new Error('one entry in, one id out')
  return { id }
}

/**
 * Enters what an act elsewhere in the office says, with no permission of its own: the act had its own. A number that
 * stands in the register already is that entry, and nothing is entered twice.
 */
export async function enterByAct(
  tx: Tx,
  { kind: name, fields, enteredBy }: { kind: string; fields: Record<string, unknown>; enteredBy: number },
  by: Actor,
  clock: Clock,
): Promise<{ id: number; fields: EntryFields; entered: boolean } | { problems: FieldProblem[] }> {
  const kind = kindOf(name)
  const read = readEntry(kind, fields)
  if ('problems' in read) return read
  const { entry } = read
  const before = entry.number === null ? null : await entryNumbered(tx, name, entry.number)
  if (before) return { ...before, entered: false }
  const [id] = await admit(tx, kind, [entry], { enteredBy, batchId: null }, by, clock)
  if (id === undefined) throw new Error('one entry in, one id out')
  return { id, fields: entry.fields, entered: true }
}

/** The current entry of a number, for what follows from an act elsewhere; null when the register has none. */
export async function entryToFollow(tx: Tx, kind: string, number: string): Promise<number | null> {
  return (await entryNumbered(tx, kind, number))?.id ?? null
}

/** Changes fields of an entry as a consequence of an act elsewhere. An entry that was withdrawn is left alone. */
export async function changeByAct(
  tx: Tx,
  {
    id,
    fields,
    reason,
    onlyIfEmpty,
  }: { id: number; fields: EntryFields; reason: string; onlyIfEmpty?: keyof EntryFields },
  by: Actor,
  clock: Clock,
): Promise<{ changed: boolean } | { problems: FieldProblem[] }> {
  const before = await lockEntry(tx, id)
  if (!before) throw new NoSuchEntry()
  const differing = Object.keys(fields).filter((name) => (fields[name] ?? null) !== (before.fields[name] ?? null))
  const taken = onlyIfEmpty !== undefined && (before.fields[onlyIfEmpty] ?? null) !== null
  if (before.state === 'withdrawn' || differing.length === 0 || taken) return { changed: false }
  const read = readEntry(kindOf(before.kind), { ...before.fields, ...fields })
  if ('problems' in read) return read
  await saveEntry(tx, id, read.entry, clock.now())
  await indexRegisterEntries(tx, [id])
  await recordAct(tx, {
    kind: 'register entry corrected',
    subject: `register entry ${id}`,
    by,
    at: clock.now(),
    change: {
      reason,
      fields: Object.fromEntries(
        differing.map((name) => [name, { from: before.fields[name] ?? null, to: fields[name] ?? null }]),
      ),
    },
  })
  await changed(tx, ...subjectsOf(kindOf(before.kind)))
  return { changed: true }
}

/** `row` is the row of the spreadsheet, the heading being row 1. */
export type RowProblem = FieldProblem & { row: number }
export type RowLeak = FieldLeak & { row: number }

/** Enters a whole spreadsheet, or none of it: every wrong cell of every row is named. */
export async function enterMany(
  tx: Tx,
  {
    kind: name,
    fileName,
    rows,
  }: { kind: string; fileName: string; rows: readonly { row: number; fields: Record<string, unknown> }[] },
  by: Actor,
  clock: Clock,
): Promise<{ batchId: number; ids: number[] } | { problems: RowProblem[]; leaks: RowLeak[] }> {
  mustBeAllowed(by, 'enter in a register', mayDoToRegisters.enter)
  const kind = kindOf(name)
  const problems: RowProblem[] = []
  const entries: { row: number; entry: Entry }[] = []
  for (const { row, fields } of rows) {
    const read = readEntry(kind, fields)
    if ('problems' in read) problems.push(...read.problems.map((problem) => ({ row, ...problem })))
    else entries.push({ row, entry: read.entry })
  }
  const taken = await takenNumbers(
    tx,
    name,
    entries.flatMap(({ entry }) => entry.number ?? []),
  )
  const seen = new Map<string, number>()
  for (const { row, entry } of entries) {
    if (!entry.number) continue
    const before = seen.get(entry.number)
    if (taken.has(entry.number)) problems.push({ row, ...numberTaken(kind, entry.number) })
    else if (before !== undefined) {
      problems.push({ row, field: kind.number ?? '', message: `“${entry.number}”与第 ${before} 行重复` })
    } else seen.set(entry.number, row)
  }
  const held = await leaksOf(
    tx,
    kind,
    entries.map(({ entry }) => entry),
    by,
    clock,
  )
  const leaks = held.flatMap((found, place) => found.map((one) => ({ row: entries[place]?.row ?? 0, ...one })))
  if (problems.length > 0 || leaks.length > 0) return { problems: problems.sort((a, b) => a.row - b.row), leaks }
  const now = clock.now()
  const batchId = await insertBatch(tx, {
    kind: name,
    fileName,
    rows: entries.length,
    enteredBy: by.id,
    enteredAt: now,
  })
  const ids = await admit(
    tx,
    kind,
    entries.map(({ entry }) => entry),
    { enteredBy: by.id, batchId },
    by,
    clock,
  )
  return { batchId, ids }
}

export async function correctEntry(
  tx: Tx,
  { id, version, fields, reason }: { id: number; version: number; fields: Record<string, unknown>; reason: string },
  by: Actor,
  clock: Clock,
): Promise<
  { corrected: true } | { problems: FieldProblem[] } | { leaks: FieldLeak[] } | { refused: 'withdrawn' | 'no-reason' }
> {
  mustBeAllowed(by, 'correct a register entry', mayDoToRegisters.correct)
  const before = await lockEntry(tx, id)
  if (!before) throw new NoSuchEntry()
  if (before.version !== version) throw new ChangedMeanwhile()
  if (before.state === 'withdrawn') return { refused: 'withdrawn' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  const kind = kindOf(before.kind)
  const read = readEntry(kind, fields)
  if ('problems' in read) return read
  const { entry } = read
  if (entry.number && entry.number !== before.number && (await takenNumbers(tx, kind.kind, [entry.number])).size > 0) {
    return { problems: [numberTaken(kind, entry.number)] }
  }
  const [leaks = []] = await leaksOf(tx, kind, [entry], by, clock)
  if (leaks.length > 0) return { leaks }
  await saveEntry(tx, id, entry, clock.now())
  await indexRegisterEntries(tx, [id])
  const corrected = Object.fromEntries(
    Object.keys(entry.fields)
      .filter((name) => entry.fields[name] !== before.fields[name])
      .map((name) => [name, { from: before.fields[name] ?? null, to: entry.fields[name] }]),
  )
  await recordAct(tx, {
    kind: 'register entry corrected',
    subject: `register entry ${id}`,
    by,
    at: clock.now(),
    change: { reason: reason.trim(), fields: corrected },
  })
  await changed(tx, ...subjectsOf(kind))
  return { corrected: true }
}

export async function withdrawEntry(
  tx: Tx,
  { id, version, reason }: { id: number; version: number; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ withdrawn: true } | { refused: 'withdrawn' | 'no-reason' }> {
  mustBeAllowed(by, 'withdraw a register entry', mayDoToRegisters.withdraw)
  const before = await lockEntry(tx, id)
  if (!before) throw new NoSuchEntry()
  if (before.version !== version) throw new ChangedMeanwhile()
  if (before.state === 'withdrawn') return { refused: 'withdrawn' }
  if (reason.trim() === '') return { refused: 'no-reason' }
  await saveWithdrawal(tx, id, reason.trim(), clock.now())
  await unindexRegisterEntry(tx, id)
  await recordAct(tx, {
    kind: 'register entry withdrawn',
    subject: `register entry ${id}`,
    by,
    at: clock.now(),
    change: { reason: reason.trim() },
  })
  await changed(tx, ...subjectsOf(kindOf(before.kind)))
  return { withdrawn: true }
}
