import { z } from 'zod'
import { act, byId, citation, day, done, id, page, text, version } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '依申请公开'

export const requestState = z.enum([
  'awaiting-confirmation',
  'received',
  'in-handling',
  'awaiting-correction',
  'consulting',
  'awaiting-fee',
  'reply-in-review',
  'reply-approved',
  'closed',
])
export const channel = z.enum(['online', 'email', 'fax', 'counter', 'registered-mail', 'ordinary-mail'])
export const applicantKind = z.enum(['natural', 'business', 'research', 'welfare', 'legal', 'other'])
export const outcomeCode = z.enum([
  'granted',
  'granted-public',
  'partial',
  'deny-1',
  'deny-2',
  'deny-3',
  'deny-4',
  'deny-5',
  'deny-6',
  'deny-7',
  'deny-8',
  'unable-1',
  'unable-1-other-organ',
  'unable-2',
  'unable-3',
  'noproc-1',
  'noproc-2',
  'noproc-3',
  'noproc-4',
  'noproc-5',
  'other-1',
  'other-2',
  'other-3',
])
const whom = z.enum(['third-party', 'co-maker', 'organ'])
export const noteKind = z.enum(['contact', 'joint-consultation', 'search', 'explanation'])
export const deliveryWay = z.enum([
  'download',
  'email',
  'registered-mail',
  'ordinary-mail',
  'pick-up',
  'on-site',
  'announcement',
])
export const remedyRoute = z.enum(['complaint', 'reconsideration', 'direct', 'after'])
export const remedyResult = z.enum(['upheld', 'corrected', 'other'])
const carrier = z.enum(['electronic', 'paper', 'disc', 'other'])
const delivery = z.enum(['download', 'email', 'post', 'pick-up', 'on-site'])

