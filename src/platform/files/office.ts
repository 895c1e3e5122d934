import type { Hidden } from './inspection.ts'
import { hiddenInPicture } from './picture.ts'
import { plainText } from './plain-text.ts'
import { readXml, textsOf } from './xml.ts'
import { type Archive, textOf } from './zip.ts'

// What Word, Excel and PowerPoint files have in common: properties, relations, pictures, embedded files, macros.

const propertyNames: Record<string, string> = {
  creator: '作者',
  lastModifiedBy: '最后修改者',
  description: '备注',
  keywords: '关键词',
  Manager: '经理',
  Company: '单位',
  HyperlinkBase: '超链接基准',
}

/** Author, last editor, company, custom properties. */
function properties(archive: Archive): Hidden[] {
  const found: Hidden[] = []
  for (const name of ['docProps/core.xml', 'docProps/app.xml']) {
    const xml = textOf(archive, name)
    if (!xml) continue
    let inside: string | null = null
    readXml(xml, {
      open: (element) => {
        inside = propertyNames[element] ?? null
      },
      text: (text) => {
        if (inside && text.trim() !== '') {
          found.push({ what: 'metadata', place: `文档属性·${inside}`, text: plainText(text.trim()) })
        }
      },
      close: () => {
        inside = null
      },
    })
  }
  const custom = textOf(archive, 'docProps/custom.xml')
  if (custom) {
    let property = ''
    readXml(custom, {
      open: (element, { name }) => {
        if (element === 'property') property = name ?? ''
      },
      text: (text) => {
        if (text.trim() !== '')
          found.push({ what: 'metadata', place: `自定义属性·${property}`, text: plainText(text.trim()) })
      },
    })
  }
  return found
}

export interface Relation {
  id: string
  type: string
  target: string
  external: boolean
}

/** The relations of one part of the package: xl/workbook.xml has them in xl/_rels/workbook.xml.rels. */
export function relationsOf(archive: Archive, part: string): Relation[] {
  const [folder, file] = [part.slice(0, part.lastIndexOf('/') + 1), part.slice(part.lastIndexOf('/') + 1)]
  return relationsIn(archive, `${folder}_rels/${file}.rels`, folder)
}

function relationsIn(archive: Archive, name: string, folder: string): Relation[] {
  const relations: Relation[] = []
  const xml = textOf(archive, name)
  if (!xml) return relations
  readXml(xml, {
    open: (element, { Id, Type, Target, TargetMode }) => {
      if (element !== 'Relationship' || !Id || Target === undefined) return
      const external = TargetMode === 'External'
      relations.push({
        id: Id,
        type: (Type ?? '').split('/').at(-1) ?? '',
        target: external ? Target : resolved(folder, Target),
        external,
      })
    },
  })
  return relations
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts = folder.split('/').filter(Boolean)
  for (const step of target.split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '.') parts.push(step)
  }
  return parts.join('/')
}

/** Everything outside the text itself. `inside` reads an embedded file. */
export async function hiddenInPackage(
  archive: Archive,
  inside: (bytes: Uint8Array, name: string) => Promise<string>,
): Promise<Hidden[]> {
  const hidden = properties(archive)
  for (const [name, entry] of archive) {
    const file = name.split('/').at(-1) ?? name
    if (/\/vbaProject\.bin$/i.test(name)) hidden.push({ what: 'macro', place: '宏代码', text: '' })
    else if (/\/(?:embeddings|activeX)\/[^/]+$/i.test(name) && !name.includes('/_rels/')) {
      hidden.push({ what: 'embedded-file', place: `嵌入的文件“${file}”`, text: await inside(entry.read(), file) })
    } else if (/\/media\/[^/]+\.(?:jpe?g|png|tiff?|webp|heic)$/i.test(name)) {
      const found = await hiddenInPicture(entry.read())
      hidden.push(...found.map((one) => ({ ...one, place: `图片“${file}”·${one.place}` })))
    } else if (/^customXml\/item\d+\.xml$/i.test(name)) {
      const text = plainText(textsOf(textOf(archive, name) ?? ''))
      if (text.trim() !== '') hidden.push({ what: 'metadata', place: `自定义数据“${file}”`, text })
    } else if (/(?:^|\/)_rels\/[^/]+\.rels$/.test(name)) {
      for (const { type, target, external } of relationsIn(archive, name, '')) {
        // An address on the web is there to be followed; a path shows the inside of the office.
        if (!external || (type === 'hyperlink' && /^(?:https?:|mailto:|tel:|#)/i.test(target))) continue
        hidden.push({ what: 'external-link', place: '外部链接', text: plainText(target) })
      }
    }
  }
  return hidden
}
