import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import type { OptionalContentConfig } from 'pdfjs-dist/types/src/display/optional_content_config.js'

// Follows what a page paints, in order, as far as it takes to know for each letter where it stands, in which colour, and
// whether something opaque was painted over it afterwards.

type Matrix = readonly [number, number, number, number, number, number]
export type Box = [x0: number, y0: number, x1: number, y1: number]

const unit: Matrix = [1, 0, 0, 1, 0, 0]
const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]
const apply = (m: Matrix, x: number, y: number): [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
]
const boxOf = (m: Matrix, [x0, y0, x1, y1]: Box): Box => {
  const corners = [apply(m, x0, y0), apply(m, x1, y0), apply(m, x0, y1), apply(m, x1, y1)]
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
const holds = ([x0, y0, x1, y1]: Box, x: number, y: number) => x >= x0 && x <= x1 && y >= y0 && y <= y1

interface State {
  ctm: Matrix
  fill: string
  alpha: number
  blend: string
  font: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
  mode: number
}

interface Letter {
  text: string
  x: number
  y: number
  box: Box
  size: number
  order: number
  fill: string
  alpha: number
  mode: number
  layerOff: boolean
}
interface Area {
  box: Box
  order: number
  fill: string
}

export interface Painted {
  hidden: { what: 'covered-text' | 'hidden-text'; place: string; text: string }[]
  hasPictures: boolean
}

type Ops = Record<string, number>

/** A straight line across or down the page, as edges of tables are drawn. */
export interface DrawnRule {
  way: 'across' | 'down'
  /** the height of a line across, the distance from the left of one down */
  at: number
  from: number
  to: number
}

interface Followed {
  letters: Letter[]
  rules: DrawnRule[]
  pictures: Area[]
  /** why a letter cannot be seen; null when it can */
  why(letter: Letter): string | null
}

async function followed(page: PDFPageProxy, ops: Ops, layers: OptionalContentConfig): Promise<Followed> {
  const { letters, areas, pictures, rules } = follow(await page.getOperatorList(), ops, layers)
  const redactions = await redactionBoxes(page)
  const view = page.view as Box
  // A scanned page with invisible letters over it is read by programs as it is by people.
  const pageArea = (view[2] - view[0]) * (view[3] - view[1])
  const scanned =
    pictures.some(({ box }) => (box[2] - box[0]) * (box[3] - box[1]) > pageArea / 2) &&
    letters.every(({ mode }) => mode === 3)

  const covered = (letter: Letter) =>
    redactions.some((box) => holds(box, letter.x, letter.y)) ||
    areas.some(
      ({ box, order, fill }) =>
        order > letter.order &&
        holds(box, letter.x, letter.y) &&
        box[3] - box[1] > letter.size * 0.5 &&
        box[2] - box[0] > letter.size * 0.5 &&
        fill !== '',
    )
  const unseen = (letter: Letter): string | null => {
    if (!holds(view, letter.x, letter.y)) return '页面之外的文字'
    if (letter.layerOff) return '关闭的图层'
    if (letter.mode === 3 || letter.mode === 7) return scanned ? null : '不显示的文字'
    if (letter.size < 1) return '极小的文字'
    if (letter.alpha < 0.05) return '透明的文字'
    const below = [...areas].reverse().find(({ box, order }) => order < letter.order && holds(box, letter.x, letter.y))
    const overPicture = pictures.some(({ box, order }) => order < letter.order && holds(box, letter.x, letter.y))
    const ground = below?.fill ?? '#ffffff'
    return !overPicture && ground !== '' && ground === letter.fill ? '与底色相同的文字' : null
  }
  return { letters, rules, pictures, why: (letter) => (covered(letter) ? '遮盖下的文字' : unseen(letter)) }
}

/** What a reader sees of the letters of a page, in the order they are painted, and where: in the units of the page. */
export async function seenLetters(
  page: PDFPageProxy,
  ops: Ops,
  layers: OptionalContentConfig,
): Promise<{ text: string; box: Box; size: number }[]> {
  return (await seenPage(page, ops, layers)).letters
}

/** The same with the straight lines drawn between the letters. */
export async function seenPage(
  page: PDFPageProxy,
  ops: Ops,
  layers: OptionalContentConfig,
): Promise<{ letters: { text: string; box: Box; size: number }[]; rules: DrawnRule[] }> {
  const { letters, rules, why } = await followed(page, ops, layers)
  const seen = letters.filter((letter) => why(letter) === null).map(({ text, box, size }) => ({ text, box, size }))
  return { letters: seen, rules }
}

/** The letters of a page that are covered, or cannot be seen for another reason. */
export async function painted(page: PDFPageProxy, ops: Ops, layers: OptionalContentConfig): Promise<Painted> {
  const { letters, pictures, why: whyUnseen } = await followed(page, ops, layers)
  const told = new Map<string, string>()
  let [last, lastWhy] = [-2, '']
  for (const [place, letter] of letters.entries()) {
    const why = whyUnseen(letter)
    if (why === null) continue
    const follows = last === place - 1 && lastWhy === why
    told.set(why, `${told.get(why) ?? ''}${follows || !told.has(why) ? '' : '\n'}${letter.text}`)
    last = place
    lastWhy = why
  }
  return {
    hidden: [...told]
      .filter(([, text]) => text.trim() !== '')
      .map(([place, text]) => ({ what: place === '遮盖下的文字' ? 'covered-text' : 'hidden-text', place, text })),
    hasPictures: pictures.length > 0,
  }
}

/** Marked for redaction and not yet redacted: the text is still there. */
async function redactionBoxes(page: PDFPageProxy): Promise<Box[]> {
  const annotations = (await page.getAnnotations()) as { subtype?: string; rect?: number[] }[]
  return annotations.flatMap(({ subtype, rect }) => (subtype === 'Redact' && rect ? [rect as Box] : []))
}

function follow(
  { fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] },
  ops: Ops,
  layers: OptionalContentConfig,
) {
  const letters: Letter[] = []
  const areas: Area[] = []
  const pictures: Area[] = []
  const rules: DrawnRule[] = []
  const names = new Map(Object.entries(ops).map(([name, code]) => [code, name]))
  let state: State = {
    ctm: unit,
    fill: '#000000',
    alpha: 1,
    blend: 'source-over',
    font: 1,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
  }
  const saved: State[] = []
  const off: boolean[] = []
  let text: Matrix = unit
  let line: Matrix = unit
  const push = () => saved.push({ ...state })
  const pop = () => {
    state = saved.pop() ?? state
  }
  const nextLine = (x: number, y: number) => {
    line = times(line, [1, 0, 0, 1, x, y])
    text = line
  }

  for (const [order, code] of fnArray.entries()) {
    const args = (argsArray[order] ?? []) as unknown[]
    const n = (place: number) => Number(args[place] ?? 0)
    switch (names.get(code)) {
      case 'save':
        push()
        break
      case 'restore':
        pop()
        break
      case 'transform':
        state.ctm = times(state.ctm, args as unknown as Matrix)
        break
      case 'paintFormXObjectBegin':
        push()
        if (args[0]) state.ctm = times(state.ctm, args[0] as Matrix)
        break
      case 'paintFormXObjectEnd':
        pop()
        break
      case 'beginAnnotation':
        push()
        // [id, rect, transform, matrix]: painted from the page's own corner.
        state.ctm = times(times(unit, (args[2] as Matrix | null) ?? unit), (args[3] as Matrix | null) ?? unit)
        break
      case 'endAnnotation':
        pop()
        break
      case 'beginMarkedContentProps':
        off.push(args[0] === 'OC' && !layers.isVisible(args[1]))
        break
      case 'beginMarkedContent':
        off.push(false)
        break
      case 'endMarkedContent':
        off.pop()
        break
      case 'setGState':
        for (const [key, value] of (args[0] ?? []) as [string, unknown][]) {
          if (key === 'ca') state.alpha = Number(value)
          if (key === 'BM') state.blend = String(value)
        }
        break
      case 'setFillRGBColor':
        state.fill = typeof args[0] === 'string' ? args[0] : `rgb ${args.join(' ')}`
        break
      case 'setFillColorN':
      case 'setFillGray':
      case 'setFillCMYKColor':
        state.fill = `other ${JSON.stringify(args)}`
        break
      case 'setFillTransparent':
        state.fill = ''
        break
      case 'setFont':
        state.font = n(1)
        break
      case 'setCharSpacing':
        state.charSpacing = n(0)
        break
      case 'setWordSpacing':
        state.wordSpacing = n(0)
        break
      case 'setHScale':
        state.scale = n(0) > 5 ? n(0) / 100 : n(0)
        break
      case 'setLeading':
        state.leading = n(0)
        break
      case 'setTextRise':
        state.rise = n(0)
        break
      case 'setTextRenderingMode':
        state.mode = n(0)
        break
      case 'beginText':
        text = unit
        line = unit
        break
      case 'setTextMatrix': {
        const given = (args.length === 1 ? args[0] : args) as ArrayLike<number>
        line = Array.from(given) as unknown as Matrix
        text = line
        break
      }
      case 'moveText':
        nextLine(n(0), n(1))
        break
      case 'setLeadingMoveText':
        state.leading = -n(1)
        nextLine(n(0), n(1))
        break
      case 'nextLine':
        nextLine(0, -state.leading)
        break
      case 'showText':
      case 'showSpacedText':
        text = show(args[0] as Glyph[], text, state, order, off.includes(true), letters)
        break
      case 'constructPath':
        if (!off.includes(true)) rules.push(...rulesOf(args[1], names.get(n(0)), state.ctm))
        if (
          isFill(names.get(n(0))) &&
          state.alpha > 0.9 &&
          /^(?:source-over|normal)$/i.test(state.blend) &&
          !off.includes(true)
        ) {
          for (const box of rectangles(args[1])) areas.push({ box: boxOf(state.ctm, box), order, fill: state.fill })
        }
        break
      case 'paintImageXObject':
      case 'paintInlineImageXObject':
      case 'paintImageMaskXObject':
      case 'paintImageXObjectRepeat':
      case 'paintInlineImageXObjectGroup':
        pictures.push({ box: boxOf(state.ctm, [0, 0, 1, 1]), order, fill: '' })
        break
    }
  }
  return { letters, areas, pictures, rules }
}

