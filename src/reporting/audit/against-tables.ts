import type { Finding } from '../../law/finding.ts'
import type { ReportRuleId } from '../../law/reports/rules.ts'
import { chineseNumber } from '../read/dates.ts'
import { type Fact, labelOf } from '../read/facts.ts'
import { agreed } from '../read/glued.ts'
import { type Page, type Quote, quoted, quotedAround } from '../read/page.ts'
import type { ReportReading } from '../read/read-report.ts'
import type { Damage, Place } from '../read/tables.ts'
import type { Notes, Values } from './result.ts'
import type { Breakdown } from './sums.ts'

// C-30 to C-33: what the text says beside what the tables say.

/** A figure of the text that names a cell or a sum of cells. */
interface Statement {
  rule: ReportRuleId
  /** what it is about, in the words of the form */
  about: string
  fact: Fact
  /** the sums of cells it may mean, the first being what the words say */
  means: readonly Sum[]
  /** the text speaks of less or more than the bureau's own figures */
  scope: string | null
  /** the words may be about something else */
  loose?: boolean
}

export interface Sum {
  name: string
  cells: readonly string[]
}

type Table = 'disclosure' | 'requests' | 'remedies'

export function checkAgainstTables(
  reading: ReportReading,
  facts: readonly Fact[],
  breakdowns: readonly Breakdown[],
  notes: Notes,
): void {
  const { page, outline, tables } = reading
  const statements: (Statement & { table: Table })[] = []
  for (const fact of [...facts, ...inCharacters(page, outline.narrative)]) {
    if (fact.kind !== 'count' && fact.kind !== 'bare') continue
    const words = wordsAround(page, fact)
    if (isOfAnotherTime(words, outline.year)) continue
    const scope = scopeOf(words, outline.bureau)
    if (tables.requests)
      statements.push(...requestStatements(fact, words, breakdowns, page, scope).map(inTable('requests')))
    if (tables.disclosure)
      statements.push(...disclosureStatements(fact, words, reading, scope).map(inTable('disclosure')))
    if (tables.remedies)
      statements.push(...remedyStatements(fact, words, breakdowns, page, scope).map(inTable('remedies')))
  }
  narrowReadings(reading, statements)
  compare(reading, statements, notes)
  compareFees(reading, facts, notes)
}

function inTable(table: Table) {
  return (statement: Statement) => ({ ...statement, table })
}

interface Words {
  /** the words between the last pause and the figure */
  label: string
  /** the sentence up to the figure, at most sixty characters */
  sentence: string
  /** the words after its unit */
  after: string
  /** the topic it stands in: what came before, at most four hundred characters */
  topic: string
  /** the sentence up to the figure, whole */
  whole: string
}

function wordsAround({ dense }: Page, fact: Fact): Words {
  return {
    label: labelOf(dense, fact),
    sentence: dense.slice(Math.max(fact.sentence, fact.from - 60), fact.from),
    after: dense.slice(fact.to, fact.to + 10),
    topic: dense.slice(Math.max(0, fact.from - 400), fact.from),
    whole: dense.slice(fact.sentence, fact.from),
  }
}

const planned = /计划|预计|拟[^订定于]|力争|下一步|来年|明年|将(?:要|继续|进一步|制|办|开展)/
const sinceThen = /以来|近[一二两三四五六七八九十]年|[三四五]年来/
const inAll = /累计|历年|历史|年均/

/** What is planned, or counted over other years, is not in the tables. */
function isOfAnotherTime({ whole, label }: Words, year: number | null): boolean {
  if (planned.test(whole) || sinceThen.test(whole.replace('今年以来', '')) || inAll.test(label)) return true
  const named = [...whole.matchAll(/(20\d\d)年(?!(?:度)?结转|的?\d+[件条])/g)].at(-1)
  return named !== undefined && year !== null && Number(named[1]) !== year && !/比|较|与|同期|结转/.test(whole)
}

