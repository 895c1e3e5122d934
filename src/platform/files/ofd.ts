import type { Hidden, TextPart } from './inspection.ts'
import { plainText } from './plain-text.ts'
import { readXml, textsOf } from './xml.ts'
import { type Archive, textOf } from './zip.ts'

/** GB/T 33190: a zip of XML. Text of the pages; author, annotations, attachments and earlier versions. */
export function readOfd(archive: Archive): { parts: TextPart[]; hidden: Hidden[]; pages: number } {
  const parts: TextPart[] = []
  const hidden: Hidden[] = []
  let inside: string | null = null
  readXml(textOf(archive, 'OFD.xml') ?? '', {
    open: (name) => {
      inside =
        name === 'Author' ? '作者' : name === 'Creator' ? '制作程序' : name === 'CustomData' ? '自定义数据' : null
      if (name === 'Versions') hidden.push({ what: 'earlier-revision', place: '历史版本', text: '' })
    },
    text: (text) => {
      if (inside && text.trim() !== '')
        hidden.push({ what: 'metadata', place: `文档属性·${inside}`, text: plainText(text.trim()) })
    },
    close: () => {
      inside = null
    },
  })
  const contents = [...archive.keys()]
    .filter((name) => /(?:^|\/)Pages?\/.*Content\.xml$/i.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  for (const [place, name] of contents.entries()) {
    const text = plainText(textsOf(textOf(archive, name) ?? '', ['TextCode']))
    if (text.trim() !== '') parts.push({ place: `第 ${place + 1} 页`, text })
  }
  for (const name of archive.keys()) {
    if (/\/Annots?\/.*Annot(?:ation)?\.xml$/i.test(name)) {
      const text = plainText(textsOf(textOf(archive, name) ?? ''))
      hidden.push({ what: 'comment', place: '批注', text })
    } else if (/\/Attachs?\//i.test(name) && !/Attachments\.xml$/i.test(name)) {
      hidden.push({ what: 'embedded-file', place: `附件“${name.split('/').at(-1)}”`, text: '' })
    }
  }
  return { parts, hidden, pages: contents.length }
}
