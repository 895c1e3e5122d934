import type { Tx } from '../../platform/database/bureau.ts'
import { sha256 } from '../journal/entry.ts'
import {
  type FileOfApplicant,
  fileOfRequestIn,
  filesOfDraftIn,
  filesOfRequestIn,
  type Message,
  messagesIn,
  type Rating,
  ratingIn,
} from './store.ts'

export type { FileOfApplicant } from './store.ts'

export async function filesOfDraft(tx: Tx, token: string): Promise<FileOfApplicant[]> {
  return filesOfDraftIn(tx, sha256(token))
}

export interface OwnPapers {
  messages: Message[]
  files: FileOfApplicant[]
  rating: Rating | null
}

/** What the applicant sent after the form, and with it. Ask it only for a request that was opened with its code. */
export async function ownPapers(tx: Tx, requestId: number): Promise<OwnPapers> {
  return {
    messages: await messagesIn(tx, requestId),
    files: await filesOfRequestIn(tx, requestId),
    rating: await ratingIn(tx, requestId),
  }
}

/** A file of the own request. */
export const ownFile = fileOfRequestIn
