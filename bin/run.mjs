// node bin/run.mjs STEP: what the scripts in package.json run. Whatever Node starts it, the pinned one does the work.
import { existsSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeSureBuilt } from './build.mjs'
import { makeSureInstalled } from './install.mjs'
import { handOver, mustHaveNode } from './launch.mjs'
import { inRoot } from './paths.mjs'
import { Hindrance, main } from './say.mjs'

const steps = {
  build: makeSureBuilt,
  test: async (words) => (await import('./test.mjs')).runTests(words),
  check: async (words) => (await import('./check.mjs')).runChecks(words),
  generate: (words) => runSource('bin/generate.mjs', words),
  bench: (words) => runSource('bench/main.ts', words),
  pictures: (words) => runSource('bin/pictures.mjs', words),
}

/** A script that may import our TypeScript, JSX included, straight from src/. It sees only the words that are meant for it. */
async function runSource(file, words) {
  if (!existsSync(inRoot(file))) throw new Hindrance(`There is no ${file}.`)
  process.argv = [process.execPath, inRoot(file), ...words]
  await import('./read-jsx.mjs')
  await import(pathToFileURL(inRoot(file)).href)
}

await main(async () => {
  const [name, ...words] = process.argv.slice(2)
  const step = steps[name]
  if (!step) throw new Hindrance(`Usage: node bin/run.mjs ${Object.keys(steps).join('|')}`)
  await makeSureInstalled()
  const node = mustHaveNode()
  process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH}`
  process.chdir(inRoot())
  if (node === process.execPath) await step(words)
  else await handOver(node, [inRoot('bin', 'run.mjs'), name, ...words])
})
