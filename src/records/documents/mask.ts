import type { PersonalDataClass } from '../../law/personal-data/mask.ts'
import { maskText } from '../../law/personal-data/mask-text.ts'
import { scanText } from '../../law/personal-data/scan.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { cleanMarkup } from '../../platform/markup/clean.ts'
import { readMarkup } from '../../platform/markup/read.ts'
import type { Block, Inline } from '../../platform/markup/tree.ts'
import { writeBlocks } from '../../platform/markup/write.ts'
import { recordAct } from '../journal/record.ts'
import { openGate } from '../leaks/gate.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { contentHash, type DocumentText } from './document.ts'
import { linkRead, wordsShown } from './leaks.ts'
import { mayDoToDocuments } from './permissions.ts'
import { filesOf, insertRenamed, removeAttachment, saveDocument } from './store.ts'
import { openDocument } from './write.ts'

/** Texts of a document with every value of one class masked; markup stays as it is. The bureau's own stay. */
export async function maskTyped<Typed extends Partial<DocumentText>>(
  tx: Tx,
  typed: Typed,
  kind: PersonalDataClass,
): Promise<Typed> {
  return masked(typed, kind, (await openGate(tx)).allowed)
}

/**
 * Masks one class in the saved draft, in the names of its files and in the words for its pictures. What somebody has typed
 * and not saved is not touched.
 */
export async function maskInDocument(
  tx: Tx,
  { id, version, class: kind }: { id: number; version: number; class: PersonalDataClass },
  by: Actor,
  clock: Clock,
): Promise<{ version: number } | { refused: 'not-a-draft' }> {
  mustBeAllowed(by, 'mask in a document', mayDoToDocuments.write)
  const document = await openDocument(tx, id, version)
  if (document.stage !== 'draft') return { refused: 'not-a-draft' }
  const { allowed } = await openGate(tx)
  const before = contentHash(document, await filesOf(tx, id))
  const text = masked(document, kind, allowed)
  for (const { id: fileId, name, alt } of await filesOf(tx, id)) {
    // An asterisk cannot stand in the name of a file.
    const shown = {
      name: maskText(name, [kind], { allowed }).replaceAll('*', '×'),
      alt: alt && maskText(alt, [kind], { allowed }),
    }
    if (shown.name === name && shown.alt === alt) continue
    const newId = await insertRenamed(tx, fileId, { ...shown, addedBy: by.id, addedAt: clock.now() })
    await removeAttachment(tx, id, fileId, clock.now())
    const at = (one: number, named: string) => `"/fujian/${one}/${encodeURIComponent(named)}"`
    text.body = text.body.replaceAll(at(fileId, name), at(newId, shown.name))
  }
  const saved = await saveDocument(tx, id, {
    ...Object.fromEntries(
      [...Object.keys(wordsShown), 'body'].map((field) => [field, text[field as keyof DocumentText]]),
    ),
    correctionNote: text.correctionNote && maskText(text.correctionNote, [kind], { allowed }),
    changedAt: clock.now(),
  })
  await recordAct(tx, {
    kind: 'document masked',
    subject: `document ${id}`,
    by,
    at: clock.now(),
    change: {
      class: kind,
      content: { from: before.toString('hex'), to: contentHash(text, await filesOf(tx, id)).toString('hex') },
    },
  })
  return { version: saved }
}

function masked<Typed extends Partial<DocumentText>>(
  typed: Typed,
  kind: PersonalDataClass,
  allowed: readonly string[],
): Typed {
  const change: Partial<Record<string, string>> = {}
  for (const field of Object.keys(wordsShown) as (keyof typeof wordsShown)[]) {
    const text = typed[field]
    if (text) change[field] = maskText(text, [kind], { allowed })
  }
  if (typed.body) change['body'] = maskMarkup(typed.body, kind, allowed)
  return { ...typed, ...change }
}

