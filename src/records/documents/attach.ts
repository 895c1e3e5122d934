import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { inspectFile } from '../../platform/files/inspect.ts'
import type { FileInspection, FileKind } from '../../platform/files/inspection.ts'
import { sha256 } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed, type StaffActor } from '../staff/actor.ts'
import { contentHash } from './document.ts'
import { mayDoToDocuments } from './permissions.ts'
import {
  filesOf,
  insertAttachment,
  keepFile,
  type LockedDocument,
  orderAttachments,
  removeAttachment,
  saveDocument,
} from './store.ts'
import { mayBeRevised, openDocument } from './write.ts'

/** 50 MB */
export const largestFile = 50 * 1024 * 1024
const longestName = 200

/** What a document may have with it, and what a browser is told it is. */
const kept: Partial<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ofd: 'application/ofd',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

export interface FileRead {
  name: string
  mediaType: string
  content: Buffer
  pages: number | null
  text: string
  /** all that is in it, seen and unseen */
  inspection: FileInspection
  /** pages that are pictures only */
  withoutText: boolean
}

/** `zip`: what is packed can be read by nobody without a program, and by no search. */
export type FileRefusal = 'empty' | 'too-large' | 'zip' | 'other-kind' | 'ending-lies' | 'password' | 'broken'

/** Looks into a file somebody wants to add. Before the transaction: a large file takes its time. */
export async function readFile(content: Buffer, givenName: string): Promise<FileRead | { refused: FileRefusal }> {
  if (content.length > largestFile) return { refused: 'too-large' }
  const name = tidyName(givenName)
  const inspection = await inspectFile(content, name)
  const { kind, fits, unreadable, parts, pages, withoutText } = inspection
  if (unreadable === 'empty') return { refused: 'empty' }
  if (kind === 'zip') return { refused: 'zip' }
  const mediaType = kept[kind]
  if (unreadable === 'password') return { refused: 'password' }
  if (!mediaType) return { refused: 'other-kind' }
  if (!fits) return { refused: 'ending-lies' }
  if (unreadable !== null && unreadable !== 'old-office') {
    return { refused: unreadable === 'too-large' ? 'too-large' : 'broken' }
  }
  // PostgreSQL keeps every character but U+0000. A form feed parts the pages of a PDF.
  const text = parts.map((part) => part.text.replaceAll('\0', '')).join(kind === 'pdf' ? '\f' : '\n')
  const scanned = withoutText && !mediaType.startsWith('image/')
  return { name, mediaType, content, pages, text, inspection, withoutText: scanned }
}

