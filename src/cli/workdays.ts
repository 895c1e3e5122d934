import { type Command, InvalidArgumentError } from 'commander'
import { calendarDate, dayName, isCalendarDate } from '../law/calendar-date.ts'
import { citationText } from '../law/citation.ts'
import { calendarOf, workingDaysAfter } from '../law/working-days/calendar.ts'
import { stateCouncilNotices } from '../law/working-days/notices.ts'
import { print } from './output.ts'

function day(text: string): string {
  if (!isCalendarDate(text)) throw new InvalidArgumentError(`“${text}”不是日期，请写成 2026-01-31`)
  return text
}

function count(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > 2000) {
    throw new InvalidArgumentError(`“${text}”应为 0 到 2000 的整数`)
  }
  return number
}

export function workdaysCommand(program: Command): void {
  program
    .command('workdays')
    .description('从某一天起数若干个工作日，逐日说明（当日不计）')
    .argument('<日期>', '起算日，例如 2026-03-02', day)
    .argument('<天数>', '工作日数，例如 20', count)
    .option('--known <日期>', '按那一天已经公布的放假通知计算', day)
    .option('--json', '以 JSON 输出')
    .action((from: string, days: number, { known, json = false }: { known?: string; json?: boolean }) => {
      const calendar = calendarOf(stateCouncilNotices, known ? calendarDate(known) : undefined)
      const result = workingDaysAfter(calendarDate(from), days, calendar)
      print(json, { from, workingDays: days, ...result }, () =>
        [
          `${from}（${dayName(calendarDate(from))}）起第 ${days} 个工作日是 ${result.on}（${dayName(result.on)}）${result.provisional ? '，预估：其间有尚未公布放假安排的年份' : ''}`,
          ...result.days.map(
            (one) => `  ${one.on} ${dayName(one.on)}  ${one.why}${one.cite ? `  ${citationText(one.cite)}` : ''}`,
          ),
        ].join('\n'),
      )
    })
}
