import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { qinghe } from '../demo/bureau.ts'
import { addDays, calendarDate } from '../src/law/calendar-date.ts'
import { replyDueOn } from '../src/law/requests/clock.ts'
import { calendarOf, type HolidayNotice } from '../src/law/working-days/calendar.ts'
import { stateCouncilNotices } from '../src/law/working-days/notices.ts'
import { clockAt } from '../src/platform/clock.ts'
import { inBureau } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { foundBureau } from '../src/records/bureaus/found.ts'
import type { Act } from '../src/records/journal/entry.ts'
import { recordAct } from '../src/records/journal/record.ts'
import { verifyJournal } from '../src/records/journal/verify.ts'
import { movedUnder, recountDeadlines } from '../src/records/requests/recount.ts'
import { collectCells } from '../src/reporting/collect.ts'
import { inTurn, type Measured, seconds, told } from './measure.ts'

const anAct = (place: number): Act => ({
  kind: 'register entry made',
  subject: `register entry ${place}`,
  by: { kind: 'system', name: 'bench' },
  at: new Date(1_767_600_000_000 + place * 1000),
  change: { register: 'licences', fields: { number: `青应急许〔2026〕${place}号`, holder: `演示企业${place % 640}` } },
})

const bureauOf = (database: Database, name: string) =>
  foundBureau(database, { ...qinghe, name, host: `${name}.example` }, clockAt(calendarDate('2026-01-05')).now())

/** One act, one transaction, against the same text inserted bare in transactions of its own: both durable. */
export async function journalAppend(database: Database): Promise<Measured> {
  const acts = 2000
  const bureau = await bureauOf(database, 'append')
  await sql`create table bench_bare (id bigint generated always as identity primary key, entry text, hash bytea)`.execute(
    database,
  )
  const text = JSON.stringify(anAct(1))
  let place = 0
  const { ours, reference } = await inTurn(
    3,
    () =>
      seconds(async () => {
        for (let act = 0; act < acts; act += 1) {
          place += 1
          const one = anAct(place)
          await inBureau(database, bureau, (tx) => recordAct(tx, one))
        }
      }),
    () =>
      seconds(async () => {
        for (let act = 0; act < acts; act += 1) {
          await database.transaction().execute(async (tx) => {
            await sql`insert into bench_bare (entry, hash) values (${text}, ${Buffer.alloc(32)})`.execute(tx)
          })
        }
      }),
  )
  return told({
    name: 'journal.append',
    ours: acts / ours,
    reference: acts / reference,
    goal: null,
    unit: 'events/s',
    note: 'one act a transaction, one connection; reference: bare insert of the same text, one a transaction',
  })
}

/** The whole chain read and recomputed, against plain SHA-256 over the same bytes already in memory. */
export async function journalVerify(database: Database, events: number): Promise<Measured> {
  const bureau = await bureauOf(database, 'verify')
  const batch = 20_000
  for (let from = 0; from < events; from += batch) {
    const acts = Array.from({ length: Math.min(batch, events - from) }, (_, place) => anAct(from + place))
    await inBureau(database, bureau, (tx) => recordAct(tx, ...acts))
  }
  const ours = await seconds(async () => {
    const verified = await inBureau(database, bureau, (tx) => verifyJournal(tx))
    if (!verified.sound) throw new Error('the journal of the bench is sound')
  })
  const bytes = Array.from({ length: events }, (_, place) => Buffer.from(JSON.stringify(anAct(place))))
  const reference = await seconds(() => {
    for (const one of bytes) hash('sha256', one, 'buffer')
  })
  return told({
    name: 'journal.verify',
    ours,
    reference,
    goal: null,
    unit: `s for ${events} events`,
    note: 'read from the database and recomputed; reference: SHA-256 of the same bytes in memory',
  })
}

