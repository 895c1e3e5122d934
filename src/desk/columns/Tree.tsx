import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ColumnNode } from '../../api/contract/columns.ts'
import { StateMark } from './StateMark.tsx'

export type Move = 'up' | 'down' | 'indent' | 'outdent'

const moveKeys: Record<string, Move> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'indent', ArrowLeft: 'outdent' }

/** The column tree for keyboard and mouse: arrows walk, Alt and an arrow moves the column itself. */
export function Tree({
  columns,
  selected,
  onSelect,
  onMove,
}: {
  columns: readonly ColumnNode[]
  selected: number | null
  onSelect(id: number): void
  /** null: may only look */
  onMove: ((id: number, to: Move) => void) | null
}) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const [focused, setFocused] = useState<number | null>(null)
  const own = useRef<HTMLDivElement>(null)
  const moving = useRef<number | null>(null)
  const below = (parent: number | null) => columns.filter(({ parentId }) => parentId === parent)
  const visible = (parent: number | null): ColumnNode[] =>
    below(parent).flatMap((column) => [column, ...(folded.has(column.id) ? [] : visible(column.id))])
  const walked = visible(null)
  const current = walked.find(({ id }) => id === (focused ?? selected)) ?? walked[0]

  // A column moved by keyboard is drawn anew at its new place: the focus goes with it.
  const places = columns.map(({ id, parentId }) => `${id}:${parentId}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when places change
  useEffect(() => {
    if (moving.current !== null) focus(moving.current)
    moving.current = null
  }, [places])

  function focus(id: number) {
    setFocused(id)
    own.current?.querySelector<HTMLElement>(`[data-column="${id}"]`)?.focus()
  }
  function fold(id: number, away: boolean) {
    const next = new Set(folded)
    if (away) next.add(id)
    else next.delete(id)
    setFolded(next)
  }
  function press(event: KeyboardEvent, column: ColumnNode) {
    const move = moveKeys[event.key]
    if (event.altKey && move) {
      event.preventDefault()
      event.stopPropagation()
      if (!onMove) return
      moving.current = column.id
      onMove(column.id, move)
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const act = actOf(event.key, column)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  /** What a key does on a column; null: nothing of ours. */
  function actOf(key: string, column: ColumnNode): (() => void) | null {
    const at = walked.indexOf(column)
    const open = below(column.id).length > 0 && !folded.has(column.id)
    const to = (other: ColumnNode | undefined) => () => other && focus(other.id)
    switch (key) {
      case 'ArrowDown':
        return to(walked[at + 1])
      case 'ArrowUp':
        return to(walked[at - 1])
      case 'Home':
        return to(walked[0])
      case 'End':
        return to(walked.at(-1))
      case 'ArrowRight':
        return folded.has(column.id) ? () => fold(column.id, false) : open ? to(walked[at + 1]) : null
      case 'ArrowLeft':
        return open ? () => fold(column.id, true) : to(walked.find(({ id }) => id === column.parentId))
      case 'Enter':
      case ' ':
        return () => onSelect(column.id)
      default:
        return null
    }
  }

  const items = (parent: number | null, level: number) =>
    below(parent).map((column) => {
      const children = below(column.id)
      const open = !folded.has(column.id)
      return (
        <div
          key={column.id}
          role="treeitem"
          data-column={column.id}
          aria-level={level}
          aria-selected={column.id === selected}
          aria-expanded={children.length > 0 ? open : undefined}
          tabIndex={column.id === current?.id ? 0 : -1}
          onKeyDown={(event) => press(event, column)}
          onFocus={(event) => {
            event.stopPropagation()
            setFocused(column.id)
          }}
          onClick={(event) => {
            event.stopPropagation()
            onSelect(column.id)
          }}
        >
          <span className="row">
            {children.length > 0 ? (
              <span
                className="fold"
                aria-hidden="true"
                onClick={(event) => {
                  event.stopPropagation()
                  fold(column.id, open)
                }}
              >
                {open ? '▾' : '▸'}
              </span>
            ) : (
              <span className="fold" />
            )}
            <span className="name">
              {column.name}
              {column.standing === 'hidden' && <span className="nil">（隐藏）</span>}
              {column.standing === 'closed' && <span className="nil">（已关闭）</span>}
            </span>
            {column.standing !== 'closed' && <StateMark state={column.state} />}
          </span>
          {children.length > 0 && open && (
            // biome-ignore lint/a11y/useSemanticElements: a group of tree items is no fieldset
            <div role="group">{items(column.id, level + 1)}</div>
          )}
        </div>
      )
    })
  return (
    <div role="tree" aria-label="栏目树" className="column-tree" ref={own}>
      {items(null, 1)}
    </div>
  )
}
