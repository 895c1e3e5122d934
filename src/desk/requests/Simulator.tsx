import { Button, Drawer, Select } from 'antd'
import { useMemo, useState } from 'react'
import { readCalendar } from '../../api/contract/calendars.ts'
import type { RequestCaseView } from '../../api/contract/requests.ts'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import type { ClockEvent } from '../../law/requests/clock.ts'
import { houseRules } from '../../law/requests/house-rules.ts'
import type { Act } from '../../law/requests/next-step.ts'
import { type Branch, branchesOf, type SafeDay, type Simulation, simulate } from '../../law/requests/simulate.ts'
import { calendarOf, type HolidayNotice, type WorkingCalendar } from '../../law/working-days/calendar.ts'
import { useAsk } from '../ask.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { DayCalendar } from './DayCalendar.tsx'
import { actText, eventText, whyNotText } from './words.ts'

const branchText: Record<Branch['name'], string> = {
  'as-it-is': '维持现状',
  'correction-on-last-day': `最后一日告知补正，申请人 ${houseRules.usualCorrectionDays.workingDays} 个工作日后补正`,
  'third-party-silent': '今天征求第三方意见，对方到期不答复',
  'third-party-on-last-day': '最晚答复日才征求第三方意见，对方到期不答复',
  extended: '今天延长 20 个工作日',
  'extended-and-third-party': '今天延长，并征求第三方意见',
  'fee-paid-on-last-day': '今天通知收费，最后一日缴清',
}

/** The acts whose last safe day stands in its own column. */
const columns: readonly Act[] = ['ask-for-correction', 'ask-third-party', 'extend', 'charge-fee', 'reply']

const ideas = [
  'correction-asked',
  'correction-received',
  'third-party-asked',
  'third-party-answered',
  'co-maker-asked',
  'co-maker-answered',
  'organ-asked',
  'organ-answered',
  'extended',
  'fee-noticed',
  'fee-paid',
  'reasons-asked',
  'replied',
] as const
type Idea = { key: number; kind: (typeof ideas)[number]; on: string }

/** What if: the ways the request may go, side by side, and the reader's own. Counted by the law's own clock; nothing is saved. */
export function Simulator({ found, onClose }: { found: RequestCaseView; onClose(): void }) {
  const { session } = useSession()
  const { data, error } = useAsk(readCalendar, {})
  const calendar = useMemo(() => (data ? calendarOf(data.notices as unknown as HolidayNotice[]) : null), [data])
  const events = found.events.map(({ event }) => event as unknown as ClockEvent)
  return (
    <Drawer open size={960} title={`推演 ${found.number}`} onClose={onClose}>
      {error && <p role="alert">{error.message}</p>}
      {calendar ? (
        <WhatIf events={events} calendar={calendar} today={session.today as CalendarDate} />
      ) : (
        <p className="nil">正在读取…</p>
      )}
    </Drawer>
  )
}

interface Case {
  events: readonly ClockEvent[]
  calendar: WorkingCalendar
  today: CalendarDate
}

function WhatIf(of: Case) {
  const branches = branchesOf(of.events, of.calendar, of.today)
  if (branches.length === 0) return <p className="nil">申请还没有收到，或者已经办结，没有可以推演的。</p>
  return (
    <>
      <p>与期限使用同一套计算规则，只推演，不保存，也不改变申请。</p>
      <Branches branches={branches} />
      <Own {...of} />
    </>
  )
}

const lastOf = ({ safe, asOf }: Simulation, act: Act) => {
  const one = safe.find((step) => step.act === act)
  return one ? overOr(one, asOf, one.lastOn ?? '不限') : '—'
}

const overOr = ({ lastOn }: SafeDay, asOf: string, words: string) =>
  lastOn !== null && lastOn < asOf ? `已过（${lastOn}）` : words

