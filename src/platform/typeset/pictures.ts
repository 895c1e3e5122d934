import type { OfficialDocument, PictureSource } from './document.ts'
import { blocksOf, picturesIn } from './tree.ts'

/** Every picture of the texts that can be had, by its address. */
export async function gatherPictures(
  { bodyHtml, annexes }: OfficialDocument,
  source: PictureSource,
): Promise<Map<string, Uint8Array>> {
  const texts = [bodyHtml, ...annexes.map(({ bodyHtml }) => bodyHtml)]
  const found = new Map<string, Uint8Array>()
  for (const src of new Set(texts.flatMap((html) => picturesIn(blocksOf(html))))) {
    const bytes = await source(src)
    if (bytes) found.set(src, bytes)
  }
  return found
}
