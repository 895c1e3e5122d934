import type { Citation } from '../citation.ts'
import type { ClockEvent } from './events.ts'
import { type LetterElement, type OutcomeCode, outcomes } from './outcome.ts'
import { correctionNotice, enquiries, feePayment, receiptCite, replyPeriod, unreasonableNumberCite } from './periods.ts'

/** Letters on the way to a reply. */
export const proceduralKinds = [
  'registration',
  'correction-notice',
  'extension-notice',
  'third-party-enquiry',
  'third-party-notice',
  'co-maker-enquiry',
  'organ-enquiry',
  'fee-notice',
  'reasons-request',
  'delay-notice',
] as const
export type ProceduralKind = (typeof proceduralKinds)[number]
/** What closes without a letter: the applicant fell silent, did not pay, or withdrew. */
export type ReplyKind = Exclude<OutcomeCode, `other-${number}`>
export type LetterKind = ProceduralKind | ReplyKind

/** What a template may ask of the case, written {{申请人}}. */
export const placeholders = [
  '申请人',
  '编号',
  '收到日期',
  '申请事项',
  '申请内容',
  '依据',
  '救济途径',
  '公开机构',
  '电话',
  '机关名称',
  '补正事项',
  '补正期限',
  '延长理由',
  '延长工作日',
  '答复期限',
  '被征求人',
  '征求意见期限',
  '征求事项',
  '答复码',
  '收费计算',
  '收费金额',
  '缴费期限',
  '延迟至',
] as const
export type Placeholder = (typeof placeholders)[number]

export interface LetterForm {
  kind: LetterKind
  /** how the letter is headed: 政府信息公开申请答复书 */
  title: string
  /** how the office calls it in a list */
  name: string
  group: '程序性文书' | '实体性答复'
  to: 'applicant' | 'third-party' | 'organ'
  cite: Citation
  mustContain: readonly LetterElement[]
  remedy: 'none' | 'of-reply' | 'of-third-party'
  /** the events of a request it can tell */
  tells: readonly ClockEvent['kind'][]
  /** one character or two in its number: 青应急公开补〔2026〕3号 */
  mark: string
  /** the text as shipped; 〔 〕 marks what only the officer knows */
  template: string
}

const foot = '联系人：{{公开机构}}    电话：{{电话}}\n\n{{机关名称}}'
const opening = '本机关于{{收到日期}}收到您（单位）提出的政府信息公开申请（编号 {{编号}}），申请公开“{{申请事项}}”。'
const always: readonly LetterElement[] = ['申请人和申请编号', '依据的条款', '发文机关（印章）和日期']

function toApplicant(
  kind: ProceduralKind,
  title: string,
  mark: string,
  cite: Citation,
  tells: LetterForm['tells'],
  own: readonly LetterElement[],
  body: string,
): LetterForm {
  return {
    kind,
    title: `政府信息公开${title}`,
    name: title,
    group: '程序性文书',
    to: 'applicant',
    cite,
    mustContain: [...own, ...always],
    remedy: 'none',
    tells,
    mark,
    template: `{{申请人}}：\n\n${opening}\n\n${body}\n\n${foot}`,
  }
}

function toOthers(
  kind: ProceduralKind,
  to: 'third-party' | 'organ',
  title: string,
  mark: string,
  cite: Citation,
  tells: LetterForm['tells'],
  own: readonly LetterElement[],
  body: string,
  remedy: LetterForm['remedy'] = 'none',
): LetterForm {
  return {
    kind,
    title: `政府信息公开${title}`,
    name: title,
    group: '程序性文书',
    to,
    cite,
    mustContain: [...own, '申请编号', '依据的条款', '发文机关（印章）和日期'],
    remedy,
    tells,
    mark,
    // The applicant is not named to others: the law asks for their opinion on the information, not on who wants it.
    template: `{{被征求人}}：\n\n${body}\n\n${foot}`,
  }
}

