import type { ClockEvent, ReplyClock } from '../../law/requests/clock.ts'
import type { ApplicantKind } from '../../law/requests/outcome.ts'
import type { Channel } from '../../law/requests/receipt.ts'
import type { OwnPapers } from '../../records/applicants/for-public.ts'
import type { RequestOfApplicant } from '../../records/requests/for-public.ts'
import type { Carrier, Delivery, IdType, RequestState } from '../../records/requests/request.ts'
import { dayText } from '../days.tsx'
import type { TrackedStep } from '../parts/progress-tracker.tsx'
import type { TagColour } from '../parts/status-tag.tsx'

export const kindText: Record<ApplicantKind, string> = {
  natural: '公民',
  business: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal: '法律服务机构',
  other: '其他法人或组织',
}

export const idTypeText: Record<IdType, string> = {
  'resident-id': '居民身份证',
  passport: '护照',
  'hk-macao-permit': '港澳台居民通行证',
  'officer-card': '军官证',
  'credit-code': '统一社会信用代码',
  other: '其他证件',
}

export const carrierText: Record<Carrier, string> = {
  electronic: '电子文本',
  paper: '纸质',
  disc: '光盘',
  other: '其他',
}

export const deliveryText: Record<Delivery, string> = {
  download: '网上下载',
  email: '电子邮件',
  post: '邮寄',
  'pick-up': '当面领取',
  'on-site': '现场查阅',
}

export const channelText: Record<Channel, string> = {
  online: '网上提交',
  email: '电子邮件',
  fax: '传真',
  counter: '当面提交',
  'registered-mail': '挂号信或快递',
  'ordinary-mail': '平信',
}

export const messageText: Record<OwnPapers['messages'][number]['kind'], string> = {
  correction: '提交补正',
  supplement: '提交补充材料',
  reminder: '催办',
  contacts: '修改联系方式',
}

type Story = Pick<RequestOfApplicant, 'state' | 'events' | 'outcome' | 'section'>
type ClockNow = Pick<ReplyClock, 'state' | 'overdue' | 'leftWorkingDays' | 'dueOn' | 'limits'>

const happened = <Kind extends ClockEvent['kind']>(story: Pick<Story, 'events'>, kind: Kind) =>
  story.events.map(({ event }) => event).findLast((event) => event.kind === kind) as
    | Extract<ClockEvent, { kind: Kind }>
    | undefined

const noteOf = (story: Pick<Story, 'events'>, kind: ClockEvent['kind']) =>
  story.events.findLast(({ event }) => event.kind === kind)?.note ?? null

/** What a closed request ended with. */
export function endingOf(
  whole: Pick<Story, 'events'>,
): 'replied' | 'withdrawn' | 'merged' | 'no-correction' | 'fee-unpaid' | null {
  // What was done anew has its own ending.
  const anew = whole.events.findLastIndex(({ event }) => event.kind === 'reopened')
  const story = { events: whole.events.slice(anew + 1) }
  if (happened(story, 'replied')) return 'replied'
  if (happened(story, 'withdrawn')) return 'withdrawn'
  if (happened(story, 'merged')) return 'merged'
  return happened(story, 'lapsed')?.why ?? null
}

export interface PublicStatus {
  tag: { colour: TagColour; words: string }
  /** one plain sentence: what is happening now */
  sentence: string
  /** what the applicant has to do, if anything */
  task: { title: string; words: string; by: ReplyClock['limits'][number] | null } | null
}

const calm: Record<RequestState, PublicStatus['tag']> = {
  'awaiting-confirmation': { colour: 'grey', words: '等待确认收到' },
  received: { colour: 'blue', words: '已收到' },
  'in-handling': { colour: 'blue', words: '办理中' },
  'awaiting-correction': { colour: 'amber', words: '需要您补正' },
  consulting: { colour: 'purple', words: '依法暂停计时' },
  'awaiting-fee': { colour: 'amber', words: '需要您缴费' },
  'reply-in-review': { colour: 'blue', words: '答复审核中' },
  'reply-approved': { colour: 'blue', words: '正在送达' },
  closed: { colour: 'green', words: '已答复' },
}

