import { createElement } from 'react'
import { calendarDate, isCalendarDate } from '../../law/calendar-date.ts'
import { organisationSlug, withBelow } from '../../records/columns/column.ts'
import { contacts } from '../../records/contacts/for-public.ts'
import { publishedIn } from '../../records/documents/for-public.ts'
import { organisationDays, organisationOn } from '../../records/organisation/for-public.ts'
import type { UnitKind } from '../../records/organisation/organisation.ts'
import { rowsOf, textAsked } from '../lists.ts'
import type { ColumnOfPage } from '../meta.tsx'
import { paths } from '../paths.ts'
import { itself, type Open, type Visiting } from '../visit.ts'
import type { OrganisationPageProps } from './organisation.tsx'
import { ContactsPage, FunctionsPage, LeadersPage, UnitsPage } from './pages.tsx'

const usual: ColumnOfPage = {
  name: '机构职能',
  description: '本机关的职责、领导、科室和联系方式',
  keywords: '机构职能,领导信息,内设机构',
  type: '机构职能',
}

async function pageProps({ tx, http, columns, frame, clock }: Visiting): Promise<OrganisationPageProps> {
  const today = clock.today()
  const asked = textAsked(http.query, 'on')
  // What is to come is not public before its day.
  const on = isCalendarDate(asked) && calendarDate(asked) <= today ? calendarDate(asked) : today
  const days = (await organisationDays(tx)).filter((day) => day <= today)
  return { frame, column: columns.find(({ slug }) => slug === organisationSlug) ?? usual, on, today, days }
}

export function organisationRoutes(open: Open): void {
  open(
    'GET',
    paths.organisation,
    async (visiting) => {
      const { tx, columns: tree } = visiting
      const props = await pageProps(visiting)
      const column = tree.find(({ slug }) => slug === organisationSlug)
      const ids = column ? withBelow(tree, column).map(({ id }) => id) : []
      const { documents } = await publishedIn(tx, ids, { page: 1, size: 20 })
      const organisation = await organisationOn(tx, props.on)
      return createElement(FunctionsPage, { ...props, organisation, rows: rowsOf(visiting, documents) })
    },
    itself(paths.organisation),
  )
  open(
    'GET',
    paths.leaders,
    async (visiting) => {
      const props = await pageProps(visiting)
      return createElement(LeadersPage, { ...props, organisation: await organisationOn(visiting.tx, props.on) })
    },
    itself(paths.leaders),
  )
  const units: [string, UnitKind][] = [
    [paths.sections, 'section'],
    [paths.subordinate, 'subordinate'],
    [paths.groups, 'group'],
  ]
  for (const [path, kind] of units) {
    open(
      'GET',
      path,
      async (visiting) => {
        const props = await pageProps(visiting)
        return createElement(UnitsPage, { ...props, kind, organisation: await organisationOn(visiting.tx, props.on) })
      },
      itself(path),
    )
  }
  open(
    'GET',
    paths.contacts,
    async (visiting) =>
      createElement(ContactsPage, { ...(await pageProps(visiting)), contacts: await contacts(visiting.tx) }),
    itself(paths.contacts),
  )
}
