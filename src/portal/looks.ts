import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { type Aid, type Looks, type Mode, plainLooks, type Size, type Theme } from './frame.ts'

const modes: readonly Mode[] = ['standard', 'elder', 'lite']
const themes: readonly Theme[] = ['light', 'dark', 'hc-dark', 'hc-light']
const sizes: readonly Size[] = ['1', '1.25', '1.5', '2']
const allAids: readonly Aid[] = ['spacing', 'underline', 'pointer', 'calm']

const aidsIn = (text: string) => allAids.filter((aid) => text.split(',').includes(aid))

export const looksCookie = 'zhaoming-looks'

const among = <T extends string>(choices: readonly T[], text: unknown): T | null =>
  choices.find((choice) => choice === text) ?? null

function readLooks(cookie: string): Looks {
  const kept = new URLSearchParams(cookie)
  return {
    mode: among(modes, kept.get('mode')) ?? plainLooks.mode,
    size: among(sizes, kept.get('size')) ?? plainLooks.size,
    theme: among(themes, kept.get('theme')),
    aids: aidsIn(kept.get('aids') ?? ''),
  }
}

/** What the cookie keeps, and what the address asks for instead. */
export function looksAsked(http: FastifyRequest): { looks: Looks; chosen: boolean } {
  const kept = readLooks(http.cookies[looksCookie] ?? '')
  const asked = http.query as Record<string, unknown>
  const mode = among(modes, asked['mode'])
  const size = among(sizes, asked['size'])
  const theme = among([...themes, 'auto'], asked['theme'])
  const aids = typeof asked['aids'] === 'string' ? asked['aids'] : null
  return {
    looks: {
      mode: mode ?? kept.mode,
      size: size ?? kept.size,
      theme: theme === 'auto' ? null : (theme ?? kept.theme),
      aids: aids === null ? kept.aids : aidsIn(aids),
    },
    chosen: mode !== null || size !== null || theme !== null || aids !== null,
  }
}

/** The value of the cookie that keeps the looks. */
export function looksKept({ mode, size, theme, aids }: Looks): string {
  return new URLSearchParams({
    mode,
    size,
    ...(aids.length > 0 ? { aids: aids.join(',') } : {}),
    ...(theme ? { theme } : {}),
  }).toString()
}

export function looksKey({ mode, size, theme, aids }: Looks): string {
  return `${mode} ${theme ?? 'auto'} ${size} ${aids.join()}`
}

const plainKey = looksKey(plainLooks)
const keys = new Map<string, string>()

/** The same key for a request nobody has read yet. */
export function looksKeyOf({ headers: { cookie } }: IncomingMessage): string {
  if (cookie === undefined) return plainKey
  const known = keys.get(cookie)
  if (known) return known
  const value = /(?:^|;)\s*zhaoming-looks=([^;]*)/.exec(cookie)?.[1]
  const key = value === undefined ? plainKey : looksKey(readLooks(decoded(value)))
  if (keys.size > 1000) keys.clear()
  keys.set(cookie, key)
  return key
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
