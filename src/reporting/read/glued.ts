// Figures of a table row whose cells lost what stood between them: `640020470` for 64 0 0 2 0 4 70.

/** More readings than this are not told apart by anything. */
export const mostReadings = 400
const mostSteps = 200_000

/**
 * Every way to read the runs of digits as `count` numbers; null when there are too many to look for. A blank always
 * separates, and no number but 0 begins with 0. `fits` is asked after each number with those read so far, and ends the
 * reading when it says no.
 */
export function readings(
  runs: readonly string[],
  count: number,
  fits: (numbers: readonly number[]) => boolean = () => true,
): number[][] | null {
  const found: number[][] = []
  const numbers: number[] = []
  const left = runs.map((_, place) => digitsIn(runs.slice(place)))
  let steps = 0

  const read = (run: number, from: number): void => {
    steps += 1
    if (found.length > mostReadings || steps > mostSteps) return
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
  return found.length > mostReadings || steps > mostSteps ? null : found
}

/** The readings whose last number is the sum of the others. The last is tried first: it bounds the others. */
export function readingsWithTotal(runs: readonly string[], count: number): number[][] | null {
  const all: number[][] = []
  const last = runs.at(-1) ?? ''
  for (let from = Math.max(0, last.length - 9); from < last.length; from += 1) {
    if (last[from] === '0' && from < last.length - 1) continue
    const total = Number(last.slice(from))
    const before = from === 0 ? runs.slice(0, -1) : [...runs.slice(0, -1), last.slice(0, from)]
    const found = readings(before, count - 1, (numbers) => {
      const sum = sumOf(numbers, 0, numbers.length)
      return numbers.length < count - 1 ? sum <= total : sum === total
    })
    if (!found || all.length + found.length > mostReadings) return null
    for (const one of found) all.push([...one, total])
  }
  return all
}

export function digitsIn(runs: readonly string[]): number {
  return runs.reduce((all, run) => all + run.length, 0)
}

export function sumOf(numbers: readonly number[], from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at += 1) sum += numbers[at] ?? 0
  return sum
}

/** The values that are the same in all readings; null where they differ. */
export function agreed(all: readonly (readonly number[])[], count: number): (number | null)[] {
  const first = all[0]
  return Array.from({ length: count }, (_, place) => {
    const value = first?.[place]
    return value !== undefined && all.every((one) => one[place] === value) ? value : null
  })
}
