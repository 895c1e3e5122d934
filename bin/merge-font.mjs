// Packages carry a Chinese font in a hundred slices, for browsers that fetch what a page needs. Typesetting needs it whole.

const reader = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function tablesOf(font) {
  const view = reader(font)
  const tables = {}
  for (let at = 12, left = view.getUint16(4); left > 0; at += 16, left--) {
    const tag = String.fromCharCode(...font.subarray(at, at + 4))
    const start = view.getUint32(at + 8)
    tables[tag] = font.subarray(start, start + view.getUint32(at + 12))
  }
  return tables
}

/** Character → glyph, from a table of format 4 or 12. */
function charactersOf(cmap) {
  const view = reader(cmap)
  const found = new Map()
  for (let record = 4, left = view.getUint16(2); left > 0; record += 8, left--) {
    const at = view.getUint32(record + 4)
    const format = view.getUint16(at)
    if (format === 12) {
      for (let group = at + 16, groups = view.getUint32(at + 12); groups > 0; group += 12, groups--) {
        const [first, last, glyph] = [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)]
        for (let code = first; code <= last; code++) found.set(code, glyph + code - first)
      }
    } else if (format === 4) {
      const segments = view.getUint16(at + 6)
      for (let segment = 0; segment < segments; segment += 2) {
        const last = view.getUint16(at + 14 + segment)
        const first = view.getUint16(at + 16 + segments + segment)
        const delta = view.getUint16(at + 16 + 2 * segments + segment)
        const offsetAt = at + 16 + 3 * segments + segment
        const offset = view.getUint16(offsetAt)
        for (let code = first; code <= last && code !== 0xffff; code++) {
          const glyph = offset === 0 ? code : view.getUint16(offsetAt + offset + 2 * (code - first))
          if (glyph !== 0 || offset === 0) found.set(code, (glyph + delta) & 0xffff)
        }
      }
    }
  }
  return found
}

/** Where the numbers of the glyphs stand that a composite glyph is put together from. */
function componentsOf(glyph) {
  const places = []
  if (glyph.length === 0 || reader(glyph).getInt16(0) >= 0) return places
  const view = reader(glyph)
  for (let at = 10, more = true; more; ) {
    const flags = view.getUint16(at)
    places.push(at + 2)
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0)
    more = (flags & 32) !== 0
  }
  return places
}

function glyphsOf(tables) {
  const long = reader(tables.head).getInt16(50) === 1
  const loca = reader(tables.loca)
  const place = (glyph) => (long ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2)
  const full = reader(tables.hhea).getUint16(34)
  const hmtx = reader(tables.hmtx)
  return {
    outline: (glyph) => tables.glyf.subarray(place(glyph), place(glyph + 1)),
    advance: (glyph) => hmtx.getUint16(Math.min(glyph, full - 1) * 4),
    bearing: (glyph) => (glyph < full ? hmtx.getInt16(glyph * 4 + 2) : hmtx.getInt16(full * 4 + (glyph - full) * 2)),
  }
}

/** Slices of one TrueType font as one font again, without features. The first slice gives the measures of the whole. */
export function mergeFont(slices, name) {
  const outlines = []
  const metrics = []
  const characters = new Map()
  const measures = tablesOf(slices[0])
  for (const slice of slices) {
    const tables = tablesOf(slice)
    const { outline, advance, bearing } = glyphsOf(tables)
    const taken = new Map()
    const take = (glyph) => {
      if (taken.has(glyph)) return taken.get(glyph)
      const bytes = Uint8Array.from(outline(glyph))
      const number = outlines.length
      taken.set(glyph, number)
      outlines.push(bytes)
      metrics.push([advance(glyph), bearing(glyph)])
      for (const place of componentsOf(bytes)) reader(bytes).setUint16(place, take(reader(bytes).getUint16(place)))
      return number
    }
    if (outlines.length === 0) take(0)
    for (const [code, glyph] of charactersOf(tables.cmap)) {
      if (!characters.has(code) && glyph !== 0) characters.set(code, take(glyph))
    }
  }
  const { head, hhea, maxp } = measures
  const copies = { head: Uint8Array.from(head), hhea: Uint8Array.from(hhea), maxp: Uint8Array.from(maxp) }
  const glyf = joined(outlines.map((outline) => padded(outline, 4)))
  const loca = new Uint8Array((outlines.length + 1) * 4)
  let end = 0
  for (const [number, outline] of outlines.entries()) {
    end += padded(outline, 4).length
    reader(loca).setUint32((number + 1) * 4, end)
  }
  const hmtx = new Uint8Array(metrics.length * 4)
  for (const [number, [advance, bearing]] of metrics.entries()) {
    reader(hmtx).setUint16(number * 4, advance)
    reader(hmtx).setInt16(number * 4 + 2, bearing)
  }
  reader(copies.head).setInt16(50, 1)
  reader(copies.hhea).setUint16(34, metrics.length)
  widen(copies, slices.map(tablesOf), outlines.length)
  const post = new Uint8Array(32)
  reader(post).setUint32(0, 0x00030000)
  return assembled({
    'OS/2': measures['OS/2'],
    cmap: cmapOf(characters),
    glyf,
    ...copies,
    hmtx,
    loca,
    name: nameTable(name),
    post,
  })
}