/** Counts written in characters, from ten on: 收到申请三十五件. */
function inCharacters({ dense }: Page, places: readonly Place[]): Fact[] {
  const found: Fact[] = []
  for (const { from, to } of places) {
    for (const match of dense
      .slice(from, to)
      .matchAll(/(?<![第\d])([一二三四五六七八九十百千零]{2,7})([件条起份宗])/g)) {
      const [, written = '', unit = ''] = match
      if (!/[十百千]/.test(written)) continue
      const at = from + match.index
      const pause = Math.max(...[...',;。:('].map((mark) => dense.lastIndexOf(mark, at)), from - 1)
      found.push({
        value: chineseNumber(written),
        unit,
        kind: 'count',
        approximate: dense.charAt(at - 1) === '近',
        from: at,
        to: at + written.length + unit.length,
        labelFrom: pause + 1,
        sentence: Math.max(dense.lastIndexOf('。', at) + 1, from),
        depth: 0,
        gap: { stop: false, semicolon: false, among: false, bracket: false },
      })
    }
  }
  return found
}

const ownOffice = /(?:区|县|市|省|人民)政府办(?!公厅)|府办|(?:局|委|厅|管委会)办公室|本级|局机关|机关本部/
const wholeArea =
  /全省|全市|全县|全区|全系统|各级|下属|直属|所属|辖区|各县|各区|县区|各\(?市|有关县|有关市|有关区|乡镇|街道|县级/
const government = /(?:政府|管委会|实验区|开发区|新区|[省市县区州])$/

/** Words by which the text counts less than the report does, or more: in the clause, or where its sentence begins. */
function scopeOf({ label, whole }: Words, bureau: string | null): string | null {
  const office = ownOffice.exec(label)?.[0] ?? null
  if (bureau !== null && government.test(bureau)) return office
  return wholeArea.exec(label)?.[0] ?? wholeArea.exec(whole.slice(0, 24))?.[0] ?? office
}

// ── Requests ──

const application = /(?:公开(?:的)?申请|申请公开|依申请公开)/
const somethingElse = /许可|复议|诉讼|举报|投诉|赔偿|仲裁|救助|信访|登记|备案/

export const received: Sum = { name: '本年新收', cells: ['new.total'] }
export const withCarriedIn: Sum = { name: '本年新收加上年结转', cells: ['new.total', 'carriedIn.total'] }
const concluded: Sum = { name: '总计', cells: ['total.total'] }

function requestStatements(
  fact: Fact,
  words: Words,
  breakdowns: readonly Breakdown[],
  page: Page,
  scope: string | null,
): Statement[] {
  if (fact.kind !== 'count' || !'件条份宗起次个封'.includes(fact.unit)) return []
  const whole = breakdowns.find(({ parts }) => parts.includes(fact))?.whole
  if (whole) {
    const of = requestMeaning(wordsAround(page, whole))
    const own = labelOf(page.dense, fact)
    const grounded = /不予公开|无法提供|不予处理|其他处理/.test(labelOf(page.dense, whole)) && groundOf(own)
    if (grounded) return [{ rule: 'C-30', about: grounded.name, fact, means: [grounded], scope }]
    const part = of && partOfRequests(own, of.handled)
    // 网上申请、信函申请 are parts as well, but no cells; what was ended or carried over is.
    if (of && !part && !/办结|办理|答复|结转/.test(words.label + words.after)) return []
    if (part)
      return [
        {
          rule: 'C-30',
          about: part.name,
          fact,
          means: part.means,
          scope: scopeOf(wordsAround(page, whole), null) && scope,
        },
      ]
  }
  const end = page.dense.indexOf('。', fact.to)
  const sentence = page.dense.slice(fact.sentence, end < 0 ? undefined : end)
  const outcome = outcomeWords.test(words.label) && !/许可|处罚|主动公开/.test(words.label)
  if (outcome && /申请|办理结果/.test(sentence) && !documentsMade.test(sentence)) {
    const result = partOfRequests(outcomeWords.exec(words.label)?.[0] ?? '', true)
    if (result) return [{ rule: 'C-30', about: result.name, fact, means: result.means, scope }]
  }
  if (handledInAll.test(words.label) && !somethingElse.test(words.whole) && !documentsMade.test(sentence)) {
    const means = [received, withCarriedIn, concluded, disclosedInAll]
    return [{ rule: 'C-30', about: '依申请公开', fact, means, scope, loose: true }]
  }
  const meaning = requestMeaning(words)
  return meaning ? [{ rule: 'C-30', about: meaning.about, fact, means: meaning.means, scope }] : []
}

function requestMeaning(words: Words): { about: string; means: Sum[]; handled: boolean } | null {
  const { label, sentence, after, topic, whole } = words
  const itself = label.slice(label.lastIndexOf('、') + 1)
  if (somethingElse.test(itself) || somethingElse.test(after.slice(0, 4))) return null
  const inTopic = application.test(topic) || topic.includes('依申请')
  if (
    /结转(?:至|到)?下(?:一)?年(?:度)?(?:继续办理)?的?(?:申请)?(?:共|共计|有|为)?$/.test(label) &&
    /申请/.test(label + topic)
  )
    return one('结转下年度', 'carriedOut.total')
  if (/加上(?:上年(?:度)?|20\d\d年(?:度)?)结转的?$/.test(label) && inTopic) return one('上年结转', 'carriedIn.total')
  const named =
    application.test(label) ||
    (/申请$/.test(label) && (application.test(whole) || (inTopic && /公民|法人|组织|申请人|新收/.test(label)))) ||
    (/^(?:信息公开|政府信息)?申请/.test(after) && inTopic && !somethingElse.test(sentence))
  // The sentence is about requests without naming them again: 收到70件申请，办结69件，1件结转下年度.
  const meant = named || (/申请/.test(whole) && inTopic && !somethingElse.test(whole))
  if (!meant) return null
  if (/结转上年|(?:上年(?:度)?|20\d\d年(?:度)?)结转(?!至|到)/.test(label)) return one('上年结转', 'carriedIn.total')
  if (/结转(?:至|到)?下/.test(label) || /^,?结转(?!上|\d+[件条份宗个])/.test(after))
    return one('结转下年度', 'carriedOut.total')
  if (/(?:办结|答复|办复|办理)了?[^,;]{0,14}$/.test(label) && !(named && /受理|收到|接收/.test(label))) {
    const done = { about: '办理结果', means: [concluded, received, withCarriedIn], handled: true }
    return named || ended.test(label) ? done : null
  }
  if (!named) return null
  if (/收到|接收|接到|新收|收取/.test(label) || /收到|接收|接到|新收/.test(sentence.slice(-40))) {
    return { about: '收到申请', means: [received], handled: false }
  }
  if (/受理|承办|处理/.test(label) || /受理/.test(sentence.slice(-40))) {
    return { about: '受理申请', means: [received, withCarriedIn, concluded], handled: true }
  }
  return null
}

/** 共收到申请25件，予以公开11件: an outcome named by itself. */
const outcomeWords = /(?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|同意公开)(?:的)?(?:共|共计|有|为)?$/
/** 制发公文318件，依申请公开141件、不予公开125件: attributes of documents, not answers. */
const documentsMade = /制作|制发|公文|属性|主动公开|文件/
/** 全年依申请公开27件 says neither received nor ended. */
const handledInAll = /依申请公开(?:政府信息|信息|事项|件)?(?:共|共计|总计|合计|数量|为)*$/
const disclosedInAll: Sum = { name: '予以公开和部分公开', cells: ['granted.total', 'partial.total'] }

const ended =
  /^(?:及时|均|全部|已|依法|依规|按期|按时|共|总共|并|其中|了|完成|我局|本机关|本局|全年|累计)*(?:办结|答复|办复|办理)(?:申请)?(?:了|共|共计)?$/

function one(name: string, cell: string) {
  return { about: name, means: [{ name, cells: [cell] }], handled: false }
}

const columnWords: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/自然人|公民|个人/, '自然人', ['natural']],
  [/商业企业|企业/, '商业企业', ['business']],
  [/科研/, '科研机构', ['research']],
  [/公益/, '社会公益组织', ['welfare']],
  [/法律服务/, '法律服务机构', ['legal']],
  [/法人|组织/, '法人或其他组织', ['business', 'research', 'welfare', 'legal', 'other']],
]

