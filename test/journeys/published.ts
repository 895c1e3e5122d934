import type { Clock } from '../../src/platform/clock.ts'
import { inBureau } from '../../src/platform/database/bureau.ts'
import type { Database } from '../../src/platform/database/open.ts'
import { columns } from '../../src/records/columns/for-public.ts'
import { documentAddress } from '../../src/records/documents/address.ts'
import { publishedDocument } from '../../src/records/documents/for-public.ts'
import { reviewDocument, sendForReview, withdrawDocument } from '../../src/records/documents/review.ts'
import { draftDocument } from '../../src/records/documents/write.ts'
import type { Role, StaffActor } from '../../src/records/staff/actor.ts'

/** A person of the demonstration bureau, by account. */
export async function actorOf(database: Database, bureau: number, account: string): Promise<StaffActor> {
  return inBureau(database, bureau, async (tx) => {
    const row = await tx
      .selectFrom('staff')
      .select(['id', 'name', 'roles', 'sectionId'])
      .where('account', '=', account)
      .executeTakeFirstOrThrow()
    return { kind: 'staff', ...row, roles: row.roles as Role[] }
  })
}

export interface Press {
  publish(title: string, body?: string): Promise<{ id: number; address: string }>
  withdraw(id: number): Promise<void>
}

/** Publishes and takes down documents of one column, each by the people whose act it is. */
export async function pressOf(database: Database, bureau: number, slug: string, clock: Clock): Promise<Press> {
  const [drafter, reviewer] = [await actorOf(database, bureau, 'keshi'), await actorOf(database, bureau, 'gongkai')]
  const column = await inBureau(database, bureau, async (tx) => (await columns(tx)).find((one) => one.slug === slug))
  if (!column) throw new Error(`no column ${slug}`)
  return {
    publish: (title, body = '请各单位认真开展自查。') =>
      inBureau(database, bureau, async (tx) => {
        const drafted = await draftDocument(
          tx,
          {
            columnId: column.id,
            title,
            body,
            source: '演练市应急管理局',
            summary: null,
            documentNumber: null,
            formedOn: clock.today(),
            attribute: 'proactive',
            ground: null,
            groundReason: null,
          },
          drafter,
          clock,
        )
        if (!('id' in drafted)) throw new Error(drafted.problems.join())
        const { id } = drafted
        await sendForReview(tx, { id, version: 1 }, drafter, clock)
        const reviewed = await reviewDocument(
          tx,
          { id, version: 2, decision: 'approved', secrecyReviewed: true, note: null },
          reviewer,
          clock,
        )
        if (!('state' in reviewed)) throw new Error(JSON.stringify(reviewed))
        return { id, address: documentAddress(slug, clock.now(), id) }
      }),
    withdraw: (id) =>
      inBureau(database, bureau, async (tx) => {
        const { version = 0 } = (await publishedDocument(tx, id)) ?? {}
        const outcome = await withdrawDocument(tx, { id, version, reason: '内容有误' }, reviewer, clock)
        if (!('withdrawn' in outcome)) throw new Error(outcome.refused)
      }),
  }
}
