export const durationText = { 'long-term': '长期公开', periodic: '定期公开', 'any-time': '随时公开' } as const
export const partText = {
  guide: '政府信息公开指南',
  rules: '政府信息公开制度',
  content: '法定主动公开内容',
  reports: '政府信息公开年报',
  requests: '依申请公开',
} as const
export const updateClassText = {
  news: '动态要闻类（14 天）',
  'notice-policy': '通知公告、政策文件类（6 个月）',
  other: '其他（12 个月）',
  static: '不定时更新',
} as const
/** Word and shape of each state; the colour is given by the style sheet besides. */
export const stateText = {
  fresh: ['●', '按期更新'],
  due: ['▲', '临近更新期'],
  late: ['■', '更新滞后'],
  nil: ['⊖', '声明无此类信息'],
  'nil-due': ['⧗', '声明待重新确认'],
  empty: ['○', '尚无内容'],
  made: ['●', '系统生成'],
  missing: ['✕', '未设栏目'],
} as const
