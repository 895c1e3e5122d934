import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib'
import type { Announcements } from '../database/announcements.ts'

/** A page as it was made: its bytes, and what it shows. */
export interface Page {
  body: Buffer
  type: string
  /** 200 where it is not told */
  status?: number
  /** further headers it is sent with */
  headers?: Record<string, string> | undefined
  /** in the words of announcements; when one of them changes, the page is gone */
  subjects: readonly string[]
  /** milliseconds since 1970 until when the page says the truth, whatever changes */
  until: number
}

/** Which page: one address of one bureau, in one of the looks a visitor can choose. */
export interface Place {
  bureauId: number
  looks: string
  url: string
}

/** A page somebody is to see (it may be shared), or anything else (it belongs to one answer). */
export type Made<Other> = { page: Page } | { other: Other }

/** Gives a page, made now or before. */
export interface Pages {
  page<Other>(place: Place, make: () => Promise<Made<Other>>): Promise<{ ready: ReadyPage } | { other: Other }>
}

export type Encoding = 'identity' | 'gzip' | 'br'

/** In bytes: about a millisecond. */
const PACKED_AT_ONCE = 32 * 1024

const compress: Record<Exclude<Encoding, 'identity'>, (body: Buffer) => Promise<Buffer>> = {
  // Handing a small page to another thread takes longer than packing it.
  gzip: async (body) =>
    body.length <= PACKED_AT_ONCE ? gzipSync(body, { level: 6 }) : promisify(gzip)(body, { level: 6 }),
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 5,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
}

/** Below this many bytes an answer fits into one packet, compressed or not. */
const SMALL = 1_200

interface Answer {
  etag: string
  body: Buffer
  headers: string[]
}

/** A page ready to be sent in every encoding, with strong entity tags. */
export class ReadyPage {
  readonly page: Page
  readonly #tag: string
  readonly #bodies: Partial<Record<Encoding, Promise<Buffer> | Buffer>>
  readonly #answers = new Map<Encoding, Answer>()
  /** the headers every answer with this page carries, in Node's flat form; set when it is first sent */
  #common: string[] | null = null
  #unchanged: string[] = []
  onGrown: (bytes: number) => void = () => {}

  constructor(page: Page) {
    this.page = page
    this.#tag = createHash('sha256').update(page.body).digest('base64url').slice(0, 22)
    this.#bodies = { identity: page.body }
  }

  get status(): number {
    return this.page.status ?? 200
  }

  etag(encoding: Encoding): string {
    return encoding === 'identity' ? `"${this.#tag}"` : `"${this.#tag}-${encoding}"`
  }

  /** Whether whoever asks has this page already, by its tag, or else by its date (RFC 9110, section 13.2.2). */
  isKnownBy({ 'if-none-match': tags, 'if-modified-since': since }: IncomingHttpHeaders): boolean {
    if (this.status !== 200) return false
    if (tags !== undefined) return tags.includes(this.#tag)
    const changed = this.page.headers?.['last-modified']
    return changed !== undefined && since !== undefined && Date.parse(changed) <= Date.parse(since)
  }

  /** The bytes in an encoding, compressed the first time somebody wants them. */
  async body(encoding: Encoding): Promise<Buffer> {
    if (encoding !== 'identity' && this.#bodies[encoding] === undefined) {
      const compressing = compress[encoding](this.page.body)
      this.#bodies[encoding] = compressing
      const body = await compressing
      this.#bodies[encoding] = body
      this.onGrown(body.length)
    }
    return this.#bodies[encoding] ?? this.page.body
  }

  /** Compresses only what is worth it. */
  bestFor(acceptEncoding: string | undefined): Encoding {
    return this.page.body.length < SMALL ? 'identity' : bestEncoding(acceptEncoding)
  }

  /** Keeps the headers of the first answer, so that the later ones cannot differ from it. */
  keepHeaders(headers: Readonly<Record<string, number | string | string[] | undefined>>): void {
    this.#common = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || /^(content-(length|encoding)|etag|date|connection|set-cookie)$/i.test(name)
        ? []
        : [value].flat().flatMap((one) => [name, String(one)]),
    )
    this.#unchanged = this.#common.filter((_, place, all) => !/^content-type$/i.test(all[place - (place % 2)] ?? ''))
    this.#answers.clear()
  }

