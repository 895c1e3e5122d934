import { addDays, addYears, type CalendarDate } from '../src/law/calendar-date.ts'
import type { DocumentKind } from '../src/law/publicity/checks.ts'
import type { ExemptionReason } from '../src/law/publicity/interpretation.ts'
import { clockAt } from '../src/platform/clock.ts'
import { inBureau } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { markupOfText } from '../src/platform/markup/from-text.ts'
import { aText } from '../src/records/documents/document.ts'
import { addToCleanUp, beginCleanUp, decideInCleanUp } from '../src/records/normative/clean-up.ts'
import { cleanUpForStaff } from '../src/records/normative/for-staff.ts'
import { exemptFromInterpretation } from '../src/records/normative/interpretation.ts'
import { type RelationGiven, relateDocuments } from '../src/records/normative/relate.ts'
import type { DemoBureau } from './bureau.ts'
import { mustBe, takeThrough } from './documents.ts'

interface Planned {
  key: string
  kind: DocumentKind
  ago: number
  title: string
  body: string
  /** number within the year */
  number?: number
  /** of a document of an earlier year, that stands in the register already */
  before?: { number: string; formedOn: string }
  source?: string
  effectiveIn?: number
  years?: number
}

const planned: Planned[] = [
  {
    key: 'old reward',
    kind: 'normative',
    ago: 120,
    title: '青禾市安全生产领域举报奖励实施细则',
    before: { number: '青应急规〔2020〕1号', formedOn: '2020-03-12' },
    body: '第一条　为鼓励举报安全生产违法行为，制定本细则。\n\n第二条　本细则适用于本市行政区域内的举报和奖励。\n\n第三条　举报人可以通过电话、信件、当面等方式举报。\n\n第四条　举报经查证属实的，给予举报人五百元至三千元奖励。\n\n第五条　奖励由办公室按季度办理。\n\n第六条　举报人信息应当保密。\n\n第七条　本细则自印发之日起施行。',
  },
  {
    key: 'shelter',
    kind: 'normative',
    ago: 118,
    title: '青禾市应急避难场所管理办法',
    before: { number: '青应急规〔2020〕2号', formedOn: '2020-04-12' },
    body: '第一条　为规范应急避难场所管理，制定本办法。\n\n第二条　本办法所称应急避难场所，是指用于人员紧急疏散和临时安置的场所。\n\n第三条　场所由所在区负责管护。\n\n第四条　场所应当设置统一标识，标明容量和管护单位。\n\n第五条　管护单位每半年检查一次设施。\n\n第六条　场所启用和停用由区应急管理部门公告。\n\n第七条　本办法自印发之日起施行。',
  },
  {
    key: 'reward',
    kind: 'normative',
    ago: 60,
    title: '青禾市安全生产举报奖励办法',
    number: 11,
    effectiveIn: 30,
    years: 5,
    body: '第一条　为鼓励举报安全生产违法行为和事故隐患，制定本办法。\n\n第二条　本办法适用于本市行政区域内的举报和奖励。\n\n第三条　举报人可以通过电话、信件、网络、当面等方式举报，可以匿名。\n\n第四条　下列举报不予奖励：已经发现或者正在处理的；举报人有管理职责的。\n\n第五条　举报经查证属实的，给予举报人一千元至三万元奖励；举报重大事故隐患的，按上限奖励。\n\n第六条　奖励在查证属实之日起十五个工作日内发放。\n\n第七条　举报人信息应当保密，不得向被举报人透露。\n\n第八条　本办法施行后，《青禾市安全生产领域举报奖励实施细则》同时废止。',
  },
  {
    key: 'reward in questions',
    kind: 'interpretation',
    ago: 59,
    title: '问答：《青禾市安全生产举报奖励办法》',
    body: '一、举报能得到多少奖励\n\n查证属实的，一千元至三万元；重大事故隐患按上限奖励。\n\n二、多久能拿到\n\n查证属实之日起十五个工作日内。\n\n三、会不会泄露我的信息\n\n不会。可以匿名举报，任何人不得向被举报人透露。',
  },
  {
    key: 'reward by the head',
    kind: 'interpretation',
    ago: 57,
    title: '局主要负责人解读《青禾市安全生产举报奖励办法》',
    body: '一、为什么要改\n\n原来的奖励金额偏低、渠道偏少，群众反映集中。\n\n二、最大的变化\n\n奖励上限从三千元提高到三万元，增加网络举报和匿名举报，发放时间从按季度缩短到十五个工作日。\n\n三、咨询电话\n\n请拨打页面底部公布的办公电话。',
  },
  {
    key: 'shelter changed',
    kind: 'normative',
    ago: 35,
    title: '青禾市应急管理局关于修改《青禾市应急避难场所管理办法》的决定',
    number: 12,
    body: '第一条　将第五条修改为：“管护单位每季度检查一次设施，检查结果在场所入口公示。”\n\n第二条　本决定自公布之日起施行。',
  },
  {
    key: 'shelter in words',
    kind: 'interpretation',
    ago: 34,
    title: '《应急避难场所管理办法》修改了什么',
    body: '一、检查更勤\n\n设施检查由每半年一次改为每季度一次。\n\n二、结果看得见\n\n检查结果在场所入口公示，群众可以监督。',
  },
  {
    key: 'supplies',
    kind: 'normative',
    ago: 12,
    title: '青禾市应急物资调用办法（试行）',
    number: 13,
    effectiveIn: 30,
    years: 2,
    body: '第一条　为规范应急物资调用，制定本办法。\n\n第二条　调用遵循先近后远、先急后缓的原则。\n\n第三条　紧急情况下可以电话调用，二十四小时内补办手续。\n\n第四条　本办法试行二年。',
  },
  {
    key: 'from the province',
    kind: 'policy',
    ago: 4,
    title: '清州省应急管理厅关于做好冬季安全防范工作的通知（转载）',
    source: '清州省应急管理厅',
    body: '各市应急管理局：\n\n冬季风大物燥，请加强森林草原防火、危险化学品和烟花爆竹安全检查，做好低温雨雪冰冻灾害应对准备，严格值班值守。',
  },
]

