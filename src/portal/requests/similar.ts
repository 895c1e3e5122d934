import type { Tx } from '../../platform/database/bureau.ts'
import { answersLike } from '../../records/answers/for-public.ts'
import { anything, search } from '../../records/search/search.ts'
import { paths } from '../paths.ts'

export interface Similar {
  title: string
  href: string
  /** an answer to somebody who asked for something like it; else something published */
  answer: boolean
}

const most = 5

/** What is public already and may be what is looked for: answers to others first, then documents. */
export async function similarTo(tx: Tx, wanted: readonly { title: string; documentNumber: string | null }[]) {
  const found = new Map<string, Similar>()
  for (const { title, documentNumber } of wanted.slice(0, 3)) {
    for (const { id, title: answered } of await answersLike(tx, title, 3)) {
      const href = paths.answer(id)
      found.set(href, { title: answered, href, answer: true })
    }
    const asked = { ...anything, sort: 'relevance', page: 1, size: 3 } as const
    const { direct, hits } = await search(tx, documentNumber ?? title, asked)
    for (const { title: pieces, address } of [...direct, ...hits].slice(0, 3)) {
      found.set(address, { title: pieces.map(({ text }) => text).join(''), href: address, answer: false })
    }
  }
  return [...found.values()].slice(0, most)
}
