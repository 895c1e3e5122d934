import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cleanedKinds } from '../../platform/files/clean.ts'
import type { Hidden, HiddenWhat } from '../../platform/files/inspection.ts'
import type { DocxWarning } from '../../platform/markup/docx/to-markup.ts'
import {
  attachFile,
  detachFile,
  type FileRead,
  type FileRefusal,
  largestFile,
  orderFiles,
  readFile,
} from '../../records/documents/attach.ts'
import { cleanCopyOf, replaceByClean } from '../../records/documents/clean.ts'
import { aText } from '../../records/documents/document.ts'
import { type FileForStaff, fileForStaff } from '../../records/documents/for-staff.ts'
import { draftFromWord, importWord, readWordFile, type WordRead } from '../../records/documents/from-word.ts'
import { mayDoToDocuments } from '../../records/documents/permissions.ts'
import { draftToTypeset } from '../../records/documents/typeset-draft.ts'
import { mustBeAllowed } from '../../records/staff/actor.ts'
import * as contract from '../contract/documents.ts'
import { cleaningWords } from '../leaks/words.ts'
import { asStaff, notFound, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'
import { withProblems } from './text-problems.ts'

const fileWords: Record<FileRefusal, string> = {
  empty: '这个文件是空的',
  'too-large': '文件太大，每个文件不超过 50 MB',
  zip: '不能上传压缩包：公众打不开、搜索也找不到里面的内容。请解压后把文件逐个上传',
  'other-kind': '不支持这种文件。可以上传 PDF、Word、Excel、PowerPoint、OFD 文件和 JPG、PNG 图片',
  'ending-lies': '文件的扩展名与内容不符，请用原来的软件另存一份再上传',
  password: '文件有密码，公众打不开。请去掉密码后再上传',
  broken: '文件已损坏，无法读取。请用原来的软件打开后另存一份再上传',
}
const draftWords = {
  'not-a-draft': '这条信息正在审核或者已经办结，不能改动附件',
  'no-correction': '这条信息已公开。请先点“修改”，写明更正说明并保存，再改动附件',
}
const cannotClean = '自动清理去不掉这个文件里的内容'
const hiddenWords: Record<HiddenWhat, string> = {
  'hidden-sheet': '有隐藏的工作表',
  'hidden-row': '有隐藏的行',
  'hidden-column': '有隐藏的列',
  comment: '有批注',
  'tracked-change': '有修订痕迹',
  metadata: '文件属性里有作者等信息',
  gps: '照片里有拍摄地点',
  'covered-text': '有被遮盖但仍能复制的文字',
  'earlier-revision': '文件里留有以前的版本',
  'hidden-text': '有隐藏的文字',
  'embedded-file': '里面嵌有别的文件',
  'external-link': '有指向外部文件的链接',
  macro: '有宏',
}
const wordWarnings: Record<DocxWarning['kind'], string> = {
  'tracked-changes': '处修订，已按接受修订导入',
  comments: '处批注，没有导入',
  notes: '个脚注或尾注，没有导入，请核对',
  'text-boxes': '个文本框，请核对文字是否齐全',
  formulas: '个公式，没有导入，请改为图片',
  'embedded-files': '个嵌入的文件，没有导入，请另作附件上传',
  'pictures-in-other-formats': '张图片的格式不能在网上显示，请另存为 JPG 或 PNG 后上传',
}
const notWord = {
  empty: fileWords.empty,
  'old-word': '这是旧版 Word 文件（.doc）。请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”后再导入',
  password: '文件有密码。请去掉密码后再导入',
  'not-word': '这不是 Word 文件，请选择 .docx 文件',
  broken: fileWords.broken,
  'too-large': fileWords['too-large'],
}

function toldOf(hidden: readonly Hidden[]): string[] {
  const kinds = [...new Set(hidden.map(({ what }) => what))]
  return kinds.map((what) => {
    const places = [...new Set(hidden.filter((one) => one.what === what).map(({ place }) => place))]
    const named = places.filter((place) => place !== '').slice(0, 3)
    const more = places.length > 3 ? `等 ${places.length} 处` : ''
    return `${hiddenWords[what]}${named.length > 0 ? `（${named.join('、')}${more}）` : ''}`
  })
}

export const fileView = ({ hidden, kind, ...file }: FileForStaff) => ({
  ...file,
  hidden: toldOf(hidden),
  cleanable: hidden.length > 0 && kind !== null && cleanedKinds.includes(kind),
})

function warningsOf({ inspection, withoutText }: FileRead): string[] {
  return [
    ...toldOf(inspection.hidden),
    ...(withoutText ? ['是扫描件，没有文字：读屏软件读不了，也搜索不到。请尽量上传原文件'] : []),
  ]
}

const warningsOfWord = ({ warnings }: WordRead) => warnings.map(({ kind, count }) => `${count} ${wordWarnings[kind]}`)

const id = z.coerce.number().int().positive()
const version = id
const addTo = z.object({
  version,
  role: z.enum(['file', 'picture']).default('file'),
  alt: z.string().max(500).default(''),
})

/** Files come and go, so these stand outside the JSON contract. */
export function fileRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  async function uploaded(http: FastifyRequest): Promise<{ name: string; bytes: Buffer } | Refusal> {
    const file = await http.file({ limits: { fileSize: largestFile } })
    return file ? { name: file.filename, bytes: await file.toBuffer() } : new Refusal(400, '请选择要上传的文件')
  }

  async function read(http: FastifyRequest): Promise<FileRead | Refusal> {
    const file = await uploaded(http)
    if (file instanceof Refusal) return file
    const outcome = await readFile(file.bytes, file.name)
    return 'refused' in outcome ? new Refusal(415, fileWords[outcome.refused], outcome) : outcome
  }

  async function readWord(http: FastifyRequest): Promise<(WordRead & { name: string }) | Refusal> {
    const file = await uploaded(http)
    if (file instanceof Refusal) return file
    const outcome = await readWordFile(file.bytes)
    return 'refused' in outcome
      ? new Refusal(415, notWord[outcome.refused], outcome)
      : { ...outcome, name: file.name.replace(/\.docx$/i, '') }
  }

  /** Nobody who may not write has a file looked into. */
  const mayWrite = (http: FastifyRequest) =>
    asStaff(surroundings, http, async (_, by) => {
      mustBeAllowed(by, 'write a document', mayDoToDocuments.write)
      return null
    })

  app.post<{ Params: { id: string } }>(
    '/documents/:id/files',
    { schema: { hide: true, params: z.object({ id }), querystring: addTo }, bodyLimit: largestFile + 100_000 },
    async (http, answer) => {
      const params = http.params as unknown as { id: number }
      const { version, role, alt } = http.query as z.output<typeof addTo>
      const barred = await mayWrite(http)
      if (barred) return sendProblem(answer, barred)
      const file = await read(http)
      if (file instanceof Refusal) return sendProblem(answer, file)
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        const added = await attachFile(tx, { ...params, version, file, role, alt }, by, clock)
        return 'refused' in added
          ? refuse(added.refused, {
              ...draftWords,
              'not-a-picture': '正文里的图片只能是 JPG 或 PNG',
              'no-alt': '请填写图片说明：看不见图片的人靠它了解内容',
            })
          : added
      })
      if (outcome instanceof Refusal) return sendProblem(answer, outcome)
      return answer.send({ ...outcome, warnings: warningsOf(file) } satisfies contract.FileAdded)
    },
  )

  app.get<{ Params: { id: string } }>(
    '/documents/files/:id',
    { schema: { hide: true, params: z.object({ id }) } },
    async (http, answer) => {
      const params = http.params as unknown as { id: number }
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
        return (await fileForStaff(tx, params.id)) ?? notFound('个文件')
      })
      if (outcome instanceof Refusal) return sendProblem(answer, outcome)
      const { name, mediaType, content } = outcome
      const shown = mediaType.startsWith('image/') || mediaType === 'application/pdf'
      return answer
        .header(
          'content-disposition',
          `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
        )
        .header('cache-control', 'private, max-age=600')
        .type(mediaType)
        .send(content)
    },
  )

  app.post<{ Params: { id: string; fileId: string } }>(
    '/documents/:id/files/:fileId/clean-copy',
    { schema: { hide: true, params: z.object({ id, fileId: id }), querystring: z.object({ version }) } },
    async (http, answer) => {
      const params = http.params as unknown as { id: number; fileId: number }
      const { version } = http.query as { version: number }
      const gone = '这个文件已经删除或者换过，请刷新'
      const file = await asStaff(surroundings, http, async (tx, by) => {
        mustBeAllowed(by, 'write a document', mayDoToDocuments.write)
        return (await fileForStaff(tx, params.fileId)) ?? refuse('no-such-file', { 'no-such-file': gone })
      })
      if (file instanceof Refusal) return sendProblem(answer, file)
      const copy = await cleanCopyOf(file)
      if ('refused' in copy) {
        const words = {
          ...fileWords,
          ...cleaningWords,
          'nothing-removed': `${cannotClean}。${cleaningWords['not-this-kind']}`,
        }
        return sendProblem(answer, refuse(copy.refused, words))
      }
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        const replaced = await replaceByClean(tx, { ...params, version, copy }, by, clock)
        return 'refused' in replaced
          ? refuse(replaced.refused, { ...draftWords, 'no-such-file': gone })
          : { ...replaced, removed: toldOf(copy.removed) }
      })
      return outcome instanceof Refusal
        ? sendProblem(answer, outcome)
        : answer.send(outcome satisfies contract.FileCleaned)
    },
  )

  app.get<{ Params: { id: string } }>(
    '/documents/:id/preview.pdf',
    { schema: { hide: true, params: z.object({ id }) } },
    async (http, answer) => {
      const params = http.params as unknown as { id: number }
      const { name: bureauName } = await surroundings.bureauOf(http)
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
        return (await draftToTypeset(tx, params.id, bureauName)) ?? notFound('条信息')
      })
      if (outcome instanceof Refusal) return sendProblem(answer, outcome)
      const { document, pictures } = outcome
      return answer
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${document.title}.pdf`)}`)
        .header('cache-control', 'no-store')
        .type('application/pdf')
        .send(Buffer.from(await surroundings.typesetter.typeset('pdf', document, pictures)))
    },
  )

  serve(app, surroundings, contract.detachFile, async ({ tx, by, params, body }) => {
    const outcome = await detachFile(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          ...draftWords,
          'no-such-file': '这个文件已经删除，请刷新',
          'in-the-text': '这张图片还在正文里。请先从正文中删去并保存，再删除文件',
        })
      : outcome
  })

  serve(app, surroundings, contract.orderFiles, async ({ tx, by, params, body }) => {
    const outcome = await orderFiles(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { ...draftWords, 'other-files': '附件刚刚有增减，请刷新后再排序' })
      : outcome
  })

  const columnOf = z.object({ columnId: id })
  app.post(
    '/documents/imports',
    { schema: { hide: true, querystring: columnOf }, bodyLimit: largestFile + 100_000 },
    async (http, answer) => {
      const { columnId } = http.query as z.output<typeof columnOf>
      const barred = await mayWrite(http)
      if (barred) return sendProblem(answer, barred)
      const word = await readWord(http)
      if (word instanceof Refusal) return sendProblem(answer, word)
      const { name: source } = await surroundings.bureauOf(http)
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        const text = aText({
          columnId,
          title: (word.title ?? word.name).slice(0, 200),
          body: '',
          source,
          formedOn: clock.today(),
          documentNumber: word.documentNumber,
        })
        const drafted = await draftFromWord(tx, { text, word }, by, clock)
        return 'problems' in drafted ? withProblems(drafted.problems) : drafted
      })
      if (outcome instanceof Refusal) return sendProblem(answer, outcome)
      return answer.send({ ...outcome, warnings: warningsOfWord(word) } satisfies contract.WordDrafted)
    },
  )

  const versionOf = z.object({ version })
  app.post<{ Params: { id: string } }>(
    '/documents/:id/imports',
    { schema: { hide: true, params: z.object({ id }), querystring: versionOf }, bodyLimit: largestFile + 100_000 },
    async (http, answer) => {
      const params = http.params as unknown as { id: number }
      const asked = http.query as z.output<typeof versionOf>
      const barred = await mayWrite(http)
      if (barred) return sendProblem(answer, barred)
      const word = await readWord(http)
      if (word instanceof Refusal) return sendProblem(answer, word)
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        const imported = await importWord(tx, { ...params, ...asked, word }, by, clock)
        return 'refused' in imported ? refuse(imported.refused, draftWords) : imported
      })
      if (outcome instanceof Refusal) return sendProblem(answer, outcome)
      const { title, documentNumber } = word
      const { version, html } = outcome
      return answer.send({
        version,
        title,
        documentNumber,
        body: html,
        warnings: warningsOfWord(word),
      } satisfies contract.WordRead)
    },
  )
}
