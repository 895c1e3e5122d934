const text = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 })

/** A number as people read it: 29,362. What is counted in money keeps its decimals. */
export function countText(value: number): string {
  return text.format(value)
}
