import { type Frame, type Visit, withLooks } from '../frame.ts'
import { paths } from '../paths.ts'
import { LooksChoices } from './looks-choices.tsx'
import { SearchForm } from './search-form.tsx'

/** Utility strip, identity of the bureau, search box, main navigation. */
export function SiteHeader({
  frame,
  home,
  section,
  searchable,
}: {
  frame: Frame
  home: boolean
  section: string | undefined
  searchable: boolean
}) {
  const { site, visit } = frame
  const elder = visit.looks.mode === 'elder'
  const identity = (
    <>
      <span className="name">{site.bureau.name}</span>
      <span className="domain">{site.bureau.profile.domain}</span>
    </>
  )
  return (
    <header>
      <div className="utility">
        <div className="wrap">
          <ul>
            <li>
              <a href="tel:12350">
                <span className="wide">举报事故隐患 </span>
                <span className="narrow">举报 </span>
                <strong>12350</strong>
              </a>
            </li>
            <li className="push">
              <a href={withLooks(visit.url, { mode: elder ? 'standard' : 'elder' })}>
                {elder ? '标准模式' : '长者模式'}
              </a>
            </li>
            <li>
              <Preferences visit={visit} />
            </li>
          </ul>
        </div>
      </div>
      <div className="masthead">
        <div className="wrap">
          <div className="masthead-top">
            {home ? (
              <h1 className="identity">{identity}</h1>
            ) : (
              <a className="identity" href={paths.home}>
                {identity}
              </a>
            )}
            {searchable && <SearchForm id="search" />}
          </div>
          <nav className="main-nav" aria-label="主导航">
            <ul>
              {[{ name: '首页', href: paths.home }, ...site.nav].map(({ name, href }) => (
                <li key={href}>
                  <a
                    href={href}
                    aria-current={href === (home ? paths.home : section) ? (home ? 'page' : 'true') : undefined}
                  >
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </header>
  )
}

/** The panel of preferences, on every page, opened without a script. */
function Preferences({ visit }: { visit: Visit }) {
  return (
    <details className="preferences">
      <summary>无障碍浏览</summary>
      <nav aria-label="浏览设置">
        <LooksChoices url={visit.url} looks={visit.looks} level={2} />
        <p>
          <a href={`${paths.accessibility}?from=${encodeURIComponent(visit.url)}`}>无障碍声明和帮助</a>
        </p>
      </nav>
    </details>
  )
}
