const names = [
  'running',
  'soon',
  'overdue',
  'paused',
  'done',
  'todo',
  'current',
  'waiting',
  'alert',
  'nil',
  'missing',
] as const
export type GlyphName = (typeof names)[number]

const shapes: Record<GlyphName, string> = {
  running: 'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  soon: 'M10 1 20 19H0z',
  overdue: 'M1 1h18v18H1z',
  paused: 'M3 1h5v18H3zM12 1h5v18h-5z',
  done: 'M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm4.9 6.6 1.5 1.4-7.3 7.6-4.5-4.4L6 9.7l3 3z',
  todo: 'M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
  current:
    'M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16zm0 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z',
  waiting: 'M3 0h14v3l-5.5 7 5.5 7v3H3v-3l5.5-7L3 3z',
  nil: 'M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM5 8.8h10v2.4H5z',
  missing: 'M3.4 1 10 7.6 16.6 1 19 3.4 12.4 10l6.600 6.600L16.600 19 10 12.400 3.400 19 1 16.600 7.600 10 1 3.400z',
  alert: 'M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM8.8 4h2.4v8H8.8zm0 9.5h2.4V16H8.8z',
}

/** A shape that stands beside a word, never instead of one. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg className={`glyph ${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={shapes[name]} fillRule="evenodd" />
    </svg>
  )
}
