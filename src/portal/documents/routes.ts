import { createElement } from 'react'
import { publicFile, publishedDocument, versionsOf } from '../../records/documents/for-public.ts'
import { previewOf } from '../../records/documents/preview.ts'
import type { Open } from '../visit.ts'
import { HistoryPage } from './history.page.tsx'
import { PreviewPage } from './preview.page.tsx'

const number = /^\d{1,15}$/

export function documentRoutes(open: Open): void {
  open('GET', '/lishi/:id', async ({ tx, http, frame }) => {
    const { id } = http.params as { id: string }
    const document = number.test(id) ? await publishedDocument(tx, Number(id)) : null
    if (!document) return { failure: { status: 404 } }
    return createElement(HistoryPage, { frame, document, versions: await versionsOf(tx, document.id) })
  })

  open('GET', '/fujian/:id/yulan', async ({ tx, http, frame }) => {
    const { id } = http.params as { id: string }
    const file = number.test(id) ? await publicFile(tx, Number(id)) : null
    const document = file && (await publishedDocument(tx, file.documentId))
    const preview = file && (await previewOf(file))
    if (!file || !document || !preview) return { failure: { status: 404 } }
    return createElement(PreviewPage, { frame, document, file: { id: Number(id), name: file.name }, preview })
  })

  open('GET', '/fujian/:id/:name', async ({ tx, http }) => {
    const { id } = http.params as { id: string }
    const file = number.test(id) ? await publicFile(tx, Number(id)) : null
    if (!file) return { failure: { status: 404 } }
    return { file: { ...file, shown: file.role === 'picture' || file.mediaType === 'application/pdf' } }
  })
}
