import { createElement } from 'react'
import { type CalendarDate, calendarDate, isCalendarDate } from '../../law/calendar-date.ts'
import type { DocumentKind } from '../../law/publicity/checks.ts'
import type { NormativeStatus } from '../../law/publicity/normative.ts'
import { publishedDocument } from '../../records/documents/for-public.ts'
import { publicCleanUps, publicNormativeList, publicPairs } from '../../records/normative/for-public.ts'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'
import { itself, type Open, shared } from '../visit.ts'
import { CleanUpPage } from './clean-up.page.tsx'
import { ComparePage, ComparisonPage } from './compare.page.tsx'
import { type KindChoice, kindChoices, PolicyListPage } from './list.page.tsx'
import { statusText, titled } from './words.ts'

const number = /^\d{1,15}$/
const kindsOf: Record<KindChoice, readonly DocumentKind[]> = {
  normative: ['normative'],
  policy: ['policy', 'plan', 'rule'],
  all: ['normative', 'policy', 'plan', 'rule'],
}

export function normativeRoutes(open: Open): void {
  open(
    'GET',
    paths.policies,
    async ({ tx, http, frame, clock }) => {
      const query = http.query as Record<string, unknown>
      const typed = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '')
      const problems: Problem[] = []
      const today = clock.today()
      const day = (name: 'on' | 'known', label: string): CalendarDate => {
        const text = typed(name)
        if (text === '') return today
        if (isCalendarDate(text)) return calendarDate(text)
        problems.push({ field: name, message: `“${label}”不是日期，请写成 2026-01-31` })
        return today
      }
      const days = { on: day('on', '在这一天'), asKnownOn: day('known', '按这一天所知') }
      const kind = (Object.keys(kindChoices) as KindChoice[]).find((one) => one === query['kind']) ?? 'normative'
      const status = (Object.keys(statusText) as NormativeStatus[]).find((one) => one === query['status']) ?? null
      return createElement(PolicyListPage, {
        frame,
        typed: { on: typed('on').slice(0, 20), known: typed('known').slice(0, 20), kind },
        problems,
        days,
        today,
        documents: await publicNormativeList(tx, kindsOf[kind], days),
        status,
        cleanUps: await publicCleanUps(tx),
      })
    },
    itself(paths.policies),
  )

  open(
    'GET',
    '/zhengce/qingli/:id',
    async ({ tx, http, frame }) => {
      const { id } = http.params as { id: string }
      const cleanUp = (await publicCleanUps(tx)).find((one) => String(one.id) === id)
      return cleanUp ? createElement(CleanUpPage, { frame, cleanUp }) : { failure: { status: 404 } }
    },
    shared(async ({ tx }) => (await publicCleanUps(tx)).map(({ id }) => paths.cleanUp(id))),
  )

  open('GET', paths.comparison, async ({ tx, http, frame }) => {
    const query = http.query as Record<string, unknown>
    const documentOf = async (name: string) => {
      const id = query[name]
      return typeof id === 'string' && number.test(id) ? publishedDocument(tx, Number(id)) : null
    }
    const [before, after] = [await documentOf('from'), await documentOf('to')]
    if (before && after) return createElement(ComparePage, { frame, before, after })
    const pairs = (await publicPairs(tx)).map(({ from, to }) => ({
      name: `${titled(from.title)}与${titled(to.title)}`,
      href: paths.compare(from.id, to.id),
    }))
    const asked = query['from'] !== undefined || query['to'] !== undefined
    const page = createElement(ComparisonPage, { frame, pairs, missing: asked })
    return asked ? { page, status: 404 } : page
  })
}
