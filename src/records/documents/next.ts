import { checks } from '../../law/publicity/checks.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { mayAct, type StaffActor } from '../staff/actor.ts'
import { approvedOf } from './approvals.ts'
import { whyNotDecideNow } from './check.ts'
import { contentHash } from './document.ts'
import type { DocumentForStaff } from './for-staff.ts'
import { mayDoToDocuments } from './permissions.ts'
import { filesOf } from './store.ts'
import { mayBeRevised } from './write.ts'

export const actsOnDocuments = [
  'revise',
  'send',
  'decide',
  /** the check can be decided only with a written reason for setting the separation of persons aside */
  'decide-by-override',
  'take-back',
  'drop-correction',
  'publish-in-emergency',
  'sign-afterwards',
  'withdraw',
  'reopen',
  'archive',
  'confirm',
  'reassess',
  'withhold',
] as const
export type ActOnDocument = (typeof actsOnDocuments)[number]

/** What this person may do with a document now. */
export async function actsOpenTo(tx: Tx, document: DocumentForStaff, by: StaffActor): Promise<ActOnDocument[]> {
  const { stage, standing, attribute } = document
  const may = (act: keyof typeof mayDoToDocuments) => mayAct(by, mayDoToDocuments[act])
  const acts: ActOnDocument[] = []
  const offer = (act: ActOnDocument, open: boolean) => {
    if (open) acts.push(act)
  }
  offer('revise', may('write') && mayBeRevised(document))
  offer('send', may('write') && stage === 'draft')
  const check = checks.find((one) => one === stage)
  if (check && may(check)) {
    const approved = await approvedOf(tx, document, contentHash(document, await filesOf(tx, document.id)))
    const refused = whyNotDecideNow({ draftedBy: document.draftedById }, check, approved, by)
    offer('decide', refused === null)
    offer('decide-by-override', refused?.separable === true)
  }
  offer('take-back', may('write') && stage !== 'draft' && stage !== 'done')
  offer('drop-correction', may('write') && stage !== 'done' && document.publicNo !== null)
  offer('publish-in-emergency', may('publishInEmergency') && stage !== 'done' && attribute === 'proactive')
  offer('sign-afterwards', document.retroSignBy === by.id && document.retroSignedAt === null && standing === 'public')
  offer('withdraw', may('withdraw') && document.publicNo !== null)
  offer('reopen', may('withdraw') && standing === 'withdrawn' && stage === 'done')
  offer('archive', may('keepHouse') && standing === 'public' && stage === 'done')
  offer('confirm', may('write') && standing === 'public')
  offer('reassess', may('keepHouse') && standing === 'kept')
  offer('withhold', may('withdraw') && document.publicNo !== null && document.publicNo > 1)
  return acts
}
