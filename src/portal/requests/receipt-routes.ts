import { createElement } from 'react'
import { type Clock, dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Typesetter } from '../../platform/typeset/typesetter.ts'
import { ownFile, ownPapers } from '../../records/applicants/for-public.ts'
import { checkReceipt } from '../../records/journal/check-inclusion.ts'
import { proveInclusion } from '../../records/journal/checkpoint.ts'
import { sha256 } from '../../records/journal/entry.ts'
import { checkpointAt, checkpoints } from '../../records/journal/for-public.ts'
import type { RequestOfApplicant } from '../../records/requests/for-public.ts'
import { paths } from '../paths.ts'
import type { Open, Outcome } from '../visit.ts'
import { readSent } from './forms/sent.ts'
import { requestOf } from './own-routes.ts'
import { everythingOf, type Paper, receiptDocument, receiptOf, replyDocument } from './papers.ts'
import { ReceiptCheckPage, type ReceiptCheckProps } from './receipt-check.page.tsx'
import { repliedOn } from './status.page.tsx'

const notThere: Outcome = { failure: { status: 404 } }

const inclusionOf = (tx: Tx, { id }: RequestOfApplicant, clock: Clock) =>
  proveInclusion(tx, { subject: `request ${id}`, kinds: ['request submitted', 'request registered'] }, clock)

const fileOf = (paper: Paper) => ({
  file: { ...paper, sha256: sha256(paper.content).toString('hex'), shown: false },
})

const listed = { checkpoints: 1000, onPage: 20 }

export function receiptRoutes(open: Open, typesetter: Typesetter): void {
  const under = (rest: string) => `/ysqgk/status/:access/${rest}`
  const perMinute = 20

  open(
    'GET',
    under('huizhi.json'),
    async (visiting) => {
      const found = await requestOf(visiting)
      const inclusion = found && (await inclusionOf(visiting.tx, found.request, visiting.clock))
      return inclusion ? fileOf(receiptOf(visiting.bureau, found.request, inclusion)) : notThere
    },
    { perMinute },
  )

  open(
    'GET',
    under('huizhi.pdf'),
    async (visiting) => {
      const found = await requestOf(visiting)
      const inclusion = found && (await inclusionOf(visiting.tx, found.request, visiting.clock))
      if (!found || !inclusion) return notThere
      const { request } = found
      const document = receiptDocument(visiting.bureau, request, inclusion, dayInChina(request.submittedAt))
      return { afterwards: () => typeset(typesetter, document, `${request.number}回执.pdf`) }
    },
    { perMinute },
  )

  open(
    'GET',
    under('dafu.pdf'),
    async (visiting) => {
      const { request } = (await requestOf(visiting)) ?? {}
      const on = request && repliedOn(request)
      if (!request?.reply || !on) return notThere
      const document = replyDocument(visiting.bureau, request.reply, on)
      return { afterwards: () => typeset(typesetter, document, `${request.number}答复书.pdf`) }
    },
    { perMinute },
  )

  open(
    'GET',
    under('quanbu.zip'),
    async (visiting) => {
      const found = await requestOf(visiting)
      if (!found) return notThere
      const { request } = found
      const { tx, bureau, clock } = visiting
      const papers = await ownPapers(tx, request.id)
      const files: { name: string; content: Buffer }[] = []
      for (const { id } of papers.files) {
        const file = await ownFile(tx, request.id, id)
        if (file) files.push(file)
      }
      const inclusion = await inclusionOf(tx, request, clock)
      const receipt = inclusion && receiptDocument(bureau, request, inclusion, dayInChina(request.submittedAt))
      return {
        afterwards: async () =>
          fileOf(await everythingOf(bureau, request, { papers, files, inclusion, receipt, typesetter })),
      }
    },
    { perMinute },
  )

  open('GET', paths.checkpoints, async ({ tx, bureau }) => ({
    json: {
      format: 'zhaoming-checkpoints-1',
      bureau: bureau.name,
      checkpoints: await checkpoints(tx, listed.checkpoints),
    },
  }))

  const checkPage = async (tx: Tx, props: Omit<ReceiptCheckProps, 'checkpoints'>) =>
    createElement(ReceiptCheckPage, { ...props, checkpoints: await checkpoints(tx, listed.onPage) })

  open('GET', paths.receiptCheck, ({ tx, frame }) => checkPage(tx, { frame, problems: [], checked: null }))
  open(
    'POST',
    paths.receiptCheck,
    async ({ tx, http, frame }) => {
      const { body, files } = await readSent(http)
      const typed = typeof body['text'] === 'string' ? body['text'] : ''
      const text = files[0]?.content.toString('utf8') ?? typed
      if (text.trim() === '') {
        const problems = [{ field: 'file', message: '请选择回执文件' }]
        return { page: await checkPage(tx, { frame, problems, checked: null }), status: 422 }
      }
      const verdict = checkReceipt(text)
      const published = verdict.sound ? await checkpointAt(tx, verdict.checkpoint.events) : null
      const ours = verdict.sound && published?.root === verdict.checkpoint.root
      return checkPage(tx, { frame, problems: [], checked: { verdict, ours } })
    },
    { perMinute },
  )
}

async function typeset(typesetter: Typesetter, document: Parameters<Typesetter['typeset']>[1], name: string) {
  const content = Buffer.from(await typesetter.typeset('pdf', document, new Map()))
  return fileOf({ name, mediaType: 'application/pdf', content })
}
