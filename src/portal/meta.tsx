import type { CalendarDate } from '../law/calendar-date.ts'
import type { DocumentKind } from '../law/publicity/checks.ts'
import { minuteInChina } from '../platform/clock.ts'
import type { Column } from '../records/columns/column.ts'
import type { Site } from './frame.ts'

export type ColumnOfPage = Pick<Column, 'name' | 'description' | 'keywords'> & {
  type: Column['type'] | '首页' | '数据开放'
  /** of a column of the tree: names its feed */
  slug?: string
}

export interface ArticleOfPage {
  title: string
  publishedAt: Date
  source: string
  keywords?: string | null
  author?: string | null
  description?: string | null
  kind?: DocumentKind
  documentNumber?: string | null
  formedOn?: CalendarDate | null
  /** when the text last changed */
  changedAt?: Date
}

export interface MetaOfPage {
  site: Site
  title: string
  /** path of the page without its looks; null for pages that belong to one visitor and are nobody else's to find */
  canonical: string | null
  column: ColumnOfPage | null
  article: ArticleOfPage | null
}

/** The tags of 《政府网站发展指引》 (国办发〔2017〕47号), and what share cards need. Never an empty `content`. */
export function Meta({ site, title, canonical, column, article }: MetaOfPage) {
  const { name, profile } = site.bureau
  const address = canonical === null ? null : `https://${profile.domain}${canonical}`
  const description = article?.description?.trim() ? article.description : column?.description
  const named: [string, string | null | undefined][] = [
    ['SiteName', name],
    ['SiteDomain', profile.domain],
    ['SiteIDCode', profile.siteIdCode],
    ['ColumnName', column?.name],
    ['ColumnDescription', column?.description],
    ['ColumnKeywords', column?.keywords],
    ['ColumnType', column?.type],
    ['ArticleTitle', article?.title],
    ['PubDate', article && minuteInChina(article.publishedAt)],
    ['ContentSource', article?.source],
    ['Keywords', article?.keywords],
    ['Author', article?.author],
    ['Description', article?.description],
    ['Url', article && address],
    // Meta names ignore case: an article's own Description is the page's description.
    ['description', article?.description?.trim() ? null : column?.description],
  ]
  const shared: [string, string | null | undefined][] = [
    ['og:site_name', name],
    ['og:title', title],
    ['og:type', article ? 'article' : 'website'],
    ['og:description', description],
    ['og:url', address],
    ['og:locale', 'zh_CN'],
  ]
  return (
    <>
      {named.map(([key, content]) => content?.trim() && <meta key={key} name={key} content={content} />)}
      {address === null ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={address} />
          {shared.map(([key, content]) => content?.trim() && <meta key={key} property={key} content={content} />)}
        </>
      )}
    </>
  )
}
