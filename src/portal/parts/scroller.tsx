import type { ReactNode } from 'react'

/** A wide table scrolls within itself, never the page; the keyboard can reach it to scroll. */
export function Scroller({
  children,
  ...name
}: { children: ReactNode } & ({ label: string } | { labelledBy: string })) {
  return (
    <section
      className="scroller"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: only what has the focus can be scrolled by keyboard
      tabIndex={0}
      {...('label' in name ? { 'aria-label': name.label } : { 'aria-labelledby': name.labelledBy })}
    >
      {children}
    </section>
  )
}
