import { addDays, type CalendarDate } from '../../law/calendar-date.ts'
import { isPlaceholder } from '../../law/publicity/placeholders.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { mayKeepColumns } from '../columns/permissions.ts'
import { contacts } from '../contacts/for-public.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { sections } from '../staff/for-staff.ts'
import type { Functions, MemberDetails, UnitDetails } from './organisation.ts'
import {
  endMember,
  insertMember,
  insertUnit,
  type KeptUnit,
  lockMember,
  lockUnit,
  saveFunctions,
  saveUnit,
} from './store.ts'

export class NoSuchUnit extends Error {}

export type UnitProblem =
  | 'no-name'
  | 'placeholder-name'
  | 'no-duties'
  | 'no-basis'
  | 'no-post'
  | 'no-section'
  | 'no-such-section'
  | 'no-such-contact'

/** States what the bureau is there for, from a day on; what was stated for earlier days stays. */
export async function stateFunctions(
  tx: Tx,
  functions: Functions,
  by: Actor,
  clock: Clock,
): Promise<{ stated: true } | { problems: UnitProblem[] }> {
  mustBeAllowed(by, 'state the functions', mayKeepColumns)
  const problems: UnitProblem[] = []
  if (functions.basis.trim() === '') problems.push('no-basis')
  if (functions.duties.trim() === '') problems.push('no-duties')
  if (problems.length > 0) return { problems }
  await saveFunctions(tx, functions, clock.now())
  await recordAct(tx, {
    kind: 'functions stated',
    subject: 'organisation',
    by,
    at: clock.now(),
    change: { ...functions },
  })
  return { stated: true }
}

const isSection = async (tx: Tx, id: number | null): Promise<boolean> =>
  id === null || (await sections(tx)).some((section) => section.id === id)

async function unitProblems(tx: Tx, { name, duties, sectionId, contactId }: UnitDetails): Promise<UnitProblem[]> {
  const problems: UnitProblem[] = []
  if (name.trim() === '') problems.push('no-name')
  else if (isPlaceholder(name)) problems.push('placeholder-name')
  if (duties.trim() === '') problems.push('no-duties')
  if (!(await isSection(tx, sectionId))) problems.push('no-such-section')
  if (contactId !== null && !(await contacts(tx)).some(({ id }) => id === contactId)) problems.push('no-such-contact')
  return problems
}

export async function setUpUnit(
  tx: Tx,
  details: UnitDetails,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: UnitProblem[] }> {
  mustBeAllowed(by, 'set up a unit', mayKeepColumns)
  const problems = await unitProblems(tx, details)
  if (problems.length > 0) return { problems }
  const id = await insertUnit(tx, details)
  await recordAct(tx, { kind: 'unit set up', subject: `unit ${id}`, by, at: clock.now(), change: { ...details } })
  return { id }
}

/** Changes a unit; with a later first day than it has, the unit as it was ends and goes on as it is now. */
export async function changeUnit(
  tx: Tx,
  { id, version, details }: { id: number; version: number; details: UnitDetails },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: UnitProblem[] } | { refused: 'ended' }> {
  mustBeAllowed(by, 'change a unit', mayKeepColumns)
  const before = await openUnit(tx, id, version)
  const problems = await unitProblems(tx, details)
  if (problems.length > 0) return { problems }
  if (before.untilOn !== null) return { refused: 'ended' }
  let changed = id
  if (details.fromOn > before.fromOn && before.kind !== 'group') {
    await saveUnit(tx, id, { untilOn: addDays(details.fromOn, -1) })
    changed = await insertUnit(tx, { ...details, kind: before.kind })
  } else await saveUnit(tx, id, { ...details, kind: before.kind, fromOn: before.fromOn })
  await recordAct(tx, {
    kind: 'unit changed',
    subject: `unit ${changed}`,
    by,
    at: clock.now(),
    change: { before: id, ...details },
  })
  return { id: changed }
}

export async function endUnit(
  tx: Tx,
  { id, version, untilOn }: { id: number; version: number; untilOn: CalendarDate },
  by: Actor,
  clock: Clock,
): Promise<{ ended: true } | { refused: 'ended' | 'before-it-began' }> {
  mustBeAllowed(by, 'end a unit', mayKeepColumns)
  const before = await openUnit(tx, id, version)
  if (before.untilOn !== null) return { refused: 'ended' }
  if (untilOn < before.fromOn) return { refused: 'before-it-began' }
  await saveUnit(tx, id, { untilOn })
  await recordAct(tx, { kind: 'unit ended', subject: `unit ${id}`, by, at: clock.now(), change: { untilOn } })
  return { ended: true }
}

export async function addMember(
  tx: Tx,
  details: MemberDetails,
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { problems: UnitProblem[] } | { refused: 'not-a-group' }> {
  mustBeAllowed(by, 'add a member', mayKeepColumns)
  const unit = await lockUnit(tx, details.unitId)
  if (!unit) throw new NoSuchUnit()
  if (unit.kind !== 'group' || unit.untilOn !== null) return { refused: 'not-a-group' }
  const problems: UnitProblem[] = []
  if (details.name.trim() === '') problems.push('no-name')
  else if (isPlaceholder(details.name)) problems.push('placeholder-name')
  if (details.post.trim() === '') problems.push('no-post')
  if (details.role === 'liaison' && details.sectionId === null) problems.push('no-section')
  if (!(await isSection(tx, details.sectionId))) problems.push('no-such-section')
  if (problems.length > 0) return { problems }
  const id = await insertMember(tx, details)
  await recordAct(tx, {
    kind: 'member added',
    subject: `unit ${details.unitId}`,
    by,
    at: clock.now(),
    change: { id, ...details },
  })
  return { id }
}

export async function removeMember(
  tx: Tx,
  { id, untilOn }: { id: number; untilOn: CalendarDate },
  by: Actor,
  clock: Clock,
): Promise<{ ended: true } | { refused: 'ended' | 'before-it-began' }> {
  mustBeAllowed(by, 'end a member', mayKeepColumns)
  const member = await lockMember(tx, id)
  if (!member) throw new NoSuchUnit()
  if (member.untilOn !== null) return { refused: 'ended' }
  if (untilOn < member.fromOn) return { refused: 'before-it-began' }
  await endMember(tx, id, untilOn)
  await recordAct(tx, {
    kind: 'member ended',
    subject: `unit ${member.unitId}`,
    by,
    at: clock.now(),
    change: { id, untilOn },
  })
  return { ended: true }
}

async function openUnit(tx: Tx, id: number, version: number): Promise<KeptUnit> {
  const unit = await lockUnit(tx, id)
  if (!unit) throw new NoSuchUnit()
  if (unit.version !== version) throw new ChangedMeanwhile()
  return unit
}
