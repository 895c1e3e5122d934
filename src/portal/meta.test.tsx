import { expect, test } from 'vitest'
import { AccessibilityPage } from './accessibility.page.tsx'
import { plainLooks, withLooks } from './frame.ts'
import { documentOf, Layout, type Page, titleOf } from './layout.tsx'

const profile = {
  domain: 'yjj.qinghe.example',
  siteIdCode: '0000000000',
  icp: '示例ICP备00000000号',
  policeRecord: '示例公网安备00000000000000号',
  organiser: '青禾市应急管理局',
  undertaker: '青禾市应急管理局办公室',
  address: '青禾市示例路0号',
  postcode: '000000',
  phone: '0000-0000000',
  dutyPhone: '0000-0000001',
  fax: '',
  email: '',
  officeHours: '工作日',
  disclosureOffice: '政务公开办公室',
  reconsiderationOrgan: '青禾市人民政府',
  court: '青禾市示例区人民法院',
  competentAuthority: '青禾市人民政府办公室',
}
const frame = (url: string, of = profile) => ({
  site: {
    bureau: { name: '青禾市应急管理局', shortName: '青应急', profile: of },
    nav: [],
    stylesheet: '/a.css',
    script: null,
  },
  visit: { url, looks: plainLooks, generatedAt: new Date('2026-11-24T02:32:00Z') },
})
const column = { name: '通知公告', description: '通知和公告', keywords: '通知,公告', type: '工作动态' as const }
const article = {
  title: '关于“清零”行动的通知',
  publishedAt: new Date('2026-11-19T00:30:00Z'),
  source: '青禾市应急管理局',
}
const html = (page: Partial<Page>) =>
  documentOf(
    Layout({
      frame: frame('/tzgg/'),
      title: '通知公告',
      trail: [{ name: '通知公告', href: null }],
      children: '正文',
      ...page,
    }),
  )
const meta = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, name, content]) => [
      name,
      content,
    ]),
  )

test('every page names the site', () => {
  expect(meta(html({}))).toMatchObject({
    SiteName: '青禾市应急管理局',
    SiteDomain: 'yjj.qinghe.example',
    SiteIDCode: '0000000000',
  })
})

test('a column page has the four tags of its column and none of an article', () => {
  const tags = meta(html({ column }))
  expect(tags).toMatchObject({
    ColumnName: '通知公告',
    ColumnDescription: '通知和公告',
    ColumnKeywords: '通知,公告',
    ColumnType: '工作动态',
    description: '通知和公告',
  })
  expect(tags).not.toHaveProperty('ArticleTitle')
})

test('an article has title, time of publication in China and source; its address is absolute', () => {
  const tags = meta(html({ frame: frame('/tzgg/202611/118.html'), title: article.title, column, article }))
  expect(tags).toMatchObject({
    ArticleTitle: '关于“清零”行动的通知',
    PubDate: '2026-11-19 08:30',
    ContentSource: '青禾市应急管理局',
    Url: 'https://yjj.qinghe.example/tzgg/202611/118.html',
    'og:type': 'article',
  })
})

test('no tag is empty: what is not known is left out', () => {
  const text = html({
    frame: frame('/x', { ...profile, siteIdCode: ' ' }),
    column,
    article: { ...article, author: '', description: null },
  })
  expect(text).not.toMatch(/content="\s*"/)
  expect(meta(text)).not.toHaveProperty('SiteIDCode')
})

test('the description is given once, whatever its spelling', () => {
  const text = html({ column, article: { ...article, description: '摘要' } })
  expect([...text.matchAll(/name="description"/gi)]).toHaveLength(1)
  expect(meta(text)).toMatchObject({ Description: '摘要' })
})

test('values are escaped', () => {
  expect(html({ title: '"><script>', article: { ...article, title: '"><script>' }, column })).not.toContain(
    '"><script>',
  )
})

test('a page of one visitor is not indexed and has no canonical address', () => {
  const text = html({ personal: true, frame: frame('/ysqgk/apply/kind?draft=secret') })
  expect(meta(text)).toMatchObject({ robots: 'noindex' })
  expect(text).not.toContain('rel="canonical"')
  expect(text).not.toContain('og:url')
})

test('the address of a draft does not leave the site, not even in the link for reporting errors', () => {
  const secret = '/ysqgk/apply/kind?draft=secret'
  const pages = [
    html({ personal: true, frame: frame(secret) }),
    // From there to the settings and back: the settings page carries the address it came from.
    documentOf(AccessibilityPage({ frame: frame(`/wuzhangai?from=${encodeURIComponent(secret)}`), from: secret })),
  ]
  for (const text of pages) {
    const away = [...text.matchAll(/(?:href|content)="(https?:[^"]*)"/g)].map(([, href]) => href)
    expect(away.filter((href) => href?.includes('secret'))).toEqual([])
  }
})

test.each([
  [{ title: '关于检查的通知', column }, '关于检查的通知 - 通知公告 - 青禾市应急管理局'],
  [{ title: '通知公告', column }, '通知公告 - 青禾市应急管理局'],
  [{ title: '青禾市应急管理局', column: { ...column, name: '首页', type: '首页' as const } }, '青禾市应急管理局'],
  [{ title: '申请人信息', failed: true }, '错误：申请人信息 - 青禾市应急管理局'],
])('the title of %o', (page, title) => {
  expect(titleOf({ frame: frame('/'), ...page })).toBe(title)
})

test('the seven slots of the footer are found by machines; an empty one says so', () => {
  const slots = ['party-mark', 'find-errors', 'site-id-code', 'organiser', 'icp', 'police-record', 'site-map']
  const text = html({})
  for (const slot of slots) expect(text).toContain(`data-furniture="${slot}"`)
  expect(text).not.toContain('data-missing')
  const without = html({ frame: frame('/', { ...profile, icp: '' }) })
  expect(without).toMatch(/data-furniture="icp"><span data-missing="">ICP备案号：待补充/)
})

test('no page needs inline style or script', () => {
  expect(html({ column })).not.toMatch(/ style="|<style|<script(?! src| type="application\/ld\+json")| on[a-z]+="/)
})

test('other looks keep the page and what it shows', () => {
  expect(withLooks('/tzgg/?page=2', { mode: 'elder' })).toBe('/tzgg/?page=2&mode=elder')
  expect(withLooks('/zwgk/nianbao/2021#part-3', { theme: 'dark' })).toBe('/zwgk/nianbao/2021?theme=dark#part-3')
})
