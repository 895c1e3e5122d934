import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anApplicant, anOffice, aRequestInHandling, at, lookAt, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { inBureau } from '../../platform/database/bureau.ts'
import { type Database, openDatabase } from '../../platform/database/open.ts'
import { KeysWrong, LOOK_AGAIN } from '../../platform/sealing/key-file.ts'
import { admitKeys, keysOf, noteKey } from '../../platform/sealing/keys.ts'
import { freshSealingKey, KeyMissing, SealBroken, Sealing } from '../../platform/sealing/sealing.ts'
import { actsOn } from '../journal/for-staff.ts'
import { verifyJournal } from '../journal/verify.ts'
import { NotAllowed } from '../staff/actor.ts'
import { quoteFee } from './charge-fee.ts'
import { withdrawRequest } from './close.ts'
import { decideDisposal, forgetIdentities, proposeDisposal, setRetention } from './disposal.ts'
import { freshDraftToken, keepDraft } from './drafts.ts'
import { exportApplicant } from './export-applicant.ts'
import { requestFigures } from './figures.ts'
import { draftByToken } from './for-public.ts'
import { writeNote } from './notes.ts'
import { openApplicant } from './open-applicant.ts'
import { reseal, sealedOtherwise } from './reseal.ts'
import { disposalList } from './retention.ts'
import { sealExisting } from './seal-existing.ts'

let database: Database
let connectionString: string
let close: () => Promise<void>
let office: Office
beforeAll(async () => {
  ;({ database, connectionString, close } = await testDatabase())
  office = await anOffice(database)
})
afterAll(() => close())

const secret = {
  idNumber: '演示证件-8848-7766',
  phone: '000-55443322',
  email: 'deep.sealed@applicant.example',
  address: '不存在路八十八号',
}

/** Every row of every table as text, bytes in hexadecimal: what a dump tells. */
async function dump(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r'`.execute(database)
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(database)
    texts.push(...rows.map(({ text }) => text))
  }
  return texts.join('\n')
}

describe('at rest', () => {
  test('a dump of the database tells neither number nor telephone, address nor mail, of a request or a draft', async () => {
    await aRequestInHandling(office, { receivedOn: '2026-03-02', applicant: secret })
    const token = freshDraftToken()
    const typed = { ...secret, phone: '000-11992288' }
    await office.in((tx) => keepDraft(tx, token, typed, at('2026-03-02')))
    expect(await office.in((tx) => draftByToken(tx, token))).toEqual({ answers: typed, sent: false })
    const all = await dump()
    expect(all).toContain('2025年执法检查统计')
    for (const plain of [...Object.values(secret), typed.phone]) {
      expect(all).not.toContain(plain)
      expect(all).not.toContain(Buffer.from(plain).toString('hex'))
    }
  })

  test('a sealed value moved to another request, or changed by a bit, does not open', async () => {
    const [one, other] = [
      await aRequestInHandling(office, { receivedOn: '2026-03-02' }),
      await aRequestInHandling(office, { receivedOn: '2026-03-02', applicant: secret }),
    ]
    await sql`update request_applicant set sealed = (select sealed from request_applicant where request_id = ${other})
      where request_id = ${one}`.execute(database)
    await expect(lookAt(office, one)).rejects.toThrow(SealBroken)
    await sql`update request_applicant set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)
      where request_id = ${other}`.execute(database)
    await expect(lookAt(office, other)).rejects.toThrow(SealBroken)
  })

  test('another key opens nothing', async () => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
    const key = freshSealingKey()
    const stranger = openDatabase(connectionString, { pool: 1, sealing: new Sealing(() => [key]) })
    const opening = inBureau(stranger, office.bureau, (tx) =>
      openApplicant(tx, { id }, office.officer, at('2026-03-03')),
    )
    await expect(opening).rejects.toThrow(KeyMissing)
    await stranger.destroy()
  })

  test('what came in before there was a key is sealed, and looks the same afterwards', async () => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-03-02', applicant: secret })
    const before = await lookAt(office, id)
    const person = anApplicant(secret)
    await sql`insert into unsealed_person (bureau_id, request_id, person) values (${office.bureau}, ${id}, ${JSON.stringify(person)})`.execute(
      database,
    )
    await sql`update request_applicant set sealed = null, id_mark = null, name_mark = null, masked_name = '＊'
      where request_id = ${id}`.execute(database)
    expect(await sealExisting(office.in)).toBe(1)
    expect(await sealExisting(office.in)).toBe(0)
    expect((await lookAt(office, id)).applicant).toEqual(before.applicant)
    expect(await dump()).not.toContain(secret.idNumber)
  })
})

