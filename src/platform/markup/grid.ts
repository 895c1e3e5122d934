import type { Cell, Table } from './tree.ts'

/** How many columns each row fills, cells from above included. */
export function widthsOf(rows: readonly Cell[][]): number[] {
  const reaching: number[] = []
  return rows.map((cells, row) => {
    const fromAbove = reaching[row] ?? 0
    const own = cells.reduce((sum, { colspan }) => sum + colspan, 0)
    for (const { rowspan, colspan } of cells) {
      for (let below = row + 1; below < row + rowspan; below++) reaching[below] = (reaching[below] ?? 0) + colspan
    }
    return fromAbove + own
  })
}

export function columnsOf({ head, body }: Table): number {
  return Math.max(1, ...widthsOf(head), ...widthsOf(body))
}
