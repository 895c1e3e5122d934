import { resolve } from 'node:path'
import type { Command } from 'commander'
import { ownFingerprint } from '../platform/mirror/key.ts'
import { type MirrorVerdict, verifyMirror } from '../platform/mirror/verify.ts'
import { withProgress } from '../platform/progress.ts'
import { Failed, print } from './output.ts'
import type { Station } from './station.ts'

/** Whose key it is: the one that was named, else the one of this installation, else nobody can say. */
function trustIn(verdict: MirrorVerdict, expected: string | null): 'expected' | 'another' | 'unknown' {
  if (expected === null) return 'unknown'
  return expected === verdict.fingerprint ? 'expected' : 'another'
}

const squeezed = (fingerprint: string) =>
  (
    fingerprint
      .toLowerCase()
      .replace(/[^0-9a-f]/g, '')
      .match(/.{4}/g) ?? []
  ).join(' ')

export function verifyMirrorCommand(program: Command, station: () => Station): void {
  program
    .command('verify-mirror')
    .description('逐个核对静态镜像的文件与签名清单，指出被改动、缺失和多出来的文件')
    .argument('<目录>', '镜像所在目录')
    .option('--key <指纹>', '清单签名公钥的指纹；在别的机器上核对时，填导出时显示的指纹')
    .option('--json', '以 JSON 输出')
    .action(async (asked: string, { key, json = false }: { key?: string; json?: boolean }) => {
      const folder = resolve(asked)
      const expected = key === undefined ? await ownFingerprint(resolve(station().config.ZHAOMING_DATA)) : squeezed(key)
      const verdict = await verifyMirror(
        folder,
        json ? undefined : (total, work) => withProgress('核对镜像', total, work),
      ).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' || error.code === 'ENOTDIR' ? new Failed(`没有找到目录 ${folder}`) : error
      })
      if (!verdict)
        throw new Failed(`${folder} 里没有可以读取的清单（manifest.json），不是导出的镜像，或者清单已损坏。`)
      const key_ = trustIn(verdict, expected)
      const { manifest, changed, missing, foreign, signed } = verdict
      const sound = signed && key_ !== 'another' && changed.length + missing.length + foreign.length === 0
      const { bureau, generatedAt, journal, files } = manifest
      const told = { sound, key: key_, ...verdict, manifest: { bureau, generatedAt, journal, files: files.length } }
      print(json, told, () => words(verdict, key_, sound))
      if (!sound) process.exitCode = 1
    })
}

const keyWords = {
  expected: '签名公钥与预期一致',
  another: '签名公钥不是预期的那一个：清单可能被人换过',
  unknown: '本机没有签名密钥，请把指纹与导出时显示的比较（或用 --key 指定）',
} as const

function words(verdict: MirrorVerdict, key: keyof typeof keyWords, sound: boolean): string {
  const { manifest, fingerprint, signed, unfinished, changed, missing, foreign } = verdict
  const list = (name: string, paths: readonly string[]) => paths.map((path) => `  ${name}  ${path}`)
  return [
    `${manifest.bureau}的镜像，${manifest.files.length} 个文件，生成于 ${manifest.generatedAt}`,
    `操作日志当时有 ${manifest.journal.events} 条，链头 ${manifest.journal.head}`,
    `公钥指纹 ${fingerprint}`,
    keyWords[key],
    signed ? '清单的签名有效' : '清单的签名无效：清单被改动过',
    ...list('被改动', changed),
    ...list('缺失', missing),
    ...list('多出来', foreign),
    ...(unfinished ? ['有一次导出正在进行或者被中断；请等它结束，或者再运行一次 ./zhaoming export'] : []),
    sound
      ? '全部文件与清单相符'
      : `不相符：改动 ${changed.length} 个，缺失 ${missing.length} 个，多出 ${foreign.length} 个`,
  ].join('\n')
}
