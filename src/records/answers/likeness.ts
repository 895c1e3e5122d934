const squeezed = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/关于|申请公开|请求公开|公开|的|相关|有关|信息|情况|[\s\p{P}]/gu, '')

function pairsOf(text: string): Set<string> {
  const letters = [...squeezed(text)]
  if (letters.length < 2) return new Set(letters)
  return new Set(letters.slice(1).map((letter, place) => `${letters[place]}${letter}`))
}

/** How alike two titles are, 0 to 1: the pairs of characters they share, of those they have (Dice). */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  if (a.size + b.size === 0) return 0
  const shared = [...a].filter((pair) => b.has(pair)).length
  return (2 * shared) / (a.size + b.size)
}

/** years, which tell apart what else reads alike: the report of 2024 is not that of 2025 */
const years = (text: string) => new Set(text.normalize('NFKC').match(/(?:19|20)\d\d/g) ?? [])

function sameYears(one: string, other: string): boolean {
  const [a, b] = [years(one), years(other)]
  return a.size === 0 || b.size === 0 || [...a].some((year) => b.has(year))
}

const alikeFrom = 0.6

export interface Wanted {
  title: string
  documentNumber: string | null
}

/** Whether two requests want one thing: the same document number, or titles much alike that name no other year. */
export function sameObject(one: Wanted, other: Wanted): boolean {
  if (one.documentNumber && other.documentNumber) return squeezed(one.documentNumber) === squeezed(other.documentNumber)
  return sameYears(one.title, other.title) && likeness(one.title, other.title) >= alikeFrom
}
