import type { Tx } from '../../platform/database/bureau.ts'
import { sha256 } from '../journal/entry.ts'
import type { Verdict } from './feedback.ts'

/** What the holder of the token tapped, to add words to it. */
export async function feedbackOf(
  tx: Tx,
  token: string,
): Promise<{ address: string; verdict: Verdict; hasWords: boolean } | null> {
  const row = await tx
    .selectFrom('pageFeedback')
    .select(['address', 'verdict', 'words'])
    .where('tokenHash', '=', sha256(token))
    .executeTakeFirst()
  return row ? { address: row.address, verdict: row.verdict as Verdict, hasWords: row.words !== null } : null
}
