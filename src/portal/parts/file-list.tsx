import type { PublicFile } from '../../records/documents/for-public.ts'
import { largestPreviewed, previewed } from '../../records/documents/preview.ts'
import { paths } from '../paths.ts'

const names: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/ofd': 'OFD',
  'image/jpeg': '图片',
  'image/png': '图片',
}

/** 1.2 MB, 85 KB */
export function sizeText(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`
}

export function FileList({ files }: { files: readonly PublicFile[] }) {
  return (
    <section className="files" aria-labelledby="files-heading">
      <h2 id="files-heading">附件</h2>
      <ol>
        {files.map(({ id, name, mediaType, size, pages }) => (
          <li key={id}>
            <a href={paths.file(id, name)}>{name}</a>
            <span className="kind">
              {names[mediaType] ?? '文件'}，{sizeText(size)}
              {pages !== null && `，${pages} 页`}
            </span>
            {previewed.has(mediaType) && size <= largestPreviewed && (
              <a className="preview" href={paths.preview(id)} aria-label={`在线预览：${name}`}>
                在线预览
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
