import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDate } from '../law/calendar-date.ts'
import { type AllDay, calendarFile } from './calendar-file.ts'

const madeAt = new Date('2026-03-02T01:02:03Z')
const entry: AllDay = {
  uid: 'request-1-legal@office.example',
  on: calendarDate('2026-12-31'),
  summary: '最晚答复 YJ-2026-000001',
  description: '依据：《政府信息公开条例》第三十三条；还剩 3 个工作日, 请办理\n第二行 \\',
  url: 'https://office.example/staff/requests/1',
  remindDaysBefore: 1,
}

/** The file as its reader has it: lines unfolded, texts unescaped. */
function read(file: string): [string, string][] {
  return file
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter(Boolean)
    .map((line) => {
      const colon = line.indexOf(':')
      const value = line.slice(colon + 1)
      return [line.slice(0, colon), value.replaceAll(/\\([\\;,n])/g, (_, one) => (one === 'n' ? '\n' : one))]
    })
}

test('a day is an entry from midnight to midnight, over the end of a year', () => {
  const lines = read(calendarFile('期限', [entry], madeAt))
  expect(lines).toContainEqual(['DTSTART;VALUE=DATE', '20261231'])
  expect(lines).toContainEqual(['DTEND;VALUE=DATE', '20270101'])
  expect(lines).toContainEqual(['DTSTAMP', '20260302T010203Z'])
  expect(lines).toContainEqual(['DESCRIPTION', entry.description])
  expect(lines).toContainEqual(['TRIGGER', '-PT15H'])
  expect(lines.map(([name, value]) => (/^(BEGIN|END)$/.test(name) ? `${name} ${value}` : '')).filter(Boolean)).toEqual([
    'BEGIN VCALENDAR',
    'BEGIN VEVENT',
    'BEGIN VALARM',
    'END VALARM',
    'END VEVENT',
    'END VCALENDAR',
  ])
})

test('whatever stands in a text, it comes back as it was, in lines of 75 octets, and adds no line', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\\', ';', ',', '\n', ':', '限', '𠮷', 'n'),
      fc.string({ maxLength: 1, minLength: 1, unit: 'grapheme' }),
    ),
    maxLength: 200,
  })
  fc.assert(
    fc.property(text, (given) => {
      const told = given.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '')
      const file = calendarFile('期限', [{ ...entry, summary: given }], madeAt)
      expect(read(file).filter(([name]) => name === 'SUMMARY')).toEqual([['SUMMARY', told]])
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    }),
  )
})
