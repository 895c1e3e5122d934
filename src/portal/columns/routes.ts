import { createElement } from 'react'
import { addDays, type CalendarDate } from '../../law/calendar-date.ts'
import { dayInChina } from '../../platform/clock.ts'
import { withBelow } from '../../records/columns/column.ts'
import { nilStatements } from '../../records/columns/for-public.ts'
import {
  filesOfPublished,
  type PublishedDocument,
  publishedBeside,
  publishedDocument,
  publishedIn,
  publishedInBranches,
  publishedPlaces,
  publishedYears,
  withdrawnDocument,
  withdrawnPlaces,
} from '../../records/documents/for-public.ts'
import { type PublicFact, publicRelations, publicStanding } from '../../records/normative/for-public.ts'
import { subjects } from '../../records/pages/subjects.ts'
import { DocumentPage } from '../documents/document.page.tsx'
import { feedAsked } from '../feeds/places.ts'
import { sentAsFeed } from '../feeds/routes.ts'
import { columnFeed } from '../feeds/sources.tsx'
import {
  above,
  addressesOf,
  currentOf,
  entryOf,
  hrefOf,
  listed,
  pageAsked,
  pagesKept,
  rowsOf,
  sizeAsked,
  textAsked,
  yearAsked,
} from '../lists.ts'
import { pageOf, paths } from '../paths.ts'
import type { Open, Outcome, Visiting } from '../visit.ts'
import { ColumnPage } from './column.page.tsx'

export function columnRoutes(open: Open): void {
  const list = async (visiting: Visiting): Promise<Outcome> => {
    const { tx, http, columns: tree, frame, shows } = visiting
    const { slug } = http.params as { slug: string }
    const column = tree.find((one) => one.slug === slug)
    if (!column) return { failure: { status: 404 } }
    const asked = { text: textAsked(http.query, 'q'), year: yearAsked(http.query) }
    const filter = { ...(asked.text ? { text: asked.text } : {}), ...(asked.year ? { year: asked.year } : {}) }
    const format = feedAsked(http.query)
    if (format) {
      const feed = await columnFeed(visiting, column, filter)
      return sentAsFeed(visiting, { ...feed, self: frame.visit.url }, format)
    }
    const [, query] = http.url.split('?')
    const address = hrefOf(currentOf(tree, column))
    if (address !== paths.column(slug)) return { goTo: query ? `${address}?${query}` : address }
    const [page, per] = [pageAsked(http.query), sizeAsked(http.query)]
    const ids = withBelow(tree, column).map(({ id }) => id)
    const { documents, total } = await publishedIn(tx, ids, { ...filter, page, size: per })
    const pages = Math.max(1, Math.ceil(total / per))
    if (page > pages) return { goTo: pageOf(frame.visit.url, pages) }
    if (page <= pagesKept) shows(...ids.map(subjects.column))
    const branch = (await publishedInBranches(tx, new Map([[column.id, ids]]))).get(column.id)
    return createElement(ColumnPage, {
      ...{ frame, column, total, page, pages, per, asked },
      above: above(tree, column),
      below: listed(tree)
        .filter(({ parentId }) => parentId === column.id)
        .map(entryOf),
      rows: rowsOf(visiting, documents),
      years: await publishedYears(tx, ids),
      nil: (await nilStatements(tx)).find(({ columnId }) => columnId === column.id) ?? null,
      lastPublishedAt: branch?.lastAt ?? null,
    })
  }
  open('GET', '/:slug/', list, {
    every: async ({ tx, columns: tree }) => {
      const urls: string[] = []
      for (const column of tree) {
        const address = paths.column(column.slug)
        if (hrefOf(currentOf(tree, column)) !== address) continue
        const ids = withBelow(tree, column).map(({ id }) => id)
        const { total } = await publishedIn(tx, ids, { page: 1, size: 1 })
        urls.push(...addressesOf(address, total))
      }
      return urls
    },
  })

  const article = async (visiting: Visiting): Promise<Outcome> => {
    const { tx, http, columns: tree, frame, shows } = visiting
    const { file } = http.params as { file: string }
    const id = /^(\d{1,15})\.html$/.exec(file)?.[1]
    if (!id) return { failure: { status: 404 } }
    const document = await publishedDocument(tx, Number(id))
    const column = tree.find((one) => one.id === document?.columnId)
    if (!document || !column) {
      const withdrawn = await withdrawnDocument(tx, Number(id))
      if (withdrawn) shows(subjects.document(Number(id)))
      return { failure: withdrawn ? { status: 410, ...withdrawn } : { status: 404 } }
    }
    // The one address a document has: another column or month leads there.
    if (http.url.split('?')[0] !== document.address) return { goTo: document.address }
    const today = dayInChina(frame.visit.generatedAt)
    const [beside, force, files, relations] = await Promise.all([
      publishedBeside(tx, document),
      publicStanding(tx, document.id, today),
      filesOfPublished(tx, document.id),
      publicRelations(tx, document.id),
    ])
    trueUntil(visiting, today, document, force?.story ?? [])
    shows(
      subjects.document(document.id),
      subjects.beside(document.id),
      ...beside.map(({ id }) => subjects.document(id)),
    )
    return createElement(DocumentPage, {
      ...{ frame, document, force, today, column, files, relations },
      above: above(tree, column),
      more: beside.map(({ title, address }) => ({ title, href: address })),
    })
  }
  open('GET', '/:slug/:month/:file', article, {
    every: async ({ tx }) => (await publishedPlaces(tx)).map(({ address }) => address),
    gone: async ({ tx }) =>
      (await withdrawnPlaces(tx)).map(({ id, address }) => ({ url: address, subjects: [subjects.document(id)] })),
  })
}

/** What the page says of force and validity changes on days that are known now. */
function trueUntil(
  { until }: Pick<Visiting, 'until'>,
  today: CalendarDate,
  { validUntil }: Pick<PublishedDocument, 'validUntil'>,
  story: readonly Pick<PublicFact, 'effectiveOn' | 'validUntil'>[],
): void {
  const begins = story.map(({ effectiveOn }) => effectiveOn)
  const ends = [validUntil, ...story.map((fact) => fact.validUntil)].flatMap((day) => (day ? [addDays(day, 1)] : []))
  for (const day of [...begins, ...ends]) if (day > today) until(new Date(`${day}T00:00:00+08:00`))
}
