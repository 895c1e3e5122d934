import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { fetchPage } from '../platform/fetch-page.ts'
import { withProgress } from '../platform/progress.ts'
import { type AuditResult, auditMany, auditText } from '../reporting/audit.ts'
import { Failed, print } from './output.ts'

export const verdictMark = { mismatch: '✖ 不符', doubt: '！存疑', unknown: '? 缺资料' } as const
const readable = /\.(txt|html?|md|xml)$/i

async function sourcesOf(given: string): Promise<string[]> {
  if (/^https?:\/\//.test(given)) return [given]
  const kind = await stat(given).catch(() => {
    throw new Failed(`没有找到“${given}”，请检查文件名`)
  })
  if (!kind.isDirectory()) return [given]
  const names = await readdir(given, { recursive: true })
  const files = names.filter((name) => readable.test(name)).map((name) => join(given, name))
  if (files.length === 0) throw new Failed(`“${given}”里没有可以读的报告（.txt .html .md）`)
  return files.sort()
}

/** The bytes of a file or of the page at an address. */
export async function read(source: string): Promise<Uint8Array> {
  if (/^https?:\/\//.test(source)) {
    return fetchPage(source).catch((error: Error) => {
      throw new Failed(error.message)
    })
  }
  try {
    return await readFile(source)
  } catch (error) {
    throw new Failed(
      `无法读取“${source}”：${(error as NodeJS.ErrnoException).code === 'EACCES' ? '没有读取权限' : (error as Error).message}`,
    )
  }
}

function words({ file, bureau, year, vintage, kind, findings, passed }: AuditResult): string {
  const what = { 'annual-report': '年度报告', 'work-plan': '工作要点', other: '不是年度报告' }[kind]
  return [
    `${file}`,
    `  ${[bureau, year && `${year}年`, what, vintage && `${vintage} 版式`].filter(Boolean).join(' · ')}`,
    ...findings.map(
      ({ rule, verdict, message, quotes }) =>
        `  ${verdictMark[verdict]} [${rule}] ${message}${quotes.map(({ text, line }) => `\n      第 ${line} 行：${text}`).join('')}`,
    ),
    `  ✔ 通过 ${passed.length} 项核对`,
  ].join('\n')
}

export function auditCommand(program: Command): void {
  program
    .command('audit')
    .description('核对已公布的年度报告：表格是否相加得上，文字与表格是否一致')
    .argument('<文件、目录或网址...>')
    .option('--json', '每个文件输出一个 JSON 对象，组成数组')
    .action(async (given: string[], { json = false }: { json?: boolean }) => {
      const sources = (await Promise.all(given.map(sourcesOf))).flat()
      const run = async (tick: (done?: number) => void) => {
        const results: AuditResult[] = []
        for (const source of sources) {
          results.push(auditText({ file: source, bytes: await read(source) }))
          tick(1)
        }
        return auditMany(results)
      }
      const results = json || sources.length < 2 ? await run(() => {}) : await withProgress('核对', sources.length, run)
      print(json, results, () => results.map(words).join('\n\n'))
      if (results.some((result) => result.findings.some(({ verdict }) => verdict === 'mismatch'))) process.exitCode = 1
    })
}
