import { join } from 'node:path'
import type { Command } from 'commander'
import { clockOf, open } from '../main.ts'
import { inBureau } from '../platform/database/bureau.ts'
import { withProgress } from '../platform/progress.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { type InParts, recordsToIndex, reindexAll } from '../records/search/reindex.ts'
import { Failed, print } from './output.ts'
import type { Station } from './station.ts'

export function reindexCommand(program: Command, station: () => Station): void {
  program
    .command('reindex')
    .description('重建站内搜索的索引；期间照常搜索和发布')
    .option('--bureau <域名>', '只重建这个单位的；不写则每个单位都重建')
    .option('--json', '以 JSON 输出')
    .action(async ({ bureau: host, json = false }: { bureau?: string; json?: boolean }) => {
      const { root, config, log } = station()
      const { database, close } = await open(config, log, join(root, 'migrations'))
      try {
        const all = await allBureaus(database)
        const bureaus = host === undefined ? all : all.filter((one) => one.host === host)
        if (bureaus.length === 0) {
          throw new Failed(
            host === undefined
              ? '还没有单位，请先运行 ./zhaoming demo 装入演示单位'
              : `没有域名为“${host}”的单位。有：${all.map((one) => one.host ?? `${one.name}（没有域名）`).join('、')}`,
          )
        }
        const results: { bureau: string; records: number; seconds: number }[] = []
        for (const { bureauId, name } of bureaus) {
          const inParts: InParts = (work) => inBureau(database, bureauId, work)
          const startedAt = Date.now()
          const rebuild = (tick: (records: number) => void) => reindexAll(inParts, clockOf(config), tick)
          const outcome = json
            ? await rebuild(() => {})
            : await withProgress(`重建 ${name}`, await inParts(recordsToIndex), rebuild)
          if ('refused' in outcome) throw new Failed(`${name}的索引正在重建，请等它完成后再试`)
          results.push({ bureau: name, records: outcome.records, seconds: (Date.now() - startedAt) / 1000 })
        }
        print(json, results, () =>
          results
            .map(({ bureau, records, seconds }) => `${bureau}：重建了 ${records} 条的索引（${seconds.toFixed(1)} 秒）`)
            .join('\n'),
        )
      } finally {
        await close()
      }
    })
}
