import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { open } from '../main.ts'
import { systemClock } from '../platform/clock.ts'
import { readCsv } from '../platform/csv.ts'
import { inBureau } from '../platform/database/bureau.ts'
import { withProgress } from '../platform/progress.ts'
import { NotASpreadsheet, readSheet } from '../platform/spreadsheets.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { type CellProblem, type EarlierCell, earlierColumns, importEarlier } from '../records/requests/import.ts'
import { staffByAccount } from '../records/staff/for-staff.ts'
import { Failed, print } from './output.ts'
import type { Station } from './station.ts'

/** Rows written in one transaction: what a kill in the middle costs is done again, and nothing twice. */
const together = 200

export function importRequestsCommand(program: Command, station: () => Station): void {
  program
    .command('import-requests')
    .argument('<文件>', '原登记台账（.xlsx 或 .csv）')
    .description('迁移往年已办结的依申请公开；中断后再运行，从停下的地方继续')
    .requiredOption('--as <账号>', '以哪个账号的名义迁移（公开办）')
    .option('--source <名称>', '原台账的名称，同一台账同一编号只迁移一次', '原登记台账')
    .option('--bureau <域名>', '一台服务器有几个单位时，迁移到哪一个')
    .option('--json', '以 JSON 输出')
    .addHelpText(
      'after',
      `\n列名：${earlierColumns.map(({ name, required }) => (required ? name : `${name}（可选）`)).join('、')}。`,
    )
    .action(
      async (
        file: string,
        { as, source, bureau: host, json = false }: { as: string; source: string; bureau?: string; json?: boolean },
      ) => {
        const rows = await rowsOf(file)
        const { root, config, log } = station()
        const { database, close } = await open(config, log, join(root, 'migrations'))
        try {
          const bureaus = await allBureaus(database)
          const bureau = host ? bureaus.find((one) => one.host === host) : bureaus.length === 1 ? bureaus[0] : undefined
          if (!bureau) throw new Failed(host ? `没有域名为“${host}”的单位` : '请用 --bureau 说明迁移到哪个单位')
          const by = await inBureau(database, bureau.bureauId, (tx) => staffByAccount(tx, as))
          if (!by) throw new Failed(`没有“${as}”这个账号`)
          const done = { entered: 0, already: 0 }
          const problems: CellProblem[] = []
          await withProgress(`迁移 ${basename(file)}`, rows.length, async (tick) => {
            for (let from = 0; from < rows.length; from += together) {
              const some = rows.slice(from, from + together)
              const outcome = await inBureau(database, bureau.bureauId, (tx) =>
                importEarlier(tx, { source, rows: some }, by, systemClock),
              )
              done.entered += outcome.entered
              done.already += outcome.already
              problems.push(...outcome.problems)
              tick(some.length)
            }
          })
          print(json, { ...done, problems }, () =>
            [
              `迁移 ${done.entered} 件，此前已迁移 ${done.already} 件，有误 ${problems.length} 处。`,
              ...problems.slice(0, 50).map(({ row, heading, message }) => `  第 ${row} 行“${heading}”：${message}`),
              ...(problems.length > 50 ? [`  …还有 ${problems.length - 50} 处，用 --json 查看`] : []),
            ].join('\n'),
          )
          if (problems.length > 0) process.exitCode = 1
        } finally {
          await close()
        }
      },
    )
}

async function rowsOf(file: string): Promise<EarlierCell[]> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch {
    throw new Failed(`没有找到 ${file}`)
  }
  try {
    const { headings, rows } = /\.csv$/i.test(file) ? readCsv(bytes) : await readSheet(bytes)
    const missing = earlierColumns.filter(({ name, required }) => required && !headings.includes(name))
    if (missing.length > 0) throw new Failed(`缺少这些列：${missing.map(({ name }) => name).join('、')}`)
    return rows.map(({ row, cells }) => ({
      row,
      fields: Object.fromEntries(headings.map((name, place) => [name, cells[place] ?? null])),
    }))
  } catch (error) {
    if (error instanceof NotASpreadsheet) throw new Failed(`${file} 不是能读的 .xlsx 或者 .csv 文件`)
    throw error
  }
}
