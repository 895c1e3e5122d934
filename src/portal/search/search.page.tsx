import type { ReactNode } from 'react'
import type { Piece } from '../../records/search/highlight.ts'
import { type Asked, type Found, type Hit, longestQuery } from '../../records/search/search.ts'
import { DayOf } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import { Email } from '../parts/email.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Pager } from '../parts/pager.tsx'
import { SearchForm } from '../parts/search-form.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { paths, withParameters } from '../paths.ts'
import { repeated, sayable, typeText, validityColour, validityText } from './words.ts'

export interface SearchProps {
  frame: Frame
  query: string
  /** what was typed was longer than what is looked for */
  cut: boolean
  asked: Asked
  /** null: nothing was asked yet */
  found: Found | null
  columnNames: ReadonlyMap<number, string>
  hotWords: readonly string[]
}

const trail = [{ name: '搜索', href: null }]

export function SearchPage({ frame, query, cut, asked, found, columnNames, hotWords }: SearchProps) {
  const { url } = frame.visit
  const chosen = found ? chosenOf(asked, url) : []
  const title = query === '' ? '搜索' : `搜索：${repeated(query)}${asked.page > 1 ? `（第${asked.page}页）` : ''}`
  return (
    <Layout frame={frame} title={title} personal={found !== null} trail={trail} searches>
      <h1>搜索</h1>
      <SearchForm
        id="search"
        query={query}
        kept={asked.sort === 'newest' ? [['sort', 'newest']] : []}
        label="搜索本网站公开的信息"
      />
      {cut && <p className="hint">输入的内容太长，只查找了前 {longestQuery} 个字。用几个词搜索更容易找到。</p>}
      {found === null ? (
        <div className="reading">
          <p>可以输入标题、文号、正文或附件里的词，也可以用自己的话提问，或者只打拼音。</p>
          <HotWords words={hotWords} />
        </div>
      ) : (
        <Results
          frame={frame}
          query={query}
          asked={asked}
          found={found}
          chosen={chosen}
          columnNames={columnNames}
          hotWords={hotWords}
        />
      )}
    </Layout>
  )
}

interface Chosen {
  label: string
  without: string
}

function chosenOf({ type, year, organ, valid, hasAttachment }: Asked, url: string): Chosen[] {
  return [
    ...(type ? [{ label: typeText[type], without: withParameters(url, { type: '' }) }] : []),
    ...(year ? [{ label: `${year}年`, without: withParameters(url, { year: '' }) }] : []),
    ...(organ ? [{ label: organ, without: withParameters(url, { org: '' }) }] : []),
    ...(valid ? [{ label: validityText[valid], without: withParameters(url, { valid: '' }) }] : []),
    ...(hasAttachment ? [{ label: '有附件', without: withParameters(url, { att: '' }) }] : []),
  ]
}

