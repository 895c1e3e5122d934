import type { Frame, Site } from './frame.ts'
import type { ArticleOfPage } from './meta.tsx'
import type { Crumb } from './parts/breadcrumb.tsx'
import { paths } from './paths.ts'

/** A thing of schema.org. */
export type Thing = { '@type': string } & Record<string, unknown>

const siteOf = ({ bureau }: Site) => `https://${bureau.profile.domain}`
const said = (text: string | null | undefined) => (text?.trim() ? text : undefined)

export function organisation(site: Site): Thing {
  const { name, shortName, profile } = site.bureau
  return {
    '@type': 'GovernmentOrganization',
    '@id': `${siteOf(site)}/#bureau`,
    name,
    alternateName: shortName,
    url: `${siteOf(site)}/`,
    address: said(profile.address) && {
      '@type': 'PostalAddress',
      streetAddress: profile.address,
      postalCode: said(profile.postcode),
      addressCountry: 'CN',
    },
    telephone: said(profile.phone),
    email: said(profile.email),
    contactPoint: said(profile.dutyPhone) && {
      '@type': 'ContactPoint',
      telephone: profile.dutyPhone,
      contactType: 'emergency',
      availableLanguage: 'zh-CN',
    },
  }
}

export function website(site: Site): Thing {
  return {
    '@type': 'WebSite',
    '@id': `${siteOf(site)}/#site`,
    name: site.bureau.name,
    url: `${siteOf(site)}/`,
    inLanguage: 'zh-CN',
    publisher: { '@id': `${siteOf(site)}/#bureau` },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${siteOf(site)}/sousuo?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  }
}

export function breadcrumb(site: Site, trail: readonly Crumb[], address: string): Thing {
  const steps = [{ name: '首页', href: paths.home as string | null }, ...trail]
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, href }, place) => ({
      '@type': 'ListItem',
      position: place + 1,
      name,
      item: `${siteOf(site)}${href ?? address}`,
    })),
  }
}

const laidDown: ReadonlySet<string> = new Set(['policy', 'normative', 'rule'])

/** News is news, what the bureau lays down is legislation, everything else an article. */
export function article(
  { site }: Frame,
  address: string,
  { title, kind, publishedAt, source, keywords, description, documentNumber, formedOn, changedAt }: ArticleOfPage,
): Thing {
  const shared = {
    inLanguage: 'zh-CN',
    url: `${siteOf(site)}${address}`,
    description: said(description),
    keywords: said(keywords),
    datePublished: publishedAt.toISOString(),
    dateModified: (changedAt ?? publishedAt).toISOString(),
    publisher: { '@id': `${siteOf(site)}/#bureau`, '@type': 'GovernmentOrganization', name: site.bureau.name },
  }
  if (kind !== undefined && laidDown.has(kind)) {
    return {
      '@type': 'Legislation',
      name: title,
      legislationIdentifier: said(documentNumber),
      legislationDate: formedOn ?? undefined,
      legislationPassedBy: { '@type': 'GovernmentOrganization', name: source },
      ...shared,
    }
  }
  return {
    '@type': kind === 'news' || kind === 'notice' || kind === 'warning' ? 'NewsArticle' : 'Article',
    headline: title,
    author: { '@type': 'Organization', name: source },
    mainEntityOfPage: `${siteOf(site)}${address}`,
    ...shared,
  }
}

/** As the content of a script element: nothing in it can end the element. */
export function asScript(things: readonly Thing[]): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': things })
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
}
