import { Parser } from 'htmlparser2'
import { addressOf, fileOf } from './place.ts'

const linking = /(\s(?:href|src|action|formaction)=")(\/(?!\/)[^"]*)(")/g

/**
 * The page of `url` with its links turned to the files of the mirror; what the mirror does not hold (searches, other
 * looks) leads to the live site. So does a form that posts, to the same page there: the live site takes nothing that was
 * filled in elsewhere. `holds` knows the addresses the mirror has.
 */
export function withLinks(
  html: string,
  { url: here, holds, live }: { url: string; holds: (url: string) => boolean; live: string },
): string {
  const lead = (url: string): string => {
    const [address = '', hash] = url.replaceAll('&amp;', '&').split('#')
    const at = hash === undefined ? '' : `#${hash}`
    const to = holds(address) ? addressOf(fileOf(address)) : `${live}${address}`
    return `${to}${at}`.replaceAll('&', '&amp;')
  }
  let made = ''
  let from = 0
  const parser = new Parser({
    onopentag() {
      const { startIndex, endIndex } = parser
      // A tag that closes itself is told twice, and so is one the parser had to imply.
      if (startIndex < from) return
      const tag = html.slice(startIndex, endIndex + 1)
      made += html.slice(from, startIndex)
      made += /^<form\s[^>]*method="post"/i.test(tag)
        ? `<form action="${live}${here}">`
        : tag.replace(linking, (_, before: string, url: string, after: string) => `${before}${lead(url)}${after}`)
      from = endIndex + 1
    },
  })
  parser.end(html)
  return made + html.slice(from)
}
