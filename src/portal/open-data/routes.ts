import { createElement } from 'react'
import { yearOf } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { datasetNamed, datasets } from '../../records/datasets/all.ts'
import { publishedByYear } from '../../records/documents/for-public.ts'
import { publicEntriesByYear, publicRegisters } from '../../records/registers/for-public.ts'
import { answeredInYear } from '../../records/requests/for-public.ts'
import { pageViewsInYear } from '../../records/visits/figures.ts'
import { paths } from '../paths.ts'
import { itself, type Open } from '../visit.ts'
import { DatasetPage } from './dataset.page.tsx'
import { DatasetsPage } from './datasets.page.tsx'
import { exportFormats, exportOf } from './export.ts'
import { type Indicator, StatisticsPage } from './statistics.page.tsx'

const sampleRows = 5

export function dataRoutes(open: Open): void {
  open(
    'GET',
    paths.data,
    async ({ tx, frame }) => {
      const listed = []
      for (const dataset of datasets) listed.push({ dataset, ...(await dataset.stand(tx)) })
      return createElement(DatasetsPage, { frame, datasets: listed })
    },
    itself(paths.data),
  )

  open('GET', paths.statistics, async ({ tx, frame, clock }) =>
    createElement(StatisticsPage, {
      frame,
      indicators: await indicators(tx, yearOf(clock.today())),
      asOf: clock.today(),
    }),
  )

  for (const { name } of datasets) {
    open(
      'GET',
      paths.dataset(name),
      async ({ tx, frame }) => {
        const dataset = datasetNamed(name)
        if (!dataset) return { failure: { status: 404 } }
        const { rows } = await dataset.rows(tx, { page: 1, size: sampleRows, since: null })
        return createElement(DatasetPage, { frame, dataset, ...(await dataset.stand(tx)), sample: rows })
      },
      itself(paths.dataset(name)),
    )
    for (const format of exportFormats) {
      open(
        'GET',
        paths.datasetFile(name, format),
        async ({ tx, bureau }) => {
          const dataset = datasetNamed(name)
          return dataset ? { resource: await exportOf(tx, bureau, dataset, format) } : { failure: { status: 404 } }
        },
        { perMinute: 30, ...itself(paths.datasetFile(name, format)) },
      )
    }
  }
}

async function indicators(tx: Tx, thisYear: number): Promise<Indicator[]> {
  const found: Indicator[] = [
    {
      id: 'published',
      name: '主动公开信息',
      unit: '条',
      definition: '当年在本网站首次公开、现在仍然公开的信息条数；已经撤下的不计。',
      source: '信息发布记录',
      years: (await publishedByYear(tx)).map(({ year, count }) => ({
        year,
        value: count,
        href: paths.dataset('documents'),
      })),
    },
  ]
  const answered = []
  for (let year = thisYear - 7; year <= thisYear; year += 1) {
    answered.push({ year, value: (await answeredInYear(tx, year)).answered, href: null })
  }
  found.push({
    id: 'answered',
    name: '答复政府信息公开申请',
    unit: '件',
    definition: '当年办结的政府信息公开申请件数，不论何时收到。申请属于申请人，不公开明细。',
    source: '依申请公开办理记录',
    years: answered.slice(answered.findIndex(({ value }) => value > 0)),
  })
  for (const { kind, title, unit, columns } of publicRegisters()) {
    const years = await publicEntriesByYear(tx, kind)
    const href = (year: number) => `${paths.register(kind)}?year=${year}`
    const dated = columns.find(({ name }) => /On$/.test(name))?.label ?? '决定日期'
    found.push({
      id: `register-${kind}`,
      name: title,
      unit,
      definition: `按${dated}计入当年的${title}数量，一条记录算一${unit}。`,
      source: `${title}台账`,
      years: years.map(({ year, count }) => ({ year, value: count, href: href(year) })),
    })
    if (years.some(({ amount }) => amount > 0)) {
      found.push({
        id: `register-${kind}-amount`,
        name: `${title}金额`,
        unit: '万元',
        definition: `按${dated}计入当年的${title}金额合计。`,
        source: `${title}台账`,
        years: years.map(({ year, amount }) => ({ year, value: amount / 10_000, href: href(year) })),
      })
    }
  }
  const views = []
  for (let year = thisYear - 7; year <= thisYear; year += 1) {
    views.push({ year, value: await pageViewsInYear(tx, year), href: null })
  }
  found.push({
    id: 'views',
    name: '网页浏览量',
    unit: '次',
    definition: '由服务器答复计数：一次打开一个网页算一次，声明自己是机器的不计。不使用 Cookie，不记录访问者。',
    source: '服务器计数，每分钟计入一次',
    years: views.slice(views.findIndex(({ value }) => value > 0)),
  })
  return found
    .filter(({ years }) => years.some(({ value }) => value > 0))
    .map((indicator) => ({ ...indicator, years: withoutGaps(indicator.years) }))
}

/** A year without records between two that have some is a nought, and is shown as one. */
function withoutGaps(years: Indicator['years']): Indicator['years'] {
  const first = years[0]?.year ?? 0
  const last = years.at(-1)?.year ?? first
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const year = first + place
    return years.find((one) => one.year === year) ?? { year, value: 0, href: null }
  })
}
