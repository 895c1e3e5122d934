import { isDigit, isLetter } from './characters.ts'

// GA 36-2018: a province, a letter, five letters or digits without I and O; six where the vehicle runs on new energy.

const dots = '·•・.．-－ '
const lastWords = '警学挂领港澳超使'

/** Where the number plate ends that begins with this province; null when none does. */
export function plateEnd(text: string, start: number): number | null {
  const letter = text.charCodeAt(start + 1)
  if (!isLetter(letter) || isSmall(letter)) return null
  let place = start + 2
  if (place < text.length && dots.includes(text[place] ?? '')) place += 1
  const from = place
  let digits = 0
  while (place < text.length && place - from < 7) {
    const code = text.charCodeAt(place)
    if (isDigit(code)) digits += 1
    else if (!isLetter(code) || isSmall(code) || 'IOＩＯ'.includes(text[place] ?? '')) break
    place += 1
  }
  const length = place - from
  if (length === 5 && digits >= 2) return ends(text, place)
  if (length === 4 && digits >= 2 && lastWords.includes(text[place] ?? '.')) return place + 1
  if (length !== 6) return null
  const isD = (offset: number) => isDigit(text.charCodeAt(from + offset))
  const small = !isD(0) && isD(2) && isD(3) && isD(4) && isD(5)
  const large = isD(0) && isD(1) && isD(2) && isD(3) && isD(4) && !isD(5)
  return small || large ? ends(text, place) : null
}

/** The number goes on with what no plate has: then it is something else. */
function ends(text: string, place: number): number | null {
  const next = text.charCodeAt(place)
  return isDigit(next) || isLetter(next) ? null : place
}

function isSmall(code: number): boolean {
  const plain = code >= 0xff21 ? code - 0xfee0 : code
  return plain >= 0x61
}
