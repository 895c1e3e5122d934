import type { CalendarDate } from '../../law/calendar-date.ts'
import type { OtherReply } from '../../law/requests/letter-checks.ts'
import { type LetterKind, letterForms } from '../../law/requests/letters.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Letter, LetterState } from './letter.ts'

export interface LetterInList {
  id: number
  kind: LetterKind
  isReply: boolean
  eventSeq: number | null
  state: LetterState
  number: string | null
  issuedOn: CalendarDate | null
}

/** The letters of a request in the order they were begun. */
export async function lettersOf(tx: Tx, requestId: number): Promise<LetterInList[]> {
  const rows = await tx
    .selectFrom('letter')
    .select(['id', 'kind', 'isReply', 'eventSeq', 'state', 'number', 'issuedOn'])
    .where('requestId', '=', requestId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as LetterKind, state: row.state as LetterState }))
}

export interface LetterInFull extends Letter {
  draftedByName: string
  versions: {
    no: number
    kind: LetterKind
    body: string
    templateNo: number
    writtenBy: string
    writtenAt: Date
  }[]
  signatures: {
    seq: number
    versionNo: number
    step: 'section' | 'legal' | 'office' | 'leader'
    decision: 'signed' | 'returned'
    note: string | null
    byId: number
    by: string
    at: Date
  }[]
}

export async function letterInFull(tx: Tx, id: number): Promise<LetterInFull | null> {
  const letter = await tx
    .selectFrom('letter')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'letter.draftedBy').onRef('staff.bureauId', '=', 'letter.bureauId'),
    )
    .select([
      'letter.id',
      'letter.requestId',
      'letter.kind',
      'letter.isReply',
      'letter.eventSeq',
      'letter.state',
      'letter.version',
      'letter.draftedBy',
      'letter.likenessConfirmedBy',
      'letter.number',
      'letter.issuedOn',
      'staff.name as draftedByName',
    ])
    .where('letter.id', '=', id)
    .executeTakeFirst()
  if (!letter) return null
  const versions = await tx
    .selectFrom('letterVersion as version')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'version.writtenBy').onRef('staff.bureauId', '=', 'version.bureauId'),
    )
    .select([
      'version.no',
      'version.kind',
      'version.body',
      'version.templateNo',
      'staff.name as writtenBy',
      'version.writtenAt',
    ])
    .where('version.letterId', '=', id)
    .orderBy('version.no')
    .execute()
  const signatures = await tx
    .selectFrom('letterSignature as signature')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'signature.byId').onRef('staff.bureauId', '=', 'signature.bureauId'),
    )
    .select([
      'signature.seq',
      'signature.versionNo',
      'signature.step',
      'signature.decision',
      'signature.note',
      'signature.byId',
      'staff.name as by',
      'signature.at',
    ])
    .where('signature.letterId', '=', id)
    .orderBy('signature.seq')
    .execute()
  return {
    ...letter,
    kind: letter.kind as LetterKind,
    state: letter.state as LetterState,
    versions: versions.map((version) => ({ ...version, kind: version.kind as LetterKind })),
    signatures: signatures as LetterInFull['signatures'],
  }
}

/** Among how many of the latest replies a likeness is looked for. */
const compared = 300

/** The latest replies to other requests, each in its last text. */
export async function otherReplies(tx: Tx, requestId: number): Promise<OtherReply[]> {
  return tx
    .selectFrom('letter')
    .innerJoin('request', (join) =>
      join.onRef('request.id', '=', 'letter.requestId').onRef('request.bureauId', '=', 'letter.bureauId'),
    )
    .innerJoin('letterVersion as version', (join) =>
      join.onRef('version.letterId', '=', 'letter.id').onRef('version.bureauId', '=', 'letter.bureauId'),
    )
    .select(['request.number', 'request.title', 'version.body as text', 'version.ownWords as own'])
    .where('letter.isReply', '=', true)
    .where('letter.requestId', '<>', requestId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('letterVersion as later')
            .select('later.no')
            .whereRef('later.bureauId', '=', 'version.bureauId')
            .whereRef('later.letterId', '=', 'version.letterId')
            .whereRef('later.no', '>', 'version.no'),
        ),
      ),
    )
    .orderBy('letter.id', 'desc')
    .limit(compared)
    .execute()
}

export interface TemplateVersion {
  /** 0 is the text as shipped */
  no: number
  body: string
  note: string
  writtenBy: string
  writtenAt: Date
}

/** The bureau's own texts of a letter, newest first. */
export async function templateVersions(tx: Tx, kind: LetterKind): Promise<TemplateVersion[]> {
  return tx
    .selectFrom('letterTemplate as template')
    .innerJoin('staff', (join) =>
      join.onRef('staff.id', '=', 'template.writtenBy').onRef('staff.bureauId', '=', 'template.bureauId'),
    )
    .select(['template.no', 'template.body', 'template.note', 'staff.name as writtenBy', 'template.writtenAt'])
    .where('template.kind', '=', kind)
    .orderBy('template.no', 'desc')
    .execute()
}

/** The template in use: the bureau's last, or ours. */
export async function templateNow(tx: Tx, kind: LetterKind): Promise<{ no: number; body: string }> {
  const own = await tx
    .selectFrom('letterTemplate')
    .select(['no', 'body'])
    .where('kind', '=', kind)
    .orderBy('no', 'desc')
    .executeTakeFirst()
  return own ?? { no: 0, body: letterForms[kind].template }
}

/** How often each template was changed by the bureau. */
export async function templateNumbers(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('letterTemplate')
    .select(({ fn }) => ['kind', fn.max('no').as('no')])
    .groupBy('kind')
    .execute()
  return new Map(rows.map(({ kind, no }) => [kind, no]))
}
