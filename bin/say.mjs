/** Something a person can put right. Shown without a stack trace. */
export class Hindrance extends Error {}

/** Notices go to standard error: standard output belongs to the command that is run. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Shows that long work goes on: a line that counts seconds on a terminal, a line now and then elsewhere. */
export async function whileSaying(line, work) {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  const terminal = process.stderr.isTTY
  if (!terminal) say(line)
  const show = () => (terminal ? process.stderr.write(`\r\x1b[K${line} ${seconds()} s`) : say(`… ${seconds()} s`))
  const timer = setInterval(show, terminal ? 500 : 15_000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    if (terminal) process.stderr.write('\r\x1b[K')
  }
}

/** Runs the main function of a script; a hindrance becomes a message and exit code 1. */
export async function main(work) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Hindrance)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
