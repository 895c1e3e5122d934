import type { PersonalDataClass } from '../../law/personal-data/mask.ts'
import { personalDataClasses } from '../../law/personal-data/scan.ts'
import type { CleaningRefusal } from '../../platform/files/clean.ts'
import type { Unreadable } from '../../platform/files/inspection.ts'
import type { Leak, LeakClass } from '../../records/leaks/leak.ts'
import type { LeakView } from '../contract/leaks.ts'
import { Refusal } from '../serve.ts'

const personal = Object.fromEntries(
  Object.entries(personalDataClasses).map(([name, { label }]) => [name, label]),
) as Record<PersonalDataClass, string>

export const leakWords: Record<LeakClass, string> = {
  ...personal,
  'secret-mark': '国家秘密标志',
  'work-secret': '工作秘密或内部标志',
  sensitive: '敏感词',
  misprint: '错词或不规范名称',
  combination: '能认出个人的信息组合',
  'combination-of-places': '重要场所的位置和数量',
  'covered-text': '遮盖块下面的文字',
  'hidden-sheet': '隐藏的工作表',
  'hidden-row': '隐藏的行',
  'hidden-column': '隐藏的列',
  'hidden-text': '隐藏的文字',
  comment: '批注',
  'tracked-change': '修订痕迹',
  'earlier-revision': '修改前的内容',
  'embedded-file': '嵌入的文件',
  'external-link': '外部链接',
  macro: '宏或脚本',
  gps: '拍摄位置',
  metadata: '文件属性',
  'unreadable-file': '无法检查的文件',
  'wrong-ending': '扩展名与内容不符的文件',
  'picture-only': '只有图片、没有文字的页面',
}

export const unreadableWords: Record<Unreadable, string> = {
  empty: '文件是空的，请重新选择',
  corrupt: '文件已损坏，无法打开。请用原来的程序打开后另存一份',
  password: '文件有密码。请去掉密码后另存一份',
  'too-large': '文件太大，或者展开后太大，无法检查。请拆分后再试',
  'old-office': '这是 2003 年以前的 Office 格式。请用 Office 或 WPS 打开，另存为 .docx、.xlsx 或 .pptx',
  'unknown-kind': '无法识别这种文件。请换成 PDF、OFD、Word、Excel 或者图片',
}

/** 身份证号码“…110***********002X…” */
export function leakText(leak: Leak): string {
  const { class: kind, suggestion } = leak
  const excerpt = kind === 'unreadable-file' ? unreadableWords[leak.excerpt as Unreadable] : leak.excerpt
  const instead = suggestion ? `，应为“${suggestion}”` : ''
  return excerpt ? `${leakWords[kind]}“${excerpt}”${instead}` : leakWords[kind]
}

const whoWaives = '依法确需公开的，由保密审查员或分管领导（不能是起草人）在“公开把关”中写明理由放行'

export const cleaningWords: Record<CleaningRefusal, string> = {
  unreadable: '文件无法读取，请用原来的程序打开后另存一份再试',
  'not-this-kind': '这种文件请在原来的程序里清理：删去批注和隐藏内容，重新导出，不要在导出的文件上涂黑',
  'has-charts': '工作簿里有图表，自动清理会丢失图表。请在 Excel 或 WPS 里用“检查文档”清理',
}

export const leakView = (leak: Leak): LeakView => ({
  class: leak.class,
  label: leakWords[leak.class],
  severity: leak.severity,
  holds: leak.holds,
  waivable: leak.waivable,
  maskable: leak.class in personalDataClasses && !leak.place.startsWith('附件“'),
  place: leak.place,
  excerpt: leak.class === 'unreadable-file' ? unreadableWords[leak.excerpt as Unreadable] : leak.excerpt,
  suggestion: leak.suggestion,
})

/** What holds a thing back, where, and what to do about it. */
export function withLeaks(leaks: readonly { field: string; leak: Leak }[]): Refusal {
  return new Refusal(422, `有 ${leaks.length} 处内容不能公开。请遮盖或改写；${whoWaives}`, {
    refused: 'leaks',
    problems: leaks.map(({ field, leak }) => ({
      field,
      message: `${leak.place}：${leakText(leak)}${leak.waivable ? '' : '（不能放行，只能删除或遮盖）'}`,
    })),
  })
}
