import { useEffect, useRef, useState } from 'react'
import * as contract from '../../api/contract/documents.ts'
import { call } from '../client.ts'
import type { Typed } from './typed.ts'

/** What was typed and not saved, with what it was made from: enough to compare it with what others saved meanwhile. */
export interface Kept {
  mine: Typed
  base: Typed
  /** of the document when `base` was read; 0 of one that does not exist yet */
  version: number
  at: string
}

const every = 5_000
// Several people may use one computer.
const nameOf = (documentId: number, staffId: number) => `zhaoming document ${documentId} of ${staffId}`

function isKept(value: unknown): value is Omit<Kept, 'at'> {
  return typeof value === 'object' && value !== null && 'mine' in value && 'base' in value && 'version' in value
}

export const sameTyped = (a: Typed, b: Typed) => canonical(a) === canonical(b)
const canonical = (typed: Typed) =>
  JSON.stringify(
    Object.entries(typed)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** The later of what this browser and what the server kept. */
export function keptOf(
  documentId: number,
  staffId: number,
  onServer: { content: Record<string, unknown>; savedAt: string } | null,
): Kept | null {
  const found: Kept[] = []
  try {
    const local = JSON.parse(localStorage.getItem(nameOf(documentId, staffId)) ?? 'null')
    if (isKept(local) && 'at' in local) found.push(local as Kept)
  } catch {
    // What another version of the desk wrote there cannot be read; the server has its own copy.
  }
  if (onServer && isKept(onServer.content)) found.push({ ...onServer.content, at: onServer.savedAt })
  const [last] = found.sort((a, b) => (a.at < b.at ? 1 : -1))
  return last && !sameTyped(last.mine, last.base) ? last : null
}

/** Forgets what was typed, here and on the server. */
export async function forgetKept(documentId: number, staffId: number): Promise<void> {
  localStorage.removeItem(nameOf(documentId, staffId))
  await call(contract.forgetTyped, { params: { id: documentId } })
}

export type Keeping = { is: 'nothing' | 'changing' | 'here-only' } | { is: 'kept'; at: string }

/** Keeps what is typed at once in the browser and every five seconds on the server, and says truly how far it is. */
export function useKeeping(documentId: number, staffId: number, mine: Typed, base: Typed, version: number) {
  const [keeping, setKeeping] = useState<Keeping>({ is: 'nothing' })
  const latest = useRef({ mine, base, version })
  latest.current = { mine, base, version }
  const sent = useRef(mine)
  const stopped = useRef(false)
  const onItsWay = useRef<Promise<unknown>>(Promise.resolve())
  const name = nameOf(documentId, staffId)
  useEffect(() => {
    if (stopped.current || mine === sent.current) return
    setKeeping((before) => (before.is === 'here-only' ? before : { is: 'changing' }))
    try {
      localStorage.setItem(name, JSON.stringify({ ...latest.current, mine, at: new Date().toISOString() }))
    } catch {
      // A full store of the browser: the server's copy stands.
    }
  }, [mine, name])
  useEffect(() => {
    let busy = false
    const timer = setInterval(() => {
      const now = latest.current
      if (busy || stopped.current || now.mine === sent.current) return
      busy = true
      const { version: baseVersion, ...content } = now
      onItsWay.current = call(contract.keepTyped, {
        params: { id: documentId },
        body: { baseVersion, content: { ...content, version: baseVersion } },
      })
        .then(({ savedAt }) => {
          sent.current = now.mine
          setKeeping(latest.current.mine === now.mine ? { is: 'kept', at: savedAt } : { is: 'changing' })
        })
        .catch(() => setKeeping({ is: 'here-only' }))
        .finally(() => {
          busy = false
        })
    }, every)
    return () => clearInterval(timer)
  }, [documentId])
  return {
    keeping,
    /** Before saving: no copy of the old text may arrive after the new one. */
    async stop() {
      stopped.current = true
      await onItsWay.current
    },
    goOn() {
      stopped.current = false
    },
    done() {
      localStorage.removeItem(name)
    },
  }
}