type Glyph = number | { unicode: string; width: number; isSpace?: boolean } | null

function show(
  glyphs: readonly Glyph[],
  from: Matrix,
  state: State,
  order: number,
  layerOff: boolean,
  letters: Letter[],
): Matrix {
  let text = from
  for (const glyph of glyphs) {
    if (glyph === null) continue
    if (typeof glyph === 'number') {
      text = times(text, [1, 0, 0, 1, (-glyph / 1000) * state.font * state.scale, 0])
      continue
    }
    const width = (glyph.width / 1000) * state.font
    const to = times(state.ctm, text)
    const [x, y] = apply(to, (width * state.scale) / 2, state.rise + state.font * 0.35)
    const size = Math.abs(state.font) * Math.hypot(to[2], to[3])
    const { fill, alpha, mode } = state
    const box = boxOf(to, [0, state.rise - state.font * 0.25, width * state.scale, state.rise + state.font * 0.95])
    if (glyph.unicode !== '') letters.push({ text: glyph.unicode, x, y, box, size, order, fill, alpha, mode, layerOff })
    const advance = (width + state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)) * state.scale
    text = times(text, [1, 0, 0, 1, advance, 0])
  }
  return text
}

function isFill(name: string | undefined): boolean {
  return name !== undefined && /^(?:fill|eoFill|fillStroke|eoFillStroke|closeFillStroke|closeEOFillStroke)$/.test(name)
}

