import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmdirSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { type Account, canEnter, ordinaryAccount, weAreRoot } from './account.ts'
import { EmbeddedDatabaseFailed } from './failure.ts'

/** Where the data really is, and who runs the server over it. */
export interface Place {
  /** the path that was asked for, made absolute */
  wanted: string
  dataDir: string
  account: Account | null
}

/** The absolute path of the data folder, through symbolic links above it but not through the folder's own. */
export function absolutePath(dataDir: string): string {
  const path = resolve(dataDir)
  makeFolder(dirname(path))
  return join(realpathSync(dirname(path)), basename(path))
}

/** Finds the data folder, or makes an empty one. Existing data is never moved or changed, only given back to its owner. */
export function settle(wanted: string, log: (line: string) => void): Place {
  if (isLink(wanted) && !existsSync(wanted)) {
    throw new EmbeddedDatabaseFailed('link-broken', { path: wanted, detail: `→ ${readlinkSync(wanted)}` })
  }
  const dataDir = existsSync(wanted) ? realpathSync(wanted) : wanted
  if (holdsData(dataDir)) {
    const account = ownerOf(dataDir, log)
    // The server refuses data that others may read. A copy or a careless chmod leaves it so.
    if (statSync(dataDir).mode & 0o027) chmodSync(dataDir, 0o700)
    return { wanted, dataDir, account }
  }
  if (existsSync(dataDir) && !isOursToFill(dataDir))
    throw new EmbeddedDatabaseFailed('not-a-database', { path: wanted })
  return { wanted, ...emptyFolder(wanted, dataDir, log) }
}

export function holdsData(dataDir: string): boolean {
  return existsSync(join(dataDir, 'PG_VERSION'))
}

/** While a new database is being made it lies in this folder below its own; so an interrupted start can be told from data. */
export const UNFINISHED = '.unfinished'

function isOursToFill(dataDir: string): boolean {
  const names = readdirSync(dataDir).filter((name) => name !== 'lost+found')
  return names.length === 0 || names.includes(UNFINISHED)
}

export function majorOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'PG_VERSION'), 'utf8'), 10)
}

function ownerOf(dataDir: string, log: (line: string) => void): Account | null {
  if (!weAreRoot) return null
  const { uid, gid } = statSync(dataDir)
  const account = uid === 0 ? ordinaryAccount(dataDir) : { uid, gid }
  if (!canEnter(account, dirname(dataDir))) throw new EmbeddedDatabaseFailed('out-of-reach', { path: dataDir })
  if (uid === 0) {
    // Restored from a copy by root, for instance. The server wants to own every file.
    log(`数据文件夹 ${dataDir} 属于 root，把它交给数据库用户（uid ${account.uid}）`)
    giveAll(dataDir, account)
  }
  return account
}

function emptyFolder(
  wanted: string,
  dataDir: string,
  log: (line: string) => void,
): { dataDir: string; account: Account | null } {
  if (!weAreRoot) {
    makeFolder(dataDir, 0o700)
    chmodSync(dataDir, 0o700)
    return { dataDir, account: null }
  }
  const owner = existsSync(dataDir) ? statSync(dataDir) : null
  const account = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : ordinaryAccount(dataDir)
  if (canEnter(account, dirname(dataDir))) {
    makeFolder(dataDir, 0o700)
    chmodSync(dataDir, 0o700)
    chownSync(dataDir, account.uid, account.gid)
    return { dataDir, account }
  }
  // A fresh clone below /root, say. The data gets a place the account can enter, and a link where it was wanted.
  const shelter = shelterFor(wanted, account)
  if (existsSync(wanted)) rmdirSync(wanted)
  symlinkSync(shelter, wanted)
  log(
    `数据库用户（uid ${account.uid}）进不去 ${dirname(wanted)}，数据改放在 ${shelter}，并在 ${wanted} 建了指向它的链接`,
  )
  return { dataDir: shelter, account }
}

function shelterFor(wanted: string, account: Account): string {
  // The link is what says which folder belongs to this path. A new link never picks up what an older one left behind.
  const name = `data-${shortHash(wanted)}-${randomBytes(2).toString('hex')}`
  let why: unknown
  for (const shelf of ['/var/lib/zhaoming', '/srv/zhaoming']) {
    try {
      makeFolder(shelf, 0o755)
      if (!canEnter(account, shelf)) continue
      mkdirSync(join(shelf, name), { mode: 0o700 })
      chownSync(join(shelf, name), account.uid, account.gid)
      return join(shelf, name)
    } catch (error) {
      why = error
    }
  }
  throw new EmbeddedDatabaseFailed('out-of-reach', { path: wanted, cause: why })
}

/**
 * A private folder for the server's socket. It lies in the temporary folder and is named by a hash, because the address
 * of a Unix socket may be no longer than 107 bytes. `avoid` says which names are taken by servers that are not ours.
 */
export function socketFolder(place: Place, avoid: (folder: string) => boolean): string {
  const bases = [...new Set([tmpdir(), '/tmp'])].filter(
    (base) => Buffer.byteLength(base) < 70 && canEnter(place.account, base),
  )
  const uid = place.account?.uid ?? process.getuid?.() ?? 0
  let why: unknown
  for (const base of bases) {
    for (const suffix of ['', `-${randomBytes(3).toString('hex')}`]) {
      const folder = join(base, `zm-${shortHash(place.dataDir)}${suffix}`)
      try {
        if (!existsSync(folder)) {
          mkdirSync(folder, { mode: 0o700 })
          if (place.account) chownSync(folder, place.account.uid, place.account.gid)
        }
        // In a folder everybody may write to, somebody else may have taken the name: then it is not ours to use.
        const is = lstatSync(folder)
        if (is.isDirectory() && is.uid === uid && (is.mode & 0o077) === 0 && !avoid(folder)) return folder
      } catch (error) {
        why = error
      }
    }
  }
  throw new EmbeddedDatabaseFailed('no-permission', { path: tmpdir(), cause: why })
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

/** As root, whatever the umask, others may pass through the folders we make: the database's user must. */
function makeFolder(path: string, mode?: number) {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: mode ?? 0o777 })
    if (mode !== undefined || weAreRoot) chmodSync(path, mode ?? 0o755)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function giveAll(path: string, account: Account) {
  lchownSync(path, account.uid, account.gid)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), account)
}
