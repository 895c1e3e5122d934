import { type CalendarDate, yearOf } from '../../law/calendar-date.ts'
import { formats, type Headed, type ReportCells, type ReportFormat } from '../../law/reports/formats.ts'
import { mergedHeadings } from '../../law/reports/headings.ts'
import { rowCells } from '../../law/reports/tables.ts'

// An invented report in each of the layouts in which real ones are found: what a page looks like after it was copied,
// crawled, printed or recognised. For tests only.

export interface InventedReport {
  bureau: string
  year: number
  vintage: '2019' | '2021'
  cells: ReportCells
  /** paragraphs of the first part */
  overall: readonly string[]
  problems: readonly string[]
  other: readonly string[]
  signedOn: CalendarDate
}

export const layouts = {
  'pipes-by-line': pipesByLine,
  'tabs-by-line': tabsByLine,
  glued,
  'glued-with-blanks': gluedWithBlanks,
  'pdf-tabs': pdfTabs,
  'broken-labels': brokenLabels,
  markdown,
  html,
  'html-page': htmlPage,
  json,
} as const satisfies Record<string, (report: InventedReport) => string>

export type Layout = keyof typeof layouts

/** Layouts in which every cell can be told from the next. */
export const unambiguous: readonly Layout[] = [
  'pipes-by-line',
  'tabs-by-line',
  'pdf-tabs',
  'broken-labels',
  'markdown',
  'html',
  'html-page',
  'json',
]

type Figure = (cell: string) => string

function figures(cells: Record<string, number | null> | null, signed: boolean): Figure {
  return (cell) => {
    const value = cells?.[cell]
    if (value === null || value === undefined) return ''
    return signed && cell.endsWith('.change') && value !== 0
      ? `${value < 0 ? '减' : '增'}${Math.abs(value)}`
      : String(value)
  }
}

interface Row {
  /** heading cells, outermost first; empty where an outer one reaches down from above */
  labels: string[]
  figures: string[]
}

/** Table 3: its rows with their headings in three columns. */
function requestRows({ requests }: ReportFormat, figure: Figure): Row[] {
  const labels = requests.rows.map(() => ['', '', ''])
  for (const { from, level, text } of mergedHeadings(requests.rows)) (labels[from] as string[])[level] = text
  return requests.rows.map(({ id }, place) => ({
    labels: labels[place] as string[],
    figures: rowCells(id).map(figure),
  }))
}

const remedyHeader = [
  ['行政复议', '行政诉讼'],
  ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计', '未经复议直接起诉', '复议后起诉'],
  ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计', '结果维持', '结果纠正', '其他结果', '尚未审结', '总计'],
]

const applicantHeader = [
  ['申请人情况'],
  ['自然人', '法人或其他组织', '总计'],
  ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
]

function title({ bureau, year }: InventedReport): string {
  return `${bureau}${year}年政府信息公开工作年度报告`
}

function day(on: CalendarDate): string {
  const [, month, date] = on.split('-').map(Number)
  return `${yearOf(on)}年${month}月${date}日`
}

interface Tables {
  disclosure: string
  requests: string
  remedies: string
}

/** The six parts in their order, joined as the layout has it. */
function whole(report: InventedReport, tables: Tables, line: (text: string) => string = (text) => text): string[] {
  const [first, second, third, fourth, fifth, sixth] = formats[report.vintage].sections.map(({ number, title: name }) =>
    line(`${number}、${name}`),
  )
  return [
    first,
    ...report.overall.map(line),
    second,
    tables.disclosure,
    third,
    tables.requests,
    fourth,
    tables.remedies,
    fifth,
    ...report.problems.map(line),
    sixth,
    ...report.other.map(line),
  ] as string[]
}

function build(
  report: InventedReport,
  table: {
    disclosure: (format: ReportFormat, figure: Figure) => string
    requests: (rows: Row[], corner: string) => string
    remedies: (values: string[]) => string
  },
  signed = true,
): Tables {
  const format = formats[report.vintage]
  return {
    disclosure: table.disclosure(format, figures(report.cells.disclosure, signed)),
    requests: table.requests(requestRows(format, figures(report.cells.requests, false)), format.requests.corner),
    remedies: table.remedies(format.remedies.map(({ id }) => figures(report.cells.remedies, false)(id))),
  }
}

