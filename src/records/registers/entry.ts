import { type CalendarDate, calendarDate, isCalendarDate } from '../../law/calendar-date.ts'
import { creditCodeProblem } from '../../law/personal-data/credit-code.ts'
import type { Leak } from '../leaks/leak.ts'
import type { Field, RegisterKind } from './register.ts'

export type FieldValue = string | number | null
export type EntryFields = Record<string, FieldValue>

export interface FieldProblem {
  field: string
  message: string
}

/** What is in a field and must not become public. */
export interface FieldLeak {
  field: string
  leak: Leak
}

/** An entry as the kind understands it: its fields checked, and the columns every register has. */
export interface Entry {
  fields: EntryFields
  number: string | null
  title: string
  decidedOn: CalendarDate | null
  endedOn: CalendarDate | null
  amount: number | null
}

/** Reads what was typed, or read from a spreadsheet cell, into an entry; names every field that is wrong. */
export function readEntry(
  kind: RegisterKind,
  typed: Record<string, unknown>,
): { entry: Entry } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const fields: EntryFields = {}
  for (const name of kind.form) {
    const field = kind.fields[name]
    if (!field) continue
    const read = readField(field, typed[name])
    if ('problem' in read) problems.push({ field: name, message: read.problem })
    else fields[name] = read.value
  }
  const day = (name: string | null) =>
    name && typeof fields[name] === 'string' ? (fields[name] as CalendarDate) : null
  const decidedOn = day(kind.decidedOn)
  const endedOn = day(kind.endedOn)
  if (kind.endedOn && decidedOn && endedOn && endedOn < decidedOn) {
    const [ended, decided] = [kind.fields[kind.endedOn]?.label, kind.fields[kind.decidedOn]?.label]
    problems.push({ field: kind.endedOn, message: `${ended}（${endedOn}）不能早于${decided}（${decidedOn}）` })
  }
  if (problems.length > 0) return { problems }
  return {
    entry: {
      fields,
      number: kind.number ? String(fields[kind.number] ?? '') || null : null,
      title: String(fields[kind.name] ?? ''),
      decidedOn,
      endedOn,
      amount: kind.amount ? ((fields[kind.amount] as number | null) ?? null) : null,
    },
  }
}

function readField(field: Field, typed: unknown): { value: FieldValue } | { problem: string } {
  const text = asText(typed)
  if (text === '') return field.required ? { problem: `请填写${field.label}` } : { value: null }
  switch (field.type) {
    case 'text': {
      const longest = field.longest ?? 500
      const length = [...text].length
      if (length > longest) return { problem: `${field.label}最多 ${longest} 个字，现在有 ${length} 个` }
      return { value: text }
    }
    case 'day': {
      const day = text.replace(/^(\d{4})[年/.](\d{1,2})[月/.](\d{1,2})日?$/, (_, year, month, date) =>
        [year, String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-'),
      )
      if (!isCalendarDate(day)) return { problem: `${field.label}“${text}”不是日期，请写成 2026-01-31` }
      return { value: calendarDate(day) }
    }
    case 'whole-number': {
      const count = Number(text)
      if (!Number.isInteger(count) || count < 0) return { problem: `${field.label}应为 0 或正整数，现在是“${text}”` }
      return { value: count }
    }
    case 'yuan': {
      const amount = Number(text.replace(/,/g, ''))
      if (!Number.isFinite(amount) || amount < 0) return { problem: `${field.label}应为 0 或正数，现在是“${text}”` }
      if (Math.abs(Math.round(amount * 100) - amount * 100) > 1e-6)
        return { problem: `${field.label}最多两位小数（精确到分）` }
      return { value: amount }
    }
    case 'credit-code': {
      const code = text.toUpperCase()
      const problem = creditCodeProblem(code)
      return problem ? { problem } : { value: code }
    }
    case 'choice': {
      const chosen = Object.entries(field.choices).find(([value, label]) => value === text || label === text)
      if (!chosen) {
        return { problem: `${field.label}“${text}”不在可选范围，应为：${Object.values(field.choices).join('、')}` }
      }
      return { value: chosen[0] }
    }
  }
}

function asText(typed: unknown): string {
  if (typed === null || typed === undefined) return ''
  if (typed instanceof Date) return typed.toISOString().slice(0, 10)
  return String(typed).normalize('NFC').trim()
}

/** A field's value in words: the label of a choice, an amount with two decimals. */
export function shown(field: Field, value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '—'
  if (field.type === 'choice') return field.choices[String(value)] ?? String(value)
  if (field.type === 'yuan') return Number(value).toLocaleString('zh-CN', { minimumFractionDigits: 2 })
  return String(value)
}
