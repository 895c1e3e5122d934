import { join } from 'node:path'
import type { Command } from 'commander'
import { open } from '../main.ts'
import { print } from './output.ts'
import type { Station } from './station.ts'

export function migrateCommand(program: Command, station: () => Station): void {
  program
    .command('migrate')
    .description('把数据库升级到当前版本')
    .option('--json', '以 JSON 输出')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { root, config, log } = station()
      const { applied, close } = await open(config, log, join(root, 'migrations'))
      await close()
      print(json, { applied }, () =>
        applied.length === 0
          ? '数据库已是最新，无需升级。'
          : `已执行 ${applied.length} 个迁移：\n${applied.join('\n')}`,
      )
    })
}
