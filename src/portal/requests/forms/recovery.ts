import type { Problem } from '../../parts/problem.ts'
import { emailProblem } from './apply.ts'
import { numberProblem } from './status.ts'
import { type Body, code, type Parsed, parsed, typedIn } from './typed.ts'

export const recoveryFields = ['lost', 'email'] as const
export type RecoveryField = (typeof recoveryFields)[number]

/** Number of the request (`lost`: it stands on one page with the other form) and the e-mail of its applicant. */
export function parseRecovery(body: Body): Parsed<RecoveryField, { number: string; email: string }> {
  const typed = typedIn(body, recoveryFields)
  const number = code(typed.lost).toUpperCase()
  const wrong: Problem | null = numberProblem(number)
  return parsed(
    typed,
    [wrong && { ...wrong, field: 'lost' }, emailProblem(typed.email, '请填写申请时填写的电子邮箱')],
    () => ({ number, email: code(typed.email) }),
  )
}
