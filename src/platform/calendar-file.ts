import { addDays, type CalendarDate } from '../law/calendar-date.ts'

/** An entry of a whole day. */
export interface AllDay {
  /** the same for the same thing each time the file is read: calendars then move it instead of doubling it */
  uid: string
  on: CalendarDate
  summary: string
  description: string
  url?: string
  /** reminds at 9 in the morning so many days before */
  remindDaysBefore?: number
}

/** An iCalendar file (RFC 5545). */
export function calendarFile(name: string, entries: readonly AllDay[], madeAt: Date): string {
  const stamp = `${madeAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Zhaoming//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...entries.flatMap(({ uid, on, summary, description, url, remindDaysBefore }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${plain(on)}`,
      `DTEND;VALUE=DATE:${plain(addDays(on, 1))}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      ...(url ? [`URL:${url}`] : []),
      'TRANSP:TRANSPARENT',
      ...(remindDaysBefore === undefined ? [] : alarm(summary, remindDaysBefore)),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const plain = (day: CalendarDate) => day.replaceAll('-', '')

// A day begins at midnight: nine in the morning n days before is 24 n − 9 hours earlier.
const alarm = (summary: string, days: number) => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(summary)}`,
  `TRIGGER:${days === 0 ? 'PT9H' : `-PT${24 * days - 9}H`}`,
  'END:VALARM',
]

/** Section 3.3.11; other control characters have no place in a text. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** Section 3.1: at most 75 octets a line, a character never cut. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ''
      // the blank a continued line begins with
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
