import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { CannotRead } from '../files/inspection.ts'
import type { Answer, Given, Order } from './worker.ts'

export class TooMuchToPaint extends Error {
  readonly statusCode = 503
}

const mostWaiting = 60
const longest = { quick: 120_000, flatten: 3_600_000 }
const idle = 60_000

/** Beside the built program stand the built thread and the fonts; run from the source, Node reads the source. */
const fromSource = import.meta.url.endsWith('.ts')
const threadFile = new URL(fromSource ? './worker.ts' : './painter.mjs', import.meta.url)
const fonts = fileURLToPath(new URL(fromSource ? '../../../dist/fonts' : './fonts', import.meta.url))

let quick: Worker | null = null
let resting: NodeJS.Timeout | undefined
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Paints and reads pages in a thread beside the server, one order after the other. A whole file is made in a thread of its
 * own, so that nobody who looks at a page waits for it. Throws {@link CannotRead} for what is wrong with a file.
 */
export async function inPainter<K extends Order['kind']>(
  order: Extract<Order, { kind: K }>,
  onProgress?: (done: number, of: number) => void,
): Promise<Given[K]> {
  if (order.kind === 'flatten') {
    const worker = start()
    try {
      return (await ask(worker, order, onProgress)) as Given[K]
    } finally {
      await worker.terminate()
    }
  }
  if (waiting >= mostWaiting) throw new TooMuchToPaint('too many pages wait to be painted')
  waiting += 1
  const turn = last.then(async () => {
    clearTimeout(resting)
    quick ??= start()
    const worker = quick
    try {
      return await ask(worker, order)
    } catch (error) {
      // What went wrong may have left something behind in the thread.
      if (!(error instanceof CannotRead)) await stop(worker)
      throw error
    }
  })
  last = turn.catch(() => {})
  try {
    return (await turn) as Given[K]
  } finally {
    waiting -= 1
    const worker = quick
    if (waiting === 0 && worker) resting = setTimeout(() => stop(worker), idle).unref()
  }
}

async function stop(worker: Worker): Promise<void> {
  if (quick === worker) quick = null
  await worker.terminate()
}

function start(): Worker {
  const worker = new Worker(threadFile, {
    workerData: { fonts },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  const ended = () => {
    if (quick === worker) quick = null
  }
  // Without a listener an error between two orders would end the whole server.
  worker.on('error', ended).on('exit', ended).unref()
  return worker
}

function ask(
  worker: Worker,
  order: Order,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Given[keyof Given]> {
  worker.ref()
  return new Promise((resolve, reject) => {
    const settle = (answer: Exclude<Answer, { progress: unknown }>) => {
      clearTimeout(timer)
      worker.off('message', message).off('error', failed).off('exit', exited)
      worker.unref()
      if ('given' in answer) resolve(answer.given)
      else reject('unreadable' in answer ? new CannotRead(answer.unreadable) : new Error(answer.failed))
    }
    const message = (answer: Answer) => ('progress' in answer ? onProgress(...answer.progress) : settle(answer))
    const failed = ({ message }: Error) => settle({ failed: message })
    const exited = () => settle({ failed: 'the thread ended' })
    const timer = setTimeout(
      () => {
        settle({ failed: 'took too long' })
        void worker.terminate()
      },
      order.kind === 'flatten' ? longest.flatten : longest.quick,
    )
    worker.on('message', message).on('error', failed).on('exit', exited)
    worker.postMessage(order)
  })
}
