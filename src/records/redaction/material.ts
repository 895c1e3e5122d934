import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { cleanPicture } from '../../platform/files/clean-picture.ts'
import { CannotRead } from '../../platform/files/inspection.ts'
import { kindOf } from '../../platform/files/kind.ts'
import { inPainter } from '../../platform/redact/thread.ts'
import type { PageSize } from '../../platform/redact/worker.ts'
import { tidyName } from '../documents/attach.ts'
import { keepBytes } from '../documents/keep.ts'
import { recordAct } from '../journal/record.ts'
import { NoSuchRequest } from '../requests/advance.ts'
import type { RequestState } from '../requests/request.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mayDoToMaterial } from './permissions.ts'
import { NoSuchMaterial } from './redaction.ts'
import { insertMaterial, type LockedMaterial, lockMaterial, saveMaterial, stateOfRequest } from './store.ts'

/** 50 MB */
export const largestMaterial = 50 * 1024 * 1024

export interface MaterialRead {
  name: string
  mediaType: string
  content: Buffer
  pages: PageSize[]
}

export type MaterialRefusal = 'empty' | 'too-large' | 'too-many-pages' | 'office' | 'other-kind' | 'password' | 'broken'

/** Looks into a file somebody wants to add. Before the transaction: a large file takes its time. */
export async function readMaterial(
  content: Buffer,
  givenName: string,
): Promise<MaterialRead | { refused: MaterialRefusal }> {
  if (content.length === 0) return { refused: 'empty' }
  if (content.length > largestMaterial) return { refused: 'too-large' }
  const { kind } = kindOf(content)
  if (['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'ofd'].includes(kind)) return { refused: 'office' }
  const mediaType = { pdf: 'application/pdf', jpeg: 'image/jpeg', png: 'image/png' }[kind as string]
  if (!mediaType) return { refused: 'other-kind' }
  // A photograph may say where it was taken: that is not needed to cover something in it.
  const kept = kind === 'pdf' ? content : Buffer.from(cleanPicture(content))
  try {
    const pages = await inPainter({ kind: 'sizes', bytes: kept, mediaType })
    return { name: tidyName(givenName), mediaType, content: kept, pages }
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error
    if (error.why === 'password') return { refused: 'password' }
    return { refused: error.why === 'too-large' ? 'too-many-pages' : 'broken' }
  }
}

/** Files are prepared as long as the reply is: what lies before the leader, or went out, stays as it is. */
const inPreparation: readonly RequestState[] = ['received', 'in-handling', 'consulting', 'awaiting-fee']

export type NotNow = 'not-in-handling'

export async function whyNotNow(tx: Tx, requestId: number): Promise<NotNow | null> {
  const state = await stateOfRequest(tx, requestId)
  if (state === null) throw new NoSuchRequest()
  return inPreparation.includes(state) ? null : 'not-in-handling'
}

/** Locks a material of which something changes. */
export async function openMaterial(tx: Tx, id: number): Promise<LockedMaterial> {
  const material = await lockMaterial(tx, id)
  if (!material) throw new NoSuchMaterial()
  return material
}

export async function addMaterial(
  tx: Tx,
  { requestId, file }: { requestId: number; file: MaterialRead },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: NotNow }> {
  mustBeAllowed(by, 'add material to a request', mayDoToMaterial.change)
  const refused = await whyNotNow(tx, requestId)
  if (refused) return { refused }
  const { name, mediaType, content, pages } = file
  const at = clock.now()
  const hash = await keepBytes(tx, { content, mediaType }, at)
  const id = await insertMaterial(tx, { requestId, name, sha256: hash, pages, addedBy: by.id, addedAt: at })
  await recordAct(tx, {
    kind: 'material added',
    subject: `request ${requestId}`,
    by,
    at,
    change: { material: id, sha256: hash.toString('hex'), pages: pages.length },
  })
  return { id }
}

/** Takes a file off the case; one of which a copy goes to the applicant stays. */
export async function removeMaterial(
  tx: Tx,
  id: number,
  by: Actor,
  clock: Clock,
): Promise<{ removed: true } | { refused: NotNow | 'issued' }> {
  mustBeAllowed(by, 'take material from a request', mayDoToMaterial.change)
  const material = await openMaterial(tx, id)
  const refused = (await whyNotNow(tx, material.requestId)) ?? (material.issued ? 'issued' : null)
  if (refused) return { refused }
  const at = clock.now()
  await saveMaterial(tx, id, { removedAt: at })
  await recordAct(tx, {
    kind: 'material removed',
    subject: `request ${material.requestId}`,
    by,
    at,
    change: { material: id },
  })
  return { removed: true }
}
