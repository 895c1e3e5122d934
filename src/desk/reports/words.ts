export const reportStateText = {
  draft: '编制中',
  'in-approval': '待审批',
  approved: '已批准，待固定',
  frozen: '已固定，待公布',
  published: '已公布',
} as const
