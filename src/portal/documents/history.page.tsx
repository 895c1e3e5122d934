import { diffMarkup } from '../../platform/markup/diff.ts'
import type { EarlierVersion, PublishedDocument } from '../../records/documents/for-public.ts'
import { Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { Differences } from '../parts/differences.tsx'

/** Every official version of a document, the newest first, each with its note, its hash and its text. */
export function HistoryPage({
  frame,
  document,
  versions,
}: {
  frame: Frame
  document: PublishedDocument
  versions: readonly EarlierVersion[]
}) {
  const title = `历次版本：${document.title}`
  return (
    <Layout
      frame={frame}
      title={title}
      trail={[
        { name: document.title, href: document.address },
        { name: '历次版本', href: null },
      ]}
    >
      <div className="reading">
        <h1>历次版本</h1>
        <p>
          <a href={document.address}>{document.title}</a>
        </p>
        {versions.map((version, place) => (
          <section key={version.no} className="version" aria-labelledby={`version-${version.no}`}>
            <h2 id={`version-${version.no}`}>
              第 {version.no} 版{version.no === document.versionNo && '（现行）'}
            </h2>
            <p className="meta">
              <span>
                <Minute at={version.publishedAt} />
              </span>
              <span>{version.note ?? '首次公开'}</span>
              <span>
                校验码 <code title={version.contentHash}>{version.contentHash.slice(0, 16)}</code>
              </span>
            </p>
            {version.withheldReason ? (
              <p className="notice">这一版的内容不再显示，理由：{version.withheldReason}</p>
            ) : (
              <>
                <SinceBefore from={versions[place + 1] ?? null} to={version} />
                <details>
                  <summary>这一版的全文</summary>
                  <h3>{version.title}</h3>
                  {/* biome-ignore lint/security/noDangerouslySetInnerHtml: every version is clean markup of our own subset */}
                  <div className="prose" dangerouslySetInnerHTML={{ __html: version.body ?? '' }} />
                </details>
              </>
            )}
          </section>
        ))}
      </div>
    </Layout>
  )
}

/** What one version changed in the one before. */
function SinceBefore({ from, to }: { from: EarlierVersion | null; to: EarlierVersion }) {
  if (from?.body == null || to.body === null) return null
  const retitled = from.title !== to.title
  return (
    <>
      {retitled && (
        <p>
          标题：<del>{from.title}</del> <ins>{to.title}</ins>
        </p>
      )}
      <Differences changes={diffMarkup(from.body, to.body)} none={retitled ? null : '正文没有改动。'} />
    </>
  )
}
