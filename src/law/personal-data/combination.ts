// Names taken away, a row may still be one person's: 女，83岁，某村，二级残疾. A combination that fewer than k rows share
// tells who it is (k-anonymity). Of places: where dangerous goods, stores and rescue forces are, and how much of it, may
// become secret when it is put together (保守国家秘密法实施条例 art. 43).

export interface CombinationRisk {
  /** whom the rows single out: a person, or a place that is protected */
  of: 'person' | 'place'
  /** headings of the columns that do it together */
  columns: string[]
  /** places of the rows among those below the heading, from 0 */
  rows: number[]
  /** how many rows the smallest group has */
  smallest: number
}

export const defaultThreshold = 3

/** What a row says of a person by which others may know the person. */
const quasi: [pattern: RegExp, markPerson: boolean][] = [
  [/性别/, true],
  [/年龄|岁数|出生|周岁/, true],
  [/民族|婚姻|文化程度|学历|政治面貌/, true],
  [/残疾|疾病|病种|病情|伤情|伤残|健康|受伤|症状/, true],
  [/致贫|困难类型|家庭人口|家庭情况|与户主关系|人口数|救助原因|救助类别|受灾情况/, true],
  [/户主|受助人|救助对象|救助人员|死者|伤者|死亡人员|受伤人员|受灾人员|领取人/, true],
  [/村|社区|居委|街道|乡镇|住址|家庭住址|籍贯|户籍|地址|所在地/, false],
  [/职业|工种|职务|岗位|工作单位|学校|班级/, false],
  [/金额|补助|补偿|救助金|标准|数额/, false],
  [/日期|时间/, false],
]
const ofPersons = quasi.filter(([, mark]) => mark).map(([pattern]) => pattern)
/** Columns that are about names and numbers themselves: the scanner's business, and unique anyway. */
const identifying = /序号|编号|姓名|名字|身份证|证件|电话|手机|账号|卡号|备注|签名|签字|文号/
/** Rows of counts are about many, not about one. */
const counts = /人数|人次|户数|件数|例数|次数|合计|小计|总数|数量|占比|比例/
const organisations =
  /企业|公司|单位名称|机构名称|行政相对人|被处罚人|被许可人|统一社会信用代码|社会信用代码|供应商|项目名称|申请单位/

const dangerous = /危险源|危险化学品|危化品|剧毒|爆炸|易制爆|民爆|弹药|救灾物资|应急物资|储备|救援队|救援力量|救援装备/
const positions = /经度|纬度|坐标|位置|地址|地点|存放/
const amounts = /数量|储量|存量|库存|储存量|最大量|吨|人数|装备|编制/

/**
 * The rows of a table that single out a person or a protected place. The first row that is not blank is its heading; `title`
 * is what stands above it. Lists of companies, counts and statistics are about nobody.
 */
export function combinationRisks(
  rows: readonly (readonly string[])[],
  { k = defaultThreshold, title = '' }: { k?: number; title?: string } = {},
): CombinationRisk[] {
  const at = rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1)
  const headings = (rows[at] ?? []).map((cell) => cell.replace(/\s/g, ''))
  const body = rows
    .map((row, place) => ({ row, place: place - at - 1 }))
    .filter(({ row, place }) => place >= 0 && row.filter((cell) => cell.trim() !== '').length > 1)
    .filter(({ row }) => !row.some((cell) => /^(?:合计|总计|小计)/.test(cell.replace(/\s/g, ''))))
  if (headings.length < 2 || body.length === 0) return []
  return [...personsIn(headings, body, k), ...placesIn(headings, body, title)]
}

interface Row {
  row: readonly string[]
  place: number
}

function personsIn(headings: string[], body: Row[], k: number): CombinationRisk[] {
  const columns = headings.flatMap((heading, place) => {
    const isQuasi = quasi.some(([pattern]) => pattern.test(heading))
    return isQuasi && !identifying.test(heading) && isFilled(body, place) ? [place] : []
  })
  const marked = headings.some((heading) => ofPersons.some((pattern) => pattern.test(heading)))
  const about = headings.filter((heading) => !/家庭人口|家庭人数|人口数/.test(heading))
  if (!marked || columns.length < 2) return []
  if (about.some((heading) => counts.test(heading))) return []
  // Where each row is a company, a day and a sum tell of the company.
  const persons = headings.some((heading) =>
    /性别|年龄|出生|残疾|伤情|伤残|病|致贫|家庭人口|户主|死者|伤者/.test(heading),
  )
  if (headings.some((heading) => organisations.test(heading)) && !persons) return []
  const singled = smallGroups(body, columns, k)
  if (singled.length === 0) return []
  const least = fewestColumns(body, columns, k, singled.length)
  return [
    {
      of: 'person',
      columns: least.map((place) => headings[place] ?? ''),
      rows: smallGroups(body, least, k).map(({ place }) => place),
      smallest: Math.min(...groupsOf(body, least).map((group) => group.length)),
    },
  ]
}

function placesIn(headings: string[], body: Row[], title: string): CombinationRisk[] {
  if (!dangerous.test(title) && !headings.some((heading) => dangerous.test(heading))) return []
  const where = headings.flatMap((heading, place) => (positions.test(heading) && isFilled(body, place) ? [place] : []))
  const what = headings.flatMap((heading, place) => (amounts.test(heading) && isFilled(body, place) ? [place] : []))
  if (where.length === 0 || what.length === 0) return []
  const columns = [...new Set([...where, ...what])].sort((a, b) => a - b)
  const rows = body.filter(({ row }) => columns.every((place) => (row[place] ?? '').trim() !== ''))
  if (rows.length === 0) return []
  return [
    {
      of: 'place',
      columns: columns.map((place) => headings[place] ?? ''),
      rows: rows.map(({ place }) => place),
      smallest: 1,
    },
  ]
}

function isFilled(body: Row[], column: number): boolean {
  return body.filter(({ row }) => (row[column] ?? '').trim() !== '').length * 2 >= body.length
}

function groupsOf(body: Row[], columns: readonly number[]): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of body) {
    const key = columns.map((place) => (row.row[place] ?? '').normalize('NFKC').replace(/\s/g, '')).join('\u0000')
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

function smallGroups(body: Row[], columns: readonly number[], k: number): Row[] {
  return groupsOf(body, columns)
    .filter((group) => group.length < k)
    .flat()
    .sort((a, b) => a.place - b.place)
}

/** Leaves out, one after the other, the columns without which as many rows are singled out. */
function fewestColumns(body: Row[], columns: readonly number[], k: number, singled: number): number[] {
  let least = [...columns]
  for (const column of columns) {
    const without = least.filter((other) => other !== column)
    if (without.length > 0 && smallGroups(body, without, k).length === singled) least = without
  }
  return least
}
