import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { mostReports, NoSuchRun } from './audit.ts'
import { mayDoToAudits } from './permissions.ts'
import { insertReports, insertRun, lockRun, saveRun } from './store.ts'

export type NotGathered = 'begun' | 'too-many' | 'empty'

/** Opens a run: it gathers addresses and files until it is begun. */
export async function openRun(
  tx: Tx,
  { name, addresses }: { name: string; addresses: readonly string[] },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: 'no-name' | 'no-address' | 'too-many'; which?: string }> {
  mustBeAllowed(by, 'start an audit run', mayDoToAudits.run)
  const called = name.trim()
  if (called === '') return { refused: 'no-name' }
  const wrong = addresses.find((one) => !isAddress(one))
  if (wrong !== undefined) return { refused: 'no-address', which: wrong }
  if (addresses.length > mostReports) return { refused: 'too-many' }
  const id = await insertRun(tx, { name: called, startedBy: by.id, startedAt: clock.now() })
  await insertReports(
    tx,
    id,
    addresses.map((address, place) => ({
      position: place + 1,
      fileName: nameOf(address),
      address,
      content: null,
    })),
  )
  return { id }
}

export async function addFile(
  tx: Tx,
  { runId, name, content }: { runId: number; name: string; content: Buffer },
  by: Actor,
): Promise<{ reports: number } | { refused: NotGathered }> {
  mustBeAllowed(by, 'start an audit run', mayDoToAudits.run)
  const run = await lockRun(tx, runId)
  if (!run) throw new NoSuchRun()
  if (run.state !== 'gathering') return { refused: 'begun' }
  if (run.reports >= mostReports) return { refused: 'too-many' }
  if (content.length === 0) return { refused: 'empty' }
  const fileName = name.replaceAll('\0', '').toWellFormed().slice(-200) || '未命名'
  await insertReports(tx, runId, [{ position: run.last + 1, fileName, address: null, content }])
  return { reports: run.reports + 1 }
}

/** All is there: from now on it is worked through. */
export async function beginRun(
  tx: Tx,
  runId: number,
  by: Actor,
  clock: Clock,
): Promise<{ reports: number } | { refused: 'begun' | 'nothing-given' }> {
  mustBeAllowed(by, 'start an audit run', mayDoToAudits.run)
  const run = await lockRun(tx, runId)
  if (!run) throw new NoSuchRun()
  if (run.state !== 'gathering') return { refused: 'begun' }
  if (run.reports === 0) return { refused: 'nothing-given' }
  await saveRun(tx, runId, { state: 'working' })
  await recordAct(tx, {
    kind: 'audit run started',
    subject: `audit run ${runId}`,
    by,
    at: clock.now(),
    change: { reports: run.reports },
  })
  return { reports: run.reports }
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && text.length <= 2000
}

/** What an address is shown as: its end, where the name of the page stands. */
function nameOf(address: string): string {
  const { host, pathname } = new URL(address)
  return `${host}${pathname}`.slice(-200)
}
