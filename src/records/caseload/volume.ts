import type { CalendarDate } from '../../law/calendar-date.ts'
import { outcomes } from '../../law/requests/outcome.ts'
import type { Clock } from '../../platform/clock.ts'
import { dayInChina, minuteInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { readMarkup } from '../../platform/markup/read.ts'
import { escapeText } from '../../platform/markup/write.ts'
import { dateInWords, withoutParts } from '../../platform/typeset/document.ts'
import type { OfficialDocument } from '../../platform/typeset/typesetter.ts'
import { recordAct } from '../journal/record.ts'
import type { RequestCase } from '../requests/for-staff.ts'
import { mustBeAllowedOnRequest } from '../requests/permissions.ts'
import type { Actor } from '../staff/actor.ts'
import { keepUntil, type Retention } from './retention.ts'
import { saveVolume } from './store.ts'

/** How a volume says what the records keep in codes. */
export interface VolumeWords {
  channel: Record<string, string>
  kind: Record<string, string>
  idType: Record<string, string>
  carrier: Record<string, string>
  delivery: Record<string, string>
  event: Record<string, string>
  note: Record<string, string>
  way: Record<string, string>
  route: Record<string, string>
  result: Record<string, string>
  answer: Record<string, string>
  retention: Record<Retention, string>
}

interface Part {
  title: string
  /** markup */
  body: string
}

const say = (words: Record<string, string>, code: string) => words[code] ?? code
const paragraph = (text: string) =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeText(line.trim())}</p>`)
    .join('')

function table(head: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const row = (cells: readonly (string | null)[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${escapeText(cell || '—')}</${tag}>`).join('')}</tr>`
  return `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`
}

/** The parts of the volume in the order of its table of contents; one without anything in it is left out. */
function partsOf(found: RequestCase, words: VolumeWords): Part[] {
  const { applicant, events, enquiries, notes, reply, earlierReplies, deliveries, remedies } = found
  const parts: (Part | null)[] = [
    {
      title: '政府信息公开申请',
      body: [
        table(
          ['项目', '内容'],
          [
            ['申请人', applicant.name],
            ['申请人类型', say(words.kind, applicant.kind)],
            [
              '证件',
              [applicant.idType && say(words.idType, applicant.idType), applicant.idNumber].filter(Boolean).join(' '),
            ],
            ['法定代表人', applicant.representative],
            ['联系人和电话', [applicant.contact, applicant.phone].filter(Boolean).join(' ')],
            ['电子邮箱', applicant.email],
            ['通信地址', [applicant.address, applicant.postcode].filter(Boolean).join(' ')],
            ['收到渠道', say(words.channel, found.channel)],
            ['提交时间', minuteInChina(found.submittedAt)],
            ['收到日', found.receivedOn],
            ['所需信息', found.title],
            ['文号', found.documentNumber],
            ['载体和获取方式', `${say(words.carrier, found.carrier)}，${say(words.delivery, found.delivery)}`],
          ],
        ),
        '<h2>内容描述</h2>',
        paragraph(found.description),
      ].join(''),
    },
    events.length === 0
      ? null
      : {
          title: '办理过程',
          body: table(
            ['日期', '事项', '说明', '经办'],
            events.map(({ event, note, byName }) => [event.on, say(words.event, event.kind), note, byName]),
          ),
        },
    enquiries.length === 0
      ? null
      : {
          title: '征求意见',
          body: enquiries
            .map(
              ({ name, question, answer, opinion, answeredAt }) =>
                `<h2>${escapeText(name)}</h2>${paragraph(question)}${paragraph(
                  answer
                    ? `答复：${say(words.answer, answer)}${opinion ? `。${opinion}` : ''}${answeredAt ? `（${dayInChina(answeredAt)}）` : ''}`
                    : '未收到答复。',
                )}`,
            )
            .join(''),
        },
    notes.length === 0
      ? null
      : {
          title: '沟通、会商和检索记录',
          body: notes
            .map(
              ({ kind, heldOn, withWhom, said, byName }) =>
                `<h2>${escapeText(`${heldOn} ${say(words.note, kind)}`)}</h2>${paragraph(said)}${paragraph(
                  `${withWhom ? `对方：${withWhom}。` : ''}记录：${byName}。`,
                )}`,
            )
            .join(''),
        },
    ...earlierReplies.map(({ number, letter, concludedOn }) => ({
      title: `此前的答复 ${number}`,
      body: paragraph(letter) + paragraph(`答复日期：${concludedOn}`),
    })),
    reply?.number
      ? {
          title: `答复书 ${reply.number}`,
          body: `${paragraph(reply.letter)}<h2>起草和审批</h2>${table(
            ['环节', '人员', '时间'],
            [
              ['起草', reply.draftedBy, minuteInChina(reply.draftedAt)],
              ['批准', reply.decidedBy, reply.decidedAt && minuteInChina(reply.decidedAt)],
            ],
          )}`,
        }
      : null,
    deliveries.length === 0
      ? null
      : {
          title: '送达凭证',
          body: table(
            ['发出', '方式', '单号', '结果', '凭证'],
            deliveries.map(({ sentOn, way, reference, result, resultOn, evidence }) => [
              sentOn,
              say(words.way, way),
              reference,
              result && `${resultOn} ${result === 'delivered' ? '送达' : '退回'}`,
              evidence,
            ]),
          ),
        },
    remedies.length === 0
      ? null
      : {
          title: '投诉、复议和诉讼',
          body: table(
            ['途径', '案号', '机关', '受理', '审结', '结果'],
            remedies.map(({ route, number, organ, filedOn, concludedOn, result }) => [
              say(words.route, route),
              number,
              organ,
              filedOn,
              concludedOn,
              result && say(words.result, result),
            ]),
          ),
        },
  ]
  return parts.filter((part) => part !== null)
}

export type Missing =
  | 'not-closed'
  | 'no-receipt-day'
  | 'no-reply-letter'
  | 'no-approval'
  | 'no-delivery'
  | 'no-delivery-proof'
  | 'enquiry-open'
  | 'remedy-open'

/** What a volume lacks before it can be filed. A case withdrawn, merged or lapsed has no letter to deliver. */
export function missingIn(found: RequestCase): Missing[] {
  const { reply, deliveries, enquiries, remedies, outcome } = found
  const answered = outcome !== null && !outcome.startsWith('other-')
  const lacks: [boolean, Missing][] = [
    [found.state !== 'closed', 'not-closed'],
    [found.receivedOn === null, 'no-receipt-day'],
    [answered && !reply?.number, 'no-reply-letter'],
    [answered && Boolean(reply) && reply?.decision !== 'approved', 'no-approval'],
    [answered && deliveries.length === 0, 'no-delivery'],
    [
      answered && deliveries.length > 0 && !deliveries.some(({ result }) => result === 'delivered'),
      'no-delivery-proof',
    ],
    [enquiries.some(({ answer }) => answer === null), 'enquiry-open'],
    [remedies.some(({ result }) => result === null), 'remedy-open'],
  ]
  return lacks.flatMap(([is, what]) => (is ? [what] : []))
}

export const volumeParts = (found: RequestCase, words: VolumeWords): string[] =>
  partsOf(found, words).map(({ title }) => title)

/** The volume of a case as one document: cover, table of contents with page numbers, then each part from a new page. */
export function volumeOf(
  found: RequestCase,
  {
    bureauName,
    words,
    filed,
    madeOn,
  }: {
    bureauName: string
    words: VolumeWords
    filed: { retention: Retention; keepUntil: CalendarDate | null } | null
    madeOn: CalendarDate
  },
): OfficialDocument {
  const cover = table(
    ['项目', '内容'],
    [
      ['编号', found.number],
      ['事项', found.title],
      ['收到日', found.receivedOn && dateInWords(found.receivedOn)],
      ['办结日', found.concludedOn && dateInWords(found.concludedOn)],
      ['办理结果', found.outcome && outcomes[found.outcome].label],
      ['承办科室', found.section],
      [
        '保管期限',
        filed && `${words.retention[filed.retention]}${filed.keepUntil ? `，至${dateInWords(filed.keepUntil)}` : ''}`,
      ],
    ],
  )
  return {
    ...withoutParts,
    issuers: [bureauName],
    title: '政府信息公开申请案卷',
    subtitle: bureauName,
    body: readMarkup(cover),
    contents: '目录',
    annexes: partsOf(found, words).map(({ title, body }) => ({ label: null, title, body: readMarkup(body) })),
    madeOn,
  }
}

/** Files the volume of a closed case for as long as it has to be kept. Filing it anew changes how long. */
export async function fileVolume(
  tx: Tx,
  found: RequestCase,
  { retention }: { retention: Retention },
  by: Actor,
  clock: Clock,
): Promise<{ keepUntil: CalendarDate | null } | { refused: 'incomplete'; missing: Missing[] }> {
  mustBeAllowedOnRequest(by, 'deliver')
  const missing = missingIn(found)
  const { concludedOn } = found
  if (missing.length > 0 || !concludedOn) return { refused: 'incomplete', missing }
  const until = keepUntil(retention, concludedOn)
  const filedOn = clock.today()
  await saveVolume(tx, { requestId: found.id, retention, filedOn, keepUntil: until, filedBy: by.id })
  await recordAct(tx, {
    kind: 'request volume filed',
    subject: `request ${found.id}`,
    by,
    at: clock.now(),
    change: { retention, keepUntil: until },
  })
  return { keepUntil: until }
}
