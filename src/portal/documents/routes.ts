import type { FastifyRequest } from 'fastify'
import { createElement } from 'react'
import type { Bureau } from '../../records/bureaus/bureau.ts'
import {
  publicFile,
  publicFiles,
  publishedDocument,
  publishedPlaces,
  versionsOf,
  withdrawnDocument,
} from '../../records/documents/for-public.ts'
import { checkFile, checkText, type OfficialVerdict } from '../../records/documents/official.ts'
import { previewOf } from '../../records/documents/preview.ts'
import { type Format, isTypeset, type OfficialFiles, type Publisher } from '../../records/documents/typeset.ts'
import { subjects } from '../../records/pages/subjects.ts'
import { paths } from '../paths.ts'
import type { Open } from '../visit.ts'
import { HistoryPage } from './history.page.tsx'
import { OfficialCheckPage } from './official-check.page.tsx'
import { PreviewPage } from './preview.page.tsx'

const number = /^\d{1,15}$/

const publisherOf = ({ bureauId, name, profile }: Bureau): Publisher => ({ bureauId, name, domain: profile.domain })

export function documentRoutes(open: Open, official: OfficialFiles): void {
  open(
    'GET',
    '/banshi/:file',
    async ({ tx, http, bureau }) => {
      const { file } = http.params as { file: string }
      const [, id, format] = /^(\d{1,15})\.(pdf|docx)$/.exec(file) ?? []
      if (id === undefined) return { failure: { status: 404 } }
      const document = await publishedDocument(tx, Number(id))
      if (!document) {
        const withdrawn = await withdrawnDocument(tx, Number(id))
        return { failure: withdrawn ? { status: 410, ...withdrawn } : { status: 404 } }
      }
      if (!isTypeset(document.kind)) return { failure: { status: 404 } }
      const { contentHash: sha256 } = document
      const { name, mediaType, content } = await official.of(tx, document, publisherOf(bureau), format as Format)
      const shown = format === 'pdf'
      return { afterwards: async () => ({ file: { name, mediaType, content: await content(), sha256, shown } }) }
    },
    { perMinute: 120 },
  )

  open(
    'GET',
    '/lishi/:id',
    async ({ tx, http, frame, shows }) => {
      const { id } = http.params as { id: string }
      const document = number.test(id) ? await publishedDocument(tx, Number(id)) : null
      if (!document) return { failure: { status: 404 } }
      shows(subjects.document(document.id))
      return createElement(HistoryPage, { frame, document, versions: await versionsOf(tx, document.id) })
    },
    { every: async ({ tx }) => (await publishedPlaces(tx)).map(({ id }) => paths.history(id)) },
  )

  open('GET', '/fujian/:id/yulan', async ({ tx, http, frame, shows }) => {
    const { id } = http.params as { id: string }
    const file = number.test(id) ? await publicFile(tx, Number(id)) : null
    const document = file && (await publishedDocument(tx, file.documentId))
    const preview = file && (await previewOf(file))
    if (!file || !document || !preview) return { failure: { status: 404 } }
    shows(subjects.document(document.id))
    return createElement(PreviewPage, { frame, document, file: { id: Number(id), name: file.name }, preview })
  })

  open(
    'GET',
    '/fujian/:id/:name',
    async ({ tx, http, shows }) => {
      const { id } = http.params as { id: string }
      const file = number.test(id) ? await publicFile(tx, Number(id)) : null
      if (!file) return { failure: { status: 404 } }
      shows(subjects.document(file.documentId))
      return { file: { ...file, shown: file.role === 'picture' || file.mediaType === 'application/pdf' } }
    },
    { every: async ({ tx }) => (await publicFiles(tx)).map(({ id, name }) => paths.file(id, name)) },
  )

  open('GET', paths.officialCheck, async ({ tx, http, frame }) => {
    const { id } = http.query as { id?: string }
    const document = id && number.test(id) ? await publishedDocument(tx, Number(id)) : null
    return createElement(OfficialCheckPage, { frame, about: document, typed: '', problems: [], verdict: null })
  })

  open(
    'POST',
    paths.officialCheck,
    async ({ tx, http, frame, bureau }) => {
      const given = await readGiven(http)
      const about = given.id === null ? null : await publishedDocument(tx, given.id)
      const page = { frame, about, typed: given.text }
      const { file } = given
      if (file) {
        const publisher = publisherOf(bureau)
        const known = await checkFile(tx, file, about?.id ?? null, { official, publisher })
        if ('unreadable' in known) {
          const problems = [{ field: 'text', message: `“${file.name}”读不出文字，请打开后把文字粘贴到这里` }]
          return { page: createElement(OfficialCheckPage, { ...page, problems, verdict: null }), status: 422 }
        }
        const told = (verdict: OfficialVerdict) => createElement(OfficialCheckPage, { ...page, problems: [], verdict })
        return 'afterwards' in known ? { afterwards: async () => told(await known.afterwards()) } : told(known)
      }
      if (given.text.trim() === '') {
        const problems = [{ field: 'text', message: '请粘贴文字，或者选择一个文件' }]
        return { page: createElement(OfficialCheckPage, { ...page, problems, verdict: null }), status: 422 }
      }
      const verdict = await checkText(tx, given.text, about?.id ?? null)
      return createElement(OfficialCheckPage, { ...page, problems: [], verdict })
    },
    { perMinute: 20 },
  )
}

const longestText = 300_000

/** The text, the file and the document they are said to be, out of a form that may carry all of them. */
async function readGiven(http: FastifyRequest) {
  const given: { id: number | null; text: string; file: { name: string; content: Buffer } | null } = {
    id: null,
    text: '',
    file: null,
  }
  for await (const part of http.parts()) {
    if (part.type === 'file') {
      const content = await part.toBuffer()
      if (content.length > 0) given.file = { name: part.filename, content }
    } else if (part.fieldname === 'text') given.text = String(part.value).slice(0, longestText)
    else if (part.fieldname === 'id' && number.test(String(part.value))) given.id = Number(part.value)
  }
  return given
}
