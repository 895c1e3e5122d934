import { parentPort, workerData } from 'node:worker_threads'
import type { OfficialDocument, Pictures } from './document.ts'
import { typesetDocx } from './docx.ts'
import { type FontFolders, pdfTypesetter } from './pdf.ts'

// Typesetting keeps a processor busy for some tenths of a second: here, beside the web server.

export interface Order {
  format: 'pdf' | 'docx'
  document: OfficialDocument
  pictures: Pictures
}

export type Answer = { file: Uint8Array } | { failed: string }

let typesetPdf: ReturnType<typeof pdfTypesetter> | null = null

async function fulfil({ format, document, pictures }: Order): Promise<Answer> {
  try {
    if (format === 'docx') return { file: await typesetDocx(document, pictures) }
    typesetPdf ??= pdfTypesetter(workerData as FontFolders)
    return { file: typesetPdf(document, pictures) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', async (order: Order) => parentPort?.postMessage(await fulfil(order)))
