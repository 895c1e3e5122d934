import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A key of 32 bytes; `id` is the first four bytes of its SHA-256, in hexadecimal. */
export interface SealingKey {
  id: string
  bytes: Buffer
}

export function sealingKey(bytes: Buffer): SealingKey {
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}

export function freshSealingKey(): SealingKey {
  return sealingKey(randomBytes(32))
}

/** The value was sealed with a key that is not at hand. */
export class KeyMissing extends Error {
  readonly keyId: string
  constructor(keyId: string) {
    super(`key ${keyId} is not at hand`)
    this.keyId = keyId
  }
}

/** The value was changed, or stands in another place than the one it was sealed for. */
export class SealBroken extends Error {}

const VERSION = 1
const ID = 4
const NONCE = 12
const TAG = 16
const HEAD = 1 + ID

/**
 * Seals values with keys the database does not have: AES-256-GCM, bound to the place the value belongs to. A sealed value is
 * version (1 byte), key (4), nonce (12), tag (16), ciphertext. The first key seals; every key at hand opens.
 */
export class Sealing {
  readonly #read: () => readonly SealingKey[]
  readonly #derived = new Map<string, Buffer>()

  /** `read` gives the keys as they are now, the one to seal with first. */
  constructor(read: () => readonly SealingKey[]) {
    this.#read = read
  }

  /** `place` names one field of one record of one bureau: a value moved elsewhere does not open. */
  seal(value: string, place: string): Buffer {
    const key = this.#current()
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', this.#derive(key, 'seal'), nonce)
    const head = Buffer.concat([Buffer.from([VERSION]), Buffer.from(key.id, 'hex')])
    cipher.setAAD(Buffer.concat([head, Buffer.from(place)]))
    const ciphertext = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
    return Buffer.concat([head, nonce, cipher.getAuthTag(), ciphertext])
  }

  /** Throws {@link KeyMissing} or {@link SealBroken}. */
  open(sealed: Buffer, place: string): string {
    if (sealed.length < HEAD + NONCE + TAG || sealed[0] !== VERSION) throw new SealBroken('not a sealed value')
    const keyId = keyOfSealed(sealed)
    const key = this.#read().find(({ id }) => id === keyId)
    if (!key) throw new KeyMissing(keyId)
    const nonce = sealed.subarray(HEAD, HEAD + NONCE)
    const decipher = createDecipheriv('aes-256-gcm', this.#derive(key, 'seal'), nonce, { authTagLength: TAG })
    decipher.setAAD(Buffer.concat([sealed.subarray(0, HEAD), Buffer.from(place)]))
    decipher.setAuthTag(sealed.subarray(HEAD + NONCE, HEAD + NONCE + TAG))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(HEAD + NONCE + TAG)), decipher.final()]).toString('utf8')
    } catch {
      throw new SealBroken(place)
    }
  }

  /** What two equal values have in common without telling the value: a keyed hash, under the key that seals now. */
  mark(value: string, use: string): Buffer {
    return this.#mark(this.#current(), value, use)
  }

  /** The marks a value has under each key at hand: while keys are changed, records carry either. */
  marks(value: string, use: string): Buffer[] {
    return this.#read().map((key) => this.#mark(key, value, use))
  }

  get currentId(): string {
    return this.#current().id
  }

  get ids(): string[] {
    return this.#read().map(({ id }) => id)
  }

  #current(): SealingKey {
    const [key] = this.#read()
    if (!key) throw new Error('no key to seal with')
    return key
  }

  #mark(key: SealingKey, value: string, use: string): Buffer {
    return createHmac('sha256', this.#derive(key, `mark ${use}`))
      .update(value)
      .digest()
  }

  /** One key for each use, so that what is learnt of one says nothing about another. */
  #derive(key: SealingKey, use: string): Buffer {
    const name = `${key.id} ${use}`
    const known = this.#derived.get(name)
    if (known) return known
    const derived = Buffer.from(hkdfSync('sha256', key.bytes, '', `zhaoming ${use}`, 32))
    this.#derived.set(name, derived)
    return derived
  }
}

export function keyOfSealed(sealed: Buffer): string {
  return sealed.subarray(1, HEAD).toString('hex')
}
