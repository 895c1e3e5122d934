import { minuteInChina } from '../platform/clock.ts'

export const applySteps = ['kind', 'applicant', 'wanted', 'delivery', 'check'] as const
export type ApplyStep = (typeof applySteps)[number]

/** Every address of the portal. They are guessable, and they stay. */
export const paths = {
  home: '/',
  disclosure: '/zwgk/',
  guide: '/zwgk/zhinan',
  reports: '/zwgk/nianbao/',
  report: (year: number) => `/zwgk/nianbao/${year}`,
  reportData: (year: number) => `/zwgk/nianbao/${year}.json`,
  behind: (year: number, cell: string) => `/zwgk/nianbao/${year}/jilu/${encodeURIComponent(cell)}`,
  requests: '/zwgk/ysqgk',
  register: (kind: string) => `/zwgk/taizhang/${kind}`,
  column: (slug: string) => `/${slug}/`,
  document: (slug: string, { id, publishedAt }: { id: number; publishedAt: Date }) =>
    `/${slug}/${minuteInChina(publishedAt).slice(0, 7).replace('-', '')}/${id}.html`,
  start: '/ysqgk/apply',
  apply: (step: ApplyStep, draft: string) => `/ysqgk/apply/${step}?draft=${encodeURIComponent(draft)}`,
  receipt: (draft: string) => `/ysqgk/receipt?draft=${encodeURIComponent(draft)}`,
  status: '/ysqgk/status',
  /** `access` stands for number and query code once they were given; it is a secret of the applicant */
  request: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}`,
  deadline: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/qixian`,
  reply: (access: string) => `/ysqgk/status/${encodeURIComponent(access)}/dafu`,
  search: (query?: string) => (query === undefined ? '/sousuo' : `/sousuo?${new URLSearchParams({ q: query })}`),
  suggestions: '/sousuo/jianyi',
  openSearch: '/opensearch.xml',
  siteMap: '/wangzhanditu',
  accessibility: '/wuzhangai',
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
