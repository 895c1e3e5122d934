import { type CalendarDate, calendarDate } from '../calendar-date.ts'
import { type Dated, inForce } from '../dated.ts'
import { scanText } from '../personal-data/scan.ts'
import type { ClockEvent } from './events.ts'
import { isReplyKind, type LetterKind, letterForms, type ReplyKind } from './letters.ts'
import { outcomes, remedies } from './outcome.ts'

export const letterFaults = [
  'blank-left',
  'subject-not-named',
  'same-as-other',
  'number-not-named',
  'other-number',
  'applicant-not-named',
  'applicant-named-to-others',
  'receipt-day-not-named',
  'bureau-not-named',
  'article-missing',
  'no-such-article',
  'law-not-in-force',
  'outcome-not-said',
  'outcome-contradicted',
  'remedy-missing',
  'remedy-order',
  'step-missing',
  'personal-data',
] as const
export type LetterFault = (typeof letterFaults)[number]

export interface LetterFinding {
  fault: LetterFault
  /** a letter with a `stop` is not signed */
  weight: 'stop' | 'warn'
  /** the words it is about; personal data only masked */
  about: string
}

/** Another letter of reply, to see whether this one was pasted from it. */
export interface OtherReply {
  number: string
  title: string
  text: string
  /** what its officer wrote, without the words of the template */
  own: string
}

export interface LetterToCheck {
  kind: LetterKind
  text: string
  /** what the officer wrote, without the words of the template */
  own: string
  on: CalendarDate
  request: {
    number: string
    title: string
    applicant: string
    receivedOn: CalendarDate | null
    events: readonly ClockEvent[]
    /** the applicant's own data, which a letter to the applicant may hold */
    applicantsOwn: readonly string[]
  }
  bureau: { name: string; reconsideration: string; court: string; ownData: readonly string[] }
  others: readonly OtherReply[]
  /** an officer looked at the likeness and says that it is right */
  likenessConfirmed: boolean
}

/** What a letter lacks or says wrongly, before anybody signs it. */
export function checkLetter(letter: LetterToCheck): LetterFinding[] {
  const { kind, text, request, bureau } = letter
  const form = letterForms[kind]
  const found: LetterFinding[] = []
  const stop = (fault: LetterFault, about: string) => found.push({ fault, weight: 'stop', about })
  const warn = (fault: LetterFault, about: string) => found.push({ fault, weight: 'warn', about })

  for (const [blank] of text.matchAll(/〔(?!\d{4}〕)[^〕]*〕|\{\{[^{}]*\}\}/g)) stop('blank-left', blank)
  if (!text.includes(request.number)) stop('number-not-named', request.number)
  if (!namesSubject(text, request.title)) stop('subject-not-named', request.title)
  const like = letter.likenessConfirmed ? null : likeAnother(letter)
  if (like) stop('same-as-other', `${like.number}：${like.title}`)
  const numbers = new RegExp(`${request.number.replace(/-.*$/, '').replace(/\W/g, '')}-\\d{4}-\\d{3,}`, 'g')
  for (const [other] of text.matchAll(numbers)) {
    if (other !== request.number) (kind === 'noproc-2' ? warn : stop)('other-number', other)
  }
  if (form.to === 'applicant') {
    if (!text.includes(request.applicant)) stop('applicant-not-named', request.applicant)
    if (request.receivedOn && !squeezed(text).includes(inWords(request.receivedOn))) {
      warn('receipt-day-not-named', inWords(request.receivedOn))
    }
  } else if (text.includes(request.applicant)) {
    stop('applicant-named-to-others', request.applicant)
  }
  if (!text.includes(bureau.name)) stop('bureau-not-named', bureau.name)
  for (const article of articlesOf(form.cite.article)) {
    if (!bare(text).includes(bare(article))) stop('article-missing', `《${form.cite.law}》${article}`)
  }
  for (const { fault, about } of citedWrongly(text, letter.on)) stop(fault, about)
  if (isReplyKind(kind)) checkOutcome(kind, letter, stop, warn)
  if (form.remedy !== 'none') checkRemedy(letter, stop)
  const allowed = [...bureau.ownData, ...(form.to === 'applicant' ? request.applicantsOwn : [])]
  for (const hit of scanText(text, { allowed })) {
    // The leak gate stops it where it goes out, and knows what was let through.
    if (hit.severity !== 'INFO') warn('personal-data', `${hit.label} ${hit.masked}`)
  }
  return found
}

