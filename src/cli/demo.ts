import { join } from 'node:path'
import type { Command } from 'commander'
import { demoAccounts, loadDemo } from '../../demo/load.ts'
import { open } from '../main.ts'
import { withProgress } from '../platform/progress.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { Failed, print } from './output.ts'
import type { Station } from './station.ts'

export function demoCommand(program: Command, station: () => Station): void {
  program
    .command('demo')
    .description('装入演示单位：一个虚构的应急管理局和它 2019、2021、2026 年的台账')
    .option('--json', '以 JSON 输出')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { root, config, log } = station()
      const { database, close } = await open(config, log, join(root, 'migrations'))
      try {
        if ((await allBureaus(database)).length > 0) {
          throw new Failed('数据库里已经有单位，没有装入演示单位。要重新装入，请换一个空的数据目录（ZHAOMING_DATA）。')
        }
        const startedAt = Date.now()
        await (json ? loadDemo(database) : withProgress('装入演示单位', 100, (tick) => loadDemo(database, tick)))
        const seconds = (Date.now() - startedAt) / 1000
        print(json, { seconds, accounts: demoAccounts }, () => `演示单位已装入（${seconds.toFixed(1)} 秒）。`)
      } finally {
        await close()
      }
    })
}
