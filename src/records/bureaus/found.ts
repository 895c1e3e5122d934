import { inNewBureau } from '../../platform/database/bureau.ts'
import type { Database } from '../../platform/database/open.ts'
import { openJournal, recordAct } from '../journal/record.ts'
import { changed } from '../pages/changed.ts'
import { subjects } from '../pages/subjects.ts'
import type { Bureau } from './bureau.ts'
import { insertBureau } from './store.ts'

/** Sets up a new bureau with an empty journal. Only the operator of the installation can do this (command line). */
export function foundBureau(database: Database, bureau: Omit<Bureau, 'bureauId'>, now: Date): Promise<number> {
  return inNewBureau(
    database,
    (transaction) => insertBureau(transaction, bureau),
    async (tx) => {
      await openJournal(tx)
      await recordAct(tx, {
        kind: 'bureau founded',
        subject: `bureau ${tx.bureauId}`,
        by: { kind: 'system', name: 'operator' },
        at: now,
        change: { name: bureau.name },
      })
      await changed(tx, subjects.bureau)
    },
  )
}
