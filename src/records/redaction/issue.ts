import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { issuedFiles, proposedOutcome } from './for-staff.ts'
import { type NotNow, openMaterial, whyNotNow } from './material.ts'
import { mayDoToMaterial } from './permissions.ts'
import { NoSuchMaterial } from './redaction.ts'
import { lockOutput, saveIssue, takeBackIssuesOf } from './store.ts'

export type IssueRefusal = NotNow | 'not-made' | 'not-proved' | 'marks-changed'

async function openOutput(tx: Tx, outputId: number, by: Actor) {
  mustBeAllowed(by, 'issue a redacted file', mayDoToMaterial.change)
  const found = await lockOutput(tx, outputId)
  if (!found) throw new NoSuchMaterial()
  const material = await openMaterial(tx, found.materialId)
  return { output: found, material, refused: await whyNotNow(tx, material.requestId) }
}

/** Puts a file among those that go to the applicant, in the place of an earlier one of the same material. */
export async function issueOutput(
  tx: Tx,
  outputId: number,
  by: Actor,
  clock: Clock,
): Promise<{ proposes: 'granted' | 'partial' } | { refused: IssueRefusal }> {
  const { output, material, refused } = await openOutput(tx, outputId, by)
  if (refused) return { refused }
  if (output.state !== 'made' || !output.proof) return { refused: 'not-made' }
  if (!output.proof.holds) return { refused: 'not-proved' }
  if (output.markedVersion !== material.version) return { refused: 'marks-changed' }
  mustBeAllowed(by, 'issue a redacted file', mayDoToMaterial.change)
  const at = clock.now()
  await takeBackIssuesOf(tx, material.id)
  await saveIssue(tx, outputId, { issuedAt: at, issuedBy: by.id })
  await recordAct(tx, {
    kind: 'redacted file issued',
    subject: `request ${material.requestId}`,
    by,
    at,
    change: { material: material.id, output: outputId, marks: output.marks.length },
  })
  return { proposes: proposedOutcome(await issuedFiles(tx, material.requestId)) ?? 'granted' }
}

export async function takeBackIssue(
  tx: Tx,
  outputId: number,
  by: Actor,
  clock: Clock,
): Promise<{ takenBack: true } | { refused: NotNow | 'not-issued' }> {
  const { output, material, refused } = await openOutput(tx, outputId, by)
  if (refused) return { refused }
  if (!output.issuedAt) return { refused: 'not-issued' }
  await saveIssue(tx, outputId, { issuedAt: null, issuedBy: null })
  await recordAct(tx, {
    kind: 'redacted file taken back',
    subject: `request ${material.requestId}`,
    by,
    at: clock.now(),
    change: { material: material.id, output: outputId },
  })
  return { takenBack: true }
}
