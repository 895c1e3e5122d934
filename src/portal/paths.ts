export const applySteps = ['kind', 'applicant', 'wanted', 'delivery', 'check'] as const
export type ApplyStep = (typeof applySteps)[number]

/** Every address of the portal. They are guessable, and they stay. */
export const paths = {
  home: '/',
  disclosure: '/zwgk/',
  guide: '/zwgk/zhinan',
  guideVersion: (no: number) => `/zwgk/zhinan/banben/${no}`,
  rules: '/zwgk/zhidu',
  content: '/zwgk/fdzdgk/',
  node: (slug: string) => `/zwgk/fdzdgk/${slug}`,
  coverage: '/zwgk/fugai',
  catalogue: '/zwgk/mulu',
  catalogueVersion: (no: number) => `/zwgk/mulu/banben/${no}`,
  catalogueFile: (no: number, format: 'csv' | 'xlsx') => `/zwgk/mulu/banben/${no}.${format}`,
  catalogueDifference: (no: number) => `/zwgk/mulu/banben/${no}/bijiao`,
  reports: '/zwgk/nianbao/',
  report: (year: number) => `/zwgk/nianbao/${year}`,
  reportData: (year: number) => `/zwgk/nianbao/${year}.json`,
  reportFile: (year: number, format: 'docx' | 'pdf' | 'xlsx') => `/zwgk/nianbao/${year}.${format}`,
  reportCompared: (year: number) => `/zwgk/nianbao/${year}/bijiao`,
  reportSchema: '/zwgk/nianbao/schema.json',
  behind: (year: number, cell: string) => `/zwgk/nianbao/${year}/jilu/${encodeURIComponent(cell)}`,
  requests: '/zwgk/ysqgk',
  register: (kind: string) => `/zwgk/taizhang/${kind}`,
  column: (slug: string) => `/${slug}/`,
  /** a file or picture of a published document; the name is for people */
  file: (id: number, name: string) => `/fujian/${id}/${encodeURIComponent(name)}`,
  /** the words of a file as a page */
  preview: (id: number) => `/fujian/${id}/yulan`,
  /** a document in the layout of official letters */
  typeset: (id: number, format: 'pdf' | 'docx') => `/banshi/${id}.${format}`,
  history: (id: number) => `/lishi/${id}`,
  officialCheck: '/jiaoyan',
  receiptCheck: '/jiaoyan/huizhi',
  /** the roots of the journal, to be kept by anybody */
  checkpoints: '/jiaoyan/rizhi.json',
  /** normative documents and other policy, with their force on a day */
  policies: '/zhengce/',
  cleanUp: (id: number) => `/zhengce/qingli/${id}`,
  compare: (from: number, to: number) => `/bijiao?from=${from}&to=${to}`,
  comparison: '/bijiao',
  organisation: '/jgzn/',
  leaders: '/jgzn/lingdao',
  sections: '/jgzn/keshi',
  subordinate: '/jgzn/zhishu',
  groups: '/jgzn/xietiao',
  contacts: '/jgzn/lianxi',
  topics: '/zhuanti/',
  topic: (slug: string) => `/zhuanti/${slug}`,
  /** 公开栏: replies told to everybody */
  answers: '/ysqgk/xuandeng',
  answer: (id: number) => `/ysqgk/xuandeng/${id}`,
  start: '/ysqgk/apply',
  apply: (step: ApplyStep, draft: string) => `/ysqgk/apply/${step}?draft=${encodeURIComponent(draft)}`,
  receipt: (draft: string) => `/ysqgk/receipt?draft=${encodeURIComponent(draft)}`,
  /** where a third party, a co-maker or another organ that was asked answers */
  enquiry: '/zhengqiu',
  enquiryAnswer: '/zhengqiu/dafu',
  status: '/ysqgk/status',
  /** where a lost query code is asked for by e-mail, and the link in the mail */
  recovery: '/ysqgk/chaxunma',
  recoveryLink: (token: string) => `/ysqgk/chaxunma/${encodeURIComponent(token)}`,
  calculator: '/ysqgk/jisuan',
  /** `access` stands for number and query code once they were given; it is a secret of the applicant */
  request: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}`,
  deadline: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/qixian`,
  requestCalendar: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/qixian.ics`,
  replyFile: (access: string, id: number | string, as: 'pdf' | 'txt') =>
    `/ysqgk/status/${encodeURIComponent(access)}/dafu/${id}.${as}`,
  reply: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/dafu`,
  /** what the applicant does on the own request, by its name in the address */
  own: (access: string, act: string) => `/ysqgk/status/${encodeURIComponent(access)}/${act}`,
  receiptFile: (access: string, format: 'json' | 'pdf') =>
    `/ysqgk/status/${encodeURIComponent(access)}/huizhi.${format}`,
  replyLetter: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/dafu.pdf`,
  ownFiles: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/quanbu.zip`,
  ownFile: (access: string, id: number) => `/ysqgk/status/${encodeURIComponent(access)}/wenjian/${id}`,
  search: (query?: string) => (query === undefined ? '/sousuo' : `/sousuo?${new URLSearchParams({ q: query })}`),
  suggestions: '/sousuo/jianyi',
  openSearch: '/opensearch.xml',
  siteMap: '/wangzhanditu',
  accessibility: '/wuzhangai',
  registerEntry: (kind: string, id: number) => `/zwgk/taizhang/${kind}/${id}`,
  feeds: '/rss/',
  feed: (name: string, format: 'xml' | 'atom' | 'json') => `/rss/${name}.${format}`,
  data: '/shuju/',
  dataset: (name: string) => `/shuju/${name}`,
  datasetFile: (name: string, format: 'csv' | 'xlsx' | 'json') => `/shuju/${name}.${format}`,
  dataApi: (name: string) => `/api/v1/${name}`,
  statistics: '/shuju/tongji',
  feedback: '/fankui',
  feedbackWords: (token: string) => `/fankui/${encodeURIComponent(token)}`,
  leave: (address: string) => `/likai?to=${encodeURIComponent(address)}`,
  privacy: '/yinsi',
  about: '/guanyu',
  serviceStatus: '/status',
  lite: '/lite',
} as const

/** The same address with some parameters changed; an empty value takes one away. The page of a list begins anew. */
export function withParameters(url: string, change: Record<string, string>): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('page')
  for (const [name, value] of Object.entries(change)) {
    if (value === '') parameters.delete(name)
    else parameters.set(name, value)
  }
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}

/** The address of one page of a list. The first page has no number. */
export function pageOf(url: string, page: number): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('page')
  if (page > 1) parameters.set('page', String(page))
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}
