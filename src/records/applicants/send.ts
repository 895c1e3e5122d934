import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import type { Applicant, Wanted } from '../requests/request.ts'
import { type Submitted, submitRequest } from '../requests/submit.ts'
import { copyFiles, moveFilesToRequest } from './store.ts'

export interface Form {
  draftToken: string
  applicant: Applicant
  wanted: Wanted
  others: readonly Wanted[]
}

/** Sends the form with its files; every request it becomes has them. Sent twice, it is one. */
export async function sendForm(tx: Tx, form: Form, clock: Clock): Promise<Submitted | { refused: 'no-such-draft' }> {
  const sent = await submitRequest(tx, form, clock)
  if ('refused' in sent) return sent
  const { siblings, ...submitted } = sent
  const files = await moveFilesToRequest(tx, sha256(form.draftToken), submitted.id)
  for (const id of siblings) await copyFiles(tx, submitted.id, id)
  if (files.length > 0) {
    const change = { files: files.map((hash) => hash.toString('hex')) }
    const act = { kind: 'files sent', by: { kind: 'applicant' }, at: clock.now(), change } as const
    await recordAct(tx, ...[submitted.id, ...siblings].map((id) => ({ ...act, subject: `request ${id}` })))
  }
  return submitted
}
