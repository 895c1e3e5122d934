import type { DocumentBody } from '../../api/contract/documents.ts'

/** What stands in the form: anything may still be missing. */
export type Typed = Partial<DocumentBody> & { correctionNote?: string | null }

const orNull = (text: string | null | undefined) => text?.trim() || null

/** What the form sends, of what is typed. */
export function bodyOf(typed: Typed): DocumentBody {
  const proactive = (typed.attribute ?? 'proactive') === 'proactive'
  return {
    columnId: typed.columnId as number,
    alsoIn: typed.alsoIn ?? [],
    kind: typed.kind ?? 'news',
    title: typed.title ?? '',
    subtitle: orNull(typed.subtitle),
    body: typed.body ?? '',
    source: typed.source ?? '',
    author: orNull(typed.author),
    editor: orNull(typed.editor),
    summary: orNull(typed.summary),
    keywords: orNull(typed.keywords),
    theme: orNull(typed.theme),
    genre: orNull(typed.genre),
    jointIssuers: orNull(typed.jointIssuers),
    documentNumber: orNull(typed.documentNumber),
    formedOn: typed.formedOn ?? '',
    effectiveOn: typed.effectiveOn ?? null,
    validUntil: typed.validUntil ?? null,
    takeDownOn: typed.takeDownOn ?? null,
    attribute: typed.attribute ?? 'proactive',
    ground: proactive ? null : (typed.ground ?? null),
    groundReason: proactive ? null : orNull(typed.groundReason),
  }
}

/** The text of a document as the form has it. */
export function typedOf(found: Omit<DocumentBody, 'ground'> & { ground: string | null }): Typed {
  return bodyOf({ ...found, ground: found.ground as DocumentBody['ground'] })
}
