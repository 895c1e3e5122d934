import { addDays, type CalendarDate } from '../src/law/calendar-date.ts'
import type { DocumentKind } from '../src/law/publicity/checks.ts'
import { clockAt } from '../src/platform/clock.ts'
import { inBureau } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { markupOfText } from '../src/platform/markup/from-text.ts'
import { decideCheck, sendForChecks } from '../src/records/documents/check.ts'
import { aText, type DocumentText } from '../src/records/documents/document.ts'
import { draftDocument } from '../src/records/documents/write.ts'
import type { DemoBureau } from './bureau.ts'

interface Planned {
  column: string
  /** days before today */
  ago: number
  title: string
  body: string
  documentNumber?: string
  /** how far it got; published unless said otherwise */
  until?: 'draft' | 'section-check'
  attribute?: DocumentText['attribute']
  ground?: string
  groundReason?: string
}

const planned: Planned[] = [
  {
    column: 'yaowen',
    ago: 1,
    title: '我市开展冬季安全生产重点检查',
    body: '为防范冬季生产安全事故，我局自本月起对危险化学品、烟花爆竹、非煤矿山等行业开展重点检查。\n\n检查分企业自查、科室抽查、综合督查三个阶段进行，重点看责任落实、隐患整改和应急准备情况。检查结果将在本网站公开。\n\n发现事故隐患，可以拨打12350举报。',
  },
  {
    column: 'yaowen',
    ago: 6,
    title: '全市应急指挥桌面推演举行',
    body: '昨日，我局组织有关部门开展低温雨雪冰冻灾害应急指挥桌面推演。\n\n推演设置道路结冰、供电中断、人员转移三个情景，检验了会商研判、信息报送和物资调运的衔接。推演后，各单位梳理出需要改进的事项十一项，逐项明确了责任人和完成时间。',
  },
  {
    column: 'yaowen',
    ago: 15,
    title: '应急避难场所完成年度检查',
    body: '我局会同各区对全市应急避难场所进行了年度检查，重点核对标识、供水供电、无障碍通道和值守电话。\n\n检查中发现的问题已交管护单位限期整改，场所信息将同步更新。',
  },
  {
    column: 'tzgg',
    ago: 2,
    title: '关于开展安全生产举报奖励宣传周活动的通知',
    documentNumber: '青应急发〔2026〕58号',
    body: '各区应急管理局，有关单位：\n\n一、活动时间\n\n本月最后一周。\n\n二、活动内容\n\n（一）公布12350举报电话和受理范围。\n\n（二）讲解举报奖励的条件、程序和标准。\n\n（三）公开典型举报案例的查处情况，举报人信息一律保密。\n\n三、工作要求\n\n各单位于活动结束后五个工作日内报送总结。',
  },
  {
    column: 'tzgg',
    ago: 12,
    title: '特种作业操作资格考试安排公告',
    body: '现将下一季度特种作业操作资格考试安排公告如下。\n\n一、考试科目\n\n低压电工作业、高处作业、焊接与热切割作业。\n\n二、报名方式\n\n通过政务服务网报名，审核结果以站内消息告知。\n\n三、注意事项\n\n请携带本人有效证件，提前三十分钟到场。',
  },
  {
    column: 'yaowen',
    ago: 22,
    title: '我局组织开展社区应急演练',
    body: '本周，我局会同长堤区在三个社区开展消防疏散和防震避险演练，四百余名居民参加。\n\n演练结束后，工作人员现场讲解了灭火器使用和家庭应急包配备。',
  },
  {
    column: 'yaowen',
    ago: 29,
    title: '全市森林防火专题会议召开',
    body: '会议分析了当前森林防火形势，要求落实护林员巡查、火源管控和应急值守，重点时段加密巡查频次。',
  },
  {
    column: 'yaowen',
    ago: 37,
    title: '应急救援队伍比武落幕',
    body: '比武设置破拆救援、水域救援、应急通信三个科目，十二支队伍参加。各队在比武中发现的装备和配合问题，将列入下一年训练计划。',
  },
  {
    column: 'tzgg',
    ago: 19,
    title: '关于公布安全评价机构执业检查结果的公告',
    body: '现将本季度对安全评价机构执业情况的检查结果公告如下。\n\n一、总体情况\n\n共检查机构六家、报告二十四份。\n\n二、发现的问题\n\n部分报告现场勘验记录不完整，已责令限期改正。',
  },
  {
    column: 'tzgg',
    ago: 26,
    title: '危险化学品经营许可证换发提示',
    body: '许可证有效期将在三个月内届满的企业，请及时提出延期申请。申请材料和办理流程见办事指南。',
  },
  {
    column: 'tzgg',
    ago: 33,
    title: '关于应急广播系统试播的通告',
    body: '定于本周五上午十时至十时三十分进行应急广播系统试播，请市民勿惊慌，保持正常生产生活秩序。',
  },
  {
    column: 'zcwj',
    ago: 48,
    title: '青禾市应急管理局关于加强有限空间作业安全管理的通知',
    documentNumber: '青应急发〔2026〕33号',
    body: '各区应急管理局，有关企业：\n\n一、摸清底数\n\n建立有限空间台账，逐一设置警示标志。\n\n二、落实制度\n\n严格执行先通风、再检测、后作业，作业全程专人监护。\n\n三、强化培训\n\n作业人员和监护人员未经培训不得上岗。',
  },
  {
    column: 'zcjd',
    ago: 46,
    title: '问答：有限空间作业安全管理要求',
    body: '一、哪些算有限空间\n\n封闭或者部分封闭、未被设计为固定工作场所、人员可以进入作业的空间。\n\n二、作业前必须做什么\n\n先通风、再检测、后作业，并办理作业审批。\n\n三、出现险情怎么办\n\n立即撤离并报警，不得盲目施救。',
  },
  {
    column: 'yjts',
    ago: 11,
    title: '大雾天气出行安全提示',
    body: '明晨部分区域有大雾，能见度较低。请注意查看道路通行信息，减速慢行，保持车距。',
  },
  {
    column: 'yjts',
    ago: 3,
    title: '低温天气安全提示',
    body: '未来三天我市气温明显下降，最低气温将降至零下。请注意：\n\n一、居民\n\n使用煤气、炭火取暖要保持通风，预防一氧化碳中毒。\n\n二、企业\n\n检查管道和阀门的防冻措施，防止泄漏；停产复产前进行安全检查。\n\n三、出行\n\n注意道路结冰，减速慢行。',
  },
  {
    column: 'zcwj',
    ago: 20,
    title: '青禾市应急管理局关于印发《政务公开工作要点》的通知',
    documentNumber: '青应急发〔2026〕41号',
    body: '局机关各科室：\n\n现将《政务公开工作要点》印发给你们，请认真落实。\n\n一、规范主动公开\n\n各科室起草公文时一并提出公开属性，不予公开的写明依据和理由。\n\n二、做好依申请公开\n\n答复由业务科室和办公室共同审核，经分管领导批准后送达。\n\n三、办好年度报告\n\n年度报告的数字由台账产生，文字中的数字与表格一致。',
  },
  {
    column: 'zcjd',
    ago: 18,
    title: '《政务公开工作要点》解读',
    body: '一、为什么制定\n\n让公开事项、时限和责任更清楚，方便群众查询和监督。\n\n二、有哪些变化\n\n公文起草时就确定公开属性；每一个答复期限都说明怎么计算；年度报告的每一个数字都能查到来源。\n\n三、咨询电话\n\n请拨打页面底部公布的办公电话。',
  },
  {
    column: 'sgtb',
    ago: 40,
    title: '长堤区一起高处坠落事故调查报告',
    body: '一、基本情况\n\n某建筑安装公司一名作业人员在厂房屋面维修时坠落，经抢救无效死亡，直接经济损失一百二十万元。\n\n二、事故原因\n\n直接原因是作业人员未系挂安全带；间接原因是企业未落实高处作业审批和现场监护制度。\n\n三、事故性质\n\n经调查认定，这是一起一般生产安全责任事故。\n\n四、责任认定和处理建议\n\n由我局依法对企业和主要负责人实施行政处罚。\n\n五、防范和整改措施\n\n企业应当完善高处作业许可制度，配齐防护用品，开展专项培训。整改落实情况将在一年内组织评估并公开。',
  },
  {
    column: 'yjya',
    ago: 90,
    title: '青禾市自然灾害救助应急预案（简本）',
    documentNumber: '青应急发〔2026〕9号',
    body: '一、适用范围\n\n适用于本市行政区域内自然灾害救助应急工作。\n\n二、响应等级\n\n救助应急响应分为四级，一级最高。\n\n三、救助对象和程序\n\n因灾基本生活困难的人员，由本人申请或者村（居）民小组提名，经评议、公示、审核、审批后给予救助。',
  },
  {
    column: 'yjs',
    ago: 260,
    title: '青禾市应急管理局部门预算公开说明',
    body: '本部门预算包括局机关和所属单位预算。收支总额、“三公”经费和政府采购预算按规定一并公开，附表见年度预算公开专栏。',
  },
  {
    column: 'zhidu',
    ago: 200,
    title: '政府信息公开保密审查制度',
    body: '一、先审查、后公开，一事一审。\n\n二、起草人提出意见，办公室进行保密审查，分管领导签发；起草人与审查人不得为同一人。\n\n三、审查记录与信息一并归档。',
  },
  {
    column: 'yjkp',
    ago: 9,
    title: '家庭火灾避险要点',
    body: '一、平时\n\n认清家中和楼内的疏散通道，不在楼道堆放物品。\n\n二、起火时\n\n火小快扑救，火大快撤离；浓烟中弯腰低姿，用湿毛巾捂住口鼻。\n\n三、被困时\n\n关紧房门，堵住门缝，到窗口呼救，拨打119。',
  },
  {
    column: 'jgzn',
    ago: 300,
    title: '青禾市应急管理局主要职责',
    body: '一、负责安全生产综合监督管理和工矿商贸行业安全生产监督管理。\n\n二、组织编制突发事件总体应急预案，统筹应急救援力量建设。\n\n三、组织协调灾害救助工作，管理救灾物资。\n\n四、依法组织生产安全事故调查处理。',
  },
  {
    column: 'jgzn',
    ago: 300,
    title: '内设机构及联系电话',
    body: '办公室：文电、政务公开、信访。\n\n政策法规科：规范性文件、行政复议应诉。\n\n危化监管科：危险化学品和烟花爆竹安全监管。\n\n矿山监管科：非煤矿山安全监管。\n\n防灾减灾科：自然灾害综合风险和救灾。\n\n应急指挥中心：值班值守和应急指挥。',
  },
  {
    column: 'guihua',
    ago: 230,
    title: '青禾市应急体系建设规划（公开稿）',
    body: '一、现状与形势\n\n本市自然灾害以暴雨洪涝和低温冰冻为主，危险化学品和非煤矿山是安全生产的重点。\n\n二、目标\n\n到规划期末，形成统一指挥、专常兼备、反应灵敏、上下联动的应急体系。\n\n三、主要任务\n\n健全责任体系，加强监测预警，建设救援力量，提高基层能力。',
  },
  {
    column: 'tongji',
    ago: 170,
    title: '上半年生产安全事故和自然灾害统计',
    body: '上半年全市发生各类生产安全事故六起，比上年同期减少两起；没有发生较大及以上事故。\n\n受暴雨影响紧急转移群众三百二十人次，没有人员伤亡。',
  },
  {
    column: 'jdjc',
    ago: 31,
    title: '危险化学品企业执法检查情况通报',
    body: '一、总体情况\n\n共检查危险化学品企业十八家，发现隐患六十三项，已整改五十九项。\n\n二、主要问题\n\n部分企业动火作业审批记录不完整，可燃气体报警装置校验超期。\n\n三、下一步\n\n对未按期整改的企业依法处理，处理结果另行公布。',
  },
  {
    column: 'jiuzhu',
    ago: 62,
    title: '受灾人员救助对象、程序和标准',
    body: '一、救助对象\n\n因自然灾害造成基本生活困难的人员。\n\n二、程序\n\n本人申请或者村（居）民小组提名，经评议、公示、审核、审批后发放。\n\n三、标准\n\n应急期救助、过渡期生活救助和住房恢复重建补助按当年公布的标准执行。',
  },
  {
    column: 'jyta',
    ago: 125,
    title: '关于市人大代表建议办理情况的公开',
    body: '本年主办市人大代表建议三件、协办五件，均在规定时限内答复代表。涉及应急避难场所标识和无障碍通道的建议已纳入年度检查内容。',
  },
  {
    column: 'juwuhui',
    ago: 24,
    title: '局务会议研究冬季安全防范和政务公开工作',
    body: '一、会议议题\n\n研究冬季安全防范工作方案；听取政务公开工作情况汇报。\n\n二、会议决定\n\n原则通过冬季安全防范工作方案，由各业务科室分头落实；要求各科室在年底前完成公开目录逐项自查。',
  },
  {
    column: 'tzgg',
    ago: 0,
    title: '关于调整办公场所的公告',
    body: '因办公楼维修，政务公开受理窗口临时调整到一楼大厅东侧，办公时间和电话不变。',
    until: 'section-check',
  },
  {
    column: 'zcjd',
    ago: 0,
    title: '《举报奖励实施细则》修订解读（草稿）',
    body: '一、修订背景\n\n二、主要变化\n\n三、如何领取奖励',
    until: 'draft',
  },
  {
    column: 'zcwj',
    ago: 5,
    title: '关于某专项检查内部工作流程的通知',
    body: '本通知明确专项检查的内部分工、车辆安排和材料报送流程。',
    attribute: 'none',
    ground: 'internal-affairs',
    groundReason: '属于内部工作流程信息，不涉及公众权利义务',
  },
]

