import { pageOf } from '../paths.ts'
import type { PagePlace } from './pager.tsx'

/** The same list with one parameter otherwise; back on its first page. */
export function withParameter(url: string, name: string, value: string | null): string {
  const [path = '/', query = ''] = pageOf(url, 1).split('?')
  const parameters = new URLSearchParams(query)
  if (value === null) parameters.delete(name)
  else parameters.set(name, value)
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}

/** The years of a list with their numbers, as links. */
export function YearArchive({
  url,
  years,
  year,
}: {
  url: string
  years: readonly { year: number; count: number }[]
  year: number | undefined
}) {
  if (years.length < 2 && year === undefined) return null
  const total = years.reduce((sum, { count }) => sum + count, 0)
  return (
    <nav className="year-archive" aria-label="按年份查看">
      <ul>
        <li>
          <a href={withParameter(url, 'year', null)} aria-current={year === undefined ? 'true' : undefined}>
            全部年份<span className="n">{total}</span>
          </a>
        </li>
        {years.map((one) => (
          <li key={one.year}>
            <a
              href={withParameter(url, 'year', String(one.year))}
              aria-current={year === one.year ? 'true' : undefined}
            >
              {one.year}年<span className="n">{one.count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How many rows a page has, and a way straight to one of many pages. */
export function PageTools({
  url,
  per,
  sizes,
  page,
  pages,
  total,
}: PagePlace & { url: string; per: number; sizes: readonly number[]; total: number }) {
  if (total <= (sizes[0] ?? 0)) return null
  const [path = '/', query = ''] = pageOf(url, 1).split('?')
  return (
    <div className="page-tools">
      <p>
        <span>每页</span>
        {sizes.map((size) => (
          <a
            key={size}
            href={withParameter(url, 'per', String(size))}
            aria-current={size === per ? 'true' : undefined}
            aria-label={`每页${size}条`}
          >
            {size}
          </a>
        ))}
      </p>
      {pages > 2 && (
        <form method="get" action={path}>
          {[...new URLSearchParams(query)].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <label htmlFor="jump">跳至第</label>
          <input id="jump" name="page" type="text" inputMode="numeric" defaultValue={page} />
          <span>页</span>
          <button type="submit" className="button quiet">
            跳转
          </button>
        </form>
      )}
    </div>
  )
}
