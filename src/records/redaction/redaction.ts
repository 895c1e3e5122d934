import type { RedactionGround } from '../../law/requests/redaction.ts'
import type { Box } from '../../platform/redact/box.ts'

export class NoSuchMaterial extends Error {}

export type MarkState = 'proposed' | 'accepted' | 'skipped' | 'taken-back'

export interface Mark extends Omit<Box, 'label'> {
  id: number
  ground: RedactionGround
  /** drawn, word, or the class of personal data */
  foundBy: string
  found: string | null
  /** marks of one hit that goes over several lines have the same number */
  hit: number | null
  state: MarkState
  byName: string
  at: Date
}

/** What marks go into a file. */
export type MarkOfOutput = Omit<Box, 'label'> & { ground: RedactionGround }

/** What a file made of it is called. */
export const asPdf = (name: string) => `${name.replace(/\.(?:pdf|jpe?g|png)$/i, '')}.pdf`
