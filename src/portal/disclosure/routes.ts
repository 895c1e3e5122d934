import type { FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { filledSheet } from '../../platform/spreadsheets.ts'
import { compareMatters } from '../../records/catalogue/compare.ts'
import {
  catalogueVersions,
  changedEntries,
  entriesByColumn,
  entriesOf,
  mattersOf,
} from '../../records/catalogue/for-public.ts'
import { type Column, withBelow } from '../../records/columns/column.ts'
import { columnStates, coverage } from '../../records/columns/state.ts'
import { publishedByIds, publishedIn, publishedYears } from '../../records/documents/for-public.ts'
import { compareGuides } from '../../records/guide/compare.ts'
import { guideOfVersion, guideVersions } from '../../records/guide/for-public.ts'
import { publicStatuses } from '../../records/normative/for-public.ts'
import { publicEntryCounts, publicRegisters } from '../../records/registers/for-public.ts'
import { publishedReports } from '../../records/reports/for-public.ts'
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
  pageSize,
  rowsOf,
  sizeAsked,
  textAsked,
  yearAsked,
} from '../lists.ts'
import type { ColumnOfPage } from '../meta.tsx'
import { pageOf, paths } from '../paths.ts'
import { type Every, itself, type Open, type Outcome, shared, type Visiting } from '../visit.ts'
import { CatalogueDifferencePage, CataloguePage } from './catalogue.page.tsx'
import { CoveragePage } from './coverage.page.tsx'
import { DisclosurePage } from './disclosure.page.tsx'
import { GuidePage } from './guide.page.tsx'
import { type NodeAsked, NodePage } from './node.page.tsx'
import { AbsentPart, platformTree } from './platform.tsx'

/** Where the disclosure guide is; null while none is published. */
export async function guideOf(tx: Tx): Promise<string | null> {
  return (await guideVersions(tx)).length > 0 ? paths.guide : null
}

const platformColumn: ColumnOfPage = {
  name: '政府信息公开',
  description: '依法应当主动公开的政府信息',
  keywords: '政府信息公开',
  type: '概况信息',
}
const guideColumn: ColumnOfPage = {
  name: '政府信息公开指南',
  description: '公开什么、怎么获取、怎么申请、多久答复',
  keywords: '政府信息公开指南',
  type: '信息公开指南',
}

/** The registers that stand in some columns and have public entries. */
async function registersIn(tx: Tx, columns: readonly Column[] | null) {
  const counts = await publicEntryCounts(tx)
  const kinds = columns && new Set(columns.flatMap(({ registers }) => registers))
  return publicRegisters()
    .filter(({ kind }) => (counts[kind] ?? 0) > 0 && (kinds === null || kinds.has(kind)))
    .map(({ kind, title, unit }) => ({ name: title, href: paths.register(kind), count: counts[kind] ?? 0, unit }))
}

