import type { Page } from '../read/page.ts'
import { gapBefore, published, wraps } from './words.ts'

/** Who does a task. */
export interface Owners {
  /** named as leading, else named first; null where nobody leads or it cannot be told */
  lead: string | null
  support: string[]
  /** those in `support` who lead as well, or answer for the task as the lead does */
  alsoLead: string[]
}

export interface FoundOwners extends Owners {
  /** what names them, places in the dense text */
  from: number
  to: number
}

type Role = 'lead' | 'support' | 'answers' | 'nobody'

const body = '(?:单位|部门|处室|处\\(室\\)|科室|股室|机构|主体)'
const labels: readonly [RegExp, Role][] = [
  [new RegExp(`^(?:牵头|主办|主责)${body}(?:\\([^)]*\\))?:?$`), 'lead'],
  [new RegExp(`^(?:配合|协办|参加|参与|协同|协助)${body}(?:\\([^)]*\\))?:?$`), 'support'],
  [new RegExp(`^(?:责任|落实|承办|实施|负责|配合/责任)${body}(?:\\([^)]*\\))?:?$`), 'answers'],
]
const label = new RegExp(
  `(?:牵头|主办|主责|责任|承办|配合|协办|协助|协同|参加|参与|落实|实施|负责)${body}(?:\\([^)]{1,8}\\))?:|` +
    '(?:完成|办结|落实)?(?:时限|时间|期限)(?:要求|安排)?:|责任(?:领导|人员?):|(?:牵头|分管)领导:',
  'g',
)
const labelHere = new RegExp(label.source, 'y')

const organEnding =
  /(?:处|科|股|室|局|厅|委|办|站|所|部|组|队|会|院|校|司|中心|单位|部门|机构|政府|公司|企业|集团|街道|乡镇|[县区市]|支队|大队|总队)(?:\([^()]*\))?$/
const noName = /\d|月底|年底|长期|持续|全年|常态|完成$|^(?:分别|共同|具体|各自|按职责|其他|有关)$/
const leads = /(?:分别|共同|具体|联合|统筹|总)?(?:负责)?(?:牵头|主办)(?:负责|落实|办理|组织|实施|抓好)*$/
const supports = /(?:予以|积极|共同|协同)?(?:配合|协助|参加|参与|协办)(?:落实|做好|实施)*$/
const answers =
  /(?:(?:按照?|根据|依据?)?(?:各自)?(?:职责|职能|任务)(?:分工)?|按照?分工)?(?:分别|共同|具体|分工|各自)*(?:负责|抓好|组织)*(?:落实|实施|负责|承办)$|(?:按照?|根据)(?:各自)?(?:职责|职能|任务)?分工$/

/** Who is named for the task that stands from `from` to `to`; null where nobody is. */
export function ownersIn(page: Page, from: number, to: number): FoundOwners | null {
  const clauses = [...bracketedClauses(page, from, to)]
  if (clauses.length === 0) clauses.push(...labelledClauses(page, from, to))
  if (clauses.length === 0) clauses.push(...plainClauses(page, from, to))
  if (clauses.length === 0) return null
  const named = clauses.map(([start, end]) => ownersOf(page, start, end))
  const lead = named.find((one) => one.lead !== null)?.lead ?? null
  const all = (list: string[]) => [...new Set(list)].filter((name) => name !== lead)
  if (lead === null && named.every(({ support }) => support.length === 0)) return null
  return {
    lead,
    support: all(named.flatMap((one) => [...(one.lead === null ? [] : [one.lead]), ...one.support])),
    alsoLead: all(named.flatMap((one) => [...(one.lead === null ? [] : [one.lead]), ...one.alsoLead])),
    from: Math.min(...clauses.map(([start]) => start)),
    to: Math.max(...clauses.map(([, end]) => end)),
  }
}

/** （责任处室：甲处牵头，乙处配合） and （甲处、乙处）at the end. */
function* bracketedClauses(page: Page, from: number, to: number): Generator<[number, number]> {
  const { dense } = page
  for (let at = from; at < to; at += 1) {
    const open = dense[at]
    if (open !== '(' && open !== '[') continue
    const end = closing(dense, at, to)
    if (end < 0) continue
    const words = dense.slice(at + 1, end)
    const isLast = dense.slice(end + 1, to).replace(/[\s。;.]/g, '') === ''
    const stands = at === from || /[。;!?)\]]/.test(dense[at - 1] ?? '') || gapBefore(page, at) !== ''
    if (namesOwners(words, isLast && stands)) {
      yield [at + 1, end]
      at = end
    }
  }
}

function namesOwners(words: string, isLast: boolean): boolean {
  if (words.length > 400 || /谁/.test(words)) return false
  if (words.search(label) === 0) return true
  const parts = words.split(/[,、;]/)
  if (leads.test(words) || supports.test(words) || answers.test(words)) {
    const first = (parts[0] ?? '').replace(leads, '').replace(supports, '').replace(answers, '')
    return organEnding.test(first) || /^各/.test(first)
  }
  return isLast && words.length >= 3 && parts.every((part) => organEnding.test(part) && part.length <= 16)
}

