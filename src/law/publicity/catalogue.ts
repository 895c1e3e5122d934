import type { Citation } from '../citation.ts'

/** Item of article 20: 1 stands for 第（一）项. */
export type ItemNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15

export interface StatutoryItem {
  item: ItemNumber
  /** what it is called in a table */
  label: string
  /** what article 20 asks to be disclosed, in our words */
  content: string
  cite: Citation
  /** registers whose public entries fulfil it, in part or whole */
  registers: readonly string[]
  /** kinds of documents that fulfil it */
  documentKinds: readonly string[]
}

const numerals = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
] as const

/** 第二十条第（五）项 */
export function itemArticle(item: ItemNumber): string {
  return `第二十条第（${numerals[item - 1]}）项`
}

function define(
  item: ItemNumber,
  label: string,
  content: string,
  { registers = [], documentKinds = [] }: { registers?: readonly string[]; documentKinds?: readonly string[] } = {},
): StatutoryItem {
  const cite: Citation = { law: '政府信息公开条例', article: itemArticle(item), year: 2019 }
  return { item, label, content, cite, registers, documentKinds }
}

/** What every administrative organ discloses on its own initiative (art. 20). */
export const statutoryItems: readonly StatutoryItem[] = [
  define(1, '法规、规章和规范性文件', '行政法规、规章和行政规范性文件', {
    registers: ['normative-documents'],
    documentKinds: ['policy', 'normative', 'interpretation'],
  }),
  define(2, '机构信息', '职能、机构设置、办公地址、办公时间、联系方式、负责人姓名', { documentKinds: ['leadership'] }),
  define(3, '规划', '发展规划、专项规划、区域规划及相关政策', { documentKinds: ['policy'] }),
  define(4, '统计信息', '经济和社会发展统计信息', { documentKinds: ['notice'] }),
  define(5, '行政许可和对外服务', '办理许可和其他对外管理服务事项的依据、条件、程序以及办理结果', {
    registers: ['licences', 'other-services', 'matters'],
  }),
  define(6, '行政处罚和行政强制', '实施处罚、强制的依据、条件、程序，以及有一定社会影响的处罚决定', {
    registers: ['penalties', 'compulsory-measures'],
  }),
  define(7, '财政预算、决算', '财政预算、决算信息', { documentKinds: ['finance'] }),
  define(8, '行政事业性收费', '收费项目及其依据、标准', { registers: ['fees'] }),
  define(9, '政府集中采购', '集中采购项目的目录、标准及实施情况', { registers: ['procurement'] }),
  define(10, '重大建设项目', '重大建设项目的批准和实施情况', { documentKinds: ['notice'] }),
  define(11, '民生政策', '扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况', {
    documentKinds: ['policy', 'notice'],
  }),
  define(12, '应急预案和预警', '突发公共事件的应急预案、预警信息及应对情况', { documentKinds: ['plan', 'warning'] }),
  define(13, '监督检查', '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况', {
    documentKinds: ['accident-report', 'notice'],
  }),
  define(14, '公务员招考', '公务员招考的职位、名额、报考条件等事项以及录用结果', { documentKinds: ['notice'] }),
  define(15, '其他', '法律、法规、规章和国家有关规定规定应当主动公开的其他信息', {
    documentKinds: ['accident-report', 'notice', 'rule', 'meeting'],
  }),
]

/** The four fields an entry of the catalogue must have (art. 12): 索引, 名称, 内容概述, 生成日期. */
export const catalogueFields = ['index', 'name', 'summary', 'createdOn'] as const
export type CatalogueField = (typeof catalogueFields)[number]

/** The mandatory fields that are empty; none when the entry may stand in the catalogue. */
export function missingCatalogueFields(entry: Record<CatalogueField, string | null>): CatalogueField[] {
  return catalogueFields.filter((field) => !entry[field]?.trim())
}
