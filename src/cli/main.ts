import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { ConfigurationWrong, readConfig } from '../platform/config.ts'
import { EmbeddedDatabaseFailed } from '../platform/database/embedded/failure.ts'
import { openLog } from '../platform/log.ts'
import { KeysWrong } from '../platform/sealing/key-file.ts'
import { auditCommand } from './audit.ts'
import { columnsCommand } from './columns.ts'
import { demoCommand } from './demo.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { importRequestsCommand } from './import-requests.ts'
import { migrateCommand } from './migrate.ts'
import { Failed, print } from './output.ts'
import { planCommand } from './plan.ts'
import { reindexCommand } from './reindex.ts'
import { rotateKeyCommand } from './rotate-key.ts'
import { serveCommand } from './serve.ts'
import type { Station } from './station.ts'
import { verifyCommand } from './verify.ts'
import { verifyMirrorCommand } from './verify-mirror.ts'
import { verifyReceiptCommand } from './verify-receipt.ts'
import { workdaysCommand } from './workdays.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Settings and log, read when a command needs them: `audit`, `plan` and `workdays` need neither a database nor settings. */
function station(): Station {
  const config = readConfig(process.env)
  return { root, config, log: openLog(config.ZHAOMING_LOG) }
}

const program = new Command('zhaoming')
  .description('昭明：应急管理局政务公开平台')
  .helpOption('-h, --help', '显示帮助')
  .helpCommand('help [命令]', '显示某个命令的帮助')
  .configureOutput({
    outputError: (text, write) =>
      write(
        text
          .replace(/^error: unknown command '(.*)'/, '没有“$1”这个命令')
          .replace(/^error: unknown option '(.*)'/, '没有“$1”这个选项')
          .replace(/^error: missing required argument '(.*)'/, '缺少参数：$1')
          .replace(/^error: too many arguments.*/, '参数太多')
          .replace(/^error: (?:command-argument|option) value '.*' is invalid for (?:argument|option) '.*'\. /, '')
          .replace(/^error: option '(.*)' argument missing/, '选项 $1 后面缺少值')
          .replace(/\(Did you mean (.*)\?\)/, '（您是不是想用 $1？）')
          .replace(/\n?$/, '\n运行 ./zhaoming help 查看用法。\n'),
      ),
  })
  .configureHelp({
    styleTitle: (title) =>
      ({ 'Usage:': '用法：', 'Options:': '选项：', 'Commands:': '命令：', 'Arguments:': '参数：' })[title] ?? title,
    styleUsage: (usage) => usage.replace('[options]', '[选项]').replace('[command]', '[命令]'),
  })
  .exitOverride()

serveCommand(program, station)
auditCommand(program)
planCommand(program)
workdaysCommand(program)
demoCommand(program, station)
columnsCommand(program, station)
migrateCommand(program, station)
importCommand(program, station)
importRequestsCommand(program, station)
reindexCommand(program, station)
rotateKeyCommand(program, station)
verifyCommand(program, station)
exportCommand(program, station)
verifyMirrorCommand(program, station)
verifyReceiptCommand(program)

/** What an operator can mend; the message says how. */
const foreseen = [Failed, ConfigurationWrong, EmbeddedDatabaseFailed, KeysWrong]

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (foreseen.some((kind) => error instanceof kind)) {
    const { message } = error as Error
    print(process.argv.includes('--json'), { error: message }, () => message, process.stderr)
    process.exitCode = 2
  } else {
    console.error(error)
    process.exitCode = 1
  }
}
