import { redactionGrounds } from '../../law/requests/redaction.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { inPainter } from '../../platform/redact/thread.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { keepBytes } from '../documents/keep.ts'
import { recordAct } from '../journal/record.ts'
import { type Actor, mustBeAllowed } from '../staff/actor.ts'
import { marksOf } from './for-staff.ts'
import { type NotNow, openMaterial, whyNotNow } from './material.ts'
import { mayDoToMaterial } from './permissions.ts'
import { insertOutput, saveOutput, takeUpOutput } from './store.ts'

/** Asks for a file with the accepted marks; `version` is that of the marks the officer saw. */
export async function askForOutput(
  tx: Tx,
  { materialId, version }: { materialId: number; version: number },
  by: Actor,
  clock: Clock,
): Promise<{ id: number } | { refused: NotNow | 'undecided' | 'in-work' }> {
  mustBeAllowed(by, 'make a redacted file', mayDoToMaterial.change)
  const material = await openMaterial(tx, materialId)
  if (material.version !== version) throw new ChangedMeanwhile()
  const refused = await whyNotNow(tx, material.requestId)
  if (refused) return { refused }
  const marks = await marksOf(tx, materialId)
  if (marks.some(({ state }) => state === 'proposed')) return { refused: 'undecided' }
  const id = await insertOutput(tx, {
    materialId,
    markedVersion: version,
    marks: marks
      .filter(({ state }) => state === 'accepted')
      .map(({ page, x, y, width, height, ground }) => ({ page, x, y, width, height, ground })),
    ...{ askedBy: by.id, askedAt: clock.now() },
  })
  return id === null ? { refused: 'in-work' } : { id }
}

type InParts = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** A maker that has given no sign of life for so long was cut off. */
const silentFor = 60_000
const signEvery = 3_000
const mostAttempts = 3

/** Makes every file that was asked for. One that was cut off is begun anew: nothing of it is kept until all of it is made. */
export async function makeOutputs(inParts: InParts, clock: Clock): Promise<number> {
  for (let made = 0; ; made += 1) {
    const now = clock.now()
    const deadSince = new Date(now.getTime() - silentFor)
    const next = await inParts((tx) => takeUpOutput(tx, { now, deadSince }))
    if (!next) return made
    await makeOutput(inParts, next, clock)
  }
}

async function makeOutput(
  inParts: InParts,
  { id, attempts, marks, content, mediaType }: NonNullable<Awaited<ReturnType<typeof takeUpOutput>>>,
  clock: Clock,
): Promise<void> {
  const mine = { id, attempt: attempts }
  let pagesDone = 0
  const sign = setInterval(() => {
    // A sign that does not arrive costs at most a second making.
    inParts((tx) => saveOutput(tx, mine, { aliveAt: clock.now(), pagesDone })).catch(() => {})
  }, signEvery)
  try {
    if (attempts > mostAttempts) throw new Error(`cut off ${mostAttempts} times`)
    const boxes = marks.map(({ ground, ...box }) => ({ ...box, label: redactionGrounds[ground].short }))
    const { file, text, proof } = await inPainter({ kind: 'flatten', bytes: content, mediaType, boxes }, (done) => {
      pagesDone = done
    })
    const bytes = Buffer.from(file)
    if (bytes.length > mostBytes) throw new Error('too-large')
    const words = Buffer.from(text)
    const at = clock.now()
    await inParts(async (tx) => {
      const hash = await keepBytes(tx, { content: bytes, mediaType: 'application/pdf' }, at)
      const textSha256 = await keepBytes(tx, { content: words, mediaType: 'text/plain' }, at)
      await saveOutput(tx, mine, { state: 'made', sha256: hash, textSha256, proof, madeAt: at })
      await recordAct(tx, {
        kind: 'redacted file made',
        subject: `redaction ${id}`,
        by: { kind: 'system', name: 'redaction' },
        at,
        change: { sha256: hash.toString('hex'), proved: proof.holds, marks: marks.length },
      })
    })
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 500) : String(error)
    await inParts((tx) => saveOutput(tx, mine, { state: 'failed', failure }))
  } finally {
    clearInterval(sign)
  }
}

/** what a stored file may have */
const mostBytes = 50 * 1024 * 1024
