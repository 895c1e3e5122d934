/**
 * What a public page can show. A verb names the subjects it changed, a page those it shows; a page is out of date when
 * the two meet. `bureau` and `columns` are shown by every page: name, footer, navigation.
 */
export type Subject = string & { readonly '': 'Subject' }

const subject = (text: string) => text as Subject

export const subjects = {
  bureau: subject('bureau'),
  /** the tree of columns: names, order, addresses */
  columns: subject('columns'),
  /** which documents a column lists, and how */
  column: (id: number) => subject(`column ${id}`),
  document: (id: number) => subject(`document ${id}`),
  /** which documents stand next to this one in its column */
  beside: (id: number) => subject(`beside document ${id}`),
  /** how many documents are public */
  documentCount: subject('document count'),
  register: (kind: string) => subject(`register ${kind}`),
  /** how many entries each register has, and which of them are public */
  entryCounts: subject('entry counts'),
  report: (year: number) => subject(`report ${year}`),
  /** which reports are published */
  reports: subject('reports'),
  /** how many requests were answered */
  answers: subject('answers'),
} as const
