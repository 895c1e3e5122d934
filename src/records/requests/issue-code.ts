import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sealed } from '../journal/entry.ts'
import type { Actor } from '../staff/actor.ts'
import { advance, openRequest } from './advance.ts'
import { freshQueryCode, queryCodeHash } from './query-code.ts'
import { insertCode } from './store.ts'

/** Somebody who lost the code came with a document: after the check a further code is given, once, and nobody keeps it. */
export async function issueCode(
  tx: Tx,
  { id, version, checked }: { id: number; version: number; checked: string },
  by: Actor,
  clock: Clock,
): Promise<{ code: string } | { refused: 'nothing-checked' }> {
  const opened = await openRequest(tx, { id, version, act: 'issue-code' }, by)
  if (by.kind !== 'staff') throw new Error('only staff see a person')
  if (checked.trim() === '') return { refused: 'nothing-checked' }
  const { number, salt } = opened.request
  const code = freshQueryCode()
  await insertCode(tx, {
    requestId: id,
    codeHash: queryCodeHash(number, code),
    issuedBy: by.id,
    issuedAt: clock.now(),
  })
  await advance(tx, opened, { kind: 'query code issued', told: { checked: sealed(salt, checked.trim()) } }, by, clock)
  return { code }
}
