import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { fingerprint } from './key.ts'
import { MANIFEST, type Manifest, PUBLIC_KEY, readManifest, UNFINISHED } from './manifest.ts'

export interface MirrorVerdict {
  manifest: Manifest
  fingerprint: string
  /** whether the manifest is as its key signed it */
  signed: boolean
  /** an export is under way, or was killed: files may be newer than the manifest */
  unfinished: boolean
  changed: string[]
  missing: string[]
  foreign: string[]
}

/** No page of ours is larger; what somebody put in its place may be. In bytes. */
const LARGEST = 256 * 1024 * 1024

/** Compares every file of a mirror with its signed manifest. null: there is no manifest that could be read. */
export async function verifyMirror(
  folder: string,
  during: (total: number, work: (tick: () => void) => Promise<void>) => Promise<void> = (_, work) => work(() => {}),
): Promise<MirrorVerdict | null> {
  const read = await readManifest(folder)
  if (!read) return null
  const { manifest, signed } = read
  const expected = new Map<string, { sha256: string; compressed: boolean }>()
  for (const { path, sha256, gzip } of manifest.files) {
    expected.set(path, { sha256, compressed: false })
    if (gzip) expected.set(`${path}.gz`, { sha256, compressed: true })
  }
  const there = new Set(await filesBelow(folder))
  const [changed, missing]: [string[], string[]] = [[], []]
  await during(expected.size, async (tick) => {
    for (const [path, { sha256, compressed }] of expected) {
      if (!there.has(path)) missing.push(path)
      else if ((await hashOf(join(folder, path), compressed)) !== sha256) changed.push(path)
      tick()
    }
  })
  const publicKey = await readFile(join(folder, PUBLIC_KEY), 'utf8').catch(() => null)
  if (publicKey === null) missing.push(PUBLIC_KEY)
  else if (publicKey !== manifest.publicKey) changed.push(PUBLIC_KEY)
  const own = new Set([MANIFEST, PUBLIC_KEY, UNFINISHED])
  return {
    manifest,
    fingerprint: fingerprint(manifest.publicKey),
    signed,
    unfinished: existsSync(join(folder, UNFINISHED)),
    changed: changed.sort(),
    missing: missing.sort(),
    foreign: [...there].filter((path) => !expected.has(path) && !own.has(path)).sort(),
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

async function hashOf(file: string, compressed: boolean): Promise<string | null> {
  try {
    const bytes = await readFile(file)
    return createHash('sha256')
      .update(compressed ? await promisify(gunzip)(bytes, { maxOutputLength: LARGEST }) : bytes)
      .digest('hex')
  } catch {
    return null
  }
}
