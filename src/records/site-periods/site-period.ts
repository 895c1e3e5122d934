/** mourning: the whole site in grey (国家公祭); outage: planned work on the site */
export const sitePeriodKinds = ['mourning', 'outage'] as const
export type SitePeriodKind = (typeof sitePeriodKinds)[number]

/** A time during which the whole site stands differently. */
export interface SitePeriod {
  id: number
  kind: SitePeriodKind
  beginsAt: Date
  endsAt: Date
  /** why, in words for the public */
  words: string
}
