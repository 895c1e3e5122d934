import { createElement } from 'react'
import { calendarDate, yearOf } from '../law/calendar-date.ts'
import { publishedSince } from '../records/documents/for-public.ts'
import { publicEntryCounts, publicRegisters } from '../records/registers/for-public.ts'
import { publishedReports } from '../records/reports/for-public.ts'
import { answeredInYear } from '../records/requests/for-public.ts'
import { topics } from '../records/topics/for-public.ts'
import { AccessibilityPage } from './accessibility.page.tsx'
import { guideOf } from './disclosure/routes.ts'
import { HomePage } from './home.page.tsx'
import { entryOf, listed, newestOf } from './lists.ts'
import { paths } from './paths.ts'
import { type SiteMapEntry, SiteMapPage } from './site-map.page.tsx'
import { itself, type Open } from './visit.ts'

export function homeRoutes(open: Open): void {
  open(
    'GET',
    paths.home,
    async (visiting) => {
      const { tx, columns: tree, frame, clock } = visiting
      const year = yearOf(clock.today())
      const [reports, counts] = [await publishedReports(tx), await publicEntryCounts(tx)]
      const { answered } = await answeredInYear(tx, year)
      const latest = []
      for (const slug of ['zcwj', 'zcjd', 'sgtb', 'yjts']) {
        const list = await newestOf(visiting, slug, 4)
        if (list && list.rows.length > 0) latest.push(list)
      }
      const licences = counts['licences'] ?? 0
      const all = await topics(tx)
      return createElement(HomePage, {
        frame,
        column: tree.find(({ type }) => type === '首页') ?? null,
        topics: all
          .filter(({ standing }) => standing === 'open')
          .slice(0, 4)
          .map(({ slug, title, intro }) => ({ name: title, href: paths.topic(slug), words: intro })),
        guideHref: await guideOf(tx),
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
    },
    itself(paths.home),
  )

  open(
    'GET',
    paths.siteMap,
    async ({ tx, columns: tree, frame }) => {
      const under = (parent: number | null): SiteMapEntry[] =>
        listed(tree)
          .filter(({ parentId }) => parentId === parent)
          .map((column) => ({ ...entryOf(column), below: under(column.id) }))
      const counts = await publicEntryCounts(tx)
      const registers = publicRegisters()
        .filter(({ kind }) => (counts[kind] ?? 0) > 0)
        .map(({ kind, title }) => ({ name: title, href: paths.register(kind), below: [] }))
      const parts = listed(tree).filter(({ isPart }) => isPart)
      return createElement(SiteMapPage, {
        frame,
        entries: [
          ...under(null),
          {
            name: '更多公开信息',
            href: paths.catalogue,
            below: [
              { name: '政府信息公开目录', href: paths.catalogue, below: [] },
              { name: '目录覆盖图', href: paths.coverage, below: [] },
              // A tree with its own column for a part shows it above.
              ...(parts.some(({ part }) => part === 'reports')
                ? []
                : [{ name: '政府信息公开年报', href: paths.reports, below: [] }]),
              ...(parts.some(({ part }) => part === 'requests')
                ? []
                : [{ name: '申请公开信息', href: paths.requests, below: [] }]),
              { name: '查办理进度', href: paths.status, below: [] },
              { name: '依申请公开答复选登', href: paths.answers, below: [] },
              { name: '专题', href: paths.topics, below: [] },
            ],
          },
          {
            name: '规范性文件的效力',
            href: paths.policies,
            below: [{ name: '逐条比较', href: paths.comparison, below: [] }],
          },
          ...(registers.length > 0 ? [{ name: '许可、处罚等台账', href: paths.disclosure, below: registers }] : []),
          {
            name: '核对手中的版本',
            href: paths.officialCheck,
            below: [{ name: '核对申请回执', href: paths.receiptCheck, below: [] }],
          },
          { name: '无障碍浏览', href: paths.accessibility, below: [] },
        ],
      })
    },
    itself(paths.siteMap),
  )

  open(
    'GET',
    paths.accessibility,
    async ({ http, frame }) => {
      const asked = (http.query as Record<string, unknown>)['from']
      // Only a path of this site: never an address that leads away.
      const from = typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : paths.home
      return createElement(AccessibilityPage, { frame, from })
    },
    itself(paths.accessibility),
  )
}
