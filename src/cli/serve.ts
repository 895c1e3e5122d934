import { join } from 'node:path'
import type { Command } from 'commander'
import { demoAccounts, loadDemo } from '../../demo/load.ts'
import { open, serve } from '../main.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { Failed, print } from './output.ts'
import type { Station } from './station.ts'

const cannotListen: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port) => `端口 ${port} 已被其他程序占用。请停止那个程序，或者换一个端口：PORT=8081 npm start`,
  EACCES: (port) => `没有权限使用端口 ${port}。请换一个大于 1024 的端口，例如 PORT=8080`,
  EADDRNOTAVAIL: (_, host) => `本机没有 ${host} 这个地址，请检查 HOST`,
  ENOTFOUND: (_, host) => `不认识 ${host} 这个地址，请检查 HOST`,
}

export function serveCommand(program: Command, station: () => Station): void {
  program
    .command('serve')
    .description('启动门户、办公端和接口；首次启动时建立数据库并装入演示单位')
    .option('--json', '以 JSON 输出')
    .action(async ({ json = false }: { json?: boolean }) => {
      const startedAt = Date.now()
      const { root, config, log } = station()
      const opened = await open(config, log, join(root, 'migrations'))
      const bureaus = await allBureaus(opened.database)
      if (bureaus.length === 0 && config.ZHAOMING_DEMO) await loadDemo(opened.database)
      const serving = await serve(opened, { config, log, root }).catch(async (error: NodeJS.ErrnoException) => {
        await opened.close()
        const why = cannotListen[error.code ?? '']
        throw why ? new Failed(why(config.PORT, config.HOST)) : error
      })
      const [portal, desk] = serving.addresses
      const demo = (await allBureaus(opened.database)).some((bureau) => bureau.profile.siteIdCode === '0000000000')
      print(json, { portal, desk, milliseconds: Date.now() - startedAt, accounts: demo ? demoAccounts : [] }, () =>
        [
          `昭明已启动（${((Date.now() - startedAt) / 1000).toFixed(1)} 秒）`,
          `  门户    ${portal}`,
          `  办公端  ${desk}`,
          ...(demo
            ? [
                '  演示账号（密码均为 demo-2026-zhaoming）：',
                ...demoAccounts.map(({ account, name, does }) => `    ${account.padEnd(10)} ${name}  ${does}`),
              ]
            : []),
          '  按 Ctrl+C 停止',
        ].join('\n'),
      )
      let stopping = false
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.on(signal, () => {
          if (stopping) return
          stopping = true
          serving.stop().then(
            () => process.exit(0),
            () => process.exit(1),
          )
        })
      }
    })
}
