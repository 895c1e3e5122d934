import { createElement } from 'react'
import { subjects } from '../../records/pages/subjects.ts'
import {
  publicEntries,
  publicEntriesByYear,
  publicEntry,
  publicEntryCounts,
  publicEntryIds,
  publicRegister,
  publicRegisters,
} from '../../records/registers/for-public.ts'
import { feedAsked } from '../feeds/places.ts'
import { sentAsFeed } from '../feeds/routes.ts'
import { registerFeed } from '../feeds/sources.tsx'
import { addressesOf, pageAsked, pageSize, pagesKept } from '../lists.ts'
import { paths } from '../paths.ts'
import type { Open, Outcome, Visiting } from '../visit.ts'
import { EntryPage } from './entry.page.tsx'
import { RegisterPage } from './register.page.tsx'

export function registerRoutes(open: Open): void {
  const list = async (visiting: Visiting): Promise<Outcome> => {
    const { tx, http, frame, shows } = visiting
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
    if (page <= pagesKept) shows(subjects.register(kind))
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
  }
  open('GET', paths.register(':kind'), list, {
    every: async ({ tx }) => {
      const counts = await publicEntryCounts(tx)
      return publicRegisters().flatMap(({ kind }) => addressesOf(paths.register(kind), counts[kind] ?? 0))
    },
  })

  const one = async ({ tx, http, frame, shows }: Visiting): Promise<Outcome> => {
    const { kind, id } = http.params as { kind: string; id: string }
    const register = publicRegister(kind)
    const entry = register && (await publicEntry(tx, kind, Number(id)))
    if (!register || !entry) return { failure: { status: 404 } }
    shows(subjects.entry(entry.id))
    return createElement(EntryPage, { frame, kind: register, columns: register.columns, entry })
  }
  open('GET', `${paths.register(':kind')}/:id(^\\d{1,15})`, one, {
    every: async ({ tx }) => (await publicEntryIds(tx)).map(({ kind, id }) => paths.registerEntry(kind, id)),
  })
}