const label = ({ path }: Headed) => path.join('')

// ── One cell a line, with a bar behind it ──

function pipesByLine(report: InventedReport): string {
  const row = (cells: readonly string[]) => cells.join(' |\n')
  const tables = build(report, {
    disclosure: ({ disclosure }, figure) =>
      disclosure
        .flatMap(({ heading, columns, rows }) => [
          `${heading} | |||`,
          row(['信息内容', ...columns.map(label)]),
          ...rows.map((one) => row([label(one), ...columns.map(({ id }) => figure(`${one.id}.${id}`))])),
        ])
        .join(' |\n'),
    requests: (rows, corner) =>
      [
        `${corner} |`,
        ...applicantHeader.map(row),
        ...rows.map(({ labels, figures: values }) => `${row([...labels.filter((one) => one !== ''), ...values])} | |`),
      ].join('\n'),
    remedies: (values) => [...remedyHeader.map(row), row(values)].join('\n'),
  })
  return [title(report), ...whole(report, tables), day(report.signedOn), '分享到:'].join('\n')
}

// ── One cell a line, with a tab before it; merged cells leave empty ones ──

function tabsByLine(report: InventedReport): string {
  const row = (cells: readonly string[]) => `${cells.map((cell) => `\t${cell}`).join('\n')}\n`
  const tables = build(report, {
    disclosure: ({ disclosure }, figure) =>
      disclosure
        .flatMap(({ heading, columns, rows }) => [
          row([heading]),
          row(['信息内容', ...columns.map(label)]),
          ...rows.map((one) => row([label(one), ...columns.map(({ id }) => figure(`${one.id}.${id}`))])),
        ])
        .join('\n'),
    requests: (rows, corner) =>
      [
        row([corner, applicantHeader[0]?.[0] ?? '']),
        row(['', ...(applicantHeader[1] ?? [])]),
        row(['', '', ...(applicantHeader[2] ?? []), '']),
        ...rows.map(({ labels, figures: values }) => row([...withoutTrailing(labels), ...values])),
      ].join('\n'),
    remedies: (values) => [...remedyHeader, values].map(row).join('\n'),
  })
  const lines = [title(report), '', ...whole(report, tables), '', report.bureau, day(report.signedOn)]
  return lines.join('\n')
}

function withoutTrailing(labels: readonly string[]): string[] {
  return labels.slice(0, labels.findLastIndex((one) => one !== '') + 1)
}

// ── Run together ──

function glued(report: InventedReport): string {
  return runTogether(report, () => '')
}

/** A blank here and there, as where a cell held one. */
function gluedWithBlanks(report: InventedReport): string {
  let count = 0
  return runTogether(report, () => {
    count += 1
    return count % 3 === 0 ? ' ' : ''
  })
}

function runTogether(report: InventedReport, between: () => string): string {
  const run = (cells: readonly string[]) => cells.map((cell, place) => (place === 0 ? '' : between()) + cell).join('')
  const tables = build(
    report,
    {
      disclosure: ({ disclosure }, figure) =>
        disclosure
          .flatMap(({ heading, columns, rows }) => [
            heading,
            '信息内容',
            ...columns.map(label),
            ...rows.map((one) => label(one) + run(columns.map(({ id }) => figure(`${one.id}.${id}`)))),
          ])
          .join(''),
      requests: (rows, corner) =>
        corner +
        applicantHeader.flat().join('') +
        rows.map(({ labels, figures: values }) => labels.join('') + run(values)).join(''),
      remedies: (values) => remedyHeader.flat().join('') + run(values),
    },
    false,
  )
  const head = ['标题: ', title(report), '\n发布时间: ', report.signedOn, ' 09:12\n'].join('')
  return `${head}${whole(report, tables).join('')} ${report.bureau} ${day(report.signedOn)} 附件下载`
}

// ── Taken from a PDF: tabs between columns, pages, labels broken where the column ended ──

