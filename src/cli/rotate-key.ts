import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { open } from '../main.ts'
import { inBureau, type Tx } from '../platform/database/bureau.ts'
import { messagesSealedOtherwise, resealMessages } from '../platform/mail/reseal.ts'
import { withProgress } from '../platform/progress.ts'
import { LOOK_AGAIN } from '../platform/sealing/key-file.ts'
import { forgetKeys, noteKey } from '../platform/sealing/keys.ts'
import { freshSealingKey } from '../platform/sealing/sealing.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { reseal, sealedOtherwise } from '../records/requests/reseal.ts'
import { print } from './output.ts'
import type { Station } from './station.ts'

export function rotateKeyCommand(program: Command, station: () => Station): void {
  program
    .command('rotate-key')
    .description('换用新的个人信息密钥，重新加密全部个人信息；期间照常办公，中断后再次运行会接着做')
    .option('--drop-old', '换过之后从密钥文件里删去旧密钥；此后更早的数据库备份不能再打开')
    .option('--json', '以 JSON 输出')
    .action(async ({ dropOld = false, json = false }: { dropOld?: boolean; json?: boolean }) => {
      const { root, config, log } = station()
      const { database, keys, close } = await open(config, log, join(root, 'migrations'))
      try {
        const bureaus = await allBureaus(database)
        const left = async () => {
          let count = 0
          const here = async (tx: Tx) => (await sealedOtherwise(tx)) + (await messagesSealedOtherwise(tx))
          for (const { bureauId } of bureaus) count += await inBureau(database, bureauId, here)
          return count
        }
        // What an earlier run left unfinished is finished with the key it made.
        const unfinished = await left()
        if (unfinished === 0 && keys.file && !(dropOld && keys.read().length > 1)) {
          const next = freshSealingKey()
          await noteKey(database, next.id)
          keys.file.replace([next, ...keys.read()])
          // From then on no running process seals with the old key.
          await pause(2 * LOOK_AGAIN)
        }
        const total = await left()
        const work = async (tick: (values?: number) => void) => {
          for (const { bureauId } of bureaus) {
            await reseal((part) => inBureau(database, bureauId, part), tick)
            await resealMessages((part) => inBureau(database, bureauId, part), tick)
          }
        }
        await (json ? work(() => {}) : withProgress('重新加密', total, work))
        const [current, ...old] = keys.read()
        const remaining = await left()
        if (dropOld && remaining === 0 && keys.file && current) {
          await forgetKeys(
            database,
            old.map(({ id }) => id),
          )
          keys.file.replace([current])
        }
        print(json, { key: current?.id, values: total, oldKept: dropOld ? 0 : old.length }, () =>
          [
            `已用密钥 ${current?.id} 重新加密 ${total} 项个人信息。请立即备份密钥文件${keys.file ? ` ${keys.file.path}` : ''}。`,
            ...(dropOld || old.length === 0
              ? []
              : ['旧密钥仍留在文件里，用于打开旧的数据库备份；确认不再需要后运行 ./zhaoming rotate-key --drop-old。']),
          ].join('\n'),
        )
      } finally {
        await close()
      }
    })
}