export const deny = [1, 2, 3, 4, 5, 6, 7, 8].map((item) => `deny${item}`)
const unable = [1, 2, 3].map((item) => `unable${item}`)
const noproc = [1, 2, 3, 4, 5].map((item) => `noproc${item}`)
const resultWords: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/予以公开(?:及|和|、|与|或)部分公开/, '予以公开和部分公开', ['granted', 'partial']],
  [/部分公开|区分处理/, '部分公开', ['partial']],
  [/不予公开/, '不予公开', deny],
  [/予以公开|同意公开/, '予以公开', ['granted']],
  [/无法提供/, '无法提供', unable],
  [/不予处理/, '不予处理', noproc],
  [/其他处理/, '其他处理', ['other']],
]

const groundWords: readonly (readonly [RegExp, string, string])[] = [
  [/国家秘密/, '属于国家秘密', 'deny1'],
  [/法规禁止/, '其他法律行政法规禁止公开', 'deny2'],
  [/三安全/, '危及“三安全一稳定”', 'deny3'],
  [/第三方/, '保护第三方合法权益', 'deny4'],
  [/内部事务/, '属于三类内部事务信息', 'deny5'],
  [/过程性/, '属于四类过程性信息', 'deny6'],
  [/执法案卷/, '属于行政执法案卷', 'deny7'],
  [/查询事项/, '属于行政查询事项', 'deny8'],
  [/不掌握/, '本机关不掌握相关政府信息', 'unable1'],
  [/另行制作|没有现成/, '没有现成信息需要另行制作', 'unable2'],
  [/补正后/, '补正后申请内容仍不明确', 'unable3'],
  [/信访|举报|投诉/, '信访举报投诉类申请', 'noproc1'],
  [/重复申请/, '重复申请', 'noproc2'],
  [/出版物/, '要求提供公开出版物', 'noproc3'],
  [/大量反复/, '无正当理由大量反复申请', 'noproc4'],
  [/重新出具/, '要求确认或重新出具已获取信息', 'noproc5'],
]

