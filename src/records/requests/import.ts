import { randomBytes } from 'node:crypto'
import { type CalendarDate, calendarDate, isCalendarDate } from '../../law/calendar-date.ts'
import { creditCodeProblem } from '../../law/personal-data/credit-code.ts'
import { idNumberProblem } from '../../law/personal-data/id-number.ts'
import { type ClockEvent, replyDueOn } from '../../law/requests/clock.ts'
import { type ApplicantKind, type OutcomeCode, outcomes } from '../../law/requests/outcome.ts'
import type { Channel } from '../../law/requests/receipt.ts'
import type { Clock } from '../../platform/clock.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { sealed } from '../journal/entry.ts'
import { recordAct } from '../journal/record.ts'
import type { Actor } from '../staff/actor.ts'
import { mustBeAllowedOnRequest } from './permissions.ts'
import { freshQueryCode, queryCodeHash } from './query-code.ts'
import type { Applicant } from './request.ts'
import { type EarlierRow, importedKeys, insertEarlier, takenNumbers } from './store.ts'

const kinds: Record<string, ApplicantKind> = {
  自然人: 'natural',
  公民: 'natural',
  商业企业: 'business',
  科研机构: 'research',
  社会公益组织: 'welfare',
  法律服务机构: 'legal',
  其他: 'other',
  其他组织: 'other',
}
const channels: Record<string, Channel> = {
  网上提交: 'online',
  电子邮件: 'email',
  传真: 'fax',
  当面提交: 'counter',
  挂号信或快递: 'registered-mail',
  平信: 'ordinary-mail',
}
const outcomesByLabel = new Map<string, OutcomeCode>(
  (Object.keys(outcomes) as OutcomeCode[]).reverse().map((code) => [outcomes[code].label, code]),
)

/** The columns of the sheet of an earlier register, in order. */
export const earlierColumns = [
  { name: '编号', required: true },
  {
    name: '申请人类型',
    required: true,
    choices: Object.keys(kinds).filter((name) => name !== '公民' && name !== '其他'),
  },
  { name: '姓名或名称', required: true },
  { name: '联系电话', required: false },
  { name: '证件号码', required: false },
  { name: '收到渠道', required: true, choices: Object.keys(channels) },
  { name: '收到日期', required: true, day: true },
  { name: '信息名称', required: true },
  { name: '内容描述', required: false },
  { name: '办理结果', required: true, choices: undefined },
  { name: '办结日期', required: true, day: true },
  { name: '答复文号', required: false },
] as const
type ColumnName = (typeof earlierColumns)[number]['name']

/** What 办理结果 may say: the labels of table 3. */
export const outcomeLabels = [...outcomesByLabel.keys()].reverse()

export interface EarlierCell {
  row: number
  fields: Readonly<Record<string, string | number | boolean | Date | null>>
}
export interface CellProblem {
  row: number
  heading: ColumnName
  message: string
}

type Read = Omit<EarlierRow, 'salt' | 'queryCodeHash' | 'dueOn' | 'events'> & { row: number }

const spelled = (day: string) => {
  const found = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(day)
  return found ? `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}` : day
}

/** The kind of document is told by its number: the earlier registers do not name it. */
function documentOf(number: string): Pick<Applicant, 'idType' | 'idNumber'> {
  if (number === '') return { idType: null, idNumber: null }
  if (idNumberProblem(number) === null) return { idType: 'resident-id', idNumber: number }
  return { idType: creditCodeProblem(number) === null ? 'credit-code' : 'other', idNumber: number }
}

function readRow({ row, fields }: EarlierCell, today: CalendarDate): Read | CellProblem[] {
  const problems: CellProblem[] = []
  const wrong = (heading: ColumnName, message: string) => problems.push({ row, heading, message })
  const text = (name: ColumnName) => {
    const value = fields[name]
    if (value instanceof Date) return dayInChina(value)
    return value === null || value === undefined ? '' : String(value).trim()
  }
  for (const { name, required } of earlierColumns) {
    if (required && text(name) === '') wrong(name, `没有填写${name}`)
  }
  const choice = <T>(name: ColumnName, of: (said: string) => T | undefined, may: string): T | undefined => {
    const said = text(name)
    const found = of(said)
    if (said !== '' && found === undefined) wrong(name, `“${said}”不是可选的${name}，可选：${may}`)
    return found
  }
  const day = (name: ColumnName): CalendarDate | null => {
    const said = text(name)
    if (said === '') return null
    const date = spelled(said)
    if (!isCalendarDate(date)) wrong(name, `“${said}”不是日期，应写成 2024-01-31`)
    else if (date > today) wrong(name, `${name}晚于今天`)
    else return calendarDate(date)
    return null
  }
  const longest = (name: ColumnName, most: number) => {
    if ([...text(name)].length > most) wrong(name, `${name}最多 ${most} 个字`)
  }
  const kind = choice('申请人类型', (said) => kinds[said], Object.keys(kinds).join('、'))
  const channel = choice('收到渠道', (said) => channels[said], Object.keys(channels).join('、'))
  const outcome = choice('办理结果', (said) => outcomesByLabel.get(said), '表三的各项，见模板的下拉列表')
  const receivedOn = day('收到日期')
  const concludedOn = day('办结日期')
  if (receivedOn && concludedOn && concludedOn < receivedOn) wrong('办结日期', '办结日期早于收到日期')
  // The regulations came into force on that day: before it nobody owed a reply.
  if (receivedOn && receivedOn < '2008-05-01') wrong('收到日期', '收到日期早于条例施行之日（2008-05-01）')
  longest('编号', 60)
  longest('姓名或名称', 100)
  longest('联系电话', 40)
  longest('证件号码', 40)
  longest('信息名称', 200)
  longest('内容描述', 2000)
  longest('答复文号', 60)
  if (problems.length > 0 || !kind || !channel || !outcome || !receivedOn || !concludedOn) return problems
  return {
    row,
    key: text('编号'),
    applicant: {
      kind,
      name: text('姓名或名称'),
      ...documentOf(text('证件号码')),
      representative: null,
      contact: null,
      phone: text('联系电话'),
      email: null,
      address: null,
      postcode: null,
    },
    channel,
    receivedOn,
    title: text('信息名称'),
    description: text('内容描述') || text('信息名称'),
    outcome,
    concludedOn,
    replyNumber: text('答复文号') || null,
  }
}

