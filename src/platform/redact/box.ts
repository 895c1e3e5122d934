import type { SKRSContext2D } from '@napi-rs/canvas'
import { labelFont, type Rect } from './source.ts'

export interface Box extends Rect {
  page: number
  /** printed on the box where there is room */
  label: string
}

/** Whole pixels, and never less than was drawn. */
export function pixelsOf(box: Rect, perPoint: number): Rect {
  const [x, y] = [Math.floor(box.x * perPoint), Math.floor(box.y * perPoint)]
  return {
    x,
    y,
    width: Math.ceil((box.x + box.width) * perPoint) - x,
    height: Math.ceil((box.y + box.height) * perPoint) - y,
  }
}

export function paintBox(context: SKRSContext2D, box: Box, perPoint: number): void {
  const { x, y, width, height } = pixelsOf(box, perPoint)
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalAlpha = 1
  context.globalCompositeOperation = 'source-over'
  context.fillStyle = '#000000'
  context.fillRect(x, y, width, height)
  const size = Math.min(30, Math.floor(height * 0.6))
  context.font = `${size}px "${labelFont}"`
  if (size >= 12 && context.measureText(box.label).width < width * 0.95) {
    context.beginPath()
    context.rect(x, y, width, height)
    context.clip()
    context.fillStyle = '#ffffff'
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(box.label, x + width / 2, y + height / 2)
  }
  context.restore()
}
