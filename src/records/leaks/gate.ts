import { createHmac, randomBytes } from 'node:crypto'
import { combinationRisks } from '../../law/personal-data/combination.ts'
import type { PersonalDataClass } from '../../law/personal-data/mask.ts'
import { maskText } from '../../law/personal-data/mask-text.ts'
import { bare, type Hit, personalDataClasses, scanText } from '../../law/personal-data/scan.ts'
import { findWords, type Lexicon, lexiconOf, type WordHit } from '../../law/wording/lexicon.ts'
import { ownWords } from '../../law/wording/own-words.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { type FileInspection, placeIn } from '../../platform/files/inspection.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { type Leak, type LeakClass, leakRules } from './leak.ts'
import { activeWords, forgetHeld, type HeldRow, insertSettings, saveHeld, settings, waiversOf } from './store.ts'

/** What the gate needs to know of the bureau; opened once where many things are looked at. */
export interface Gate {
  lexicon: Lexicon
  key: Buffer
  leastGroup: number
  /** the bureau's own address, telephones and e-mail, which everybody may know */
  allowed: readonly string[]
}

/** What is to become public. */
export interface ToPublish {
  texts?: readonly { place: string; text: string }[]
  files?: readonly { name: string; inspection: FileInspection }[]
  tables?: readonly { place: string; rows: readonly (readonly string[])[]; title?: string }[]
  /** what may be in it: of a letter, what is its reader's own */
  allowed?: readonly (string | null)[]
}

export async function openGate(tx: Tx): Promise<Gate> {
  const { profile } = await thisBureau(tx)
  let found = await settings(tx)
  if (!found) {
    await insertSettings(tx, randomBytes(32))
    found = await settings(tx)
  }
  if (!found) throw new Error('the settings were just made')
  return {
    lexicon: lexiconOf([...ownWords, ...(await activeWords(tx))]),
    key: found.key,
    leastGroup: found.leastGroup,
    allowed: [profile.address, profile.phone, profile.dutyPhone, profile.fax, profile.email],
  }
}

/** Everything about this that should be masked, waived or seen before it becomes public; what was waived is left out. */
export async function leaksIn(tx: Tx, subject: string, toPublish: ToPublish, gate?: Gate): Promise<Leak[]> {
  const found = new Finder(gate ?? (await openGate(tx)), toPublish.allowed ?? [])
  for (const { place, text } of toPublish.texts ?? []) found.inText(text, () => place)
  for (const { name, inspection } of toPublish.files ?? []) found.inFile(name, inspection)
  for (const table of toPublish.tables ?? []) found.inTable(table.rows, table.place, table.title ?? '')
  if (found.leaks.length === 0) return []
  const waived = new Set((await waiversOf(tx, subject)).map((one) => `${one.class} ${one.valueHash.toString('hex')}`))
  return found.leaks.filter((leak) => !waived.has(`${leak.class} ${leak.hash}`))
}

export interface Thing extends ToPublish {
  /** what it is, e.g. `document 12`: waivers are of one subject */
  subject: string
  title: string
  /** whose work it is: this person does not waive */
  draftedBy: number
}

/**
 * The gate before everything that becomes public: gives what holds it back, and keeps that for whoever may let it through.
 * An empty list opens the gate.
 */
export async function stopLeaks(tx: Tx, thing: Thing, clock: Clock): Promise<Leak[]> {
  const [held = []] = await stopLeaksOfMany(tx, [thing], clock)
  return held
}

/** The same for many things at once, in their order. */
export async function stopLeaksOfMany(tx: Tx, things: readonly Thing[], clock: Clock): Promise<Leak[][]> {
  const gate = await openGate(tx)
  const all: Leak[][] = []
  const rows = new Map<string, HeldRow>()
  for (const { subject, title, draftedBy, ...toPublish } of things) {
    const holding = (await leaksIn(tx, subject, toPublish, gate)).filter(({ holds }) => holds)
    all.push(holding)
    for (const { class: kind, severity, place, excerpt, hash, waivable } of holding) {
      rows.set(`${subject} ${kind} ${hash}`, {
        subject,
        title: masked(title),
        class: kind,
        severity: severity === 'BLOCK' ? 'BLOCK' : 'REVIEW',
        place,
        excerpt,
        valueHash: Buffer.from(hash, 'hex'),
        waivable,
        draftedBy,
        heldAt: clock.now(),
      })
    }
  }
  await forgetHeld(
    tx,
    things.map(({ subject }) => subject),
  )
  await saveHeld(tx, [...rows.values()])
  return all
}

