import { Feed } from 'feed'
import type { Bureau } from '../../records/bureaus/bureau.ts'
import { paths } from '../paths.ts'
import type { FeedFormat } from './places.ts'

export interface FeedItem {
  /** what the item is, for ever: `document:12` */
  key: string
  title: string
  /** path on the portal */
  href: string
  publishedAt: Date
  /** when it was last corrected: the item comes up again under the same id */
  changedAt: Date
  source: string
  summary: string | null
  /** markup */
  content: string
  /** a file beside the text */
  file?: { href: string; mediaType: string; size: number; name: string } | null
}

export interface FeedOf {
  name: string
  title: string
  description: string
  /** the page that lists the same */
  href: string
  /** the address of the feed itself, with its query: where the same list is asked for with a filter */
  self?: string
  items: readonly FeedItem[]
}

export const longestFeed = 50

/** A feed with the whole text, in one of its three forms. */
export function feedText(
  { name: bureauName, profile }: Pick<Bureau, 'name' | 'profile'>,
  { name, title, description, href, self, items }: FeedOf,
  format: FeedFormat,
): string {
  const base = `https://${profile.domain}`
  const own = (format: FeedFormat) => `${base}${self ?? paths.feed(name, format)}`
  const changes = items.map(({ changedAt }) => changedAt.getTime())
  const feed = new Feed({
    id: `${base}${href}`,
    title: `${title} - ${bureauName}`,
    description,
    link: `${base}${href}`,
    language: 'zh-CN',
    generator: false,
    copyright: bureauName,
    author: { name: bureauName, link: `${base}/` },
    updated: new Date(changes.length > 0 ? Math.max(...changes) : 0),
    feedLinks: { rss: own('xml'), atom: own('atom'), json: own('json') },
  })
  for (const item of items) {
    const corrected = item.changedAt > item.publishedAt
    const id = `tag:${profile.domain},2026:${item.key}`
    feed.addItem({
      id,
      guid: id,
      title: item.title,
      link: `${base}${item.href}`,
      published: item.publishedAt,
      date: item.changedAt,
      ...(item.summary ? { description: item.summary } : {}),
      // Readers show the text elsewhere: what points into the site must say which site.
      content: item.content.replace(/(\s(?:href|src)=")\/(?!\/)/g, `$1${base}/`),
      ...(item.file
        ? {
            enclosure: {
              url: `${base}${item.file.href}`,
              type: item.file.mediaType,
              length: item.file.size,
              title: item.file.name,
            },
          }
        : {}),
      // RSS has no name for who wrote something, only an address (dc:creator has); nor for when it was corrected.
      ...(format === 'xml'
        ? {
            extensions: [
              { name: 'dc:creator', objects: { _text: item.source } },
              ...(corrected ? [{ name: 'atom:updated', objects: { _text: item.changedAt.toISOString() } }] : []),
            ],
          }
        : { author: [{ name: item.source }] }),
    })
  }
  return { xml: () => feed.rss2(), atom: () => feed.atom1(), json: () => feed.json1() }[format]()
}

/** When anything in the feed last changed; null for an empty one. */
export function changeOf({ items }: Pick<FeedOf, 'items'>): Date | null {
  return items.length === 0 ? null : new Date(Math.max(...items.map(({ changedAt }) => changedAt.getTime())))
}
