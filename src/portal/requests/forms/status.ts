import type { Problem } from '../../parts/problem.ts'
import { type Body, code, type Parsed, parsed, typedIn } from './typed.ts'

export const statusFields = ['number', 'code'] as const

/** Number and query code of a request. Whether they belong together only the records can tell. */
export function parseStatusForm(body: Body): Parsed<'number' | 'code', { number: string; code: string }> {
  const typed = typedIn(body, statusFields)
  const number = code(typed.number).toUpperCase()
  const queryCode = code(typed.code).toUpperCase()
  return parsed(typed, [numberProblem(number), codeProblem(queryCode)], () => ({ number, code: queryCode }))
}

export function numberProblem(number: string): Problem | null {
  const field = 'number'
  if (number === '') return { field, message: '请填写受理编号' }
  if (/^[A-Z]+-\d{4}-\d{6}$/.test(number)) return null
  return { field, message: '受理编号由字母、年份和6位数字组成，例如 YJ-2026-000123' }
}

function codeProblem(queryCode: string): Problem | null {
  const field = 'code'
  if (queryCode === '') return { field, message: '请填写查询码' }
  const length = queryCode.replaceAll('-', '').length
  if (length !== 8) return { field, message: `查询码应为8位字母和数字，您输入了${length}位` }
  return /^[0-9A-Z-]+$/.test(queryCode) ? null : { field, message: '查询码只有字母和数字，请核对' }
}

/** An unknown number and a wrong code are told apart by nobody. */
export const notFound: Problem = {
  field: 'number',
  message: '没有找到编号和查询码都相符的申请，请核对这两项',
}
