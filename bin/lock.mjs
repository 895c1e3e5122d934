import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inRoot } from './paths.mjs'
import { Hindrance, say } from './say.mjs'

const BEAT_MS = 2_000
const DEAD_MS = 30_000

const folder = inRoot('dist', '.lock')
const ownerFile = join(folder, 'owner.json')

/** Lets one process at a time install or build in this checkout. A lock whose owner has died is taken over. */
export async function alone(work) {
  await take()
  const beat = setInterval(() => {
    const now = new Date()
    utimesSync(folder, now, now)
  }, BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function take() {
  for (let told = false; ; ) {
    try {
      mkdirSync(inRoot('dist'), { recursive: true })
      mkdirSync(folder)
      writeFileSync(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() }))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw cannotWrite(inRoot('dist'), error)
    }
    const owner = readOwner()
    if (isDead(owner)) removeLockOf(owner)
    else if (!told) {
      told = true
      say('另一个进程正在安装或构建，等它完成… / Another process is installing or building; waiting for it…')
    }
    await pause(100 + Math.random() * 100)
  }
}

function readOwner() {
  try {
    return readFileSync(ownerFile, 'utf8')
  } catch {
    return ''
  }
}

function isDead(owner) {
  const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  if (age > DEAD_MS) return true
  if (!owner) return false
  const { pid, host } = JSON.parse(owner)
  if (host !== hostname()) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Renaming can succeed for one process only. If it caught a lock that was taken meanwhile, it is put back. */
function removeLockOf(owner) {
  const aside = `${folder}.${process.pid}`
  try {
    renameSync(folder, aside)
    let caught = ''
    try {
      caught = readFileSync(join(aside, 'owner.json'), 'utf8')
    } catch {}
    if (caught === owner) rmSync(aside, { recursive: true, force: true })
    else renameSync(aside, folder)
  } catch (error) {
    if (error.code !== 'ENOENT') throw cannotWrite(inRoot('dist'), error)
  }
}

export function cannotWrite(path, error) {
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT'
  return new Hindrance(
    full
      ? `磁盘已满，无法写入 ${path}。请腾出空间后重试。\nThe disk is full: cannot write ${path}. Free some space and try again.`
      : `没有权限写入 ${path}（${error.code}）。请用拥有这个文件夹的用户运行一次 ./zhaoming help，或改正文件夹的属主。\n` +
          `No permission to write ${path} (${error.code}). Run ./zhaoming help once as the user who owns this folder, or correct its owner.`,
  )
}
