import { Fragment } from 'react'

/** An address of electronic mail that breaks, where it must, before a dot and not within a word. */
export function Email({ to, subject }: { to: string; subject?: string }) {
  const query = subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`
  return (
    <a href={`mailto:${to}${query}`}>
      {to.split(/(?<=@)|(?=\.)/).map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one address stay in their order
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </a>
  )
}
