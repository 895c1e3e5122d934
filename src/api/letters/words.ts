import type { LetterFault, LetterFinding } from '../../law/requests/letter-checks.ts'
import type { SigningRefusal } from '../../records/letters/sign.ts'
import { Refusal } from '../serve.ts'

const faultWords: Record<LetterFault, (about: string) => string> = {
  'blank-left': (about) => `还有没有填写的地方：${about}`,
  'subject-not-named': (about) => `正文没有提到申请的内容“${about}”，请核对是不是贴错了文书`,
  'same-as-other': (about) => `与另一件申请的答复几乎相同（${about}），请核对；确认无误的，签署时勾选确认`,
  'number-not-named': (about) => `正文没有写申请编号 ${about}`,
  'other-number': (about) => `正文里有另一件申请的编号 ${about}`,
  'applicant-not-named': (about) => `正文没有写申请人“${about}”`,
  'applicant-named-to-others': (about) => `给第三方或者其他机关的文书里不应写申请人“${about}”`,
  'receipt-day-not-named': (about) => `正文没有写收到申请的日期（${about}）`,
  'bureau-not-named': (about) => `落款没有写“${about}”`,
  'article-missing': (about) => `没有引用这一结论的依据：${about}`,
  'no-such-article': (about) => `引用的条文不存在：${about}`,
  'law-not-in-force': (about) => `引用的不是现行有效的文本：${about}`,
  'outcome-not-said': (about) => `正文没有写明所选的结论“${about}”`,
  'outcome-contradicted': (about) => `正文中的“${about}”与所选的结论不一致`,
  'remedy-missing': (about) => `救济途径不完整，缺少：${about}`,
  'remedy-order': (about) => `救济途径的先后不对，应为：${about}`,
  'step-missing': (about) => `案件里没有办过“${about}”，请核对结论`,
  'personal-data': (about) => `含有个人信息：${about}，发出前由公开把关核对`,
}

export const findingView = ({ fault, weight, about }: LetterFinding) => ({
  fault,
  weight,
  message: faultWords[fault](about),
})

/** A letter that is not signed as it stands, with everything that is wrong with it. */
export function withFindings(findings: readonly LetterFinding[]): Refusal {
  return new Refusal(409, '文书还有问题，改好后再签署', {
    refused: 'letter-faults',
    problems: findings.map((finding) => ({ field: finding.fault, message: findingView(finding).message })),
  })
}

export const signingWords: Record<SigningRefusal, string> = {
  'nothing-to-sign': '这份文书现在没有等待签署，请刷新',
  'own-letter': '不能签署自己起草的文书，请由另一位同事签署',
  'signed-already': '您已经签署过这一版，请由另一位同事签署',
  'no-reason': '退回时请写明理由',
}
