import { gzipSync } from 'node:zlib'
import { HtmlValidate } from 'html-validate'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { inBureau } from '../../src/platform/database/bureau.ts'
import { readSheet } from '../../src/platform/spreadsheets.ts'
import { withdrawDocument } from '../../src/records/documents/publish.ts'
import { accessibilityProblems, type House, openHouse, problemsOfLook, widerThanScreen } from './house.ts'
import { publicPlaces } from './places.ts'
import { fillIn, signedIn } from './steps.ts'

let house: House
/** an article of the demonstration, and a document with force */
let article: string
let policy: string
beforeAll(async () => {
  house = await openHouse()
  // Not the newest: that one is taken down below.
  article = /.*href="(\/yaowen\/\d{6}\/\d+\.html)"/s.exec(await (await get('/yaowen/')).text())?.[1] ?? ''
  policy = /href="(\/zcwj\/\d{6}\/\d+\.html)"/.exec(await (await get('/zhengce/')).text())?.[1] ?? ''
})
afterAll(() => house.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${house.address}${path}`, { headers, redirect: 'manual' })

const json = async <T>(path: string) => (await (await get(path)).json()) as T

/** Every kind of public page, but for those that belong to one applicant. */
const pages = () => [
  ...publicPlaces,
  '/zwgk/taizhang/licences?year=2021',
  '/zwgk/fdzdgk/zcwj?whn=2020&sort=formed',
  '/tzgg/?q=%E5%85%AC%E5%91%8A&year=2026',
  '/tzgg/?q=%E6%B2%A1%E6%9C%89%E7%9A%84',
  '/sousuo?q=%E9%80%9A%E7%9F%A5',
  '/sousuo?q=%E6%B2%A1%E6%9C%89%E7%9A%84%E8%AF%8D',
  article,
  policy,
  '/rss/',
  '/shuju/',
  '/shuju/tongji',
  '/shuju/documents',
  '/shuju/licences',
  '/shuju/annual-report-tables',
  '/status',
  '/guanyu',
  '/yinsi',
  '/likai?to=https%3A%2F%2Felsewhere.example%2F',
  '/no-such-page',
]

const withQuery = (path: string, more: string) => `${path}${path.includes('?') ? '&' : '?'}${more}`

test('every public page is valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      // How React writes: <meta/>, lower-case doctype, dateTime, boolean attributes with an empty value.
      'attr-case': 'off',
      'void-style': 'off',
      'doctype-style': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      // Titles name page, column and site (政府网站发展指引), and may be long.
      'long-title': 'off',
      // Telephone numbers do not break by style sheet, not by characters.
      'tel-non-breaking': 'off',
      'no-trailing-whitespace': 'off',
    },
  })
  const problems: string[] = []
  for (const path of pages()) {
    const report = await validator.validateString(await (await get(path)).text())
    for (const { messages } of report.results) {
      problems.push(
        ...messages.map(({ ruleId, message, line, column }) => `${path} ${line}:${column} ${ruleId}: ${message}`),
      )
    }
  }
  expect(problems).toEqual([])
})

test('axe finds nothing in lite and elder mode, in the dark and the contrast themes, with the preferences open', async () => {
  const problems: string[] = []
  const own = pages().filter((path) => !(publicPlaces as readonly string[]).includes(path))
  const some = ['/', '/zwgk/nianbao/2021', '/shuju/tongji', article]
  for (const [width, looks, which] of [
    [360, 'mode=lite', pages()],
    [360, 'mode=elder', own],
    [1280, 'theme=hc-dark', some],
    [1280, 'theme=dark', some],
    [360, 'theme=hc-light', some],
  ] as const) {
    const { context, page } = await house.visit({ viewport: { width, height: 800 } })
    for (const path of which) {
      await page.goto(withQuery(path, looks))
      await page.locator('.preferences summary').click()
      problems.push(...(await (looks === 'mode=lite' ? accessibilityProblems : problemsOfLook)(page)))
      const more = await widerThanScreen(page)
      if (more > 0) problems.push(`${path} (${looks}): ${more} px too wide`)
    }
    await context.close()
  }
  expect(problems).toEqual([])
}, 300_000)

/** What a page weighs with everything it fetches but pictures, compressed, in bytes. */
async function weight(path: string): Promise<number> {
  const html = await (await get(path)).text()
  const parts = [...html.matchAll(/(?:<link rel="stylesheet" href|<script src)="([^"]+)"/g)].map(
    ([, href]) => href ?? '',
  )
  let bytes = gzipSync(html).length
  for (const href of parts) bytes += gzipSync(await (await get(href)).text()).length
  return bytes
}

test('an article weighs at most 60 KB; in lite mode it and the home page at most 14 KB, without a script', async () => {
  expect(await weight(article)).toBeLessThanOrEqual(60 * 1024)
  for (const path of ['/', article]) {
    expect(await weight(`${path}?mode=lite`), path).toBeLessThanOrEqual(14 * 1024)
    const html = await (await get(`${path}?mode=lite`)).text()
    expect(html).not.toMatch(/<img|<script src/)
  }
})

/** Parses XML as a browser does; null when it is not well-formed. */
const parsed = (page: Page, xml: string) =>
  page.evaluate(
    `(() => {
      const tree = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml')
      if (tree.querySelector('parsererror')) return null
      const all = (name) => [...tree.getElementsByTagNameNS('*', name)]
      const items = [...all('item'), ...all('entry')]
      return {
        root: tree.documentElement.localName,
        locations: all('loc').map((one) => one.textContent),
        items: items.map((item) => ({
          title: item.getElementsByTagName('title')[0]?.textContent,
          id: (item.getElementsByTagName('guid')[0] ?? item.getElementsByTagName('id')[0])?.textContent,
          link: item.getElementsByTagName('link')[0]?.textContent || item.getElementsByTagName('link')[0]?.getAttribute('href'),
          at: (item.getElementsByTagName('pubDate')[0] ?? item.getElementsByTagName('published')[0])?.textContent,
          content: (item.getElementsByTagNameNS('*', 'encoded')[0] ?? item.getElementsByTagName('content')[0])?.textContent,
        })),
      }
    })()`,
  ) as Promise<{
    root: string
    locations: string[]
    items: { title: string; id: string; link: string; at: string; content: string }[]
  } | null>

const ours = 'https://yjglj.qinghe.example'

describe('feeds', () => {
  test('each that is listed is well-formed, with ids that stay, full text, moments and links that lead to pages', async () => {
    const { context, page } = await house.visit()
    await page.goto('/rss/')
    const listed = await page.$$eval('main a[href^="/rss/"]', (links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    )
    expect(listed.length).toBeGreaterThan(60)
    const [links, seen] = [new Set<string>(), new Map<string, Set<string>>()]
    for (const path of listed) {
      const answer = await get(path)
      expect(answer.status, path).toBe(200)
      const [name = '', format = ''] = path.slice('/rss/'.length).split('.')
      const text = await answer.text()
      if (format === 'json') {
        const feed = JSON.parse(text)
        expect(answer.headers.get('content-type')).toContain('application/feed+json')
        seen.set(`${name} json`, new Set(feed.items.map(({ id }: { id: string }) => id)))
        continue
      }
      const feed = await parsed(page, text)
      expect(feed?.root, path).toBe(format === 'xml' ? 'rss' : 'feed')
      for (const { title, id, link, at, content } of feed?.items ?? []) {
        expect(title && content, path).toBeTruthy()
        expect(id).toMatch(/^tag:yjglj\.qinghe\.example,2026:[a-z-]+:\d+$/)
        expect(Number.isNaN(Date.parse(at))).toBe(false)
        expect(at).toMatch(/GMT$|Z$|[+-]\d\d:\d\d$/)
        expect(link.startsWith(ours)).toBe(true)
        links.add(link.slice(ours.length))
      }
      seen.set(`${name} ${format}`, new Set(feed?.items.map(({ id }) => id)))
    }
    for (const [key, ids] of seen) {
      const [name] = key.split(' ')
      expect(ids, key).toEqual(seen.get(`${name} xml`))
    }
    await context.close()
    for (const link of [...links].filter((_, place) => place % 7 === 0))
      expect((await get(link)).status, link).toBe(200)
  })

  test('a page names its feed, a list gives it at once, filtered as the list is', async () => {
    const html = await (await get('/yaowen/')).text()
    expect(html).toContain(
      '<link rel="alternate" type="application/rss+xml" title="要闻（RSS）" href="/rss/yaowen.xml"/>',
    )
    expect(await (await get('/yaowen/?format=atom')).text()).toContain('<feed xmlns="http://www.w3.org/2005/Atom">')
    const feed = await json<{ items: { title: string }[] }>('/zwgk/taizhang/licences?year=2021&format=json')
    expect(feed.items).toHaveLength(50)
    for (const { title } of feed.items) expect(title).toContain('〔2021〕')
  })

  test('the list of a column filtered by words and year is a feed of just that, in every form', async () => {
    interface Feed {
      title: string
      feed_url: string
      items: { title: string; date_published: string }[]
    }
    const whole = await json<Feed>('/tzgg/?format=json')
    const filtered = `/tzgg/?q=${encodeURIComponent('公告')}&year=2026`
    const feed = await json<Feed>(`${filtered}&format=json`)
    expect(feed.items.length).toBeGreaterThan(1)
    expect(feed.items.length).toBeLessThan(whole.items.length)
    for (const { title, date_published } of feed.items) {
      expect(title).toContain('公告')
      expect(date_published).toMatch(/^2026/)
    }
    expect(feed.title).toContain('通知公告（标题含“公告”，2026年）')
    for (const [format, opening] of [
      ['rss', '<rss version="2.0"'],
      ['atom', '<feed xmlns="http://www.w3.org/2005/Atom">'],
    ]) {
      const text = await (await get(`${filtered}&format=${format}`)).text()
      expect(text).toContain(opening)
      for (const { title } of feed.items) expect(text).toContain(title)
    }
    expect((await json<Feed>('/tzgg/?year=1999&format=json')).items).toEqual([])
    const numbered = await json<Feed>('/zwgk/fdzdgk/zcwj?whn=2020&format=json')
    expect(numbered.title).toContain('文号〔2020〕')
    expect(numbered.items).toHaveLength(2)
  })

  test('a list leads to its own feed: of all of it, or of what is chosen', async () => {
    const { context, page } = await house.visit({ javaScriptEnabled: false })
    for (const list of ['/tzgg/', '/zwgk/fdzdgk/zcwj']) {
      for (const query of ['', '?year=2026']) {
        await page.goto(list + query)
        const links = await page.$$eval('.subscribe a', (all) => all.map((link) => link.getAttribute('href') ?? ''))
        expect(links).toHaveLength(3)
        for (const link of links) {
          expect((await get(link)).headers.get('content-type'), link).toMatch(
            /^application\/(rss|atom|feed)\+(xml|json)/,
          )
          expect(link.includes('year=2026'), link).toBe(query !== '')
        }
      }
    }
    await context.close()
  })

  test('whoever has a feed already is told so, by tag and by date', async () => {
    const first = await get('/rss/yaowen.xml')
    const [tag, changed] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? '']
    expect((await get('/rss/yaowen.xml', { 'if-none-match': tag })).status).toBe(304)
    expect((await get('/rss/yaowen.xml', { 'if-modified-since': changed })).status).toBe(304)
    expect((await get('/rss/yaowen.xml', { 'if-none-match': '"another"' })).status).toBe(200)
    expect((await get('/rss/yaowen.xml', { 'if-modified-since': 'Mon, 01 Jan 2018 00:00:00 GMT' })).status).toBe(200)
  })

  test('a document that is taken down is gone from its feed; a corrected one comes up again under the same id', async () => {
    interface Item {
      id: string
      date_modified: string
      date_published: string
    }
    const items = async () => (await json<{ items: Item[] }>('/rss/all.json')).items
    const before = await items()
    const corrected = before.at(-1)
    const [gone, changed] = [before[0], corrected].map((item) => Number(item?.id.split(':').at(-1)))
    await inBureau(house.database, house.bureau, async (tx) => {
      const { version } = await tx
        .selectFrom('document')
        .select('version')
        .where('id', '=', gone ?? 0)
        .executeTakeFirstOrThrow()
      const officer = await tx
        .selectFrom('staff')
        .select('id')
        .where('account', '=', 'gongkai')
        .executeTakeFirstOrThrow()
      const by = { kind: 'staff', ...officer, name: '沈禾', roles: ['disclosure-office'], sectionId: null } as const
      expect(await withdrawDocument(tx, { id: gone ?? 0, version, reason: '重复' }, by, systemClock)).toEqual({
        withdrawn: true,
      })
    })
    // As if the official version were a later one: only the database's owner can write that.
    await sql`update document_version set published_at = now() where document_id = ${changed ?? 0}`.execute(
      house.database,
    )
    const after = await items()
    expect(after.map(({ id }) => id)).not.toContain(before[0]?.id)
    expect(after[0]).toMatchObject({ id: corrected?.id, date_published: corrected?.date_published })
    expect(after[0]?.date_modified).not.toBe(corrected?.date_modified)
    const atom = await (await get('/rss/all.xml')).text()
    expect(atom).toContain('<atom:updated>')
  })
})

test('the site map leads to pages only, and the robots file to the site map', async () => {
  const robots = await (await get('/robots.txt')).text()
  expect(robots).toContain(`Sitemap: ${ours}/sitemap.xml`)
  expect(robots).not.toMatch(/^Disallow: \/$/m)
  const { context, page } = await house.visit()
  await page.goto('/')
  const map = await parsed(page, await (await get('/sitemap.xml')).text())
  expect(map?.root).toBe('urlset')
  expect(map?.locations.length).toBeGreaterThan(50)
  expect(new Set(map?.locations).size).toBe(map?.locations.length)
  for (const location of map?.locations ?? []) {
    expect((await get(location.slice(ours.length))).status, location).toBe(200)
  }
  expect((await parsed(page, await (await get('/sitemap-news.xml')).text()))?.root).toBe('urlset')
  await context.close()
  const security = await (await get('/.well-known/security.txt')).text()
  expect(security).toMatch(/^Contact: mailto:/m)
  expect(Date.parse(/^Expires: (.+)$/m.exec(security)?.[1] ?? '')).toBeGreaterThan(Date.now())
})

test('pages tell machines what they are, and the policy lets them', async () => {
  const { context, page } = await house.visit()
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text())
  })
  const typesOn = async (path: string) => {
    await page.goto(path)
    const text = await page.textContent('script[type="application/ld+json"]')
    return (JSON.parse(text ?? '{}')['@graph'] as { '@type': string }[]).map((thing) => thing['@type'])
  }
  expect(await typesOn('/')).toEqual(['GovernmentOrganization', 'WebSite'])
  expect(await typesOn(article)).toEqual(['BreadcrumbList', 'NewsArticle'])
  expect(await typesOn('/shuju/licences')).toEqual(['BreadcrumbList', 'Dataset'])
  await page.goto('/zcwj/')
  await page.locator('main :is(tr, li)', { hasText: '〔2026〕' }).locator('a[href$=".html"]').first().click()
  const policy = JSON.parse((await page.textContent('script[type="application/ld+json"]')) ?? '{}')['@graph']
  expect(policy[1]).toMatchObject({
    '@type': 'Legislation',
    legislationIdentifier: expect.stringContaining('〔2026〕'),
  })
  await context.close()
  expect(refused).toEqual([])
})

interface Rows {
  data: { id: number }[]
}

describe('open data', () => {
  test('every file and the interface give as many records as the page says', async () => {
    const { context, page } = await house.visit({ javaScriptEnabled: false })
    await page.goto('/shuju/')
    const names = await page.$$eval('.datasets h2 a', (links) =>
      links.map((link) => (link.getAttribute('href') ?? '').slice('/shuju/'.length)),
    )
    expect(names).toEqual(expect.arrayContaining(['documents', 'licences', 'annual-report-tables', 'working-days']))
    expect(names).not.toContain('remedies')
    for (const name of names) {
      await page.goto(`/shuju/${name}`)
      const said = Number((await page.locator('.facts dd').first().textContent())?.replace(/\D/g, ''))
      const { data, fields } = await json<{ data: object[]; fields: { name: string; label: string }[] }>(
        `/shuju/${name}.json`,
      )
      expect(data, name).toHaveLength(said)
      const api = await get(`/api/v1/${name}?size=1`)
      expect(api.headers.get('x-total-count'), name).toBe(String(said))
      const row = ((await api.json()) as Rows).data[0]
      if (row) expect(Object.keys(row)).toEqual(fields.map(({ name }) => name))
      if (said > 3000) continue
      const sheet = await readSheet(Buffer.from(await (await get(`/shuju/${name}.xlsx`)).arrayBuffer()))
      expect(sheet.rows, name).toHaveLength(said)
      expect(sheet.headings).toEqual(fields.map(({ label }) => label))
      const csv = Buffer.from(await (await get(`/shuju/${name}.csv`)).arrayBuffer())
      expect([...csv.subarray(0, 3)], name).toEqual([0xef, 0xbb, 0xbf])
    }
    await context.close()
  })

  test('the interface says what it does not know, in Chinese, and what it gave before', async () => {
    const unknown = await get('/api/v1/licences?fields=title,secret')
    expect(unknown.status).toBe(422)
    expect(unknown.headers.get('content-type')).toContain('application/problem+json')
    expect(((await unknown.json()) as { title: string }).title).toContain('没有 secret 这样的字段')
    expect((await get('/api/v1/remedies')).status).toBe(404)
    expect((await get('/api/v1/licences?since=yesterday')).status).toBe(422)
    expect((await get('/api/v1/licences?size=5000')).status).toBe(422)
    const first = await get('/api/v1/licences?fields=title&size=2')
    const { data, next } = (await first.json()) as Rows & { next: string }
    expect(data.map((row) => Object.keys(row))).toEqual([
      ['id', 'title'],
      ['id', 'title'],
    ])
    const second = await json<Rows>(next)
    expect(second.data[0]?.id).toBeGreaterThan(data[1]?.id ?? 0)
    const again = await get('/api/v1/licences?fields=title&size=2', {
      'if-none-match': first.headers.get('etag') ?? '',
    })
    expect(again.status).toBe(304)
    const { paths: described } = await json<{ paths: object }>('/api/openapi.json')
    const paths = Object.keys(described)
    expect(paths).toEqual(expect.arrayContaining(['/v1/', '/v1/{dataset}']))
  })

  test('whoever asks too often is told when to come back', async () => {
    let answer = await get('/api/v1/')
    for (let asked = 0; asked < 70 && answer.status !== 429; asked += 1) answer = await get('/api/v1/')
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  test('every figure of the statistics that opens, opens as many records', async () => {
    const { context, page } = await house.visit({ javaScriptEnabled: false })
    await page.goto('/shuju/tongji')
    const figures = await page.$$eval('[id^="register-"]:not([id$="-amount"]) td a', (links) =>
      links.map((link) => ({
        href: link.getAttribute('href') ?? '',
        value: Number((link.firstChild?.textContent ?? '').replace(/\D/g, '')),
      })),
    )
    expect(figures.length).toBeGreaterThan(5)
    for (const { href, value } of figures) {
      await page.goto(href)
      expect(Number((await page.locator('.count').textContent())?.replace(/\D/g, '')), href).toBe(value)
    }
    await context.close()
  })
})

describe('how a visitor wants to see the site', () => {
  test('is chosen in the panel on any page without a script, kept from page to page, and undone', async () => {
    const { context, page } = await house.visit({ javaScriptEnabled: false })
    const html = page.locator('html')
    const choose = async (name: string) => {
      await page.locator('.preferences summary').click()
      await page.locator('.preferences').getByRole('link', { name, exact: true }).click()
    }
    await page.goto('/zwgk/taizhang/licences?year=2021')
    await choose('黑底高对比')
    await choose('特大')
    await choose('宽行距')
    await choose('大鼠标')
    expect(page.url()).toContain('year=2021')
    await page.goto(article)
    expect(await html.getAttribute('data-theme')).toBe('hc-dark')
    expect(await html.getAttribute('data-size')).toBe('1.5')
    expect(await html.getAttribute('data-aids')).toBe('spacing pointer')
    await choose('宽行距')
    expect(await html.getAttribute('data-aids')).toBe('pointer')
    await choose('简洁模式')
    await page.goto('/')
    expect(await html.getAttribute('data-mode')).toBe('lite')
    await choose('标准模式')
    expect(await html.getAttribute('data-mode')).toBe('standard')
    await context.close()
  })

  test('the tabs of the home page work without a script, by keyboard too', async () => {
    const { context, page } = await house.visit({ javaScriptEnabled: false })
    await page.goto('/')
    const shown = async () => {
      const found: string[] = []
      for (const section of await page.locator('.latest > section').all()) {
        if (await section.isVisible()) found.push((await section.getAttribute('id')) ?? '')
      }
      return found
    }
    expect(await shown()).toEqual(['latest-1'])
    await page.getByRole('navigation', { name: '最新公开的栏目' }).getByRole('link').nth(1).focus()
    await page.keyboard.press('Enter')
    expect(await shown()).toEqual(['latest-2'])
    await context.close()
  })
})

describe('feedback under a page', () => {
  test('one tap, then words if somebody likes; the office sees them and says what it did', async () => {
    const { context, page } = await house.visit({ javaScriptEnabled: false })
    await page.goto(article)
    await page.getByRole('button', { name: '报错' }).click()
    expect(await page.textContent('h1')).toBe('谢谢您指出错误')
    const scripted = await house.visit({ viewport: { width: 360, height: 800 } })
    await scripted.page.goto(page.url())
    expect(await accessibilityProblems(scripted.page)).toEqual([])
    await scripted.context.close()
    await page.getByLabel('哪里错了').fill('第二段的日期写错了，我的身份证是11010519491231002X')
    await page.getByRole('button', { name: '发送' }).click()
    expect(await page.textContent('[role="alert"]')).toContain('身份证号码')
    expect(await page.content()).toContain('第二段的日期写错了')
    await page.getByLabel('哪里错了').fill('第二段的日期写错了')
    await page.getByRole('button', { name: '发送' }).click()
    expect(await page.textContent('h1')).toContain('反馈已收到')
    await page.getByRole('link', { name: '回到刚才的页面' }).click()
    expect(new URL(page.url()).pathname).toBe(article)
    await context.close()

    const desk = await signedIn(house, 'gongkai')
    await desk.getByRole('link', { name: '网页反馈' }).click()
    const row = desk.getByRole('row', { name: /第二段的日期写错了/ })
    await row.getByRole('button', { name: '处理' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('处理结果').fill('日期已更正')
    await dialog.getByRole('button', { name: /处\s*理/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    await desk.getByText('已处理', { exact: true }).first().click()
    await desk.getByRole('row', { name: /日期已更正/ }).waitFor()
    expect(await accessibilityProblems(desk)).toEqual([])
    await desk.getByText('按网页计数').click()
    await desk.getByRole('row', { name: new RegExp(article) }).waitFor()
    await desk.context().close()
  })

  test('comes from pages of this site only, and not too often', async () => {
    const send = (page: string, headers: Record<string, string> = {}) =>
      fetch(`${house.address}/fankui`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ page, verdict: 'useful' }),
        redirect: 'manual',
      })
    expect((await send('/yaowen/', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    for (const page of ['//elsewhere.example/', 'https://elsewhere.example/', '/a\\b', '']) {
      expect((await send(page)).status, page).toBe(400)
    }
    let status = 303
    for (let sent = 0; sent < 15 && status !== 429; sent += 1) status = (await send('/yaowen/')).status
    expect(status).toBe(429)
  })
})

test('the page that takes leave leads on only from a page of ours, and never by itself', async () => {
  const leave = (to: string, headers: Record<string, string> = {}) =>
    get(`/likai?to=${encodeURIComponent(to)}`, headers)
  const from = { 'sec-fetch-site': 'same-origin' }
  const link = 'href="https://elsewhere.example/a"'
  expect(await (await leave('https://elsewhere.example/a', from)).text()).toContain(link)
  const foreign = await leave('https://elsewhere.example/a', { 'sec-fetch-site': 'cross-site' })
  expect(foreign.status).toBe(200)
  expect(await foreign.text()).not.toContain(link)
  for (const to of [
    'javascript:alert(1)',
    '//elsewhere.example',
    '/yaowen/',
    'https://gov.cn@elsewhere.example/',
    'data:text/html,x',
    '',
  ]) {
    const answer = await leave(to, from)
    expect(answer.status, to).toBe(400)
    expect(await answer.text()).not.toContain('data-leaves')
  }
})

const styleOf = (page: Page, selector: string, property: string): Promise<string> =>
  page.evaluate(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue(${JSON.stringify(property)})`,
  )

