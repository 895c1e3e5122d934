/** Full-width digits and letters as their plain ones; the text keeps its length. */
export function halfWidth(text: string): string {
  let place = 0
  while (place < text.length && text.charCodeAt(place) < 0xff10) place += 1
  if (place === text.length) return text
  let plain = text.slice(0, place)
  for (; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    const isWide =
      (code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a)
    plain += isWide ? String.fromCharCode(code - 0xfee0) : text[place]
  }
  return plain
}

/** What is wrong with a number as it was typed, before its own rules are asked: blanks, full-width characters. */
export function typingProblem(name: string, typed: string): string | null {
  if (/\s/.test(typed)) return `${name}中有空格，请删去`
  const place = [...typed].findIndex((character) => halfWidth(character) !== character)
  if (place < 0) return null
  const character = [...typed][place] as string
  return `${name}第${place + 1}位“${character}”是全角字符，请改为半角的“${halfWidth(character)}”`
}
