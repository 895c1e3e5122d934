import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { changeByAct, enterByAct } from '../registers/enter.ts'
import type { FieldProblem } from '../registers/entry.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import type { RemedyResult, RemedyRoute } from './request.ts'
import { insertRemedy, lockRemedy, remedyNumbered, saveRemedyResult } from './store.ts'

/** The applicant complains, asks for reconsideration or sues. All but complaints go into the ledger of table 4. */
export async function fileRemedy(
  tx: Tx,
  {
    id,
    version,
    route,
    number,
    organ,
    filedOn,
  }: { id: number; version: number; route: RemedyRoute; number: string; organ: string; filedOn: CalendarDate },
  by: Actor,
  clock: Clock,
): Promise<
  | { filed: true }
  | { refused: 'in-the-future' | 'before-receipt' | 'nothing-named' | 'taken' }
  | { problems: FieldProblem[] }
> {
  const opened = await openRequest(tx, { id, version, act: 'file-remedy' }, by)
  const { request } = opened
  if (by.kind !== 'staff') throw new Error('only staff keep the ledger')
  if (filedOn > clock.today()) return { refused: 'in-the-future' }
  if (request.receivedOn === null || filedOn < request.receivedOn) return { refused: 'before-receipt' }
  const named = { number: number.trim(), organ: organ.trim() }
  if (!named.number || !named.organ) return { refused: 'nothing-named' }
  if (await remedyNumbered(tx, route, named.number)) return { refused: 'taken' }
  let entryId: number | null = null
  if (route !== 'complaint') {
    const fields = { number: named.number, title: `政府信息公开申请 ${request.number}`, route, filedOn }
    const entered = await enterByAct(tx, { kind: 'remedies', fields, enteredBy: by.id }, by, clock)
    if ('problems' in entered) return entered
    if (entered.fields['route'] !== route) return { refused: 'taken' }
    entryId = entered.id
  }
  await insertRemedy(tx, id, { route, ...named, filedOn, entryId })
  await advance(tx, opened, { kind: 'remedy filed', told: { route, ...named, filedOn } }, by, clock)
  return { filed: true }
}

/** How the complaint, reconsideration or suit ended: table 4 counts it on that day. */
export async function concludeRemedy(
  tx: Tx,
  {
    id,
    version,
    remedyId,
    result,
    concludedOn,
    said,
  }: {
    id: number
    version: number
    remedyId: number
    result: RemedyResult
    concludedOn: CalendarDate
    said: string
  },
  by: Actor,
  clock: Clock,
): Promise<
  | { concluded: true }
  | { refused: 'no-such-remedy' | 'already-concluded' | 'in-the-future' | 'before-it-was-filed' }
  | { problems: FieldProblem[] }
> {
  const opened = await openRequest(tx, { id, version, act: 'conclude-remedy' }, by)
  const remedy = await lockRemedy(tx, id, remedyId)
  if (!remedy) return { refused: 'no-such-remedy' }
  if (remedy.result !== null) return { refused: 'already-concluded' }
  if (concludedOn > clock.today()) return { refused: 'in-the-future' }
  if (concludedOn < remedy.filedOn) return { refused: 'before-it-was-filed' }
  await saveRemedyResult(tx, remedyId, { result, concludedOn, said: said.trim() || null })
  if (remedy.entryId !== null) {
    const reason = `${opened.request.number} 审结`
    const changed = await changeByAct(tx, { id: remedy.entryId, fields: { concludedOn, result }, reason }, by, clock)
    if ('problems' in changed) return changed
  }
  const told = { route: remedy.route, number: remedy.number, result, concludedOn }
  await advance(tx, opened, { kind: 'remedy concluded', told }, by, clock)
  return { concluded: true }
}