describe('the same person', () => {
  test('is known again by number, else by name and telephone, though nothing of it can be read', async () => {
    const mine = { idType: 'other', idNumber: '演示证件-month', name: '演示月', phone: '000-77' } as const
    await aRequestInHandling(office, { receivedOn: '2026-05-06', applicant: mine })
    const second = await aRequestInHandling(office, {
      receivedOn: '2026-05-07',
      applicant: { ...mine, phone: '000-78' },
    })
    await aRequestInHandling(office, { receivedOn: '2026-05-07', applicant: { ...mine, idNumber: '演示证件-other' } })
    const byName = await aRequestInHandling(office, {
      receivedOn: '2026-05-08',
      applicant: { ...mine, idType: null, idNumber: null },
    })
    const nth = async (id: number) =>
      (await office.in((tx) => quoteFee(tx, { id, receivedOn: on('2026-05-08') }, 0))).nth
    expect(await nth(second)).toBe(2)
    // the first, the one with the other number and itself share name and telephone; the second has another telephone
    expect(await nth(byName)).toBe(3)
  })
})

describe('opening', () => {
  test('is masked first, opens for those on the case and stands in the journal with its fields', async () => {
    const id = await aRequestInHandling(office, { receivedOn: '2026-03-02', applicant: secret })
    const { applicant } = await lookAt(office, id)
    expect(applicant).toMatchObject({
      name: '演＊＊＊＊',
      phone: '000＊＊＊＊＊＊＊22',
      email: 'd***@applicant.example',
    })
    expect(JSON.stringify(applicant)).not.toContain('8848')
    const open = (by: Parameters<typeof openApplicant>[2]) =>
      office.in((tx) => openApplicant(tx, { id }, by, at('2026-03-03')))
    for (const by of [office.officer, office.drafter]) expect(await open(by)).toMatchObject({ applicant: secret })
    const elsewhere = { ...office.drafter, sectionId: office.section + 1 }
    for (const by of [elsewhere, office.leader, office.supervisor, office.administrator, office.reviewer]) {
      await expect(open(by)).rejects.toThrow(NotAllowed)
    }
    const acts = await office.in((tx) => actsOn(tx, `request ${id}`))
    const opened = acts.filter(({ kind }) => kind === 'applicant opened')
    expect(opened.map(({ by }) => by.name)).toEqual(['drafter', 'officer'])
    expect(opened[0]?.change).toEqual({ fields: ['name', 'idNumber', 'phone', 'email', 'address'] })
  })
})

