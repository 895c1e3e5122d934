import { createElement } from 'react'
import { withBelow } from '../../records/columns/column.ts'
import { datasets } from '../../records/datasets/all.ts'
import { publishedPlaces } from '../../records/documents/for-public.ts'
import { publicEntryCounts, publicEntryState, publicRegisters } from '../../records/registers/for-public.ts'
import { publishedReports } from '../../records/reports/for-public.ts'
import { entryOf, listed } from '../lists.ts'
import { paths } from '../paths.ts'
import { itself, type Open, type Outcome, shared, type Visiting } from '../visit.ts'
import { changeOf, type FeedOf, feedText } from './feed.tsx'
import { FeedsPage } from './feeds.page.tsx'
import { type FeedFormat, feedFormats, feedTypes } from './places.ts'
import { newsMap, type Place, siteMapFile } from './sitemap.ts'
import { feedNamed } from './sources.tsx'

const xml = 'application/xml; charset=utf-8'
const newsFor = { milliseconds: 2 * 24 * 3600_000 }
const securityTextFor = { milliseconds: 180 * 24 * 3600_000 }

export function sentAsFeed({ bureau }: Pick<Visiting, 'bureau'>, feed: FeedOf, format: FeedFormat): Outcome {
  return {
    resource: {
      body: feedText(bureau, feed, format),
      type: `${feedTypes[format].type}; charset=utf-8`,
      changedAt: changeOf(feed),
    },
  }
}

/** What other software reads of the portal: feeds, site maps, who may look where. */
export function feedRoutes(open: Open): void {
  open(
    'GET',
    paths.feeds,
    async ({ tx, columns: tree, frame }) => {
      const counts = await publicEntryCounts(tx)
      return createElement(FeedsPage, {
        frame,
        groups: [
          {
            title: '栏目',
            feeds: [
              { name: 'all', title: '全部信息', level: 0 },
              ...tree
                .filter(({ parentId }) => parentId === null)
                .flatMap((top) => withBelow(tree, top))
                .map(({ slug, name, parentId }) => ({ name: slug, title: name, level: parentId === null ? 0 : 1 })),
            ],
          },
          {
            title: '台账和年报',
            feeds: [
              ...publicRegisters()
                .filter(({ kind }) => (counts[kind] ?? 0) > 0)
                .map(({ kind, title }) => ({ name: `taizhang-${kind}`, title, level: 0 })),
              { name: 'nianbao', title: '政府信息公开年报', level: 0 },
              { name: 'xuandeng', title: '依申请公开答复选登', level: 0 },
            ],
          },
        ],
      })
    },
    itself(paths.feeds),
  )

  open(
    'GET',
    '/rss/:file',
    async (visiting) => {
      const { file } = visiting.http.params as { file: string }
      const [, name = '', asked = ''] = /^([a-z0-9-]+)\.([a-z]+)$/.exec(file) ?? []
      const format = feedFormats.find((one) => one === asked)
      const feed = format && (await feedNamed(visiting, name))
      return feed ? sentAsFeed(visiting, feed, format) : { failure: { status: 404 } }
    },
    shared(async (visiting) => {
      const names = ['all', 'nianbao', 'xuandeng', ...visiting.columns.map(({ slug }) => slug)]
      const registers = publicRegisters().map(({ kind }) => `taizhang-${kind}`)
      return [...names, ...registers].flatMap((name) => feedFormats.map((format) => paths.feed(name, format)))
    }),
  )

  open('GET', '/sitemap.xml', async (visiting) => siteMap(visiting, null), itself('/sitemap.xml'))
  open('GET', '/sitemap-:part(^\\d+).xml', async (visiting) =>
    siteMap(visiting, Number((visiting.http.params as { part: string }).part)),
  )

  open(
    'GET',
    '/sitemap-news.xml',
    async ({ tx, bureau, clock }) => {
      const from = clock.now().getTime() - newsFor.milliseconds
      const news = (await publishedPlaces(tx))
        .filter(({ publishedAt }) => publishedAt.getTime() >= from)
        .slice(-1000)
        .map((document) => ({ ...document, href: document.address }))
      return { resource: { body: newsMap(`https://${bureau.profile.domain}`, bureau.name, news), type: xml } }
    },
    itself('/sitemap-news.xml'),
  )

  open(
    'GET',
    '/robots.txt',
    async ({ bureau }) => {
      const base = `https://${bureau.profile.domain}`
      const body = [
        '# 公开的内容都可以抓取；批量获取请用数据接口和 RSS，更省力：',
        `# ${base}${paths.data}  ${base}${paths.feeds}`,
        'User-agent: *',
        'Allow: /',
        // What only its applicant has an address of, and the staff's desk: nothing there is for the public.
        'Disallow: /staff',
        'Disallow: /ysqgk/status/',
        'Disallow: /ysqgk/chaxunma/',
        'Disallow: /ysqgk/apply/',
        'Disallow: /ysqgk/receipt',
        'Disallow: /fankui/',
        '',
        `Sitemap: ${base}/sitemap.xml`,
        `Sitemap: ${base}/sitemap-news.xml`,
        '',
      ].join('\n')
      return { resource: { body, type: 'text/plain; charset=utf-8' } }
    },
    itself('/robots.txt'),
  )

  open('GET', '/.well-known/security.txt', async ({ bureau, clock }) => {
    const { domain, email, phone } = bureau.profile
    // The day only, so that the file is the same all day.
    const until = new Date(Date.parse(`${clock.today()}T00:00:00+08:00`) + securityTextFor.milliseconds)
    const body = [
      ...(email.trim() ? [`Contact: mailto:${email}`] : []),
      ...(phone.trim() ? [`Contact: tel:${phone.replace(/[^\d+]/g, '')}`] : []),
      `Contact: https://${domain}${paths.about}`,
      `Expires: ${until.toISOString()}`,
      'Preferred-Languages: zh, en',
      `Canonical: https://${domain}/.well-known/security.txt`,
      '',
    ].join('\n')
    return { resource: { body, type: 'text/plain; charset=utf-8' } }
  })
}

