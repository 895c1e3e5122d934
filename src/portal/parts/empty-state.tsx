import type { ReactNode } from 'react'

/** Why there is nothing here, and where to look instead. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="what">{title}</p>
      {children}
    </div>
  )
}
