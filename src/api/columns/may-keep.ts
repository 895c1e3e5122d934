import { mayKeepColumns } from '../../records/columns/permissions.ts'
import { mayAct, type StaffActor } from '../../records/staff/actor.ts'

/** What the desk may offer on columns, catalogue, contacts, organisation, guide and topics. */
export const mayKeep = (by: StaffActor): 'keep'[] => (mayAct(by, mayKeepColumns) ? ['keep'] : [])