export function disclosureRoutes(open: Open): void {
  open(
    'GET',
    paths.disclosure,
    async (visiting) => {
      const { tx, columns: tree, frame, clock } = visiting
      const column = tree.find(({ slug }) => slug === 'zwgk')
      const states = await columnStates(tx, tree, clock.today())
      const items = await coverage(tx, tree, states)
      const content = listed(tree).filter(({ part, isPart }) => part === 'content' && !isPart)
      const { documents } = await publishedIn(
        tx,
        (column ? withBelow(tree, column) : content).map(({ id }) => id),
        { page: 1, size: 8 },
      )
      return createElement(DisclosurePage, {
        frame,
        tree: platformTree(tree),
        column: column ?? platformColumn,
        hasGuide: (await guideOf(tx)) !== null,
        hasReports: (await publishedReports(tx)).length > 0,
        hasCatalogue: (await catalogueVersions(tx)).length > 0,
        covered: {
          items: items.filter(({ state }) => ['fresh', 'due', 'late', 'nil'].includes(state)).length,
          of: items.length,
        },
        nodes: content
          .filter(({ parentId }) => !content.some(({ id }) => id === parentId))
          .map((node) => {
            const { documents = 0, entries = 0, lastOn = null, nil = null } = states.get(node.id) ?? {}
            return { ...entryOf(node), documents, entries, lastOn, nil: nil?.statement ?? null }
          }),
        registers: await registersIn(tx, null),
        latest: rowsOf(visiting, documents),
      })
    },
    itself(paths.disclosure),
  )

  const node = async (visiting: Visiting, column: Column | undefined, address: string): Promise<Outcome> => {
    const { tx, http, columns: tree, frame, clock } = visiting
    if (!column) return { failure: { status: 404 } }
    const here = hrefOf(currentOf(tree, column))
    if (here !== address) return { goTo: here }
    const [page, per, asked] = [pageAsked(http.query), sizeAsked(http.query), nodeAsked(http)]
    const branch = withBelow(tree, column)
    const ids = branch.map(({ id }) => id)
    const { text, year, sort, ...rest } = asked
    const filter = { ...rest, ...(text ? { text } : {}), ...(year ? { year } : {}) }
    const format = feedAsked(http.query)
    if (format) {
      const feed = await columnFeed(visiting, column, filter)
      return sentAsFeed(visiting, { ...feed, self: frame.visit.url }, format)
    }
    const { documents, total } = await publishedIn(tx, ids, { ...filter, sort, page, size: per })
    const pages = Math.max(1, Math.ceil(total / per))
    if (page > pages) return { goTo: pageOf(frame.visit.url, pages) }
    const state = (await columnStates(tx, tree, clock.today())).get(column.id)
    if (!state) throw new Error('every column has a state')
    const statuses = await publicStatuses(
      tx,
      clock.today(),
      documents.map(({ id }) => id),
    )
    return createElement(NodePage, {
      ...{ frame, column, state, here, total, per, page, pages, asked },
      tree: platformTree(tree),
      trail: [
        ...above(tree, column).filter(({ href }) => href !== paths.disclosure),
        { name: column.name, href: null },
      ],
      below: listed(tree)
        .filter(({ parentId }) => parentId === column.id)
        .map(entryOf),
      documents: documents.map((document) => ({
        ...document,
        href: document.address,
        status: statuses.get(document.id) ?? null,
      })),
      years: await publishedYears(tx, ids),
      registers: await registersIn(tx, branch),
    })
  }

  open(
    'GET',
    paths.content,
    async (visiting) => {
      const part = visiting.columns.find((column) => column.part === 'content' && column.isPart)
      // A tree without this part lists its content on the front page.
      return part ? node(visiting, part, paths.content) : { goTo: `${paths.disclosure}#content` }
    },
    shared(everyNode((column) => column.part === 'content' && column.isPart)),
  )
  open(
    'GET',
    paths.node(':node'),
    async (visiting) => {
      const { node: slug } = visiting.http.params as { node: string }
      return node(
        visiting,
        visiting.columns.find((column) => column.slug === slug),
        paths.node(slug),
      )
    },
    shared(everyNode((column) => column.part === 'content' && !column.isPart)),
  )
  open(
    'GET',
    paths.rules,
    async (visiting) => {
      const part = visiting.columns.find((column) => column.part === 'rules' && column.isPart)
      if (part) return node(visiting, part, paths.rules)
      return createElement(AbsentPart, {
        frame: visiting.frame,
        tree: platformTree(visiting.columns),
        part: 'rules',
      })
    },
    itself(paths.rules),
  )

  open(
    'GET',
    paths.coverage,
    async ({ tx, columns: tree, frame, clock }) => {
      const today = clock.today()
      return createElement(CoveragePage, {
        frame,
        today,
        tree: platformTree(tree),
        items: await coverage(tx, tree, await columnStates(tx, tree, today)),
        registerNames: Object.fromEntries(
          publicRegisters().map(({ kind, title, unit }) => [kind, { name: title, unit }]),
        ),
      })
    },
    itself(paths.coverage),
  )

  const guide = async ({ tx, columns: tree, frame }: Visiting, no: number | null): Promise<Outcome> => {
    const versions = await guideVersions(tx)
    const version = no === null ? versions[0] : versions.find((one) => one.no === no)
    if (no !== null && !version) return { failure: { status: 404 } }
    const content = version ? await guideOfVersion(tx, version.no) : null
    const before = no !== null && no > 1 ? await guideOfVersion(tx, no - 1) : null
    return createElement(GuidePage, {
      frame,
      tree: platformTree(tree),
      column: tree.find(({ part, isPart }) => part === 'guide' && isPart) ?? guideColumn,
      guide: content,
      version: version ?? null,
      versions,
      changes: before && content ? compareGuides(before, content) : null,
    })
  }
  open('GET', paths.guide, (visiting) => guide(visiting, null), itself(paths.guide))
  open(
    'GET',
    '/zwgk/zhinan/banben/:no',
    (visiting) => guide(visiting, numberIn(visiting.http)),
    shared(async ({ tx }) => (await guideVersions(tx)).map(({ no }) => `/zwgk/zhinan/banben/${no}`)),
  )

  const catalogue = async (visiting: Visiting, no: number | null): Promise<Outcome> => {
    const { tx, http, columns: tree, frame } = visiting
    const versions = await catalogueVersions(tx)
    const version = no === null ? versions[0] : versions.find((one) => one.no === no)
    if (no !== null && !version) return { failure: { status: 404 } }
    const matters = version ? ((await mattersOf(tx, version.no)) ?? []) : []
    const slug = textAsked(http.query, 'lanmu')
    const chosen = matters.find((matter) => matter.slug === slug) ?? null
    const page = pageAsked(http.query)
    const { entries, total } =
      version && chosen
        ? await entriesOf(tx, version.no, { columnId: chosen.columnId, page, size: pageSize })
        : { entries: [], total: 0 }
    const pages = Math.max(1, Math.ceil(total / pageSize))
    if (page > pages) return { goTo: pageOf(frame.visit.url, pages) }
    const there = await publishedByIds(
      tx,
      entries.map(({ documentId }) => documentId),
    )
    const hrefs = new Map(there.map(({ id, address }) => [id, address]))
    return createElement(CataloguePage, {
      ...{ frame, versions, matters, total, page, pages },
      tree: platformTree(tree),
      version: version ?? null,
      counts: version ? await entriesByColumn(tx, version.no) : new Map(),
      open: chosen,
      entries: entries.map((entry) => ({ ...entry, href: hrefs.get(entry.documentId) ?? null })),
    })
  }
  open('GET', paths.catalogue, (visiting) => catalogue(visiting, null), itself(paths.catalogue))
  open(
    'GET',
    '/zwgk/mulu/banben/:no',
    async (visiting) => {
      const { no } = visiting.http.params as { no: string }
      const file = /^(\d{1,6})\.(csv|xlsx)$/.exec(no)
      return file
        ? catalogueFile(visiting, Number(file[1]), file[2] as 'csv' | 'xlsx')
        : catalogue(visiting, numberIn(visiting.http))
    },
    shared(async ({ tx }) =>
      (await catalogueVersions(tx)).flatMap(({ no }) =>
        ['', '.csv', '.xlsx'].map((ending) => `/zwgk/mulu/banben/${no}${ending}`),
      ),
    ),
  )

  open(
    'GET',
    '/zwgk/mulu/banben/:no/bijiao',
    async ({ tx, http, columns: tree, frame }) => {
      const no = numberIn(http)
      const versions = await catalogueVersions(tx)
      const [later, earlier] = [versions.find((one) => one.no === no), versions.find((one) => one.no === no - 1)]
      if (!later || !earlier) return { failure: { status: 404 } }
      const { changes, total } = await changedEntries(tx, { earlier: earlier.no, later: later.no, most: 200 })
      return createElement(CatalogueDifferencePage, {
        ...{ frame, earlier, later, total },
        tree: platformTree(tree),
        matters: compareMatters((await mattersOf(tx, earlier.no)) ?? [], (await mattersOf(tx, later.no)) ?? []),
        entries: changes,
      })
    },
    shared(async ({ tx }) =>
      (await catalogueVersions(tx)).flatMap(({ no }) => (no > 1 ? [`/zwgk/mulu/banben/${no}/bijiao`] : [])),
    ),
  )
}

