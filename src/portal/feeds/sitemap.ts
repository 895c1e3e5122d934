import { minuteInChina } from '../../platform/clock.ts'

/** https://www.sitemaps.org/protocol.html */
export const mostAddresses = 50_000

export interface Place {
  /** path on the portal */
  href: string
  /** when its content last changed; null: not known, and then not told */
  changedAt: Date | null
}

const text = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** 2026-11-24T09:30+08:00 */
const moment = (at: Date) => `${minuteInChina(at).replace(' ', 'T')}+08:00`

const head = '<?xml version="1.0" encoding="utf-8"?>\n'

function urlset(base: string, places: readonly Place[]): string {
  const urls = places.map(
    ({ href, changedAt }) =>
      `<url><loc>${text(base + href)}</loc>${changedAt ? `<lastmod>${moment(changedAt)}</lastmod>` : ''}</url>`,
  )
  return `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`
}

/**
 * The site map, or, where there are more addresses than one file may hold, an index of several. `part` counts from 1;
 * null: there is no such part.
 */
export function siteMapFile(
  base: string,
  places: readonly Place[],
  part: number | null,
  most = mostAddresses,
): string | null {
  const parts = Math.ceil(places.length / most)
  if (part !== null) {
    return part >= 1 && part <= parts && parts > 1 ? urlset(base, places.slice((part - 1) * most, part * most)) : null
  }
  if (parts <= 1) return urlset(base, places)
  const maps = Array.from({ length: parts }, (_, place) => {
    const changes = places
      .slice(place * most, (place + 1) * most)
      .flatMap(({ changedAt }) => changedAt?.getTime() ?? [])
    const newest = changes.reduce((a, b) => Math.max(a, b), 0)
    const lastmod = newest > 0 ? `<lastmod>${moment(new Date(newest))}</lastmod>` : ''
    return `<sitemap><loc>${text(`${base}/sitemap-${place + 1}.xml`)}</loc>${lastmod}</sitemap>`
  })
  return `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${maps.join('\n')}\n</sitemapindex>\n`
}

/** What was published in the last two days, as search engines for news want it. */
export function newsMap(
  base: string,
  publication: string,
  news: readonly { href: string; title: string; publishedAt: Date }[],
): string {
  const urls = news.map(
    ({ href, title, publishedAt }) =>
      `<url><loc>${text(base + href)}</loc><news:news><news:publication><news:name>${text(publication)}</news:name><news:language>zh-cn</news:language></news:publication><news:publication_date>${moment(publishedAt)}</news:publication_date><news:title>${text(title)}</news:title></news:news></url>`,
  )
  return `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n${urls.join('\n')}\n</urlset>\n`
}