const asking = '本机关收到一件政府信息公开申请（编号 {{编号}}），申请公开“{{申请事项}}”。'
const answering = '书面意见请寄送本机关，也可以在本机关网站（网址后加 /zhengqiu）输入答复码 {{答复码}} 在线答复。'
const asks = enquiries[0]!

const procedural: Record<ProceduralKind, LetterForm> = {
  registration: toApplicant(
    'registration',
    '申请登记回执',
    '登',
    receiptCite,
    ['received'],
    ['收到的日期', '答复期限'],
    '您的申请已经登记，依据{{依据}}，以{{收到日期}}为收到之日。本机关将在{{答复期限}}前答复；需要补正、征求意见或者延长期限的，另行告知。',
  ),
  'correction-notice': toApplicant(
    'correction-notice',
    '申请补正告知书',
    '补',
    correctionNotice[0]!.cite,
    ['correction-asked'],
    ['需要补正的事项', '补正的期限', '逾期不补正的后果'],
    '经审查，您的申请内容不明确。依据{{依据}}，请您在{{补正期限}}前一次补正以下事项：\n\n{{补正事项}}\n\n答复期限自本机关收到补正的申请之日起重新计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。',
  ),
  'extension-notice': toApplicant(
    'extension-notice',
    '答复期限延长告知书',
    '延',
    replyPeriod[0]!.cite,
    ['extended'],
    ['延长的理由', '延长后的期限'],
    '因{{延长理由}}，本机关无法在原定期限内答复。依据{{依据}}，经政府信息公开工作机构负责人同意，答复期限延长{{延长工作日}}个工作日，至{{答复期限}}。',
  ),
  'fee-notice': toApplicant(
    'fee-notice',
    '信息处理费收费通知书',
    '费',
    feePayment[0]!.cite,
    ['fee-noticed'],
    ['收费的依据、计算和金额', '缴费的期限和方式', '逾期不缴费的后果', '对收费的异议如何提出'],
    '您申请公开政府信息的数量、频次明显超过合理范围。依据《政府信息公开条例》第四十二条和{{依据}}，本机关收取信息处理费{{收费金额}}元。计算：\n\n{{收费计算}}\n\n请您在{{缴费期限}}前缴清，缴费方式：〔写明缴费的渠道和账户名称〕。答复期限自缴清费用之日起重新计算；逾期未缴纳的，视为放弃申请，本机关不再处理该申请。\n\n对收取信息处理费的决定有异议的，不能单独申请行政复议或者提起行政诉讼；可以在缴费期满后，就本机关不再处理该申请的决定申请行政复议或者提起行政诉讼。',
  ),
  'reasons-request': toApplicant(
    'reasons-request',
    '申请说明理由通知书',
    '理',
    unreasonableNumberCite,
    ['reasons-asked'],
    ['数量、频次的事实', '说明理由的期限', '理由不合理的后果'],
    '您申请公开政府信息的数量、频次明显超过合理范围：〔写明申请的件数和期间〕。依据{{依据}}，请您在〔写明日期〕前说明理由。本机关认为理由不合理的，将告知您不予处理；理由合理但无法在规定期限内答复的，将确定延迟答复的合理期限并告知您。',
  ),
  'delay-notice': toApplicant(
    'delay-notice',
    '延迟答复告知书',
    '迟',
    unreasonableNumberCite,
    ['delayed'],
    ['延迟的理由', '延迟答复的期限'],
    '您已说明申请的理由。因数量较大，本机关无法在规定期限内答复。依据{{依据}}，延迟至{{延迟至}}前答复。理由：\n\n〔写明为什么需要延迟〕',
  ),
  'third-party-enquiry': toOthers(
    'third-party-enquiry',
    'third-party',
    '第三方意见征询书',
    '征',
    asks['third-party-asked'].answerCite,
    ['third-party-asked'],
    ['拟公开的信息', '提出意见的期限', '逾期不提出意见的后果'],
    `${asking}{{征求事项}}\n\n依据{{依据}}，请您（单位）自收到本征询书之日起{{征求意见期限}}个工作日内，书面说明是否同意公开；不同意的，请说明理由。逾期未提出意见的，由本机关依法决定是否公开。\n\n${answering}`,
  ),
  'third-party-notice': toOthers(
    'third-party-notice',
    'third-party',
    '决定公开第三方告知书',
    '告',
    asks['third-party-asked'].answerCite,
    ['third-party-asked', 'third-party-answered'],
    ['决定公开的内容', '决定的理由', '救济途径和期限'],
    `${asking}本机关曾就其中涉及您（单位）的内容征求意见。经审查，依据{{依据}}，本机关认为不公开可能对公共利益造成重大影响，决定予以公开。公开的内容和理由：\n\n〔写明公开的内容和理由〕\n\n{{救济途径}}`,
    'of-third-party',
  ),
  'co-maker-enquiry': toOthers(
    'co-maker-enquiry',
    'organ',
    '共同制作机关意见征求函',
    '函',
    asks['co-maker-asked'].answerCite,
    ['co-maker-asked'],
    ['拟公开的信息', '提出意见的期限', '逾期视为同意公开'],
    `${asking}该信息由本机关牵头与贵机关共同制作。依据{{依据}}，请自收到本函之日起{{征求意见期限}}个工作日内提出意见；逾期未提出意见的，视为同意公开。\n\n{{征求事项}}\n\n${answering}`,
  ),
  'organ-enquiry': toOthers(
    'organ-enquiry',
    'organ',
    '其他机关意见征求函',
    '函',
    asks['organ-asked'].answerCite,
    ['organ-asked'],
    ['征求意见的事项', '请求复函的日期'],
    `${asking}{{征求事项}}\n\n依据{{依据}}，现征求贵机关意见。征求意见所需时间不计入答复期限，请在〔写明日期〕前复函。\n\n${answering}`,
  ),
}

