export const messageKindText = {
  correction: '补正',
  supplement: '补充材料',
  reminder: '催办',
  contacts: '修改联系方式',
} as const
