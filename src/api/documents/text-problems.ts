import type { TextProblem } from '../../records/documents/write.ts'
import { Refusal } from '../serve.ts'

const problemWords: Record<TextProblem, { field: string; message: string }> = {
  'no-title': { field: 'title', message: '请填写标题' },
  'no-body': { field: 'body', message: '请填写正文' },
  'no-source': { field: 'source', message: '请填写来源' },
  'formed-in-the-future': { field: 'formedOn', message: '形成日期不能晚于今天' },
  'effective-before-formed': { field: 'effectiveOn', message: '施行日期不能早于成文日期' },
  'ends-before-it-begins': { field: 'validUntil', message: '有效期或者公示期不能早于成文日期' },
  'too-many-columns': { field: 'alsoIn', message: '一条信息最多放在三个栏目' },
  'no-ground': { field: 'ground', message: '不主动公开的，请选择法定理由' },
  'no-ground-reason': { field: 'groundReason', message: '不主动公开的，请写明具体理由' },
}

export const withProblems = (problems: TextProblem[]) =>
  new Refusal(422, '有内容需要修改', { problems: problems.map((problem) => problemWords[problem]) })
