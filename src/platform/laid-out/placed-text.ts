/** Where a piece of a file stands, as the person who has it open would look for it. */
export interface Place {
  /** counted from 1: of a page of a PDF its line, of a sheet its row, of a text its paragraph or row of a table */
  line: number
  /** counted from 1 */
  page?: number
  sheet?: string
  /** B7 */
  cell?: string
}

/** The words of a file in the order they are read: a line for each paragraph and row of a table, a tab before each cell. */
export interface PlacedText {
  raw: string
  starts: ({ at: number } & Place)[]
}

export class PlacedTextBuilder {
  private readonly pieces: string[] = []
  private readonly starts: PlacedText['starts'] = []
  private length = 0

  /** What is written from here on stands there. */
  place(place: Place): void {
    const last = this.starts.at(-1)
    if (last?.at === this.length) this.starts.pop()
    this.starts.push({ at: this.length, ...place })
  }

  write(text: string): void {
    if (text === '') return
    this.pieces.push(text)
    this.length += text.length
  }

  get mark(): { pieces: number; starts: number; length: number } {
    return { pieces: this.pieces.length, starts: this.starts.length, length: this.length }
  }

  /** Takes back what was written since a mark. */
  rewind(to: { pieces: number; starts: number; length: number }): void {
    this.pieces.length = to.pieces
    this.starts.length = to.starts
    this.length = to.length
  }

  done(): PlacedText {
    return { raw: this.pieces.join(''), starts: this.starts.length > 0 ? this.starts : [{ at: 0, line: 1 }] }
  }
}
