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