/** The first pages of the nodes of the platform that these columns are. */
const everyNode =
  (which: (column: Column) => boolean): Every =>
  async ({ tx, columns: tree }) => {
    const urls: string[] = []
    for (const column of listed(tree).filter(which)) {
      const ids = withBelow(tree, column).map(({ id }) => id)
      urls.push(...addressesOf(hrefOf(column), (await publishedIn(tx, ids, { page: 1, size: 1 })).total))
    }
    return urls
  }

function nodeAsked(http: FastifyRequest): NodeAsked {
  const sort = textAsked(http.query, 'sort')
  return {
    text: textAsked(http.query, 'q'),
    year: yearAsked(http.query),
    numberWord: textAsked(http.query, 'wh'),
    numberYear: textAsked(http.query, 'whn'),
    numberSerial: textAsked(http.query, 'whh'),
    sort: sort === 'formed' || sort === 'number' ? sort : 'published',
  }
}

/** The number in the address, 0 when it is none: no version has that number. */
function numberIn(http: FastifyRequest): number {
  const { no } = http.params as { no: string }
  return /^\d{1,6}$/.test(no) ? Number(no) : 0
}

const headings = ['公开事项', '索引', '名称', '内容概述', '生成日期', '公开时限', '公开方式', '责任科室']

async function catalogueFile({ tx, bureau }: Visiting, no: number, format: 'csv' | 'xlsx'): Promise<Outcome> {
  const version = (await catalogueVersions(tx)).find((one) => one.no === no)
  if (!version) return { failure: { status: 404 } }
  const matters = new Map(((await mattersOf(tx, no)) ?? []).map((matter) => [matter.columnId, matter]))
  const { entries } = await entriesOf(tx, no, { page: 1, size: 100_000 })
  const rows = entries.map(({ columnId, index, name, summary, createdOn }) => {
    const { matter = '', timeLimit = '', method = '', section = '' } = matters.get(columnId) ?? {}
    return { matter, index, name, summary, createdOn, timeLimit, method, section: section ?? '' }
  })
  const name = `${bureau.name}政府信息公开目录第${no}版（${dayInChina(version.publishedAt)}）.${format}`
  if (format === 'xlsx') {
    const cells = rows.map(({ createdOn, ...row }) => [
      ...[row.matter, row.index, row.name, row.summary, new Date(`${createdOn}T00:00:00Z`)],
      ...[row.timeLimit, row.method, row.section],
    ])
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return { resource: { saveAs: name, type, body: await filledSheet('公开目录', headings, cells) } }
  }
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = [headings, ...rows.map((row) => Object.values(row))].map((cells) => cells.map(quoted).join(','))
  // With the mark at its beginning Excel reads the file as UTF-8.
  return { resource: { saveAs: name, type: 'text/csv; charset=utf-8', body: `\uFEFF${lines.join('\r\n')}\r\n` } }
}
