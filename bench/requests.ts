import { sql } from 'kysely'
import { qinghe } from '../demo/bureau.ts'
import { calendarDate } from '../src/law/calendar-date.ts'
import { clockAt } from '../src/platform/clock.ts'
import { inBureau } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { foundBureau } from '../src/records/bureaus/found.ts'
import { type RequestFilter, requestQueue } from '../src/records/requests/for-staff.ts'
import { type Measured, told } from './measure.ts'

const rounds = 60

/** A desk's queue over many requests, against the bare first twenty by due day. */
export async function requestsQueue(database: Database, requests: number): Promise<Measured[]> {
  const bureau = await foundBureau(
    database,
    { ...qinghe, name: 'queue', host: 'queue.example' },
    clockAt(calendarDate('2026-01-05')).now(),
  )
  // One in thirty is open, as in an office that has worked for years.
  await sql`
    with made as (
      insert into request (bureau_id, number, query_code_hash, channel, state, title, description, carrier, delivery,
        received_on, due_on, applicant_kind, outcome, concluded_on, salt, submitted_at)
      select ${bureau}, 'R-' || n, '', (array['online', 'counter', 'ordinary-mail'])[1 + n % 3],
        case when n % 30 = 0 then 'in-handling' else 'closed' end,
        (array['危险化学品', '烟花爆竹', '非煤矿山', '工贸企业', '自然灾害'])[1 + n % 5] ||
        (array['经营许可', '执法检查', '应急预案', '事故调查报告', '行政处罚'])[1 + n / 5 % 5] || '第' || n || '号的办理情况',
        repeat('申请公开该事项的依据、程序和结果。', 8), 'electronic', 'email',
        date '2020-01-01' + (n % 2100)::int, date '2020-01-29' + (n % 2100)::int, 'natural',
        case when n % 30 = 0 then null else 'granted' end,
        case when n % 30 = 0 then null else date '2020-01-21' + (n % 2100)::int end, '',
        timestamptz '2020-01-01' + (n % 2100) * interval '1 day'
      from generate_series(1, ${requests}) n returning bureau_id, id)
    insert into request_applicant (bureau_id, request_id, masked_name) select bureau_id, id, '演＊＊' from made`.execute(
    database,
  )
  await sql`vacuum analyze request`.execute(database)
  await sql`vacuum analyze request_words`.execute(database)
  await sql`vacuum analyze request_applicant`.execute(database)
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  const share = (values: number[], part: number) =>
    values.sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
  const page = { page: 1, size: 20 }
  const asked: Record<string, RequestFilter> = {
    open: { view: 'open', ...page },
    filtered: { view: 'all', channel: 'counter', dueFrom: calendarDate('2024-01-01'), ...page },
    text: { view: 'all', text: '事故调查报告第1234', ...page },
    'common-text': { view: 'all', text: '危险化学品', ...page },
    last: { view: 'closed', size: 20, page: Math.floor((requests * 29) / 30 / 20) },
  }
  const measured: Measured[] = []
  for (const [name, filter] of Object.entries(asked)) {
    const [ours, reference]: [number[], number[]] = [[], []]
    for (let round = -5; round < rounds; round += 1) {
      const one = await timed(() => inBureau(database, bureau, (tx) => requestQueue(tx, filter)))
      const other = await timed(() =>
        inBureau(database, bureau, (tx) => sql`select id from request order by due_on limit 20`.execute(tx)),
      )
      if (round < 0) continue
      ours.push(one)
      reference.push(other)
    }
    measured.push(
      told({
        name: `requests.queue.${name}`,
        ours: share(ours, 0.95),
        reference: share(reference, 0.95),
        goal: 'p95 < 50 ms',
        unit: `ms, p95 over ${requests} requests`,
        note: `p50 ${share(ours, 0.5).toFixed(1)} ms against ${share(reference, 0.5).toFixed(1)} ms; twenty rows with section, handler, tags, time in state and the number of all; reference: bare select id order by due_on limit 20`,
      }),
    )
  }
  return measured
}
