import { kindOf } from '../../platform/files/kind.ts'

export const fileRoles = ['attachment', 'authorisation'] as const
export type FileRole = (typeof fileRoles)[number]

/** in bytes, one file */
export const largestFile = 10 * 1024 * 1024
/** files of one form or one message */
export const mostFiles = 5

const taken: Partial<Record<ReturnType<typeof kindOf>['kind'], string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

export interface GivenFile {
  name: string
  content: Buffer
}

export type FileRefusal = 'empty' | 'too-large' | 'other-kind'

/** What a file is by its bytes, or why it is not taken. */
export function readGivenFile({ name, content }: GivenFile): { name: string; mediaType: string } | FileRefusal {
  if (content.length === 0) return 'empty'
  if (content.length > largestFile) return 'too-large'
  const mediaType = taken[kindOf(content).kind]
  if (!mediaType) return 'other-kind'
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return { name: [...last.replace(/[\u0000-\u001f\u007f]/g, '')].slice(-200).join('') || '附件', mediaType }
}
