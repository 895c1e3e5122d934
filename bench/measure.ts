export interface Measured {
  name: string
  ours: number
  reference: number
  /** ours divided by reference */
  ratio: number
  /** the ratio we want; null: reported, not judged */
  goal: string | null
  unit: string
  note: string
}

export function told(measured: Omit<Measured, 'ratio'>): Measured {
  const round = (value: number) => Number(value.toPrecision(4))
  return {
    ...measured,
    ours: round(measured.ours),
    reference: round(measured.reference),
    ratio: round(measured.ours / measured.reference),
  }
}

export async function seconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Seconds of this process's own processor time. */
export async function cpuSeconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000_000
}

/** Runs the two in turn, so that a noisy machine disturbs both alike, and gives the median of each. */
export async function inTurn(
  runs: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ ours: number; reference: number }> {
  const [a, b]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    a.push(await ours())
    b.push(await reference())
  }
  return { ours: median(a), reference: median(b) }
}

export function median(values: number[]): number {
  const sorted = [...values].sort((x, y) => x - y)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
