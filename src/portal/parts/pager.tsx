import { pageOf } from '../paths.ts'

export interface PagePlace {
  page: number
  pages: number
}

/** Numbered pages around the current one: always the first, the last and two on each side. */
export function pagesShown({ page, pages }: PagePlace): (number | 'gap')[] {
  const wanted = [1, page - 2, page - 1, page, page + 1, page + 2, pages].filter((n) => n >= 1 && n <= pages)
  const numbers = [...new Set(wanted)].sort((a, b) => a - b)
  return numbers.flatMap((n, place) => {
    const before = numbers[place - 1]
    if (before === undefined || n - before === 1) return [n]
    return n - before === 2 ? [n - 1, n] : ['gap' as const, n]
  })
}

export function Pager({ url, page, pages }: PagePlace & { url: string }) {
  if (pages <= 1) return null
  return (
    <nav className="pager" aria-label="翻页">
      <ul>
        {page > 1 && (
          <li>
            <a href={pageOf(url, page - 1)} rel="prev">
              上一页
            </a>
          </li>
        )}
        {pagesShown({ page, pages }).map((shown, place) =>
          shown === 'gap' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no name of its own
            <li key={`gap ${place}`} className="gap" aria-hidden="true">
              …
            </li>
          ) : (
            <li key={shown}>
              <a
                href={pageOf(url, shown)}
                aria-label={shown === page ? `第${shown}页，当前页` : `第${shown}页`}
                aria-current={shown === page ? 'page' : undefined}
              >
                {shown}
              </a>
            </li>
          ),
        )}
        {page < pages && (
          <li>
            <a href={pageOf(url, page + 1)} rel="next">
              下一页
            </a>
          </li>
        )}
      </ul>
      <p>
        第{page}页，共{pages}页
      </p>
    </nav>
  )
}
