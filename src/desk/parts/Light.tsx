/** The deadline lights: colour, shape, word and number always together. */
export interface LightOf {
  dueOn: string | null
  leftWorkingDays: number | null
  paused: boolean
  extended: boolean
  dueProvisional?: boolean
  closed?: boolean
}

type Shape = 'round' | 'triangle' | 'square' | 'bars' | 'plus' | 'ring'

const look: Record<Shape, { fill: string; path: string }> = {
  round: { fill: '#157a40', path: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z' },
  triangle: { fill: '#e39a00', path: 'M8 1.500 15 14H1z' },
  square: { fill: '#b3141c', path: 'M2 2h12v12H2z' },
  bars: { fill: '#6b747e', path: 'M3 2h4v12H3zm6 0h4v12H9z' },
  plus: { fill: '#5b2c83', path: 'M6 2h4v4h4v4h-4v4H6v-4H2V6h4z' },
  ring: { fill: '#6b747e', path: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8z' },
}

export function lightOf({ dueOn, leftWorkingDays: left, paused, extended, closed }: LightOf): {
  shape: Shape
  words: string
} {
  if (closed) return { shape: 'ring', words: '已办结' }
  if (paused) return { shape: 'bars', words: '暂停计时' }
  if (dueOn === null || left === null) return { shape: 'ring', words: '未起算' }
  if (left < 0) return { shape: 'square', words: `超期 ${-left} 个工作日` }
  if (left <= 1) return { shape: 'square', words: left === 0 ? '今天到期' : '还剩 1 个工作日' }
  if (left <= 5) return { shape: 'triangle', words: `临期，还剩 ${left} 个工作日` }
  if (extended) return { shape: 'plus', words: `已延期，还剩 ${left} 个工作日` }
  return { shape: 'round', words: `充裕，还剩 ${left} 个工作日` }
}

export function Light(of: LightOf) {
  const { shape, words } = lightOf(of)
  const { fill, path } = look[shape]
  return (
    <span className="light">
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} fill={fill} stroke="#4a5159" strokeWidth={shape === 'triangle' ? 1 : 0} />
      </svg>
      {words}
    </span>
  )
}
