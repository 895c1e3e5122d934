import { addDays, type CalendarDate, calendarDate, daysBetween, lastDayOf } from '../src/law/calendar-date.ts'
import { clockAt } from '../src/platform/clock.ts'
import { inBureau } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { enterMany } from '../src/records/registers/enter.ts'
import type { DemoBureau } from './bureau.ts'

type Fields = Record<string, string | number | null>

const licenceMatters = [
  '危险化学品经营许可证核发',
  '烟花爆竹经营（零售）许可证核发',
  '生产、储存危险化学品建设项目安全条件审查',
  '非煤矿山企业安全生产许可证核发',
  '特种作业人员操作资格认定',
  '主要负责人和安全生产管理人员安全知识考核',
]
const serviceMatters = [
  '特种作业操作证信息查询',
  '安全培训机构信息登记',
  '应急预案备案',
  '企业安全生产标准化咨询',
  '考试安排和成绩通知',
]
const violations = [
  '未按规定对从业人员进行安全生产教育和培训',
  '未建立事故隐患排查治理制度',
  '未在较大危险因素的场所设置安全警示标志',
  '特种作业人员未取得相应资格上岗作业',
  '未按规定制定生产安全事故应急救援预案',
]
const purchases = [
  '救灾帐篷',
  '应急发电机组',
  '防汛沙袋',
  '移动排水泵',
  '卫星电话服务',
  '应急指挥平台运维',
  '森林防火装备',
  '执法记录仪',
  '应急照明车',
  '物资仓储服务',
]

/** `count` days spread evenly over the year. */
function spread(year: number, count: number, until: CalendarDate = lastDayOf(year)): CalendarDate[] {
  const first = calendarDate(`${year}-01-04`)
  const span = daysBetween(first, until)
  return Array.from({ length: count }, (_, place) => addDays(first, Math.floor((span * place) / Math.max(1, count))))
}

const pick = <Item>(list: readonly Item[], place: number): Item => list[place % list.length] as Item

export const licences = (year: number, count: number, until?: CalendarDate): Fields[] =>
  spread(year, count, until).map((decidedOn, place) => ({
    number: `青应急许〔${year}〕${place + 1}号`,
    title: pick(licenceMatters, place),
    holder: `演示企业${String((place * 7) % 640).padStart(3, '0')}`,
    decidedOn,
    decision: 'granted',
  }))

export const services = (year: number, count: number): Fields[] =>
  spread(year, count).map((decidedOn, place) => ({
    number: `FW${year}-${String(place + 1).padStart(6, '0')}`,
    title: pick(serviceMatters, place),
    decidedOn,
  }))

export const penalties = (year: number, count: number, until?: CalendarDate): Fields[] =>
  spread(year, count, until).map((decidedOn, place) => ({
    number: `青应急罚〔${year}〕${place + 1}号`,
    title: pick(violations, place),
    punished: `演示企业${String((place * 11) % 640).padStart(3, '0')}`,
    category: place % 5 === 4 ? 'warning' : 'fine',
    amount: place % 5 === 4 ? null : 10_000 + (place % 6) * 5000,
    decidedOn,
  }))

/** `count` purchases that come to exactly `total` yuan. */
export const procurement = (year: number, count: number, total: number): Fields[] => {
  const each = Math.floor(total / count / 100) * 100
  return spread(year, count).map((decidedOn, place) => ({
    number: `QHZC-${year}-${String(place + 1).padStart(3, '0')}`,
    title: `${pick(purchases, place)}采购项目`,
    supplier: `演示供应商${String(place % 17).padStart(2, '0')}`,
    amount: place === 0 ? total - each * (count - 1) : each,
    decidedOn,
  }))
}

const normative = (year: number, titles: readonly string[]): Fields[] =>
  titles.map((title, place) => ({
    number: `青应急规〔${year}〕${place + 1}号`,
    title,
    type: 'normative',
    issuedOn: `${year}-${String(3 + place).padStart(2, '0')}-12`,
    publishedOn: `${year}-${String(3 + place).padStart(2, '0')}-18`,
  }))

const matters: Fields[] = [
  ...licenceMatters.map((title, place) => ({
    number: `XK-${place + 1}`,
    title,
    category: 'licence',
    addedOn: place < 5 ? '2018-06-01' : '2019-09-02',
  })),
  ...serviceMatters.map((title, place) => ({
    number: `FW-${place + 1}`,
    title,
    category: 'service',
    addedOn: '2018-06-01',
  })),
  ...violations.map((title, place) => ({
    number: `CF-${place + 1}`,
    title: `对${title}的处罚`,
    category: 'penalty',
    addedOn: '2018-06-01',
  })),
]

const batches = (today: CalendarDate): { year: number; kind: string; rows: Fields[] }[] => {
  const running = Number(today.slice(0, 4))
  return [
    { year: 2019, kind: 'matters', rows: matters },
    {
      year: 2019,
      kind: 'normative-documents',
      rows: normative(2019, ['青禾市生产经营单位安全生产分类分级监督管理办法']),
    },
    { year: 2019, kind: 'licences', rows: licences(2019, 1357) },
    { year: 2019, kind: 'other-services', rows: services(2019, 29_362) },
    { year: 2019, kind: 'penalties', rows: penalties(2019, 95) },
    { year: 2019, kind: 'procurement', rows: procurement(2019, 41, 23_400_400) },
    {
      year: 2020,
      kind: 'normative-documents',
      rows: normative(2020, [
        '青禾市安全生产领域举报奖励实施细则',
        '青禾市应急避难场所管理办法',
        '青禾市危险化学品企业风险分级管控工作规定',
        '青禾市应急救援队伍建设管理规定',
        '青禾市自然灾害救助工作规程',
        '青禾市安全生产约谈办法',
      ]),
    },
    { year: 2021, kind: 'licences', rows: licences(2021, 867) },
    { year: 2021, kind: 'penalties', rows: penalties(2021, 11) },
    { year: running, kind: 'licences', rows: licences(running, 412, today) },
    { year: running, kind: 'penalties', rows: penalties(running, 23, today) },
    {
      year: running,
      kind: 'remedies',
      rows: [
        {
          number: `青政复〔${running}〕18号`,
          title: '不服部分公开答复申请复议',
          route: 'reconsideration',
          filedOn: `${running}-05-11`,
          concludedOn: `${running}-06-09`,
          result: 'upheld',
        },
        {
          number: `青政复〔${running}〕31号`,
          title: '不服不予公开答复申请复议',
          route: 'reconsideration',
          filedOn: `${running}-10-19`,
        },
      ],
    },
  ]
}

/** A year's rows are imported at the end of that year, as an office does. */
export async function enterRegisters(
  database: Database,
  { bureauId, by }: DemoBureau,
  today: CalendarDate,
  { year, onProgress }: { year: number; onProgress: (rows: number) => void },
): Promise<void> {
  const gongkai = by['gongkai']
  if (!gongkai) throw new Error('the demonstration has a disclosure officer')
  for (const { kind, rows } of batches(today).filter((batch) => batch.year === year)) {
    const end = lastDayOf(year)
    const outcome = await inBureau(database, bureauId, (tx) =>
      enterMany(
        tx,
        {
          kind,
          fileName: `${kind}-${year}.xlsx`,
          rows: rows.map((fields, place) => ({ row: place + 2, fields })),
        },
        gongkai,
        clockAt(end < today ? end : today),
      ),
    )
    if ('problems' in outcome) throw new Error(`demonstration ${kind} ${year}: ${JSON.stringify(outcome.problems[0])}`)
    onProgress(rows.length)
  }
}
