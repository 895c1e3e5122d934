import { Presets, SingleBar } from 'cli-progress'

/** Between two plain lines; the last one is always printed. */
const QUIET_MS = 2_000

/**
 * Runs `work` and shows how far it is: a bar on a terminal, plain lines otherwise. It writes to standard error, so that
 * standard output stays what the command answers. Call `tick` for each piece done, or with the number of pieces.
 */
export async function withProgress<T>(
  label: string,
  total: number,
  work: (tick: (pieces?: number) => void) => Promise<T>,
  to: NodeJS.WriteStream = process.stderr,
): Promise<T> {
  const show = to.isTTY ? bar(label, total, to) : lines(label, total, to)
  try {
    return await work(show.tick)
  } finally {
    show.end()
  }
}

interface Shown {
  tick(pieces?: number): void
  end(): void
}

function bar(label: string, total: number, to: NodeJS.WriteStream): Shown {
  const format = `${label} {bar} {percentage}%  {value}/{total}  剩余 {eta_formatted}`
  const single = new SingleBar({ format, stream: to, hideCursor: true, etaBuffer: 100 }, Presets.shades_classic)
  single.start(total, 0)
  return { tick: (pieces = 1) => single.increment(pieces), end: () => single.stop() }
}

function lines(label: string, total: number, to: NodeJS.WriteStream): Shown {
  let done = 0
  let printed = -1
  let printedAt = Date.now()
  const print = () => {
    if (printed === done) return
    printed = done
    printedAt = Date.now()
    const share = total === 0 ? 100 : Math.floor((done / total) * 100)
    to.write(`${label} ${done}/${total}（${share}%）\n`)
  }
  return {
    tick: (pieces = 1) => {
      done += pieces
      if (Date.now() - printedAt >= QUIET_MS) print()
    },
    end: print,
  }
}
