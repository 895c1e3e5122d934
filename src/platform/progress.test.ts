import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { withProgress } from './progress.ts'

function stream(isTTY: boolean): { to: NodeJS.WriteStream; written: () => string } {
  const chunks: string[] = []
  const to = Object.assign(new PassThrough(), { isTTY, columns: 100, cursorTo() {}, clearLine() {}, moveCursor() {} })
  to.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  return { to: to as unknown as NodeJS.WriteStream, written: () => chunks.join('') }
}

test('where there is no terminal it prints plain lines, the last one with the whole', async () => {
  const { to, written } = stream(false)
  const answer = await withProgress(
    '读取年报',
    3,
    async (tick) => {
      for (let i = 0; i < 3; i++) tick()
      return 867
    },
    to,
  )
  expect(answer).toBe(867)
  expect(written()).toBe('读取年报 3/3（100%）\n')
})

test('it says how far it came when the work fails', async () => {
  const { to, written } = stream(false)
  const work = withProgress(
    '读取年报',
    4,
    async (tick) => {
      tick(2)
      throw new Error('no such file')
    },
    to,
  )
  await expect(work).rejects.toThrow('no such file')
  expect(written()).toBe('读取年报 2/4（50%）\n')
})

test('on a terminal it draws a bar up to the end', async () => {
  const { to, written } = stream(true)
  await withProgress('读取年报', 2, async (tick) => tick(2), to)
  expect(written()).toContain('100%  2/2')
})
