import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { fetchPage } from '../platform/fetch-page.ts'
import { checkReceipt } from '../records/journal/check-inclusion.ts'
import { Failed, print } from './output.ts'

const why = {
  'not-a-receipt': '这不是回执文件，或者文件已损坏',
  'another-number': '回执上的受理编号与日志记录不符，回执被改动过',
  'path-broken': '日志记录算不出检查点的根，回执被改动过',
} as const

async function readText(asked: string): Promise<string> {
  try {
    if (/^https?:/.test(asked)) return new TextDecoder().decode(await fetchPage(asked))
    return await readFile(asked, 'utf8')
  } catch (error) {
    throw new Failed(`读不到 ${asked}：${(error as Error).message}`)
  }
}

type Published = 'same' | 'another' | 'not-listed' | 'not-asked'

const publishedWords: Record<Published, string> = {
  same: '检查点与公布的一致',
  another: '检查点与公布的不一致：公布以后日志被改动过，或者回执是伪造的',
  'not-listed': '公布的检查点里没有这一个',
  'not-asked': '没有与公布的检查点比较（用 --checkpoints 指定别处保存的检查点文件或者网址）',
}

/** Needs neither a database nor settings nor the bureau. */
export function verifyReceiptCommand(program: Command): void {
  program
    .command('verify-receipt')
    .description('核对申请回执：不必相信出具的单位，用计算证明申请在其操作日志中')
    .argument('<文件>', '回执文件（.json）')
    .option('--checkpoints <文件或网址>', '公布的检查点（网站 /jiaoyan/rizhi.json），最好是自己或者别人早先保存的')
    .option('--json', '以 JSON 输出')
    .action(async (file: string, { checkpoints, json = false }: { checkpoints?: string; json?: boolean }) => {
      const verdict = checkReceipt(await readText(file))
      if (!verdict.sound) {
        print(json, verdict, () => why[verdict.why])
        process.exitCode = 1
        return
      }
      const published = checkpoints ? comparedWith(await readText(checkpoints), verdict.checkpoint) : 'not-asked'
      print(json, { ...verdict, published }, () =>
        [
          `${verdict.number}：${verdict.at} 记入操作日志（${verdict.kind}），回执有效`,
          `检查点：前 ${verdict.checkpoint.events} 条，根 ${verdict.checkpoint.root}`,
          publishedWords[published],
        ].join('\n'),
      )
      if (published === 'another' || published === 'not-listed') process.exitCode = 1
    })
}

function comparedWith(text: string, { events, root }: { events: number; root: string }): Published {
  let list: unknown
  try {
    list = (JSON.parse(text) as { checkpoints?: unknown }).checkpoints
  } catch {
    throw new Failed('检查点文件不是 JSON，请重新下载')
  }
  if (!Array.isArray(list)) throw new Failed('检查点文件里没有检查点，请重新下载')
  const same = list.find((one: { events?: unknown }) => one?.events === events) as { root?: unknown } | undefined
  if (!same) return 'not-listed'
  return same.root === root ? 'same' : 'another'
}