/** Points a line may be thick. */
const thickest = 3

/** The lines a path draws: its own when it is stroked, else what it fills that is as thin as a line. */
function rulesOf(data: unknown, name: string | undefined, ctm: Matrix): DrawnRule[] {
  const rules: DrawnRule[] = []
  const rule = ([x0, y0, x1, y1]: Box) => {
    if (y1 - y0 <= thickest && x1 - x0 > y1 - y0) rules.push({ way: 'across', at: (y0 + y1) / 2, from: x0, to: x1 })
    else if (x1 - x0 <= thickest && y1 - y0 > x1 - x0) rules.push({ way: 'down', at: (x0 + x1) / 2, from: y0, to: y1 })
  }
  if (isFill(name)) for (const box of rectangles(data)) rule(boxOf(ctm, box))
  if (name === undefined || !/stroke/i.test(name)) return rules
  let first: [number, number] | null = null
  let last: [number, number] | null = null
  const draw = (to: [number, number]) => {
    if (last) rule(boxOf(ctm, [...last, ...to]))
    last = to
  }
  eachStep(data, (kind, to) => {
    if (kind === 0) first = to
    if (kind === 1 && to) draw(to)
    else if (kind === 4 && first) draw(first)
    else last = to
  })
  return rules
}

/** The upright rectangles of a path, which comes as a list of moves (0), lines (1), curves (2, 3) and closes (4). */
function rectangles(data: unknown): Box[] {
  const boxes: Box[] = []
  let points: [number, number][] = []
  const finish = () => {
    const [xs, ys] = [new Set(points.map(([x]) => x.toFixed(2))), new Set(points.map(([, y]) => y.toFixed(2)))]
    if (points.length >= 4 && xs.size === 2 && ys.size === 2) {
      const [all, tall] = [points.map(([x]) => x), points.map(([, y]) => y)]
      boxes.push([Math.min(...all), Math.min(...tall), Math.max(...all), Math.max(...tall)])
    }
    points = []
  }
  eachStep(data, (kind, to) => {
    if (kind === 0) finish()
    if (kind === 2 || kind === 3) points.push([Number.NaN, Number.NaN])
    else if (to) points.push(to)
  })
  finish()
  return boxes
}

function eachStep(data: unknown, visit: (kind: number, to: [number, number] | null) => void): void {
  const path = Array.isArray(data) ? data[0] : data
  if (!path || typeof path !== 'object') return
  const numbers = ArrayBuffer.isView(path)
    ? Array.from(path as unknown as ArrayLike<number>)
    : Object.values(path as object).map(Number)
  const lengths = [2, 2, 6, 4, 0]
  for (let place = 0; place < numbers.length; ) {
    const kind = numbers[place] ?? 4
    const count = lengths[kind] ?? 0
    const [x = 0, y = 0] = numbers.slice(place + 1 + count - 2, place + 1 + count)
    visit(kind, count > 0 ? [x, y] : null)
    place += 1 + count
  }
}
