import type { Problem } from '../../parts/problem.ts'
import { emailProblem, phoneProblem } from './apply.ts'
import { type Body, code, line, type Parsed, parsed, textProblem, typedIn } from './typed.ts'

export const ownActNames = ['buzheng', 'buchong', 'chehui', 'lianxi', 'cuiban', 'pingjia'] as const
export type OwnActName = (typeof ownActNames)[number]

export const ownFields = ['said', 'confirmed', 'phone', 'email', 'address', 'postcode', 'score'] as const
export type OwnField = (typeof ownFields)[number]
export const longestSaid = 5000

export function parseSaid(body: Body): Parsed<OwnField, { said: string }> {
  const typed = typedIn(body, ownFields)
  const said = typed.said.trim()
  return parsed(typed, [textProblem('said', said, { missing: null, what: '内容', longest: longestSaid })], () => ({
    said,
  }))
}

export function parseWithdrawal(body: Body): Parsed<OwnField, { said: string }> {
  const typed = typedIn(body, ownFields)
  const said = typed.said.trim()
  const unsure: Problem | null =
    typed.confirmed === 'yes' ? null : { field: 'confirmed', message: '请勾选确认撤回；不想撤回的，请返回办理进度' }
  return parsed(typed, [unsure, textProblem('said', said, { missing: null, what: '原因', longest: 500 })], () => ({
    said,
  }))
}

export interface ChangedContacts {
  phone?: string
  email?: string
  address?: string
  postcode?: string
}

/** What is left empty stays as it is. */
export function parseContacts(body: Body): Parsed<OwnField, ChangedContacts> {
  const typed = typedIn(body, ownFields)
  const [phone, email, address, postcode] = [
    code(typed.phone),
    code(typed.email),
    line(typed.address),
    code(typed.postcode),
  ]
  const nothing = !phone && !email && !address && !postcode
  return parsed(
    typed,
    [
      nothing ? { field: 'phone', message: '请至少填写一项要修改的联系方式' } : null,
      phone ? phoneProblem(typed.phone) : null,
      emailProblem(typed.email, null),
      textProblem('address', address, { missing: null, what: '通信地址', longest: 200 }),
      postcode && !/^\d{6}$/.test(postcode) ? { field: 'postcode', message: '邮政编码应为6位数字' } : null,
    ],
    () => ({
      ...(phone ? { phone } : {}),
      ...(email ? { email } : {}),
      ...(address ? { address } : {}),
      ...(postcode ? { postcode } : {}),
    }),
  )
}

export function parseRating(body: Body): Parsed<OwnField, { score: number; said: string }> {
  const typed = typedIn(body, ownFields)
  const score = ['1', '2', '3', '4', '5'].indexOf(typed.score) + 1
  const said = typed.said.trim()
  return parsed(
    typed,
    [
      score > 0 ? null : { field: 'score', message: '请选择评价' },
      textProblem('said', said, { missing: null, what: '意见', longest: 1000 }),
    ],
    () => ({ score, said }),
  )
}
