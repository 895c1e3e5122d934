import type { PersonalDataClass } from './mask.ts'
import { type ScanOptions, scanText } from './scan.ts'

/** The text with every hit of these classes masked; all else stays as it is. */
export function maskText(text: string, classes: readonly PersonalDataClass[], options: ScanOptions = {}): string {
  let masked = ''
  let from = 0
  for (const hit of scanText(text, options)) {
    if (!classes.includes(hit.class)) continue
    masked += text.slice(from, hit.start) + hit.masked
    from = hit.end
  }
  return masked + text.slice(from)
}
