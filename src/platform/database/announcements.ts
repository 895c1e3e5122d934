import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export const CHANNEL = 'zhaoming_changed'

export interface Announcement {
  bureauId: number
  /** null: more than fit into a message; take everything of the bureau for changed */
  subjects: readonly string[] | null
}

/** How often the listening connection is tried, and how long it may stay silent, in milliseconds. */
const BEAT = 2_000
const SILENCE = 5_000

/** What committed transactions announced: of this process at once, of the others while {@link Announcements.listen} runs. */
export class Announcements {
  readonly #connectionString: string
  readonly #ears = new Set<(announcement: Announcement) => void>()
  readonly #told = new Set<string>()

  constructor(connectionString: string) {
    this.#connectionString = connectionString
  }

  /** Calls `ear` with every announcement until the function it gives back is called. */
  hear(ear: (announcement: Announcement) => void): () => void {
    this.#ears.add(ear)
    return () => this.#ears.delete(ear)
  }

  /** What a transaction of this process announced, right after its commit. */
  tellHere(id: string, announcement: Announcement): void {
    if (this.#listeners > 0) this.#told.add(id)
    this.#tell(announcement)
  }

  #tell(announcement: Announcement): void {
    for (const ear of this.#ears) ear(announcement)
  }

  #listeners = 0

  /**
   * Listens to the other processes. `state` is told `true` each time the connection begins to listen and `false` when it
   * is lost: between the two nothing may have gone unheard, outside of them anything may have.
   */
  listen(state: (listening: boolean) => void): { close(): Promise<void> } {
    let closed = false
    let current: pg.Client | null = null
    this.#listeners += 1

    const attend = async () => {
      for (let wait = 100; !closed; wait = Math.min(wait * 2, 5_000)) {
        const client = new pg.Client({
          connectionString: this.#connectionString,
          connectionTimeoutMillis: 10_000,
          keepAlive: true,
          application_name: 'zhaoming pages',
        })
        current = client
        try {
          const lost = this.#attend(client, () => {
            wait = 100
            state(true)
          })
          await lost
        } catch {
          // told by the state below; tried again
        }
        state(false)
        await client.end().catch(() => {})
        if (!closed) await pause(wait, undefined, { ref: false })
      }
    }
    const attending = attend()
    return {
      close: async () => {
        closed = true
        this.#listeners -= 1
        await current?.end().catch(() => {})
        await attending
      },
    }
  }

  /** One connection, from its first moment to its last. */
  async #attend(client: pg.Client, listening: () => void): Promise<void> {
    const beat = `zhaoming_beat_${randomUUID().replaceAll('-', '')}`
    let heardAt = Date.now()
    const over = new Promise<void>((resolve) => {
      client.on('error', () => resolve())
      client.on('end', () => resolve())
    })
    client.on('notification', ({ channel, payload = '' }) => {
      heardAt = Date.now()
      if (channel !== CHANNEL) return
      const { id, ...announcement } = JSON.parse(payload) as Announcement & { id: string }
      // What this process committed was told here already, before anybody could ask for a page.
      if (!this.#told.delete(id)) this.#tell(announcement)
    })
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    await client.query(`listen ${beat}`)
    listening()
    // A connection can die without a word, and a pooler can take the ear away: only a message of our own that comes back
    // proves that we still hear.
    const beating = setInterval(() => {
      if (Date.now() - heardAt > SILENCE) client.connection.stream.destroy()
      else client.query(`notify ${beat}`).catch(() => {})
    }, BEAT)
    beating.unref()
    try {
      await over
    } finally {
      clearInterval(beating)
    }
  }
}
