import { mayAct, type StaffActor } from '../staff/actor.ts'

export function seesEveryRequest(by: StaffActor): boolean {
  return mayAct(by, ['disclosure-office'])
}

/** Whether a request is this person's to keep an eye on: they handle it, their section does, or all are theirs. */
export function isOwn(by: StaffActor, request: { handlerId: number | null; sectionId: number | null }): boolean {
  if (seesEveryRequest(by) || request.handlerId === by.id) return true
  return request.handlerId === null && request.sectionId !== null && request.sectionId === by.sectionId
}
