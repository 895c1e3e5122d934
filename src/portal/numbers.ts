const text = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 })

/** A number as people read it: 29,362. What is counted in money keeps its decimals. */
export function countText(value: number): string {
  return text.format(value)
}

/** 约 120 次: two digits tell enough, and nobody can watch a single visit. */
export function roundedViews(count: number): string {
  if (count < 10) return '不足 10 次'
  const unit = 10 ** Math.max(1, Math.floor(Math.log10(count)) - 1)
  return `约 ${(Math.round(count / unit) * unit).toLocaleString('zh-CN')} 次`
}
