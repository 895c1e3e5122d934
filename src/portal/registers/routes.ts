import { createElement } from 'react'
import { subjects } from '../../records/pages/subjects.ts'
import {
  publicEntries,
  publicEntryCounts,
  publicRegister,
  publicRegisters,
} from '../../records/registers/for-public.ts'
import { addressesOf, pageAsked, pageSize, pagesKept } from '../lists.ts'
import { paths } from '../paths.ts'
import type { Open, Outcome, Visiting } from '../visit.ts'
import { RegisterPage } from './register.page.tsx'

export function registerRoutes(open: Open): void {
  const show = async ({ tx, http, frame, shows }: Visiting): Promise<Outcome> => {
    const { kind } = http.params as { kind: string }
    const register = publicRegister(kind)
    if (!register) return { failure: { status: 404 } }
    const page = pageAsked(http.query)
    const { entries, total } = await publicEntries(tx, kind, { page, size: pageSize })
    const pages = Math.max(1, Math.ceil(total / pageSize))
    if (page > pages) return { failure: { status: 404 } }
    const { columns } = register
    if (page <= pagesKept) shows(subjects.register(kind))
    return createElement(RegisterPage, { frame, kind: register, columns, rows: entries, total, page, pages })
  }
  open('GET', paths.register(':kind'), show, {
    every: async ({ tx }) => {
      const counts = await publicEntryCounts(tx)
      return publicRegisters().flatMap(({ kind }) => addressesOf(paths.register(kind), counts[kind] ?? 0))
    },
  })
}