describe('the key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-keys-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const settings = { ZHAOMING_DATA: folder, ZHAOMING_KEYS: undefined, ZHAOMING_KEY_FILE: undefined }

  test('is made by the first start, for its owner only; a start without it or with another stops in words', async () => {
    const own = await testDatabase()
    const keys = keysOf(settings)
    await admitKeys(own.database, keys)
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o600)
    await admitKeys(own.database, keysOf(settings))
    const kept = readFileSync(join(folder, 'keys'))
    rmSync(join(folder, 'keys'))
    await expect(admitKeys(own.database, keysOf(settings))).rejects.toThrow(/缺少编号为 [0-9a-f]{8} 的密钥/)
    expect(() => statSync(join(folder, 'keys'))).toThrow()
    keysOf(settings).file?.make()
    await expect(admitKeys(own.database, keysOf(settings))).rejects.toThrow(KeysWrong)
    writeFileSync(join(folder, 'keys'), 'not a key\n')
    await expect(admitKeys(own.database, keysOf(settings))).rejects.toThrow(/密钥不完整/)
    writeFileSync(join(folder, 'keys'), kept)
    await admitKeys(own.database, keysOf(settings))
    await own.close()
  })

  test('is changed while the office works on: nothing is lost, and the old key opens nothing any more', async () => {
    const own = await testDatabase()
    rmSync(join(folder, 'keys'))
    const keys = keysOf(settings)
    await admitKeys(own.database, keys)
    const url = own.connectionString
    // Two processes: one serves, one changes the key.
    const serving = openDatabase(url, { pool: 4, sealing: new Sealing(keysOf(settings).read) })
    const changing = openDatabase(url, { pool: 2, sealing: new Sealing(keys.read) })
    const busy = await anOffice(serving)
    const ids: number[] = []
    const more = async () => {
      const number = `演示证件-${ids.length}`
      const id = await aRequestInHandling(busy, { receivedOn: '2026-03-02', applicant: { idNumber: number } })
      ids.push(id)
    }
    for (let serial = 0; serial < 15; serial += 1) await more()
    const old = keys.read()
    let going = true
    const work = (async () => {
      while (going) await more()
    })()
    const next = freshSealingKey()
    await noteKey(changing, next.id)
    keys.file?.replace([next, ...old])
    await new Promise((resolve) => setTimeout(resolve, 2 * LOOK_AGAIN))
    await reseal(
      (part) => inBureau(changing, busy.bureau, part),
      () => {},
    )
    going = false
    await work
    expect(await inBureau(changing, busy.bureau, sealedOtherwise)).toBe(0)
    const withNew = openDatabase(url, { pool: 1, sealing: new Sealing(() => [next]) })
    for (const [serial, id] of ids.entries()) {
      const opened = await inBureau(withNew, busy.bureau, (tx) =>
        openApplicant(tx, { id }, busy.officer, at('2026-03-03')),
      )
      expect(opened).toMatchObject({ applicant: { idNumber: `演示证件-${serial}` } })
    }
    const withOld = openDatabase(url, { pool: 1, sealing: new Sealing(() => old) })
    const opening = inBureau(withOld, busy.bureau, (tx) =>
      openApplicant(tx, { id: ids[0] as number }, busy.officer, at('2026-03-03')),
    )
    await expect(opening).rejects.toThrow(KeyMissing)
    for (const one of [withNew, withOld, serving, changing]) await one.destroy()
    await own.close()
  }, 60_000)
})

