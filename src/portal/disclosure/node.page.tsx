import type { ReactNode } from 'react'
import type { NormativeStatus } from '../../law/publicity/normative.ts'
import type { Column } from '../../records/columns/column.ts'
import type { ColumnState } from '../../records/columns/state.ts'
import type { ListedDocument } from '../../records/documents/for-public.ts'
import { NilLine } from '../columns/column.page.tsx'
import { emptyText, timeLimitText } from '../columns/words.ts'
import { Day, DayOf } from '../days.tsx'
import type { Frame, NavEntry } from '../frame.ts'
import { pageSizes } from '../lists.ts'
import { statusColour, statusText } from '../normative/words.ts'
import { countText } from '../numbers.ts'
import type { Crumb } from '../parts/breadcrumb.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageTools, YearArchive } from '../parts/list-controls.tsx'
import { type PagePlace, Pager } from '../parts/pager.tsx'
import { Scroller } from '../parts/scroller.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { Subscribe } from '../parts/subscribe.tsx'
import { paths } from '../paths.ts'
import { Platform, type TreeEntry } from './platform.tsx'

export interface NodeAsked {
  text: string
  year: number | undefined
  numberWord: string
  numberYear: string
  numberSerial: string
  sort: 'published' | 'formed' | 'number'
}

export interface NodeProps extends PagePlace {
  frame: Frame
  tree: readonly TreeEntry[]
  column: Column
  state: ColumnState
  trail: readonly Crumb[]
  /** address of this list without its query */
  here: string
  below: readonly NavEntry[]
  /** `status`: null for what has no force to lose */
  documents: readonly (ListedDocument & { href: string; status: NormativeStatus | null })[]
  total: number
  per: number
  years: readonly { year: number; count: number }[]
  asked: NodeAsked
  registers: readonly { name: string; href: string; count: number; unit: string }[]
}

