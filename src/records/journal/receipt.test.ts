import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBureau, testDatabase } from '../../../test/database.ts'
import { calendarDate } from '../../law/calendar-date.ts'
import { clockAt } from '../../platform/clock.ts'
import { inBureau } from '../../platform/database/bureau.ts'
import type { Database } from '../../platform/database/open.ts'
import { checkReceipt, type Receipt } from './check-inclusion.ts'
import { makeCheckpoint, proveInclusion } from './checkpoint.ts'
import { checkpointAt, checkpoints } from './for-public.ts'
import { hashOver, leafOf, pathOf, rootAlong } from './merkle.ts'
import { recordAct } from './record.ts'

let database: Database
let close: () => Promise<void>
let bureau: number
const clock = clockAt(calendarDate('2026-03-04'))
const inside = <T>(work: Parameters<typeof inBureau<T>>[2]) => inBureau(database, bureau, work)
const acts = (from: number, count: number) =>
  Array.from({ length: count }, (_, place) => ({
    kind: 'request submitted',
    subject: `request ${from + place}`,
    by: { kind: 'applicant' as const },
    at: clock.now(),
    change: { number: `YJ-2026-${String(from + place).padStart(6, '0')}` },
  }))

beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  bureau = await aBureau(database, '演练局', 'receipts.example')
  await inside((tx) => recordAct(tx, ...acts(1, 700)))
})
afterAll(() => close())

const receiptFor = async (no: number): Promise<Receipt> => {
  const inclusion = await inside((tx) =>
    proveInclusion(tx, { subject: `request ${no}`, kinds: ['request submitted'] }, clock),
  )
  if (!inclusion) throw new Error(`request ${no} is not in the journal`)
  const number = `YJ-2026-${String(no).padStart(6, '0')}`
  return { format: 'zhaoming-receipt-1', bureau: '演练局', number, ...inclusion }
}

test.each([1, 2, 3, 7, 8, 255, 256, 257, 300])('in a tree of %i leaves every leaf is proved and no other', (size) => {
  const leaves = Array.from({ length: size }, (_, place) => leafOf(Buffer.from([place >> 8, place & 255])))
  const known = (from: number, to: number) => (to - from === 1 ? leaves[from] : undefined)
  const root = hashOver(0, size, known)
  for (let leaf = 0; leaf < size; leaf += size > 20 ? 13 : 1) {
    const path = pathOf(leaf, size, known)
    expect(rootAlong(leaves[leaf] as Buffer, leaf, size, path)).toEqual(root)
    expect(rootAlong(leafOf(Buffer.from('other')), leaf, size, path)).not.toEqual(root)
    expect(rootAlong(leaves[leaf] as Buffer, leaf, size, [...path, root])).toBeNull()
  }
})

test('a receipt is proved by arithmetic alone, wherever in the journal its event stands', async () => {
  for (const no of [1, 255, 256, 257, 511, 699, 700]) {
    expect(checkReceipt(JSON.stringify(await receiptFor(no)))).toMatchObject({ sound: true, kind: 'request submitted' })
  }
})

test('a receipt given later leads to the same published root, also when the journal has grown', async () => {
  const before = await receiptFor(300)
  await inside((tx) => recordAct(tx, ...acts(1001, 400)))
  await inside((tx) => makeCheckpoint(tx, clock))
  expect(await receiptFor(300)).toEqual(before)
  const grown = await receiptFor(1300)
  expect(grown.checkpoint.events).toBeGreaterThan(before.checkpoint.events)
  expect(checkReceipt(JSON.stringify(grown))).toMatchObject({ sound: true })
  const published = await inside((tx) => checkpointAt(tx, before.checkpoint.events))
  expect(published?.root).toBe(before.checkpoint.root)
  expect(await inside((tx) => checkpoints(tx, 10))).toHaveLength(2)
})

test('whatever is changed in a receipt is found', async () => {
  const receipt = await receiptFor(300)
  const other = await receiptFor(301)
  const told = (change: Partial<Receipt>) => checkReceipt(JSON.stringify({ ...receipt, ...change }))
  expect(told({ number: 'YJ-2026-000999' })).toEqual({ sound: false, why: 'another-number' })
  expect(told({ entry: receipt.entry.replace('2026-03', '2026-02') })).toEqual({ sound: false, why: 'path-broken' })
  expect(told({ previous: other.previous })).toEqual({ sound: false, why: 'path-broken' })
  expect(told({ index: receipt.index + 1 })).toEqual({ sound: false, why: 'path-broken' })
  expect(told({ path: receipt.path.slice(1) })).toEqual({ sound: false, why: 'path-broken' })
  expect(told({ path: ['xyz'] })).toEqual({ sound: false, why: 'not-a-receipt' })
  expect(checkReceipt('no receipt')).toEqual({ sound: false, why: 'not-a-receipt' })
  expect(checkReceipt('null')).toEqual({ sound: false, why: 'not-a-receipt' })
})
