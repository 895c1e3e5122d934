import { expect, test } from 'vitest'
import { newsMap, siteMapFile } from './sitemap.ts'

const base = 'https://yjglj.qinghe.example'
const day = (date: number) => new Date(Date.UTC(2026, 10, date, 1, 30))
const places = [1, 2, 3, 4, 5].map((n) => ({
  href: `/yaowen/202611/${n}.html?a&b`,
  changedAt: n === 5 ? null : day(n),
}))

test('as long as one file holds them all, the site map is that file; a change that is not known is not told', () => {
  const map = siteMapFile(base, places, null) ?? ''
  expect(map.match(/<url>/g)).toHaveLength(5)
  expect(map.match(/<lastmod>/g)).toHaveLength(4)
  expect(map).toContain(
    '<loc>https://yjglj.qinghe.example/yaowen/202611/1.html?a&amp;b</loc><lastmod>2026-11-01T09:30+08:00</lastmod>',
  )
  expect(siteMapFile(base, places, 1)).toBeNull()
})

test('beyond that it is an index of files that together hold every address once', () => {
  const index = siteMapFile(base, places, null, 2) ?? ''
  expect([...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => loc)).toEqual([
    `${base}/sitemap-1.xml`,
    `${base}/sitemap-2.xml`,
    `${base}/sitemap-3.xml`,
  ])
  // The newest change of what is in the part.
  expect(index).toContain('sitemap-1.xml</loc><lastmod>2026-11-02T09:30+08:00</lastmod>')
  const parts = [1, 2, 3].map((part) => siteMapFile(base, places, part, 2) ?? '')
  expect(parts.join('').match(/<url>/g)).toHaveLength(5)
  expect(siteMapFile(base, places, 4, 2)).toBeNull()
})

test('news carries its title, its moment and the name of the site', () => {
  const map = newsMap(base, '青禾市应急管理局', [{ href: '/a.html', title: 'A <b> & c', publishedAt: day(24) }])
  expect(map).toContain('<news:title>A &lt;b&gt; &amp; c</news:title>')
  expect(map).toContain('<news:publication_date>2026-11-24T09:30+08:00</news:publication_date>')
  expect(map).toContain('<news:name>青禾市应急管理局</news:name>')
})
