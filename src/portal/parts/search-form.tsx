import { paths } from '../paths.ts'

/** Asks for a query and sends it as part of an address: it can be kept, sent on and gone back to. */
export function SearchForm({
  id,
  query = '',
  label = '站内搜索',
  kept = [],
}: {
  /** of the field; what leads to it leads to the form */
  id: string
  query?: string
  label?: string
  /** what goes on to hold for the next query */
  kept?: readonly (readonly [name: string, value: string])[]
}) {
  return (
    <search className="search-form" aria-label={label}>
      <form action={paths.search()} method="get">
        <label className="sr" htmlFor={id}>
          搜索文号、标题或您想问的问题
        </label>
        <input
          type="search"
          id={id}
          name="q"
          defaultValue={query}
          maxLength={100}
          placeholder="文号、标题或想问的问题"
          autoComplete="off"
          enterKeyHint="search"
        />
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" className="button">
          搜索
        </button>
      </form>
    </search>
  )
}