function Results({
  frame,
  query,
  asked,
  found,
  chosen,
  columnNames,
  hotWords,
}: Omit<SearchProps, 'found' | 'cut'> & { found: Found; chosen: readonly Chosen[] }) {
  const { url } = frame.visit
  const { direct, bestBets, hits, total, capped, pages } = found
  const nothing = total === 0 && direct.length === 0 && bestBets.length === 0
  const listed = <T,>(items: readonly T[], show: (item: T) => ReactNode) => <ol className="hits">{items.map(show)}</ol>
  return (
    <>
      <Told query={query} found={found} />
      {direct.length > 0 && (
        <section className="best" aria-labelledby="direct-heading">
          <h2 id="direct-heading">文号相符</h2>
          {listed(direct, (hit) => (
            <HitRow key={hit.id} hit={hit} columnNames={columnNames} />
          ))}
        </section>
      )}
      {bestBets.length > 0 && asked.page === 1 && (
        <section className="best" aria-labelledby="bets-heading">
          <h2 id="bets-heading">为您推荐</h2>
          <ul>
            {bestBets.map(({ title, address }) => (
              <li key={address}>
                <a href={address}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {chosen.length > 0 && (
        <ul className="chosen" aria-label="已选条件">
          {chosen.map(({ label, without }) => (
            <li key={label}>
              <a href={without}>
                {label}
                <span className="sr">，取消这个条件</span>
                <span aria-hidden="true"> ✕</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {nothing && <NothingFound query={query} chosen={chosen} frame={frame} hotWords={hotWords} />}
      {total > 0 && (
        <div className="found">
          <section className="found-list" aria-labelledby="found-heading">
            <header>
              <h2 id="found-heading" className="count">
                {capped ? `${countText(total)} 条以上` : `共 ${countText(total)} 条`}
                {asked.page > 1 && `，第 ${asked.page} 页`}
              </h2>
              <p className="sorts">
                <span className="sr">排序：</span>
                <Switch on={asked.sort === 'relevance'} href={withParameters(url, { sort: '' })}>
                  按相关
                </Switch>
                <Switch on={asked.sort === 'newest'} href={withParameters(url, { sort: 'newest' })}>
                  按时间
                </Switch>
                <a className="to-facets" href="#facets">
                  筛选
                </a>
              </p>
            </header>
            {capped && (
              <p className="hint">
                结果很多，这里是最新的 {countText(total)} 条和标题相符的。加一个词，或者选择筛选条件，可以找得更准。
              </p>
            )}
            {listed(hits, (hit) => (
              <HitRow key={hit.id} hit={hit} columnNames={columnNames} />
            ))}
            <Pager url={url} page={asked.page} pages={pages} />
          </section>
          <FacetList asked={asked} found={found} url={url} />
        </div>
      )}
    </>
  )
}

/** What was done with the query besides looking for it as it is. */
function Told({ query, found }: { query: string; found: Found }) {
  const { shownFor, didYouMean, someWords, noSuchNumber, official } = found
  const others = didYouMean.filter((word) => word !== shownFor)
  return (
    <div className="told" role="status">
      {noSuchNumber && found.total > 0 && (
        <p>没有文号是“{query}”的信息，以下信息与它相近。文号可能有误，或者这份文件没有在本网站公开。</p>
      )}
      {shownFor !== null && (
        <p>
          没有找到“{repeated(query)}”，以下是“<strong>{shownFor}</strong>”的结果。
        </p>
      )}
      {someWords && !noSuchNumber && <p>没有同时包含全部词语的信息，以下信息包含其中一部分。</p>}
      {official.length > 0 && found.total > 0 && <p>同时查找了：{official.join('、')}</p>}
      {others.length > 0 && (
        <p>
          您是不是要找：
          {others.map((word) => (
            <a key={word} href={paths.search(word)}>
              {word}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}

function Switch({ on, href, children }: { on: boolean; href: string; children: ReactNode }) {
  return (
    <a href={href} aria-current={on ? 'true' : undefined}>
      {children}
    </a>
  )
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, hit }, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes once rendered
    hit ? <mark key={place}>{text}</mark> : text,
  )
}

function HitRow({ hit, columnNames }: { hit: Hit; columnNames: ReadonlyMap<number, string> }) {
  const { title, address, valid, hasAttachment, documentNumber, organ, publishedAt, snippet, attachmentName } = hit
  const where = (hit.columnId && columnNames.get(hit.columnId)) || typeText[hit.type]
  return (
    <li className={valid === 'repealed' || valid === 'expired' ? 'hit ended' : 'hit'}>
      <h3>
        <a href={address}>
          <Marked pieces={title} />
        </a>
      </h3>
      {snippet.length > 0 && (
        <p className="snippet">
          {attachmentName && (
            <span className="found-in">
              附件《{attachmentName}》{hit.attachmentPage && `第 ${hit.attachmentPage} 页`}：
            </span>
          )}
          <Marked pieces={snippet} />
        </p>
      )}
      <p className="hit-facts">
        {valid && <StatusTag colour={validityColour[valid]}>{validityText[valid]}</StatusTag>}
        <span>{where}</span>
        {documentNumber && <span className="unbroken">{documentNumber}</span>}
        {organ && <span>{organ}</span>}
        {hasAttachment && <span>有附件</span>}
        <DayOf at={publishedAt} />
      </p>
    </li>
  )
}

function FacetList({ asked, found, url }: { asked: Asked; found: Found; url: string }) {
  const { types, years, organs, validities, withAttachment } = found.facets
  const groups: { name: string; parameter: string; values: { value: string; text: string; count: number | null }[] }[] =
    [
      {
        name: '类型',
        parameter: 'type',
        values: asked.type ? [] : types.map(({ value, count }) => ({ value, text: typeText[value], count })),
      },
      {
        name: '年份',
        parameter: 'year',
        values: asked.year
          ? []
          : years.map(({ value, count }) => ({ value: String(value), text: `${value}年`, count })),
      },
      {
        name: '发布机构',
        parameter: 'org',
        values: asked.organ ? [] : organs.map(({ value, count }) => ({ value, text: value, count })),
      },
      {
        name: '有效性',
        parameter: 'valid',
        values: asked.valid ? [] : validities.map(({ value, count }) => ({ value, text: validityText[value], count })),
      },
      {
        name: '附件',
        parameter: 'att',
        values:
          asked.hasAttachment || withAttachment === 0 ? [] : [{ value: '1', text: '有附件', count: withAttachment }],
      },
    ]
  const useful = groups.filter(({ parameter, values }) => values.length > (parameter === 'att' ? 0 : 1))
  if (useful.length === 0) return null
  return (
    <nav className="facets" id="facets" aria-labelledby="facets-heading">
      <h2 id="facets-heading">缩小范围</h2>
      {useful.map(({ name, parameter, values }) => (
        <section key={parameter} aria-labelledby={`facet-${parameter}`}>
          <h3 id={`facet-${parameter}`}>{name}</h3>
          <ul>
            {values.map(({ value, text, count }) => (
              <li key={value}>
                <a href={withParameters(url, { [parameter]: value })}>
                  {text}
                  {count !== null && <span className="facet-count">{countText(count)}</span>}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function HotWords({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null
  return (
    <section className="hot-words" aria-labelledby="hot-heading">
      <h2 id="hot-heading">大家在搜</h2>
      <ul className="ways">
        {words.map((word) => (
          <li key={word}>
            <a href={paths.search(word)}>{word}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Ways on for somebody who found nothing. */
function NothingFound({
  query,
  chosen,
  frame,
  hotWords,
}: {
  query: string
  chosen: readonly Chosen[]
  frame: Frame
  hotWords: readonly string[]
}) {
  const { phone, email } = frame.site.bureau.profile
  return (
    <div className="reading">
      <EmptyState title={`${chosen.length > 0 ? '所选范围内' : ''}没有找到“${repeated(query)}”`}>
        <ul>
          {chosen.length > 0 && (
            <li>
              去掉筛选条件再找：
              <a href={paths.search(query)}>在全部信息中找“{repeated(query)}”</a>
            </li>
          )}
          <li>
            {sayable(query)
              ? '检查有没有错别字，或者少写几个词，换一种说法。'
              : '请输入汉字、字母或者数字；标点、符号和表情不能搜索。'}
          </li>
          <li>
            按栏目找：<a href={paths.disclosure}>政府信息公开专栏</a>、<a href={paths.siteMap}>网站地图</a>、
            <a href={paths.reports}>年度报告</a>。
          </li>
          <li>
            问工作人员：
            {phone && (
              <>
                电话 <a href={`tel:${phone}`}>{phone}</a>
              </>
            )}
            {email && (
              <>
                ，电子邮件 <Email to={email} subject={`咨询：${query}`} />
              </>
            )}
            。
          </li>
        </ul>
        {sayable(query) && (
          <form method="post" action={paths.start} className="actions">
            <input type="hidden" name="title" value={query} />
            <button type="submit" className="button secondary">
              申请公开“{repeated(query)}”
            </button>
          </form>
        )}
      </EmptyState>
      <HotWords words={hotWords} />
    </div>
  )
}