/** Where a request stands, in the words the applicant reads. */
export function statusOf(story: Story, clock: ClockNow): PublicStatus {
  if (clock.overdue && story.state !== 'closed') {
    const { section } = story
    const late = clock.leftWorkingDays ? `，已超过答复期限 ${-clock.leftWorkingDays} 个工作日` : ''
    const who = section ? `责任科室：${section.name}${section.phone ? `，电话 ${section.phone}` : ''}。` : ''
    return {
      tag: { colour: 'red', words: '已超期' },
      sentence: `我们没有在${clock.dueOn ? dayText(clock.dueOn) : '期限'}前答复您，抱歉${late}。${who}您也可以向上一级行政机关投诉，或者依法申请行政复议。`,
      task: null,
    }
  }
  const tag = calm[story.state]
  switch (story.state) {
    case 'awaiting-confirmation':
      return { tag, sentence: '您的申请已提交，等待工作人员与您确认。双方确认之日起计算答复期限。', task: null }
    case 'received':
      return { tag, sentence: '我们已收到您的申请，正在登记、核对申请内容。', task: null }
    case 'in-handling': {
      const extended = happened(story, 'extended')
      const until = extended && clock.dueOn ? `答复期限已延长至${dayText(clock.dueOn)}。` : ''
      const reason = extended ? noteOf(story, 'extended') : null
      return { tag, sentence: `正在查找和审查信息。${until}${reason ? `延长原因：${reason}` : ''}`, task: null }
    }
    case 'awaiting-correction': {
      const by = clock.limits.find(({ what }) => what === 'correction-answer') ?? null
      const note = noteOf(story, 'correction-asked')
      return {
        tag,
        sentence: '申请内容还需要您补充说明。收到您的补正后，答复期限重新计算。',
        task: {
          title: `需要您补充说明${by ? `（最晚${dayText(by.dueOn)}）` : ''}`,
          words: note ?? '请按补正告知书载明的事项补充说明。',
          by,
        },
      }
    }
    case 'consulting': {
      const asked = story.events.findLast(({ event }) => event.kind.endsWith('-asked'))?.event
      const since = asked ? `${dayText(asked.on)}起` : ''
      const whom =
        asked?.kind === 'co-maker-asked' ? '共同制作机关' : asked?.kind === 'organ-asked' ? '其他机关' : '第三方'
      return {
        tag,
        sentence: `您的申请正在征求${whom}意见，${since}依法暂停计时，暂停期间不计入答复期限。`,
        task: null,
      }
    }
    case 'awaiting-fee': {
      const by = clock.limits.find(({ what }) => what === 'fee-payment') ?? null
      const fee = happened(story, 'fee-noticed')
      return {
        tag,
        sentence: '收费通知已送达。完成缴费后继续办理，答复期限按缴费之日计算。',
        task: {
          title: `请按通知缴费${by ? `（最晚${dayText(by.dueOn)}）` : ''}`,
          words: `${fee ? `信息处理费 ${fee.amount} 元。` : ''}${noteOf(story, 'fee-noticed') ?? '缴费办法见收费通知。'}`,
          by,
        },
      }
    }
    case 'reply-in-review':
      return { tag, sentence: '答复已拟好，正在审核。', task: null }
    case 'reply-approved':
      return { tag, sentence: '答复已作出，正在送达。', task: null }
    case 'closed':
      return closed(story)
  }
}

function closed(story: Story): PublicStatus {
  const grey = (words: string, sentence: string): PublicStatus => ({
    tag: { colour: 'grey', words },
    sentence,
    task: null,
  })
  switch (endingOf(story)) {
    case 'withdrawn':
      return grey('已撤回', '这件申请已撤回，不再办理。需要时可以重新提交申请。')
    case 'merged':
      return grey(
        '已并入',
        `这件申请已并入您的另一件申请（${happened(story, 'merged')?.into}），请用那件申请的编号查询。`,
      )
    case 'no-correction':
      return grey('已终止', '在合理期限内没有收到您的补正，这件申请视为放弃，不再办理。需要时可以重新提交申请。')
    case 'fee-unpaid':
      return grey('已终止', '没有在期限内收到缴费，这件申请不再办理。需要时可以重新提交申请。')
    default:
      return { tag: calm.closed, sentence: '我们已作出答复并送达。', task: null }
  }
}

