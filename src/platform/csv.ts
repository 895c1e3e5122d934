import type { Sheet } from './spreadsheets.ts'

/** UTF-8, with or without its mark; otherwise what Chinese spreadsheet programs write, GB 18030. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** A CSV file (RFC 4180): the first row as headings, then every row that is not blank. `row` counts as a spreadsheet does. */
export function readCsv(bytes: Uint8Array): Sheet {
  const text = decoded(bytes)
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at]
    if (quoted) {
      if (one !== '"') cell += one
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (one === '"' && cell === '') quoted = true
    else if (one === ',' || one === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''))
      cell = ''
      if (one === '\n') rows.push([])
    } else cell += one
  }
  rows.at(-1)?.push(cell.replace(/\r$/, ''))
  const [headings = [], ...rest] = rows
  return {
    headings: headings.map((heading) => heading.trim()),
    rows: rest.flatMap((cells, place) => (cells.some((one) => one.trim() !== '') ? [{ row: place + 2, cells }] : [])),
  }
}