/** The row of table 3 a ground names. */
function groundOf(label: string): Sum | null {
  const found = groundWords.find(([pattern]) => pattern.test(label))
  return found ? { name: found[1], cells: [`${found[2]}.total`] } : null
}

function partOfRequests(label: string, handled: boolean): { name: string; means: Sum[] } | null {
  for (const [pattern, name, columns] of columnWords) {
    if (!pattern.test(label)) continue
    const fresh = columns.map((column) => `new.${column}`)
    const before = columns.map((column) => `carriedIn.${column}`)
    const means: Sum[] = [{ name: '本年新收', cells: fresh }]
    if (handled) means.push({ name: '本年新收加上年结转', cells: [...fresh, ...before] })
    return { name, means }
  }
  for (const [pattern, name, rows] of resultWords) {
    if (pattern.test(label)) return { name, means: [{ name, cells: rows.map((row) => `${row}.total`) }] }
  }
  return null
}

// ── Licences, penalties, documents ──

const subjects: readonly (readonly [string, string])[] = [
  ['行政许可', 'licences.decisions'],
  ['行政处罚', 'penalties.decisions'],
  ['行政强制', 'compulsion.decisions'],
]
const severalSubjects =
  /(?:行政许可|行政处罚|行政强制)(?:(?:、|和|及|以及)(?:行政许可|行政处罚|行政强制))+(?:决定|案件|事项)?(?:共|共计|合计|总计)?$/
const nothingElse =
  /^(?:决定|事项|案件|措施|执行|审批|业务|办件|处理|总共|共计|总计|合计|共|计|约|为|了|总|数量|数|量|实施|作出|办理|有)*$/
const document_ = /规范性文件/
const goesOn =
  /^(?:其中|现有|目前|宣布|并|已|本年|共)*(?:制发|制定|新制定|印发|出台|废止|失效|废止失效|废止和宣布失效|现行有效|继续有效|有效)(?:的|共|共计|为)?$/

