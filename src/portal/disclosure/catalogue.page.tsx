import { dayInChina } from '../../platform/clock.ts'
import type { CatalogueVersion, Entry, Matter } from '../../records/catalogue/catalogue.ts'
import type { ChangedMatter } from '../../records/catalogue/compare.ts'
import type { ChangedEntry } from '../../records/catalogue/for-public.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import type { ColumnOfPage } from '../meta.tsx'
import { countText } from '../numbers.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { type PagePlace, Pager } from '../parts/pager.tsx'
import { Scroller } from '../parts/scroller.tsx'
import { paths } from '../paths.ts'
import { Platform, type TreeEntry } from './platform.tsx'

const column: ColumnOfPage = {
  name: '政府信息公开目录',
  description: '本机关主动公开政府信息的目录：公开事项、内容、时限、方式和责任科室',
  keywords: '政府信息公开目录,主动公开,索引',
  type: '信息公开目录',
}

interface CatalogueFrame {
  frame: Frame
  tree: readonly TreeEntry[]
}

export interface CatalogueProps extends CatalogueFrame, PagePlace {
  version: CatalogueVersion | null
  versions: readonly CatalogueVersion[]
  matters: readonly Matter[]
  /** entries of each column */
  counts: ReadonlyMap<number, number>
  /** the column whose entries are shown */
  open: Matter | null
  entries: readonly (Entry & { href: string | null })[]
  total: number
}

/** The catalogue: what is disclosed in each column; with one column chosen, its entries with their four fields. */
export function CataloguePage({ frame, tree, version, versions, ...props }: CatalogueProps) {
  const current = version !== null && version.no === versions[0]?.no
  const here = version && !current ? paths.catalogueVersion(version.no) : paths.catalogue
  const title = version && !current ? `政府信息公开目录（第${version.no}版）` : '政府信息公开目录'
  return (
    <Platform
      frame={frame}
      tree={tree}
      title={title}
      column={column}
      trail={
        version && !current
          ? [
              { name: '政府信息公开目录', href: paths.catalogue },
              { name: `第${version.no}版`, href: null },
            ]
          : [{ name: '政府信息公开目录', href: null }]
      }
      here={paths.catalogue}
    >
      <h1>{title}</h1>
      {version === null ? (
        <EmptyState title="目录尚未发布">
          <p>
            已经公开的信息可以在<a href={paths.content}>法定主动公开内容</a>查看。
          </p>
        </EmptyState>
      ) : (
        <>
          <p className="meta">
            <span>第 {version.no} 版</span>
            <span>
              发布日期：
              <Day on={dayInChina(version.publishedAt)} />
            </span>
            <span>
              {props.matters.length} 项公开事项，{countText(version.entries)} 条信息
            </span>
          </p>
          <p className="platform-links">
            <a href={paths.catalogueFile(version.no, 'xlsx')}>下载 Excel</a>
            <a href={paths.catalogueFile(version.no, 'csv')}>下载 CSV</a>
            {version.no > 1 && <a href={paths.catalogueDifference(version.no)}>与第 {version.no - 1} 版比较</a>}
          </p>
          {props.open ? (
            <Entries {...props} frame={frame} here={here} open={props.open} />
          ) : (
            <Matters here={here} {...props} />
          )}
          <Versions versions={versions} />
          <p className="fingerprint">
            内容指纹（SHA-256）<span>{version.hash}</span>
          </p>
        </>
      )}
    </Platform>
  )
}

