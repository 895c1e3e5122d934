import { createElement } from 'react'
import { publicEntries, publicEntriesByYear, publicEntry, publicRegister } from '../../records/registers/for-public.ts'
import { feedAsked } from '../feeds/places.ts'
import { sentAsFeed } from '../feeds/routes.ts'
import { registerFeed } from '../feeds/sources.tsx'
import { pageAsked, pageSize } from '../lists.ts'
import { paths } from '../paths.ts'
import type { Open } from '../visit.ts'
import { EntryPage } from './entry.page.tsx'
import { RegisterPage } from './register.page.tsx'

export function registerRoutes(open: Open): void {
  open('GET', paths.register(':kind'), async (visiting) => {
    const { tx, http, frame } = visiting
    const { kind } = http.params as { kind: string }
    const register = publicRegister(kind)
    if (!register) return { failure: { status: 404 } }
    const years = await publicEntriesByYear(tx, kind)
    const asked = Number((http.query as Record<string, unknown>)['year'])
    const year = years.some((one) => one.year === asked) ? asked : null
    const format = feedAsked(http.query)
    if (format) {
      const feed = await registerFeed(visiting, register, year)
      return sentAsFeed(visiting, { ...feed, self: frame.visit.url }, format)
    }
    const page = pageAsked(http.query)
    const { entries, total } = await publicEntries(tx, kind, { ...(year ? { year } : {}), page, size: pageSize })
    const pages = Math.max(1, Math.ceil(total / pageSize))
    if (page > pages) return { failure: { status: 404 } }
    const { columns } = register
    return createElement(RegisterPage, {
      frame,
      kind: register,
      columns,
      rows: entries,
      total,
      page,
      pages,
      year,
      years: years.map(({ year }) => year).toReversed(),
    })
  })

  open('GET', `${paths.register(':kind')}/:id(^\\d{1,15})`, async ({ tx, http, frame }) => {
    const { kind, id } = http.params as { kind: string; id: string }
    const register = publicRegister(kind)
    const entry = register && (await publicEntry(tx, kind, Number(id)))
    if (!register || !entry) return { failure: { status: 404 } }
    return createElement(EntryPage, { frame, kind: register, columns: register.columns, entry })
  })
}