async function siteMap({ tx, columns: tree, bureau }: Visiting, part: number | null): Promise<Outcome> {
  const documents = await publishedPlaces(tx)
  const newest = (among: readonly { versionAt: Date }[]) =>
    among.reduce<Date | null>((a, { versionAt }) => (a && a > versionAt ? a : versionAt), null)
  const still = (href: string): Place => ({ href, changedAt: null })
  const registers: Place[] = []
  for (const { kind } of publicRegisters()) {
    const { count, changedAt } = await publicEntryState(tx, kind)
    if (count > 0) registers.push({ href: paths.register(kind), changedAt })
  }
  const places: Place[] = [
    { href: paths.home, changedAt: newest(documents) },
    { href: paths.disclosure, changedAt: newest(documents) },
    ...listed(tree)
      .filter((column) => entryOf(column).href !== paths.disclosure)
      .map((column) => {
        const ids = new Set(withBelow(tree, column).map(({ id }) => id))
        return {
          href: entryOf(column).href,
          changedAt: newest(documents.filter(({ columnId }) => ids.has(columnId))),
        }
      }),
    ...registers,
    ...(await publishedReports(tx)).map(({ year, publishedAt }) => ({
      href: paths.report(year),
      changedAt: publishedAt,
    })),
    ...[paths.reports, paths.requests, paths.status].map(still),
    ...[paths.data, paths.statistics, ...datasets.map(({ name }) => paths.dataset(name))].map(still),
    ...[paths.feeds, paths.siteMap, paths.accessibility, paths.about, paths.privacy, paths.serviceStatus].map(still),
    ...documents.map(({ address, versionAt }) => ({ href: address, changedAt: versionAt })),
  ]
  // A part of the platform may have a column of its own.
  const each = [...new Map(places.toReversed().map((place) => [place.href, place])).values()].toReversed()
  const body = siteMapFile(`https://${bureau.profile.domain}`, each, part)
  return body === null ? { failure: { status: 404 } } : { resource: { body, type: xml, changedAt: newest(documents) } }
}
