import { Worker } from 'node:worker_threads'
import type { OfficialDocument, Pictures } from './document.ts'
import { CannotTypeset, type FontFolders } from './pdf.ts'
import type { Answer, Order } from './worker.ts'

export type { OfficialDocument, Pictures } from './document.ts'
export type Format = Order['format']

export interface Typesetter {
  /**
   * The same document always gives the same bytes. Throws {@link CannotTypeset}, and {@link TooMuchToTypeset} where too many
   * wait already.
   */
  typeset(format: Format, document: OfficialDocument, pictures: Pictures): Promise<Uint8Array>
  close(): Promise<void>
}

export class TooMuchToTypeset extends Error {
  readonly statusCode = 503
}

export const mostWaiting = 120
const longest = { milliseconds: 60_000 }

/** Sets one document after the other in a thread that is started when needed and stopped after `idle` without work. */
export function openTypesetter(
  folders: FontFolders,
  { idle = { milliseconds: 120_000 } }: { idle?: { milliseconds: number } } = {},
): Typesetter {
  let worker: Worker | null = null
  let resting: NodeJS.Timeout | undefined
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  async function stop(): Promise<void> {
    const stopped = worker
    worker = null
    await stopped?.terminate()
  }

  function ask(order: Order): Promise<Answer> {
    worker ??= startWorker(folders, (ended) => {
      if (worker === ended) worker = null
    })
    const asked = worker
    asked.ref()
    return new Promise((resolve) => {
      const events = {
        message: (answer: Answer) => settle(answer),
        error: ({ message }: Error) => settle({ failed: message }),
        exit: () => settle({ failed: 'the thread ended' }),
      }
      const timer = setTimeout(() => settle({ failed: 'took too long' }), longest.milliseconds)
      const settle = (answer: Answer) => {
        clearTimeout(timer)
        for (const [event, listener] of Object.entries(events)) asked.off(event, listener)
        // What went wrong may have left something behind in the thread.
        if ('failed' in answer && worker === asked) void stop()
        else asked.unref()
        resolve(answer)
      }
      for (const [event, listener] of Object.entries(events)) asked.on(event, listener)
      asked.postMessage(order)
    })
  }

  return {
    async typeset(format, document, pictures) {
      if (waiting >= mostWaiting) throw new TooMuchToTypeset('too many documents wait to be typeset')
      waiting += 1
      const answer = last.then(() => {
        clearTimeout(resting)
        return ask({ format, document, pictures })
      })
      last = answer
      const given = await answer
      waiting -= 1
      if (waiting === 0) resting = setTimeout(stop, idle.milliseconds).unref()
      if ('failed' in given) throw new CannotTypeset(given.failed)
      return given.file
    },
    async close() {
      clearTimeout(resting)
      await stop()
    },
  }
}

/** Beside the built program stands the built thread; run from the source, Node reads the source. */
function startWorker(folders: FontFolders, ended: (worker: Worker) => void): Worker {
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './typesetter.mjs'
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: folders,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  // Without a listener an error between two orders would end the whole server.
  return worker.on('error', () => ended(worker)).on('exit', () => ended(worker))
}
