import { createElement } from 'react'
import { calendarDate, yearOf } from '../law/calendar-date.ts'
import { publishedSince } from '../records/documents/for-public.ts'
import { subjects } from '../records/pages/subjects.ts'
import { publicEntryCounts, publicRegisters } from '../records/registers/for-public.ts'
import { publishedReports } from '../records/reports/for-public.ts'
import { answeredInYear } from '../records/requests/for-public.ts'
import { AccessibilityPage } from './accessibility.page.tsx'
import { guideOf } from './disclosure/routes.ts'
import { HomePage } from './home.page.tsx'
import { entryOf, newestOf } from './lists.ts'
import { paths } from './paths.ts'
import { type SiteMapEntry, SiteMapPage } from './site-map.page.tsx'
import { itself, type Open, type Outcome, type Visiting } from './visit.ts'

export function homeRoutes(open: Open): void {
  const home = async (visiting: Visiting): Promise<Outcome> => {
    const { tx, frame, clock, shows } = visiting
    shows(subjects.reports, subjects.entryCounts, subjects.answers, subjects.documentCount)
    const year = yearOf(clock.today())
    const [reports, counts] = [await publishedReports(tx), await publicEntryCounts(tx)]
    const { answered } = await answeredInYear(tx, year)
    const latest = []
    for (const slug of ['zcwj', 'zcjd', 'sgtb', 'yjts']) {
      const list = await newestOf(visiting, slug, 4)
      if (list && list.rows.length > 0) latest.push(list)
    }
    const licences = counts['licences'] ?? 0
    return createElement(HomePage, {
      frame,
      guideHref: await guideOf(visiting),
      hasReports: reports.length > 0,
      news: await newestOf(visiting, 'yaowen', 6),
      notices: await newestOf(visiting, 'tzgg', 6),
      latest,
      numbers: {
        asOf: clock.today(),
        each: [
          {
            label: '本年主动公开信息',
            value: await publishedSince(tx, calendarDate(`${year}-01-01`)),
            unit: '条',
            href: paths.disclosure,
          },
          { label: '本年答复申请', value: answered, unit: '件', href: paths.requests },
          { label: '公示行政许可', value: licences, unit: '件', href: paths.register('licences') },
          { label: '公示行政处罚', value: counts['penalties'] ?? 0, unit: '件', href: paths.register('penalties') },
        ],
      },
    })
  }
  open('GET', paths.home, home, itself(paths.home))

  const siteMap = async ({ tx, columns: tree, frame, shows }: Visiting): Promise<Outcome> => {
    shows(subjects.entryCounts)
    const under = (parent: number | null): SiteMapEntry[] =>
      tree
        .filter(({ parentId }) => parentId === parent)
        .map((column) => ({ ...entryOf(column), below: under(column.id) }))
    const counts = await publicEntryCounts(tx)
    const registers = publicRegisters()
      .filter(({ kind }) => (counts[kind] ?? 0) > 0)
      .map(({ kind, title }) => ({ name: title, href: paths.register(kind), below: [] }))
    return createElement(SiteMapPage, {
      frame,
      entries: [
        ...under(null),
        {
          name: '年度报告和依申请公开',
          href: paths.reports,
          below: [
            { name: '政府信息公开年报', href: paths.reports, below: [] },
            { name: '申请公开信息', href: paths.requests, below: [] },
            { name: '查办理进度', href: paths.status, below: [] },
          ],
        },
        ...(registers.length > 0 ? [{ name: '许可、处罚等台账', href: paths.disclosure, below: registers }] : []),
        { name: '无障碍浏览', href: paths.accessibility, below: [] },
      ],
    })
  }
  open('GET', paths.siteMap, siteMap, itself(paths.siteMap))

  const accessibility = async ({ http, frame, shows }: Visiting): Promise<Outcome> => {
    shows()
    const asked = (http.query as Record<string, unknown>)['from']
    // Only a path of this site: never an address that leads away.
    const from = typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : paths.home
    return createElement(AccessibilityPage, { frame, from })
  }
  open('GET', paths.accessibility, accessibility, itself(paths.accessibility))
}
