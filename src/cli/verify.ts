import { join } from 'node:path'
import type { Command } from 'commander'
import { open } from '../main.ts'
import { inBureau } from '../platform/database/bureau.ts'
import { withProgress } from '../platform/progress.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { journalHead } from '../records/journal/for-staff.ts'
import { type Verification, verifyJournal } from '../records/journal/verify.ts'
import { print } from './output.ts'
import type { Station } from './station.ts'

const why: Record<'changed' | 'missing' | 'tail-cut', string> = {
  changed: '内容与哈希不符（被改动或调换过）',
  missing: '缺失（被删除）',
  'tail-cut': '缺失（末尾被截断）',
}

export function verifyCommand(program: Command, station: () => Station): void {
  program
    .command('verify')
    .description('逐条核对操作日志的哈希链，指出第一条有问题的记录')
    .option('--json', '以 JSON 输出')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { root, config, log } = station()
      const { database, close } = await open(config, log, join(root, 'migrations'))
      const results: ({ bureau: string } & Verification)[] = []
      for (const { bureauId, name } of await allBureaus(database)) {
        const result = await inBureau(database, bureauId, async (tx) => {
          const { lastIndex } = await journalHead(tx)
          let before = 0
          const check = (tick: (done: number) => void) =>
            verifyJournal(tx, (checked) => {
              tick(checked - before)
              before = checked
            })
          return json ? check(() => {}) : withProgress(`核对 ${name}`, lastIndex, check)
        })
        results.push({ bureau: name, ...result })
      }
      await close()
      print(json, results, () =>
        results
          .map((result) =>
            result.sound
              ? `${result.bureau}：${result.events} 条记录全部相符，链头 ${result.head}`
              : `${result.bureau}：第 ${result.firstBad} 条记录${why[result.why]}`,
          )
          .join('\n'),
      )
      if (results.some((result) => !result.sound)) process.exitCode = 1
    })
}