/** Some browsers send the whole path; names are shown to people and stand in addresses. */
export function tidyName(given: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
  const name = (given.split(/[/\\]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').trim()
  if (name.length <= longestName) return name || '附件'
  const ending = /\.\w{1,5}$/.exec(name)?.[0] ?? ''
  return name.slice(0, longestName - ending.length) + ending
}

/** Files are changed while a document is a draft. Of what is public that means: after a correction was begun. */
export function whyNotChangeFiles(document: LockedDocument): 'not-a-draft' | 'no-correction' | null {
  if (!mayBeRevised(document)) return 'not-a-draft'
  return document.stage === 'draft' ? null : 'no-correction'
}

export async function attachFile(
  tx: Tx,
  {
    id,
    version,
    file,
    role,
    alt = null,
  }: { id: number; version: number; file: FileRead; role: 'file' | 'picture'; alt?: string | null },
  by: Actor,
  clock: Clock,
): Promise<
  { id: number; version: number } | { refused: 'not-a-draft' | 'no-correction' | 'not-a-picture' | 'no-alt' }
> {
  mustBeAllowed(by, 'add a file to a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  const refused = whyNotChangeFiles(document)
  if (refused) return { refused }
  if (role === 'picture' && !file.mediaType.startsWith('image/')) return { refused: 'not-a-picture' }
  if (role === 'picture' && !alt?.trim()) return { refused: 'no-alt' }
  const attachmentId = await addFile(tx, { id, file, role, alt: alt?.trim() || null }, by, clock)
  return { id: attachmentId, version: await filesChanged(tx, document, 'file attached', file.name, by, clock) }
}

/** Adds the pictures of an imported text. Words for them may be missing: until they are written it cannot be sent. */
export async function addPictures(
  tx: Tx,
  {
    id,
    version,
    pictures,
  }: { id: number; version: number; pictures: readonly { file: FileRead; alt: string | null }[] },
  by: Actor,
  clock: Clock,
): Promise<{ ids: number[]; version: number } | { refused: 'not-a-draft' | 'no-correction' }> {
  mustBeAllowed(by, 'add pictures to a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  const refused = whyNotChangeFiles(document)
  if (refused) return { refused }
  const ids: number[] = []
  for (const { file, alt } of pictures) ids.push(await addFile(tx, { id, file, role: 'picture', alt }, by, clock))
  return { ids, version: await filesChanged(tx, document, 'pictures imported', null, by, clock) }
}

/** Keeps the bytes once, however often they are attached. */
export async function addFile(
  tx: Tx,
  { id, file, role, alt }: { id: number; file: FileRead; role: 'file' | 'picture'; alt: string | null },
  by: StaffActor,
  clock: Clock,
): Promise<number> {
  const { name, mediaType, content, pages, text, inspection } = file
  const hash = sha256(content)
  const now = clock.now()
  await keepFile(tx, { sha256: hash, mediaType, content, storedAt: now })
  return insertAttachment(tx, {
    documentId: id,
    name,
    sha256: hash,
    role,
    alt,
    pages,
    text,
    inspection,
    addedBy: by.id,
    addedAt: now,
  })
}

/** Takes a file from the working copy. Versions that had it keep it. */
export async function detachFile(
  tx: Tx,
  { id, version, fileId }: { id: number; version: number; fileId: number },
  by: Actor,
  clock: Clock,
): Promise<{ version: number } | { refused: 'not-a-draft' | 'no-correction' | 'no-such-file' | 'in-the-text' }> {
  mustBeAllowed(by, 'take a file from a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  const refused = whyNotChangeFiles(document)
  if (refused) return { refused }
  const file = (await filesOf(tx, id)).find((one) => one.id === fileId)
  if (!file) return { refused: 'no-such-file' }
  if (document.body.includes(`"/fujian/${fileId}/`)) return { refused: 'in-the-text' }
  await removeAttachment(tx, id, fileId, clock.now())
  return { version: await filesChanged(tx, document, 'file detached', file.name, by, clock) }
}

/** `order`: every file of the working copy, the first first. */
export async function orderFiles(
  tx: Tx,
  { id, version, order }: { id: number; version: number; order: readonly number[] },
  by: Actor,
  clock: Clock,
): Promise<{ version: number } | { refused: 'not-a-draft' | 'no-correction' | 'other-files' }> {
  mustBeAllowed(by, 'order the files of a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  const refused = whyNotChangeFiles(document)
  if (refused) return { refused }
  const there = new Set((await filesOf(tx, id)).map((file) => file.id))
  const asked = new Set(order)
  if (asked.size !== order.length || there.size !== asked.size || order.some((one) => !there.has(one))) {
    return { refused: 'other-files' }
  }
  await orderAttachments(tx, id, order)
  return { version: await filesChanged(tx, document, 'files ordered', null, by, clock) }
}

async function filesChanged(
  tx: Tx,
  document: LockedDocument,
  kind: string,
  name: string | null,
  by: Actor,
  clock: Clock,
): Promise<number> {
  const at = clock.now()
  const version = await saveDocument(tx, document.id, { changedAt: at })
  const content = contentHash(document, await filesOf(tx, document.id)).toString('hex')
  await recordAct(tx, {
    kind,
    subject: `document ${document.id}`,
    by,
    at,
    change: { content, ...(name ? { name } : {}) },
  })
  return version
}
