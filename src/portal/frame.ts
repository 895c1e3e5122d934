import type { Bureau } from '../records/bureaus/bureau.ts'

export type Mode = 'standard' | 'elder'
export type Theme = 'light' | 'dark' | 'hc-dark' | 'hc-light'
export type Size = '1' | '1.25' | '1.5' | '2'

/** How a visitor wants to see the pages. Chosen in the address (`?mode=elder`), remembered by a cookie. */
export interface Looks {
  mode: Mode
  /** null: whatever the visitor's device prefers */
  theme: Theme | null
  size: Size
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
}

/** What is the same for every part of one page. */
export interface Visit {
  /** path and query of this page, without the parameters that only change its looks */
  url: string
  looks: Looks
  generatedAt: Date
}

export interface Frame {
  site: Site
  visit: Visit
}

export const plainLooks: Looks = { mode: 'standard', theme: null, size: '1' }

/** The same page with other looks. `theme=auto` goes back to what the device prefers. */
export function withLooks(url: string, change: { mode?: Mode; theme?: Theme | 'auto'; size?: Size }): string {
  const [address = '/', hash] = url.split('#')
  const [path = '/', query = ''] = address.split('?')
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(change)) parameters.set(name, value)
  return `${path}?${parameters}${hash === undefined ? '' : `#${hash}`}`
}