type Related = Omit<RelationGiven, 'fromId' | 'toId'> & { from: string; to: string | null }

const related: Related[] = [
  { from: 'reward', to: 'old reward', kind: 'replaces' },
  { from: 'shelter changed', to: 'shelter', kind: 'amends', articleTo: 't5' },
  { from: 'reward in questions', to: 'reward', kind: 'interprets', form: 'qa', articleTo: 't5' },
  { from: 'reward by the head', to: 'reward', kind: 'interprets', form: 'text', byHead: true },
  { from: 'shelter in words', to: 'shelter changed', kind: 'interprets', form: 'text' },
  { from: 'shelter in words', to: 'shelter', kind: 'interprets', form: 'text', articleTo: 't5' },
  {
    from: '《政务公开工作要点》解读',
    to: '青禾市应急管理局关于印发《政务公开工作要点》的通知',
    kind: 'interprets',
    form: 'text',
  },
  {
    from: '问答：有限空间作业安全管理要求',
    to: '青禾市应急管理局关于加强有限空间作业安全管理的通知',
    kind: 'interprets',
    form: 'qa',
  },
  {
    from: 'reward',
    to: null,
    kind: 'implements',
    outsideTitle: '《中华人民共和国安全生产法》第七十六条',
  },
  {
    from: 'from the province',
    to: null,
    kind: 'reposts',
    outsideTitle: '清州省应急管理厅网站',
    outsideUrl: 'https://yjt.qingzhou.example/tongzhi/1024.html',
  },
]

const exempt: { of: string; reason: ExemptionReason; note: string | null }[] = [
  { of: 'old reward', reason: 'other', note: '历史文件补充公开' },
  { of: 'shelter', reason: 'other', note: '历史文件补充公开' },
  { of: 'from the province', reason: 'repost', note: null },
]

const fields = [
  '矿山',
  '危险化学品',
  '烟花爆竹',
  '工贸企业',
  '职业卫生',
  '安全培训',
  '应急演练',
  '隐患排查',
  '安全标准化',
]
const forms = ['监督检查办法', '管理规定', '备案办法', '考核办法', '实施细则']

/** Documents of a bureau that was merged into this one: 26 to be changed, 15 to be repealed, 4 still open. */
const predecessors = fields.flatMap((field, row) =>
  forms.map((form, column) => `青安监规〔${2008 + row}〕${column + 1}号 青禾市${field}${form}`),
)

/** Normative documents in every state, with their interpretations, and a clean-up that cannot be closed yet. */
export async function publishNormative(
  database: Database,
  demo: DemoBureau,
  others: ReadonlyMap<string, number>,
  today: CalendarDate,
): Promise<void> {
  const ids = new Map(others)
  for (const one of planned) {
    const day = addDays(today, -one.ago)
    const effectiveOn = one.effectiveIn === undefined ? null : addDays(day, one.effectiveIn)
    const text = aText({
      columnId: demo.columns[one.kind === 'interpretation' ? 'zcjd' : 'zcwj'] ?? 0,
      kind: one.kind,
      title: one.title,
      body: markupOfText(one.body),
      source: one.source ?? '青禾市应急管理局',
      documentNumber: one.before?.number ?? (one.number ? `青应急规〔${day.slice(0, 4)}〕${one.number}号` : null),
      formedOn: (one.before?.formedOn as CalendarDate | undefined) ?? day,
      effectiveOn,
      validUntil: effectiveOn && one.years ? addDays(addYears(effectiveOn, one.years), -1) : null,
    })
    ids.set(one.key, await takeThrough(database, demo, text, day))
  }
  const legal = demo.by['fazhi']
  if (!legal) throw new Error('the demonstration has a legal reviewer')
  const clock = clockAt(today)
  const idOf = (key: string) => ids.get(key) ?? 0
  await inBureau(database, demo.bureauId, async (tx) => {
    for (const { from, to, ...relation } of related) {
      const given = { ...relation, fromId: idOf(from), toId: to === null ? null : idOf(to) }
      mustBe(await relateDocuments(tx, given, legal, clock), 'id', from)
    }
    for (const { of, reason, note } of exempt) {
      mustBe(await exemptFromInterpretation(tx, { documentId: idOf(of), reason, note }, legal, clock), 'exempt', of)
    }
    const title = '原青禾市安全生产监督管理局规范性文件清理'
    const { id } = mustBe(await beginCleanUp(tx, { title }, legal, clock), 'id', title) as { id: number }
    mustBe(await addToCleanUp(tx, { id, pasted: predecessors.join('\n') }, legal, clock), 'added', title)
    const items = ((await cleanUpForStaff(tx, id))?.items ?? []).map((item) => item.id)
    const amend = { id, itemIds: items.slice(0, 26), decision: 'amend' as const, reason: '机构职责调整，需要修改' }
    const repeal = { id, itemIds: items.slice(26, 41), decision: 'repeal' as const, reason: '上位法已经修改，不再适用' }
    mustBe(await decideInCleanUp(tx, amend, legal, clock), 'tally', title)
    mustBe(await decideInCleanUp(tx, repeal, legal, clock), 'tally', title)
  })
}
