import { addDays, addMonths, type CalendarDate, calendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'
import { type Dated, inForce } from '../dated.ts'
import type { RequestRow } from '../reports/formats.ts'
import { calendarOf, type WorkingCalendar } from '../working-days/calendar.ts'
import { stateCouncilNotices } from '../working-days/notices.ts'

/** The column of table 3 an applicant is counted in. */
export type ApplicantKind = 'natural' | 'business' | 'research' | 'welfare' | 'legal' | 'other'

export type OutcomeCode =
  | 'granted'
  | 'granted-public'
  | 'partial'
  | `deny-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
  | 'unable-1'
  | 'unable-1-other-organ'
  | 'unable-2'
  | 'unable-3'
  | `noproc-${1 | 2 | 3 | 4 | 5}`
  | `other-${1 | 2 | 3}`

export type OutcomeGroup = '予以公开' | '部分公开' | '不予公开' | '无法提供' | '不予处理' | '其他处理'

/** What a reply letter cannot be without, in words for the person who writes it. */
export type LetterElement = string

export interface Outcome {
  code: OutcomeCode
  group: OutcomeGroup
  /** the row of table 3, as the form prints it */
  label: string
  cite: Citation
  letterMustContain: readonly LetterElement[]
  /** a refusal under art. 14, 15 or 16, whole or in part: reconsideration comes first from 2024 */
  refusesUnder141516: boolean
  /** exactly one row of table 3 in each format */
  row: { '2019': RequestRow; '2021': RequestRow }
}

const article = (text: string): Citation => ({ law: '政府信息公开条例', article: text, year: 2019 })
const feeMeasures: Citation = { law: '政府信息公开信息处理费管理办法（国办函〔2020〕109号）', article: '第六条' }
const always: readonly LetterElement[] = [
  '申请人和申请编号',
  '收到申请的日期和方式',
  '申请的内容',
  '依据的条款（写到款、项）',
  '救济途径和期限',
  '答复机关（印章）和日期',
]

function outcome(
  code: OutcomeCode,
  group: OutcomeGroup,
  label: string,
  cite: string | Citation,
  row: RequestRow,
  own: readonly LetterElement[],
  { refuses = false, row2019 = row }: { refuses?: boolean; row2019?: RequestRow } = {},
): Outcome {
  return {
    code,
    group,
    label,
    cite: typeof cite === 'string' ? article(cite) : cite,
    // What closes without a letter of reply needs none of it.
    letterMustContain: own.length === 0 ? [] : [...own, ...always],
    refusesUnder141516: refuses,
    row: { '2019': row2019, '2021': row },
  }
}

const refuses = { refuses: true }
/** The format of 2019 has one row for 其他处理. */
const closed = { row2019: 'other' as const }

/** The tree of art. 36 with the splits of the annual report: one choice decides article, letter, remedies and statistic. */
export const outcomes: Record<OutcomeCode, Outcome> = {
  granted: outcome('granted', '予以公开', '予以公开', '第三十六条第（二）项', 'granted', [
    '所提供的信息，或者获取的方式、途径和时间',
  ]),
  'granted-public': outcome(
    'granted-public',
    '予以公开',
    '已经主动公开，告知获取途径',
    '第三十六条第（一）项',
    'granted',
    ['获取该信息的方式、途径'],
  ),
  partial: outcome(
    'partial',
    '部分公开',
    '部分公开',
    '第三十七条',
    'partial',
    ['可以公开的部分', '不予公开的部分和理由'],
    refuses,
  ),
  'deny-1': outcome(
    'deny-1',
    '不予公开',
    '属于国家秘密',
    '第三十六条第（三）项、第十四条',
    'deny1',
    ['不予公开的理由'],
    refuses,
  ),
  'deny-2': outcome(
    'deny-2',
    '不予公开',
    '其他法律行政法规禁止公开',
    '第三十六条第（三）项、第十四条',
    'deny2',
    ['禁止公开的法律、行政法规条款', '不予公开的理由'],
    refuses,
  ),
  'deny-3': outcome(
    'deny-3',
    '不予公开',
    '危及“三安全一稳定”',
    '第三十六条第（三）项、第十四条',
    'deny3',
    ['不予公开的理由'],
    refuses,
  ),
  'deny-4': outcome(
    'deny-4',
    '不予公开',
    '保护第三方合法权益',
    '第三十六条第（三）项、第十五条',
    'deny4',
    ['征求第三方意见的情况', '不予公开的理由'],
    refuses,
  ),
  'deny-5': outcome(
    'deny-5',
    '不予公开',
    '属于三类内部事务信息',
    '第三十六条第（三）项、第十六条第一款',
    'deny5',
    ['属于哪一类内部事务信息', '不予公开的理由'],
    refuses,
  ),
  'deny-6': outcome(
    'deny-6',
    '不予公开',
    '属于四类过程性信息',
    '第三十六条第（三）项、第十六条第二款',
    'deny6',
    ['属于哪一类过程性信息', '不予公开的理由'],
    refuses,
  ),
  'deny-7': outcome(
    'deny-7',
    '不予公开',
    '属于行政执法案卷',
    '第三十六条第（三）项、第十六条第二款',
    'deny7',
    ['所属的执法案卷', '不予公开的理由'],
    refuses,
  ),
  // Listed under 不予公开 in the report, but not a refusal under art. 14 to 16: the applicant is shown another way.
  'deny-8': outcome('deny-8', '不予公开', '属于行政查询事项', '第三十六条第（七）项', 'deny8', [
    '应当适用的法律、行政法规',
    '查询的办法',
  ]),
  'unable-1': outcome('unable-1', '无法提供', '本机关不掌握相关政府信息', '第三十六条第（四）项', 'unable1', [
    '检索的情况',
    '信息不存在的说明',
  ]),
  'unable-1-other-organ': outcome(
    'unable-1-other-organ',
    '无法提供',
    '不属于本机关负责公开',
    '第三十六条第（五）项',
    'unable1',
    ['不属于本机关负责公开的理由', '能够确定的，负责公开的机关名称和联系方式'],
  ),
  'unable-2': outcome('unable-2', '无法提供', '没有现成信息需要另行制作', '第三十八条', 'unable2', [
    '需要加工、分析的说明',
  ]),
  'unable-3': outcome('unable-3', '无法提供', '补正后申请内容仍不明确', '第三十条', 'unable3', [
    '仍不明确之处',
    '此前告知补正的情况',
  ]),
  'noproc-1': outcome('noproc-1', '不予处理', '信访举报投诉类申请', '第三十九条第一款', 'noproc1', [
    '不作为政府信息公开申请处理的说明',
    '反映诉求的渠道',
  ]),
  'noproc-2': outcome('noproc-2', '不予处理', '重复申请', '第三十六条第（六）项', 'noproc2', ['此前答复的文号和日期']),
  'noproc-3': outcome('noproc-3', '不予处理', '要求提供公开出版物', '第三十九条第二款', 'noproc3', ['获取的途径']),
  'noproc-4': outcome('noproc-4', '不予处理', '无正当理由大量反复申请', '第三十五条', 'noproc4', [
    '要求说明理由的情况',
    '理由不合理的说明',
  ]),
  // No article names this case; a repeated request is the nearest.
  'noproc-5': outcome(
    'noproc-5',
    '不予处理',
    '要求行政机关确认或重新出具已获取信息',
    '第三十六条第（六）项',
    'noproc5',
    ['此前已经获取的情况'],
  ),
  'other-1': outcome('other-1', '其他处理', '申请人无正当理由逾期不补正', '第三十条', 'other1', [], closed),
  'other-2': outcome('other-2', '其他处理', '申请人逾期未按收费通知要求缴纳费用', feeMeasures, 'other2', [], closed),
  // No article either: the applicant withdrew, or the request was joined with another.
  'other-3': outcome('other-3', '其他处理', '其他（撤回等）', '第三十三条', 'other3', [], closed),
}

const reconsiderationLaw = (text: string, year: number): Citation => ({ law: '行政复议法', article: text, year })
const litigationLaw = (text: string, year: number): Citation => ({ law: '行政诉讼法', article: text, year })

/** Whether a refusal must go through reconsideration before a court hears it. */
export const remedyOrder: Dated<{ first: boolean }> = [
  { from: calendarDate('2024-01-01'), first: true, cite: reconsiderationLaw('第二十三条第一款第（四）项', 2023) },
  {
    from: calendarDate('2019-05-15'),
    first: false,
    cite: { law: '政府信息公开条例', article: '第五十一条', year: 2019 },
  },
  {
    from: calendarDate('2008-05-01'),
    first: false,
    cite: { law: '政府信息公开条例', article: '第三十三条第二款', year: 2007 },
  },
]

/** Calendar days to ask for reconsideration, from knowing of the reply. */
export const reconsiderationPeriod: Dated<{ days: number }> = [
  { from: calendarDate('2024-01-01'), days: 60, cite: reconsiderationLaw('第二十条', 2023) },
  { from: calendarDate('1999-10-01'), days: 60, cite: reconsiderationLaw('第九条', 1999) },
]

/** Months to sue directly, from knowing of the reply; calendar days to sue after a reconsideration decision. */
export const litigationPeriod: Dated<{
  months: number
  daysAfterReconsideration: number
  citeAfterReconsideration: Citation
}> = [
  {
    from: calendarDate('2015-05-01'),
    months: 6,
    daysAfterReconsideration: 15,
    cite: litigationLaw('第四十六条', 2014),
    citeAfterReconsideration: litigationLaw('第四十五条', 2014),
  },
  {
    from: calendarDate('1990-10-01'),
    months: 3,
    daysAfterReconsideration: 15,
    cite: litigationLaw('第三十九条', 1989),
    citeAfterReconsideration: litigationLaw('第三十八条', 1989),
  },
]

export interface Remedies {
  reconsiderationFirst: boolean
  /** the paragraph of the reply letter */
  clause: string
  /** last day to ask for reconsideration, if the reply is known on the day it was given */
  reconsiderBy: CalendarDate
  /** last day to sue without reconsideration; null where reconsideration comes first */
  sueBy: CalendarDate | null
  cites: Citation[]
}

const shipped = calendarOf(stateCouncilNotices)

/**
 * What the applicant can do against a reply given on a day, and until when. These are calendar days and months, the day
 * itself not counted; a last day on a weekend or holiday moves to the next working day of the calendar (R2-3).
 */
export function remedies(
  code: OutcomeCode,
  repliedOn: CalendarDate,
  organs: { reconsideration: string; court: string },
  calendar: WorkingCalendar = shipped,
): Remedies {
  const lastDay = (day: CalendarDate) => calendar.nthAfter(addDays(day, -1), 1)
  const { first, cite } = inForce(remedyOrder, repliedOn)
  const { days, cite: citeReconsideration } = inForce(reconsiderationPeriod, repliedOn)
  const {
    months,
    daysAfterReconsideration,
    cite: citeSuing,
    citeAfterReconsideration,
  } = inForce(litigationPeriod, repliedOn)
  const reconsiderationFirst = first && outcomes[code].refusesUnder141516
  const reconsiderBy = lastDay(addDays(repliedOn, days))
  const within = `自知道本答复之日起${days}日内向${organs.reconsideration}申请行政复议`
  if (reconsiderationFirst) {
    return {
      reconsiderationFirst,
      clause: `如不服本答复，应当先${within}；对行政复议决定不服的，可以自收到决定书之日起${daysAfterReconsideration}日内向${organs.court}提起行政诉讼。`,
      reconsiderBy,
      sueBy: null,
      cites: [cite, citeReconsideration, citeAfterReconsideration],
    }
  }
  return {
    reconsiderationFirst,
    clause: `如不服本答复，可以${within}，也可以自知道或者应当知道之日起${months}个月内直接向${organs.court}提起行政诉讼。`,
    reconsiderBy,
    sueBy: lastDay(addMonths(repliedOn, months)),
    cites: [citeReconsideration, citeSuing],
  }
}
