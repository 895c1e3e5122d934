import { addDays, type CalendarDate, calendarDate } from '../src/law/calendar-date.ts'
import { blanks, isReplyKind } from '../src/law/requests/letters.ts'
import type { ApplicantKind, OutcomeCode } from '../src/law/requests/outcome.ts'
import type { WorkingCalendar } from '../src/law/working-days/calendar.ts'
import { clockAt } from '../src/platform/clock.ts'
import { inBureau, type Tx } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { dropMessages } from '../src/platform/mail/outbox.ts'
import { workingCalendar } from '../src/records/calendars/working-calendar.ts'
import { startOf } from '../src/records/letters/check.ts'
import { acceptRequest } from '../src/records/requests/accept.ts'
import { askForCorrection } from '../src/records/requests/ask-for-correction.ts'
import { chargeFee } from '../src/records/requests/charge-fee.ts'
import { withdrawRequest } from '../src/records/requests/close.ts'
import { confirmReceipt } from '../src/records/requests/confirm.ts'
import { consult } from '../src/records/requests/consult.ts'
import { freshDraftToken, keepDraft } from '../src/records/requests/drafts.ts'
import { extendRequest } from '../src/records/requests/extend.ts'
import { requestCase } from '../src/records/requests/for-staff.ts'
import { type Intake, registerRequest } from '../src/records/requests/register.ts'
import { decideReply, deliverReply, draftReply } from '../src/records/requests/reply.ts'
import type { Applicant, Wanted } from '../src/records/requests/request.ts'
import { submitRequest } from '../src/records/requests/submit.ts'
import type { DemoBureau } from './bureau.ts'

/** How far a request of the demonstration got. */
type Until =
  | { got: 'submitted' }
  | { got: 'confirmed' }
  | { got: 'accepted' }
  | { got: 'correction-asked' }
  | { got: 'consulting' }
  | { got: 'fee-noticed' }
  | { got: 'extended' }
  | { got: 'reply-drafted'; outcome: OutcomeCode }
  | { got: 'reply-approved'; outcome: OutcomeCode }
  | { got: 'closed'; outcome: OutcomeCode; after: number }
  | { got: 'withdrawn' }

interface Planned {
  /** working days before today on which it was sent and confirmed */
  ago: number
  kind: ApplicantKind
  name: string
  title: string
  description: string
  section: string
  until: Until
  intake?: Intake['channel']
}

