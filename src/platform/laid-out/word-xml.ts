import { plainText } from '../files/plain-text.ts'
import { type Attributes, readXml } from '../files/xml.ts'
import { type PlacedText, PlacedTextBuilder } from './placed-text.ts'

const isOn = ({ val }: Attributes) => val === undefined || !['0', 'false', 'off'].includes(val)

interface OpenCell {
  /** the tab before it is written once it is known to be no continuation of the one above */
  written: boolean
  covered: boolean
}

/**
 * The body of WordprocessingML (ECMA-376 part 1, and the XML of Word 2003): tracked changes taken as accepted, text boxes
 * where they are anchored, cells that are merged into one above or before them left out.
 */
export function textOfWordXml(xml: string): PlacedText {
  const text = new PlacedTextBuilder()
  const cells: OpenCell[] = []
  const rows: { from: PlacedTextBuilder['mark']; deleted: boolean }[] = []
  let body = 0
  let line = 0
  let begun = false
  let deleted = 0
  let fallback = 0
  let rowProperties = 0
  let paragraphProperties = 0
  let joined = false
  let inRun = false
  let vanish = false
  let words = false

  const begin = () => {
    if (begun) return
    line += 1
    text.place({ line })
    begun = true
  }
  const openCell = () => {
    const cell = cells.at(-1)
    if (!cell || cell.written || cell.covered) return
    begin()
    text.write('\t')
    cell.written = true
  }
  const write = (piece: string) => {
    if (body === 0 || fallback > 0 || deleted > 0 || vanish || cells.at(-1)?.covered) return
    openCell()
    begin()
    text.write(plainText(piece))
  }
  const endLine = () => {
    text.write('\n')
    begun = false
  }

  readXml(xml, {
    open: (name, attributes) => {
      switch (name) {
        case 'body':
          body += 1
          break
        case 'pPr':
          paragraphProperties += 1
          break
        case 'r':
          inRun = true
          vanish = false
          break
        case 'vanish':
          if (inRun && isOn(attributes)) vanish = true
          break
        case 'del':
        case 'moveFrom':
          deleted += 1
          if (rowProperties > 0) {
            const row = rows.at(-1)
            if (row) row.deleted = true
          }
          if (paragraphProperties > 0) joined = true
          break
        case 'Fallback':
          fallback += 1
          break
        case 't':
          words = true
          break
        case 'tab':
        case 'ptab':
          // A tab of the text is no edge of a cell.
          if (inRun) write(' ')
          break
        case 'noBreakHyphen':
          write('-')
          break
        case 'br':
        case 'cr':
          if (inRun) write(cells.length > 0 ? ' ' : '\n')
          break
        case 'txbxContent':
          if (fallback === 0 && cells.length === 0 && begun) endLine()
          break
        case 'trPr':
          rowProperties += 1
          break
        case 'tr':
          if (fallback > 0) break
          if (begun && cells.length === 0) endLine()
          rows.push({ from: text.mark, deleted: false })
          break
        case 'tc':
          if (fallback > 0) break
          cells.push({ written: false, covered: false })
          break
        case 'vMerge':
        case 'vmerge':
        case 'hMerge':
        case 'hmerge': {
          const cell = cells.at(-1)
          if (cell && fallback === 0 && attributes['val'] !== 'restart') cell.covered = true
          break
        }
        case 'cellDel': {
          const cell = cells.at(-1)
          if (cell) cell.covered = true
          break
        }
      }
    },
    text: (piece) => {
      if (words) write(piece)
    },
    close: (name) => {
      switch (name) {
        case 'body':
          body -= 1
          break
        case 'pPr':
          paragraphProperties -= 1
          break
        case 'r':
          inRun = false
          vanish = false
          break
        case 't':
          words = false
          break
        case 'del':
        case 'moveFrom':
          deleted -= 1
          break
        case 'Fallback':
          fallback -= 1
          break
        case 'trPr':
          rowProperties -= 1
          break
        case 'p':
          if (body === 0 || fallback > 0) break
          if (cells.length > 0) write(' ')
          else if (!joined) {
            begin()
            endLine()
          }
          joined = false
          break
        case 'tc':
          if (fallback > 0) break
          openCell()
          cells.pop()
          break
        case 'tr': {
          if (fallback > 0) break
          const row = rows.pop()
          if (row?.deleted) {
            text.rewind(row.from)
            begun = false
          } else if (begun) endLine()
          break
        }
      }
    },
  })
  return text.done()
}