/** A stretch of what is read. `put`: how it is written anew; null between the blocks, where nothing can be. */
interface Piece {
  text: string
  put: ((text: string) => void) | null
}

/** Markup with every value of one class masked, also one that runs over several marks or blocks. */
export function maskMarkup(html: string, kind: PersonalDataClass, allowed: readonly string[] = []): string {
  const blocks = readMarkup(html)
  const pieces = piecesOf(blocks)
  const whole = pieces.map(({ text }) => text).join('')
  const hits = scanText(whole, { allowed }).filter((hit) => hit.class === kind)
  let changed = unlink(blocks, kind, allowed)
  let from = 0
  for (const piece of pieces) {
    const to = from + piece.text.length
    const within = hits.filter(({ start, end }) => start < to && end > from)
    if (piece.put && within.length > 0) {
      let text = ''
      let at = from
      for (const { start, end, masked: shown } of within) {
        text += piece.text.slice(at - from, Math.max(at, start) - from)
        // The masked value stands where the value began.
        if (start >= from) text += shown
        at = Math.min(end, to)
      }
      piece.put(text + piece.text.slice(at - from))
      changed = true
    }
    from = to
  }
  return changed ? cleanMarkup(writeBlocks(blocks)) : html
}

/** A link that leads to such a value leads nowhere. */
function unlink(blocks: readonly Block[], kind: PersonalDataClass, allowed: readonly string[]): boolean {
  let changed = false
  for (const { one } of placesOf(blocks)) {
    if (one?.is !== 'text' || one.href === null) continue
    if (!scanText(linkRead(one.href), { allowed }).some((hit) => hit.class === kind)) continue
    one.href = null
    changed = true
  }
  return changed
}

function piecesOf(blocks: readonly Block[]): Piece[] {
  return placesOf(blocks).map(({ text, one }) => {
    if (one?.is === 'text')
      return {
        text,
        put: (to) => {
          one.text = to
        },
      }
    if (one?.is === 'picture')
      return {
        text,
        put: (to) => {
          one.alt = to
        },
      }
    return { text, put: null }
  })
}

interface Place {
  text: string
  one: Inline | null
}

/** What is read, in the order and with the breaks of platform/markup/to-text. */
function placesOf(blocks: readonly Block[], between = '\n'): Place[] {
  return blocks.flatMap((block, place) => [
    ...(place > 0 ? [{ text: between, one: null }] : []),
    ...placesIn(block, between),
  ])
}

const inlinePlaces = (inlines: readonly Inline[], between: string): Place[] =>
  inlines.map((one) => ({ text: one.is === 'text' ? one.text : one.is === 'break' ? between : (one.alt ?? ''), one }))

function placesIn(block: Block, between: string): Place[] {
  const line: Place = { text: between, one: null }
  switch (block.is) {
    case 'heading':
    case 'paragraph':
      return inlinePlaces(block.inlines, between)
    case 'list':
      return block.items.flatMap((item, place) => [
        ...(place > 0 ? [line] : []),
        { text: block.ordered ? `${block.start + place}. ` : '• ', one: null },
        ...placesOf(item, between),
      ])
    case 'table':
      return [
        ...(block.caption.length > 0 ? [...inlinePlaces(block.caption, between), line] : []),
        ...[...block.head, ...block.body].flatMap((row, place) => [
          ...(place > 0 ? [line] : []),
          ...row.flatMap(({ blocks }, column) => [
            ...(column > 0 ? [{ text: '\t', one: null }] : []),
            ...placesOf(blocks, ' '),
          ]),
        ]),
      ]
    case 'figure': {
      const alt: Place[] = block.picture.alt ? [{ text: block.picture.alt, one: block.picture }] : []
      const caption = inlinePlaces(block.caption, between)
      return alt.length > 0 && caption.length > 0 ? [...alt, line, ...caption] : [...alt, ...caption]
    }
    case 'quote':
      return placesOf(block.blocks, between)
    case 'rule':
      return []
  }
}
