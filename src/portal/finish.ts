import { paths } from './paths.ts'

const anchors = /(<a\b[^>]*?\shref=")(https?:\/\/[^"]*)("[^>]*>)/gi
const pictures = /<img\b[^>]*>/gi
const alternative = /\salt="([^"]*)"/i

const plain = (attribute: string) =>
  attribute
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Whether an address is on this site or on another government site: there one is told nothing on the way. */
export function isOfGovernment(address: string, domain: string): boolean {
  try {
    const { hostname, username } = new URL(address)
    if (username !== '') return false
    return hostname === domain.toLowerCase() || hostname === 'gov.cn' || hostname.endsWith('.gov.cn')
  } catch {
    return false
  }
}

/** Links that leave the government's sites go by the page that says so (政府网站发展指引). */
export function withLeaveTaking(html: string, domain: string): string {
  return html.replace(anchors, (whole, before: string, href: string, after: string) => {
    const address = plain(href)
    // The page that takes leave is the one place a link may lead on from.
    if (whole.includes(' data-leaves=')) return whole
    return isOfGovernment(address, domain) ? whole : `${before}${paths.leave(address)}${after}`
  })
}

/** Pictures replaced by what they show, in words. */
export function withoutPictures(html: string): string {
  return html.replace(pictures, (picture) => {
    const words = alternative.exec(picture)?.[1]?.trim()
    return words ? `<span class="picture">〔图：${words}〕</span>` : ''
  })
}
