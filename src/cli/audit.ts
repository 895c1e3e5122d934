import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { fetchPage } from '../platform/fetch-page.ts'
import { withProgress } from '../platform/progress.ts'
import { type AuditResult, auditFile, auditMany, couldNotRead, largestFile, wasRead } from '../reporting/audit.ts'
import { Failed, print } from './output.ts'

type Quote = AuditResult['findings'][number]['quotes'][number]

export const verdictMark = { mismatch: '✖ 不符', doubt: '！存疑', unknown: '? 缺资料' } as const
/** Taken up from a directory; the last ones to say of them that they must be saved in another form. */
const report = /\.(?:txt|html?|md|xml|json|docx|doc|wps|pdf|xlsx|xls|rtf|ofd)$/i
/** Of a document that is open at the moment, and what the file system hides. */
const leftOver = /^(?:~\$|\.)/

const isAddress = (given: string) => /^https?:\/\//i.test(given)

/** What one was asked to read, or why it cannot be read. */
type Source = { name: string } | { name: string; reason: string; message: string }

async function sourcesOf(given: string): Promise<Source[]> {
  if (isAddress(given)) return [{ name: given }]
  const kind = await stat(given).catch(() => null)
  if (!kind) return [{ name: given, reason: 'missing', message: `没有找到“${given}”，请检查文件名` }]
  if (!kind.isDirectory()) return [{ name: given }]
  const names = await readdir(given, { recursive: true }).catch(() => null)
  if (!names) return [{ name: given, reason: 'not-readable', message: `无法打开目录“${given}”，请检查读取权限` }]
  const files = names.filter((name) => report.test(name) && !leftOver.test(basename(name)))
  if (files.length > 0) return files.sort().map((name) => ({ name: join(given, name) }))
  const message = `“${given}”里没有可以读的报告（网页、文本、Word、PDF、Excel 或 JSON 文件）`
  return [{ name: given, reason: 'no-reports', message }]
}

async function resultOf(source: Source): Promise<AuditResult> {
  if ('reason' in source) return couldNotRead(source.name, source.reason, source.message)
  const { name } = source
  try {
    return await auditFile({ file: name, bytes: await read(name) })
  } catch (error) {
    if (error instanceof NotToBeHad) return couldNotRead(name, error.reason, error.message)
    throw error
  }
}

/** A file or page that is not to be had; one of several is no reason to stop. */
class NotToBeHad extends Failed {
  readonly reason: string
  constructor(reason: string, message: string) {
    super(message)
    this.reason = reason
  }
}

/** The bytes of a file or of the page at an address, at most 32 MB. */
export async function read(source: string): Promise<Uint8Array> {
  if (isAddress(source)) {
    return fetchPage(source).catch((error: Error) => {
      throw new NotToBeHad('no-answer', error.message)
    })
  }
  try {
    const { size } = await stat(source)
    if (size > largestFile) throw new NotToBeHad('too-large', `“${source}”超过 32 MB，请只提供报告正文`)
    return await readFile(source)
  } catch (error) {
    if (error instanceof NotToBeHad) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw new NotToBeHad('not-readable', `无法读取“${source}”：${code === 'EACCES' ? '没有读取权限' : message}`)
  }
}

/** Files, directories and addresses, one a line; blank lines and what begins with # are passed over. */
async function listed(from: string): Promise<string[]> {
  const list =
    from === '-'
      ? await text(process.stdin)
      : await readFile(from, 'utf8').catch(() => {
          throw new Failed(`没有找到清单“${from}”，请检查文件名`)
        })
  return list
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function placeOf({ line, page, sheet, cell }: Quote): string {
  if (sheet !== undefined) return `工作表“${sheet}”${cell ?? ''}`
  return page === undefined ? `第 ${line} 行` : `第 ${page} 页第 ${line} 行`
}

function words(result: AuditResult): string {
  const { file, bureau, year, vintage, kind, findings, passed } = result
  const what = { 'annual-report': '年度报告', 'work-plan': '工作要点', other: '不是年度报告' }[kind]
  const about = [bureau, year && `${year}年`, wasRead(result) ? what : '没有读取', vintage && `${vintage} 版式`]
  return [
    `${file}`,
    `  ${about.filter(Boolean).join(' · ')}`,
    ...findings.map(
      ({ rule, verdict, message, quotes }) =>
        `  ${verdictMark[verdict]} [${rule}] ${message}${quotes.map((quote) => `\n      ${placeOf(quote)}：${quote.text}`).join('')}`,
    ),
    `  ✔ 通过 ${passed.length} 项核对`,
  ].join('\n')
}

const hasMismatch = ({ findings }: AuditResult) => findings.some(({ verdict }) => verdict === 'mismatch')

/** 1: something does not agree. 2: nothing does not agree, but not everything could be read. */
function exitCodeOf(results: readonly AuditResult[]): 0 | 1 | 2 {
  if (results.some(hasMismatch)) return 1
  return results.every(wasRead) ? 0 : 2
}

export function auditCommand(program: Command): void {
  program
    .command('audit')
    .description('核对已公布的年度报告：表格是否相加得上，文字与表格是否一致')
    .argument('[文件、目录或网址...]', '网页、文本、Word（.docx、.doc）、有文字的 PDF、.xlsx 或本平台的 JSON')
    .option('--list <清单>', '再读取清单里的文件、目录和网址，每行一个，# 开头的行不读；- 表示标准输入')
    .option('--json', '每个文件输出一个 JSON 对象，组成数组')
    .addHelpText(
      'after',
      '\n退出码：0 没有发现不符；1 至少有一处不符；2 没有发现不符，但有文件或网址没能读取，或者命令本身有误。',
    )
    .action(async (given: string[], { list, json = false }: { list?: string; json?: boolean }) => {
      const asked = [...given, ...(list === undefined ? [] : await listed(list))]
      if (asked.length === 0) {
        throw new Failed(list === undefined ? '缺少参数：文件、目录或网址，或者 --list <清单>' : '清单里没有文件或网址')
      }
      const sources = (await Promise.all(asked.map(sourcesOf))).flat()
      const run = async (tick: (done?: number) => void) => {
        const results: AuditResult[] = []
        for (const source of sources) {
          results.push(await resultOf(source))
          tick(1)
        }
        return auditMany(results)
      }
      const results = json || sources.length < 2 ? await run(() => {}) : await withProgress('核对', sources.length, run)
      print(json, results, () => results.map(words).join('\n\n'))
      process.exitCode = exitCodeOf(results)
    })
}