/** What the applicant is told under each outcome. */
const findings: Record<ReplyKind, string> = {
  granted: '经审查，您申请公开的信息属于可以公开的政府信息，现予公开：\n\n〔写明信息内容，或者列出随附的文件〕',
  'granted-public': '经审查，您申请公开的信息已经主动公开。获取方式和途径：\n\n〔写明网址、公报期号或者查阅地点〕',
  partial:
    '经审查，您申请公开的信息中含有不予公开的内容，能够区分处理。现将可以公开的部分提供如下：\n\n〔写明提供的内容〕\n\n不予公开的部分及理由：\n\n〔写明遮盖了哪些内容、依据哪一条〕',
  'deny-1': '经审查，您申请公开的信息依法确定为国家秘密，本机关不予公开。理由：\n\n〔写明理由〕',
  'deny-2':
    '经审查，您申请公开的信息属于法律、行政法规禁止公开的信息，本机关不予公开。理由：\n\n〔写明哪部法律或者行政法规的哪一条〕',
  'deny-3':
    '经审查，公开您申请的信息可能危及国家安全、公共安全、经济安全、社会稳定，本机关不予公开。理由：\n\n〔写明理由〕',
  'deny-4': '经审查，公开您申请的信息会对第三方合法权益造成损害，本机关不予公开。理由：\n\n〔写明第三方意见和理由〕',
  'deny-5':
    '经审查，您申请公开的信息属于本机关内部事务信息，本机关不予公开。理由：\n\n〔写明属于人事管理、后勤管理还是内部工作流程〕',
  'deny-6':
    '经审查，您申请公开的信息属于履行行政管理职能过程中形成的过程性信息，本机关不予公开。理由：\n\n〔写明属于哪一类过程性信息〕',
  'deny-7': '经审查，您申请公开的信息属于行政执法案卷信息，本机关不予公开。理由：\n\n〔写明所属案卷〕',
  'deny-8':
    '经审查，您申请公开的信息属于有专门查询办法的信息，请依照有关规定办理查询：\n\n〔写明依据的法律、行政法规和查询地点〕',
  'unable-1': '经检索，本机关没有您申请公开的信息。检索情况：\n\n〔写明检索的范围、方法和结果〕',
  'unable-1-other-organ':
    '经审查，您申请公开的信息不属于本机关负责公开。理由：\n\n〔写明理由〕\n\n建议您向以下机关申请：\n\n〔写明机关名称和联系方式〕',
  'unable-2':
    '经审查，您申请的内容需要本机关对现有政府信息进行加工、分析，本机关不予提供。说明：\n\n〔写明现有信息的情况〕',
  'unable-3': '您的申请经补正后内容仍不明确，本机关无法提供。说明：\n\n〔写明哪些内容仍不明确〕',
  'noproc-1':
    '经审查，您提交的内容属于信访、投诉、举报等事项，不作为政府信息公开申请处理。您可以通过以下渠道反映：\n\n〔写明渠道〕',
  'noproc-2': '经审查，本机关已就您申请公开的信息作出过答复，不再重复处理。此前的答复：\n\n〔写明文号和日期〕',
  'noproc-3': '经审查，您要求提供的是公开出版物，不作为政府信息公开申请处理。获取途径：\n\n〔写明途径〕',
  'noproc-4':
    '经审查，您申请公开政府信息的数量、频次明显超过合理范围，所说明的理由不合理，本机关不予处理。说明：\n\n〔写明理由〕',
  'noproc-5':
    '经审查，您要求本机关对已获取的信息进行确认或者重新出具，本机关不予处理。说明：\n\n〔写明此前获取的情况〕',
}

