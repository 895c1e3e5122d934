import { createElement } from 'react'
import { publishedIn } from '../../records/documents/for-public.ts'
import { subjects } from '../../records/pages/subjects.ts'
import { publicEntryCounts, publicRegisters } from '../../records/registers/for-public.ts'
import { publishedReports } from '../../records/reports/for-public.ts'
import { entryOf, markedRows, rowsOf, withBelow } from '../lists.ts'
import { paths } from '../paths.ts'
import { itself, type Open, type Outcome, type Visiting } from '../visit.ts'
import { DisclosurePage } from './disclosure.page.tsx'

/** The disclosure guide: the newest document of the column that is kept for it. */
export async function guideOf({ tx, columns: tree, shows }: Visiting): Promise<string | null> {
  const column = tree.find(({ type }) => type === '信息公开指南')
  if (!column) return null
  shows(subjects.column(column.id))
  const { documents } = await publishedIn(tx, [column.id], { page: 1, size: 1 })
  return rowsOf(documents, tree)[0]?.href ?? null
}

export function disclosureRoutes(open: Open): void {
  const front = async (visiting: Visiting): Promise<Outcome> => {
    const { tx, columns: tree, frame, shows } = visiting
    const column = tree.find(({ slug }) => slug === 'zwgk')
    const under = column ? withBelow(tree, column) : []
    shows(subjects.reports, subjects.entryCounts, ...under.map(({ id }) => subjects.column(id)))
    const { documents } = await publishedIn(
      tx,
      under.map(({ id }) => id),
      { page: 1, size: 8 },
    )
    const rules = tree.find(({ slug }) => slug === 'zhidu')
    const counts = await publicEntryCounts(tx)
    // What article 20 asks for may stand in other branches of the tree as well: organisation, warnings.
    const statutory = tree.filter(
      ({ basis, slug, parentId }) =>
        basis !== null && slug !== 'zwgk' && (parentId === null || parentId === column?.id),
    )
    return createElement(DisclosurePage, {
      frame,
      column: column ?? {
        name: '政府信息公开',
        description: '依法应当主动公开的政府信息',
        keywords: '政府信息公开',
        type: '概况信息',
      },
      guideHref: await guideOf(visiting),
      rulesHref: rules ? paths.column(rules.slug) : null,
      nodes: statutory.map((node) => ({
        ...entryOf(node),
        description: node.description,
        basis: node.basis,
        below: tree.filter(({ parentId }) => parentId === node.id).map(entryOf),
      })),
      registers: publicRegisters()
        .filter(({ kind }) => (counts[kind] ?? 0) > 0)
        .map(({ kind, title, unit }) => ({ name: title, href: paths.register(kind), count: counts[kind] ?? 0, unit })),
      hasReports: (await publishedReports(tx)).length > 0,
      latest: markedRows(visiting, documents),
    })
  }
  open('GET', paths.disclosure, front, itself(paths.disclosure))
}