function disclosureStatements(fact: Fact, words: Words, { vintage }: ReportReading, scope: string | null): Statement[] {
  const { label, sentence } = words
  if (fact.kind !== 'count') return []
  if ('件起宗例次'.includes(fact.unit)) {
    const several = severalSubjects.exec(label)?.[0]
    if (several) {
      const named = subjects.filter(([subject]) => several.includes(subject))
      if (/公示|公布|公开|受理|申请/.test(label)) return []
      const name = named.map(([subject]) => subject).join('、')
      return [{ rule: 'C-31', about: name, fact, means: [{ name, cells: named.map(([, cell]) => cell) }], scope }]
    }
    // 作出的9件行政处罚决定: the number stands before what it counts.
    const behind = /^的?(行政许可|行政处罚|行政强制)(?:决定|措施)(?=[、,。;均全都])/.exec(words.after)?.[1]
    const counted = subjects.find(([subject]) => subject === behind)
    if (counted && !/公开|公示|受理|申请|撤销|抽查|其中|复议/.test(label)) {
      const [name, cell] = counted
      return [{ rule: 'C-31', about: name, fact, means: [{ name, cells: [cell] }], scope }]
    }
    for (const [subject, cell] of subjects) {
      const at = label.lastIndexOf(subject)
      const last = label.slice(at + subject.length).replace(/.*作出(?:行政)?(?:处罚|许可|强制)决定/, '')
      if (at < 0 || /[不免]予$|[未无]$/.test(label.slice(0, at))) continue
      if (!nothingElse.test(last) || /公示|公布|公开了?$/.test(label.slice(0, at))) continue
      // What another organ decided is not in the table.
      if (/申请|撤销|复议/.test(label)) continue
      // What was accepted need not be decided yet.
      const loose = /(?:受理|收到|接收|接件)[^,]{0,4}$/.test(label.slice(0, at))
      return [{ rule: 'C-31', about: subject, fact, means: [{ name: subject, cells: [cell] }], scope, loose }]
    }
  }
  if (vintage !== null && '件个份部'.includes(fact.unit)) {
    // 制发规范性文件3件，废止1件，现行有效5件: named once, meant three times.
    const named = document_.test(label)
    const before = words.whole.slice(-60)
    if (!named && !(goesOn.test(label) && document_.test(before) && !/清理|拟/.test(before))) return []
    const about = named ? label.slice(0, label.lastIndexOf('规范性文件')) : label
    const after = named ? label.slice(label.lastIndexOf('规范性文件') + 5) : ''
    if (!nothingElse.test(after)) return []
    const cell = documentCell(about, sentence, vintage === '2019')
    if (cell) return [{ rule: 'C-32', about: cell.name, fact, means: [{ name: cell.name, cells: [cell.id] }], scope }]
  }
  return []
}

function documentCell(about: string, sentence: string, old: boolean): { id: string; name: string } | null {
  if (/清理[^,。]{0,8}$/.test(about) && !/有效/.test(about)) return null
  if (/有效[^,。]{0,6}$/.test(about)) return old ? null : { id: 'normative.inForce', name: '现行有效件数' }
  if (/(?:废止|失效|宣布失效)[^,。]{0,8}$/.test(about))
    return old ? null : { id: 'normative.repealed', name: '本年废止件数' }
  if (/(?:制发|制定|新制定|印发|出台|制作)(?:的|了|行政)*$/.test(about) && !/累计|历年|上级/.test(sentence)) {
    return old ? { id: 'normative.made', name: '本年新制作数量' } : { id: 'normative.issued', name: '本年制发件数' }
  }
  return null
}

// ── Reconsideration and litigation ──

