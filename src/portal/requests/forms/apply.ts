import { creditCodeProblem as wrongInCreditCode } from '../../../law/personal-data/credit-code.ts'
import { idNumberProblem as wrongInIdNumber } from '../../../law/personal-data/id-number.ts'
import type { ApplicantKind } from '../../../law/requests/outcome.ts'
import {
  type Agent,
  type Applicant,
  type Carrier,
  carriers,
  type Delivery,
  deliveries,
  type IdType,
  type Wanted,
} from '../../../records/requests/request.ts'
import type { Problem } from '../../parts/problem.ts'
import type { ApplyStep } from '../../paths.ts'
import { type Body, code, line, type Parsed, parsed, type Typed, textProblem, typedIn } from './typed.ts'

export const applicantKinds = [
  'natural',
  'business',
  'research',
  'welfare',
  'legal',
  'other',
] as const satisfies readonly ApplicantKind[]
export const idTypesOfPeople = [
  'resident-id',
  'passport',
  'hk-macao-permit',
  'officer-card',
  'other',
] as const satisfies readonly IdType[]
export const longestDescription = 2000

const oneOf = <T extends string>(choices: readonly T[], text: string): T | null =>
  choices.find((choice) => choice === text) ?? null

const choiceProblem = (field: string, chosen: string | null, missing: string): Problem | null =>
  chosen === null ? { field, message: missing } : null

// Step 1

export const kindFields = ['kind'] as const

export function parseKindStep(body: Body): Parsed<'kind', ApplicantKind> {
  const typed = typedIn(body, kindFields)
  const kind = oneOf(applicantKinds, typed.kind)
  return parsed(typed, [choiceProblem('kind', kind, '请选择申请人类型')], () => kind as ApplicantKind)
}

// Step 2

export const applicantFields = [
  'name',
  'idType',
  'idNumber',
  'creditCode',
  'representative',
  'contact',
  'phone',
  'email',
] as const
type ApplicantField = (typeof applicantFields)[number]

export type WhoApplies = Omit<Applicant, 'kind' | 'address' | 'postcode'>

export function parseApplicantStep(body: Body, kind: ApplicantKind): Parsed<ApplicantField, WhoApplies> {
  const typed = typedIn(body, applicantFields)
  return kind === 'natural' ? parsePerson(typed) : parseOrganisation(typed)
}

function parsePerson(typed: Typed<ApplicantField>): Parsed<ApplicantField, WhoApplies> {
  const name = line(typed.name)
  const idType = oneOf(idTypesOfPeople, typed.idType)
  const idNumber = code(typed.idNumber).toUpperCase()
  return parsed(
    typed,
    [
      textProblem('name', name, { missing: '请填写姓名', what: '姓名', longest: 100 }),
      choiceProblem('idType', idType, '请选择证件类型'),
      idNumberProblem(idType, idNumber),
      phoneProblem(typed.phone),
      emailProblem(typed.email, null),
    ],
    () => ({
      name,
      idType,
      idNumber,
      representative: null,
      contact: null,
      phone: code(typed.phone),
      email: code(typed.email) || null,
    }),
  )
}

function parseOrganisation(typed: Typed<ApplicantField>): Parsed<ApplicantField, WhoApplies> {
  const name = line(typed.name)
  const creditCode = code(typed.creditCode).toUpperCase()
  const representative = line(typed.representative)
  const contact = line(typed.contact)
  return parsed(
    typed,
    [
      textProblem('name', name, { missing: '请填写单位名称', what: '单位名称', longest: 200 }),
      creditCodeProblem(creditCode),
      textProblem('representative', representative, {
        missing: '请填写法定代表人或负责人姓名',
        what: '法定代表人姓名',
        longest: 100,
      }),
      textProblem('contact', contact, { missing: '请填写联系人姓名', what: '联系人姓名', longest: 100 }),
      phoneProblem(typed.phone),
      emailProblem(typed.email, null),
    ],
    () => ({
      name,
      idType: 'credit-code',
      idNumber: creditCode,
      representative,
      contact,
      phone: code(typed.phone),
      email: code(typed.email) || null,
    }),
  )
}

function idNumberProblem(idType: IdType | null, idNumber: string): Problem | null {
  const field = 'idNumber'
  if (idNumber === '') return { field, message: '请填写证件号码' }
  if (idType === 'resident-id') {
    const wrong = wrongInIdNumber(idNumber)
    return wrong === null ? null : { field, message: wrong }
  }
  return textProblem(field, idNumber, { missing: null, what: '证件号码', longest: 40 })
}

function creditCodeProblem(creditCode: string): Problem | null {
  const field = 'creditCode'
  if (creditCode === '') return { field, message: '请填写统一社会信用代码' }
  const wrong = wrongInCreditCode(creditCode)
  return wrong === null ? null : { field, message: wrong }
}

