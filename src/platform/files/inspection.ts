export type FileKind =
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'ofd'
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'bmp'
  | 'text'
  | 'doc'
  | 'xls'
  | 'ppt'
  | 'zip'
  | 'unknown'

export type HiddenWhat =
  | 'hidden-sheet'
  | 'hidden-row'
  | 'hidden-column'
  | 'comment'
  | 'tracked-change'
  | 'metadata'
  | 'gps'
  | 'covered-text'
  | 'earlier-revision'
  | 'hidden-text'
  | 'embedded-file'
  | 'external-link'
  | 'macro'

/** What a reader does not see and a curious one finds. */
export interface Hidden {
  what: HiddenWhat
  /** where, in words: 工作表“名单”第 3 行 */
  place: string
  text: string
}

/** A piece of what a reader sees. A mark says where the text from `at` on stands: the place, and this added to it. */
export interface TextPart {
  place: string
  text: string
  marks?: { at: number; add: string }[]
}

export interface FileTable {
  place: string
  rows: string[][]
}

/** Why a file cannot be looked into. `old-office`: .doc, .xls and .ppt of before 2007. */
export type Unreadable = 'empty' | 'corrupt' | 'password' | 'too-large' | 'old-office' | 'unknown-kind'

export interface FileInspection {
  name: string
  kind: FileKind
  /** whether the name's ending says what the content is */
  fits: boolean
  unreadable: Unreadable | null
  parts: TextPart[]
  tables: FileTable[]
  hidden: Hidden[]
  pages: number | null
  /** pages that are pictures only: nobody can search them, and no program can read them */
  withoutText: boolean
}

export class CannotRead extends Error {
  readonly why: Unreadable
  constructor(why: Unreadable) {
    super(`cannot read: ${why}`)
    this.why = why
  }
}

/** Where in a part a text stands. */
export function placeIn(part: TextPart, at: number): string {
  let add = ''
  const marks = part.marks ?? []
  let [low, high] = [0, marks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  add = marks[low - 1]?.add ?? ''
  return part.place + add
}

/** Builds a part piece by piece. */
export class PartBuilder {
  readonly place: string
  private readonly pieces: string[] = []
  private readonly marks: { at: number; add: string }[] = []
  private length = 0
  constructor(place: string) {
    this.place = place
  }
  mark(add: string): void {
    this.marks.push({ at: this.length, add })
  }
  add(text: string): void {
    this.pieces.push(text)
    this.length += text.length
  }
  get isEmpty(): boolean {
    return this.pieces.every((piece) => piece.trim() === '')
  }
  part(): TextPart {
    const text = this.pieces.join('')
    return { place: this.place, text, ...(this.marks.length > 0 ? { marks: this.marks } : {}) }
  }
}
