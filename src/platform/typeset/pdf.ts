import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { columnsOf } from '../markup/grid.ts'
import { textOfBlock } from '../markup/to-text.ts'
import type { Block, Cell, Inline, Picture } from '../markup/tree.ts'
import {
  characterPitch,
  charactersPerLine,
  gapBeside,
  inBrackets,
  isSigned,
  issuerSize,
  linePitch,
  longestOf,
  type OfficialDocument,
  type Pictures,
  page,
  signaturePlace,
  widthOf,
  withColon,
} from './document.ts'
import { template } from './template.typ.ts'
import { titleLines } from './title.ts'
import { columnWidths, isShort, tableSize, titlePerLine, wideFrom, withLead } from './tree.ts'

export class CannotTypeset extends Error {}

/** Where the fonts are. */
export interface FontFolders {
  /** made when building */
  fonts: string
  /** where the operator may put fonts the bureau has bought (仿宋_GB2312, 方正小标宋 …): those are preferred */
  ownFonts: string
}

/** PDF/A-2a, tagged; the same document always gives the same bytes. Throws {@link CannotTypeset}. */
export function pdfTypesetter({
  fonts,
  ownFonts,
}: FontFolders): (document: OfficialDocument, pictures: Pictures) => Uint8Array {
  const packed = existsSync(fonts) ? readdirSync(fonts).filter((file) => file.endsWith('.ttf.gz')) : []
  if (packed.length === 0) throw new CannotTypeset(`no fonts in ${fonts}: run npm run build`)
  const fontBlobs = packed.sort().map((file) => gunzipSync(readFileSync(join(fonts, file))))
  const own = existsSync(ownFonts) ? [{ fontPaths: [ownFonts] }] : []
  const compiler = NodeCompiler.create({ workspace: fonts, fontArgs: [...own, { fontBlobs }] })
  return (document, pictures) => compileWith(compiler, fonts, document, pictures)
}

/** Names under which the styles are sold and shared, best first; ours come last. A glyph one lacks comes from the next. */
const families = {
  fang: [
    'FangSong_GB2312',
    '仿宋_GB2312',
    'FangSong',
    '仿宋',
    'STFangsong',
    'Zhuque Fangsong (technical preview)',
    'Zhaoming Song',
  ],
  song: ['SimSun', 'Zhaoming Song'],
  hei: ['SimHei', '黑体', 'STHeiti', 'Zhaoming Hei', 'Zhaoming Song'],
  kai: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体', 'STKaiti', 'Zhaoming Kai', 'Zhaoming Song'],
  biaosong: ['FZXiaoBiaoSong-B05S', '方正小标宋简体', 'FZXiaoBiaoSong-B05', 'Zhaoming Biaosong', 'Zhaoming Song'],
}

function compileWith(
  compiler: NodeCompiler,
  workspace: string,
  document: OfficialDocument,
  pictures: Pictures,
): Uint8Array {
  const files = new Map<string, string>()
  const mapped: string[] = []
  try {
    for (const [src, bytes] of pictures) {
      const name = `picture-${mapped.length + 1}${endingOf(bytes)}`
      mapped.push(join(workspace, name))
      compiler.mapShadow(mapped.at(-1)!, Buffer.from(bytes))
      // One broken picture does not keep the document from being set.
      if (compiler.compile({ mainFileContent: `#image("/${name}")` }).result) files.set(src, `/${name}`)
    }
    let data = JSON.stringify(dataOf(document, files))
    for (let attempt = 1; ; attempt += 1) {
      const compiled = compiler.compile({ mainFileContent: template, inputs: { data } })
      if (!compiled.result) {
        const error = compiled.takeDiagnostics() ?? compiled.takeError()
        throw new CannotTypeset(error ? JSON.stringify(error.shortDiagnostics).slice(0, 2000) : 'unknown')
      }
      try {
        return new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: 'a-2a' }))
      } catch (error) {
        const told = (error as Error).message
        const without = withoutMissing(data, told)
        if (without === data || attempt === mostAttempts) throw new CannotTypeset(told.slice(0, 2000))
        data = without
      }
    }
  } finally {
    for (const path of mapped) compiler.unmapShadow(path)
    compiler.evictCache(5)
  }
}

