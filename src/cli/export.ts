import { join, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { type Copying, clockOf, copying, open } from '../main.ts'
import { inBureau, type Tx } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import { signingKey } from '../platform/mirror/key.ts'
import {
  MirrorOfAnother,
  NotAMirror,
  PageMissing,
  type Source,
  type Updated,
  updateMirror,
} from '../platform/mirror/update.ts'
import { withProgress } from '../platform/progress.ts'
import type { Bureau } from '../records/bureaus/bureau.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { journalHead } from '../records/journal/for-staff.ts'
import { stamps } from '../records/pages/for-public.ts'
import { Failed, print } from './output.ts'
import type { Station } from './station.ts'

function origin(text: string): string {
  if (!/^https?:\/\/[^/?#\s]+$/.test(text)) throw new InvalidArgumentError(`“${text}”应写成 https://www.example.gov.cn`)
  return text
}

function chosen(bureaus: readonly Bureau[], host: string | undefined): Bureau {
  const [first] = bureaus
  if (!first) throw new Failed('数据库里还没有单位，没有可导出的内容。')
  const named = (bureau: Bureau) => bureau.host ?? '（默认单位，无专用域名）'
  const list = bureaus.map((bureau) => `  ${named(bureau)}  ${bureau.name}`).join('\n')
  if (host !== undefined) {
    const bureau = bureaus.find((one) => one.host === host.toLowerCase())
    if (!bureau) throw new Failed(`没有域名为 ${host} 的单位。现有单位：\n${list}`)
    return bureau
  }
  const byDefault = bureaus.find((one) => one.host === null) ?? (bureaus.length === 1 ? first : null)
  if (!byDefault) throw new Failed(`有多个单位，请用 --bureau 指定域名：\n${list}`)
  return byDefault
}

const wordsOf = (folder: string, { made, unchanged, removed, gone, files, fingerprint }: Updated, seconds: number) =>
  [
    `静态镜像已更新：${folder}（${seconds.toFixed(1)} 秒）`,
    `  生成 ${made} 个页面，未变 ${unchanged} 个，删除 ${removed} 个，共 ${files} 个文件${gone > 0 ? `（其中 ${gone} 个说明内容已撤下）` : ''}`,
    `  清单签名公钥指纹 ${fingerprint}`,
    '  核对：./zhaoming verify-mirror 目录；用 nginx 发布的方法见 docs/mirror.md',
  ].join('\n')

export function exportCommand(program: Command, station: () => Station): void {
  program
    .command('export')
    .description('把公开页面导出为静态镜像；再次运行只更新变化了的页面，随时可以中断')
    .argument('<目录>', '镜像所在目录，空目录或者以前导出的镜像')
    .option('--bureau <域名>', '有多个单位时，导出哪一个')
    .option('--live <网址>', '表单、搜索等去哪个网站办理，默认为 https:// 加单位的域名', origin)
    .option('--json', '以 JSON 输出')
    .action(async (asked: string, { bureau: host, live, json = false }: ExportOptions) => {
      const startedAt = Date.now()
      const folder = resolve(asked)
      const { root, config, log } = station()
      const { database, close } = await open(config, log, join(root, 'migrations'))
      try {
        const bureau = chosen(await allBureaus(database), host)
        const clock = clockOf(config)
        const copy = await copying({ database, config, log, clock }, root)
        const source = sourceOf(copy, { database, bureau })
        const updated = await updateMirror(folder, source, {
          key: await signingKey(resolve(config.ZHAOMING_DATA)),
          live: live ?? `https://${bureau.profile.domain}`,
          now: () => clock.now(),
          ...(json ? {} : { during: (total, work) => withProgress('导出页面', total, work) }),
        }).finally(() => copy.close())
        const seconds = (Date.now() - startedAt) / 1000
        print(json, { folder, ...updated, seconds }, () => wordsOf(folder, updated, seconds))
      } catch (error) {
        throw inWords(error, folder)
      } finally {
        await close()
      }
    })
}

/** What a mirror of a bureau is made from. */
export function sourceOf(copy: Copying, { database, bureau }: { database: Database; bureau: Bureau }): Source {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inBureau(database, bureau.bureauId, work)
  return {
    bureau: bureau.name,
    program: copy.program,
    assets: copy.assets,
    stamps: () => inside(stamps),
    addresses: () => copy.addresses(bureau),
    page: (url) => copy.page(bureau, url),
    journal: () =>
      inside(async (tx) => {
        const { lastIndex, lastHash } = await journalHead(tx)
        return { events: lastIndex, head: lastHash.toString('hex') }
      }),
  }
}

interface ExportOptions {
  bureau?: string
  live?: string
  json?: boolean
}

function inWords(error: unknown, folder: string): unknown {
  if (error instanceof NotAMirror) {
    return new Failed(`${folder} 里有别的文件，没有导出。请指定一个空目录，或者以前导出的镜像。`)
  }
  if (error instanceof MirrorOfAnother) {
    return new Failed(`${folder} 是“${error.message}”的镜像，没有导出。请为每个单位各用一个目录。`)
  }
  if (error instanceof PageMissing) {
    return new Failed(`页面 ${error.url} 没有正常生成（状态 ${error.status}），镜像没有更新完。请查看日志后重新运行。`)
  }
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EPERM') {
    return new Failed(`写不了 ${folder}：${message}`)
  }
  return error
}
