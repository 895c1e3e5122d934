import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { freshSealingKey, type SealingKey, sealingKey } from './sealing.ts'

/** The keys cannot be used as they are; the message says what to do. */
export class KeysWrong extends Error {}

const shape = /^[A-Za-z0-9+/]{43}=$/

/** Keys as text: each 32 bytes in base64, divided by line ends or commas, the one to seal with first. */
export function readKeys(text: string, where: string): SealingKey[] {
  const lines = text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (lines.length === 0 || lines.some((line) => !shape.test(line))) {
    throw new KeysWrong(`${where} 里的密钥不完整：每行应是一个 32 字节密钥的 base64。请用备份的密钥文件恢复。`)
  }
  return lines.map((line) => sealingKey(Buffer.from(line, 'base64')))
}

const head = '# 个人信息的加密密钥。丢失后已封存的个人信息无法恢复；请与数据库分开备份，不要放进数据库备份里。\n'

/** The keys of a file, read again when the file has changed, as it does while keys are changed by another process. */
export class KeyFile {
  readonly path: string
  #keys: SealingKey[] | null = null
  #stamp = ''
  #lookedAt = 0

  constructor(path: string) {
    this.path = path
  }

  /** null: there is no such file. */
  keys(): readonly SealingKey[] | null {
    const now = Date.now()
    if (this.#keys && now - this.#lookedAt < LOOK_AGAIN) return this.#keys
    const stat = statSync(this.path, { throwIfNoEntry: false })
    if (!stat) return null
    this.#lookedAt = now
    const stamp = `${stat.ino} ${stat.mtimeMs} ${stat.size}`
    if (this.#keys && stamp === this.#stamp) return this.#keys
    this.#keys = readKeys(readFileSync(this.path, 'utf8'), this.path)
    this.#stamp = stamp
    return this.#keys
  }

  /** Makes the file with one new key, for its owner's eyes only. Another process may have been quicker: then its key holds. */
  make(): void {
    mkdirSync(dirname(this.path), { recursive: true })
    try {
      write(this.path, [freshSealingKey()], 'wx')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }

  /** Puts other keys in the place of these, all or none. */
  replace(keys: readonly SealingKey[]): void {
    const beside = `${this.path}.new`
    write(beside, keys, 'w')
    renameSync(beside, this.path)
    this.#lookedAt = 0
  }
}

/** How long a process may go on with the keys it read, in milliseconds. */
export const LOOK_AGAIN = 1_000

function write(path: string, keys: readonly SealingKey[], flag: 'w' | 'wx'): void {
  const file = openSync(path, flag, 0o600)
  try {
    writeSync(file, `${head}${keys.map(({ bytes }) => `${bytes.toString('base64')}\n`).join('')}`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
