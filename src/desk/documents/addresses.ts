const ofPortal = /^\/fujian\/(\d+)\//

/** Where the desk finds a picture the text has at its address on the portal: there it is only once it is public. */
export function shownAt(src: string): string {
  const id = ofPortal.exec(src)?.[1]
  return id ? fileAt(Number(id)) : src
}

export const fileAt = (id: number) => `/api/documents/files/${id}`

export const onPortal = ({ id, name }: { id: number; name: string }) => `/fujian/${id}/${encodeURIComponent(name)}`

/** Markup with its pictures where the desk finds them. */
export const shownMarkup = (html: string) =>
  html.replace(/(<img [^>]*src=")([^"]*)"/g, (_, before: string, src: string) => `${before}${shownAt(src)}"`)
