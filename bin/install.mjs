import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { alone, cannotWrite } from './lock.mjs'
import { inRoot, root } from './paths.mjs'
import { Hindrance, say, whileSaying } from './say.mjs'

const stamp = inRoot('node_modules', '.zhaoming-installed')

/** Installs what package-lock.json names, if it is not there yet. */
export async function makeSureInstalled() {
  if (isInstalled()) return
  mustBeWritable()
  await alone(async () => {
    if (isInstalled()) return
    await install()
    leaveStamp()
  })
}

function wanted() {
  const lock = readFileSync(inRoot('package-lock.json'))
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
}

function isInstalled() {
  if (!existsSync(inRoot('node_modules'))) return false
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return true
  if (!agreesWithNpm()) return false
  leaveStamp()
  return true
}

function leaveStamp() {
  try {
    rmSync(stamp, { force: true })
    writeFileSync(stamp, wanted())
  } catch {
    // Not ours to write: then the comparison is made every time.
  }
}

/** npm's own record of what it put into node_modules: somebody may have run `npm install` by hand. */
function agreesWithNpm() {
  const record = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const have = JSON.parse(readFileSync(record, 'utf8')).packages
  const want = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  return Object.entries(want).every(([path, { version, optional }]) => {
    if (path === '' || have[path]?.version === version) return true
    return optional === true && !have[path]
  })
}

function mustBeWritable() {
  const folder = existsSync(inRoot('node_modules')) ? inRoot('node_modules') : root
  try {
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw cannotWrite(folder, error)
  }
}

async function install() {
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const line = '正在安装依赖（第一次约需一分钟）… / Installing dependencies (about a minute the first time)…'
  const clean = await whileSaying(line, () => npm('ci', ...options))
  if (clean.ok) return
  say('npm ci 没有成功，改用 npm install… / npm ci failed, trying npm install…')
  const loose = await whileSaying(line, () => npm('install', '--no-save', ...options))
  if (loose.ok) return
  throw new Hindrance(
    `依赖没有装上。请检查网络和 npm 的镜像设置（npm config get registry），然后重试。\n` +
      `The dependencies could not be installed. Check the network and npm's registry setting, then try again.\n\n` +
      clean.said.trim().split('\n').slice(-15).join('\n'),
  )
}

function npm(...words) {
  // When npm itself started us it says where it is.
  const own = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : null
  const [command, ...before] = own ? [process.execPath, own] : ['npm']
  return new Promise((resolve) => {
    const child = spawn(command, [...before, ...words], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !own && process.platform === 'win32',
    })
    let said = ''
    for (const output of [child.stdout, child.stderr]) output.on('data', (data) => (said += data))
    child.on('error', (error) => resolve({ ok: false, said: `${said}\n${error.message}` }))
    child.on('close', (code) => resolve({ ok: code === 0, said }))
  })
}
