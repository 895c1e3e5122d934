import type { Bureau } from '../records/bureaus/bureau.ts'

/** lite: no pictures, no scripts, a style sheet of a few hundred bytes; for slow lines and old telephones */
export type Mode = 'standard' | 'elder' | 'lite'
export type Theme = 'light' | 'dark' | 'hc-dark' | 'hc-light'
export type Size = '1' | '1.25' | '1.5' | '2'
/** wider lines, underlined links, a large pointer, no motion */
export type Aid = 'spacing' | 'underline' | 'pointer' | 'calm'

/** How a visitor wants to see the pages. Chosen in the address (`?mode=elder`), remembered by a cookie. */
export interface Looks {
  mode: Mode
  /** null: whatever the visitor's device prefers */
  theme: Theme | null
  size: Size
  aids: readonly Aid[]
}

export interface NavEntry {
  name: string
  href: string
}

/** What is the same on every page of a bureau's portal. */
export interface Site {
  bureau: Pick<Bureau, 'name' | 'shortName' | 'profile'>
  /** the bureau's first-level columns, in their order */
  nav: readonly NavEntry[]
  stylesheet: string
  script: string | null
  /** the site stands in grey (国家公祭) */
  mourning?: boolean
  /** planned work on the site, when it is near */
  outage?: { beginsAt: Date; endsAt: Date; words: string } | null
}

/** What is the same for every part of one page. */
export interface Visit {
  /** path and query of this page, without the parameters that only change its looks */
  url: string
  looks: Looks
  generatedAt: Date
  /** how often this page was read, where that is counted and shown */
  views?: number | null
}

export interface Frame {
  site: Site
  visit: Visit
}

export const plainLooks: Looks = { mode: 'standard', theme: null, size: '1', aids: [] }

export interface LooksChange {
  mode?: Mode
  theme?: Theme | 'auto'
  size?: Size
  /** several with a comma between them, `none` for none */
  aids?: string
}

/** The parameters of an address that only change how the page looks. */
export const looksParameters = ['mode', 'theme', 'size', 'aids'] as const

/** The same page with other looks. `theme=auto` goes back to what the device prefers. */
export function withLooks(url: string, change: LooksChange): string {
  const [address = '/', hash] = url.split('#')
  const [path = '/', query = ''] = address.split('?')
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(change)) parameters.set(name, value)
  return `${path}?${parameters}${hash === undefined ? '' : `#${hash}`}`
}