function Matters({ here, matters, counts }: Pick<CatalogueProps, 'matters' | 'counts'> & { here: string }) {
  return (
    <Scroller label="公开目录">
      <table className="plain stack">
        <caption className="sr">公开目录</caption>
        <thead>
          <tr>
            <th scope="col">公开事项</th>
            <th scope="col">公开内容</th>
            <th scope="col">公开时限</th>
            <th scope="col">公开方式</th>
            <th scope="col">责任科室</th>
            <th scope="col" className="number nowrap">
              信息
            </th>
          </tr>
        </thead>
        <tbody>
          {matters.map(({ columnId, slug, matter, content, basis, timeLimit, method, section }) => (
            <tr key={columnId}>
              <th scope="row">{matter}</th>
              <td data-label="公开内容">
                {content}
                {basis && <span className="more">{basis}</span>}
              </td>
              <td data-label="公开时限">{timeLimit}</td>
              <td data-label="公开方式">{method}</td>
              <td data-label="责任科室">{section ?? <span className="nil">未注明</span>}</td>
              <td data-label="信息" className="number">
                {counts.get(columnId) ? (
                  <a href={`${here}?lanmu=${slug}`}>
                    {countText(counts.get(columnId) ?? 0)}
                    <span className="sr">条，查看{matter}的目录</span>
                  </a>
                ) : (
                  '0'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}

function Entries({
  frame,
  here,
  open,
  entries,
  total,
  page,
  pages,
}: Pick<CatalogueProps, 'frame' | 'entries' | 'total' | 'page' | 'pages'> & { here: string; open: Matter }) {
  return (
    <section aria-labelledby="entries-heading">
      <h2 id="entries-heading">{open.matter}</h2>
      <p className="count">
        共 {countText(total)} 条。<a href={here}>返回全部事项</a>
      </p>
      <Scroller label={`${open.matter}的目录`}>
        <table className="plain stack">
          <caption className="sr">{open.matter}的目录</caption>
          <thead>
            <tr>
              <th scope="col">名称</th>
              <th scope="col">索引</th>
              <th scope="col">内容概述</th>
              <th scope="col">生成日期</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ documentId, index, name, summary, createdOn, href }) => (
              <tr key={documentId}>
                <th scope="row">{href ? <a href={href}>{name}</a> : name}</th>
                <td data-label="索引" className="index">
                  {index}
                </td>
                <td data-label="内容概述">{summary}</td>
                <td data-label="生成日期" className="nowrap">
                  <time dateTime={createdOn}>{createdOn}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <Pager url={frame.visit.url} page={page} pages={pages} />
    </section>
  )
}

function Versions({ versions }: { versions: readonly CatalogueVersion[] }) {
  return (
    <section className="versions" aria-labelledby="versions-heading">
      <h2 id="versions-heading">历次版本</h2>
      <ul>
        {versions.map(({ no, note, publishedAt, entries }) => (
          <li key={no}>
            <a href={paths.catalogueVersion(no)}>第 {no} 版</a>
            <Day on={dayInChina(publishedAt)} />
            <span>
              {note}（{countText(entries)} 条）
            </span>
            {no > 1 && <a href={paths.catalogueDifference(no)}>变化</a>}
          </li>
        ))}
      </ul>
    </section>
  )
}

export interface CatalogueDifferenceProps extends CatalogueFrame {
  earlier: CatalogueVersion
  later: CatalogueVersion
  matters: readonly ChangedMatter[]
  entries: readonly ChangedEntry[]
  /** how many entries changed, also those that are not listed */
  total: number
}

const kinds = { added: '增加', removed: '删去', changed: '修改' } as const
const fieldNames = {
  matter: '公开事项',
  content: '公开内容',
  basis: '依据',
  timeLimit: '公开时限',
  method: '公开方式',
  section: '责任科室',
} as const
const entryFields = { index: '索引', name: '名称', summary: '内容概述', createdOn: '生成日期' } as const

export function CatalogueDifferencePage(props: CatalogueDifferenceProps) {
  const { frame, tree, earlier, later, matters, entries, total } = props
  const title = `目录第${later.no}版与第${earlier.no}版的变化`
  return (
    <Platform
      frame={frame}
      tree={tree}
      title={title}
      column={column}
      trail={[
        { name: '政府信息公开目录', href: paths.catalogue },
        { name: '版本比较', href: null },
      ]}
      here={paths.catalogue}
    >
      <h1>{title}</h1>
      <p className="meta">
        <span>
          第 {earlier.no} 版：
          <Day on={dayInChina(earlier.publishedAt)} />
        </span>
        <span>
          第 {later.no} 版：
          <Day on={dayInChina(later.publishedAt)} />
        </span>
        <span>{later.note}</span>
      </p>
      <h2>公开事项</h2>
      {matters.length === 0 ? (
        <p className="nil">没有变化。</p>
      ) : (
        <ul className="difference">
          {matters.map(({ kind, matter, fields }) => (
            <li key={`${kind} ${matter}`}>
              <strong>{kinds[kind]}</strong> {matter}
              {fields.map(({ field, from, to }) => (
                <p key={field}>
                  {fieldNames[field]}：<del>{from || '（空）'}</del> → <ins>{to || '（空）'}</ins>
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
      <h2>信息条目</h2>
      {total === 0 ? (
        <p className="nil">没有变化。</p>
      ) : (
        <>
          <p className="count">
            共 {countText(total)} 条有变化{total > entries.length && `，列出前 ${countText(entries.length)} 条`}
          </p>
          <ul className="difference">
            {entries.map(({ documentId, kind, index, name, before, after }) => (
              <li key={documentId}>
                <strong>{kinds[kind]}</strong> {name}
                <span className="more">{index}</span>
                {before &&
                  after &&
                  (Object.keys(entryFields) as (keyof typeof entryFields)[])
                    .filter((field) => before[field] !== after[field])
                    .map((field) => (
                      <p key={field}>
                        {entryFields[field]}：<del>{before[field]}</del> → <ins>{after[field]}</ins>
                      </p>
                    ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Platform>
  )
}