function pdfTabs(report: InventedReport): string {
  const row = (name: string, values: readonly string[]) => {
    const tabs = values.join('\t')
    return name.length > 18 ? `${name.slice(0, 18)}\n${tabs}\n${name.slice(18)}` : `${name}\t${tabs}`
  }
  const tables = build(report, {
    disclosure: ({ disclosure }, figure) =>
      disclosure
        .flatMap(({ heading, columns, rows }) => [
          heading,
          ['信息内容', ...columns.map(label)].join('\t'),
          ...rows.map((one) =>
            row(
              label(one),
              columns.map(({ id }) => figure(`${one.id}.${id}`)),
            ),
          ),
        ])
        .join('\n'),
    requests: (rows, corner) => {
      const lines = [corner, ...applicantHeader.map((one) => one.join('\t'))]
      for (const [place, { labels, figures: values }] of rows.entries()) {
        // A heading over several rows is set beside the middle one of them.
        if (place === 7) lines.push('（三）不予公开')
        const own = labels.at(-1) || labels[1] || labels[0] || ''
        lines.push(row(own, values))
        if (place === 13) lines.push('-3-', '\f')
      }
      return lines.join('\n')
    },
    remedies: (values) => [...remedyHeader.map((one) => one.join('\t')), values.join('\t')].join('\n'),
  })
  const wrapped = whole(report, tables, (text) => text.replace(/(.{34})/gu, '$1\n'))
  return [...breakOver(title(report), 14), ...wrapped, '-5-'].join('\n')
}

function breakOver(text: string, width: number): string[] {
  return text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []
}

// ── Labels broken over several lines, in characters of the radicals block ──

const radicals: Record<string, string> = {
  行: '⾏',
  文: '⽂',
  一: '⼀',
  二: '⼆',
  人: '⼈',
  力: '⼒',
  工: '⼯',
  方: '⽅',
  日: '⽇',
  月: '⽉',
  生: '⽣',
  自: '⾃',
  非: '⾮',
  见: '⻅',
  长: '⻓',
  门: '⻔',
  食: '⻝',
}

function brokenLabels(report: InventedReport): string {
  const row = (name: string, values: readonly string[]) => {
    const parts = breakOver(name, 6)
    const middle = Math.floor((parts.length - 1) / 2)
    return parts.map((part, place) => (place === middle ? `${part} ${values.join(' ')}` : part)).join('\n')
  }
  const tables = build(
    report,
    {
      disclosure: ({ disclosure }, figure) =>
        disclosure
          .flatMap(({ heading, columns, rows }) => [
            heading,
            ['信息内容', ...columns.map(label)].join(' '),
            ...rows.map((one) =>
              row(
                label(one),
                columns.map(({ id }) => figure(`${one.id}.${id}`)),
              ),
            ),
          ])
          .join('\n'),
      requests: (rows, corner) =>
        [
          ...breakOver(corner, 20),
          ...applicantHeader.map((one) => one.join(' ')),
          ...rows.map(({ labels, figures: values }) => row(labels.at(-1) || labels[1] || labels[0] || '', values)),
        ].join('\n'),
      remedies: (values) => [...remedyHeader.map((one) => one.join(' ')), values.join(' ')].join('\n'),
    },
    false,
  )
  const text = [title(report), ...whole(report, tables), report.bureau, day(report.signedOn)].join('\n')
  return text.replace(/[行文一二人力工方日月生自非见长门食]/gu, (one) => radicals[one] ?? one)
}

// ── Recognised into markdown ──

function markdown(report: InventedReport): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const table = (rows: readonly (readonly string[])[]) => {
    const [head = [], ...body] = rows
    return [row(head), row(head.map(() => '---')), ...body.map(row), ''].join('\n')
  }
  const tables = build(report, {
    disclosure: ({ disclosure }, figure) =>
      disclosure
        .map(
          ({ heading, columns, rows }) =>
            `### ${heading}\n${table([
              ['信息内容', ...columns.map(label)],
              ...rows.map((one) => [label(one), ...columns.map(({ id }) => figure(`${one.id}.${id}`))]),
            ])}`,
        )
        .join('\n'),
    requests: (rows, corner) =>
      `${corner}\n\n${rows
        .map(({ labels, figures: values }) => {
          const name = labels.at(-1) || labels[1] || labels[0] || ''
          return `### ${name}\n${table([
            ['类别', '数据1', '数据2', '数据3', '数据4', '数据5', '数据6', '总计'],
            [name, ...values],
          ])}`
        })
        .join('\n')}`,
    remedies: (values) =>
      ['行政复议', '行政诉讼（未经复议直接起诉）', '行政诉讼（复议后起诉）']
        .map(
          (name, place) =>
            `### ${name}\n${table([['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'], values.slice(place * 5, place * 5 + 5)])}`,
        )
        .join('\n'),
  })
  const lines = whole(report, tables, (text) => (/^[一二三四五六]、/.test(text) ? `## ${text}\n` : `${text}\n`))
  return [`# ${title(report)}`, '', ...lines, report.bureau, day(report.signedOn)].join('\n')
}

