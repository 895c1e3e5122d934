import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBureau, testDatabase } from '../../../test/database.ts'
import { inBureau } from '../../platform/database/bureau.ts'
import type { Database } from '../../platform/database/open.ts'
import { canonical, sealed } from './entry.ts'
import { recordAct } from './record.ts'
import { verifyJournal } from './verify.ts'

let database: Database
let close: () => Promise<void>
let bureau: number
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
})
afterAll(() => close())

let serial = 0
beforeEach(async () => {
  serial += 1
  bureau = await aBureau(database, `演练局${serial}`, `bureau${serial}.example`)
  await inBureau(database, bureau, (tx) =>
    recordAct(
      tx,
      ...Array.from({ length: 40 }, (_, place) => ({
        kind: 'act of the test',
        subject: `thing ${place}`,
        by: { kind: 'system' as const, name: 'test' },
        at: new Date(2026, 0, 5, 9, place),
        change: { place },
      })),
    ),
  )
})

const verify = () => inBureau(database, bureau, (tx) => verifyJournal(tx))
/** Tampering goes around the program, with the rights of the database's owner. */
const tamper = async (...statements: ReturnType<typeof sql>[]) => {
  for (const statement of statements) await statement.execute(database)
}

test('an untouched journal is sound', async () => {
  // one event of the founding, forty of the test
  expect(await verify()).toMatchObject({ sound: true, events: 41 })
})

test('a changed entry is named', async () => {
  await tamper(
    sql`update journal_event set entry = replace(entry, '"place":16', '"place":61') where bureau_id = ${bureau} and index = 18`,
  )
  expect(await verify()).toEqual({ sound: false, firstBad: 18, why: 'changed' })
})

test('a deleted event is named', async () => {
  await tamper(sql`delete from journal_event where bureau_id = ${bureau} and index = 7`)
  expect(await verify()).toEqual({ sound: false, firstBad: 7, why: 'missing' })
})

test('a deleted event whose followers were renumbered is named', async () => {
  await tamper(
    sql`delete from journal_event where bureau_id = ${bureau} and index = 7`,
    sql`update journal_event set index = -index where bureau_id = ${bureau} and index > 7`,
    sql`update journal_event set index = -index - 1 where bureau_id = ${bureau} and index < 0`,
  )
  expect(await verify()).toEqual({ sound: false, firstBad: 7, why: 'changed' })
})

test('two events that changed places are named by the first', async () => {
  await tamper(
    sql`update journal_event set index = -1 where bureau_id = ${bureau} and index = 10`,
    sql`update journal_event set index = 10 where bureau_id = ${bureau} and index = 30`,
    sql`update journal_event set index = 30 where bureau_id = ${bureau} and index = -1`,
  )
  expect(await verify()).toEqual({ sound: false, firstBad: 10, why: 'changed' })
})

test('a tail that was cut off is named', async () => {
  await tamper(sql`delete from journal_event where bureau_id = ${bureau} and index > 35`)
  expect(await verify()).toEqual({ sound: false, firstBad: 36, why: 'tail-cut' })
})

test('the derived columns cannot be made to say something else', async () => {
  await expect(tamper(sql`update journal_event set kind = 'other' where bureau_id = ${bureau}`)).rejects.toThrow(
    /can only be updated to DEFAULT/,
  )
})

test('an act and its event happen together or not at all', async () => {
  const broken = inBureau(database, bureau, async (tx) => {
    await recordAct(tx, { kind: 'x', subject: 'x', by: { kind: 'system', name: 'test' }, at: new Date() })
    throw new Error('half-way')
  })
  await expect(broken).rejects.toThrow('half-way')
  expect(await verify()).toMatchObject({ sound: true, events: 41 })
})

test('events written at the same moment by many stand in one chain', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, place) =>
      inBureau(database, bureau, (tx) =>
        recordAct(tx, { kind: 'rush', subject: `r ${place}`, by: { kind: 'system', name: 't' }, at: new Date() }),
      ),
    ),
  )
  expect(await verify()).toMatchObject({ sound: true, events: 61 })
})

test('the canonical text does not depend on the order in which an object was written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(canonical(turned)).toBe(canonical(value))
    }),
  )
})

test('a sealed datum shows nothing of itself and is another with another salt', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  expect(sealed(one, '演示申请人甲')).not.toContain('演示')
  expect(sealed(one, '演示申请人甲')).toBe(sealed(one, '演示申请人甲'))
  expect(sealed(one, '演示申请人甲')).not.toBe(sealed(other, '演示申请人甲'))
})
