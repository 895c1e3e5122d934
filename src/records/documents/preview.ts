import { inspectFile } from '../../platform/files/inspect.ts'
import { docxToMarkup } from '../../platform/markup/docx/to-markup.ts'

/** Kinds of files a browser does not show, and we do. */
export const previewed: ReadonlySet<string> = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
])
/** Beyond this many bytes a file is for a program. */
export const largestPreviewed = 10 * 1024 * 1024
export const mostRows = 1_000

export type FilePreview =
  | { is: 'text' /** clean markup */; html: string }
  | {
      is: 'sheets'
      sheets: {
        name: string
        head: string[]
        rows: string[][] /** there are rows that are not shown */
        cut: boolean
      }[]
    }

/** What a reader would see of a file. Hidden sheets, comments and tracked changes are not in it. */
export async function previewOf({
  name,
  mediaType,
  content,
}: {
  name: string
  mediaType: string
  content: Buffer
}): Promise<FilePreview | null> {
  if (!previewed.has(mediaType) || content.length > largestPreviewed) return null
  if (mediaType.endsWith('wordprocessingml.document')) {
    const read = await docxToMarkup(content, () => '')
    if ('refused' in read) return null
    const above = read.above.map((line) => `<p class="center">${escaped(line)}</p>`).join('')
    const title = read.title ? `<h2 class="center">${escaped(read.title)}</h2>` : ''
    return { is: 'text', html: above + title + read.html }
  }
  const { tables, unreadable } = await inspectFile(content, name)
  if (unreadable) return null
  return {
    is: 'sheets',
    sheets: tables.map(({ place, rows }) => {
      const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''))
      // Hidden columns come empty.
      const used = [...new Set(filled.flatMap((row) => [...row.keys()].filter((column) => row[column]?.trim())))]
      used.sort((a, b) => a - b)
      const even = filled.map((row) => used.map((column) => row[column] ?? ''))
      // A heading that goes over the whole width is a title, not a head: the head is the first row with several cells.
      const at = Math.max(
        0,
        even.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1),
      )
      const [head = [], ...rest] = even.slice(at)
      const before = even.slice(0, at).map((row) => row.find((cell) => cell.trim() !== '') ?? '')
      return {
        name: [place.replace(/^工作表“(.*)”$/, '$1'), ...before].join('：'),
        head,
        rows: rest.slice(0, mostRows),
        cut: rest.length > mostRows,
      }
    }),
  }
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