const running: Planned[] = [
  {
    ago: 1,
    kind: 'natural',
    name: '演示申请人甲',
    title: '2025年危险化学品企业执法检查情况统计',
    description: '申请公开2025年全市危险化学品生产经营企业执法检查的次数、发现隐患数和整改完成数。',
    section: '危化监管科',
    until: { got: 'submitted' },
  },
  {
    ago: 2,
    kind: 'business',
    name: '演示企业205',
    title: '烟花爆竹零售点布点规划',
    description: '申请公开长堤区烟花爆竹零售点布点规划文本及附图。',
    section: '危化监管科',
    until: { got: 'confirmed' },
  },
  {
    ago: 6,
    kind: 'natural',
    name: '演示申请人乙',
    title: '应急避难场所名录及可容纳人数',
    description: '申请公开全市应急避难场所的名称、地址、可容纳人数和管护单位。',
    section: '防灾减灾科',
    until: { got: 'accepted' },
  },
  {
    ago: 18,
    kind: 'natural',
    name: '演示申请人丙',
    title: '某厂房坠落事故调查报告附件',
    description: '申请公开长堤区高处坠落事故调查报告的技术鉴定附件。',
    section: '政策法规科',
    until: { got: 'accepted' },
  },
  {
    ago: 23,
    kind: 'research',
    name: '演示研究院',
    title: '近五年自然灾害损失统计',
    description: '申请公开2021年至2025年全市自然灾害受灾人口、直接经济损失的年度数据，用于课题研究。',
    section: '防灾减灾科',
    until: { got: 'accepted' },
  },
  {
    ago: 9,
    kind: 'natural',
    name: '演示申请人丁',
    title: '安全方面的文件',
    description: '申请公开安全方面的文件。',
    section: '政策法规科',
    until: { got: 'correction-asked' },
  },
  {
    ago: 11,
    kind: 'legal',
    name: '演示律师事务所',
    title: '某企业安全条件审查意见书',
    description: '申请公开演示企业112建设项目安全条件审查意见书全文。',
    section: '危化监管科',
    until: { got: 'consulting' },
    intake: 'registered-mail',
  },
  {
    ago: 8,
    kind: 'business',
    name: '演示企业033',
    title: '2020年以来全部行政处罚决定书复印件',
    description: '申请提供2020年以来全部行政处罚决定书的纸质复印件。',
    section: '政策法规科',
    until: { got: 'fee-noticed' },
    intake: 'counter',
  },
  {
    ago: 21,
    kind: 'welfare',
    name: '演示公益协会',
    title: '救灾物资采购和发放情况',
    description: '申请公开2025年救灾物资采购合同和发放明细。',
    section: '防灾减灾科',
    until: { got: 'extended' },
  },
  {
    ago: 14,
    kind: 'natural',
    name: '演示申请人戊',
    title: '12350举报件办理情况',
    description: '申请公开本人2026年3月举报件的核查结论。',
    section: '应急指挥中心',
    until: { got: 'reply-drafted', outcome: 'partial' },
  },
  {
    ago: 16,
    kind: 'natural',
    name: '演示申请人己',
    title: '特种作业考试考场监控规定',
    description: '申请公开特种作业操作资格考试考场监控管理规定。',
    section: '危化监管科',
    until: { got: 'reply-approved', outcome: 'granted' },
  },
  {
    ago: 60,
    kind: 'natural',
    name: '演示申请人庚',
    title: '部门预算编制说明',
    description: '申请公开本年度部门预算编制说明。',
    section: '办公室',
    until: { got: 'closed', outcome: 'granted-public', after: 8 },
  },
  {
    ago: 75,
    kind: 'business',
    name: '演示企业087',
    title: '同行业企业许可申请材料',
    description: '申请公开演示企业088的许可申请材料。',
    section: '危化监管科',
    until: { got: 'closed', outcome: 'deny-4', after: 19 },
  },
  {
    ago: 90,
    kind: 'natural',
    name: '演示申请人辛',
    title: '内部会议讨论记录',
    description: '申请公开某次专题会议的讨论记录。',
    section: '办公室',
    until: { got: 'closed', outcome: 'deny-6', after: 15 },
    intake: 'counter',
  },
  {
    ago: 100,
    kind: 'natural',
    name: '演示申请人壬',
    title: '建筑工地夜间施工处理',
    description: '要求查处某工地夜间施工扰民问题。',
    section: '办公室',
    until: { got: 'closed', outcome: 'noproc-1', after: 6 },
  },
  {
    ago: 120,
    kind: 'natural',
    name: '演示申请人癸',
    title: '市属公园消防验收资料',
    description: '申请公开长堤公园消防验收资料。',
    section: '办公室',
    until: { got: 'closed', outcome: 'unable-1-other-organ', after: 10 },
  },
  {
    ago: 140,
    kind: 'natural',
    name: '演示申请人子',
    title: '防汛应急预案',
    description: '申请公开本市防汛应急预案。',
    section: '防灾减灾科',
    until: { got: 'closed', outcome: 'granted', after: 12 },
  },
  {
    ago: 45,
    kind: 'natural',
    name: '演示申请人丑',
    title: '培训机构名单',
    description: '申请公开安全培训机构名单。',
    section: '危化监管科',
    until: { got: 'withdrawn' },
  },
]

/** The four requests of 2019: natural persons, all granted. */
const granted2019 = ['安全生产许可证办理条件', '2018年事故统计', '危险化学品企业名单', '应急预案备案情况']

function applicantOf({ kind, name }: { kind: ApplicantKind; name: string }, serial: number): Applicant {
  const natural = kind === 'natural'
  return {
    kind,
    name,
    idType: 'other',
    idNumber: `演示证件-${String(serial).padStart(4, '0')}`,
    representative: natural ? null : '演示负责人',
    contact: natural ? null : '演示联系人',
    phone: `000-0000${String(serial).padStart(4, '0')}`,
    email: `demo${serial}@applicant.example`,
    address: null,
    postcode: null,
  }
}

