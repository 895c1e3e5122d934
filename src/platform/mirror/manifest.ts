import type { KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isSignedBy, publicKeyOf, signatureOf } from './key.ts'
import { writeWhole } from './write.ts'

export const MANIFEST = 'manifest.json'
export const PUBLIC_KEY = 'manifest.pub'
export const GONE = 'gone.conf'
/** What an export that is under way has made so far; it ends with it. */
export const UNFINISHED = '.unfinished.jsonl'

export interface MirrorFile {
  path: string
  /** of a page: its address on the live site */
  url: string | null
  sha256: string
  size: number
  /** whether the same bytes lie beside it compressed, as `path.gz` */
  gzip: boolean
  /** what a page shows; when one of them changes it is made again */
  subjects: readonly string[]
  /** milliseconds since 1970 until when a page is true, whatever changes; null: always */
  until: number | null
  /** says that something was taken down: to be answered with 410 */
  gone: boolean
  generatedAt: string
}

export interface Manifest {
  format: 1
  bureau: string
  live: string
  program: string
  generatedAt: string
  /** the journal of the bureau as it was: how many events, and the hash of the last */
  journal: { events: number; head: string }
  publicKey: string
  /** when each subject had last changed before the files were made */
  stamps: Readonly<Record<string, number>>
  files: readonly MirrorFile[]
}

export interface ReadManifest {
  manifest: Manifest
  /** whether the manifest is as the holder of its own key signed it */
  signed: boolean
}

export async function writeManifest(
  folder: string,
  manifest: Omit<Manifest, 'format' | 'publicKey'>,
  key: KeyObject,
): Promise<Manifest> {
  const publicKey = publicKeyOf(key)
  const whole: Manifest = { format: 1, ...manifest, publicKey }
  const text = JSON.stringify(whole)
  const signature = signatureOf(key, Buffer.from(text))
  await writeWhole(join(folder, PUBLIC_KEY), Buffer.from(publicKey))
  await writeWhole(join(folder, MANIFEST), Buffer.from(`{"manifest":${text},"signature":"${signature}"}\n`))
  return whole
}

/** null: there is none, or it cannot be read. */
export async function readManifest(folder: string): Promise<ReadManifest | null> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const { manifest, signature } = JSON.parse(text) as { manifest: Manifest; signature: string }
    if (manifest.format !== 1 || !Array.isArray(manifest.files)) return null
    return { manifest, signed: isSignedBy(manifest.publicKey, Buffer.from(JSON.stringify(manifest)), signature) }
  } catch {
    return null
  }
}
