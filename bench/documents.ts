import { domainWords } from '../src/records/search/dictionary/words.ts'

/** Invented official documents in Chinese, the same ones for the same seed: common, middling and rare words as in real text. */
export interface MadeDocument {
  title: string
  number: string
  body: string
  type: string
  organ: string
  year: number
  publishedAt: Date
  hasAttachment: boolean
  valid: string | null
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const list = (text: string) => text.trim().split(/\s+/)
const surnames = list(
  '李 王 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕',
)
const given = [
  ...'伟芳娜敏静丽强磊洋勇艳杰涛明超秀霞平刚桂英华玉兰建国志军海波思源文博子轩雨桐浩然晨曦嘉禾若水长青云帆景行',
]
const placeSyllables = [
  ...'青禾长堤云溪石桥柳河南岭北岸东湾西坪枫林竹山白沙红土金滩银沟清泉龙潭凤鸣平安大坝小寨上洼下庄新集古渡松坡梅园',
]
const placeKinds = list('区 县 镇 乡 街道 村 社区 开发区')
const firmKinds = list(
  '化工有限公司 矿业有限公司 烟花爆竹经营部 建筑安装公司 加油站 燃气有限公司 机械制造有限公司 物流有限公司 粮食仓储公司 冷链食品厂',
)
const verbs = list(
  '加强 落实 开展 组织 推进 完善 强化 部署 检查 督促 指导 规范 健全 实施 排查 整治 核查 通报 公布 印发',
)
const objects = list(
  '工作 责任 措施 制度 机制 方案 任务 要求 台账 记录 培训 演练 检查 整改 宣传 评估 报告 管理 监督 服务',
)
const papers = list('通知 公告 通报 意见 办法 方案 报告 解读 提示 简报')
const organs = list('青禾市应急管理局 青禾市人民政府办公室 青禾市安委办 青禾市减灾办 青禾市森防指 青禾市消防救援支队')
const types = list('policy interpretation news notice accident warning plan finance page')

const clauses: ((pick: Pick) => string)[] = [
  ({ topic, verb, object }) => `各单位要${verb()}${topic()}${object()}`,
  ({ place, topic, object }) => `${place()}组织开展${topic()}${object()}`,
  ({ firm, topic }) => `${firm()}未按规定落实${topic()}要求`,
  ({ person, topic }) => `经查${person()}负责${topic()}现场作业`,
  ({ topic, other }) => `${topic()}和${other()}应当同时部署`,
  ({ number }) => `共检查企业${number()}家次，发现隐患${number()}项`,
  ({ verb, topic, place }) => `${verb()}${place()}的${topic()}`,
  ({ topic }) => `依法从严查处${topic()}领域违法行为`,
  ({ place, person }) => `${place()}负责人${person()}参加会议并讲话`,
  ({ topic, number }) => `${topic()}专项经费${number()}万元`,
  ({ object, topic }) => `进一步明确${topic()}的${object()}`,
  ({ other, number }) => `全年受理${other()}事项${number()}件`,
  ({ firm, place }) => `位于${place()}的${firm()}停产整顿`,
  ({ topic }) => `群众可以拨打电话举报${topic()}问题`,
]

interface Pick {
  topic(): string
  other(): string
  verb(): string
  object(): string
  place(): string
  person(): string
  firm(): string
  number(): string
}

/** Documents one after another, the oldest first. */
export function* madeDocuments(count: number, seed = 20261124): Generator<MadeDocument> {
  const random = seeded(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const of = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T
  /** The first choices far more often than the last, as words go. */
  const zipf = <T>(choices: readonly T[]): T => choices[Math.floor(choices.length * random() ** 3)] as T
  const topics = ['安全生产', '应急管理', '隐患排查', ...domainWords.filter((word) => word.length > 2)]
  const place = () => `${of(placeSyllables)}${of(placeSyllables)}${of(placeKinds)}`
  const person = () => `${of(surnames)}${of(given)}${random() < 0.8 ? of(given) : ''}`
  const pick: Pick = {
    topic: () => zipf(topics),
    other: () => of(topics),
    verb: () => of(verbs),
    object: () => of(objects),
    place,
    person,
    firm: () => `${of(placeSyllables)}${of(placeSyllables)}${of(firmKinds)}`,
    number: () => String(1 + below(900)),
  }
  const from = Date.parse('2007-01-01T01:00:00Z')
  const until = Date.parse('2026-11-24T01:00:00Z')
  for (let place = 0; place < count; place += 1) {
    const publishedAt = new Date(from + ((until - from) * place) / count)
    const year = publishedAt.getUTCFullYear()
    const sentences = 18 + below(22)
    const body: string[] = []
    for (let sentence = 0; sentence < sentences; sentence += 1) {
      body.push(of(clauses)(pick), sentence % 4 === 3 ? '。\n\n' : '，')
    }
    yield {
      title: `关于${pick.verb()}${pick.topic()}${pick.object()}的${of(papers)}`,
      number: `青应急发〔${year}〕${place}号`,
      body: body.join(''),
      type: of(types),
      organ: zipf(organs),
      year,
      publishedAt,
      hasAttachment: random() < 0.3,
      valid: random() < 0.05 ? 'repealed' : random() < 0.3 ? 'in-force' : null,
    }
  }
}
