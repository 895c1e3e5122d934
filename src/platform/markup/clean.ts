import { readMarkup } from './read.ts'
import { writeBlocks } from './write.ts'

/**
 * Brings any HTML (typed, pasted from Word or WPS, imported) into the subset we keep: h2–h4, p, lists, tables with caption,
 * head and scopes, figures, links, strong em u sub sup, blockquote, br, hr. `class` is only ever `center` or `right`.
 *
 * The same text always gives the same markup, and cleaning what is clean changes nothing.
 */
export function cleanMarkup(html: string): string {
  return writeBlocks(readMarkup(html))
}
