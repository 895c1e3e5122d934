import type { Problem } from '../../parts/problem.ts'
import { type Body, code, type Parsed, parsed, textProblem, typedIn } from './typed.ts'

export const enquiryFields = ['code', 'answer', 'opinion'] as const
export type EnquiryAnswer = 'agrees' | 'objects' | 'answered'

/** The code of the letter: sixteen letters and digits in four groups. */
export function parseEnquiryCode(body: Body): Parsed<'code', { code: string }> {
  const typed = typedIn(body, ['code'])
  const letters = code(typed.code).toUpperCase().replaceAll('-', '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const field = 'code'
  const problem: Problem | null =
    letters === ''
      ? { field, message: '请填写征求意见函上的答复码' }
      : letters.length === 16
        ? null
        : { field, message: `答复码应为16位字母和数字，您输入了${letters.length}位` }
  return parsed(typed, [problem], () => ({ code: (letters.match(/.{4}/g) ?? []).join('-') }))
}

export const noSuchEnquiry: Problem = {
  field: 'code',
  message: '没有找到这个答复码，或者已经答复过。请核对，或者与我们联系',
}

/** Consent needs no words; a refusal needs its grounds (art. 32). */
export function parseEnquiryAnswer(
  body: Body,
): Parsed<(typeof enquiryFields)[number], { answer: EnquiryAnswer; opinion: string }> {
  const typed = typedIn(body, enquiryFields)
  const answer = (['agrees', 'objects', 'answered'] as const).find((one) => one === typed.answer)
  const opinion = typed.opinion.trim()
  return parsed(
    typed,
    [
      answer ? null : { field: 'answer', message: '请选择是否同意公开' },
      textProblem('opinion', opinion, {
        missing: answer === undefined || answer === 'agrees' ? null : '请写明意见和理由',
        what: '意见和理由',
        longest: 5000,
      }),
    ],
    () => ({ answer: answer as EnquiryAnswer, opinion }),
  )
}
