/** The picture of one page: packed by deflate without loss, or as JPEG. */
export interface FlatPage {
  /** in points */
  width: number
  height: number
  pixels: { width: number; height: number }
  filter: 'FlateDecode' | 'DCTDecode'
  /** sixteen greys, or eight bits each of red, green and blue */
  colours: 'grey' | 'rgb'
  data: Buffer
}

/**
 * Writes a PDF that has one picture a page and nothing else: no text, no fonts, no properties, no earlier state. The same
 * pages always give the same bytes.
 */
export class FlatPdf {
  private readonly chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  private length = this.chunks[0]?.length ?? 0
  private readonly offsets = new Map<number, number>()
  private readonly kids: number[] = []

  private write(number: number, head: string, stream?: Buffer): void {
    this.offsets.set(number, this.length)
    const parts = stream
      ? [Buffer.from(`${number} 0 obj\n${head}\nstream\n`), stream, Buffer.from('\nendstream\nendobj\n')]
      : [Buffer.from(`${number} 0 obj\n${head}\nendobj\n`)]
    for (const part of parts) {
      this.chunks.push(part)
      this.length += part.length
    }
  }

  add({ width, height, pixels, filter, colours, data }: FlatPage): void {
    const first = 3 + this.kids.length * 3
    const content = Buffer.from(`q ${number(width)} 0 0 ${number(height)} 0 0 cm /P Do Q`)
    this.write(
      first,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${number(width)} ${number(height)}]/Resources<</XObject<</P ${first + 2} 0 R>>>>/Contents ${first + 1} 0 R>>`,
    )
    this.write(first + 1, `<</Length ${content.length}>>`, content)
    this.write(
      first + 2,
      `<</Type/XObject/Subtype/Image/Width ${pixels.width}/Height ${pixels.height}/ColorSpace/${colours === 'grey' ? 'DeviceGray/BitsPerComponent 4' : 'DeviceRGB/BitsPerComponent 8'}/Filter/${filter}/Length ${data.length}>>`,
      data,
    )
    this.kids.push(first)
  }

  end(): Buffer {
    this.write(1, '<</Type/Catalog/Pages 2 0 R/Lang(zh-CN)>>')
    this.write(2, `<</Type/Pages/Count ${this.kids.length}/Kids[${this.kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`)
    const size = 3 + this.kids.length * 3
    const rows = Array.from(
      { length: size - 1 },
      (_, place) => `${String(this.offsets.get(place + 1) ?? 0).padStart(10, '0')} 00000 n \n`,
    )
    const from = this.length
    this.chunks.push(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${from}\n%%EOF\n`,
      ),
    )
    return Buffer.concat(this.chunks)
  }
}

const number = (value: number) => String(Math.round(value * 1000) / 1000)

const object = /^(\d+) 0 obj\n(<<.*>>)\n(?:(stream)\n|endobj\n)/

/**
 * What of a file is not what {@link FlatPdf} writes, read from the bytes alone: every object is a page, its one line of
 * content, or a picture; null when there is nothing else.
 */
export function whatElseIsIn(file: Buffer, pages: number): string | null {
  let at = 15
  const heads: string[] = []
  while (true) {
    const head = object.exec(file.toString('latin1', at, at + 400 + pages * 20))
    if (!head) break
    const [whole, , dictionary = '', stream] = head
    heads.push(dictionary)
    at += whole.length
    if (!stream) continue
    const length = Number(/\/Length (\d+)>>$/.exec(dictionary)?.[1])
    const content = file.subarray(at, at + length)
    at += length
    if (file.toString('latin1', at, at + 18) !== '\nendstream\nendobj\n') return 'a stream of another length'
    at += 18
    const isPicture = dictionary.startsWith('<</Type/XObject/Subtype/Image/')
    if (!isPicture && !/^q [\d.]+ 0 0 [\d.]+ 0 0 cm \/P Do Q$/.test(content.toString('latin1'))) {
      return 'content that is no picture'
    }
  }
  if (!file.toString('latin1', at, at + 5).startsWith('xref\n')) return 'an object of another kind'
  const tail = file.toString('latin1', at)
  const kinds = [/^<<\/Type\/Page\//, /^<<\/Length \d+>>$/, /^<<\/Type\/XObject\/Subtype\/Image\/Width/]
  for (const [place, kind] of kinds.entries()) {
    const count = heads.filter((head) => kind.test(head)).length
    if (count !== pages) return `${count} of ${pages} objects of kind ${place}`
  }
  if (heads.length !== pages * 3 + 2) return 'more objects than pages need'
  return /^xref\n0 \d+\n(?:\d{10} \d{5} [nf] \n)+trailer\n<<\/Size \d+\/Root 1 0 R>>\nstartxref\n\d+\n%%EOF\n$/.test(
    tail,
  )
    ? null
    : 'something after the end'
}
