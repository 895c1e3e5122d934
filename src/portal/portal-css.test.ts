import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./portal.css', import.meta.url), 'utf8')

/** The tokens of a rule, over those of the plain theme. */
function tokens(selector: string): Record<string, string> {
  const at = css.indexOf(`${selector} {`)
  const block = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at))
  const own = Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value ?? '']),
  )
  return selector === ':root' ? own : { ...tokens(':root'), ...own }
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const words = ['text', 'text-2', 'text-3', 'link', 'link-hover', 'visited']
const pairs: [string, string, number][] = [
  ...words.flatMap((word): [string, string, number][] => [
    [word, 'bg', 4.5],
    [word, 'surface', 4.5],
  ]),
  ['text', 'info-bg', 4.5],
  ['text-2', 'info-bg', 4.5],
  ['link', 'info-bg', 4.5],
  ['text-2', 'paused-bg', 4.5],
  ['on-primary', 'primary', 4.5],
  ['on-primary', 'primary-hover', 4.5],
  ['on-masthead', 'masthead', 4.5],
  ...['danger', 'success', 'caution', 'info', 'paused'].flatMap((name): [string, string, number][] => [
    [name, 'bg', 4.5],
    [name, `${name}-bg`, 4.5],
  ]),
  ...['grey', 'blue', 'green', 'amber', 'red', 'purple'].map((name): [string, string, number] => [
    `tag-${name}`,
    `tag-${name}-bg`,
    4.5,
  ]),
  ['control', 'bg', 3],
  ['control', 'surface', 3],
  ...['green', 'red', 'grey', 'purple'].map((name): [string, string, number] => [`light-${name}`, 'bg', 3]),
]

describe.each([':root', ':root[data-theme="dark"]', ':root[data-theme="hc-dark"]', ':root[data-theme="hc-light"]'])(
  'theme %s',
  (selector) => {
    const theme = tokens(selector)
    test.each(pairs)('%s on %s has at least %f', (front, back, least) => {
      expect(contrast(theme[front] ?? '', theme[back] ?? '')).toBeGreaterThanOrEqual(least)
    })
  },
)

describe.each([
  ['light', tokens(':root'), tokens(':root[data-mourning]')],
  ['dark', tokens(':root[data-theme="dark"]'), tokens(':root[data-theme="dark"][data-mourning]')],
])('mourning in the %s theme', (_, plain, mourning) => {
  const changed = Object.keys(mourning).filter((name) => mourning[name] !== tokens(':root')[name])
  const theme = { ...plain, ...Object.fromEntries(changed.map((name) => [name, mourning[name]])) }
  test.each(pairs)('%s on %s has at least %f', (front, back, least) => {
    expect(contrast(theme[front] ?? '', theme[back] ?? '')).toBeGreaterThanOrEqual(least)
  })
  test('what warns keeps its colour', () => {
    for (const name of ['danger', 'caution', 'light-red', 'light-amber', 'tag-red', 'tag-amber']) {
      expect(theme[name]).toBe(plain[name])
    }
  })
})

test('mourning is the same whether the dark theme was chosen or preferred by the device', () => {
  expect(tokens(':root:not([data-theme])[data-mourning]')).toEqual(tokens(':root[data-theme="dark"][data-mourning]'))
})

test('the dark theme is the same whether it was chosen or preferred by the device', () => {
  expect(tokens(':root:not([data-theme])')).toEqual(tokens(':root[data-theme="dark"]'))
})

test('the style sheet is small, and fetches nothing', () => {
  expect(gzipSync(css).length).toBeLessThan(20 * 1024)
  expect(css).not.toMatch(/url\((?!"data:)|@import|@font-face/)
})
