import { nextLink } from './entry.ts'
import { leafOf, rootAlong } from './merkle.ts'

/** A receipt as it is given to the applicant, to be kept. */
export interface Receipt {
  format: 'zhaoming-receipt-1'
  bureau: string
  number: string
  entry: string
  index: number
  previous: string
  path: string[]
  checkpoint: { events: number; root: string; madeAt: string }
}

export type ReceiptVerdict =
  | { sound: true; number: string; kind: string; at: string; checkpoint: Receipt['checkpoint'] }
  | { sound: false; why: 'not-a-receipt' | 'another-number' | 'path-broken' }

const hex = (text: unknown): Buffer | null =>
  typeof text === 'string' && /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, 'hex') : null

/** Reads a receipt and works its root out anew: by arithmetic alone, without asking whoever gave it. */
export function checkReceipt(text: string): ReceiptVerdict {
  const broken = { sound: false, why: 'not-a-receipt' } as const
  let receipt: Partial<Receipt>
  let told: { kind?: unknown; at?: unknown; change?: { number?: unknown } }
  try {
    receipt = (JSON.parse(text) ?? {}) as Partial<Receipt>
    told = JSON.parse(String(receipt.entry)) as typeof told
  } catch {
    return broken
  }
  const { format, entry, index, path, checkpoint, number } = receipt
  const previous = hex(receipt?.previous)
  const root = hex(checkpoint?.root)
  const steps = Array.isArray(path) && path.length <= 64 ? path.map(hex) : null
  if (format !== 'zhaoming-receipt-1' || typeof entry !== 'string' || !previous || !root || !checkpoint) return broken
  if (!steps?.every((one) => one !== null) || typeof index !== 'number') return broken
  if (typeof number !== 'string' || told?.change?.number !== number) return { sound: false, why: 'another-number' }
  const leaf = leafOf(nextLink(previous, entry))
  const reached = rootAlong(leaf, index - 1, checkpoint.events, steps)
  if (!reached?.equals(root)) return { sound: false, why: 'path-broken' }
  return { sound: true, number, kind: String(told.kind), at: String(told.at), checkpoint }
}
