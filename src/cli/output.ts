/** A command could not do what was asked; the message says what to do next. Exit code 2. */
export class Failed extends Error {}

/** Prints a result: one JSON value with --json, words otherwise. */
export function print(
  json: boolean,
  value: unknown,
  words: () => string,
  to: NodeJS.WritableStream = process.stdout,
): void {
  to.write(`${json ? JSON.stringify(value) : words()}\n`)
}
