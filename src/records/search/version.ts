import { canonical, sha256 } from '../journal/entry.ts'
import { emptyWords, joiningCharacters } from './dictionary/stop.ts'
import { domainWords } from './dictionary/words.ts'

/** To be counted up when the way of cutting changes: what was indexed before must be indexed anew. */
const waysOfCutting = 2

/** Tells which dictionary an index was built with. */
export const segmenterVersion = sha256(
  canonical({ waysOfCutting, domainWords, emptyWords: [...emptyWords], joining: [...joiningCharacters] }),
)
  .toString('hex')
  .slice(0, 16)
