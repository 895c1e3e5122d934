// Figures of a table row whose cells lost what stood between them: `640020470` for 64 0 0 2 0 4 70.

/** The most readings that are looked for; a row with more is not settled by its sums anyway. */
export const manyReadings = 400

/**
 * Every way to read the runs of digits as `count` numbers. A blank always separates, and no number but 0 begins with 0.
 * `fits` is asked after each number with those read so far, and ends the reading when it says no.
 */
export function readings(
  runs: readonly string[],
  count: number,
  fits: (numbers: readonly number[]) => boolean = () => true,
): number[][] {
  const found: number[][] = []
  const numbers: number[] = []
  const left = runs.map((_, place) => runs.slice(place).reduce((all, run) => all + run.length, 0))

  const read = (run: number, from: number): void => {
    if (found.length >= manyReadings) return
    const digits = runs[run]
    if (digits === undefined) {
      if (numbers.length === count) found.push([...numbers])
      return
    }
    if (from === digits.length) {
      read(run + 1, 0)
      return
    }
    const missing = count - numbers.length
    // As many numbers as there are runs left at least, and as there are digits left at most.
    if (missing < runs.length - run || missing > (left[run] ?? 0) - from) return
    const longest = digits.charCodeAt(from) === 48 ? 1 : Math.min(digits.length - from, 9)
    for (let length = 1; length <= longest; length += 1) {
      numbers.push(Number(digits.slice(from, from + length)))
      if (fits(numbers)) read(run, from + length)
      numbers.pop()
    }
  }
  read(0, 0)
  return found
}

/** The values that are the same in all readings; null where they differ. */
export function agreed(all: readonly (readonly number[])[], count: number): (number | null)[] {
  const first = all[0]
  return Array.from({ length: count }, (_, place) => {
    const value = first?.[place]
    return value !== undefined && all.every((one) => one[place] === value) ? value : null
  })
}
