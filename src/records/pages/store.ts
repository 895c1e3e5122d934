import { sql } from 'kysely'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Subject } from './subjects.ts'

/**
 * The acts of a bureau commit one after the other because each locks the head of the journal. So do stamps: whether a
 * verb notes its act before or after, two of them cannot wait for each other.
 */
export async function saveStamps(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  await sql`
    with head as materialized (select from journal_head for update)
    insert into page_stamp (subject, stamp)
    select subject, (extract(epoch from clock_timestamp()) * 1000000)::bigint
    from head, unnest(${[...subjects]}::text[]) subject
    on conflict (bureau_id, subject) do update set stamp = greatest(page_stamp.stamp + 1, excluded.stamp)`.execute(tx)
}