type Note = (fault: LetterFault, about: string) => void

const says: Record<ReplyKind, { must: RegExp; never: RegExp }> = (() => {
  const grants = /现予公开|予以公开如下|现将.{0,20}提供如下/
  const refuses = /本机关不予公开|不予公开。|不予提供|不予处理|无法提供/
  const grant = (must: RegExp) => ({ must, never: refuses })
  const deny = { must: /不予公开/, never: grants }
  const other = (must: RegExp) => ({ must, never: new RegExp(`${grants.source}|本机关不予公开`) })
  return {
    granted: grant(/公开|提供/),
    'granted-public': grant(/主动公开|获取/),
    partial: { must: /不予公开/, never: /本机关不予处理|全部不予公开/ },
    'deny-1': deny,
    'deny-2': deny,
    'deny-3': deny,
    'deny-4': deny,
    'deny-5': deny,
    'deny-6': deny,
    'deny-7': deny,
    'deny-8': other(/查询/),
    'unable-1': other(/没有|不存在|未制作|未获取|不掌握/),
    'unable-1-other-organ': other(/不属于本机关|不由本机关/),
    'unable-2': other(/加工|分析|另行制作/),
    'unable-3': other(/不明确/),
    'noproc-1': other(/不作为政府信息公开申请|不予处理/),
    'noproc-2': other(/不再?重复处理|不予重复处理|不予处理/),
    'noproc-3': other(/不作为政府信息公开申请|不予处理/),
    'noproc-4': other(/不予处理/),
    'noproc-5': other(/不予处理/),
  }
})()

/** What must have happened before an outcome is lawful. */
const presupposes: Partial<Record<ReplyKind, { event: ClockEvent['kind']; step: string }>> = {
  'deny-4': { event: 'third-party-asked', step: '征求第三方意见（条例第三十二条）' },
  'unable-3': { event: 'correction-asked', step: '告知补正（条例第三十条）' },
  'noproc-4': { event: 'reasons-asked', step: '要求说明理由（条例第三十五条）' },
}

function checkOutcome(kind: ReplyKind, { text, request }: LetterToCheck, stop: Note, warn: Note): void {
  // The subject is the applicant's words, not the office's decision.
  const decision = text.replaceAll(request.title, '')
  const { group, label } = outcomes[kind]
  const named = group === label ? group : `${group}（${label}）`
  if (!says[kind].must.test(decision)) stop('outcome-not-said', named)
  const wrong = says[kind].never.exec(decision)
  if (wrong) stop('outcome-contradicted', wrong[0])
  const step = presupposes[kind]
  if (step && !request.events.some((event) => event.kind === step.event)) warn('step-missing', step.step)
}

function checkRemedy({ kind, text, on, bureau }: LetterToCheck, stop: Note): void {
  const code = isReplyKind(kind) ? kind : 'granted'
  const { clause, reconsiderationFirst } = remedies(code, on, bureau)
  if (text.includes(clause)) return
  const missing = [
    bureau.reconsideration,
    bureau.court,
    '行政复议',
    '行政诉讼',
    ...(clause.match(/\d+(?:日|个月)/g) ?? []),
  ]
  const lacks = [...new Set(missing)].filter((words) => !text.includes(words))
  if (lacks.length > 0) stop('remedy-missing', lacks.join('、'))
  const saysFirst = /应当先.{0,40}行政复议/.test(text)
  if (reconsiderationFirst !== saysFirst && (reconsiderationFirst || saysFirst)) stop('remedy-order', clause)
}

interface Instrument {
  /** the years by which the text in force may be quoted */
  years: readonly number[]
  articles: number
}

const text = (from: string, years: number[], articles: number): Dated<Instrument>[number] => ({
  from: calendarDate(from),
  years,
  articles,
  cite: { law: '', article: '' },
})

