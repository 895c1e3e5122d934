export interface Crumb {
  name: string
  /** null: this page */
  href: string | null
}

export function Breadcrumb({ trail }: { trail: readonly Crumb[] }) {
  return (
    <nav className="breadcrumb" aria-label="当前位置">
      <ol>
        <li>
          <a href="/">首页</a>
        </li>
        {trail.map(({ name, href }) => (
          <li key={`${name} ${href}`}>
            {href === null ? <span aria-current="page">{name}</span> : <a href={href}>{name}</a>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
