import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { calendarDate, isCalendarDate } from '../law/calendar-date.ts'
import { type DocumentKind, documentKinds } from '../law/publicity/checks.ts'
import { open } from '../main.ts'
import { dayInChina, systemClock } from '../platform/clock.ts'
import { inBureau } from '../platform/database/bureau.ts'
import { markupOfText } from '../platform/markup/from-text.ts'
import { withProgress } from '../platform/progress.ts'
import { type Cell, NotASpreadsheet, readSheet } from '../platform/spreadsheets.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import type { Column } from '../records/columns/column.ts'
import { columns } from '../records/columns/for-public.ts'
import { aText } from '../records/documents/document.ts'
import { type FromEarlier, type Imported, importDocument } from '../records/documents/import.ts'
import { staffByAccount } from '../records/staff/for-staff.ts'
import { Failed, print } from './output.ts'
import type { Station } from './station.ts'

/** Rows written in one transaction: what a kill in the middle costs is done again, and nothing twice. */
const together = 50

const kindNames: Record<string, DocumentKind> = {
  工作动态: 'news',
  通知公告: 'notice',
  政策文件: 'policy',
  行政规范性文件: 'normative',
  政策解读: 'interpretation',
  预警提示: 'warning',
}

const wrongWords: Record<string, string> = {
  'no-title': '没有标题',
  'no-body': '没有正文',
  'no-source': '没有来源',
  'formed-in-the-future': '成文日期晚于今天',
  'published-in-the-future': '发布时间晚于现在',
  'published-before-formed': '发布时间早于成文日期',
}

export function importCommand(program: Command, station: () => Station): void {
  program
    .command('import')
    .argument('<文件>', 'Excel（.xlsx）或者每行一个 JSON 的 .jsonl')
    .description('迁移历史信息：按原发布时间公开；中断后再运行，从停下的地方继续')
    .requiredOption('--as <账号>', '以哪个账号的名义迁移（公开办）')
    .option('--source <名称>', '原系统的名称，同一系统同一编号只迁移一次', '历史网站')
    .option('--bureau <域名>', '一台服务器有几个单位时，迁移到哪一个')
    .option('--json', '以 JSON 输出')
    .addHelpText(
      'after',
      '\n列名：编号、标题、栏目（名称或网址中的名字）、正文（HTML 或文字）、成文日期、发布时间，\n可选：类型、文号、来源、副标题、作者、关键词、主题分类、体裁、内容概述。',
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
          const { by, tree } = await inBureau(database, bureau.bureauId, async (tx) => ({
            by: await staffByAccount(tx, as),
            tree: await columns(tx),
          }))
          if (!by) throw new Failed(`没有“${as}”这个账号`)
          const done = { public: 0, draft: 0, already: 0 }
          const wrong: { row: number; message: string }[] = []
          await withProgress(`迁移 ${basename(file)}`, rows.length, async (tick) => {
            for (let from = 0; from < rows.length; from += together) {
              const some = rows.slice(from, from + together)
              const outcomes = await inBureau(database, bureau.bureauId, async (tx) => {
                const each: { row: number; outcome: Imported | { unreadable: string } }[] = []
                for (const { row, fields } of some) {
                  const given = read(fields, { source, tree, organ: bureau.name })
                  const outcome = 'unreadable' in given ? given : await importDocument(tx, given, by, systemClock)
                  each.push({ row, outcome })
                }
                return each
              })
              for (const { row, outcome } of outcomes) {
                if ('unreadable' in outcome) wrong.push({ row, message: outcome.unreadable })
                else if (outcome.is === 'wrong') {
                  wrong.push({ row, message: outcome.problems.map((one) => wrongWords[one] ?? one).join('，') })
                } else if (outcome.is === 'already-there') done.already += 1
                else done[outcome.is] += 1
              }
              tick(some.length)
            }
          })
          print(json, { ...done, wrong }, () =>
            [
              `公开 ${done.public} 条，含个人信息转为草稿 ${done.draft} 条，此前已迁移 ${done.already} 条，有误 ${wrong.length} 条。`,
              ...wrong.slice(0, 50).map(({ row, message }) => `  第 ${row} 行：${message}`),
              ...(wrong.length > 50 ? [`  …还有 ${wrong.length - 50} 条，用 --json 查看`] : []),
            ].join('\n'),
          )
          if (wrong.length > 0) process.exitCode = 1
        } finally {
          await close()
        }
      },
    )
}

interface Row {
  row: number
  fields: Record<string, Cell>
}

async function rowsOf(file: string): Promise<Row[]> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch {
    throw new Failed(`没有找到 ${file}`)
  }
  if (/\.jsonl$/i.test(file)) {
    return bytes
      .toString('utf8')
      .split('\n')
      .flatMap((line, place) => (line.trim() === '' ? [] : [{ row: place + 1, fields: parsed(line, place + 1) }]))
  }
  try {
    const { headings, rows } = await readSheet(bytes)
    return rows.map(({ row, cells }) => ({
      row,
      fields: Object.fromEntries(headings.map((name, place) => [name, cells[place] ?? null])),
    }))
  } catch (error) {
    if (error instanceof NotASpreadsheet) throw new Failed(`${file} 不是能读的 .xlsx 文件；其他格式请转为 .jsonl`)
    throw error
  }
}

function parsed(line: string, row: number): Record<string, Cell> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, Cell>
  } catch {
    // told below
  }
  throw new Failed(`第 ${row} 行不是一个 JSON 对象`)
}

function read(
  fields: Record<string, Cell>,
  { source, tree, organ }: { source: string; tree: readonly Column[]; organ: string },
): FromEarlier | { unreadable: string } {
  const text = (name: string) => {
    const value = fields[name]
    if (value instanceof Date) return dayInChina(value)
    return value === null || value === undefined ? '' : String(value).trim()
  }
  const orNull = (name: string) => text(name) || null
  const key = text('编号')
  if (key === '') return { unreadable: '没有编号' }
  const named = text('栏目')
  const column = tree.find(({ slug, name }) => slug === named || name === named)
  if (!column) return { unreadable: `没有“${named}”这个栏目` }
  const formed = text('成文日期').slice(0, 10)
  if (!isCalendarDate(formed)) return { unreadable: `成文日期“${text('成文日期')}”应写成 2026-01-31` }
  const published = fields['发布时间'] instanceof Date ? fields['发布时间'] : momentOf(text('发布时间'))
  if (!published) return { unreadable: `发布时间“${text('发布时间')}”应写成 2026-01-31 09:30` }
  const kindNamed = text('类型')
  const kind = kindNames[kindNamed] ?? documentKinds.find((one) => one === kindNamed) ?? 'news'
  const body = text('正文')
  return {
    source,
    key,
    publishedAt: published,
    text: aText({
      columnId: column.id,
      kind,
      title: text('标题'),
      subtitle: orNull('副标题'),
      body: /<[a-z][^>]*>/i.test(body) ? body : markupOfText(body),
      source: text('来源') || organ,
      author: orNull('作者'),
      summary: orNull('内容概述'),
      keywords: orNull('关键词'),
      theme: orNull('主题分类'),
      genre: orNull('体裁'),
      documentNumber: orNull('文号'),
      formedOn: calendarDate(formed),
    }),
  }
}

/** `2026-01-31`, with or without an hour: China time. */
function momentOf(text: string): Date | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2})?)?$/.exec(text)
  if (!found?.[1] || !isCalendarDate(found[1])) return null
  return new Date(`${found[1]}T${found[2] ?? '00:00'}:00+08:00`)
}
