import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { mergeFont } from './merge-font.mjs'

const sans = {
  folder: folderOf(import.meta.resolve('@fontsource-variable/noto-sans-sc/package.json'), 'files'),
  slices: /^noto-sans-sc-.*-wght-normal\.woff2$/,
}
const serif = {
  folder: folderOf(import.meta.resolve('@chinese-fonts/syst/package.json'), 'dist', 'SourceHanSerifCN'),
  slices: /\.woff2$/,
}
const kai = {
  folder: folderOf(import.meta.resolve('lxgw-wenkai-screen-webfont/package.json'), 'files'),
  slices: /^lxgwwenkaigbscreen-subset-\d+\.woff2$/,
}

/** The four styles of an official document. A light Song stands for 仿宋, of which no free font is packaged. */
const fonts = [
  { name: 'Zhaoming Song', file: 'song.ttf.gz', ...serif, weight: 350 },
  { name: 'Zhaoming Biaosong', file: 'biaosong.ttf.gz', ...serif, weight: 700 },
  { name: 'Zhaoming Hei', file: 'hei.ttf.gz', ...sans, weight: 500 },
  { name: 'Zhaoming Kai', file: 'kai.ttf.gz', ...kai, weight: null },
]

function folderOf(packageFile, ...below) {
  return join(dirname(fileURLToPath(packageFile)), ...below)
}

const unwanted = ['GSUB', 'GPOS', 'GDEF', 'BASE', 'STAT', 'MATH', 'vmtx', 'vhea', 'VORG', 'VVAR', 'gasp']

/** Makes whole fonts of one weight into `folder`. */
export async function makeFonts(folder) {
  const { default: subsetFont } = await import('subset-font')
  for (const { name, file, folder: from, slices, weight } of fonts) {
    const files = readdirSync(from)
      .filter((file) => slices.test(file))
      .sort()
    const whole = []
    for (const slice of files) {
      whole.push(
        await subsetFont(readFileSync(join(from, slice)), undefined, {
          keepAllGlyphs: true,
          targetFormat: 'truetype',
          noHinting: true,
          keepFeatures: [],
          dropTables: unwanted,
          ...(weight === null ? {} : { variationAxes: { wght: weight } }),
        }),
      )
    }
    writeFileSync(join(folder, file), gzipSync(mergeFont(whole, name), { level: 6 }))
  }
}