  /** Answers from memory; false if the page is not ready in the encoding that is wanted. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (!this.#common) return false
    const { headers } = request
    const encoding = this.bestFor(headers['accept-encoding'] as string | undefined)
    if (this.isKnownBy(headers)) {
      response.writeHead(304, [...this.#unchanged, 'etag', this.etag(encoding)])
      response.end()
      return true
    }
    const ready = this.#answers.get(encoding) ?? this.#prepare(encoding)
    if (!ready) return false
    response.writeHead(this.status, ready.headers)
    response.end(ready.body)
    return true
  }

  #prepare(encoding: Encoding): Answer | null {
    const body = this.#bodies[encoding]
    if (!Buffer.isBuffer(body) || !this.#common) return null
    const etag = this.etag(encoding)
    const headers = [...this.#common, 'etag', etag, 'content-length', String(body.length)]
    if (encoding !== 'identity') headers.push('content-encoding', encoding)
    const answer = { etag, body, headers }
    this.#answers.set(encoding, answer)
    return answer
  }
}

const encodings = new Map<string, Encoding>()

/** The smallest of the encodings a browser says it reads. */
export function bestEncoding(accept: string | undefined): Encoding {
  if (!accept) return 'identity'
  const known = encodings.get(accept)
  if (known) return known
  const refused = (part: string) => /;\s*q=0(\.0*)?\s*$/.test(part)
  const accepted = new Set(
    accept
      .toLowerCase()
      .split(',')
      .filter((part) => !refused(part))
      .map((part) => part.split(';')[0]?.trim()),
  )
  const best = accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : 'identity'
  if (encodings.size < 1000) encodings.set(accept, best)
  return best
}

interface Kept {
  ready: ReadyPage
  place: Place
  key: string
  until: number
  bytes: number
}

/** What an entry costs beside its bytes: keys, headers, the marks of its subjects. */
const OVERHEAD = 2_000

const keyOf = ({ bureauId, looks, url }: Place) => `${bureauId} ${looks} ${url}`

/**
 * Pages in memory, each until one of the subjects it shows changes: exactly those are dropped, by an announcement of the
 * transaction that changed them. While announcements of other processes cannot be heard nothing is kept or given.
 */
export class PageCache implements Pages {
  readonly #largest: number
  readonly #now: () => number
  readonly #kept = new Map<string, Kept>()
  readonly #showing = new Map<string, Set<Kept>>()
  readonly #making = new Map<string, { since: number; made: Promise<Made<unknown>> }>()
  readonly #announcements: Announcements
  #listening = false
  #bytes = 0
  /** counts announcements; a page made since a number is current if none of its subjects changed after that number */
  #moment = 0
  readonly #changedAt = new Map<string, number>()
  /** changes up to here are no longer known one by one */
  #forgotten = 0
  #close: (() => Promise<void>) | null = null
  /** how many pages were made, kept or not */
  made = 0

  readonly #endOfDay: (now: number) => number

  /** `largest` in bytes; 0: nothing is kept. Moments in milliseconds since 1970. No page is kept beyond the day. */
  constructor(
    announcements: Announcements,
    { largest, now, endOfDay }: { largest: number; now: () => number; endOfDay: (now: number) => number },
  ) {
    this.#announcements = announcements
    this.#largest = largest
    this.#now = now
    this.#endOfDay = endOfDay
  }

