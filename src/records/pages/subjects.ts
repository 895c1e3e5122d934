/**
 * What a public page can show. An act names the subjects it changed, a page those it shows; a page is out of date when
 * the two meet.
 */
export type Subject = string & { readonly '': 'Subject' }

const subject = (text: string) => text as Subject

export const subjects = {
  /** every act of the bureau: for pages that show a little of everything, of which there are few */
  anything: subject('anything'),
  /** shown by every page: name, footer, planned work */
  bureau: subject('bureau'),
  /** shown by every page: the tree of columns, with names, order and what is said of each */
  columns: subject('columns'),
  /** which documents a column lists, and how */
  column: (id: number) => subject(`column ${id}`),
  document: (id: number) => subject(`document ${id}`),
  /** which documents stand next to this one in its column */
  beside: (id: number) => subject(`beside document ${id}`),
  register: (kind: string) => subject(`register ${kind}`),
  entry: (id: number) => subject(`register entry ${id}`),
} as const

/** What an act changes by its own subject in the journal, beside {@link subjects.anything}. */
export function changedByActOn(of: string): Subject[] {
  if (/^(document|register entry) \d+$/.test(of)) return [subject(of)]
  // Column pages name the section that answers for them.
  if (/^(columns?|section)\b/.test(of)) return [subjects.columns]
  return /^(bureau|site period)\b/.test(of) ? [subjects.bureau] : []
}