/** One node of the platform: what it is, and the list of what is disclosed in it. */
export function NodePage(props: NodeProps) {
  const { frame, tree, column, state, trail, here, below, documents, total, registers, asked, years, page } = props
  const filtered = Object.entries(asked).some(([name, value]) => name !== 'sort' && value)
  return (
    <Platform
      frame={frame}
      tree={tree}
      title={page > 1 ? `${column.name}（第${page}页）` : column.name}
      column={column}
      trail={trail}
      here={here}
    >
      <h1>{column.name}</h1>
      <p className="lead">{column.description}</p>
      <dl className="node-facts">
        <Fact label="公开依据">{column.basis ?? '本机关主动公开'}</Fact>
        <Fact label="公开时限">{timeLimitText(column)}</Fact>
        <Fact label="责任科室">{column.section ?? '未注明'}</Fact>
        <Fact label="最近更新">
          {state.lastOn ? <Day on={state.lastOn} /> : '尚未发布'}
          {column.promise && state.freshness?.dueOn && (
            <span className="more">
              下次应在 <Day on={state.freshness.dueOn} /> 前
            </span>
          )}
        </Fact>
      </dl>
      {column.closedOn && (
        <p className="notice">
          本栏目自
          <Day on={column.closedOn} />
          起停止更新，以前公开的内容仍可查看。
        </p>
      )}
      {below.length > 0 && (
        <nav className="below" aria-label={`${column.name}的下级栏目`}>
          <ul>
            {below.map(({ name, href }) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {registers.length > 0 && (
        <section className="registers" aria-labelledby="registers-heading">
          <h2 id="registers-heading">台账</h2>
          <ul>
            {registers.map(({ name, href, count, unit }) => (
              <li key={href}>
                <a href={href}>{name}</a>
                <span>
                  {countText(count)} {unit}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(total > 0 || filtered) && (
        <>
          <Filter here={here} asked={asked} />
          <YearArchive url={frame.visit.url} years={years} year={asked.year} />
        </>
      )}
      {documents.length > 0 ? (
        <Documents {...props} />
      ) : filtered ? (
        <EmptyState title="没有符合条件的信息">
          <p>
            可以<a href={here}>去掉筛选条件</a>，或者<a href={paths.requests}>申请公开</a>。
          </p>
        </EmptyState>
      ) : state.nil ? (
        <NilLine nil={state.nil} />
      ) : registers.length === 0 && below.length === 0 ? (
        <EmptyState title={emptyText(column, state.lastOn)}>
          <p>
            需要这方面的信息，可以<a href={paths.requests}>申请公开</a>。
          </p>
        </EmptyState>
      ) : null}
      {!column.closedOn && (
        <Subscribe name={column.slug} title={column.name} url={frame.visit.url} filtered={filtered} />
      )}
    </Platform>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Filter({ here, asked }: { here: string; asked: NodeAsked }) {
  return (
    <form className="node-filter" method="get" action={here}>
      <div>
        <label htmlFor="q">标题</label>
        <input id="q" name="q" type="search" defaultValue={asked.text} />
      </div>
      <fieldset>
        <legend>文号</legend>
        <input name="wh" type="text" aria-label="机关代字" placeholder="机关代字" defaultValue={asked.numberWord} />
        <span aria-hidden="true">〔</span>
        <input
          name="whn"
          type="text"
          inputMode="numeric"
          aria-label="文号的年份"
          placeholder="年"
          defaultValue={asked.numberYear}
        />
        <span aria-hidden="true">〕</span>
        <input
          name="whh"
          type="text"
          inputMode="numeric"
          aria-label="文号的序号"
          placeholder="号"
          defaultValue={asked.numberSerial}
        />
        <span aria-hidden="true">号</span>
      </fieldset>
      <div>
        <label htmlFor="sort">排序</label>
        <select id="sort" name="sort" defaultValue={asked.sort}>
          <option value="published">发布日期</option>
          <option value="formed">成文日期</option>
          <option value="number">文号</option>
        </select>
      </div>
      {asked.year !== undefined && <input type="hidden" name="year" value={asked.year} />}
      <button type="submit" className="button secondary">
        筛选
      </button>
    </form>
  )
}

function Documents({ frame, column, documents, total, per, page, pages }: NodeProps) {
  const { url } = frame.visit
  const withForce = documents.some(({ status }) => status !== null)
  return (
    <>
      <p className="count">共 {countText(total)} 条</p>
      <Scroller label={`${column.name}的信息`}>
        <table className="plain stack documents">
          <caption className="sr">{column.name}的信息</caption>
          <thead>
            <tr>
              <th scope="col">标题</th>
              <th scope="col">文号</th>
              <th scope="col">成文日期</th>
              <th scope="col">发布日期</th>
              {withForce && <th scope="col">有效性</th>}
            </tr>
          </thead>
          <tbody>
            {documents.map((document) => (
              <tr key={document.id}>
                <th scope="row">
                  <a href={document.href}>{document.title}</a>
                  <span className="more index">
                    索引号 {document.indexNumber ?? '未编'}
                    {document.source !== frame.site.bureau.name && ` · ${document.source}`}
                  </span>
                </th>
                <td data-label="文号" className="document-number">
                  {document.documentNumber ?? <span className="nil">无文号</span>}
                </td>
                <td data-label="成文日期" className="nowrap">
                  <time dateTime={document.formedOn}>{document.formedOn}</time>
                </td>
                <td data-label="发布日期" className="nowrap">
                  <DayOf at={document.publishedAt} />
                </td>
                {withForce && (
                  <td data-label="有效性" className="nowrap">
                    {document.status ? (
                      <StatusTag colour={statusColour[document.status]}>{statusText[document.status]}</StatusTag>
                    ) : (
                      <span className="nil">—</span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <Pager url={url} page={page} pages={pages} />
      <PageTools url={url} per={per} sizes={pageSizes} page={page} pages={pages} total={total} />
    </>
  )
}
