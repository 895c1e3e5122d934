const withEnding = /\.[a-z0-9]{1,5}$/i

/**
 * The file a page is kept in, so that any web server finds it: `/zcwj/` → `zcwj/index.html`, `/wangzhanditu` →
 * `wangzhanditu/index.html`, `/zcwj/?page=2` → `zcwj/page-2.html`. Throws on an address that would lead out of the folder.
 */
export function fileOf(url: string): string {
  const [address = '', query = ''] = url.split('?')
  const path = decodeURIComponent(address)
  if (!path.startsWith('/') || path.includes('\0') || path.split('/').some((part) => part === '..' || part === '.')) {
    throw new Error(`not an address of a page: ${url}`)
  }
  const folder = path.replace(/^\/+/, '').replace(/\/+$/, '')
  const within = (name: string) => (folder === '' ? name : `${folder}/${name}`)
  const page = /^page=(\d+)$/.exec(query)?.[1]
  if (page) return within(`page-${page}.html`)
  if (query) throw new Error(`not an address of a page: ${url}`)
  return withEnding.test(folder) ? folder : within('index.html')
}

/** The address under which a file is asked for: a folder's index by the folder. */
export function addressOf(file: string): string {
  const path = file
    .replace(/(^|\/)index\.html$/, '$1')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return `/${path}`
}
