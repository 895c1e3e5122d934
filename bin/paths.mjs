import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Everything in this folder is plain JavaScript that runs on Node 20 with nothing installed.

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const inRoot = (...names) => join(root, ...names)
export const cacheFolder = inRoot('node_modules', '.cache', 'zhaoming')

/** The Node that runs everything: the one pinned in package.json, else this one if it is new enough, else null. */
export function pinnedNode() {
  const windows = process.platform === 'win32'
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const file = inRoot('node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  // By its real path, which is what a running Node says of itself: else a linked node_modules hands over for ever.
  if (existsSync(file)) return realpathSync(file)
  return Number.parseInt(process.versions.node, 10) >= 24 ? process.execPath : null
}

/** The script behind a tool's command, to be run by our own Node. */
export function toolScript(name, command = name.split('/').pop()) {
  const { bin } = JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8'))
  return inRoot('node_modules', name, typeof bin === 'string' ? bin : bin[command])
}
