import { ruleGroups } from '../../law/reports/rules.ts'
import type { AuditFinding } from '../audit/result.ts'

type Group = (typeof ruleGroups)[number]['id']

const asks: Record<Group, readonly [about: string, wanted: string]> = {
  tables: ['的表格', '请核对原始记录后更正表格或者说明情况'],
  'text-and-tables': ['的正文与表格不一致', '请核实后说明或更正'],
  years: ['与上一年度报告衔接', '请核对两个年度的报告后说明或更正'],
  text: ['的正文', '请核实后说明或更正'],
  form: ['的体例和期限', '请说明情况，需要改正的请及时改正'],
  file: ['的文件', '请另行提供可以阅读的报告全文'],
}

/** What the bureau is asked because of a finding, in one sentence: 贵局 2021 年度报告的正文与表格不一致：……，请核实后说明或更正。 */
export function questionOf({ rule, message }: Pick<AuditFinding, 'rule' | 'message'>, year: number | null): string {
  const group = ruleGroups.find(({ rules }) => (rules as readonly string[]).includes(rule))?.id ?? 'text'
  const [about, wanted] = asks[group]
  // Some findings end with what to do; the bureau is told that once.
  const said = message.replace(/[；，](?:请|需)[^；，。]*。?$/, '').replace(/。$/, '')
  return `贵局${year === null ? '' : ` ${year} `}年度报告${about}：${said}，${wanted}。`
}