/** The tables of one year over a full ledger, against the two bare `group by` that any count of them needs. */
export async function reportCompile(database: Database, requests: number, decisions: number): Promise<Measured> {
  const bureau = await bureauOf(database, 'compile')
  const year = 2025
  await sql`
    insert into staff (bureau_id, account, name, roles, password_hash) values (${bureau}, 'bench', 'bench', '{drafter}', '-')`.execute(
    database,
  )
  const { rows } = await sql<{ id: number }>`select id from staff where bureau_id = ${bureau}`.execute(database)
  const staff = rows[0]?.id ?? 0
  await sql`
    insert into register_entry (bureau_id, kind, number, title, decided_on, amount, fields, entered_by, entered_at, changed_at)
    select ${bureau}, (array['licences', 'licences', 'licences', 'other-services', 'penalties', 'fees'])[1 + n % 6], 'N' || n,
      '演示事项', date '2024-01-01' + (n % 1095)::int, 100, '{}', ${staff}, now(), now()
    from generate_series(1, ${decisions}) n`.execute(database)
  await sql`
    insert into request (bureau_id, number, query_code_hash, channel, state, title, description, carrier, delivery,
      received_on, due_on, applicant_kind, outcome, concluded_on, salt, submitted_at)
    select ${bureau}, 'R' || n, '', 'online', 'closed', '演示', '演示', 'electronic', 'email',
      date '2024-01-01' + (n % 1095)::int, date '2024-01-29' + (n % 1095)::int,
      (array['natural', 'business', 'research', 'welfare', 'legal', 'other'])[1 + n % 6],
      (array['granted', 'partial', 'deny-4', 'unable-1', 'noproc-1'])[1 + n % 5], date '2024-01-21' + (n % 1095)::int, '', now()
    from generate_series(1, ${requests}) n`.execute(database)
  await sql`vacuum analyze register_entry`.execute(database)
  await sql`vacuum analyze request`.execute(database)
  const bare = () =>
    inBureau(database, bureau, async (tx) => {
      await sql`select kind, count(*), sum(amount) from register_entry
        where state = 'current' and decided_on between '2025-01-01' and '2025-12-31' group by kind`.execute(tx)
      await sql`select applicant_kind, outcome, count(*) from request
        where concluded_on between '2025-01-01' and '2025-12-31' group by 1, 2`.execute(tx)
    })
  await bare()
  const { ours, reference } = await inTurn(
    5,
    () => seconds(() => inBureau(database, bureau, (tx) => collectCells(tx, year, '2021'))),
    () => seconds(bare),
  )
  return told({
    name: 'report.compile',
    ours,
    reference,
    goal: '<= 3',
    unit: `s over ${requests} requests and ${decisions} decisions`,
    note: 'all three tables; reference: the bare group by of decisions and of requests',
  })
}

/**
 * A holiday notice over a full queue: every clock replayed and the difference told, then written down. The reference only
 * walks through days already in memory: the due day of each receipt by bare arithmetic under the old and the new calendar.
 */
export async function requestsReplay(database: Database, requests: number): Promise<Measured[]> {
  const bureau = await bureauOf(database, 'replay')
  const clock = clockAt(calendarDate('2027-01-04'))
  const first = calendarDate('2026-11-16')
  const receipts = 40
  await sql`
    insert into request (bureau_id, number, query_code_hash, channel, state, title, description, carrier, delivery,
      received_on, applicant_kind, salt, submitted_at)
    select ${bureau}, 'R' || n, '', 'online', 'in-handling', '演示', '演示', 'electronic', 'email',
      ${first}::date + (n % ${receipts}::int), 'natural', '', now()
    from generate_series(1, ${requests}) n`.execute(database)
  // Every fourth was extended, every fifth waited for a third party.
  await sql`
    insert into request_event (bureau_id, request_id, seq, event, by_name, at)
    select bureau_id, id, 1, jsonb_build_object('kind', 'received', 'on', received_on), 'bench', now() from request
    where bureau_id = ${bureau}
    union all
    select bureau_id, id, 2, jsonb_build_object('kind', 'third-party-asked', 'on', received_on + 2, 'enquiry', 'a'), 'bench', now()
    from request where bureau_id = ${bureau} and id % 5 = 0
    union all
    select bureau_id, id, 3, jsonb_build_object('kind', 'extended', 'on', received_on + 7, 'workingDays', 20), 'bench', now()
    from request where bureau_id = ${bureau} and id % 4 = 0`.execute(database)
  await sql`analyze`.execute(database)
  const by = { kind: 'system' as const, name: 'bench' }
  const known = calendarOf(stateCouncilNotices)
  await inBureau(database, bureau, (tx) => recountDeadlines(tx, { notice: 'bench 0', calendar: known }, by, clock))
  const notice: HolidayNotice = {
    number: 'bench 1',
    year: 2027,
    knownOn: calendarDate('2026-12-01'),
    off: [{ from: calendarDate('2027-01-01'), to: calendarDate('2027-01-08'), name: '演练假期' }],
    work: [calendarDate('2027-01-09')],
  }
  const changed = calendarOf([...stateCouncilNotices, notice])
  const days = Array.from({ length: receipts }, (_, place) => addDays(first, place))
  const reference = await seconds(() => {
    let moved = 0
    for (let place = 0; place < requests; place += 1) {
      const day = days[place % receipts] ?? first
      if (replyDueOn(day, known) !== replyDueOn(day, changed)) moved += 1
    }
    if (moved === 0) throw new Error('the notice of the bench moves due days')
  })
  let moved = 0
  const looked = await seconds(async () => {
    moved = (await inBureau(database, bureau, (tx) => movedUnder(tx, changed, clock))).moved.length
  })
  if (moved === 0) throw new Error('the notice of the bench moves due days')
  const written = await seconds(() =>
    inBureau(database, bureau, (tx) => recountDeadlines(tx, { notice: notice.number, calendar: changed }, by, clock)),
  )
  const shared = { reference, unit: `s for ${requests} open requests`, goal: '< 5 s' }
  const note = `${moved} moved; reference: bare arithmetic in memory, no database`
  return [
    told({ name: 'requests.replay', ours: looked, ...shared, note: `read, replayed, compared; ${note}` }),
    told({
      name: 'requests.replay.written',
      ours: written,
      ...shared,
      note: `the same written and journaled; ${note}`,
    }),
  ]
}
