import { strToU8, zipSync } from 'fflate'
import { remedies } from '../../law/requests/outcome.ts'
import { minuteInChina as minuteText } from '../../platform/clock.ts'
import { markupOfText } from '../../platform/markup/from-text.ts'
import { readMarkup } from '../../platform/markup/read.ts'
import { dateInWords, type OfficialDocument, withoutParts } from '../../platform/typeset/document.ts'
import type { Typesetter } from '../../platform/typeset/typesetter.ts'
import type { OwnPapers } from '../../records/applicants/for-public.ts'
import type { Bureau } from '../../records/bureaus/bureau.ts'
import type { Receipt } from '../../records/journal/check-inclusion.ts'
import type { Inclusion } from '../../records/journal/checkpoint.ts'
import type { RequestOfApplicant } from '../../records/requests/for-public.ts'
import { paths } from '../paths.ts'
import { repliedOn } from './status.page.tsx'
import { channelText, deliveryText, eventText, messageText } from './words.ts'

export interface Paper {
  name: string
  mediaType: string
  content: Buffer
}

export function receiptOf(bureau: Bureau, request: RequestOfApplicant, inclusion: Inclusion): Paper {
  const receipt: Receipt = { format: 'zhaoming-receipt-1', bureau: bureau.name, number: request.number, ...inclusion }
  return {
    name: `${request.number}回执.json`,
    mediaType: 'application/json',
    content: Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`),
  }
}

const bodyOf = (lines: readonly string[]) => readMarkup(markupOfText(lines.join('\n\n')))

/** The receipt on paper. The query code stands in it only where the applicant has just been given it. */
export function receiptDocument(
  bureau: Bureau,
  { number, title, submittedAt, channel }: Pick<RequestOfApplicant, 'number' | 'title' | 'submittedAt' | 'channel'>,
  inclusion: Inclusion,
  madeOn: OfficialDocument['madeOn'],
): OfficialDocument {
  const { domain, disclosureOffice, phone } = bureau.profile
  return {
    ...withoutParts,
    title: '政府信息公开申请回执',
    body: bodyOf([
      `受理编号：${number}`,
      `申请事项：${title}`,
      `提交时间：${minuteText(submittedAt)}（${channelText[channel]}）`,
      `受理机关：${bureau.name}`,
      `查询办理进度：https://${domain}${paths.status}，凭受理编号和查询码。请妥善保存查询码。`,
      `联系方式：${disclosureOffice || bureau.name}${phone ? `，电话 ${phone}` : ''}`,
      `本申请是操作日志的第 ${inclusion.index} 条记录，在检查点（前 ${inclusion.checkpoint.events} 条，根 ${inclusion.checkpoint.root}）之内。`,
      `核对办法：下载回执文件（.json），在 https://${domain}${paths.receiptCheck} 核对，或者在任何一台装有昭明的计算机上运行 zhaoming verify-receipt。`,
    ]),
    signers: [bureau.name],
    date: dateInWords(madeOn),
    madeOn,
  }
}

export function replyDocument(
  bureau: Bureau,
  { number, letter }: { number: string; letter: string },
  on: OfficialDocument['madeOn'],
): OfficialDocument {
  return {
    ...withoutParts,
    documentNumber: number,
    title: '政府信息公开申请答复书',
    body: readMarkup(markupOfText(letter)),
    signers: [bureau.name],
    date: dateInWords(on),
    madeOn: on,
  }
}

/** What was asked, sent and told so far, in words that open everywhere. */
function storyText(request: RequestOfApplicant, { messages, files }: OwnPapers): string {
  const { number, title, documentNumber, description, delivery, channel, submittedAt, events } = request
  return [
    `政府信息公开申请 ${number}`,
    '',
    `信息名称：${title}`,
    ...(documentNumber ? [`文号：${documentNumber}`] : []),
    ...(description ? [`内容描述：${description}`] : []),
    `获取方式：${deliveryText[delivery]}`,
    '',
    '办理经过',
    `${minuteText(submittedAt)}  提交（${channelText[channel]}）`,
    ...events.flatMap(({ event, note }) => [`${event.on}  ${eventText(event)}`, ...(note ? [`    ${note}`] : [])]),
    '',
    ...(messages.length > 0 ? ['您提交的材料'] : []),
    ...messages.map(({ kind, said, sentAt }) => `${minuteText(sentAt)}  ${messageText[kind]}：${said}`),
    ...files.map(({ name }) => `附件：${name}`),
    '',
  ].join('\r\n')
}

/** Everything of one request in one file. */
export async function everythingOf(
  bureau: Bureau,
  request: RequestOfApplicant,
  {
    papers,
    files,
    inclusion,
    receipt,
    typesetter,
  }: {
    papers: OwnPapers
    files: { name: string; content: Buffer }[]
    inclusion: Inclusion | null
    receipt: OfficialDocument | null
    typesetter: Typesetter
  },
): Promise<Paper> {
  const inside: Record<string, Uint8Array> = { '申请和办理经过.txt': strToU8(`\uFEFF${storyText(request, papers)}`) }
  if (inclusion) inside['回执.json'] = receiptOf(bureau, request, inclusion).content
  if (receipt) inside['回执.pdf'] = await typesetter.typeset('pdf', receipt, new Map())
  const on = repliedOn(request)
  if (request.reply && on) {
    inside['答复书.pdf'] = await typesetter.typeset('pdf', replyDocument(bureau, request.reply, on), new Map())
    const { reconsiderationOrgan: reconsideration, court } = bureau.profile
    const { clause } = remedies(request.reply.outcome, on, { reconsideration, court })
    inside['救济途径.txt'] = strToU8(`\uFEFF${clause}\r\n`)
  }
  files.forEach(({ name, content }, place) => {
    inside[`附件/${place + 1}-${name}`] = content
  })
  const content = Buffer.from(zipSync(inside, { level: 1 }))
  return { name: `${request.number}全部文件.zip`, mediaType: 'application/zip', content }
}
