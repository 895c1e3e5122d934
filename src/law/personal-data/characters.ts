// What a scanner has to know of a character, one look-up each: most characters of a text are of no interest to it.

export const nothing = 0
export const digit = 1
export const at = 2
export const province = 3
/** 号 室 组 户 after a numeral in characters */
export const houseWord = 4
/** the last character of a label after which a name stands */
export const labelEnd = 5
export const healthWord = 6
/** a word with which a house number goes on: 12栋 */
export const houseUnit = 7

/** The character a plate begins with stands for a province. */
const provinces = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新使'

export const kinds: Uint8Array = new Uint8Array(65536)
/** Looked at only after a number, so a character may be here and be something else above. */
export const afterNumber: Uint8Array = new Uint8Array(65536)
export const gap = 1
/** Looked at only before a house number: 路12号. And the numerals such a number may be written in. */
const beforeHouse: Uint8Array = new Uint8Array(65536)
const ofNumerals: Uint8Array = new Uint8Array(65536)

const sayIn = (table: Uint8Array, kind: number, characters: string) => {
  for (let place = 0; place < characters.length; place += 1) table[characters.charCodeAt(place)] = kind
}
const say = (kind: number, characters: string) => sayIn(kinds, kind, characters)
say(digit, '0123456789０１２３４５６７８９')
say(at, '@＠')
say(province, provinces)
say(houseWord, '号室')
say(labelEnd, '名人者主员象属')
say(healthWord, '残患历')

sayIn(afterNumber, houseUnit, '号栋幢座单室楼弄巷组队户')
// Blanks, also those nobody sees, and hyphens may stand between the groups of one number.
sayIn(afterNumber, gap, ' -\u00a0\u00ad\u3000\uff0d\u202f\u2060\u2212\ufeff')
for (let code = 0x2000; code <= 0x2015; code += 1) afterNumber[code] = gap

sayIn(beforeHouse, 1, '路街道巷弄村组里区园寓苑城坊庄屯寨第')
sayIn(ofNumerals, 1, '一二三四五六七八九十百零〇')

export function mayStandBeforeHouse(code: number): boolean {
  return beforeHouse[code] === 1
}

export function isNumeral(code: number): boolean {
  return ofNumerals[code] === 1
}

/** A digit, half or full width. */
export function isDigit(code: number): boolean {
  return kinds[code] === digit
}

/** A Latin letter, half or full width. */
export function isLetter(code: number): boolean {
  const plain = code >= 0xff21 ? code - 0xfee0 : code
  return (plain >= 0x41 && plain <= 0x5a) || (plain >= 0x61 && plain <= 0x7a)
}

export function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff
}

export function isGap(code: number): boolean {
  return afterNumber[code] === gap
}