/** The texts replies quote, and how many articles each has. */
const instruments: Record<string, Dated<Instrument>> = {
  政府信息公开条例: [text('2019-05-15', [2019], 56), text('2008-05-01', [2007], 38)],
  行政复议法: [text('2024-01-01', [2023], 90), text('1999-10-01', [1999, 2009, 2017], 43)],
  行政诉讼法: [text('2015-05-01', [2014, 2017], 103), text('1990-10-01', [1989], 75)],
  保守国家秘密法: [text('2024-05-01', [2024], 65), text('2010-10-01', [2010], 53), text('1989-05-01', [1988], 35)],
}
/** Replaced as a whole: 法释〔2025〕8号 took the place of the interpretation of 2011. */
const replaced: { name: string; on: CalendarDate }[] = [
  { name: '关于审理政府信息公开行政案件若干问题的规定', on: calendarDate('2025-06-01') },
]

const quoted = /《([^》]+)》(?:（(\d{4})[^）]*）)?((?:[、和及]?第[〇一二三四五六七八九十百]+条)?)/g

function citedWrongly(letter: string, on: CalendarDate): { fault: LetterFault; about: string }[] {
  const wrong: { fault: LetterFault; about: string }[] = []
  for (const [whole, name = '', year, article = ''] of letter.matchAll(quoted)) {
    const short = name.replace(/^中华人民共和国/, '')
    if (replaced.some((one) => short.endsWith(one.name) && on >= one.on)) {
      wrong.push({ fault: 'law-not-in-force', about: whole })
      continue
    }
    const texts = Object.hasOwn(instruments, short) ? instruments[short] : undefined
    if (!texts) continue
    const { years, articles } = inForce(texts, on)
    if (year !== undefined && !years.includes(Number(year))) wrong.push({ fault: 'law-not-in-force', about: whole })
    else if (article !== '' && numberOf(article.replace(/[^〇一二三四五六七八九十百]/g, '')) > articles) {
      wrong.push({ fault: 'no-such-article', about: whole })
    }
  }
  return wrong
}

const digits = '〇一二三四五六七八九'

function numberOf(numeral: string): number {
  let sum = 0
  let last = 0
  for (const one of numeral) {
    if (one === '百' || one === '十') {
      sum += Math.max(1, last) * (one === '百' ? 100 : 10)
      last = 0
    } else {
      last = digits.indexOf(one)
    }
  }
  return sum + last
}

const articlesOf = (article: string) => article.split('、').filter((one) => one !== '')
const bare = (words: string) => words.replace(/[（）()\s]/g, '')
const squeezed = (words: string) => words.replace(/\s/g, '')

function inWords(day: CalendarDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const plain = (words: string) => words.replace(/[\s\p{P}\p{S}]/gu, '')

function pairsOf(words: string): Map<string, number> {
  const characters = [...plain(words)]
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < characters.length; at += 1) {
    const pair = `${characters[at]}${characters[at + 1]}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/** How alike two texts are, 0 to 1: the share of their pairs of characters that both have. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  const total = [...a.values(), ...b.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return 0
  let common = 0
  for (const [pair, count] of a) common += Math.min(count, b.get(pair) ?? 0)
  return (2 * common) / total
}

/** Whether a letter speaks of what was asked for: its name, or most of it in other order. */
function namesSubject(letter: string, title: string): boolean {
  if (plain(letter).includes(plain(title))) return true
  const [inLetter, inTitle] = [pairsOf(letter), [...pairsOf(title).keys()]]
  if (inTitle.length < 3) return false
  return inTitle.filter((pair) => inLetter.has(pair)).length / inTitle.length >= 0.6
}

const tooAlike = 0.9
/** Shorter than this nearly everything is alike. */
const leastCompared = 12

/** A reply on another subject whose words this one repeats: more likely pasted than meant. */
function likeAnother({ own, text, request, others }: LetterToCheck): OtherReply | null {
  for (const other of others) {
    if (likeness(other.title, request.title) > 0.6) continue
    if (plain(own).length >= leastCompared && likeness(own, other.own) > tooAlike) return other
    // A whole letter taken from another case: the subject is the other's.
    if (!plain(text).includes(plain(request.title)) && likeness(text, other.text) > tooAlike) return other
  }
  return null
}