function wantedOf({ title, description }: { title: string; description: string }): Wanted {
  return { title, description, documentNumber: null, carrier: 'electronic', delivery: 'email', acceptsOtherForm: true }
}

/** The day that lies `count` working days before `day`. */
function workingDaysBefore(day: CalendarDate, count: number, calendar: WorkingCalendar): CalendarDate {
  let [at, left] = [day, count]
  while (left > 0) {
    at = addDays(at, -1)
    if (calendar.kindOf(at).working) left -= 1
  }
  return at
}

class Story {
  private readonly tx: Tx
  private readonly demo: DemoBureau
  private id = 0
  constructor(tx: Tx, demo: DemoBureau) {
    this.tx = tx
    this.demo = demo
  }

  private who(account: string) {
    const person = this.demo.by[account]
    if (!person) throw new Error(`the demonstration has ${account}`)
    return person
  }

  private async at<Outcome extends object>(
    act: (target: { id: number; version: number }) => Promise<Outcome>,
  ): Promise<Outcome> {
    const found = await requestCase(this.tx, this.id)
    if (!found) throw new Error('a request of the demonstration')
    const outcome = await act({ id: this.id, version: found.version })
    if ('refused' in outcome) throw new Error(`demonstration request ${found.number}: ${JSON.stringify(outcome)}`)
    return outcome
  }

  async begin(one: Omit<Planned, 'until' | 'ago'>, serial: number, day: CalendarDate): Promise<void> {
    const clock = clockAt(day)
    const [applicant, wanted] = [applicantOf(one, serial), wantedOf(one)]
    if (one.intake) {
      const registered = await registerRequest(
        this.tx,
        { applicant, wanted, intake: { channel: one.intake, arrivedOn: day, signedOn: day } },
        this.who('gongkai'),
        clock,
      )
      if ('refused' in registered) throw new Error(registered.refused)
      this.id = registered.id
      return
    }
    const draftToken = freshDraftToken()
    await keepDraft(this.tx, draftToken, {}, clock)
    const submitted = await submitRequest(this.tx, { draftToken, applicant, wanted }, clock)
    if ('refused' in submitted) throw new Error(submitted.refused)
    this.id = submitted.id
  }

  async confirm(day: CalendarDate): Promise<void> {
    const found = await requestCase(this.tx, this.id)
    if (found?.state !== 'awaiting-confirmation') return
    await this.at((target) =>
      confirmReceipt(this.tx, { ...target, confirmedOn: day, note: '电话确认' }, this.who('gongkai'), clockAt(day)),
    )
  }

  async accept(section: string, day: CalendarDate): Promise<void> {
    const sectionId = this.demo.sections[section] ?? 0
    await this.at((target) => acceptRequest(this.tx, { ...target, sectionId }, this.who('gongkai'), clockAt(day)))
  }

  askCorrection(day: CalendarDate): Promise<object> {
    const items = '请写明所需文件的名称、文号或者制发年份，以便检索。'
    return this.at((target) =>
      askForCorrection(this.tx, { ...target, items, workingDays: 15 }, this.who('gongkai'), clockAt(day)),
    )
  }

  consult(day: CalendarDate): Promise<object> {
    return this.at((target) =>
      consult(
        this.tx,
        { ...target, whom: 'third-party', name: '演示企业112', deliveredOn: day },
        this.who('keshi'),
        clockAt(day),
      ),
    )
  }

  charge(day: CalendarDate): Promise<object> {
    return this.at((target) =>
      chargeFee(
        this.tx,
        { ...target, method: 'by-volume', pages: 100, deliveredOn: day, note: '' },
        this.who('gongkai'),
        clockAt(day),
      ),
    )
  }

  extend(day: CalendarDate): Promise<object> {
    const reason = '涉及合同和发放明细较多，需要逐份核对'
    return this.at((target) =>
      extendRequest(this.tx, { ...target, workingDays: 20, reason }, this.who('zhuren'), clockAt(day)),
    )
  }

