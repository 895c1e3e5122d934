import { minuteInChina } from '../platform/clock.ts'

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
  behind: (year: number, cell: string) => `/zwgk/nianbao/${year}/jilu/${encodeURIComponent(cell)}`,
  requests: '/zwgk/ysqgk',
  register: (kind: string) => `/zwgk/taizhang/${kind}`,
  column: (slug: string) => `/${slug}/`,
  document: (slug: string, { id, publishedAt }: { id: number; publishedAt: Date }) =>
    `/${slug}/${minuteInChina(publishedAt).slice(0, 7).replace('-', '')}/${id}.html`,
  organisation: '/jgzn/',
  leaders: '/jgzn/lingdao',
  sections: '/jgzn/keshi',
  subordinate: '/jgzn/zhishu',
  groups: '/jgzn/xietiao',
  contacts: '/jgzn/lianxi',
  topics: '/zhuanti/',
  topic: (slug: string) => `/zhuanti/${slug}`,
  start: '/ysqgk/apply',
  apply: (step: ApplyStep, draft: string) => `/ysqgk/apply/${step}?draft=${encodeURIComponent(draft)}`,
  receipt: (draft: string) => `/ysqgk/receipt?draft=${encodeURIComponent(draft)}`,
  status: '/ysqgk/status',
  /** `access` stands for number and query code once they were given; it is a secret of the applicant */
  request: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}`,
  deadline: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/qixian`,
  reply: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/dafu`,
  siteMap: '/wangzhanditu',
  accessibility: '/wuzhangai',
} as const

/** The address of one page of a list. The first page has no number. */
export function pageOf(url: string, page: number): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('page')
  if (page > 1) parameters.set('page', String(page))
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}
