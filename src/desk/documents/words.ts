export const documentStateText = {
  draft: '草稿',
  'in-review': '待审核',
  returned: '退回修改',
  published: '已公开',
  kept: '不主动公开',
  withdrawn: '已撤下',
} as const
export const attributeText = { proactive: '主动公开', 'on-request': '依申请公开', none: '不予公开' } as const
export const groundText = {
  'state-secret': '国家秘密（条例第十四条）',
  'law-prohibited': '法律、行政法规禁止公开（条例第十四条）',
  'security-stability': '可能危及国家安全、公共安全、经济安全、社会稳定（条例第十四条）',
  'third-party': '商业秘密、个人隐私等第三方合法权益（条例第十五条）',
  'internal-affairs': '内部事务信息（条例第十六条第一款）',
  'process-info': '过程性信息（条例第十六条第二款）',
  'enforcement-file': '行政执法案卷信息（条例第十六条第二款）',
} as const