  async draft(outcome: OutcomeCode, day: CalendarDate): Promise<void> {
    const found = await requestCase(this.tx, this.id)
    if (!found) throw new Error('a request of the demonstration')
    if (!isReplyKind(outcome)) throw new Error(`${outcome} has no letter`)
    const start = await startOf(this.tx, { kind: outcome, found, eventSeq: null }, day)
    const letter = start.text.replace(blanks, `（演示内容：${found.title}）`)
    await this.at((target) => draftReply(this.tx, { ...target, outcome, letter }, this.who('keshi'), clockAt(day)))
  }

  approve(day: CalendarDate): Promise<object> {
    return this.at((target) =>
      decideReply(this.tx, { ...target, decision: 'approved', note: null }, this.who('juzhang'), clockAt(day)),
    )
  }

  deliver(day: CalendarDate): Promise<object> {
    return this.at((target) =>
      deliverReply(this.tx, { ...target, how: '电子邮件发送，对方已回执' }, this.who('gongkai'), clockAt(day)),
    )
  }

  withdraw(day: CalendarDate): Promise<object> {
    return this.at((target) =>
      withdrawRequest(this.tx, { ...target, reason: '申请人来电撤回' }, this.who('gongkai'), clockAt(day)),
    )
  }

  /** The applicants are invented and all this is past: nobody is written to about it. */
  end(): Promise<void> {
    return dropMessages(this.tx, `request ${this.id}`)
  }
}

async function tell(story: Story, planned: Planned, serial: number, on: (ago: number) => CalendarDate): Promise<void> {
  const { ago, until, section } = planned
  await story.begin(planned, serial, on(ago))
  if (until.got === 'submitted') return
  await story.confirm(on(ago))
  if (until.got === 'confirmed') return
  if (until.got === 'correction-asked') {
    await story.askCorrection(on(Math.max(0, ago - 4)))
    return
  }
  await story.accept(section, on(Math.max(0, ago - 1)))
  const later = on(Math.max(0, ago - 3))
  if (until.got === 'consulting') await story.consult(later)
  if (until.got === 'fee-noticed') await story.charge(later)
  if (until.got === 'extended') await story.extend(on(Math.max(1, ago - 17)))
  if (until.got === 'withdrawn') await story.withdraw(later)
  if (until.got === 'reply-drafted' || until.got === 'reply-approved' || until.got === 'closed') {
    const days = until.got === 'closed' ? until.after : ago
    await story.draft(until.outcome, on(ago - Math.max(1, days - 2)))
    if (until.got === 'reply-drafted') return
    await story.approve(on(ago - Math.max(1, days - 1)))
    if (until.got === 'reply-approved') return
    await story.deliver(on(ago - days))
  }
}

export async function answerRequestsOf2019(database: Database, demo: DemoBureau): Promise<void> {
  for (const [place, title] of granted2019.entries()) {
    await inBureau(database, demo.bureauId, async (tx) => {
      const story = new Story(tx, demo)
      const day = calendarDate(`2019-0${6 + place}-11`)
      const section = '政策法规科'
      const one = {
        kind: 'natural' as const,
        name: `演示申请人${place + 1}`,
        title,
        description: `申请公开${title}。`,
        section,
      }
      await story.begin(one, 100 + place, day)
      await story.confirm(day)
      await story.accept(section, addDays(day, 1))
      await story.draft('granted', addDays(day, 6))
      await story.approve(addDays(day, 7))
      await story.deliver(addDays(day, 8))
      await story.end()
    })
  }
}

export async function runRequests(database: Database, demo: DemoBureau, today: CalendarDate): Promise<void> {
  const calendar = await inBureau(database, demo.bureauId, (tx) => workingCalendar(tx))
  const on = (ago: number) => workingDaysBefore(today, ago, calendar)
  for (const [serial, planned] of [...running].sort((a, b) => b.ago - a.ago).entries()) {
    await inBureau(database, demo.bureauId, async (tx) => {
      const story = new Story(tx, demo)
      await tell(story, planned, serial + 1, on)
      await story.end()
    })
  }
}
