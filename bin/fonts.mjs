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

/** The licence goes with them (OFL 1.1, condition 2), with the words of the fonts they are made from. */
const copyrights = `Zhaoming Song, Zhaoming Biaosong: made from Source Han Serif CN
© 2017-2022 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.
Zhaoming Hei: made from Noto Sans SC
(c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.
Zhaoming Kai: made from LXGW WenKai GB Screen
Copyright 2021 LXGW (https://github.com/lxgw/LxgwWenKai)
Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)

`
const licence = join(folderOf(import.meta.resolve('lxgw-wenkai-screen-webfont/package.json')), 'OFL.txt')

function folderOf(packageFile, ...below) {
  return join(dirname(fileURLToPath(packageFile)), ...below)
}

const unwanted = ['GSUB', 'GPOS', 'GDEF', 'BASE', 'STAT', 'MATH', 'vmtx', 'vhea', 'VORG', 'VVAR', 'gasp']

/** Makes whole fonts of one weight into `folder`. */
export async function makeFonts(folder) {
  writeFileSync(join(folder, 'OFL.txt'), copyrights + readFileSync(licence, 'utf8'))
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