function endOf(outcome: OutcomeCode, on: CalendarDate): ClockEvent {
  if (outcome === 'other-1') return { kind: 'lapsed', on, why: 'no-correction' }
  if (outcome === 'other-2') return { kind: 'lapsed', on, why: 'fee-unpaid' }
  return outcome === 'other-3' ? { kind: 'withdrawn', on } : { kind: 'replied', on }
}

/** Reads rows and says of every cell what is wrong. `ready` can be entered; `already` were, from the same register. */
async function readEarlier(tx: Tx, source: string, rows: readonly EarlierCell[], today: CalendarDate) {
  const problems: CellProblem[] = []
  const read: Read[] = []
  const seen = new Map<string, number>()
  for (const cells of rows) {
    const one = readRow(cells, today)
    if (Array.isArray(one)) {
      problems.push(...one)
      continue
    }
    const before = seen.get(one.key)
    if (before !== undefined)
      problems.push({ row: one.row, heading: '编号', message: `“${one.key}”与第 ${before} 行重复` })
    else {
      seen.set(one.key, one.row)
      read.push(one)
    }
  }
  const keys = read.map(({ key }) => key)
  const known = await importedKeys(tx, source, keys)
  const fresh = read.filter(({ key }) => !known.has(key))
  const taken = await takenNumbers(
    tx,
    fresh.map(({ key }) => key),
  )
  for (const { row, key } of fresh) {
    if (taken.has(key)) problems.push({ row, heading: '编号', message: `“${key}”已是本系统另一件申请的编号` })
  }
  const ready = fresh.filter(({ key }) => !taken.has(key))
  return { ready, already: known.size, problems: problems.sort((a, b) => a.row - b.row) }
}

export interface EarlierPreview {
  ready: number
  already: number
  problems: CellProblem[]
}

/** What an import would do. Writes nothing. */
export async function previewEarlier(
  tx: Tx,
  { source, rows }: { source: string; rows: readonly EarlierCell[] },
  by: Actor,
  clock: Clock,
): Promise<EarlierPreview> {
  mustBeAllowedOnRequest(by, 'register')
  const { ready, already, problems } = await readEarlier(tx, source, rows, clock.today())
  return { ready: ready.length, already, problems }
}

/**
 * Takes over concluded requests of an earlier register under their own numbers, with the days and outcomes table 3 counts
 * them by. Rows with something wrong are left out and named; a number taken over before is passed over, so that an import
 * that was broken off is simply started again.
 */
export async function importEarlier(
  tx: Tx,
  { source, rows }: { source: string; rows: readonly EarlierCell[] },
  by: Actor,
  clock: Clock,
): Promise<{ entered: number; already: number; problems: CellProblem[] }> {
  mustBeAllowedOnRequest(by, 'register')
  const { ready, already, problems } = await readEarlier(tx, source, rows, clock.today())
  if (ready.length === 0) return { entered: 0, already, problems }
  const calendar = await workingCalendar(tx)
  const entries = ready.map(({ row: _, ...one }): EarlierRow => {
    const salt = randomBytes(32)
    const events: ClockEvent[] = [{ kind: 'received', on: one.receivedOn }, endOf(one.outcome, one.concludedOn)]
    return {
      ...one,
      salt,
      queryCodeHash: queryCodeHash(one.key, freshQueryCode()),
      dueOn: replyDueOn(one.receivedOn, calendar),
      events,
    }
  })
  const ids = await insertEarlier(tx, source, entries, { byId: by.id, byName: by.name, at: clock.now() })
  await recordAct(
    tx,
    ...entries.map(({ key, salt, applicant, channel, receivedOn, outcome, concludedOn, title }, place) => ({
      kind: 'request imported',
      subject: `request ${ids[place]}`,
      by,
      at: clock.now(),
      change: {
        source,
        number: key,
        applicantKind: applicant.kind,
        channel,
        receivedOn,
        outcome,
        concludedOn,
        applicant: sealed(salt, applicant.name),
        title: sealed(salt, title),
      },
    })),
  )
  return { entered: entries.length, already, problems }
}
