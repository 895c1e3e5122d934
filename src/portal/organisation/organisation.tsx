import type { ReactNode } from 'react'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { Day, dayText } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import type { ColumnOfPage } from '../meta.tsx'
import { paths } from '../paths.ts'

export interface OrganisationPageProps {
  frame: Frame
  column: ColumnOfPage
  /** the day shown */
  on: CalendarDate
  today: CalendarDate
  /** days on which something changed, newest first */
  days: readonly CalendarDate[]
}

export const organisationPages = [
  { name: '主要职责', href: paths.organisation },
  { name: '领导信息', href: paths.leaders },
  { name: '内设机构', href: paths.sections },
  { name: '直属单位', href: paths.subordinate },
  { name: '议事协调机构', href: paths.groups },
  { name: '联系方式', href: paths.contacts },
] as const

/** A page of 机构职能: its neighbours, and for what changes over time a way to any past day. */
export function OrganisationPage({
  frame,
  column,
  on,
  today,
  days,
  here,
  dated = true,
  children,
}: OrganisationPageProps & { here: string; dated?: boolean; children: ReactNode }) {
  const name = organisationPages.find(({ href }) => href === here)?.name ?? column.name
  const past = on !== today
  const first = here === paths.organisation
  const withDay = (href: string) => (past ? `${href}?on=${on}` : href)
  return (
    <Layout
      frame={frame}
      title={past ? `${name}（${dayText(on)}）` : name}
      column={column}
      trail={
        first
          ? [{ name: column.name, href: null }]
          : [
              { name: column.name, href: paths.organisation },
              { name, href: null },
            ]
      }
      section={paths.organisation}
    >
      <h1>{first ? column.name : name}</h1>
      <nav className="tabs" aria-label={column.name}>
        <ul>
          {organisationPages.map((page) => (
            <li key={page.href}>
              <a href={withDay(page.href)} aria-current={page.href === here ? 'page' : undefined}>
                {page.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {past && dated && (
        <p className="notice">
          这里显示的是 <Day on={on} /> 的情况。<a href={here}>查看现在的情况</a>
        </p>
      )}
      {children}
      {dated && days.length > 0 && (
        <details className="history" open={past}>
          <summary>查看以前的情况</summary>
          <form method="get" action={here}>
            <label htmlFor="on">日期</label>
            <input id="on" name="on" type="date" defaultValue={on} max={today} />
            <button type="submit" className="button quiet">
              查看
            </button>
          </form>
          <p>有变动的日期：</p>
          <ul className="inline">
            {days.map((day) => (
              <li key={day}>
                <a href={`${here}?on=${day}`} aria-current={day === on ? 'true' : undefined}>
                  {dayText(day)}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Layout>
  )
}
