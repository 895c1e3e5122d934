import type { DocumentKind } from '../../law/publicity/checks.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { typesetMediaTypes } from '../../platform/typeset/document.ts'
import { picturesIn } from '../../platform/typeset/tree.ts'
import type { Format, OfficialDocument, Typesetter } from '../../platform/typeset/typesetter.ts'
import { filesOfPublished, type PublishedDocument, publicFile } from './for-public.ts'
import { officialParts } from './official-parts.ts'

export type { Format } from '../../platform/typeset/typesetter.ts'

/** Whose pages they are. */
export interface Publisher {
  bureauId: number
  name: string
  domain: string
}

export interface OfficialFiles {
  /**
   * The typeset version of a public document: the same bytes for the same official version. What it is made of is read in
   * the transaction; `content` sets it, once however many ask, and belongs after its end.
   */
  of(tx: Tx, document: PublishedDocument, publisher: Publisher, format: Format): Promise<OfficialFile>
}

export interface OfficialFile {
  name: string
  mediaType: string
  content(): Promise<Buffer>
}

/** Pages of pictures, and gatherings of what stands elsewhere, are not letters. */
export const isTypeset = (kind: DocumentKind) => kind !== 'media' && kind !== 'topic'

const mostKept = { bytes: 64 * 1024 * 1024, files: 400 }

/** Keeps what was asked for last. */
export function officialFiles(typesetter: Typesetter): OfficialFiles {
  const kept = new Map<string, { file: Promise<Buffer>; bytes: number }>()

  function forgetOldest(): void {
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0)
    for (const [key, one] of kept) {
      if (bytes <= mostKept.bytes && kept.size <= mostKept.files) return
      kept.delete(key)
      bytes -= one.bytes
    }
  }

  function keep(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const found = kept.get(key)
    if (found) {
      kept.delete(key)
      kept.set(key, found)
      return found.file
    }
    const one = { file: make(), bytes: 0 }
    kept.set(key, one)
    one.file.then(
      ({ length }) => {
        one.bytes = length
        forgetOldest()
      },
      () => kept.delete(key),
    )
    return one.file
  }

  return {
    async of(tx, document, publisher, format) {
      const key = [
        format,
        publisher.bureauId,
        publisher.name,
        publisher.domain,
        document.id,
        document.contentHash,
      ].join()
      const name = `${document.title.replace(/\s+/g, ' ')}.${format}`
      const mediaType = typesetMediaTypes[format]
      if (kept.has(key)) {
        const { file } = kept.get(key)!
        return { name, mediaType, content: () => keep(key, () => file) }
      }
      const parts = officialParts(document, {
        fileNames: (await filesOfPublished(tx, document.id)).map((file) => file.name),
        bureauName: publisher.name,
        foot: footOf(document, publisher),
      })
      const pictures = await picturesOf(parts, async (id) => {
        const picture = await publicFile(tx, id)
        return picture?.documentId === document.id ? picture.content : null
      })
      const make = async () => Buffer.from(await typesetter.typeset(format, parts, pictures))
      return { name, mediaType, content: () => keep(key, make) }
    },
  }
}

/** On paper this says where the text is and which version of it this is. */
const footOf = ({ address, versionNo, contentHash }: PublishedDocument, { domain }: Publisher) =>
  `https://${domain}${address}　第 ${versionNo} 版　校验码 ${contentHash.slice(0, 16)}　在本网站 /jiaoyan 核对`

/** Our own pictures in a text, by their addresses. */
export async function picturesOf(
  { body, annexes }: OfficialDocument,
  read: (id: number) => Promise<Buffer | null>,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  for (const src of new Set([body, ...annexes.map((annex) => annex.body)].flatMap(picturesIn))) {
    const id = /^\/fujian\/(\d{1,15})\//.exec(src)?.[1]
    const bytes = id === undefined ? null : await read(Number(id))
    if (bytes) found.set(src, bytes)
  }
  return found
}
