import type { FastifyRequest } from 'fastify'
import type { FilesRefusal } from '../../../records/applicants/acts.ts'
import { largestFile, mostFiles } from '../../../records/applicants/file.ts'
import type { Body } from './typed.ts'

export interface SentFile {
  field: string
  name: string
  content: Buffer
}

/** A form with its files, however it came. A file that is too large has one byte more than is taken, and no more. */
export async function readSent(http: FastifyRequest): Promise<{ body: Body; files: SentFile[] }> {
  if (!http.isMultipart()) return { body: (http.body ?? {}) as Body, files: [] }
  const body: Record<string, unknown> = {}
  const files: SentFile[] = []
  // Its types do not know the second option.
  const options = {
    limits: { fileSize: largestFile + 1, files: mostFiles + 1, fields: 80, fieldSize: 100_000 },
    throwFileSizeLimit: false,
  }
  for await (const part of http.parts(options)) {
    if (part.type === 'file') {
      const content = await part.toBuffer()
      if (part.filename !== '' || content.length > 0) {
        files.push({ field: part.fieldname, name: part.filename, content })
      }
    } else body[part.fieldname] = part.value
  }
  return { body, files }
}

export const filesWords: Record<FilesRefusal, string> = {
  empty: '选择的文件是空的，请重新选择',
  'too-large': '每个文件不能超过 10 MB，请压缩或者分成几个文件',
  'other-kind': '只接收 PDF、Word（.docx）、JPG 和 PNG 文件，请转换后再上传',
  'too-many': `最多上传 ${mostFiles} 个文件`,
}
