import type { ReactElement, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { minuteInChina } from '../platform/clock.ts'
import { feedPlaces } from './feeds/places.ts'
import { withLeaveTaking, withoutPictures } from './finish.ts'
import type { Frame } from './frame.ts'
import { type ArticleOfPage, type ColumnOfPage, Meta } from './meta.tsx'
import { Breadcrumb, type Crumb } from './parts/breadcrumb.tsx'
import { OutageNote } from './parts/outage-note.tsx'
import { PageFeedback } from './parts/page-feedback.tsx'
import { SiteFooter } from './parts/site-footer.tsx'
import { SiteHeader } from './parts/site-header.tsx'
import { SkipLinks } from './parts/skip-links.tsx'
import { paths } from './paths.ts'
import * as structured from './structured-data.ts'

export interface Page {
  frame: Frame
  title: string
  /** the page shows a form that needs changes: the title says so first */
  failed?: boolean
  /** belongs to one visitor: not to be indexed, and without a canonical address */
  personal?: boolean
  /** address of the page, where its query is nobody else's business */
  address?: string
  column?: ColumnOfPage | null
  article?: ArticleOfPage | null
  /** from the first level down, without 首页; the last one is this page */
  trail: readonly Crumb[]
  /** address of the entry of the navigation this page belongs to */
  section?: string
  updatedAt?: Date | null
  /** the feed of what this page lists, where it is no column's */
  feed?: { name: string; title: string }
  /** what machines are told of this page besides its place and its article */
  data?: readonly structured.Thing[]
  /** the page has a search box of its own, with the id `search` */
  searches?: boolean
  children: ReactNode
}

/** 标题 - 栏目 - 站名 */
export function titleOf({ frame, title, failed, column }: Pick<Page, 'frame' | 'title' | 'failed' | 'column'>): string {
  const parts = [title, column?.type === '首页' ? null : column?.name, frame.site.bureau.name]
  const said = parts.filter((part, place) => part && parts.indexOf(part) === place)
  return `${failed ? '错误：' : ''}${said.join(' - ')}`
}

/** The whole document around the content of a page. */
export function Layout(page: Page) {
  const {
    frame,
    title,
    personal = false,
    address = frame.visit.url,
    column = null,
    article = null,
    trail,
    section,
    updatedAt,
    feed = column?.slug === undefined ? undefined : { name: column.slug, title: column.name },
    data = [],
    searches = false,
    children,
  } = page
  const { site, visit } = frame
  const { mode, theme, size, aids } = visit.looks
  const home = trail.length === 0
  const canonical = personal ? null : address
  const things: structured.Thing[] = home
    ? [structured.organisation(site), structured.website(site), ...data]
    : [
        structured.breadcrumb(site, trail, address),
        ...(article ? [structured.article(frame, address, article)] : []),
        ...data,
      ]
  return (
    <html
      lang="zh-CN"
      data-mode={mode}
      data-theme={theme ?? undefined}
      data-size={size}
      data-aids={aids.join(' ') || undefined}
      data-mourning={site.mourning ? '' : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <title>{titleOf(page)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content="light dark" />
        <Meta site={site} title={title} canonical={canonical} column={column} article={article} />
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          title={site.bureau.name}
          href={paths.openSearch}
        />
        <link rel="stylesheet" href={site.stylesheet} />
        {canonical !== null && (
          <>
            {feedPlaces(feed ?? null).map(({ href, type, title }) => (
              <link key={href} rel="alternate" type={type} title={title} href={href} />
            ))}
            <script
              type="application/ld+json"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: data, written so that nothing in it can end the element
              dangerouslySetInnerHTML={{ __html: structured.asScript(things) }}
            />
          </>
        )}
        {site.script && <script src={site.script} defer />}
      </head>
      <body>
        <SkipLinks />
        <SiteHeader frame={frame} home={home} section={section} searchable={!searches} />
        <OutageNote outage={site.outage ?? null} now={visit.generatedAt} />
        <div className="wrap">
          {!home && <Breadcrumb trail={trail} />}
          <main id="main" tabIndex={-1}>
            {children}
            {updatedAt && (
              <p className="updated">
                最后更新：<time dateTime={minuteInChina(updatedAt)}>{minuteInChina(updatedAt)}</time>
              </p>
            )}
          </main>
        </div>
        {canonical !== null && <PageFeedback address={canonical} />}
        <SiteFooter frame={frame} canonical={canonical} />
      </body>
    </html>
  )
}

/** The page as text, ready to be sent: links that leave the site lead by the page that says so, lite mode has no pictures. */
export function documentOf(page: ReactElement): string {
  const html = `<!doctype html>${renderToStaticMarkup(page)}`
  const { frame } = page.props as { frame?: Frame }
  if (!frame) return html
  const finished = withLeaveTaking(html, frame.site.bureau.profile.domain)
  return frame.visit.looks.mode === 'lite' ? withoutPictures(finished) : finished
}

/** Whether a page belongs to one visitor, as its own words to search engines tell. */
export function belongsToOne(html: string): boolean {
  return html.includes('<meta name="robots" content="noindex"/>')
}
