import { createHash, createHmac, hash as hashOnce } from 'node:crypto'
import type { Actor } from '../staff/actor.ts'

/** What happened, as a verb tells it. Personal data appears only through {@link sealed}. */
export interface Act {
  /** e.g. `request submitted`: past tense, English, stable */
  kind: string
  /** e.g. `request 12` */
  subject: string
  by: Actor
  at: Date
  /** before and after of what changed */
  change?: Record<string, unknown>
}

/** The text whose bytes are hashed: JSON with sorted keys, so that the same act always gives the same bytes. */
export function entryText(act: Act): string {
  const by =
    act.by.kind === 'staff'
      ? { kind: 'staff', id: act.by.id, name: act.by.name }
      : act.by.kind === 'system'
        ? { kind: 'system', name: act.by.name }
        : { kind: act.by.kind }
  return canonical({ at: act.at.toISOString(), by, kind: act.kind, subject: act.subject, change: act.change ?? {} })
}

export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`)
  return `{${fields.join(',')}}`
}

export const firstLink: Buffer = Buffer.alloc(32)

/** SHA-256 over the previous link (32 bytes) followed by the entry's UTF-8 bytes. */
export function nextLink(previous: Uint8Array, entry: string): Buffer {
  return hashOnce('sha256', Buffer.concat([previous, Buffer.from(entry)]), 'buffer')
}

/** A personal datum in the journal: provable while its salt exists, meaningless once the salt is erased. */
export function sealed(salt: Uint8Array, value: string | null): string | null {
  return value === null ? null : `sealed:${createHmac('sha256', salt).update(value).digest('hex')}`
}

export function sha256(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest()
}