/** What the whole has to allow for is the most any slice does. */
function widen({ head, hhea, maxp }, slices, glyphs) {
  const most = (table, at) => Math.max(...slices.map((tables) => reader(tables[table]).getUint16(at)))
  const signed = (table, at, pick) => pick(...slices.map((tables) => reader(tables[table]).getInt16(at)))
  for (let at = 6; at + 1 < maxp.length; at += 2) reader(maxp).setUint16(at, most('maxp', at))
  reader(maxp).setUint16(4, glyphs)
  reader(hhea).setUint16(10, most('hhea', 10))
  for (const at of [36, 38]) reader(head).setInt16(at, signed('head', at, Math.min))
  for (const at of [40, 42]) reader(head).setInt16(at, signed('head', at, Math.max))
}

function cmapOf(characters) {
  const groups = []
  for (const [code, glyph] of [...characters].sort(([a], [b]) => a - b)) {
    const last = groups.at(-1)
    if (last && code === last.last + 1 && glyph === last.glyph + code - last.first) last.last = code
    else groups.push({ first: code, last: code, glyph })
  }
  const table = new Uint8Array(12 + 16 + groups.length * 12)
  const view = reader(table)
  view.setUint16(2, 1)
  view.setUint16(4, 3)
  view.setUint16(6, 10)
  view.setUint32(8, 12)
  view.setUint16(12, 12)
  view.setUint32(16, 16 + groups.length * 12)
  view.setUint32(24, groups.length)
  for (const [place, { first, last, glyph }] of groups.entries()) {
    for (const [part, value] of [first, last, glyph].entries()) view.setUint32(28 + place * 12 + part * 4, value)
  }
  return table
}

function nameTable(name) {
  const records = [
    [1, name],
    [2, 'Regular'],
    [4, name],
    [6, name.replace(/ /g, '')],
  ].map(([id, text]) => ({ id, bytes: Uint8Array.from([...text].flatMap((letter) => [0, letter.charCodeAt(0)])) }))
  const table = new Uint8Array(6 + records.length * 12)
  const view = reader(table)
  view.setUint16(2, records.length)
  view.setUint16(4, table.length)
  let at = 0
  for (const [place, { id, bytes }] of records.entries()) {
    for (const [part, value] of [3, 1, 0x409, id, bytes.length, at].entries()) {
      view.setUint16(6 + place * 12 + part * 2, value)
    }
    at += bytes.length
  }
  return joined([table, ...records.map(({ bytes }) => bytes)])
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function padded(bytes, to) {
  if (bytes.length % to === 0) return bytes
  const longer = new Uint8Array(Math.ceil(bytes.length / to) * to)
  longer.set(bytes)
  return longer
}

function sumOf(bytes) {
  const view = reader(padded(bytes, 4))
  let sum = 0
  for (let at = 0; at < view.byteLength; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}

function assembled(tables) {
  const tags = Object.keys(tables).sort()
  const start = new Uint8Array(12 + tags.length * 16)
  const view = reader(start)
  const power = 2 ** Math.floor(Math.log2(tags.length))
  view.setUint32(0, 0x00010000)
  for (const [place, value] of [tags.length, power * 16, Math.log2(power), (tags.length - power) * 16].entries()) {
    view.setUint16(4 + place * 2, value)
  }
  reader(tables.head).setUint32(8, 0)
  let at = start.length
  for (const [place, tag] of tags.entries()) {
    const record = 12 + place * 16
    for (let letter = 0; letter < 4; letter++) start[record + letter] = tag.charCodeAt(letter)
    for (const [part, value] of [sumOf(tables[tag]), at, tables[tag].length].entries()) {
      view.setUint32(record + 4 + part * 4, value)
    }
    at += padded(tables[tag], 4).length
  }
  const font = joined([start, ...tags.map((tag) => padded(tables[tag], 4))])
  const headAt = tags
    .slice(0, tags.indexOf('head'))
    .reduce((sum, tag) => sum + padded(tables[tag], 4).length, start.length)
  reader(font).setUint32(headAt + 8, (0xb1b0afba - sumOf(font)) >>> 0)
  return font
}
