import { sql } from 'kysely'
import type { Tx } from '../database/bureau.ts'
import type { Channel } from './message.ts'

export interface OutboxStanding {
  channel: Channel
  waiting: number
  failing: number
  givenUp: number
  lastError: string | null
  lastSentAt: Date | null
}

/** How the messages of each channel stand. */
export async function outboxStanding(tx: Tx): Promise<OutboxStanding[]> {
  const rows = await tx
    .selectFrom('outgoingMessage')
    .select([
      'channel',
      sql<number>`(count(*) filter (where sent_at is null and given_up_at is null))::int`.as('waiting'),
      sql<number>`(count(*) filter (where sent_at is null and given_up_at is null and attempts > 0))::int`.as(
        'failing',
      ),
      sql<number>`(count(*) filter (where given_up_at is not null))::int`.as('givenUp'),
      sql<
        string | null
      >`(array_agg(last_error order by id desc) filter (where sent_at is null and last_error is not null))[1]`.as(
        'lastError',
      ),
      sql<Date | null>`max(sent_at)`.as('lastSentAt'),
    ])
    .groupBy('channel')
    .orderBy('channel')
    .execute()
  return rows.map((row) => ({ ...row, channel: row.channel as Channel }))
}