const replyKinds = Object.keys(findings) as ReplyKind[]
export const letterKinds: readonly LetterKind[] = [...proceduralKinds, ...replyKinds]

export const isReplyKind = (kind: string): kind is ReplyKind => Object.hasOwn(findings, kind)

function replyForm(kind: ReplyKind): LetterForm {
  const { group, label, cite, letterMustContain } = outcomes[kind]
  return {
    kind,
    title: '政府信息公开申请答复书',
    name: group === label ? `答复书（${group}）` : `答复书（${group}：${label}）`,
    group: '实体性答复',
    to: 'applicant',
    cite,
    mustContain: letterMustContain,
    remedy: 'of-reply',
    tells: [],
    mark: '',
    template: `{{申请人}}：\n\n${opening}\n\n${findings[kind]}\n\n以上答复依据{{依据}}作出。\n\n{{救济途径}}\n\n${foot}`,
  }
}

/** Every letter of a request: on the way, and one reply for each leaf of the outcome tree. */
export const letterForms: Record<LetterKind, LetterForm> = {
  ...procedural,
  ...(Object.fromEntries(replyKinds.map((kind) => [kind, replyForm(kind)])) as Record<ReplyKind, LetterForm>),
}

/** What only the officer knows, still to be filled in; the year of a document number is none. */
export const blanks = /〔(?!\d{4}〕)[^〕]*〕/g

const asked = /\{\{([^{}]*)\}\}/g

/** The placeholders a template asks for that nobody knows, and those its letter cannot be without. */
export function problemsOfTemplate(kind: LetterKind, template: string): { unknown: string[]; missing: Placeholder[] } {
  const used = new Set([...template.matchAll(asked)].map(([, name]) => name ?? ''))
  const needed: Placeholder[] = ['编号', '申请事项', '依据', '机关名称']
  if (letterForms[kind].to === 'applicant') needed.push('申请人')
  if (letterForms[kind].remedy !== 'none') needed.push('救济途径')
  return {
    unknown: [...used].filter((name) => !(placeholders as readonly string[]).includes(name)),
    missing: needed.filter((name) => !used.has(name)),
  }
}

/** What the case does not tell is left in 〔 〕 for the officer. */
export function fillTemplate(template: string, values: Partial<Record<Placeholder, string | null>>): string {
  return template.replace(asked, (_, name: Placeholder) => values[name]?.trim() || `〔写明${name}〕`)
}