export const reconsideration: Sum = { name: '行政复议总计', cells: ['reconsideration.total'] }
export const litigation: Sum = { name: '行政诉讼总计', cells: ['direct.total', 'after.total'] }
const remedies: Sum = {
  name: '行政复议、行政诉讼总计',
  cells: ['reconsideration.total', 'direct.total', 'after.total'],
}
const remedyResults: readonly (readonly [RegExp, string, string])[] = [
  [/维持$/, 'upheld', '结果维持'],
  [/(?:纠正|撤销|变更|败诉)$/, 'corrected', '结果纠正'],
  [/(?:未审结|未办结|审理中|办理中)$/, 'pending', '尚未审结'],
]
const afterRemedy = /^(?:申请|案件|的|共计|共|总计|合计|为|了|计|应诉|应议)*$/

function remedyStatements(
  fact: Fact,
  { label, sentence, whole }: Words,
  breakdowns: readonly Breakdown[],
  page: Page,
  scope: string | null,
): Statement[] {
  if (fact.kind !== 'count' || !'件起宗例条次个'.includes(fact.unit)) return []
  const of = breakdowns.find(({ parts }) => parts.includes(fact))?.whole
  const [group] = of ? remedyStatements(of, wordsAround(page, of), [], page, scope) : []
  const result = group && remedyResults.find(([pattern]) => pattern.test(label))
  if (group && result) {
    const cells = (group.means[0]?.cells ?? []).map((cell) => cell.replace('.total', `.${result[1]}`))
    return [{ ...group, about: `${group.about}${result[2]}`, fact, means: [{ name: result[2], cells }] }]
  }
  const direct = /未经复议(?:直接)?起诉(?:的)?(?:案件)?(?:共|共计)?$/.test(label)
  if (direct || /复议后(?:提起)?(?:起诉|诉讼)(?:的)?(?:案件)?(?:共|共计)?$/.test(label)) {
    const sum = direct
      ? { name: '未经复议直接起诉总计', cells: ['direct.total'] }
      : { name: '复议后起诉总计', cells: ['after.total'] }
    return [{ rule: 'C-33', about: sum.name.slice(0, -2), fact, means: [sum], scope }]
  }
  const own =
    /^(?:其中|结果|均|被|案件中|中)*(?:维持|纠正|未审结|尚未审结)$/.test(label) &&
    remedyResults.find(([pattern]) => pattern.test(label))
  if (own && /复议/.test(whole) && !/诉讼/.test(whole)) {
    const means = [{ name: own[2], cells: [`reconsideration.${own[1]}`] }]
    return [{ rule: 'C-33', about: `行政复议${own[2]}`, fact, means, scope, loose: !/公开/.test(whole) }]
  }
  const [review, court] = [lastEnd(label, '复议'), lastEnd(label, '诉讼')]
  // A bureau may have other cases than those about disclosure.
  const loose = !/公开/.test(whole)
  const statement = (about: string, sum: Sum): Statement[] => [
    { rule: 'C-33', about, fact, means: [sum], scope, loose },
  ]
  if (review < 0 && court < 0) {
    const both = /复议[^。]{0,8}诉讼/.test(sentence) && /(?:相关|上述|此类|该类)案件(?:共|共计)?$/.test(label)
    return both ? statement('行政复议、行政诉讼', remedies) : []
  }
  const tail = label.slice(Math.max(review, court))
  if (!afterRemedy.test(tail)) return []
  if (review >= 0 && court >= 0) return statement('行政复议、行政诉讼', remedies)
  return review >= 0 ? statement('行政复议', reconsideration) : statement('行政诉讼', litigation)
}

function lastEnd(text: string, word: string): number {
  const at = text.lastIndexOf(word)
  return at < 0 ? -1 : at + word.length
}

// ── Cells that ran together, settled by what the text says ──

type Glued = Damage & { kind: 'glued' }

function gluedRow(reading: ReportReading, cell: string): { damage: Glued; place: number } | null {
  const table = reading.tables.disclosure
  const row = cell.split('.')[0] ?? ''
  const damage = table?.damages.find((one): one is Glued => one.kind === 'glued' && one.row === row)
  if (!table || !damage) return null
  const ids = Object.keys(table.cells).filter((id) => id.startsWith(`${row}.`))
  return { damage, place: ids.indexOf(cell) }
}

