import type { Frame, NavEntry } from './frame.ts'
import { Layout } from './layout.tsx'

export interface SiteMapEntry extends NavEntry {
  below: readonly SiteMapEntry[]
}

export function SiteMapPage({ frame, entries }: { frame: Frame; entries: readonly SiteMapEntry[] }) {
  return (
    <Layout frame={frame} title="网站地图" trail={[{ name: '网站地图', href: null }]}>
      <h1>网站地图</h1>
      <ul className="site-map">
        {entries.map((entry) => (
          <li key={entry.href}>
            <h2>
              <a href={entry.href}>{entry.name}</a>
            </h2>
            <Entries entries={entry.below} />
          </li>
        ))}
      </ul>
    </Layout>
  )
}

function Entries({ entries }: { entries: readonly SiteMapEntry[] }) {
  if (entries.length === 0) return null
  return (
    <ul>
      {entries.map(({ name, href, below }) => (
        <li key={href}>
          <a href={href}>{name}</a>
          <Entries entries={below} />
        </li>
      ))}
    </ul>
  )
}
