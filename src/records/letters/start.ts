import type { CalendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import { inForce } from '../../law/dated.ts'
import { replyClock } from '../../law/requests/clock.ts'
import {
  fillTemplate,
  isReplyKind,
  type LetterKind,
  letterForms,
  type Placeholder,
} from '../../law/requests/letters.ts'
import { remedies } from '../../law/requests/outcome.ts'
import { enquiries, feePayment } from '../../law/requests/periods.ts'
import type { WorkingCalendar } from '../../law/working-days/calendar.ts'
import { dateInWords } from '../../platform/typeset/document.ts'
import type { Bureau } from '../bureaus/bureau.ts'
import type { RequestCase } from '../requests/for-staff.ts'

export interface Facts {
  found: RequestCase
  /** the applicant's name, which a case shows only masked */
  addressee: string
  bureau: Bureau
  calendar: WorkingCalendar
  today: CalendarDate
  /** the event the letter tells */
  eventSeq: number | null
}

/** A letter to start from: the template filled with what the case tells. Number and date come when it is issued. */
export function letterToStartFrom(kind: LetterKind, template: string, facts: Facts): string {
  return fillTemplate(template, valuesFor(kind, facts))
}

function valuesFor(
  kind: LetterKind,
  { found, addressee, bureau, calendar, today, eventSeq }: Facts,
): Partial<Record<Placeholder, string | null>> {
  const { profile } = bureau
  const told = found.events.find(({ seq }) => seq === eventSeq)
  const event = told?.event
  const { dueOn } = replyClock(
    found.events.filter(({ seq }) => eventSeq === null || seq <= eventSeq).map((one) => one.event),
    calendar,
    today,
  )
  const organs = { reconsideration: profile.reconsiderationOrgan, court: profile.court }
  const { clause } = remedies(isReplyKind(kind) ? kind : 'granted', today, organs, calendar)
  const form = letterForms[kind]
  const asked =
    event && 'enquiry' in event
      ? found.events.find((one) => 'enquiry' in one.event && one.event.enquiry === event.enquiry)
      : undefined
  const enquiry =
    asked && found.enquiries.find((one) => 'enquiry' in asked.event && one.enquiry === asked.event.enquiry)
  const limit = event?.kind.endsWith('-asked') && 'enquiry' in event ? inForce(enquiries, event.on) : null
  return {
    申请人: addressee,
    编号: found.number,
    收到日期: found.receivedOn ? dateInWords(found.receivedOn) : null,
    申请事项: found.title,
    申请内容: found.description,
    依据: citationText(form.cite),
    救济途径: form.remedy === 'of-third-party' ? clause.replaceAll('本答复', '本决定') : clause,
    公开机构: profile.disclosureOffice,
    电话: profile.phone,
    机关名称: bureau.name,
    补正事项: event?.kind === 'correction-asked' ? (told?.note ?? null) : null,
    补正期限: event?.kind === 'correction-asked' ? dateInWords(event.answerBy) : null,
    延长理由: event?.kind === 'extended' ? (told?.note ?? null) : null,
    延长工作日: event?.kind === 'extended' ? String(event.workingDays) : null,
    答复期限: dueOn ? dateInWords(dueOn) : null,
    征求事项: enquiry?.question ?? null,
    答复码: enquiry?.code ?? null,
    被征求人: asked?.note ?? null,
    征求意见期限: limit && event ? periodOf(limit[event.kind as keyof typeof limit]) : null,
    收费计算: event?.kind === 'fee-noticed' ? (told?.note ?? null) : null,
    收费金额: event?.kind === 'fee-noticed' ? String(event.amount) : null,
    缴费期限:
      event?.kind === 'fee-noticed'
        ? dateInWords(calendar.nthAfter(event.deliveredOn, inForce(feePayment, event.deliveredOn).workingDays))
        : null,
    延迟至: event?.kind === 'delayed' ? dateInWords(event.until) : null,
  }
}

const periodOf = (rule: unknown): string | null => {
  const days = (rule as { workingDays?: number | null } | undefined)?.workingDays
  return days === null || days === undefined ? null : String(days)
}

const paragraphs = (text: string) =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What the officer wrote: the paragraphs that are not those of the letter it began as. */
export function ownWordsOf(text: string, start: string): string {
  const given = new Set(paragraphs(start))
  return paragraphs(text)
    .filter((line) => !given.has(line))
    .join('\n')
}