// ── A page with merged cells ──

function html(report: InventedReport): string {
  const cell = (text: string, across = 1, down = 1) =>
    `<td${across > 1 ? ` colspan="${across}"` : ''}${down > 1 ? ` rowspan="${down}"` : ''}><p><span>${text || '&nbsp;'}</span></p></td>`
  const row = (cells: readonly string[]) => `<tr>${cells.join('')}</tr>`
  const format = formats[report.vintage]
  const tables = build(report, {
    disclosure: ({ disclosure }, figure) =>
      `<table>${disclosure
        .flatMap(({ heading, columns, rows }) => [
          row([cell(heading, 4)]),
          row([cell('信息内容'), ...columns.map((one) => cell(label(one)))]),
          ...rows.map((one) => row([cell(label(one)), ...columns.map(({ id }) => cell(figure(`${one.id}.${id}`)))])),
        ])
        .join('\n')}</table>`,
    requests: (rows, corner) => {
      const stubs = mergedHeadings(format.requests.rows)
      const heads = mergedHeadings(format.requests.columns)
      return `<table>${[
        ...[0, 1, 2].map((level) =>
          row([
            ...(level === 0 ? [cell(corner, 3, 3)] : []),
            ...heads.filter((one) => one.level === level).map((one) => cell(one.text, one.reach, one.levels)),
          ]),
        ),
        ...rows.map(({ figures: values }, place) =>
          row([
            ...stubs.filter(({ from }) => from === place).map((one) => cell(one.text, one.levels, one.reach)),
            ...values.map((value) => cell(value)),
          ]),
        ),
      ].join('\n')}</table>`
    },
    remedies: (values) => {
      const heads = mergedHeadings(format.remedies)
      return `<table>${[
        ...[0, 1, 2].map((level) =>
          row(heads.filter((one) => one.level === level).map((one) => cell(one.text, one.reach, one.levels))),
        ),
        row(values.map((value) => cell(value))),
      ].join('\n')}</table>`
    },
  })
  const body = whole(report, tables, (text) => `<p>　　${text}</p>`).join('\n')
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title(report)}</title>
<meta name="PubDate" content="${report.signedOn} 10:30"><style>td { border: 1px solid }</style></head>
<body><nav><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></nav>
<script>var visits = 12345; document.write(visits)</script>
<h1>${title(report)}</h1>
<div class="content">
${body}
<p>${report.bureau}</p><p>${day(report.signedOn)}</p>
</div><footer>ICP备00000000号</footer></body></html>`
}

// ── The same page as a site publishes it: pasted from a word processor, between menus, scripts and links ──

const menu = [
  '首页',
  '机构职能',
  '领导分工',
  '政策文件',
  '政策解读',
  '规划计划',
  '财政资金',
  '应急预案',
  '预警信息',
  '事故调查',
]
const cellStyle =
  'border-width: 1px; border-style: solid; border-color: windowtext; padding: 0 7px; vertical-align: middle'
const wordStyle = 'font-size: 14px; font-family: 宋体; letter-spacing: 0; line-height: 150%'

function htmlPage(report: InventedReport): string {
  const links = (times: number) =>
    Array.from({ length: times }, (_, place) => {
      const name = menu[place % menu.length] ?? ''
      return `<li class="nav-item nav-item-${place}"><a href="/zwgk/column/${place}/index.html" target="_blank" title="${name}">${name}</a></li>`
    }).join('\n')
  const script = Array.from(
    { length: 60 },
    (_, place) =>
      `window.stat${place} = function (a) { if (a < ${place}) { return document.getElementById('s${place}') } }`,
  ).join(';\n')
  return html(report)
    .replaceAll('<td', `<td width="72" style="${cellStyle}"`)
    .replaceAll(
      '<p><span>',
      `<p class="MsoNormal" align="center" style="text-align: center"><span style="${wordStyle}">`,
    )
    .replaceAll('</span></p></td>', '</span><span lang="EN-US"><o:p></o:p></span></p></td>')
    .replace('<nav>', `<script type="text/javascript">${script}</script>\n<ul class="menu">${links(80)}</ul>\n<nav>`)
    .replace('<footer>', `<ul class="links">${links(60)}</ul>\n<div class="share">分享到：微信 微博</div>\n<footer>`)
}

// ── Taken apart by another program ──

const rowNames: Record<string, string> = {
  granted: 'granted',
  partial: 'partialGrant',
  deny1: 'denied.stateSecret',
  deny2: 'denied.lawForbidden',
  deny3: 'denied.safetyStability',
  deny4: 'denied.thirdPartyRights',
  deny5: 'denied.internalAffairs',
  deny6: 'denied.processInfo',
  deny7: 'denied.enforcementCase',
  deny8: 'denied.adminQuery',
  unable1: 'unableToProvide.noInfo',
  unable2: 'unableToProvide.needCreation',
  unable3: 'unableToProvide.unclear',
  noproc1: 'notProcessed.complaint',
  noproc2: 'notProcessed.repeat',
  noproc3: 'notProcessed.publication',
  noproc4: 'notProcessed.massiveRequests',
  noproc5: 'notProcessed.confirmInfo',
  other1: 'other.overdueCorrection',
  other2: 'other.overdueFee',
  other3: 'other.otherReasons',
  total: 'totalProcessed',
  carriedOut: 'carriedForward',
}

/** The form of 2021 only: a report of 2019 is written with its tables as text. */
function json(report: InventedReport): string {
  const { disclosure, requests, remedies } = report.cells
  const people = (column: string) => {
    const results: Record<string, unknown> = {}
    for (const [row, name] of Object.entries(rowNames)) {
      const [group, item] = name.split('.')
      const value = requests?.[`${row}.${column}`] ?? null
      if (item === undefined) results[group as string] = value
      else results[group as string] = { ...(results[group as string] as object), [item]: value }
    }
    return { newReceived: requests?.[`new.${column}`], carriedOver: requests?.[`carriedIn.${column}`], results }
  }
  const block = (name: string) => ({
    maintain: remedies?.[`${name}.upheld`],
    correct: remedies?.[`${name}.corrected`],
    other: remedies?.[`${name}.other`],
    unfinished: remedies?.[`${name}.pending`],
    total: remedies?.[`${name}.total`],
  })
  const documents = (name: string) => ({
    made: disclosure?.[`${name}.issued`],
    repealed: disclosure?.[`${name}.repealed`],
    valid: disclosure?.[`${name}.inForce`],
  })
  const [first, second, third, fourth, fifth, sixth] = formats[report.vintage].sections.map(
    ({ number, title: name }) => `${number}、${name}`,
  )
  return JSON.stringify({
    title: title(report),
    report_id: 7,
    sections: [
      { title: first, type: 'text', content: report.overall.join('\n') },
      {
        title: second,
        type: 'table_2',
        activeDisclosureData: {
          regulations: documents('rules'),
          normativeDocuments: documents('normative'),
          licensing: { processed: disclosure?.['licences.decisions'] },
          punishment: { processed: disclosure?.['penalties.decisions'] },
          coercion: { processed: disclosure?.['compulsion.decisions'] },
          fees: { amount: disclosure?.['fees.amount'] },
        },
      },
      {
        title: third,
        type: 'table_3',
        tableData: {
          naturalPerson: people('natural'),
          legalPerson: {
            commercial: people('business'),
            research: people('research'),
            social: people('welfare'),
            legal: people('legal'),
            other: people('other'),
          },
          total: people('total'),
        },
      },
      {
        title: fourth,
        type: 'table_4',
        reviewLitigationData: {
          review: block('reconsideration'),
          litigationDirect: block('direct'),
          litigationPostReview: block('after'),
        },
      },
      { title: fifth, type: 'text', content: report.problems.join('\n') },
      { title: sixth, type: 'text', content: [...report.other, report.bureau, day(report.signedOn)].join('\n') },
    ],
  })
}
