import { addDays, type CalendarDate, calendarDate, yearOf } from '../calendar-date.ts'
import { type Dated, inForce } from '../dated.ts'

const law = '全国年节及纪念日放假办法'

/** Days off by statute, from year to year the same; the yearly notice adds the swapped days around them. */
export const statutoryDays: Dated<{
  /** days of the Spring Festival, counted from the first day of the lunar year: -1 is New Year's Eve */
  springFestival: readonly number[]
  labourDay: readonly string[]
}> = [
  {
    from: calendarDate('2025-01-01'),
    springFestival: [-1, 0, 1, 2],
    labourDay: ['05-01', '05-02'],
    cite: { law, article: '第二条', year: 2024 },
  },
  {
    from: calendarDate('2014-01-01'),
    springFestival: [0, 1, 2],
    labourDay: ['05-01'],
    cite: { law, article: '第二条', year: 2013 },
  },
  {
    from: calendarDate('2008-01-01'),
    springFestival: [-1, 0, 1],
    labourDay: ['05-01'],
    cite: { law, article: '第二条', year: 2007 },
  },
]

/** First day of the lunar year, 清明, 端午, 中秋: facts of the calendar, known long before any notice. */
export const lunarFestivals: Readonly<Record<number, readonly [string, string, string, string]>> = {
  2008: ['02-07', '04-04', '06-08', '09-14'],
  2009: ['01-26', '04-04', '05-28', '10-03'],
  2010: ['02-14', '04-05', '06-16', '09-22'],
  2011: ['02-03', '04-05', '06-06', '09-12'],
  2012: ['01-23', '04-04', '06-23', '09-30'],
  2013: ['02-10', '04-04', '06-12', '09-19'],
  2014: ['01-31', '04-05', '06-02', '09-08'],
  2015: ['02-19', '04-05', '06-20', '09-27'],
  2016: ['02-08', '04-04', '06-09', '09-15'],
  2017: ['01-28', '04-04', '05-30', '10-04'],
  2018: ['02-16', '04-05', '06-18', '09-24'],
  2019: ['02-05', '04-05', '06-07', '09-13'],
  2020: ['01-25', '04-04', '06-25', '10-01'],
  2021: ['02-12', '04-04', '06-14', '09-21'],
  2022: ['02-01', '04-05', '06-03', '09-10'],
  2023: ['01-22', '04-05', '06-22', '09-29'],
  2024: ['02-10', '04-04', '06-10', '09-17'],
  2025: ['01-29', '04-04', '05-31', '10-06'],
  2026: ['02-17', '04-05', '06-19', '09-25'],
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
}

/** The name of the holiday the statute itself puts on a day, notice or no notice; null on every other day. */
export function statutoryHoliday(day: CalendarDate): string | null {
  if (day < statutoryDays.at(-1)!.from) return null
  const rule = inForce(statutoryDays, day)
  const monthDay = day.slice(5)
  if (monthDay === '01-01') return '元旦'
  if (rule.labourDay.includes(monthDay)) return '劳动节'
  if (monthDay === '10-01' || monthDay === '10-02' || monthDay === '10-03') return '国庆节'
  const festivals = lunarFestivals[yearOf(day)]
  if (!festivals) return null
  const [spring, qingming, dragonBoat, midAutumn] = festivals
  if (monthDay === qingming) return '清明节'
  if (monthDay === dragonBoat) return '端午节'
  if (monthDay === midAutumn) return '中秋节'
  const newYear = calendarDate(`${day.slice(0, 4)}-${spring}`)
  return rule.springFestival.some((offset) => addDays(newYear, offset) === day) ? '春节' : null
}