const everyClass = Object.keys(personalDataClasses) as PersonalDataClass[]
const masked = (text: string) => maskText(text, everyClass)
const around = 12
const longestExcerpt = 80

class Finder {
  readonly leaks: Leak[] = []
  private readonly gate: Gate
  private readonly allowed: readonly string[]
  private readonly known = new Set<string>()

  constructor(gate: Gate, allowed: readonly (string | null)[]) {
    this.gate = gate
    this.allowed = [...gate.allowed, ...allowed.filter((value) => value !== null)]
  }

  inText(text: string, placeOf: (at: number) => string): void {
    const hits = scanText(text, { allowed: this.allowed })
    for (const hit of hits) this.tell(hit.class, placeOf(hit.start), excerptOf(text, hit, hits), bare(hit.text))
    for (const word of findWords(text, this.gate.lexicon)) {
      this.tell(classOf(word), placeOf(word.start), excerptOf(text, word, hits), word.word, word.suggestion)
    }
  }

  inFile(name: string, inspection: FileInspection): void {
    const where = (place: string) => `附件“${name}”${place}`
    const { unreadable, fits, withoutText } = inspection
    if (unreadable) this.tell('unreadable-file', where(''), unreadable, `${name} ${unreadable}`)
    else if (!fits) this.tell('wrong-ending', where(''), inspection.kind, `${name} ${inspection.kind}`)
    if (withoutText) this.tell('picture-only', where(''), '', name)
    for (const part of inspection.parts) this.inText(part.text, (at) => where(placeIn(part, at)))
    for (const { place, rows } of inspection.tables) this.inTable(rows, where(place), name)
    for (const { what, place, text } of inspection.hidden) {
      this.tell(what, where(place), cut(masked(text).replace(/\s+/g, ' ')), `${place} ${text}`)
      this.inText(text, () => where(place))
    }
  }

  inTable(rows: readonly (readonly string[])[], place: string, title: string): void {
    for (const risk of combinationRisks(rows, { k: this.gate.leastGroup, title })) {
      const numbers = risk.rows.map((row) => row + 1)
      const listed =
        numbers.length > 10 ? `${numbers.slice(0, 10).join('、')} 等 ${numbers.length}` : numbers.join('、')
      const values = risk.rows.map((row) => rows[row + 1]?.join('\t')).join('\n')
      this.tell(
        risk.of === 'person' ? 'combination' : 'combination-of-places',
        place,
        `表头下第 ${listed} 行：${risk.columns.join('、')}`,
        `${risk.columns.join(' ')}\n${values}`,
      )
    }
  }

  private tell(kind: LeakClass, place: string, excerpt: string, value: string, suggestion: string | null = null): void {
    const hash = createHmac('sha256', this.gate.key).update(`${kind}\0${value}`).digest('hex')
    const same = `${kind} ${hash} ${place}`
    if (this.known.has(same)) return
    this.known.add(same)
    this.leaks.push({ class: kind, ...leakRules[kind], place, excerpt, hash, suggestion })
  }
}

function classOf({ kind, word }: WordHit): LeakClass {
  return kind === 'work-secret' && word.includes('★') ? 'secret-mark' : kind
}

/** A few words on both sides, with every hit in them masked. */
function excerptOf(text: string, { start, end }: { start: number; end: number }, hits: readonly Hit[]): string {
  const from = Math.max(0, start - around)
  const to = Math.min(text.length, end + around)
  let excerpt = ''
  let at = from
  for (let place = firstAfter(hits, from); place < hits.length; place += 1) {
    const hit = hits[place]
    if (!hit || hit.start >= to) break
    excerpt += text.slice(at, Math.max(at, hit.start)) + hit.masked
    at = hit.end
  }
  return cut((excerpt + text.slice(at, Math.max(at, to))).replace(/\s+/g, ' ').trim())
}

/** The first hit that ends after this place; hits are in order. */
function firstAfter(hits: readonly Hit[], from: number): number {
  let [low, high] = [0, hits.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((hits[middle]?.end ?? 0) <= from) low = middle + 1
    else high = middle
  }
  return low
}

function cut(text: string): string {
  return text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text
}
