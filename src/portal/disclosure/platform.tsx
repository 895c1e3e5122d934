import type { ReactNode } from 'react'
import type { Column } from '../../records/columns/column.ts'
import { platformParts } from '../../records/columns/column.ts'
import type { Frame, NavEntry } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { hrefOf, listed } from '../lists.ts'
import type { ColumnOfPage } from '../meta.tsx'
import type { Crumb } from '../parts/breadcrumb.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { paths } from '../paths.ts'

export interface TreeEntry extends NavEntry {
  below: readonly TreeEntry[]
}

const partNames = {
  guide: '政府信息公开指南',
  rules: '政府信息公开制度',
  content: '法定主动公开内容',
  reports: '政府信息公开年报',
  requests: '依申请公开',
} as const
const partAddresses = {
  guide: paths.guide,
  rules: paths.rules,
  content: paths.content,
  reports: paths.reports,
  requests: paths.requests,
} as const

/** The five parts in their fixed order, with the bureau's own columns below them (国办公开办函〔2019〕61号). */
export function platformTree(tree: readonly Column[]): TreeEntry[] {
  const shown = listed(tree)
  const below = (parent: Column): TreeEntry[] =>
    shown
      .filter(({ parentId, isPart }) => parentId === parent.id && !isPart)
      .map((column) => ({ name: column.name, href: hrefOf(column), below: below(column) }))
  const platform = shown.find(({ slug }) => slug === 'zwgk')
  return platformParts.map((part) => {
    const own = shown.find((column) => column.isPart && column.part === part)
    // A tree without the parts keeps its content directly below the platform.
    const columns = own ? below(own) : part === 'content' && platform ? below(platform) : []
    return { name: own?.name ?? partNames[part], href: partAddresses[part], below: columns }
  })
}

export interface PlatformProps {
  frame: Frame
  tree: readonly TreeEntry[]
  title: string
  column: ColumnOfPage
  /** below 政府信息公开 */
  trail: readonly Crumb[]
  /** address of the entry this page is */
  here: string
  updatedAt?: Date | null
  children: ReactNode
}

/** A page of the platform: its tree on the left, on a phone behind one line that says where one is. */
export function Platform({ frame, tree, title, column, trail, here, updatedAt, children }: PlatformProps) {
  const place = trail.at(-1)?.name ?? '政府信息公开'
  return (
    <Layout
      frame={frame}
      title={title}
      column={column}
      trail={[{ name: '政府信息公开', href: trail.length > 0 ? paths.disclosure : null }, ...trail]}
      section={paths.disclosure}
      {...(updatedAt === undefined ? {} : { updatedAt })}
    >
      <div className="platform">
        <nav className="platform-tree wide" aria-label="政府信息公开专栏">
          <Tree entries={tree} here={here} />
        </nav>
        <details className="platform-tree narrow">
          <summary>专栏目录：{place}</summary>
          <nav aria-label="政府信息公开专栏目录">
            <Tree entries={tree} here={here} />
          </nav>
        </details>
        <div className="platform-page">{children}</div>
      </div>
    </Layout>
  )
}

/** A part nothing was published in yet. */
export function AbsentPart({ frame, tree, part }: { frame: Frame; tree: readonly TreeEntry[]; part: 'rules' }) {
  const name = partNames[part]
  return (
    <Platform
      frame={frame}
      tree={tree}
      title={name}
      column={{ name, description: `本机关的${name}`, keywords: name, type: '政策文件' }}
      trail={[{ name, href: null }]}
      here={partAddresses[part]}
    >
      <h1>{name}</h1>
      <EmptyState title={`${name}尚未发布`}>
        <p>
          需要这方面的信息，可以<a href={paths.requests}>申请公开</a>。
        </p>
      </EmptyState>
    </Platform>
  )
}

function Tree({ entries, here }: { entries: readonly TreeEntry[]; here: string }) {
  return (
    <ul>
      {entries.map(({ name, href, below }) => (
        <li key={href}>
          <a href={href} aria-current={href === here ? 'page' : undefined}>
            {name}
          </a>
          {below.length > 0 && <Tree entries={below} here={here} />}
        </li>
      ))}
    </ul>
  )
}
