import { type Hit, scanText } from '../../law/personal-data/scan.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { recordAct } from '../journal/record.ts'
import { changed } from '../pages/changed.ts'
import { type Subject, subjects } from '../pages/subjects.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { type Entry, type FieldProblem, readEntry, shown } from './entry.ts'
import { registerKind } from './kinds/all.ts'
import { mayDoToRegisters } from './permissions.ts'
import type { RegisterKind } from './register.ts'
import { insertBatch, insertEntries, lockEntry, saveEntry, saveWithdrawal, takenNumbers } from './store.ts'

export class NoSuchRegister extends Error {}
export class NoSuchEntry extends Error {}

function kindOf(name: string): RegisterKind {
  const kind = registerKind(name)
  if (!kind) throw new NoSuchRegister(name)
  return kind
}

/** Personal data that would become public with this entry. A number or a credit code of its own field is not a leak. */
export function leaksInEntry(kind: RegisterKind, entry: Entry): { field: string; hit: Hit }[] {
  return kind.publicColumns.flatMap((name) => {
    const field = kind.fields[name]
    if (field?.type !== 'text') return []
    return scanText(shown(field, entry.fields[name]))
      .filter((hit) => hit.severity === 'BLOCK')
      .map((hit) => ({ field: name, hit }))
  })
}

function numberTaken(kind: RegisterKind, number: string): FieldProblem {
  const label = kind.fields[kind.number ?? '']?.label ?? '编号'
  return { field: kind.number ?? '', message: `${label}“${number}”已经登记过` }
}

function leakProblems(kind: RegisterKind, entry: Entry): FieldProblem[] {
  return leaksInEntry(kind, entry).map(({ field, hit }) => ({
    field,
    message: `${kind.fields[field]?.label}中有不能公开的个人信息“${hit.masked}”，请改写后再登记`,
  }))
}

/** What pages show of a register; nothing of one without public columns. */
function subjectsOf({ kind, publicColumns }: RegisterKind): Subject[] {
  return publicColumns.length > 0 ? [subjects.register(kind), subjects.entryCounts] : []
}

/** Enters one licence, penalty, fee … Public columns are public at once, unless they would leak personal data. */
export async function enterInRegister(
  tx: Tx,
  { kind: name, fields }: { kind: string; fields: Record<string, unknown> },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: FieldProblem[] }> {
  mustBeAllowed(by, 'enter in a register', mayDoToRegisters.enter)
  const kind = kindOf(name)
  const read = readEntry(kind, fields)
  if ('problems' in read) return read
  const { entry } = read
  const problems = leakProblems(kind, entry)
  if (entry.number && (await takenNumbers(tx, name, [entry.number])).size > 0) {
    problems.push(numberTaken(kind, entry.number))
  }
  if (problems.length > 0) return { problems }
  const now = clock.now()
  const [id] = await insertEntries(tx, name, [entry], {
    by: by.id,
    at: now,
    publishedAt: kind.publicColumns.length > 0 ? now : null,
    batchId: null,
  })
  if (id === undefined) throw new Error('one entry in, one id out')
  await recordAct(tx, {
    kind: 'register entry made',
    subject: `register entry ${id}`,
    by,
    at: now,
    change: { register: name, fields: entry.fields },
  })
  await changed(tx, ...subjectsOf(kind))
  return { id }
}

export interface RowProblem extends FieldProblem {
  /** the row of the spreadsheet, the heading being row 1 */
  row: number
}

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
): Promise<{ batchId: number; ids: number[] } | { problems: RowProblem[] }> {
  mustBeAllowed(by, 'enter in a register', mayDoToRegisters.enter)
  const kind = kindOf(name)
  const problems: RowProblem[] = []
  const entries: { row: number; entry: Entry }[] = []
  for (const { row, fields } of rows) {
    const read = readEntry(kind, fields)
    if ('problems' in read) problems.push(...read.problems.map((problem) => ({ row, ...problem })))
    else {
      problems.push(...leakProblems(kind, read.entry).map((problem) => ({ row, ...problem })))
      entries.push({ row, entry: read.entry })
    }
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
  if (problems.length > 0) return { problems: problems.sort((a, b) => a.row - b.row) }
  const now = clock.now()
  const batchId = await insertBatch(tx, {
    kind: name,
    fileName,
    rows: entries.length,
    enteredBy: by.id,
    enteredAt: now,
  })
  const ids = await insertEntries(
    tx,
    name,
    entries.map(({ entry }) => entry),
    { by: by.id, at: now, publishedAt: kind.publicColumns.length > 0 ? now : null, batchId },
  )
  await recordAct(
    tx,
    ...entries.map(({ entry }, place) => ({
      kind: 'register entry made',
      subject: `register entry ${ids[place]}`,
      by,
      at: now,
      change: { register: name, batch: batchId, fields: entry.fields },
    })),
  )
  await changed(tx, ...subjectsOf(kind))
  return { batchId, ids }
}

export async function correctEntry(
  tx: Tx,
  { id, version, fields, reason }: { id: number; version: number; fields: Record<string, unknown>; reason: string },
  by: Actor,
  clock: Clock,
): Promise<{ corrected: true } | { problems: FieldProblem[] } | { refused: 'withdrawn' | 'no-reason' }> {
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
  const problems = leakProblems(kind, entry)
  if (entry.number && entry.number !== before.number && (await takenNumbers(tx, kind.kind, [entry.number])).size > 0) {
    problems.push(numberTaken(kind, entry.number))
  }
  if (problems.length > 0) return { problems }
  await saveEntry(tx, id, entry, clock.now())
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