const mostAttempts = 8

/** PDF/A takes no character without a glyph. As printers do, 〓 stands where no font has the one that was written. */
function withoutMissing(data: string, told: string): string {
  const missing = new Set<string>()
  for (const [, text = ''] of told.matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/gs)) {
    const read = text.replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    )
    for (const character of read) if (character > '~') missing.add(character)
  }
  return [...missing].reduce((words, character) => words.replaceAll(character, '〓'), data)
}

function endingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return '.png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return '.jpg'
  if (bytes[0] === 0x47 && bytes[1] === 0x49) return '.gif'
  return bytes[8] === 0x57 && bytes[9] === 0x45 ? '.webp' : '.unknown'
}

function dataOf(document: OfficialDocument, files: Map<string, string>) {
  const { issuers, title, addressees, body, signers, date, notes, annexes, madeOn } = document
  return {
    ...document,
    pitch: linePitch,
    character: characterPitch,
    fonts: families,
    issuerSize: issuerSize(issuers),
    issuerLength: longestOf(issuers),
    gapBeside,
    authors: signers.length > 0 ? signers : issuers,
    titleLines: titleLines(title, titlePerLine),
    addressees: addressees === null ? null : withColon(addressees),
    body: setBlocks(body, files, true),
    lastGoesAlong: isSigned(document) && isShortParagraph(body.at(-1)),
    madeOn: madeOn.split('-').map(Number),
    signature: signaturePlace(signers, date ?? ''),
    notes: notes === null ? null : inBrackets(notes),
    annexes: annexes.map(({ label, title, body }) => ({
      label,
      titleLines: title === null ? [] : titleLines(title, titlePerLine),
      body: setBlocks(body, files, true),
    })),
  }
}

/** A longer one would leave half a page empty. */
const mostAlong = 6 * charactersPerLine
const isShortParagraph = (block: Block | undefined) =>
  block?.is === 'paragraph' && widthOf(textOfBlock(block)) <= mostAlong

/** in points, of a page that lies on its side */
const lyingWidth = (page.bodyHeight / 25.4) * 72

/** The blocks with what the layout has to know of them: widths, sizes, faces, files. */
function setBlocks(blocks: readonly Block[], files: Map<string, string>, onPage: boolean): unknown[] {
  const inner = (blocks: readonly Block[]) => setBlocks(blocks, files, false)
  const runs = (inlines: readonly Inline[]) => inlines.map((one) => (one.is === 'picture' ? picture(one) : one))
  const picture = ({ src, alt, width }: Picture) => ({
    is: 'picture',
    file: files.get(src) ?? null,
    alt: alt ?? '',
    width,
  })
  const cell = (one: Cell) => ({ ...one, blocks: inner(one.blocks), short: isShort(one) })
  const set = (block: Block) => {
    switch (block.is) {
      case 'heading':
        return { ...block, inlines: runs(block.inlines) }
      case 'paragraph':
        return { ...block, inlines: runs(onPage ? withLead(block.inlines) : block.inlines) }
      case 'list':
        return { ...block, items: block.items.map(inner) }
      case 'quote':
        return { ...block, blocks: inner(block.blocks) }
      case 'figure':
        return { ...block, picture: picture(block.picture), caption: runs(block.caption) }
      case 'rule':
        return block
      case 'table': {
        const columns = columnsOf(block)
        const size = tableSize(columns)
        const wide = onPage && columns >= wideFrom
        return {
          ...block,
          caption: runs(block.caption),
          head: block.head.map((row) => row.map(cell)),
          body: block.body.map((row) => row.map(cell)),
          widths: columnWidths(block, size, wide ? lyingWidth : charactersPerLine * characterPitch),
          size,
          wide,
        }
      }
    }
  }
  return blocks.map(set)
}