test('in a time of mourning the site is grey but what warns; planned work is told beforehand', async () => {
  const desk = await signedIn(house, 'admin')
  await desk.getByRole('link', { name: '网站状态' }).click()
  const arrange = async (kind: string, words: string) => {
    await desk.getByLabel(kind).check()
    const china = (minutes: number) => new Date(Date.now() + (8 * 60 + minutes) * 60_000).toISOString().slice(0, 16)
    await desk.getByLabel('开始').fill(china(-5))
    await desk.getByLabel('结束').fill(china(120))
    await desk.getByLabel('事由').fill(words)
    await desk.getByRole('button', { name: /安\s*排/ }).click()
    await desk.getByRole('row', { name: new RegExp(words) }).waitFor()
  }
  await arrange('哀悼', '演练哀悼')
  await arrange('维护', '演练维护')
  const { context, page } = await house.visit({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
  await page.goto('/')
  expect(await styleOf(page, '.masthead', 'background-color')).toBe('rgb(74, 74, 74)')
  expect(await styleOf(page, 'html', '--danger')).toBe('#b3141c')
  expect(await page.textContent('.outage-note')).toContain('演练维护')
  expect(await accessibilityProblems(page)).toEqual([])
  await page.goto('/status')
  expect(await page.textContent('main')).toContain('演练维护（正在进行）')
  expect(await accessibilityProblems(desk)).toEqual([])
  for (const words of ['演练哀悼', '演练维护']) {
    await desk
      .getByRole('row', { name: new RegExp(words) })
      .getByRole('button', { name: /取\s*消/ })
      .click()
    await desk.getByRole('button', { name: '取消安排' }).click()
    await desk.getByRole('row', { name: new RegExp(words) }).waitFor({ state: 'detached' })
  }
  await page.goto('/')
  expect(await page.getAttribute('html', 'data-mourning')).toBeNull()
  await context.close()
  await desk.context().close()
})

test('on paper a page is A4, its table heads repeat, its address stands at the end, what can be clicked is gone', async () => {
  const { context, page } = await house.visit()
  await page.goto('/zwgk/taizhang/licences')
  await page.emulateMedia({ media: 'print' })
  expect(await styleOf(page, 'main thead', 'display')).toBe('table-header-group')
  expect(await page.locator('.printed').isVisible()).toBe(true)
  expect(await page.textContent('.printed')).toBe(`网址：${ours}/zwgk/taizhang/licences`)
  for (const gone of ['.utility', '.main-nav', '.page-feedback', '.footer-links', '.pager ul']) {
    expect(await page.locator(gone).first().isVisible(), gone).toBe(false)
  }
  const pdf = await page.pdf({ preferCSSPageSize: true })
  // A4 in points.
  expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 59[45]\.\d+ 84[12]/)
  await context.close()
})

// Last: the count is added when the server stops.
test('readings are counted by page and day, without what tells who read', async () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36'
  const { context, page } = await house.visit({ userAgent: agent })
  await page.goto(article)
  await page.goto(`${article}?mode=elder`)
  await fillIn(page, '浏览计数与申请')
  const secret = new URL(page.url()).searchParams.get('draft') ?? ''
  expect(secret).not.toBe('')
  await get(article, { 'user-agent': 'Mozilla/5.0 (compatible; Baiduspider/2.0)' })
  await context.close()
  await house.server.close()
  const counted = await inBureau(house.database, house.bureau, (tx) =>
    tx.selectFrom('pageView').select(['address', 'count']).execute(),
  )
  expect(counted.find(({ address }) => address === article)?.count).toBe(2)
  expect(counted.filter(({ address }) => /apply|status\/|draft|fankui/.test(address))).toEqual([])
})
