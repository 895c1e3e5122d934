// One character for one character, so that an offset in the folded text is the same offset in the published text.

export const other = 0
/** blanks, line ends, and what a damaged table leaves between its cells */
export const blank = 1
export const digit = 2
export const latin = 3

/** What each folded character is. */
export const kinds = new Uint8Array(65_536)
/**
 * Each character as it is read (full-width forms, radicals and compatibility forms made plain) in the lower 16 bits, with
 * its kind above them.
 */
export const foldedWithKind = new Uint32Array(65_536)

// Radicals that Unicode does not map to the character they stand for (CJK Radicals Supplement).
const radicals =
  '⺁厂⺄乙⺅亻⺆冂⺈刀⺋卩⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爫⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱网⺲罒⺳网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟'

build()

function build(): void {
  const folded = new Uint16Array(65_536)
  for (let code = 0; code < 65_536; code += 1) folded[code] = code
  for (const [from, to] of [
    [0x2000, 0x206f],
    [0x2100, 0x218f],
    [0x2460, 0x24ff],
    [0x2e80, 0x2fdf],
    [0x3000, 0x303f],
    [0xf900, 0xfaff],
    [0xfe30, 0xfe6f],
    [0xff00, 0xffef],
  ] as const) {
    for (let code = from; code <= to; code += 1) {
      const plain = String.fromCharCode(code).normalize('NFKC')
      if (plain.length === 1) folded[code] = plain.charCodeAt(0)
    }
  }
  for (let at = 0; at + 1 < radicals.length; at += 2) folded[radicals.charCodeAt(at)] = radicals.charCodeAt(at + 1)
  const same = (characters: string, as: string) => {
    for (const character of characters) folded[character.charCodeAt(0)] = as.charCodeAt(0)
  }
  same('\u00a0\u1680\u180e\u200b\u200c\u200d\u2060\ufeff\u2028\u2029\u0085', ' ')
  same('｡', '。')
  same('－–—―−', '-')
  same('﹝〔【', '[')
  same('﹞〕】', ']')
  same('○〇', '〇')
  same('“”„‟「」『』＂', '"')
  same('│┃￨∣', '|')

  for (const character of ' \t\n\r\f\v|#*') kinds[character.charCodeAt(0)] = blank
  for (let code = 48; code <= 57; code += 1) kinds[code] = digit
  for (let code = 65; code <= 90; code += 1) kinds[code] = latin
  for (let code = 97; code <= 122; code += 1) kinds[code] = latin

  for (let code = 0; code < 65_536; code += 1) {
    const plain = folded[code] as number
    foldedWithKind[code] = plain | ((kinds[plain] as number) << 16)
  }
}
