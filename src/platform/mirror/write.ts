import { createHash, randomBytes } from 'node:crypto'
import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** Files that are being written; one that is left over belongs to an export that was killed. */
export const ASIDE = /^\.writing-/

/** Writes a file so that a reader sees the old bytes or the new ones, never half of them. */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const aside = join(dirname(file), `.writing-${randomBytes(6).toString('hex')}`)
  await mkdir(dirname(file), { recursive: true })
  try {
    await writeFile(aside, bytes)
    await rename(aside, file)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** Writes a file, and beside it the same compressed if that is worth it. */
export async function writeServed(
  folder: string,
  path: string,
  bytes: Uint8Array,
): Promise<{ sha256: string; size: number; gzip: boolean }> {
  const worthIt = bytes.length > 1_000 && !/\.(png|jpg|woff2|pdf)$/.test(path)
  const file = join(folder, path)
  await writeWhole(file, bytes)
  // The compressed bytes follow the plain ones: a moment between the two shows the page as it was.
  if (worthIt) await writeWhole(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
  else await rm(`${file}.gz`, { force: true })
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, gzip: worthIt }
}

/** Removes a file, its compressed twin and the folders that are empty without it. */
export async function removeServed(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true })
  await rm(join(folder, `${path}.gz`), { force: true })
  for (let above = dirname(path); above !== '.'; above = dirname(above)) {
    const emptied = await rmdir(join(folder, above)).then(
      () => true,
      () => false,
    )
    if (!emptied) return
  }
}