function Branches({ branches }: { branches: readonly Branch[] }) {
  return (
    <section className="panel" aria-labelledby="branches-heading">
      <h2 id="branches-heading">几种走法，并列比较</h2>
      <div className="scroller">
        <table className="days branches">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                走法
              </th>
              <th scope="col" rowSpan={2}>
                最晚答复日
              </th>
              <th scope="colgroup" colSpan={columns.length}>
                此后各项的最后安全日
              </th>
            </tr>
            <tr>
              {columns.map((act) => (
                <th key={act} scope="col">
                  {actText[act]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {branches.map(({ name, clock, ...simulation }) => (
              <tr key={name} className={name === 'as-it-is' ? 'still' : undefined}>
                <th scope="row">{branchText[name]}</th>
                <td>
                  <strong>{clock.dueOn ?? '等待中'}</strong>
                  {clock.provisional && '（预估）'}
                </td>
                {columns.map((act) => (
                  <td key={act}>{lastOf({ clock, ...simulation }, act)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="nil">“—”：这样走之后法律不再允许，或者没有必要。补正期限按内部惯例计算，条例只要求“合理”。</p>
    </section>
  )
}

function Own({ events, calendar, today }: Case) {
  const [rows, setRows] = useState<Idea[]>([])
  const change = (key: number, change: Partial<Idea>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  const add = () =>
    setRows([...rows, { key: Math.max(0, ...rows.map(({ key }) => key)) + 1, kind: 'third-party-asked', on: today }])
  const simulation = simulate(
    events,
    rows.map((row) => eventOf(row, events, calendar)),
    calendar,
    today,
  )
  return (
    <section className="panel" aria-labelledby="own-heading">
      <h2 id="own-heading">自己设想</h2>
      <ol className="ideas">
        {rows.map((row, place) => (
          <li key={row.key}>
            <Select
              aria-label={`第 ${place + 1} 步做什么`}
              value={row.kind}
              style={{ width: 220 }}
              options={ideas.map((kind) => ({ value: kind, label: eventText[kind] }))}
              onChange={(kind) => change(row.key, { kind })}
            />
            <input
              type="date"
              aria-label={`第 ${place + 1} 步的日期`}
              value={row.on}
              required
              onChange={({ target }) => target.value && change(row.key, { on: target.value })}
            />
            <Button size="small" onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}>
              去掉
              <span className="sr">第 {place + 1} 步</span>
            </Button>
          </li>
        ))}
      </ol>
      <Button onClick={add}>{rows.length === 0 ? '如果……' : '然后……'}</Button>
      {rows.length > 0 && <Outcome simulation={simulation} today={today} />}
    </section>
  )
}

/** An answer goes to the enquiry that waits for it; a correction gets the usual time. */
function eventOf({ kind, on: typed }: Idea, events: readonly ClockEvent[], calendar: WorkingCalendar): ClockEvent {
  const on = typed as CalendarDate
  switch (kind) {
    case 'correction-asked':
      return { kind, on, answerBy: calendar.nthAfter(on, houseRules.usualCorrectionDays.workingDays) }
    case 'third-party-asked':
    case 'co-maker-asked':
    case 'organ-asked':
      return { kind, on, enquiry: `simulated ${kind}` }
    case 'third-party-answered':
    case 'co-maker-answered':
    case 'organ-answered': {
      const asking = kind.replace('-answered', '-asked')
      const answered = new Set(events.flatMap((event) => (event.kind === kind ? [event.enquiry] : [])))
      const open = events.find((event) => event.kind === asking && 'enquiry' in event && !answered.has(event.enquiry))
      const enquiry = open && 'enquiry' in open ? open.enquiry : `simulated ${asking}`
      return { kind, on, enquiry, answer: 'answered' }
    }
    case 'extended':
      return { kind, on, workingDays: 20 }
    case 'fee-noticed':
      return { kind, on, deliveredOn: on, amount: 0 }
    default:
      return { kind, on }
  }
}

function Outcome({ simulation: { clock, refused, safe, asOf }, today }: { simulation: Simulation; today: string }) {
  return (
    <div aria-live="polite">
      {refused.map(({ event, whyNot }) => (
        <p key={`${event.kind} ${event.on}`} role="alert">
          {event.on} {eventText[event.kind]}：{whyNotText[whyNot]}，没有计入。
        </p>
      ))}
      <p>
        最晚答复日 <strong>{clock.dueOn ? dayText(clock.dueOn, true) : '还不能确定'}</strong>
        {clock.provisional && '（预估）'}
      </p>
      <p>{clock.formula}</p>
      <h3>到 {dayText(asOf)}，还可以做的和最后安全日</h3>
      <ul className="safe-days">
        {safe.map((one) => (
          <li key={one.act}>
            {actText[one.act]}：
            <strong>{overOr(one, asOf, one.lastOn ? dayText(one.lastOn, true) : '没有期限')}</strong>
            {one.cite && <span className="nil"> {citationText(one.cite)}</span>}
          </li>
        ))}
      </ul>
      <DayCalendar days={clock.days} dueOn={clock.dueOn} today={today} />
    </div>
  )
}
