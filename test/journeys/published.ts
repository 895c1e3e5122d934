import type { Clock } from '../../src/platform/clock.ts'
import { inBureau } from '../../src/platform/database/bureau.ts'
import type { Database } from '../../src/platform/database/open.ts'
import { columns } from '../../src/records/columns/for-public.ts'
import { decideCheck, sendForChecks } from '../../src/records/documents/check.ts'
import { aText } from '../../src/records/documents/document.ts'
import { publishedDocument } from '../../src/records/documents/for-public.ts'
import { documentForStaff } from '../../src/records/documents/for-staff.ts'
import { withdrawDocument } from '../../src/records/documents/publish.ts'
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
  const actor = (account: string) => actorOf(database, bureau, account)
  const drafter = await actor('keshi')
  const by = {
    'section-check': await actor('kezhang'),
    'secrecy-review': await actor('zhuren'),
    'office-check': await actor('gongkai'),
    'sign-off': await actor('juzhang'),
  }
  const column = await inBureau(database, bureau, async (tx) => (await columns(tx)).find((one) => one.slug === slug))
  if (!column) throw new Error(`no column ${slug}`)
  return {
    publish: (title, body = '<p>请各单位认真开展自查。</p>') =>
      inBureau(database, bureau, async (tx) => {
        const text = aText({ columnId: column.id, title, body, source: '演练市应急管理局', formedOn: clock.today() })
        const drafted = await draftDocument(tx, text, drafter, clock)
        if (!('id' in drafted)) throw new Error(drafted.problems.join())
        const { id } = drafted
        const versionNow = async () => (await documentForStaff(tx, id))?.version ?? 0
        const sent = await sendForChecks(tx, { id, version: await versionNow() }, drafter, clock)
        if (!('stage' in sent)) throw new Error(JSON.stringify(sent))
        let stage: string = sent.stage
        while (stage in by) {
          const decided = await decideCheck(
            tx,
            { id, version: await versionNow(), decision: 'approved', note: null, secrecyConfirmed: true },
            by[stage as keyof typeof by],
            clock,
          )
          if (!('stage' in decided)) throw new Error(JSON.stringify(decided))
          stage = decided.stage
        }
        const { address } = (await publishedDocument(tx, id)) ?? {}
        if (!address) throw new Error('not published')
        return { id, address }
      }),
    withdraw: (id) =>
      inBureau(database, bureau, async (tx) => {
        const version = (await documentForStaff(tx, id))?.version ?? 0
        const outcome = await withdrawDocument(tx, { id, version, reason: '内容有误' }, by['office-check'], clock)
        if (!('withdrawn' in outcome)) throw new Error(outcome.refused)
      }),
  }
}
