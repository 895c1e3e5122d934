import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { columnsOf } from '../markup/grid.ts'
import type { Block, Cell, Inline, Picture } from '../markup/tree.ts'
import {
  characterPitch,
  charactersPerLine,
  dateInWords,
  inBrackets,
  issuerSize,
  linePitch,
  type OfficialDocument,
  type PictureSource,
  page,
  signaturePlace,
  withColon,
} from './document.ts'
import { gatherPictures } from './pictures.ts'
import { template } from './template.typ.ts'
import { titleLines } from './title.ts'
import { blocksOf, columnWidths, isShort, tableSize, titlePerLine, wideFrom, withLead } from './tree.ts'

export interface Typesetter {
  /** PDF/A-2a, tagged; the same document always gives the same bytes. Throws {@link CannotTypeset}. */
  pdf(document: OfficialDocument, pictures?: PictureSource): Promise<Uint8Array>
}

export class CannotTypeset extends Error {}

/**
 * `fonts`: the folder of fonts made when building. `ownFonts`: where the operator may put fonts of the bureau (仿宋_GB2312,
 * 方正小标宋 …); those are preferred to ours.
 */
export async function openTypesetter({ fonts, ownFonts }: { fonts: string; ownFonts?: string }): Promise<Typesetter> {
  const packed = existsSync(fonts) ? (await readdir(fonts)).filter((file) => file.endsWith('.ttf.gz')).sort() : []
  if (packed.length === 0) throw new CannotTypeset(`no fonts in ${fonts}: run npm run build`)
  const fontBlobs = await Promise.all(packed.map(async (file) => gunzipSync(await readFile(join(fonts, file)))))
  const own = ownFonts !== undefined && existsSync(ownFonts) ? [{ fontPaths: [ownFonts] }] : []
  const compiler = NodeCompiler.create({ workspace: fonts, fontArgs: [...own, { fontBlobs }] })
  return {
    async pdf(document, pictures = async () => null) {
      return compileWith(compiler, fonts, document, await gatherPictures(document, pictures))
    },
  }
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
  pictures: Map<string, Uint8Array>,
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
    const data = JSON.stringify(dataOf(document, files))
    const compiled = compiler.compile({ mainFileContent: template, inputs: { data } })
    if (!compiled.result) {
      const error = compiled.takeDiagnostics() ?? compiled.takeError()
      throw new CannotTypeset(error ? JSON.stringify(error.shortDiagnostics).slice(0, 2000) : 'unknown')
    }
    return new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: 'a-2a' }))
  } finally {
    for (const path of mapped) compiler.unmapShadow(path)
    compiler.evictCache(5)
  }
}

function endingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return '.png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return '.jpg'
  if (bytes[0] === 0x47 && bytes[1] === 0x49) return '.gif'
  return bytes[8] === 0x57 && bytes[9] === 0x45 ? '.webp' : '.unknown'
}

function dataOf(document: OfficialDocument, files: Map<string, string>) {
  const { signers, formedOn, printer, printedOn, madeOn } = document
  return {
    pitch: linePitch,
    character: characterPitch,
    fonts: families,
    redHead: document.withRedHead,
    issuers: document.issuers,
    issuerSize: issuerSize(document.issuers),
    authors: document.signers.length > 0 ? document.signers : document.issuers,
    number: document.documentNumber,
    title: document.title,
    titleLines: titleLines(document.title, titlePerLine),
    addressees: document.addressees === null ? null : withColon(document.addressees),
    body: setBlocks(blocksOf(document.bodyHtml), files, true),
    attachments: document.attachments,
    signers,
    date: (formedOn ?? printedOn ?? madeOn).split('-').map(Number),
    dateInWords: formedOn === null ? null : dateInWords(formedOn),
    signature: signaturePlace(signers, formedOn === null ? '' : dateInWords(formedOn)),
    notes: document.notes === null ? null : inBrackets(document.notes),
    annexes: document.annexes.map(({ label, title, bodyHtml }) => ({
      label,
      titleLines: titleLines(title, titlePerLine),
      body: setBlocks(blocksOf(bodyHtml), files, true),
    })),
    copyTo: document.copyTo,
    printer,
    printed: printedOn === null ? '' : `${dateInWords(printedOn)}印发`,
    watermark: document.watermark,
  }
}

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