/** Any number that can be called: mobile, landline with or without area code and extension, or from abroad. */
export function phoneProblem(typed: string): Problem | null {
  const field = 'phone'
  const phone = code(typed)
  if (phone === '') return { field, message: '请填写联系电话' }
  if (!/^\+?[\d()转#-]+$/.test(phone)) return { field, message: '联系电话只能有数字、“-”和“+”，请核对' }
  const digits = phone.replace(/\D/g, '')
  if (/^1\d{6,}$/.test(phone) && digits.length !== 11) {
    return { field, message: `手机号码应为11位，您输入了${digits.length}位` }
  }
  if (digits.length < 7) return { field, message: `联系电话至少7位，您输入了${digits.length}位` }
  if (digits.length > 20) return { field, message: `联系电话最多20位，您输入了${digits.length}位` }
  return null
}

export function emailProblem(typed: string, missing: string | null): Problem | null {
  const field = 'email'
  const email = code(typed)
  if (email === '') return missing === null ? null : { field, message: missing }
  if (email.length > 200 || !/^[^@]+@[^@]+\.[^@.]+$/.test(email)) {
    return { field, message: '电子邮箱应类似 name@example.com，请核对' }
  }
  return null
}

export const agentFields = ['agent', 'agentName', 'agentIdNumber', 'agentPhone'] as const
type AgentField = (typeof agentFields)[number]

/** Somebody who applies for another says so, and shows the authorisation. Null: nobody does. */
export function parseAgent(body: Body): Parsed<AgentField, Agent | null> {
  const typed = typedIn(body, agentFields)
  if (typed.agent !== 'yes') return parsed(typed, [], () => null)
  const name = line(typed.agentName)
  const idNumber = code(typed.agentIdNumber).toUpperCase()
  const phone = phoneProblem(typed.agentPhone)
  return parsed(
    typed,
    [
      textProblem('agentName', name, { missing: '请填写代理人姓名', what: '代理人姓名', longest: 100 }),
      textProblem('agentIdNumber', idNumber, { missing: '请填写代理人证件号码', what: '证件号码', longest: 40 }),
      phone && { field: 'agentPhone', message: phone.message.replace('联系电话', '代理人电话') },
    ],
    () => ({ name, idNumber, phone: code(typed.agentPhone) }),
  )
}

export const authorisationMissing: Problem = {
  field: 'authorisation',
  message: '请上传申请人签名的授权委托书',
}

// Step 3

export const wantedFields = ['title', 'documentNumber', 'description'] as const
type WantedField = (typeof wantedFields)[number]

export type WhatIsWanted = Pick<Wanted, 'title' | 'documentNumber' | 'description'>

/** Name, document number or another description (art. 29): with a document number nothing more need be described. */
export function parseWantedStep(body: Body): Parsed<WantedField, WhatIsWanted> {
  const typed = typedIn(body, wantedFields)
  const title = line(typed.title)
  const documentNumber = line(typed.documentNumber)
  const description = typed.description.normalize('NFC').replace(/\r\n?/g, '\n').trim()
  return parsed(
    typed,
    [
      textProblem('title', title, {
        missing: '请写明需要哪一项信息，例如“2021年××事故调查报告”',
        what: '信息名称',
        longest: 200,
      }),
      textProblem('documentNumber', documentNumber, { missing: null, what: '文号', longest: 100 }),
      textProblem('description', description, {
        missing: documentNumber ? null : '请描述所需信息的内容：哪一年、哪件事、哪类文件；知道文号的，也可以只填文号',
        what: '内容描述',
        longest: longestDescription,
      }),
    ],
    () => ({ title, documentNumber: documentNumber || null, description }),
  )
}

/** how many things one form asks for at most; each becomes a request of its own */
export const mostItems = 10

/** A field of the n-th thing that is asked for; the first keeps the plain name. */
export const itemField = (field: WantedField, place: number): string => (place === 0 ? field : `${field}-${place + 1}`)

export const itemFields = Array.from({ length: mostItems }, (_, place) =>
  wantedFields.map((field) => itemField(field, place)),
).flat()

/** How many things the form has room for. */
export function itemsIn(body: Body): number {
  const { items } = typedIn(body, ['items'])
  return /^\d{1,2}$/.test(items) ? Math.min(Math.max(Number(items), 1), mostItems) : 1
}

/** Everything asked for. One that was added and left empty is none. */
export function parseWantedItems(body: Body): Parsed<string, [WhatIsWanted, ...WhatIsWanted[]]> {
  const typed = typedIn(body, [...itemFields, 'items'])
  const read = Array.from({ length: itemsIn(body) }, (_, place) => {
    const own = Object.fromEntries(wantedFields.map((field) => [field, typed[itemField(field, place)]]))
    const empty = Object.values(own).every((text) => (text ?? '').trim() === '')
    return { place, empty: empty && place > 0, form: parseWantedStep(own) }
  }).filter(({ empty }) => !empty)
  const problems = read.flatMap(({ place, form }) =>
    form.problems.map(({ field, message }) => ({
      field: itemField(field as WantedField, place),
      message: place === 0 ? message : `第${place + 1}项：${message}`,
    })),
  )
  return parsed(
    typed,
    problems,
    () => read.flatMap(({ form }) => (form.values ? [form.values] : [])) as [WhatIsWanted, ...WhatIsWanted[]],
  )
}

// Step 4

export const deliveryFields = ['carrier', 'delivery', 'email', 'address', 'postcode', 'acceptsOtherForm'] as const
type DeliveryField = (typeof deliveryFields)[number]

export type HowToDeliver = Pick<Wanted, 'carrier' | 'delivery' | 'acceptsOtherForm'> &
  Pick<Applicant, 'address' | 'postcode'> & {
    /** null: not asked for in this step */
    email: string | null
  }

export function parseDeliveryStep(body: Body): Parsed<DeliveryField, HowToDeliver> {
  const typed = typedIn(body, deliveryFields)
  const carrier = oneOf(carriers, typed.carrier)
  const delivery = oneOf(deliveries, typed.delivery)
  const accepts = oneOf(['yes', 'no'], typed.acceptsOtherForm)
  const byPost = delivery === 'post'
  const address = line(typed.address)
  const postcode = code(typed.postcode)
  return parsed(
    typed,
    [
      choiceProblem('carrier', carrier, '请选择载体形式'),
      deliveryProblem(carrier, delivery),
      delivery === 'email' ? emailProblem(typed.email, '选择电子邮件的，请填写电子邮箱') : null,
      byPost
        ? textProblem('address', address, { missing: '选择邮寄的，请填写通信地址', what: '通信地址', longest: 200 })
        : null,
      byPost && postcode !== '' && !/^\d{6}$/.test(postcode)
        ? { field: 'postcode', message: '邮政编码应为6位数字' }
        : null,
      choiceProblem('acceptsOtherForm', accepts, '请选择无法按要求提供时是否接受其他方式'),
    ],
    () => ({
      carrier: carrier as Carrier,
      delivery: delivery as Delivery,
      acceptsOtherForm: accepts === 'yes',
      email: delivery === 'email' ? code(typed.email) : null,
      address: byPost ? address : null,
      postcode: byPost ? postcode || null : null,
    }),
  )
}

/** What cannot travel that way is said at once, not weeks later in a letter. */
function deliveryProblem(carrier: Carrier | null, delivery: Delivery | null): Problem | null {
  const field = 'delivery'
  if (delivery === null) return { field, message: '还差1项：获取方式' }
  const electronic = delivery === 'download' || delivery === 'email'
  if (electronic && (carrier === 'paper' || carrier === 'disc')) {
    return {
      field,
      message: `${carrier === 'paper' ? '纸质材料' : '光盘'}不能从网上获取，请改选邮寄、当面领取或现场查阅，或者把载体改为电子文本`,
    }
  }
  if (carrier === 'electronic' && delivery === 'post') {
    return { field, message: '电子文本不能邮寄，请改选网上下载或电子邮件，或者把载体改为纸质、光盘' }
  }
  return null
}

// Step 5

export function parseCheckStep(body: Body): Parsed<'promise', true> {
  const typed = typedIn(body, ['promise'])
  const promised = typed.promise === 'yes'
  return parsed(typed, [promised ? null : { field: 'promise', message: '请确认所填内容真实，再提交' }], () => true)
}

// All together

/** The typed text of each step, as a draft keeps it. */
export type DraftAnswers = Partial<Record<Exclude<ApplyStep, 'check'>, Record<string, string>>>

/** Reads a kept draft. Anything that is not typed text is left out. */
export function draftAnswers(kept: unknown): DraftAnswers {
  const answers: DraftAnswers = {}
  for (const step of ['kind', 'applicant', 'wanted', 'delivery'] as const) {
    const typed = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>)[step] : null
    if (typeof typed !== 'object' || typed === null) continue
    answers[step] = Object.fromEntries(
      Object.entries(typed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  }
  return answers
}

export interface Application {
  applicant: Applicant
  wanted: Wanted
  /** more that was asked for with the same form */
  others: Wanted[]
}

/** The whole form, or the first step that still needs something. */
export function applicationOf(answers: DraftAnswers): Application | { unfinished: Exclude<ApplyStep, 'check'> } {
  const kind = parseKindStep(answers.kind ?? {})
  if (kind.values === null) return { unfinished: 'kind' }
  const who = parseApplicantStep(answers.applicant ?? {}, kind.values)
  if (who.values === null) return { unfinished: 'applicant' }
  const agent = parseAgent(answers.applicant ?? {})
  if (agent.problems.length > 0) return { unfinished: 'applicant' }
  const what = parseWantedItems(answers.wanted ?? {})
  if (what.values === null) return { unfinished: 'wanted' }
  const how = parseDeliveryStep(answers.delivery ?? {})
  if (how.values === null) return { unfinished: 'delivery' }
  const { email, address, postcode, ...way } = how.values
  const [first, ...others] = what.values
  return {
    applicant: {
      kind: kind.values,
      ...who.values,
      email: email ?? who.values.email,
      address,
      postcode,
      agent: agent.values,
    },
    wanted: { ...first, ...way },
    others: others.map((one) => ({ ...one, ...way })),
  }
}
