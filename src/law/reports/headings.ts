import type { DisclosureColumn, Headed } from './formats.ts'

/** A printed heading: over how many rows or columns it reaches, and how many levels of heading it fills. */
export interface Heading {
  text: string
  /** rows (of a row heading) or columns (of a column heading) it stands for */
  reach: number
  /** levels of heading it fills: a short path is filled up by its last heading */
  levels: number
  /** level counted from the outside, 0 first */
  level: number
  /** index of the first row or column it stands for */
  from: number
  /** the id of the row or column, for the innermost heading only */
  id: string | null
}

/**
 * The headings of rows or columns merged as the form prints them: a heading that repeats in the next path is printed once.
 * Ordered by the row or column they begin at, outermost first, which is the order of `<th>` in a row; for the header of the
 * columns take them level by level.
 */
export function mergedHeadings(headed: readonly Headed[]): Heading[] {
  const depth = Math.max(...headed.map(({ path }) => path.length))
  const headings: Heading[] = []
  const open: (Heading | undefined)[] = []
  headed.forEach(({ id, path }, from) => {
    path.forEach((text, level) => {
      const innermost = level === path.length - 1
      const above = open[level]
      if (!innermost && above && above.id === null && above.text === text) {
        above.reach += 1
        return
      }
      open.length = level
      const heading: Heading = {
        text,
        reach: 1,
        levels: innermost ? depth - level : 1,
        level,
        from,
        id: innermost ? id : null,
      }
      open[level] = heading
      headings.push(heading)
    })
  })
  return headings
}

/** The unit of a column whose heading does not say it. */
export function unitBeside({ unit, path }: DisclosureColumn): string | null {
  return unit === undefined || path.some((heading) => heading.includes(unit)) ? null : unit
}
