import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Lets one process at a time run `work` for this name on this machine. The lock is a listening socket, so the kernel
 * takes it back when its owner dies, however it dies: there is no lock file that could be left behind.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 24)
  // Linux has addresses that are no files; elsewhere the socket is a file that outlives its owner.
  const abstract = process.platform === 'linux'
  const address = abstract ? `\0zhaoming-${hash}` : join(tmpdir(), `zm-${hash}.lock`)
  for (;;) {
    const server = await listen(address)
    if (server) {
      try {
        return await work()
      } finally {
        await new Promise((resolve) => server.close(resolve))
      }
    }
    if (!abstract && !(await answers(address))) rmSync(address, { force: true })
    await pause(25 + Math.random() * 50)
  }
}

function listen(address: string): Promise<net.Server | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen({ path: address, exclusive: true }, () => resolve(server))
  })
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
  })
}