/** The place of the bracket that closes the one at `open`; -1 where none does. */
function closing(dense: string, open: number, to: number): number {
  const [opens, closes] = dense[open] === '(' ? ['(', ')'] : ['[', ']']
  let depth = 0
  for (let at = open; at < to; at += 1) {
    if (dense[at] === opens) depth += 1
    else if (dense[at] === closes) {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return -1
}

/** 责任单位：甲、乙。 after a sentence or in a line of its own. */
function* labelledClauses(page: Page, from: number, to: number): Generator<[number, number]> {
  const words = page.dense.slice(from, to)
  let start = -1
  let end = -1
  for (const found of words.matchAll(label)) {
    if (/[\u4e00-\u9fff]/.test(words[found.index - 1] ?? '') && found.index > 0) {
      const gap = page.raw.slice((page.at[from + found.index - 1] as number) + 1, page.at[from + found.index])
      if (gap === '') continue
    }
    if (start < 0 && /时|领导|责任人/.test(found[0])) continue
    if (start < 0) start = found.index
    end = found.index + found[0].length
    while (end < words.length && words[end] !== '。' && !endsLine(page, from + end)) end += 1
    if (end < words.length && words[end] !== '。') end += 1
  }
  if (start >= 0) yield [from + start, from + Math.min(end, words.length)]
}

/** Whether the line ends behind a place; a list goes on after 、. */
function endsLine(page: Page, place: number): boolean {
  const { raw, at, dense } = page
  const next = at[place + 1] ?? raw.length
  if (/[、,]/.test(dense[place] ?? '') || !raw.slice((at[place] as number) + 1, next).includes('\n')) return false
  return place + 1 >= dense.length || !wraps(page, place + 1)
}

const inWords =
  /由([^,。;:()、]{2,20}(?:、[^,。;:()、]{2,20})*?)牵头(?:负责|落实|组织|实施)?(?:[,，]([^。;:]{2,60}?)(?:配合|协助|参与|参加))?/

/** 由甲处牵头，乙处配合 in the sentence itself. */
function* plainClauses({ dense }: Page, from: number, to: number): Generator<[number, number]> {
  const found = inWords.exec(dense.slice(from, to))
  if (!found || !(found[1] ?? '').split('、').every((name) => organEnding.test(name))) return
  yield [from + found.index, from + found.index + found[0].length]
}

interface Piece {
  from: number
  to: number
  words: string
  /** it stands before 会同 */
  leads?: true
}

function ownersOf(page: Page, from: number, to: number): Owners {
  const named: { name: string; role: Role }[] = []
  let asked: Role = 'answers'
  let asksLead = false
  let pending: Piece[] = []
  const take = (role: Role) => {
    for (const piece of pending) {
      const name = published(page, piece.from, piece.to)
      if (name !== '') named.push({ name, role })
    }
    pending = []
  }
  for (const whole of piecesOf(page, from, to)) {
    let piece = whole
    const found = piece.words.search(label) === 0 ? piece.words.match(label)?.[0] : undefined
    if (found) {
      take(asked)
      asked = labels.find(([is]) => is.test(found))?.[1] ?? 'nobody'
      if (asked === 'lead') asksLead = true
      piece = cut(piece, found.length, piece.to)
    }
    if (asked === 'nobody') continue
    piece = cut(piece, /^(?:由|会同|以及|及|和|与|其中)?/.exec(piece.words)?.[0].length ?? 0, piece.to)
    const role =
      whole.leads || leads.test(piece.words)
        ? 'lead'
        : supports.test(piece.words)
          ? 'support'
          : answers.test(piece.words)
            ? 'answers'
            : null
    if (role && !whole.leads) {
      const verb = { lead: leads, support: supports, answers }[role]
      piece = cut(piece, 0, piece.from + piece.words.search(verb))
    }
    if (piece.words.endsWith('等')) piece = cut(piece, 0, piece.to - 1)
    if (piece.words.length >= 2 && piece.words.length <= 40 && !noName.test(piece.words)) pending.push(piece)
    if (role) take(asked === 'answers' || asked === 'lead' ? role : asked)
  }
  take(asked)
  return rolesOf(named, asksLead)
}

function cut({ from, words }: Piece, skip: number, to: number): Piece {
  return { from: from + skip, to, words: words.slice(skip, to - from) }
}

function rolesOf(named: readonly { name: string; role: Role }[], asksLead: boolean): Owners {
  const of = (role: Role) => named.filter((one) => one.role === role).map(({ name }) => name)
  const leading = of('lead')
  const equal = leading.length > 0 || asksLead ? leading : of('answers')
  const lead = equal[0] ?? null
  const support = [...new Set(named.map(({ name }) => name))].filter((name) => name !== lead)
  return { lead, support, alsoLead: support.filter((name) => equal.includes(name)) }
}

/** The names in a list: cut at marks, and at 和 and 及 where an organ ends before them (not in 住房和城乡建设局). */
function* piecesOf({ dense }: Page, from: number, to: number): Generator<Piece> {
  let start = from
  let depth = 0
  const piece = (end: number): Piece => ({ from: start, to: end, words: dense.slice(start, end) })
  for (let at = from; at < to; at += 1) {
    const one = dense[at] as string
    if ('(['.includes(one)) depth += 1
    else if (')]'.includes(one)) depth -= 1
    if (depth > 0) continue
    if ('、,;。 '.includes(one)) {
      yield piece(at)
      start = at + 1
      continue
    }
    labelHere.lastIndex = at
    if (at > start && labelHere.test(dense)) {
      yield piece(at)
      start = at
      continue
    }
    const joins = /^(?:以及|会同|和|及|与)/.exec(dense.slice(at, Math.min(to, at + 2)))?.[0]
    const lists = one === '等' && /^等(?:相关|有关|其[他它]|各)/.test(dense.slice(at, Math.min(to, at + 3)))
    if ((joins || lists) && at > start && organEnding.test(dense.slice(start, at))) {
      yield joins === '会同' ? { ...piece(at), leads: true } : piece(at)
      start = at + (joins?.length ?? 1)
    }
  }
  if (start < to) yield piece(to)
}
