import { type CalendarDate, calendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import { inForce } from '../../law/dated.ts'
import { tariffs } from '../../law/fees/processing-fee.ts'
import { statutoryItems } from '../../law/publicity/catalogue.ts'
import { type GuideField, missingGuideFields } from '../../law/publicity/guide.ts'
import { publicityLimits } from '../../law/publicity/time-limit.ts'
import { correctionNotice, enquiries, feePayment, replyPeriod } from '../../law/requests/periods.ts'
import { type Channel, receiptDay } from '../../law/requests/receipt.ts'
import type { Bureau } from '../bureaus/bureau.ts'
import type { Column } from '../columns/column.ts'
import type { Contact, ContactKind } from '../contacts/contact.ts'
import type { ContactOfGuide, Guide, GuideBlock, GuideSection, GuideWords } from './guide.ts'

export interface GuideSources {
  bureau: Pick<Bureau, 'name' | 'profile'>
  contacts: readonly Contact[]
  columns: readonly Column[]
  words: GuideWords
  /** the day whose law is told */
  on: CalendarDate
}

const open = (columns: readonly Column[]) => columns.filter(({ standing }) => standing === 'open')
const names = (columns: readonly Column[]) => columns.map(({ name }) => name).join('、')

/** What the office may begin with: its own columns, and how the product keeps information. */
export function firstWords({ bureau, columns }: Pick<GuideSources, 'bureau' | 'columns'>): GuideWords {
  const content = open(columns).filter(({ part, statutoryItem }) => part === 'content' && statutoryItem !== null)
  return {
    scope: `${bureau.name}主动公开下列政府信息；没有主动公开的，公民、法人和其他组织可以申请公开。`,
    classification:
      content.length > 0
        ? `政府信息按内容分为：${names(content)}。`
        : '政府信息按《政府信息公开条例》第二十条所列事项分类。',
    arrangement:
      '每条政府信息有唯一的索引号，并标明名称、内容概述、生成日期；公文另标明发文字号、成文日期、发布日期和有效性。信息按栏目和年份编排，可以按名称、文号和年份查找。',
    ways: `在本网站“政府信息公开”栏目检索、查阅和下载；也可以到查阅场所查阅。`,
    onRequest: '',
  }
}

/** Which of the nine mandatory fields the guide could not tell. */
export function missingInGuide({ contacts, words }: Pick<GuideSources, 'contacts' | 'words'>): GuideField[] {
  const office = contacts.find(({ kind }) => kind === 'disclosure-office')
  return missingGuideFields({
    classification: words.classification,
    arrangement: words.arrangement,
    ways: words.ways,
    office: office?.name ?? null,
    address: office?.address ?? null,
    hours: office?.hours ?? null,
    phone: office?.phones[0] ?? null,
    fax: office?.fax ?? null,
    internet: office?.email ?? null,
  })
}

const text = (text: string): GuideBlock => ({ kind: 'text', text })
const heading = (text: string): GuideBlock => ({ kind: 'heading', text })

function forGuide({ id: _, kind: __, sectionId: ___, verifiedOn: ____, ...contact }: Contact): ContactOfGuide {
  return contact
}

/** The disclosure guide, six sections in their order. */
export function generateGuide(sources: GuideSources): Guide {
  const { contacts } = sources
  const office = contacts.find(({ kind }) => kind === 'disclosure-office')
  const of = (kind: ContactKind) => contacts.filter((contact) => contact.kind === kind)
  return {
    compiledBy: office?.name ?? sources.bureau.name,
    sections: [
      scope(sources),
      proactive(sources, of('reading-place')),
      onRequest(sources, office ?? null),
      periodsAndFees(sources.on),
      remedies(sources, of('complaint')),
      forms(),
    ],
  }
}

function scope({ words, columns }: GuideSources): GuideSection {
  const shown = open(columns)
  return {
    title: '一、公开范围',
    blocks: [
      text(words.scope),
      {
        kind: 'list',
        items: statutoryItems
          .filter(({ item }) => shown.some(({ statutoryItem }) => statutoryItem === item))
          .map(({ label, content, cite }) => `${label}：${content}（${cite.article}）`),
      },
      heading('信息分类'),
      text(words.classification),
      heading('编排体系'),
      text(words.arrangement),
    ],
  }
}

function proactive({ words, on }: GuideSources, places: readonly Contact[]): GuideSection {
  const { workingDays, cite } = inForce(publicityLimits.information, on)
  return {
    title: '二、主动公开',
    blocks: [
      heading('获取方式'),
      text(words.ways),
      {
        kind: 'links',
        links: [
          { text: '法定主动公开内容', to: 'content' },
          { text: '政府信息公开目录', to: 'catalogue' },
        ],
      },
      heading('公开时限'),
      text(
        `自政府信息形成或者变更之日起${workingDays}个工作日内公开；法律、法规另有规定的，从其规定（${citationText(cite)}）。`,
      ),
      ...(places.length > 0 ? [heading('查阅场所')] : []),
      ...places.map((place): GuideBlock => ({ kind: 'contact', title: place.name, contact: forGuide(place) })),
    ],
  }
}

// Four different days tell by which of them the law counts.
const [submittedOn, arrivedOn, signedOn, confirmedOn] = ['2020-01-02', '2020-01-03', '2020-01-06', '2020-01-07'].map(
  calendarDate,
) as [CalendarDate, CalendarDate, CalendarDate, CalendarDate]
const dayWords = new Map([
  [submittedOn, '提交申请的当日'],
  [arrivedOn, '送到的当日'],
  [signedOn, '本机关签收之日'],
  [confirmedOn, '双方确认之日'],
])

/** The receipt rule of a channel in words, as the engine that counts the periods has it. */
export function receiptWords(channel: Channel): { received: string; cite: string } {
  const outcome = receiptDay(channel, { submittedOn, arrivedOn, signedOn, confirmedOn })
  if (!('on' in outcome)) throw new Error(`receipt of ${channel} is not decided by its days`)
  return { received: dayWords.get(outcome.on) ?? '', cite: outcome.cite.article }
}

function onRequest({ bureau, words }: GuideSources, office: Contact | null): GuideSection {
  const address = office?.address ?? bureau.profile.address
  const channel = (kind: Channel, name: string, how: string) => ({ name, how, ...receiptWords(kind) })
  return {
    title: '三、依申请公开',
    blocks: [
      heading('受理机构'),
      ...(office ? [{ kind: 'contact', title: office.name, contact: forGuide(office) } as const] : []),
      heading('申请应当写明'),
      {
        kind: 'list',
        items: [
          '申请人的姓名或者名称、身份证明、联系方式',
          '所需政府信息的名称、文号，或者便于查询的其他特征',
          '获取信息的方式、途径等形式要求',
        ],
      },
      text('不需要说明用途。书写确有困难的，可以口头提出，由工作人员代为填写。'),
      heading('接收渠道和收到日期'),
      {
        kind: 'channels',
        channels: [
          channel('online', '网上提交', `在 ${bureau.profile.domain} 填写，任何时间都可以提交`),
          channel('counter', '当面提交', `到${address}提交${office?.hours ? `，${office.hours}` : ''}`),
          channel('registered-mail', '挂号信、快递', `寄到${address}，信封注明“政府信息公开申请”，各家寄递企业均可`),
          channel('ordinary-mail', '平信', `寄到${address}；工作人员收到信件的当日与您联系确认`),
          ...(office?.fax ? [channel('fax', '传真', `发到${office.fax}，发送后请来电确认`)] : []),
          ...(office?.email ? [channel('email', '电子邮件', `发到${office.email}`)] : []),
        ],
      },
      heading('办理流程'),
      flow(),
      ...(words.onRequest.trim() ? [text(words.onRequest)] : []),
    ],
  }
}

function flow(): GuideBlock {
  return {
    kind: 'flow',
    steps: [
      { name: '提出申请', words: '从上面任一渠道提交，取得受理编号和查询码' },
      { name: '确认收到', words: '按渠道确定收到之日，期限从下一个工作日起算' },
      { name: '补正（如需要）', words: '内容不明确的，一次告知需要补正的事项和期限；收到补正后重新计算' },
      { name: '查找和审查', words: '查找信息；涉及第三方的征求意见，征求意见的时间不计入期限' },
      { name: '答复', words: '写明公开、部分公开、不予公开等结论、理由和救济途径' },
      { name: '送达', words: '按您要求的方式提供；可以凭受理编号和查询码查看' },
    ],
  }
}

function periodsAndFees(on: CalendarDate): GuideSection {
  const reply = inForce(replyPeriod, on)
  const correction = inForce(correctionNotice, on)
  const enquiry = inForce(enquiries, on)
  const payment = inForce(feePayment, on)
  const { items, furtherItems, pages, cite } = inForce(tariffs, on)
  const tier =
    (unit: string) => (row: { upTo: number; each: number }, place: number, all: readonly { upTo: number }[]) => {
      const from = (all[place - 1]?.upTo ?? 0) + 1
      return [
        Number.isFinite(row.upTo) ? `第${from}至${row.upTo}${unit}` : `第${from}${unit}及以上`,
        row.each === 0 ? '不收费' : `每${unit}${row.each}元`,
      ]
    }
  const last = items.at(-1)
  return {
    title: '四、办理期限与收费',
    blocks: [
      {
        kind: 'table',
        caption: '办理期限（收到之日不计）',
        head: ['事项', '期限', '依据'],
        rows: [
          ['答复', `收到申请之日起${reply.workingDays}个工作日`, citationText(reply.cite)],
          ['延长答复期限', `最长${reply.longestExtension}个工作日，并告知您`, citationText(reply.cite)],
          ...(correction.workingDays === null
            ? []
            : [['告知补正', `收到申请之日起${correction.workingDays}个工作日`, citationText(correction.cite)]]),
          [
            '第三方提出意见',
            `收到征求意见书之日起${enquiry['third-party-asked'].workingDays}个工作日，不计入答复期限`,
            citationText(enquiry['third-party-asked'].answerCite),
          ],
          ['缴纳信息处理费', `收到收费通知次日起${payment.workingDays}个工作日`, citationText(payment.cite)],
        ],
      },
      text(
        `提供政府信息不收取费用。申请的数量、频次明显超过合理范围的，可以收取信息处理费，按件或者按量计收，一件申请只用一种（${citationText(cite)}）。`,
      ),
      {
        kind: 'table',
        caption: '按件计收（同一申请人一个自然月内累计）',
        head: ['件数', '标准'],
        rows: [
          ...items.map(tier('件')),
          [`第${(last?.upTo ?? 0) + 1}件起`, `每增加${furtherItems.block}件为一档，每档每件再加${furtherItems.more}元`],
        ],
      },
      {
        kind: 'table',
        caption: '按量计收（一件申请的页数）',
        head: ['页数', '标准'],
        rows: pages.map(tier('页')),
      },
    ],
  }
}

function remedies({ bureau }: GuideSources, complaints: readonly Contact[]): GuideSection {
  const { reconsiderationOrgan, court, competentAuthority } = bureau.profile
  return {
    title: '五、监督救济',
    blocks: [
      {
        kind: 'list',
        items: [
          `行政复议：自知道答复之日起60日内，向${reconsiderationOrgan}申请（《行政复议法》第二十条）`,
          `行政诉讼：自知道答复之日起6个月内，向${court}提起（《行政诉讼法》第四十六条）`,
          '对不予公开的答复不服的，应当先申请行政复议；对复议决定不服的，自收到之日起15日内起诉（《行政复议法》第二十三条、《行政诉讼法》第四十五条）',
          `认为本机关没有依法履行公开义务的，可以向${competentAuthority}投诉、举报（《政府信息公开条例》第四十七条、第五十一条）`,
        ],
      },
      ...complaints.map(
        (contact): GuideBlock => ({ kind: 'contact', title: contact.name, contact: forGuide(contact) }),
      ),
    ],
  }
}

function forms(): GuideSection {
  return {
    title: '六、申请表',
    blocks: [
      text('在线申请不需要下载表格。书面申请可以自己写，写明第三部分所列的三项内容即可。'),
      {
        kind: 'links',
        links: [
          { text: '在线填写申请', to: 'apply' },
          { text: '查询办理进度', to: 'status' },
        ],
      },
    ],
  }
}
