/** Full-width digits and letters as their plain ones; the text keeps its length. */
export function halfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
}

/** What is wrong with a number as it was typed, before its own rules are asked: blanks, full-width characters. */
export function typingProblem(name: string, typed: string): string | null {
  if (/\s/.test(typed)) return `${name}中有空格，请删去`
  const place = [...typed].findIndex((character) => halfWidth(character) !== character)
  if (place < 0) return null
  const character = [...typed][place] as string
  return `${name}第${place + 1}位“${character}”是全角字符，请改为半角的“${halfWidth(character)}”`
}
