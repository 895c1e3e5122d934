import { lookup } from 'node:dns'
import { request as askPlain } from 'node:http'
import { request as askSealed } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const longestWait = 20_000
const mostBytes = 32 * 1024 * 1024

/** Fetches a page as bytes, within 20 seconds and 32 MB. Throws with a message for people. */
export async function fetchPage(url: string): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(longestWait), redirect: 'follow' }).catch(
    (error: Error) => {
      throw new Error(
        `打不开 ${url}：${error.name === 'TimeoutError' ? '20 秒内没有响应' : ((error.cause as Error)?.message ?? error.message)}`,
      )
    },
  )
  if (!answer.ok) throw new Error(`打不开 ${url}：服务器答复 ${answer.status}`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > mostBytes) throw new Error(`${url} 超过 32 MB，没有读取`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

// Addresses that lead into the house or nowhere (RFC 6890, RFC 4193, RFC 4291).
const inside = new BlockList()
for (const [net, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
  ] as const),
  ...([
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
  ] as const),
  ...([
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const),
] as const) {
  inside.addSubnet(net, bits, 'ipv4')
}

/** Of IPv6 only 2000::/3 is given out to the public; 2002::/16 and 2001::/32 carry an IPv4 address. */
function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !inside.check(address, 'ipv4')
  return /^[23]/.test(address) && !/^(2002|2001:0?:|2001::)/i.test(address)
}

const lookupOutside: LookupFunction = (host, options, tell) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return tell(error, '')
    const outside = found.filter(({ address }) => isPublic(address))
    const [first] = outside
    if (!first) return tell(new Error('这是内部网络的地址'), '')
    if (options.all) return tell(null, outside)
    tell(null, first.address, first.family)
  })
}

const mostMoves = 5

/** As {@link fetchPage}, for an address somebody gave over the web: nothing inside the house is reached, nor by a redirect. */
export async function fetchPublicPage(url: string): Promise<Uint8Array> {
  const end = AbortSignal.timeout(longestWait)
  let address = new URL(url)
  for (let moves = 0; moves <= mostMoves; moves += 1) {
    const answer = await askOutside(address, end).catch((error: Error) => {
      throw new Error(`打不开 ${url}：${end.aborted ? '20 秒内没有读完' : error.message}`)
    })
    if ('content' in answer) return answer.content
    if (answer.movedTo === null) throw new Error(`打不开 ${url}：服务器答复 ${answer.status}`)
    if (!URL.canParse(answer.movedTo, address.href)) break
    address = new URL(answer.movedTo, address)
  }
  throw new Error(`打不开 ${url}：网站反复转到别的地址`)
}

type Outside = { content: Uint8Array } | { status: number; movedTo: string | null }

function askOutside(address: URL, end: AbortSignal): Promise<Outside> {
  const host = address.hostname.replace(/^\[|\]$/g, '')
  if (!/^https?:$/.test(address.protocol)) return Promise.reject(new Error('不是网页地址'))
  if (isIP(host) !== 0 && !isPublic(host)) return Promise.reject(new Error('这是内部网络的地址'))
  const ask = address.protocol === 'https:' ? askSealed : askPlain
  return new Promise((resolve, reject) => {
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'zhaoming' }
    const asked = ask(address, { signal: end, lookup: lookupOutside, headers }, (answer) => {
      const status = answer.statusCode ?? 0
      if (status !== 200) {
        answer.resume()
        resolve({ status, movedTo: (status >= 300 && status < 400 && answer.headers.location) || null })
        return
      }
      const parts: Buffer[] = []
      let size = 0
      answer.on('data', (part: Buffer) => {
        size += part.length
        parts.push(part)
        if (size > mostBytes) answer.destroy(new Error('超过 20 MB，没有读取'))
      })
      answer.on('error', reject)
      answer.on('end', () => resolve({ content: Buffer.concat(parts) }))
    })
    asked.on('error', reject)
    asked.end()
  })
}
