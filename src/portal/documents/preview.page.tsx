import { type FilePreview, mostRows } from '../../records/documents/preview.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { Scroller } from '../parts/scroller.tsx'
import { paths } from '../paths.ts'

export interface PreviewProps {
  frame: Frame
  document: { title: string; address: string }
  file: { id: number; name: string }
  preview: FilePreview
}

/** The words of a Word or Excel file as a page: for readers without the program, and on a telephone. */
export function PreviewPage({ frame, document, file, preview }: PreviewProps) {
  return (
    <Layout
      frame={frame}
      title={`在线预览：${file.name}`}
      trail={[
        { name: document.title, href: document.address },
        { name: '附件在线预览', href: null },
      ]}
    >
      <div className="reading">
        <h1>{file.name}</h1>
        <p className="meta">
          <span>
            附件所属信息：<a href={document.address}>{document.title}</a>
          </span>
        </p>
        <p className="notice">
          这里显示附件的文字和表格，版式、图片和印章以原文件为准。
          <a href={paths.file(file.id, file.name)}>下载原文件</a>
        </p>
        {preview.is === 'text' && (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: clean markup of our own subset
          <div className="prose" dangerouslySetInnerHTML={{ __html: preview.html }} />
        )}
        {preview.is === 'sheets' &&
          preview.sheets.map(({ name, head, rows, cut }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the sheets never change once rendered
            <section key={place} className="prose">
              <h2 id={`sheet-${place + 1}`}>{name}</h2>
              {head.length === 0 ? (
                <p>这张表没有内容。</p>
              ) : (
                <Scroller labelledBy={`sheet-${place + 1}`}>
                  <table>
                    <thead>
                      <tr>
                        {head.map((cell, column) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: the cells never change once rendered
                          <th key={column} scope="col">
                            {cell || `第 ${column + 1} 列`}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {rows.map((row, at) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change once rendered
                        <tr key={at}>
                          {row.map((cell, column) => (
                            // biome-ignore lint/suspicious/noArrayIndexKey: the cells never change once rendered
                            <td key={column}>{cell}</td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroller>
              )}
              {cut && <p>这里只显示前 {mostRows} 行，其余请下载原文件查看。</p>}
            </section>
          ))}
      </div>
    </Layout>
  )
}
