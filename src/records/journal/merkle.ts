import { hash } from 'node:crypto'

// The tree of RFC 6962, section 2.1: leaves and nodes are hashed apart, so that neither can pass for the other.

export const leafOf = (link: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(link)]), 'buffer')
const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.of(1), Buffer.from(left), Buffer.from(right)]), 'buffer')

/** The hash over leaves `from` to before `to`, where it is known already; else it is made of its two halves. */
export type Known = (from: number, to: number) => Buffer | undefined

/** The largest power of two below a number. */
function half(size: number): number {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}

export function hashOver(from: number, to: number, known: Known): Buffer {
  const there = known(from, to)
  if (there) return there
  if (to - from < 2) throw new Error(`no leaf ${from}`)
  const middle = from + half(to - from)
  return nodeOf(hashOver(from, middle, known), hashOver(middle, to, known))
}

/** What stands beside the way from a leaf to the root over `size` leaves, from below. */
export function pathOf(leaf: number, size: number, known: Known): Buffer[] {
  const climb = (from: number, to: number): Buffer[] => {
    if (to - from === 1) return []
    const middle = from + half(to - from)
    return leaf < middle
      ? [...climb(from, middle), hashOver(middle, to, known)]
      : [...climb(middle, to), hashOver(from, middle, known)]
  }
  return climb(0, size)
}

/** The root a path leads to; null where the path does not fit the place. */
export function rootAlong(
  leafHash: Uint8Array,
  leaf: number,
  size: number,
  path: readonly Uint8Array[],
): Buffer | null {
  if (!Number.isSafeInteger(leaf) || !Number.isSafeInteger(size) || leaf < 0 || leaf >= size) return null
  const left = [...path]
  const climb = (from: number, to: number): Buffer | null => {
    if (to - from === 1) return Buffer.from(leafHash)
    const beside = left.pop()
    if (!beside) return null
    const middle = from + half(to - from)
    const below = leaf < middle ? climb(from, middle) : climb(middle, to)
    if (!below) return null
    return leaf < middle ? nodeOf(below, beside) : nodeOf(beside, below)
  }
  const root = climb(0, size)
  return left.length === 0 ? root : null
}
