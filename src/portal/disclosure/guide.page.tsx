import { dayInChina } from '../../platform/clock.ts'
import type { ChangedLines } from '../../records/guide/compare.ts'
import type { GuideVersion } from '../../records/guide/for-public.ts'
import type { ContactOfGuide, Guide, GuideBlock } from '../../records/guide/guide.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import type { ColumnOfPage } from '../meta.tsx'
import { Email } from '../parts/email.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { paths } from '../paths.ts'
import { Changes } from './changes.tsx'
import { Platform, type TreeEntry } from './platform.tsx'

export interface GuideProps {
  frame: Frame
  tree: readonly TreeEntry[]
  column: ColumnOfPage
  /** null: none is published yet */
  guide: Guide | null
  version: GuideVersion | null
  versions: readonly GuideVersion[]
  /** against the version before; null for the first, and on the page of the guide itself */
  changes: readonly ChangedLines[] | null
}

const links = {
  apply: paths.requests,
  status: paths.status,
  catalogue: paths.catalogue,
  content: paths.content,
} as const

export function GuidePage({ frame, tree, column, guide, version, versions, changes }: GuideProps) {
  const current = version !== null && version.no === versions[0]?.no
  const title = version && !current ? `政府信息公开指南（第${version.no}版）` : '政府信息公开指南'
  return (
    <Platform
      frame={frame}
      tree={tree}
      title={title}
      column={column}
      trail={
        version && !current
          ? [
              { name: '政府信息公开指南', href: paths.guide },
              { name: `第${version.no}版`, href: null },
            ]
          : [{ name: '政府信息公开指南', href: null }]
      }
      here={paths.guide}
    >
      <h1>{title}</h1>
      {guide === null || version === null ? (
        <EmptyState title="指南尚未发布">
          <p>
            申请公开政府信息，可以直接<a href={paths.requests}>在线申请</a>。
          </p>
        </EmptyState>
      ) : (
        <>
          <p className="meta">
            <span>编制机构：{guide.compiledBy}</span>
            <span>
              更新日期：
              <Day on={dayInChina(version.publishedAt)} />
            </span>
            <span>第 {version.no} 版</span>
          </p>
          {!current && (
            <p className="notice">
              这是以前的版本。<a href={paths.guide}>查看现行指南</a>
            </p>
          )}
          {changes && (
            <details className="changes-of">
              <summary>与第 {version.no - 1} 版相比的变化</summary>
              <Changes changes={changes} />
            </details>
          )}
          <nav className="contents" aria-label="本页目录">
            <ol>
              {guide.sections.map(({ title }, place) => (
                <li key={title}>
                  <a href={`#s${place + 1}`}>{title}</a>
                </li>
              ))}
            </ol>
          </nav>
          <article className="guide">
            {guide.sections.map(({ title, blocks }, place) => (
              <section key={title} aria-labelledby={`s${place + 1}`}>
                <h2 id={`s${place + 1}`}>{title}</h2>
                {blocks.map((block, at) => {
                  const level = blocks.slice(0, at).some(({ kind }) => kind === 'heading') ? 4 : 3
                  // biome-ignore lint/suspicious/noArrayIndexKey: the guide never changes once rendered
                  return <Block key={at} block={block} level={level} />
                })}
              </section>
            ))}
          </article>
        </>
      )}
      {versions.length > 0 && (
        <section className="versions" aria-labelledby="versions-heading">
          <h2 id="versions-heading">历次版本</h2>
          <ul>
            {versions.map(({ no, note, publishedAt }) => (
              <li key={no}>
                <a href={paths.guideVersion(no)}>第 {no} 版</a>
                <Day on={dayInChina(publishedAt)} />
                <span>{note}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Platform>
  )
}

/** `level`: of a heading within the block, one below the nearest above it. */
function Block({ block, level }: { block: GuideBlock; level: 3 | 4 }) {
  const Heading = level === 3 ? 'h3' : 'h4'
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>
    case 'text':
      return block.text.split('\n').map((line) => (
        <p key={line} className="reading">
          {line}
        </p>
      ))
    case 'list':
      return (
        <ul className="reading">
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'contact':
      return <ContactCard title={block.title} contact={block.contact} level={level} />
    case 'channels':
      return (
        <ul className="channels">
          {block.channels.map(({ name, how, received, cite }) => (
            <li key={name}>
              <Heading>{name}</Heading>
              <p>{how}</p>
              <p className="received">
                <span>收到日：</span>
                <strong>{received}</strong>
                <span className="more">{cite}</span>
              </p>
            </li>
          ))}
        </ul>
      )
    case 'flow':
      return <Flow steps={block.steps} />
    case 'table':
      return (
        <table className="plain stack">
          <caption>{block.caption}</caption>
          <thead>
            <tr>
              {block.head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map(([first, ...rest]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {rest.map((cell, place) => (
                  <td key={cell} data-label={block.head[place + 1]}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
    case 'links':
      return (
        <p className="platform-links">
          {block.links.map(({ text, to }) => (
            <a key={to} href={links[to]}>
              {text}
            </a>
          ))}
        </p>
      )
  }
}

const dial = (phone: string) => `tel:${phone.replace(/转.*$/, '').replace(/[^\d+]/g, '')}`

export function ContactCard({ title, contact, level }: { title: string; contact: ContactOfGuide; level: 3 | 4 }) {
  const Heading = level === 3 ? 'h3' : 'h4'
  const { address, postcode, phones, fax, email, hours, directions } = contact
  return (
    <div className="contact-card">
      <Heading>{title}</Heading>
      <dl>
        {address && (
          <div>
            <dt>地址</dt>
            <dd>
              {address}
              {postcode && <span className="more">邮编 {postcode}</span>}
            </dd>
          </div>
        )}
        {phones.length > 0 && (
          <div>
            <dt>电话</dt>
            <dd>
              {phones.map((phone) => (
                <a key={phone} href={dial(phone)}>
                  {phone}
                </a>
              ))}
            </dd>
          </div>
        )}
        {fax && (
          <div>
            <dt>传真</dt>
            <dd>{fax}</dd>
          </div>
        )}
        {email && (
          <div>
            <dt>电子邮箱</dt>
            <dd>
              <Email to={email} />
            </dd>
          </div>
        )}
        {hours && (
          <div>
            <dt>办公时间</dt>
            <dd>{hours}</dd>
          </div>
        )}
        {directions && (
          <div>
            <dt>到达方式</dt>
            <dd>{directions}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}

const box = { width: 220, height: 44, gap: 26 }

/** The way of a request, drawn and told: the picture shows the order, the list says what happens. */
function Flow({ steps }: { steps: readonly { name: string; words: string }[] }) {
  const height = steps.length * box.height + (steps.length - 1) * box.gap
  return (
    <div className="flow">
      <svg
        viewBox={`0 0 ${box.width} ${height}`}
        role="img"
        aria-label={`办理流程图：${steps.map(({ name }) => name).join('，然后')}`}
      >
        {steps.map(({ name }, place) => {
          const top = place * (box.height + box.gap)
          const middle = box.width / 2
          return (
            <g key={name}>
              <rect x="1" y={top + 1} width={box.width - 2} height={box.height - 2} rx="4" />
              <text x={middle} y={top + box.height / 2 + 6} textAnchor="middle">
                {name}
              </text>
              {place < steps.length - 1 && <path d={`M${middle} ${top + box.height}v${box.gap - 8}m-6 0h12l-6 8z`} />}
            </g>
          )
        })}
      </svg>
      <ol>
        {steps.map(({ name, words }) => (
          <li key={name}>
            <strong>{name}</strong>
            <span>{words}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
