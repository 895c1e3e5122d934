import { spawn } from 'node:child_process'
import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeSureBuilt } from './build.mjs'
import { makeSureInstalled } from './install.mjs'
import { cacheFolder, inRoot, pinnedNode } from './paths.mjs'
import { Hindrance, main } from './say.mjs'

const program = inRoot('dist', 'cli.mjs')

/** Installs and builds what is missing, then runs the program under the pinned Node. */
export async function launch(words) {
  await main(async () => {
    await makeSureInstalled()
    const node = mustHaveNode()
    await makeSureBuilt()
    process.env.NODE_ENV ??= 'production'
    process.env.NODE_COMPILE_CACHE ??= join(cacheFolder, 'compiled')
    if (node !== process.execPath) return handOver(node, [program, ...words])
    process.setSourceMapsEnabled(true)
    module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
    await import(pathToFileURL(program).href)
  })
}

export function mustHaveNode() {
  const node = pinnedNode()
  if (node) return node
  throw new Hindrance(
    `没有适合这台机器（${process.platform}-${process.arch}）的 Node.js 24。请从 https://nodejs.org 安装 Node.js 24 后重试。\n` +
      `There is no pinned Node.js 24 for this machine. Install Node.js 24 from https://nodejs.org and try again.`,
  )
}

/** Runs a script under another Node as if it were this process: same terminal, signals passed on, same ending. */
export function handOver(node, words) {
  const child = spawn(
    node,
    ['--enable-source-maps', '--import', pathToFileURL(inRoot('bin', 'end-with-parent.mjs')).href, ...words],
    {
      stdio: 'inherit',
      env: { ...process.env, ZHAOMING_PARENT: String(process.pid) },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both of us already.
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal)
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Hindrance(`${node}: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (signal) {
        process.removeAllListeners(signal)
        process.kill(process.pid, signal)
      }
      process.exitCode = code ?? 1
      resolve()
    })
  })
}