/** Keeps the readings of a row that agree with the text, where some do. */
function narrowReadings(reading: ReportReading, statements: readonly (Statement & { table: Table })[]): void {
  const table = reading.tables.disclosure
  if (!table) return
  for (const { fact, means, scope, table: of } of statements) {
    const cell = means[0]?.cells[0] ?? ''
    if (of !== 'disclosure' || scope || means[0]?.cells.length !== 1) continue
    const glued = gluedRow(reading, cell)
    if (!glued) continue
    const { damage, place } = glued
    const agreeing = damage.readings.filter((numbers) => numbers[place] === fact.value)
    if (agreeing.length === 0) continue
    const ids = Object.keys(table.cells).filter((id) => id.startsWith(`${damage.row}.`))
    for (const [at, value] of agreed(agreeing, ids.length).entries()) table.cells[ids[at] as string] = value
    const narrowed: Glued = { ...damage, readings: agreeing }
    table.damages.splice(table.damages.indexOf(damage), 1, ...(agreeing.length > 1 ? [narrowed] : []))
  }
}

// ── Comparing ──

function compare(reading: ReportReading, statements: readonly (Statement & { table: Table })[], notes: Notes): void {
  const subjectsSaid = new Map<string, (Statement & { table: Table })[]>()
  for (const statement of statements) {
    const key = `${statement.rule} ${statement.means[0]?.cells.join('+')}`
    subjectsSaid.set(key, [...(subjectsSaid.get(key) ?? []), statement])
  }
  for (const said of subjectsSaid.values()) {
    const results = said.map((statement) => ({ statement, ...judged(reading, statement) }))
    const holding = results.filter(({ holds }) => holds)
    for (const { values } of holding) notes.pass((said[0] as Statement).rule, values)
    // The same subject said right once: another figure beside it is of another scope.
    if (holding.length > 0 || addUp(reading, said, notes)) continue
    const worst =
      results.find(({ verdict }) => verdict === 'mismatch') ?? results.find(({ verdict }) => verdict !== null)
    if (!worst?.verdict) continue
    notes.find(worst.statement.rule, worst.verdict, worst.message, worst.values, quotesOf(reading, worst.statement))
  }
}

/** 网上申请8件、信函申请2件: the parts are named and not their sum. */
function addUp(reading: ReportReading, said: readonly (Statement & { table: Table })[], notes: Notes): boolean {
  const [first] = said
  if (!first || said.length < 2 || said.some(({ fact }) => fact.sentence !== first.fact.sentence)) return false
  const sum = said.reduce((all, { fact }) => all + fact.value, 0)
  const cells = reading.tables[first.table]?.cells ?? {}
  const equal = first.means.find((means) => sumOf(cells, means.cells) === sum)
  if (!equal) return false
  notes.pass(first.rule, { cell: nameOf(equal), text: sum, table: sum })
  return true
}

export function nameOf({ name, cells }: Sum): string {
  return cells.length <= 2 ? cells.join('+') : name
}

interface Judged {
  holds: boolean
  verdict: Finding['verdict'] | null
  message: string
  values: Values
}

function judged(reading: ReportReading, statement: Statement & { table: Table }): Judged {
  const { fact, means, scope, about, table } = statement
  const cells = reading.tables[table]?.cells ?? {}
  const sums = means.map((sum) => ({ ...sum, value: sumOf(cells, sum.cells) }))
  const first = sums[0] as (typeof sums)[number]
  const values: Values = {
    cell: nameOf(first),
    text: fact.value,
    table: first.value,
  }
  const equal = sums.find(({ value }) => value !== null && meansSame(fact, value))
  if (equal) {
    return {
      holds: true,
      verdict: null,
      message: '',
      values: { ...values, cell: nameOf(equal), table: equal.value },
    }
  }
  const place = scope ? `（文中说的是“${scope}”的口径）` : ''
  if (first.value === null) {
    const glued = table === 'disclosure' ? gluedRow(reading, first.cells[0] ?? '') : null
    if (!glued || glued.damage.readings.length === 0) return { holds: false, verdict: null, message: '', values }
    const { digits, readings } = glued.damage
    const contradicted = readings.every((numbers) => numbers[glued.place] !== fact.value)
    return {
      holds: false,
      verdict: contradicted ? (scope ? 'doubt' : 'mismatch') : null,
      message: `正文写${about} ${fact.value}${fact.unit}，表格该行“${digits}”怎样断开都没有这个数${place}`,
      values: { ...values, digits },
    }
  }
  const also = alsoExplained(cells, statement)
  return {
    holds: false,
    verdict: scope || fact.approximate || statement.loose ? 'doubt' : 'mismatch',
    message: `正文写${about} ${fact.value}${fact.unit}，表格“${first.name}”是 ${first.value}${also}${place ? `${place}；请说明范围` : ''}`,
    values: scope ? { ...values, scope } : values,
  }
}