  /** Begins to keep pages. */
  open(): void {
    if (this.#largest === 0 || this.#close) return
    const deaf = this.#announcements.hear(({ bureauId, subjects }) => this.#drop(bureauId, subjects))
    const { close } = this.#announcements.listen((listening) => {
      this.#forgetAll()
      this.#listening = listening
    })
    this.#close = async () => {
      deaf()
      this.#forgetAll()
      this.#listening = false
      await close()
    }
  }

  async close(): Promise<void> {
    await this.#close?.()
    this.#close = null
  }

  get listening(): boolean {
    return this.#listening
  }

  get size(): { pages: number; bytes: number } {
    return { pages: this.#kept.size, bytes: this.#bytes }
  }

  /** The page if it is kept and still true. */
  find(place: Place): ReadyPage | null {
    return this.#find(keyOf(place))
  }

  #find(key: string): ReadyPage | null {
    if (!this.#listening) return null
    const kept = this.#kept.get(key)
    if (!kept) return null
    if (kept.until <= this.#now()) {
      this.#remove(kept)
      return null
    }
    // The map keeps the order of use: what was not asked for longest goes first.
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept.ready
  }

  async page<Other>(place: Place, make: () => Promise<Made<Other>>): Promise<{ ready: ReadyPage } | { other: Other }> {
    const key = keyOf(place)
    const found = this.#find(key)
    if (found) return { ready: found }
    const since = this.#moment
    // Whoever comes while a page is being made waits for it, unless anything changed since the making began: it might not
    // show what this visitor knows to be done.
    const under = this.#making.get(key)
    if (under && under.since === since && this.#listening) {
      const made = (await under.made) as Made<Other>
      if ('page' in made) return { ready: this.#find(key) ?? new ReadyPage(made.page) }
    }
    this.made += 1
    const making = { since, made: make() as Promise<Made<unknown>> }
    this.#making.set(key, making)
    try {
      const made = (await making.made) as Made<Other>
      return 'page' in made ? { ready: this.#keep(place, key, made.page, since) } : made
    } finally {
      if (this.#making.get(key) === making) this.#making.delete(key)
    }
  }

  #keep(place: Place, key: string, page: Page, since: number): ReadyPage {
    const ready = new ReadyPage(page)
    const bytes = page.body.length + OVERHEAD
    if (!this.#listening || bytes > this.#largest / 8 || this.#changedSince(place.bureauId, page, since)) return ready
    const before = this.#kept.get(key)
    if (before) this.#remove(before)
    const until = Math.min(page.until, this.#endOfDay(this.#now()))
    const kept: Kept = { ready, place, key, until, bytes }
    this.#kept.set(key, kept)
    this.#bytes += bytes
    ready.onGrown = (more) => {
      if (this.#kept.get(key) !== kept) return
      kept.bytes += more
      this.#bytes += more
      this.#makeRoom()
    }
    for (const subject of page.subjects) {
      const mark = `${place.bureauId} ${subject}`
      const showing = this.#showing.get(mark)
      if (showing) showing.add(kept)
      else this.#showing.set(mark, new Set([kept]))
    }
    this.#makeRoom()
    return ready
  }

  #changedSince(bureauId: number, { subjects }: Page, since: number): boolean {
    if (since < this.#forgotten) return true
    const changedAt = (subject: string) => this.#changedAt.get(`${bureauId} ${subject}`) ?? 0
    return changedAt('') > since || subjects.some((subject) => changedAt(subject) > since)
  }

  #makeRoom(): void {
    for (const kept of this.#kept.values()) {
      if (this.#bytes <= this.#largest) return
      this.#remove(kept)
    }
  }

  #remove(kept: Kept): void {
    if (!this.#kept.delete(kept.key)) return
    this.#bytes -= kept.bytes
    for (const subject of kept.ready.page.subjects) {
      const mark = `${kept.place.bureauId} ${subject}`
      const showing = this.#showing.get(mark)
      showing?.delete(kept)
      if (showing?.size === 0) this.#showing.delete(mark)
    }
  }

  #drop(bureauId: number, subjects: readonly string[] | null): void {
    this.#moment += 1
    // The times of changes matter only to pages that are being made: a long list of them is not worth keeping.
    if (this.#changedAt.size > 10_000) {
      this.#changedAt.clear()
      this.#forgotten = this.#moment
    }
    for (const subject of subjects ?? ['']) {
      this.#changedAt.set(`${bureauId} ${subject}`, this.#moment)
      if (subjects) for (const kept of this.#showing.get(`${bureauId} ${subject}`) ?? []) this.#remove(kept)
    }
    if (!subjects) for (const kept of this.#kept.values()) if (kept.place.bureauId === bureauId) this.#remove(kept)
  }

  #forgetAll(): void {
    this.#moment += 1
    this.#forgotten = this.#moment
    this.#changedAt.clear()
    this.#kept.clear()
    this.#showing.clear()
    this.#bytes = 0
  }
}
