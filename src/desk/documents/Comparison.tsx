import { compareDocument, type DocumentView } from '../../api/contract/documents.ts'
import { useAsk } from '../ask.ts'

const tags = { same: 'span', added: 'ins', removed: 'del' } as const

/** What the working copy would change in what the public reads. */
export function Comparison({ found }: { found: DocumentView }) {
  const compared = found.publicNo !== null && found.stage !== 'done'
  const { data, error } = useAsk(compareDocument, { params: { id: found.id } }, { when: compared })
  if (!compared) return null
  return (
    <section className="panel" aria-labelledby="comparison-heading">
      <h2 id="comparison-heading">与已公开的第 {found.publicNo} 版比较</h2>
      {error && <p role="alert">{error.message}</p>}
      {data && data.changes.length === 0 && !data.title && <p className="nil">标题和正文没有改动。</p>}
      {data && (
        <ul className="differences">
          {data.title && (
            <li>
              标题：<del>{data.title.from}</del> <ins>{data.title.to}</ins>
            </li>
          )}
          {data.changes.map(({ parts, onlyLook }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
            <li key={place}>
              {onlyLook && '只调整了格式或链接：'}
              {parts.map(({ kind, text }, at) => {
                const Tag = tags[kind]
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
                return <Tag key={at}>{text}</Tag>
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
