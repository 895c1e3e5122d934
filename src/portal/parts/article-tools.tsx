import { type Frame, type Size, withLooks } from '../frame.ts'

const sizes: readonly [Size, string][] = [
  ['1', '标准'],
  ['1.25', '大'],
  ['1.5', '特大'],
]

/** Letter size as links; printing is offered by the script only, since no page can print itself without one. */
export function ArticleTools({ frame, cite }: { frame: Frame; cite: string }) {
  const { url, looks } = frame.visit
  return (
    <div className="article-tools">
      <p>
        <span className="label">字号</span>
        {sizes.map(([size, name]) => (
          <a key={size} href={withLooks(url, { size })} aria-current={looks.size === size ? 'true' : undefined}>
            {name}
          </a>
        ))}
      </p>
      <button type="button" className="button quiet" data-print="" hidden>
        打印
      </button>
      <details>
        <summary>引用格式</summary>
        <p className="cite">{cite}</p>
      </details>
    </div>
  )
}
