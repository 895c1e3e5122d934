import type { Tx } from '../../platform/database/bureau.ts'
import type { OfficialDocument, Pictures } from '../../platform/typeset/typesetter.ts'
import { documentForStaff, fileForStaff, filesForStaff } from './for-staff.ts'
import { officialParts } from './official-parts.ts'
import { picturesOf } from './typeset.ts'

/** The working copy as it will be typeset, marked on every page as what it is. */
export async function draftToTypeset(
  tx: Tx,
  id: number,
  bureauName: string,
): Promise<{ document: OfficialDocument; pictures: Pictures } | null> {
  const text = await documentForStaff(tx, id)
  if (!text) return null
  const files = await filesForStaff(tx, id)
  const fileNames = files.filter(({ role }) => role === 'file').map(({ name }) => name)
  const document = { ...officialParts(text, { fileNames, bureauName, foot: null }), watermark: '草稿' }
  const own = new Set(files.map((file) => file.id))
  const read = async (fileId: number) => (own.has(fileId) ? ((await fileForStaff(tx, fileId))?.content ?? null) : null)
  return { document, pictures: await picturesOf(document, read) }
}
