import { Button, InputNumber } from 'antd'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { MarkView } from '../../api/contract/redaction.ts'

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

interface Props {
  src: string
  size: { width: number; height: number }
  marks: readonly MarkView[]
  page: number
  mayDraw: boolean
  onDraw(rect: Rect): Promise<boolean>
}

const howTo = '回车画框，方向键移动（加 Ctrl 细调），Shift 加方向键改大小，再按回车遮盖，Esc 取消'
const millimetre = 72 / 25.4
const fields = [
  ['x', '距左边'],
  ['y', '距上边'],
  ['width', '宽'],
  ['height', '高'],
] as const

/** A page with its marks. Boxes are drawn with the mouse, with the keys, or by figures in millimetres. */
export function PageCanvas({ src, size, marks, page, mayDraw, onDraw }: Props) {
  const area = useRef<HTMLDivElement>(null)
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null)
  const [drawn, setDrawn] = useState<Rect | null>(null)

  const placeOf = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    const within = (value: number, most: number) => Math.min(most, Math.max(0, value))
    return {
      x: within(((event.clientX - box.left) / box.width) * size.width, size.width),
      y: within(((event.clientY - box.top) / box.height) * size.height, size.height),
    }
  }
  // A finger moves the screen; who has no mouse uses the figures below.
  const begin = (event: PointerEvent) => {
    if (!mayDraw || event.button !== 0 || event.pointerType === 'touch') return
    event.currentTarget.setPointerCapture(event.pointerId)
    setFrom(placeOf(event))
    setDrawn(null)
  }
  const move = (event: PointerEvent) => {
    if (!from) return
    const to = placeOf(event)
    setDrawn({
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    })
  }
  const end = async () => {
    setFrom(null)
    // A click without a drag draws nothing.
    if (!drawn || drawn.width < 3 || drawn.height < 3) return setDrawn(null)
    await keep(drawn)
  }
  const keep = async (rect: Rect) => {
    if (await onDraw(rect)) setDrawn(null)
  }
  const keys = (event: KeyboardEvent) => {
    if (!mayDraw) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (drawn) void keep(drawn)
      else setDrawn({ x: size.width / 2 - 60, y: size.height / 2 - 10, width: 120, height: 20 })
    }
    if (event.key === 'Escape') setDrawn(null)
    const step = event.ctrlKey ? 1 : 6
    const dx = { ArrowLeft: -step, ArrowRight: step }[event.key] ?? 0
    const dy = { ArrowUp: -step, ArrowDown: step }[event.key] ?? 0
    if (!drawn || (dx === 0 && dy === 0)) return
    event.preventDefault()
    setDrawn(
      event.shiftKey
        ? { ...drawn, width: Math.max(3, drawn.width + dx), height: Math.max(3, drawn.height + dy) }
        : { ...drawn, x: Math.max(0, drawn.x + dx), y: Math.max(0, drawn.y + dy) },
    )
  }
  const place = ({ x, y, width, height }: Rect) => ({
    left: `${(x / size.width) * 100}%`,
    top: `${(y / size.height) * 100}%`,
    width: `${(width / size.width) * 100}%`,
    height: `${(height / size.height) * 100}%`,
  })
  const figures = drawn ?? { x: 0, y: 0, width: 0, height: 0 }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: an area to draw in has no element of its own */}
      <div
        ref={area}
        className={mayDraw ? 'page-area drawable' : 'page-area'}
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
        {...(mayDraw ? { role: 'application', tabIndex: 0, 'aria-label': `第 ${page} 页。${howTo}` } : {})}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onKeyDown={keys}
      >
        <img className="page-picture" src={src} alt={`原件第 ${page} 页`} draggable={false} />
        {marks
          .filter(({ state }) => state !== 'skipped')
          .map((mark) => (
            <span
              key={mark.id}
              className={`mark ${mark.state}`}
              style={place(mark)}
              title={`${mark.foundByLabel}${mark.state === 'proposed' ? '（待决定）' : ''}`}
            />
          ))}
        {drawn && <span className="mark drawing" style={place(drawn)} />}
      </div>
      {mayDraw && (
        <details className="by-figures">
          <summary>用键盘或数字画框</summary>
          <p className="nil">把焦点移到页面上：{howTo}。也可以填写毫米数：</p>
          <div className="figures">
            {fields.map(([name, label]) => (
              <span key={name}>
                <label htmlFor={`box-${name}`}>{label}</label>{' '}
                <InputNumber
                  id={`box-${name}`}
                  min={0}
                  size="small"
                  value={Math.round((figures[name] / millimetre) * 10) / 10}
                  onChange={(value) => setDrawn({ ...figures, [name]: Number(value ?? 0) * millimetre })}
                />
              </span>
            ))}
            <Button
              size="small"
              disabled={!drawn || drawn.width < 1 || drawn.height < 1}
              onClick={() => drawn && keep(drawn)}
            >
              遮盖
            </Button>
          </div>
        </details>
      )}
    </>
  )
}
