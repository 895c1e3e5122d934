import { type FeedFormat, feedFormats, feedTypes } from '../feeds/places.ts'
import { paths } from '../paths.ts'
import { withParameter } from './list-controls.tsx'

const asked: Record<FeedFormat, string> = { xml: 'rss', atom: 'atom', json: 'json' }

/** How to hear of what comes into a list; of a filtered one, of what comes into that. */
export function Subscribe({
  name,
  title,
  url,
  filtered,
}: {
  /** of the column's feed */
  name: string
  title: string
  /** of the list as it is shown */
  url: string
  filtered: boolean
}) {
  const list = withParameter(withParameter(url, 'per', null), 'sort', null)
  return (
    <p className="subscribe">
      <span>{filtered ? '订阅符合这些条件的更新：' : '订阅本栏目更新：'}</span>
      {feedFormats.map((format) => (
        <a
          key={format}
          href={filtered ? withParameter(list, 'format', asked[format]) : paths.feed(name, format)}
          type={feedTypes[format].type}
        >
          <span className="sr">{title}：</span>
          {feedTypes[format].name}
        </a>
      ))}
    </p>
  )
}
