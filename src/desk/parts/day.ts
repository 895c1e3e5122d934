const weekdays = ['日', '一', '二', '三', '四', '五', '六']

/** 2026年11月24日（星期二） */
export function dayText(day: string, weekday = false): string {
  const [year, month, date] = day.split('-').map(Number)
  const name = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]
  return `${year}年${month}月${date}日${weekday ? `（星期${name}）` : ''}`
}

const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

export function minuteText(at: string): string {
  return minute.format(new Date(at))
}

/** How many working days are left, or how long it is over. */
export function leftText(left: number): string {
  return left < 0 ? `已过 ${-left} 个工作日` : left === 0 ? '今天到期' : `还剩 ${left} 个工作日`
}
