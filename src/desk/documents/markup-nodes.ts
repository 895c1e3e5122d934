import { Extension, Mark, Node } from '@tiptap/core'
import { Image } from '@tiptap/extension-image'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { shownAt } from './addresses.ts'

// What the editor knows is what documents are kept in, no more and no less: whatever it does not know would be lost when
// somebody corrects a single word.

/** Lines set to the middle or to the right. */
const Placed = Extension.create({
  name: 'placed',
  addGlobalAttributes() {
    return [
      {
        types: ['paragraph', 'heading', 'tableCell', 'tableHeader'],
        attributes: {
          placed: {
            default: null,
            parseHTML: (element) =>
              ['center', 'right'].find(
                (one) =>
                  element.classList.contains(one) ||
                  element.style.textAlign === one ||
                  element.getAttribute('align') === one,
              ) ?? null,
            renderHTML: ({ placed }) => (placed ? { class: placed } : {}),
          },
        },
      },
    ]
  },
})

const plainMark = (name: string, tag: string) =>
  Mark.create({ name, parseHTML: () => [{ tag }], renderHTML: () => [tag, 0] })

function pictureShown(attrs: Record<string, unknown>): HTMLElement {
  const image = document.createElement('img')
  image.src = shownAt(String(attrs['src'] ?? ''))
  image.alt = String(attrs['alt'] ?? '')
  return image
}

const InlinePicture = Image.extend({
  addNodeView() {
    return ({ node }) => ({ dom: pictureShown(node.attrs) })
  },
}).configure({ inline: true })

const sizes = ['width', 'height'] as const

/** A picture that stands alone, with the words under it. */
const Figure = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes() {
    const ofImage = (name: string) => ({
      default: null,
      parseHTML: (element: HTMLElement) => element.querySelector('img')?.getAttribute(name) ?? null,
    })
    return {
      src: ofImage('src'),
      alt: ofImage('alt'),
      width: ofImage('width'),
      height: ofImage('height'),
      caption: { default: '', parseHTML: (element) => element.querySelector('figcaption')?.textContent ?? '' },
    }
  },
  parseHTML: () => [{ tag: 'figure', getAttrs: (element) => (element.querySelector('img') ? null : false) }],
  renderHTML({ node: { attrs } }) {
    const given = Object.fromEntries(
      ['src', 'alt', ...sizes].flatMap((name) => (attrs[name] === null ? [] : [[name, attrs[name]]])),
    )
    return ['figure', ['img', given], ...(attrs['caption'] ? [['figcaption', attrs['caption']]] : [])]
  },
  addNodeView() {
    return ({ node: { attrs } }) => {
      const dom = document.createElement('figure')
      dom.append(pictureShown(attrs))
      const words = document.createElement('figcaption')
      words.textContent = attrs['caption'] || ''
      const alt = document.createElement('small')
      alt.textContent = attrs['alt'] ? `图片说明：${attrs['alt']}` : '没有图片说明，不能送审'
      if (!attrs['alt']) alt.className = 'lacking'
      dom.append(words, alt)
      return { dom }
    }
  },
})

const CaptionedTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: '',
        parseHTML: (element) => element.querySelector('caption')?.textContent?.trim() ?? '',
        rendered: false,
      },
    }
  },
  parseHTML: () => [{ tag: 'table' }, { tag: 'caption', ignore: true }],
  renderHTML({ node }) {
    const caption: string = node.attrs['caption']
    return ['table', ...(caption ? [['caption', { contenteditable: 'false' }, caption]] : []), ['tbody', 0]] as never
  },
})

const ScopedHeader = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: { default: null } }
  },
})

export const markupNodes = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    code: false,
    codeBlock: false,
    strike: false,
    link: { openOnClick: false, autolink: false, HTMLAttributes: { target: null, rel: null } },
  }),
  Placed,
  plainMark('sub', 'sub'),
  plainMark('sup', 'sup'),
  InlinePicture,
  Figure,
  CaptionedTable.configure({ resizable: false }),
  TableRow,
  TableCell,
  ScopedHeader,
]
