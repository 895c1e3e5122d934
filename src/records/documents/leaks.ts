import { type Hit, scanText } from '../../law/personal-data/scan.ts'
import { textOfMarkup } from '../../platform/markup/to-text.ts'
import type { DocumentText } from './document.ts'

/** Personal data that must not become public: every hit, so that all of it can be mended at once (section 11). */
export function leaksIn(text: DocumentText, files: readonly { name: string; text: string }[]): Hit[] {
  const { title, subtitle, summary, author, keywords, body } = text
  const words = [title, subtitle, summary, author, keywords, textOfMarkup(body), ...files.map((file) => file.text)]
  return scanText(words.filter((one) => one !== null).join('\n')).filter((hit) => hit.severity === 'BLOCK')
}