/** What stands in a column is of one kind. */
const kindIn: Record<string, DocumentKind> = {
  yaowen: 'news',
  tzgg: 'notice',
  zcwj: 'policy',
  zcjd: 'interpretation',
  yjts: 'warning',
  sgtb: 'accident-report',
  yjya: 'plan',
  yjs: 'finance',
  zhidu: 'rule',
  yjkp: 'media',
}

export const mustBe = <T>(outcome: T, field: string, of: string): T => {
  if (!(field in (outcome as object))) throw new Error(`demonstration “${of}”: ${JSON.stringify(outcome)}`)
  return outcome
}

/** Drafts a document and takes it through its checks, as far as it is to get. */
export async function takeThrough(
  database: Database,
  { bureauId, by }: DemoBureau,
  text: DocumentText,
  day: CalendarDate,
  until?: Planned['until'],
): Promise<number> {
  const { keshi: drafter, kezhang, zhuren, gongkai, juzhang } = by
  if (!drafter || !kezhang || !zhuren || !gongkai || !juzhang) throw new Error('the demonstration has all its people')
  const whoDecides = {
    'section-check': kezhang,
    'secrecy-review': zhuren,
    'office-check': gongkai,
    'sign-off': juzhang,
  }
  const clock = clockAt(day)
  return inBureau(database, bureauId, async (tx) => {
    const { id } = mustBe(await draftDocument(tx, text, drafter, clock), 'id', text.title) as { id: number }
    if (until === 'draft') return id
    const sent = mustBe(await sendForChecks(tx, { id, version: 1 }, drafter, clock), 'stage', text.title) as {
      stage: string
    }
    if (until) return id
    let [stage, version] = [sent.stage, 2]
    while (stage !== 'done') {
      const decider = whoDecides[stage as keyof typeof whoDecides]
      const approval = { id, version, decision: 'approved' as const, note: null, secrecyConfirmed: true }
      const decided = mustBe(await decideCheck(tx, approval, decider, clock), 'stage', text.title) as { stage: string }
      stage = decided.stage
      version += 1
    }
    return id
  })
}

/** By title, for what is related to them later. */
export async function publishDocuments(
  database: Database,
  demo: DemoBureau,
  today: CalendarDate,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const one of [...planned].sort((a, b) => b.ago - a.ago)) {
    const day = addDays(today, -one.ago)
    const text: DocumentText = aText({
      columnId: demo.columns[one.column] ?? 0,
      kind: kindIn[one.column] ?? 'notice',
      title: one.title,
      body: markupOfText(one.body),
      source: '青禾市应急管理局',
      documentNumber: one.documentNumber?.replace('2026', day.slice(0, 4)) ?? null,
      formedOn: day,
      attribute: one.attribute ?? 'proactive',
      ground: one.ground ?? null,
      groundReason: one.groundReason ?? null,
    })
    ids.set(one.title, await takeThrough(database, demo, text, day, one.until))
  }
  return ids
}
