/** The content of a page of a test PDF: one line of text, and whatever is painted after it. */
export const aPdfPage = (line: string, after = '') => `BT /F 12 Tf 72 700 Td (${line}) Tj ET ${after}`

/** As older programs write Chinese: a font every reader in China has, and none brings. */
const song =
  '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0' +
  '/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor<</Type' +
  '/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/StemV 80>>>>]>>'

/** A PDF made by hand, A4, one page for each content, with what a careless sender leaves in it. */
export function aPdf(
  contents: string | readonly string[],
  {
    rotate = 0,
    note = null,
    author = null,
    encrypted = false,
    chinese = false,
  }: { rotate?: number; note?: string | null; author?: string | null; encrypted?: boolean; chinese?: boolean } = {},
): Uint8Array {
  const pages = typeof contents === 'string' ? [contents] : contents
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const first = 5
  const kids = pages.map((_, place) => `${first + place * 2} 0 R`)
  add('<</Type/Catalog/Pages 2 0 R>>')
  add(`<</Type/Pages/Count ${pages.length}/Kids[${kids.join(' ')}]>>`)
  add(chinese ? song : '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>')
  add(
    note === null
      ? '<<>>'
      : `<</Type/Annot/Subtype/Text/Rect[100 100 120 120]/Contents(${note})/T(somebody)/Name/Comment>>`,
  )
  for (const [place, content] of pages.entries()) {
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate ${rotate}/Resources<</Font<</F 3 0 R>>>>/Contents ${first + place * 2 + 1} 0 R${note === null ? '' : '/Annots[4 0 R]'}>>`,
    )
    add(`<</Length ${Buffer.byteLength(content)}>>\nstream\n${content}\nendstream`)
  }
  const more: string[] = []
  if (author !== null) more.push(`/Info ${add(`<</Author(${author})>>`)} 0 R`)
  if (encrypted) {
    const nothing = '00'.repeat(32)
    const dictionary = `<</Filter/Standard/V 1/R 2/O<${'41'.repeat(32)}>/U<${nothing}>/P -4>>`
    more.push(`/Encrypt ${add(dictionary)} 0 R/ID[<00><00>]`)
  }
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, place) => {
    const at = Buffer.byteLength(file)
    file += `${place + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const from = Buffer.byteLength(file)
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${more.join('')}>>\nstartxref\n${from}\n%%EOF\n`
  return Buffer.from(file)
}