describe('retention', () => {
  const closed = async (applicant = {}) => {
    const id = await aRequestInHandling(office, { receivedOn: '2016-03-02', applicant: { ...secret, ...applicant } })
    const { handle } = await lookAt(office, id)
    await office.in((tx) =>
      withdrawRequest(tx, { ...handle, reason: `${secret.phone} 来电撤回` }, office.officer, at('2016-03-04')),
    )
    return id
  }
  const propose = (id: number, ground: 'period-over' | 'on-request', today: string) =>
    office.in((tx) => proposeDisposal(tx, { id, ground, reason: '到期' }, office.officer, at(today)))
  const decide = (disposal: number, by: Parameters<typeof decideDisposal>[2]) =>
    office.in((tx) => decideDisposal(tx, { disposal, decision: 'approved', note: null }, by, at('2026-03-05')))

  test('nothing is erased while the request is open, before its period is over, or by one person alone', async () => {
    const open = await aRequestInHandling(office, { receivedOn: '2026-03-02' })
    expect(await propose(open, 'on-request', '2026-03-05')).toEqual({ refused: 'still-open' })
    const id = await closed()
    expect(await propose(id, 'period-over', '2026-03-04')).toEqual({ refused: 'period-not-over' })
    const due = () => office.in((tx) => disposalList(tx, { before: on('2016-03-05'), today: on('2026-03-05') }))
    expect((await due()).due.map((one) => one.id)).toContain(id)
    await sql`insert into request_volume (bureau_id, request_id, retention, filed_on, keep_until, filed_by)
      values (${office.bureau}, ${id}, '30-years', '2016-03-05', '2046-03-05', ${office.officer.id})`.execute(database)
    expect((await due()).due.map((one) => one.id)).not.toContain(id)
    expect(await propose(id, 'period-over', '2026-03-05')).toEqual({ refused: 'period-not-over' })
    await sql`delete from request_volume where request_id = ${id}`.execute(database)
    const proposed = await propose(id, 'period-over', '2026-03-05')
    if ('refused' in proposed) throw new Error(proposed.refused)
    expect((await due()).due.map((one) => one.id)).not.toContain(id)
    expect(await propose(id, 'period-over', '2026-03-05')).toEqual({ refused: 'already-proposed' })
    expect(await decide(proposed.disposal, office.officer)).toEqual({ refused: 'own-proposal' })
    await expect(decide(proposed.disposal, office.drafter)).rejects.toThrow(NotAllowed)
  })

  test('disposal leaves the figures and a journal that verifies, and nothing of the person', async () => {
    const unique = { idNumber: '演示证件-gone-1', phone: '000-31415926', name: '处置人' }
    const id = await closed(unique)
    const figures = () => office.in((tx) => requestFigures(tx, 2016, '2021'))
    const before = await figures()
    const waiting = async () =>
      (
        await sql`select from outgoing_message where bureau_id = ${office.bureau} and about = ${`request ${id}`}`.execute(
          database,
        )
      ).rows.length
    expect(await waiting()).toBeGreaterThan(0)
    const proposed = await propose(id, 'on-request', '2017-01-05')
    if ('refused' in proposed) throw new Error(proposed.refused)
    expect(await decide(proposed.disposal, office.leader)).toEqual({ decided: true })
    expect(await waiting()).toBe(0)
    const { erasedAt, applicant, description, state, handle } = await lookAt(office, id)
    expect([state, erasedAt === null, applicant.name]).toEqual(['closed', false, '＊'])
    expect(description).not.toContain('执法检查')
    const { rows } = await sql<{ salt: number; notes: number }>`select length(salt) as salt,
      (select count(*)::int from request_event where request_id = ${id} and note is not null) as notes
      from request where id = ${id}`.execute(database)
    expect(rows).toEqual([{ salt: 0, notes: 0 }])
    expect(await figures()).toEqual(before)
    expect(await office.in((tx) => verifyJournal(tx))).toMatchObject({ sound: true })
    expect(await office.in((tx) => openApplicant(tx, { id }, office.officer, at('2026-03-06')))).toEqual({
      refused: 'erased',
    })
    const noting = office.in((tx) =>
      writeNote(
        tx,
        { ...handle, kind: 'contact', heldOn: on('2026-03-05'), withWhom: null, said: 'x' },
        office.officer,
        at('2026-03-06'),
      ),
    )
    await expect(noting).rejects.toThrow(NotAllowed)
  })

  test('the number of the document goes earlier than the file', async () => {
    const id = await closed({ idNumber: '演示证件-early' })
    await office.in((tx) => setRetention(tx, { caseYears: 10, identityYears: 3 }, office.officer, at('2018-01-05')))
    await office.in((tx) => forgetIdentities(tx, at('2019-03-04')))
    const opened = () => office.in((tx) => openApplicant(tx, { id }, office.officer, at('2019-03-06')))
    expect(await opened()).toMatchObject({ applicant: { idNumber: '演示证件-early' } })
    await office.in((tx) => forgetIdentities(tx, at('2019-03-05')))
    expect(await opened()).toMatchObject({ applicant: { idNumber: null, phone: secret.phone } })
    expect(await office.in((tx) => verifyJournal(tx))).toMatchObject({ sound: true })
  })
})

test('whoever asks for their data gets all of their requests and nobody else’s, and each one says so', async () => {
  const mine = { idType: 'other', idNumber: '演示证件-mine', name: '导出人' } as const
  const [one, two] = [
    await aRequestInHandling(office, { receivedOn: '2026-03-02', applicant: mine }),
    await aRequestInHandling(office, { receivedOn: '2026-04-02', applicant: { ...mine, phone: '000-9' } }),
  ]
  await aRequestInHandling(office, { receivedOn: '2026-04-02', applicant: { ...mine, idNumber: '演示证件-theirs' } })
  const exported = await office.in((tx) =>
    exportApplicant(tx, { id: two, reason: '本人书面要求' }, office.officer, at('2026-05-06')),
  )
  if ('refused' in exported) throw new Error(exported.refused)
  const { requests } = JSON.parse(strFromU8(unzipSync(exported.zip)['applicant.json'] as Uint8Array))
  expect(
    requests.map(({ applicant }: { applicant: { idNumber: string; phone: string } }) => [
      applicant.idNumber,
      applicant.phone,
    ]),
  ).toEqual([
    ['演示证件-mine', '000-00000001'],
    ['演示证件-mine', '000-9'],
  ])
  for (const id of [one, two]) {
    const acts = await office.in((tx) => actsOn(tx, `request ${id}`))
    expect(acts[0]).toMatchObject({ kind: 'applicant exported', by: { name: 'officer' } })
  }
})
