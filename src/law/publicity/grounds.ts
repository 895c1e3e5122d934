import type { Citation } from '../citation.ts'

/** Why information is not disclosed, or must be asked for elsewhere. */
export type NonDisclosureGround =
  | 'state-secret'
  | 'law-prohibited'
  | 'security-stability'
  | 'third-party'
  | 'internal-affairs'
  | 'process-info'
  | 'enforcement-file'
  | 'admin-query'

export interface Ground {
  label: string
  cite: Citation
  /** `must` refuse, `may` refuse, or `redirect` to another procedure */
  force: 'must' | 'may' | 'redirect'
  /** what lifts it, in Chinese; null where nothing does */
  wayOut: string | null
}

const article = (text: string): Citation => ({ law: '政府信息公开条例', article: text, year: 2019 })

export const grounds: Record<NonDisclosureGround, Ground> = {
  'state-secret': { label: '国家秘密', cite: article('第十四条'), force: 'must', wayOut: '解密后可以公开' },
  // A local regulation or a department's rule does not prohibit in the sense of article 14.
  'law-prohibited': { label: '法律、行政法规禁止公开', cite: article('第十四条'), force: 'must', wayOut: null },
  'security-stability': {
    label: '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    cite: article('第十四条'),
    force: 'must',
    wayOut: null,
  },
  'third-party': {
    label: '涉及商业秘密、个人隐私等，公开会损害第三方合法权益',
    cite: article('第十五条'),
    force: 'must',
    wayOut: '第三方同意，或者不公开会对公共利益造成重大影响的，可以公开',
  },
  'internal-affairs': {
    label: '人事管理、后勤管理、内部工作流程等内部事务信息',
    cite: article('第十六条第一款'),
    force: 'may',
    wayOut: '本机关可以决定公开',
  },
  'process-info': {
    label: '讨论记录、过程稿、磋商信函、请示报告等过程性信息',
    cite: article('第十六条第二款'),
    force: 'may',
    wayOut: '本机关可以决定公开；法律、法规、规章规定应当公开的，应当公开',
  },
  'enforcement-file': {
    label: '行政执法案卷信息',
    cite: article('第十六条第二款'),
    force: 'may',
    wayOut: '本机关可以决定公开；法律、法规、规章规定应当公开的，应当公开',
  },
  'admin-query': {
    label: '工商、不动产登记资料等有专门查询规定的信息',
    cite: article('第三十六条第（七）项'),
    force: 'redirect',
    wayOut: '依照有关法律、行政法规的规定办理查询',
  },
}
