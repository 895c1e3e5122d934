import { createElement } from 'react'
import { publicEntries, publicRegister } from '../../records/registers/for-public.ts'
import { pageAsked, pageSize } from '../lists.ts'
import { paths } from '../paths.ts'
import type { Open } from '../visit.ts'
import { RegisterPage } from './register.page.tsx'

export function registerRoutes(open: Open): void {
  open('GET', paths.register(':kind'), async ({ tx, http, frame }) => {
    const { kind } = http.params as { kind: string }
    const register = publicRegister(kind)
    if (!register) return { failure: { status: 404 } }
    const page = pageAsked(http.query)
    // Where a search leads: one line of the register.
    const one = Number((http.query as Record<string, unknown>)['jilu'])
    const only = Number.isSafeInteger(one) && one > 0 ? one : null
    const { entries, total } = await publicEntries(tx, kind, {
      page,
      size: pageSize,
      ...(only ? { ids: [only] } : {}),
    })
    if (only && total === 0) return { failure: { status: 404 } }
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
      only: only !== null,
    })
  })
}
