import { typingProblem } from './typed.ts'

export function isMobileNumber(text: string): boolean {
  return mobileNumberProblem(text) === null
}

/** What is wrong with a mainland mobile number, in words for whoever typed it; null when nothing is. */
export function mobileNumberProblem(typed: string): string | null {
  const badlyTyped = typingProblem('手机号码', typed)
  if (badlyTyped) return badlyTyped
  const text = [...typed]
  if (text.length !== 11) return `手机号码应为11位，您输入了${text.length}位`
  const wrong = text.findIndex((letter) => !/\d/.test(letter))
  if (wrong >= 0) return `手机号码第${wrong + 1}位“${text[wrong]}”有误，应为数字`
  return /^1[3-9]/.test(typed) ? null : '手机号码应以13至19开头，请核对'
}