/** 收到75件 where 74 came in and 1 was carried in: wrong, and it is plain how it came about. */
function alsoExplained(cells: Record<string, number | null>, { fact, means }: Statement): string {
  const [first] = means
  if (!first?.cells.every((cell) => cell.startsWith('new.'))) return ''
  const carried = sumOf(
    cells,
    first.cells.map((cell) => cell.replace('new.', 'carriedIn.')),
  )
  const fresh = sumOf(cells, first.cells)
  if (carried === null || fresh === null || carried === 0 || fresh + carried !== fact.value) return ''
  return `；加上年结转 ${carried} 才是 ${fact.value}，“收到”应只计本年新收`
}

function meansSame(fact: Fact, value: number): boolean {
  return fact.approximate ? value >= fact.value && value < fact.value * 1.1 + 10 : value === fact.value
}

export function sumOf(cells: Record<string, number | null>, ids: readonly string[]): number | null {
  let sum = 0
  for (const id of ids) {
    const value = cells[id]
    // A table of 2019 has one row 其他处理, a table of 2021 three.
    if (value === undefined && id === 'other.total') {
      const three = sumOf(cells, ['other1.total', 'other2.total', 'other3.total'])
      if (three === null) return null
      sum += three
    } else if (typeof value !== 'number') return null
    else sum += value
  }
  return sum
}

function quotesOf(reading: ReportReading, { fact, means, table }: Statement & { table: Table }): Quote[] {
  const row = table === 'remedies' ? 'remedies' : (means[0]?.cells[0] ?? '').split('.')[0]
  const place = reading.tables[table]?.places.get(row ?? '')
  const quotes = [quotedAround(reading.page, fact.from, fact.to)]
  if (place) quotes.push(quoted(reading.page, place.from, place.to))
  return quotes
}

// ── Fees ──

const fee = /(?:行政)?事业性收费[^,。;]{0,10}$/

/** C-46: the amount of the text beside that of the table, which counts in ten thousand yuan. */
function compareFees({ page, tables, vintage, outline }: ReportReading, facts: readonly Fact[], notes: Notes): void {
  const table = vintage === '2021' ? tables.disclosure?.cells['fees.amount'] : null
  if (typeof table !== 'number') return
  for (const fact of facts) {
    if (fact.kind !== 'money' || !fee.test(labelOf(page.dense, fact))) continue
    const scope = scopeOf(wordsAround(page, fact), outline.bureau)
    const text = fact.unit === '元' ? fact.value / 10_000 : fact.unit === '亿元' ? fact.value * 10_000 : fact.value
    const values = { cell: 'fees.amount', text, table }
    if (Math.abs(text - table) < 0.005 + 1e-9 || (fact.approximate && Math.abs(text - table) < table * 0.1))
      notes.pass('C-46', values)
    else {
      notes.find(
        'C-46',
        scope || fact.approximate ? 'doubt' : 'mismatch',
        `正文写行政事业性收费 ${fact.value}${fact.unit}，表格“本年收费金额”是 ${table} 万元${Math.abs(fact.value - table) < 1e-9 ? '；单位不同' : ''}`,
        values,
        [quotedAround(page, fact.from, fact.to)],
      )
    }
  }
}