/** The stages of a request that not every request goes through, by the events that bring it there. */
const detours: readonly { name: string; kinds: readonly ClockEvent['kind'][] }[] = [
  { name: '补正', kinds: ['correction-asked'] },
  { name: '缴费', kinds: ['fee-noticed'] },
  { name: '征求意见', kinds: ['third-party-asked', 'co-maker-asked', 'organ-asked'] },
  { name: '延期', kinds: ['extended'] },
]

/** The stages shown above the status. Correction, fee, consultation and extension appear only where they happened. */
export function trackOf(story: Story): TrackedStep[] {
  const ending = story.state === 'closed' ? endingOf(story) : null
  const taken = detours
    .map(({ name, kinds }) => ({ name, at: story.events.findIndex(({ event }) => kinds.includes(event.kind)) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name)
  const early = taken.filter((name) => name === '补正' || name === '缴费')
  const late = taken.filter((name) => name === '征求意见' || name === '延期')
  const last =
    ending === 'withdrawn'
      ? ['已撤回']
      : ending === 'merged'
        ? ['已并入']
        : ending && ending !== 'replied'
          ? ['已终止']
          : ['答复', '送达']
  const names = ['提交', '确认收到', ...early, '办理', ...late, ...last]
  const now: Record<Exclude<RequestState, 'closed'>, string> = {
    'awaiting-confirmation': '确认收到',
    received: '办理',
    'in-handling': late.at(-1) ?? '办理',
    'awaiting-correction': '补正',
    consulting: '征求意见',
    'awaiting-fee': '缴费',
    'reply-in-review': '答复',
    'reply-approved': '送达',
  }
  const current = story.state === 'closed' ? null : now[story.state]
  const place = current === null ? names.length : names.indexOf(current)
  return names.map((name, at) => ({
    name,
    state: name === current ? 'current' : at < place || taken.includes(name) ? 'done' : 'todo',
  }))
}

/** One line of the story, as the applicant reads it. */
export function eventText(event: ClockEvent): string {
  switch (event.kind) {
    case 'received':
      return '已收到申请，答复期限从次一工作日起算'
    case 'correction-asked':
      return `已告知您需要补正，请于${dayText(event.answerBy)}前补正`
    case 'correction-received':
      return '已收到您的补正，答复期限重新计算'
    case 'third-party-asked':
      return '书面征求第三方意见，期间依法暂停计时'
    case 'co-maker-asked':
      return '征求共同制作机关意见，期间依法暂停计时'
    case 'organ-asked':
      return '征求其他机关意见，期间依法暂停计时'
    case 'third-party-answered':
      return '第三方已答复，恢复计时'
    case 'co-maker-answered':
      return '共同制作机关已答复，恢复计时'
    case 'organ-answered':
      return '其他机关已答复，恢复计时'
    case 'extended':
      return `答复期限延长 ${event.workingDays} 个工作日`
    case 'fee-noticed':
      return `已送达收费通知，信息处理费 ${event.amount} 元`
    case 'fee-paid':
      return '已收到缴费，答复期限重新计算'
    case 'reasons-asked':
      return '请您说明大量、反复申请的理由'
    case 'delayed':
      return `已告知您延迟答复，不晚于${dayText(event.until)}`
    case 'replied':
      return '已作出答复并送达'
    case 'reasons-received':
      return event.reasonable ? '已收到您说明的理由' : '已收到您说明的理由，经审查不合理'
    case 'withdrawn':
      return '申请已撤回'
    case 'merged':
      return `已并入您的另一件申请（${event.into}）一并答复`
    case 'reopened':
      return '原答复重新办理，答复期限重新计算'
    case 'lapsed':
      return event.why === 'no-correction' ? '逾期未补正，不再办理' : '逾期未缴费，不再办理'
  }
}

/** The other limits of a request, in words for the applicant. */
export const limitText: Record<ReplyClock['limits'][number]['what'], string> = {
  'correction-notice': '告知补正的最后一日',
  'correction-answer': '您补正的最后一日',
  'third-party': '第三方答复的最后一日',
  'co-maker': '共同制作机关答复的最后一日',
  'fee-payment': '缴费的最后一日',
}
