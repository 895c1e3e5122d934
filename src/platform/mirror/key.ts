import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = 'mirror-key.pem'

/** The key that signs mirrors, below the data folder; made when first needed. */
export async function signingKey(dataFolder: string): Promise<KeyObject> {
  const file = join(dataFolder, NAME)
  if (!existsSync(file)) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    await mkdir(dataFolder, { recursive: true })
    const aside = `${file}.${process.pid}`
    await writeFile(aside, pem, { mode: 0o600, flag: 'wx' })
    // Two processes may be here at once: the first one's key stays.
    await link(aside, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(aside)
  }
  return createPrivateKey(await readFile(file))
}

/** The fingerprint of the key below the data folder; null: there is none yet. */
export async function ownFingerprint(dataFolder: string): Promise<string | null> {
  const file = join(dataFolder, NAME)
  return existsSync(file) ? fingerprint(publicKeyOf(createPrivateKey(await readFile(file)))) : null
}

export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
}

/** What people compare: SHA-256 over the key itself, in groups of four. */
export function fingerprint(publicKey: string): string {
  const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' })
  const hex = createHash('sha256').update(der).digest('hex')
  return (hex.match(/.{4}/g) ?? []).join(' ')
}

export function signatureOf(key: KeyObject, bytes: Uint8Array): string {
  return sign(null, bytes, key).toString('base64')
}

export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    return verify(null, bytes, publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
