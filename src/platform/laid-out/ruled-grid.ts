import type { Box, DrawnRule as Rule } from '../files/pdf-painted.ts'

// A table as it is drawn: lines across and down. Where no line divides two fields, they are one cell.

export interface Grid {
  box: Box
  /** by row from the top, then from the left; `row` is the one in which a cell begins */
  cells: { row: number }[]
  /** the number of the cell in which a point lies */
  cellAt(x: number, y: number): number
}

/** What two lines that should meet may be apart, in points. */
const slack = 3
const mostRules = 10_000
const mostWork = 50_000_000

/** The tables drawn by rules: at least two cells each. */
export function gridsOf(rules: readonly Rule[]): Grid[] {
  if (rules.length > mostRules) return []
  return connected(joined(rules)).flatMap((group) => gridOf(group) ?? [])
}

/** Pieces of one line put together: many programs draw the edges of each cell. */
function joined(rules: readonly Rule[]): Rule[] {
  const lines: Rule[] = []
  for (const way of ['across', 'down'] as const) {
    const positions: { at: number; rules: Rule[] }[] = []
    for (const rule of rules.filter((one) => one.way === way).sort((a, b) => a.at - b.at)) {
      const last = positions.at(-1)
      if (last && rule.at - last.at < slack) last.rules.push(rule)
      else positions.push({ at: rule.at, rules: [rule] })
    }
    for (const { at, rules: own } of positions) {
      const first = lines.length
      for (const { from, to } of own.sort((a, b) => a.from - b.from)) {
        const last = lines.length > first ? lines.at(-1) : undefined
        if (last && from <= last.to + slack) last.to = Math.max(last.to, to)
        else lines.push({ way, at, from, to })
      }
    }
  }
  return lines.filter(({ from, to }) => to - from > slack)
}

const meet = (across: Rule, down: Rule) =>
  down.at >= across.from - slack &&
  down.at <= across.to + slack &&
  across.at >= down.from - slack &&
  across.at <= down.to + slack

function connected(lines: readonly Rule[]): Rule[][] {
  const group = lines.map((_, place) => place)
  const rootOf = (place: number): number => {
    let root = place
    while (group[root] !== root) root = group[root] as number
    group[place] = root
    return root
  }
  const acrosses = lines.flatMap((line, place) => (line.way === 'across' ? [place] : []))
  for (const [place, line] of lines.entries()) {
    if (line.way === 'across') continue
    for (const other of acrosses) if (meet(lines[other] as Rule, line)) group[rootOf(place)] = rootOf(other)
  }
  const groups = new Map<number, Rule[]>()
  for (const [place, line] of lines.entries()) {
    const root = rootOf(place)
    groups.set(root, [...(groups.get(root) ?? []), line])
  }
  return [...groups.values()]
}

function gridOf(lines: readonly Rule[]): Grid | null {
  const across = lines.filter(({ way }) => way === 'across')
  const down = lines.filter(({ way }) => way === 'down')
  const ys = distinct(across).reverse()
  const xs = distinct(down)
  const [rows, columns] = [ys.length - 1, xs.length - 1]
  if (rows < 1 || columns < 1 || rows * columns < 2 || rows * columns * lines.length > mostWork) return null
  const covers = (of: readonly Rule[], at: number, from: number, to: number) => {
    const middle = (from + to) / 2
    return of.some((line) => Math.abs(line.at - at) < slack && line.from <= middle && line.to >= middle)
  }
  const field = Array.from({ length: rows * columns }, (_, place) => place)
  const rootOf = (place: number): number => {
    let root = place
    while (field[root] !== root) root = field[root] as number
    return root
  }
  const unite = (a: number, b: number) => {
    const [first, second] = [rootOf(a), rootOf(b)]
    field[Math.max(first, second)] = Math.min(first, second)
  }
  const x = (place: number) => xs[place] as number
  const y = (place: number) => ys[place] as number
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const place = row * columns + column
      if (column + 1 < columns && !covers(down, x(column + 1), y(row + 1), y(row))) unite(place, place + 1)
      if (row + 1 < rows && !covers(across, y(row + 1), x(column), x(column + 1))) unite(place, place + columns)
    }
  }
  const numbers = new Map<number, number>()
  const cells: Grid['cells'] = []
  for (const place of field.keys()) {
    const root = rootOf(place)
    if (numbers.has(root)) continue
    numbers.set(root, cells.length)
    cells.push({ row: Math.floor(root / columns) })
  }
  return {
    box: [x(0), y(rows), x(columns), y(0)],
    cells,
    cellAt: (px, py) => {
      const column = Math.min(
        columns - 1,
        Math.max(
          0,
          xs.findLastIndex((edge) => edge <= px),
        ),
      )
      const row = Math.min(
        rows - 1,
        Math.max(
          0,
          ys.findLastIndex((edge) => edge >= py),
        ),
      )
      return numbers.get(rootOf(row * columns + column)) ?? 0
    },
  }
}

function distinct(lines: readonly Rule[]): number[] {
  const places: number[] = []
  for (const at of lines.map((line) => line.at).sort((a, b) => a - b)) {
    if (at - (places.at(-1) ?? Number.NEGATIVE_INFINITY) >= slack) places.push(at)
  }
  return places
}