export const idType = z.enum(['resident-id', 'passport', 'hk-macao-permit', 'officer-card', 'credit-code', 'other'])
export const applicant = z.object({
  kind: applicantKind,
  name: z.string(),
  idType: idType.nullable(),
  idNumber: z.string().nullable(),
  representative: z.string().nullable(),
  contact: z.string().nullable(),
  phone: z.string(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  agent: z.object({ name: z.string(), idNumber: z.string(), phone: z.string() }).nullish(),
})
const wanted = z.object({
  title: z.string(),
  description: z.string(),
  documentNumber: z.string().nullable(),
  carrier,
  delivery,
  acceptsOtherForm: z.boolean(),
})

const inList = z.object({
  id: z.number(),
  number: z.string(),
  title: z.string(),
  applicant: z.string(),
  applicantKind,
  channel,
  state: requestState,
  submittedAt: z.string(),
  receivedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueProvisional: z.boolean(),
  /** the office's own target; null where nothing runs */
  internalDueOn: z.string().nullable(),
  /** working days until the due day, today not counted; negative when it has passed; null when no day is fixed */
  leftWorkingDays: z.number().nullable(),
  paused: z.boolean(),
  extended: z.boolean(),
  outcome: outcomeCode.nullable(),
  concludedOn: z.string().nullable(),
  section: z.string().nullable(),
  handler: z.string().nullable(),
  /** since when it stands in its state */
  stateSince: z.string(),
  tags: z.array(z.string()),
})
export type RequestRow = z.infer<typeof inList>

export const listRequests = defineRoute({
  method: 'GET',
  path: '/requests',
  summary: '申请列表，先到期的在前',
  tag,
  query: z.object({
    view: z.enum(['open', 'to-do', 'waiting', 'mine-done', 'closed', 'all']).default('open'),
    state: requestState.optional(),
    text: text(100).optional(),
    sectionId: id.optional(),
    handlerId: id.optional(),
    channel: channel.optional(),
    kind: applicantKind.optional(),
    tag: text(30).optional(),
    light: z.enum(['overdue', 'soon', 'plenty', 'paused']).optional(),
    dueFrom: day.optional(),
    dueTo: day.optional(),
    sort: z.enum(['due', 'newest', 'oldest']).optional(),
    /** only these, their ids with commas between */
    ids: z
      .string()
      .regex(/^\d{1,15}(,\d{1,15}){0,199}$/)
      .optional(),
    ...page,
  }),
  reply: z.object({ requests: z.array(inList), total: z.number(), more: z.boolean() }),
})

const explainedDay = z.object({
  on: z.string(),
  kind: z.enum(['day-zero', 'working', 'swapped-working', 'weekend', 'holiday', 'paused', 'waiting', 'restart']),
  count: z.number().nullable(),
  why: z.string(),
  provisional: z.boolean().optional(),
  cite: citation.optional(),
})

export const replyClock = z.object({
  state: z.enum(['not-started', 'running', 'paused', 'awaiting-correction', 'awaiting-fee', 'stopped']),
  startedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  provisional: z.boolean(),
  usedWorkingDays: z.number(),
  leftWorkingDays: z.number().nullable(),
  overdue: z.boolean(),
  limits: z.array(
    z.object({
      what: z.enum(['correction-notice', 'correction-answer', 'third-party', 'co-maker', 'fee-payment']),
      dueOn: z.string(),
      provisional: z.boolean(),
      whenSilent: z.string(),
      cite: citation,
    }),
  ),
  days: z.array(explainedDay),
  formula: z.string(),
  cites: z.array(citation),
})
export type ReplyClockView = z.infer<typeof replyClock>

const requestCase = wanted.extend({
  id: z.number(),
  number: z.string(),
  channel,
  state: requestState,
  submittedAt: z.string(),
  receivedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueProvisional: z.boolean(),
  sectionId: z.number().nullable(),
  section: z.string().nullable(),
  applicantKind,
  /** masked; in full through openApplicant */
  applicant,
  /** when the applicant's data were erased */
  erasedAt: z.string().nullable(),
  /** what this person may do with the applicant's data */
  mayWithApplicant: z.array(z.enum(['open', 'export', 'dispose'])),
  outcome: outcomeCode.nullable(),
  concludedOn: z.string().nullable(),
  deliveredHow: z.string().nullable(),
  version,
  events: z.array(
    z.object({
      seq: z.number(),
      /** the event in the law's words: kind, on, and what belongs to the kind */
      event: z.looseObject({ kind: z.string(), on: z.string() }),
      note: z.string().nullable(),
      byName: z.string(),
      at: z.string(),
    }),
  ),
  clock: replyClock,
  reply: z
    .object({
      outcome: outcomeCode,
      letter: z.string(),
      number: z.string().nullable(),
      draftedById: z.number(),
      draftedBy: z.string(),
      draftedAt: z.string(),
      decision: z.enum(['approved', 'returned']).nullable(),
      decidedBy: z.string().nullable(),
      decidedAt: z.string().nullable(),
      decisionNote: z.string().nullable(),
    })
    .nullable(),
  /** enquiries sent and not yet answered */
  openEnquiries: z.array(z.object({ enquiry: z.string(), whom: z.string(), name: z.string(), askedOn: z.string() })),
  /** what this person may do with it now: permission and law together */
  may: z.array(
    z.enum([
      'confirm',
      'accept',
      'ask-for-correction',
      'receive-correction',
      'consult',
      'receive-opinion',
      'extend',
      'charge-fee',
      'receive-payment',
      'draft-reply',
      'decide-reply',
      'deliver',
      'withdraw',
      'close-lapsed',
      'split',
      'merge',
      'assign',
      'note',
      'note-silence',
      'ask-for-reasons',
      'receive-reasons',
      'delay',
      'prove-delivery',
      'deliver-again',
      'file-remedy',
      'conclude-remedy',
      'reopen',
    ]),
  ),
  handler: z.string().nullable(),
  handlerId: z.number().nullable(),
  misdirectedTo: z.string().nullable(),
  mergedIntoNumber: z.string().nullable(),
  mergedInto: z.number().nullable(),
  siblings: z.array(z.object({ id: z.number(), number: z.string(), title: z.string(), state: requestState })),
  enquiries: z.array(
    z.object({
      enquiry: z.string(),
      whom,
      name: z.string(),
      contact: z.string().nullable(),
      question: z.string(),
      /** opens the page of the one asked: it stands in the letter */
      code: z.string(),
      answer: z.enum(['agrees', 'objects', 'answered', 'silent']).nullable(),
      opinion: z.string().nullable(),
      answeredAt: z.string().nullable(),
    }),
  ),
  notes: z.array(
    z.object({
      id: z.number(),
      kind: noteKind,
      heldOn: z.string(),
      withWhom: z.string().nullable(),
      said: z.string(),
      byName: z.string(),
      at: z.string(),
    }),
  ),
  deliveries: z.array(
    z.object({
      no: z.number(),
      way: deliveryWay,
      reference: z.string().nullable(),
      sentOn: z.string(),
      result: z.enum(['delivered', 'returned']).nullable(),
      resultOn: z.string().nullable(),
      evidence: z.string().nullable(),
    }),
  ),
  remedies: z.array(
    z.object({
      id: z.number(),
      route: remedyRoute,
      number: z.string(),
      organ: z.string(),
      filedOn: z.string(),
      concludedOn: z.string().nullable(),
      result: remedyResult.nullable(),
      said: z.string().nullable(),
      entryId: z.number().nullable(),
    }),
  ),
  earlierReplies: z.array(
    z.object({ number: z.string(), outcome: outcomeCode, letter: z.string(), concludedOn: z.string() }),
  ),
  acts: z.array(act),
})
export type RequestCaseView = z.infer<typeof requestCase>

export const readRequest = defineRoute({
  method: 'GET',
  path: '/requests/:id',
  summary: '一件申请的全部情况',
  tag,
  params: byId,
  reply: requestCase,
})

/** Letter, counter, fax, e-mail: what the paper says, and the days that fix receipt. */
export const registerRequest = defineRoute({
  method: 'POST',
  path: '/requests',
  summary: '登记来件',
  tag,
  body: z.object({
    applicant: applicant.extend({
      name: text(100).trim().min(1, '请填写姓名或名称'),
      phone: text(40).trim().min(1, '请填写联系电话'),
      idNumber: text(40).nullable(),
    }),
    wanted: wanted.extend({
      title: text(200).trim().min(1, '请填写所需信息的名称'),
      description: text(2000).trim().min(1, '请写明需要哪一项信息'),
    }),
    intake: z.object({
      channel: z.enum(['email', 'fax', 'counter', 'registered-mail', 'ordinary-mail']),
      arrivedOn: day,
      signedOn: day.optional(),
      confirmedOn: day.optional(),
      misdirectedTo: text(100).optional(),
    }),
  }),
  reply: z.object({
    id: z.number(),
    number: z.string(),
    queryCode: z.string(),
    receivedOn: z.string().nullable(),
  }),
})

/** Before registering: which receipt day and due day these facts give, counted day by day. Writes nothing. */
export const previewDeadline = defineRoute({
  method: 'GET',
  path: '/deadline-preview',
  summary: '试算收到日和答复期限',
  tag,
  query: z.object({
    channel,
    arrivedOn: day,
    signedOn: day.optional(),
    confirmedOn: day.optional(),
    misdirected: z.enum(['true', 'false']).default('false'),
  }),
  reply: z.object({
    receivedOn: z.string().nullable(),
    waitingFor: z.enum(['confirmation', 'signature']).nullable(),
    cite: citation,
    clock: replyClock.nullable(),
  }),
})

export const confirmReceipt = defineRoute({
  method: 'POST',
  path: '/requests/:id/confirmation',
  summary: '与申请人确认收到',
  tag,
  params: byId,
  body: z.object({ version, confirmedOn: day, note: text(500).nullable() }),
  reply: done,
})

export const acceptRequest = defineRoute({
  method: 'POST',
  path: '/requests/:id/acceptance',
  summary: '受理并分办到科室',
  tag,
  params: byId,
  body: z.object({ version, sectionId: z.number().int().positive() }),
  reply: done,
})

export const askForCorrection = defineRoute({
  method: 'POST',
  path: '/requests/:id/correction-notice',
  summary: '一次性告知补正',
  tag,
  params: byId,
  body: z.object({ version, items: text(1000), workingDays: z.number().int().min(1).max(60) }),
  reply: done,
})

export const receiveCorrection = defineRoute({
  method: 'POST',
  path: '/requests/:id/correction',
  summary: '收到补正材料',
  tag,
  params: byId,
  body: z.object({ version, receivedOn: day, note: text(1000) }),
  reply: done,
})

export const consult = defineRoute({
  method: 'POST',
  path: '/requests/:id/enquiries',
  summary: '书面征求第三方、共同制作机关或其他机关意见',
  tag,
  params: byId,
  body: z.object({
    version,
    whom,
    name: text(100),
    contact: text(200).nullable(),
    question: text(2000),
    deliveredOn: day.nullable(),
  }),
  /** the code for the letter: who is asked answers on the page it opens */
  reply: z.object({ enquiry: z.string(), code: z.string() }),
})

export const receiveOpinion = defineRoute({
  method: 'POST',
  path: '/requests/:id/opinions',
  summary: '收到意见',
  tag,
  params: byId,
  body: z.object({
    version,
    enquiry: text(40),
    receivedOn: day,
    answer: z.enum(['agrees', 'objects', 'answered']),
    note: text(1000),
  }),
  reply: done,
})

export const extendRequest = defineRoute({
  method: 'POST',
  path: '/requests/:id/extension',
  summary: '延长答复期限',
  tag,
  params: byId,
  body: z.object({ version, workingDays: z.number().int(), reason: text(500) }),
  reply: done,
})

export const chargeFee = defineRoute({
  method: 'POST',
  path: '/requests/:id/fee-notice',
  summary: '发出收费通知（信息处理费，元）',
  tag,
  params: byId,
  body: z.object({
    version,
    method: z.enum(['by-item', 'by-volume']),
    pages: z.number().int().min(0).max(1_000_000),
    deliveredOn: day,
    note: text(500),
  }),
  reply: z.object({ amount: z.number() }),
})

/** What the request would cost by item and by volume, in yuan. Writes nothing. */
export const quoteFee = defineRoute({
  method: 'GET',
  path: '/requests/:id/fee',
  summary: '试算信息处理费',
  tag,
  params: byId,
  query: z.object({ pages: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
  reply: z.object({
    nth: z.number(),
    month: z.string(),
    byItem: z.object({ amount: z.number(), formula: z.string() }),
    byVolume: z.object({ amount: z.number(), formula: z.string() }),
  }),
})

export const receivePayment = defineRoute({
  method: 'POST',
  path: '/requests/:id/payment',
  summary: '登记缴费',
  tag,
  params: byId,
  body: z.object({ version, paidOn: day }),
  reply: done,
})

/** For the outcome picked in the tree: article, what the letter must contain, remedies, the cell it will be counted in. */
export const outcomeInfo = defineRoute({
  method: 'GET',
  path: '/requests/:id/outcomes/:outcome',
  summary: '结论的依据、答复书要素、救济途径和统计位置',
  tag,
  params: byId.extend({ outcome: outcomeCode }),
  reply: z.object({
    outcome: outcomeCode,
    group: z.string(),
    label: z.string(),
    cite: citation,
    letterMustContain: z.array(z.string()),
    reconsiderationFirst: z.boolean(),
    remediesClause: z.string(),
    countedIn: z.object({ table: z.string(), row: z.string(), column: z.string() }),
    /** a letter to start from, filled from the case */
    letter: z.string(),
  }),
})

export const draftReply = defineRoute({
  method: 'PUT',
  path: '/requests/:id/reply',
  summary: '拟答复并送审批',
  tag,
  params: byId,
  body: z.object({ version, outcome: outcomeCode, letter: text(20_000) }),
  reply: done,
})

export const decideReply = defineRoute({
  method: 'POST',
  path: '/requests/:id/reply/decision',
  summary: '审批答复',
  tag,
  params: byId,
  body: z.object({
    version,
    decision: z.enum(['approved', 'returned']),
    note: text(500).nullable(),
    likenessConfirmed: z.boolean().default(false),
  }),
  reply: done,
})

export const deliverReply = defineRoute({
  method: 'POST',
  path: '/requests/:id/delivery',
  summary: '送达答复并办结',
  tag,
  params: byId,
  body: z.object({ version, how: text(500), way: deliveryWay, reference: text(100) }),
  reply: z.object({ number: z.string() }),
})

export const withdrawRequest = defineRoute({
  method: 'POST',
  path: '/requests/:id/withdrawal',
  summary: '登记申请人撤回',
  tag,
  params: byId,
  body: z.object({ version, reason: text(500) }),
  reply: done,
})

export const closeLapsed = defineRoute({
  method: 'POST',
  path: '/requests/:id/lapse',
  summary: '逾期未补正或未缴费，不再处理',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

export const splitRequest = defineRoute({
  method: 'POST',
  path: '/requests/:id/split',
  summary: '一份申请含多项，拆分为多件分别办理',
  tag,
  params: byId,
  body: z.object({
    version,
    items: z.array(z.object({ title: text(200), description: text(2000) })).max(50, '一次最多拆分 50 项'),
  }),
  reply: z.object({ siblings: z.array(z.object({ id: z.number(), number: z.string(), queryCode: z.string() })) }),
})

export const mergeRequest = defineRoute({
  method: 'POST',
  path: '/requests/:id/merge',
  summary: '同一申请人重复提出的，并入另一件办理',
  tag,
  params: byId,
  body: z.object({ version, into: text(40), reason: text(500) }),
  reply: done,
})

export const assignRequest = defineRoute({
  method: 'POST',
  path: '/requests/:id/assignment',
  summary: '转办到科室或者经办人',
  tag,
  params: byId,
  body: z.object({
    version,
    sectionId: z.number().int().positive(),
    handlerId: z.number().int().positive().nullable(),
    reason: text(500),
  }),
  reply: done,
})

/** Everybody who may handle requests, and how many open ones are theirs. */
export const readHandlers = defineRoute({
  method: 'GET',
  path: '/request-handlers',
  summary: '经办人和在办件数',
  tag,
  reply: z.object({
    handlers: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        sectionId: z.number().nullable(),
        open: z.number(),
        left: z.boolean(),
      }),
    ),
    mayHandOver: z.boolean(),
  }),
})

export const handOver = defineRoute({
  method: 'POST',
  path: '/request-handlers/hand-over',
  summary: '人员离岗，在办申请全部移交',
  tag,
  body: z.object({ fromId: z.number().int().positive(), toId: z.number().int().positive(), reason: text(500) }),
  reply: z.object({ moved: z.number() }),
})

export const noteSilence = defineRoute({
  method: 'POST',
  path: '/requests/:id/silence',
  summary: '征求意见期满未答复',
  tag,
  params: byId,
  body: z.object({ version, enquiry: text(40) }),
  reply: done,
})

export const askForReasons = defineRoute({
  method: 'POST',
  path: '/requests/:id/reasons-request',
  summary: '申请数量、频次明显超过合理范围，要求说明理由',
  tag,
  params: byId,
  body: z.object({ version, facts: text(1000) }),
  reply: done,
})

export const receiveReasons = defineRoute({
  method: 'POST',
  path: '/requests/:id/reasons',
  summary: '收到申请人说明的理由',
  tag,
  params: byId,
  body: z.object({ version, receivedOn: day, reasonable: z.boolean(), note: text(2000) }),
  reply: done,
})

export const delayReply = defineRoute({
  method: 'POST',
  path: '/requests/:id/delay',
  summary: '理由合理但不能按期答复的，确定延迟答复的期限',
  tag,
  params: byId,
  body: z.object({ version, until: day, reason: text(500) }),
  reply: done,
})

export const writeNote = defineRoute({
  method: 'POST',
  path: '/requests/:id/notes',
  summary: '记录沟通、会商、检索或者情况说明',
  tag,
  params: byId,
  body: z.object({ version, kind: noteKind, heldOn: day, withWhom: text(200).nullable(), said: text(5000) }),
  reply: done,
})

export const proveDelivery = defineRoute({
  method: 'POST',
  path: '/requests/:id/delivery-proof',
  summary: '登记送达凭证或者退回',
  tag,
  params: byId,
  body: z.object({ version, result: z.enum(['delivered', 'returned']), resultOn: day, evidence: text(500) }),
  reply: done,
})

export const deliverAgain = defineRoute({
  method: 'POST',
  path: '/requests/:id/delivery-again',
  summary: '再次送达',
  tag,
  params: byId,
  body: z.object({ version, way: deliveryWay, reference: text(100) }),
  reply: done,
})

export const fileRemedy = defineRoute({
  method: 'POST',
  path: '/requests/:id/remedies',
  summary: '登记投诉举报、行政复议或者行政诉讼',
  tag,
  params: byId,
  body: z.object({ version, route: remedyRoute, number: text(60), organ: text(100), filedOn: day }),
  reply: done,
})

export const concludeRemedy = defineRoute({
  method: 'POST',
  path: '/requests/:id/remedies/conclusion',
  summary: '登记审结结果',
  tag,
  params: byId,
  body: z.object({
    version,
    remedyId: z.number().int().positive(),
    result: remedyResult,
    concludedOn: day,
    said: text(1000),
  }),
  reply: done,
})

export const reopenRequest = defineRoute({
  method: 'POST',
  path: '/requests/:id/reopening',
  summary: '答复被撤销或者发现错误，重新办理',
  tag,
  params: byId,
  body: z.object({
    version,
    why: z.enum(['reconsideration', 'judgment', 'complaint', 'own-mistake']),
    workingDays: z.number().int().min(1).max(60).nullable(),
    reason: text(500),
  }),
  reply: done,
})
