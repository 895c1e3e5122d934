import { Parser } from 'htmlparser2'

export type Attributes = Readonly<Record<string, string>>

export interface XmlReader {
  open?(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** Walks through XML. Names come without their prefix; entities beyond those of XML itself are not resolved, nor fetched. */
export function readXml(xml: string, reader: XmlReader): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const plain: Record<string, string> = {}
        for (const [key, value] of Object.entries(attributes)) plain[local(key)] ??= value
        reader.open?.(local(name), plain)
      },
      ontext: (text) => reader.text?.(text),
      onclosetag: (name) => reader.close?.(local(name)),
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
}

/** All texts of XML, or of its elements of these names, one a line. */
export function textsOf(xml: string, names?: readonly string[]): string {
  const texts: string[] = []
  let depth = names ? 0 : 1
  readXml(xml, {
    open: (name) => {
      if (names?.includes(name)) depth += 1
    },
    text: (text) => {
      if (depth > 0 && text.trim() !== '') texts.push(text)
    },
    close: (name) => {
      if (names?.includes(name)) depth -= 1
    },
  })
  return texts.join('\n')
}
