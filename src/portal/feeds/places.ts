import { paths } from '../paths.ts'

export const feedFormats = ['xml', 'atom', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

export const feedTypes: Record<FeedFormat, { type: string; name: string }> = {
  xml: { type: 'application/rss+xml', name: 'RSS' },
  atom: { type: 'application/atom+xml', name: 'Atom' },
  json: { type: 'application/feed+json', name: 'JSON Feed' },
}

/** What a page tells feed readers: its own feed in every form, and the feed of everything. */
export function feedPlaces(
  own: { name: string; title: string } | null,
): readonly { href: string; type: string; title: string }[] {
  const of = (name: string, title: string, formats: readonly FeedFormat[]) =>
    formats.map((format) => ({
      href: paths.feed(name, format),
      type: feedTypes[format].type,
      title: `${title}（${feedTypes[format].name}）`,
    }))
  return [...(own ? of(own.name, own.title, feedFormats) : []), ...of('all', '全部信息', ['xml'])]
}

/** The form of a feed asked for beside a list: `?format=rss`. */
export function feedAsked(query: unknown): FeedFormat | null {
  const asked = (query as Record<string, unknown>)['format']
  if (asked === 'rss') return 'xml'
  return asked === 'atom' || asked === 'json' ? asked : null
}
