import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { EmbeddedDatabaseFailed } from './failure.ts'

/** The unprivileged user the database runs as when we are root: PostgreSQL refuses to run as root. */
export interface Account {
  uid: number
  gid: number
}

export const weAreRoot = process.getuid?.() === 0

/** A user made for us, else the one every PostgreSQL package makes, else the one every system has. */
export function ordinaryAccount(dataDir: string): Account {
  const users = readUsers()
  const found = ['zhaoming', 'postgres', 'nobody'].map((name) => users.find((user) => user.name === name)).find(Boolean)
  if (!found) throw new EmbeddedDatabaseFailed('nobody-to-run-as', { path: dataDir })
  return { uid: found.uid, gid: found.gid }
}

function readUsers(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && Number(fields[2]) > 0)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }))
}

/** Whether the account can enter this folder (or run this program). Asked of the system itself, as that user. */
export function canEnter(account: Account | null, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { cwd: '/', stdio: 'ignore', ...account }).status === 0
}
