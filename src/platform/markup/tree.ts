/** What a run of text may be, in the order in which the elements stand within each other. */
export const marks = ['strong', 'em', 'u', 'sub', 'sup'] as const
export type Mark = (typeof marks)[number]

export interface Run {
  is: 'text'
  text: string
  marks: readonly Mark[]
  href: string | null
}

export interface Picture {
  is: 'picture'
  src: string
  /** null: nobody has written one yet; '': the picture is decoration */
  alt: string | null
  width: number | null
  height: number | null
}

export type Inline = Run | Picture | { is: 'break' }

/** null: as the page sets text */
export type Align = 'center' | 'right' | null

export interface Heading {
  is: 'heading'
  level: 2 | 3 | 4
  align: Align
  inlines: Inline[]
}

export interface Paragraph {
  is: 'paragraph'
  align: Align
  inlines: Inline[]
}

export interface List {
  is: 'list'
  ordered: boolean
  start: number
  items: Block[][]
}

export interface Cell {
  header: boolean
  scope: Scope | null
  rowspan: number
  colspan: number
  align: Align
  blocks: Block[]
}

export const scopes = ['col', 'row', 'colgroup', 'rowgroup'] as const
export type Scope = (typeof scopes)[number]

export interface Table {
  is: 'table'
  caption: Inline[]
  /** rows repeated at the top of every page */
  head: Cell[][]
  body: Cell[][]
}

export interface Figure {
  is: 'figure'
  picture: Picture
  caption: Inline[]
}

export interface Quote {
  is: 'quote'
  blocks: Block[]
}

export type Block = Heading | Paragraph | List | Table | Figure | Quote | { is: 'rule' }

export function textOfInlines(inlines: readonly Inline[]): string {
  return inlines.map((one) => (one.is === 'text' ? one.text : one.is === 'break' ? '\n' : (one.alt ?? ''))).join('')
}
