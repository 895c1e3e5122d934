import type { Contact } from '../contacts/contact.ts'

/** What of the guide is the office's own words. Everything else is made from the law, the contacts and the columns. */
export interface GuideWords {
  /** what this bureau discloses and what it does not keep */
  scope: string
  /** how information is classified (art. 12) */
  classification: string
  /** how it is arranged (art. 12) */
  arrangement: string
  /** ways of getting what is disclosed (art. 12) */
  ways: string
  /** more about asking for information; may be empty */
  onRequest: string
}

export type ContactOfGuide = Omit<Contact, 'id' | 'kind' | 'sectionId' | 'verifiedOn'>

export type GuideBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'contact'; title: string; contact: ContactOfGuide }
  | { kind: 'channels'; channels: { name: string; how: string; received: string; cite: string }[] }
  | { kind: 'flow'; steps: { name: string; words: string }[] }
  | { kind: 'table'; caption: string; head: string[]; rows: string[][] }
  | { kind: 'links'; links: { text: string; to: 'apply' | 'status' | 'catalogue' | 'content' }[] }

export interface GuideSection {
  title: string
  blocks: GuideBlock[]
}

export interface Guide {
  /** 编制机构 */
  compiledBy: string
  sections: GuideSection[]
}

const toNames = { apply: '在线申请', status: '查询进度', catalogue: '公开目录', content: '法定主动公开内容' } as const

/** The guide as lines of text: what two versions are compared by. */
export function guideLines({ compiledBy, sections }: Guide): string[] {
  return [`编制机构：${compiledBy}`, ...sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(linesOf)])]
}

function linesOf(block: GuideBlock): string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return block.text.split('\n')
    case 'list':
      return block.items.map((item) => `· ${item}`)
    case 'contact':
      return [block.title, ...contactLines(block.contact)]
    case 'channels':
      return block.channels.map(({ name, how, received, cite }) => `${name}：${how}；收到日为${received}（${cite}）`)
    case 'flow':
      return block.steps.map(({ name, words }, place) => `${place + 1}. ${name}：${words}`)
    case 'table':
      return [block.caption, block.head.join(' | '), ...block.rows.map((row) => row.join(' | '))]
    case 'links':
      return block.links.map(({ text, to }) => `${text}（${toNames[to]}）`)
  }
}

function contactLines(contact: ContactOfGuide): string[] {
  const { name, address, postcode, phones, fax, email, hours, directions } = contact
  const told: [string, string | null][] = [
    ['名称', name],
    ['地址', address],
    ['邮编', postcode],
    ['电话', phones.join('、')],
    ['传真', fax],
    ['电子邮箱', email],
    ['办公时间', hours],
    ['到达方式', directions],
  ]
  return told.flatMap(([label, value]) => (value?.trim() ? [`${label}：${value}`] : []))
}
