import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { type PlanResult, type PlanTask, planOf } from '../reporting/plan/plan.ts'
import { read, verdictMark } from './audit.ts'
import { Failed, print } from './output.ts'

const recurs = {
  daily: '每日',
  weekly: '每周',
  monthly: '每月',
  quarterly: '每季度',
  'half-yearly': '每半年',
  yearly: '每年',
  continuous: '长期',
} as const

function taskWords(task: PlanTask): string {
  const { no, marked, title, lead, support, alsoLead, due, dueText, recurs: every, evidence, line } = task
  const until = due ? `${due}（${dueText}）` : dueText && every !== 'continuous' && `${dueText}（没有确定的日期）`
  const helps = support.filter((name) => !alsoLead.includes(name))
  const facts = [
    lead && `牵头：${[lead, ...alsoLead].join('、')}`,
    helps.length > 0 && `配合：${helps.join('、')}`,
    until && `期限：${until}`,
    every && `周期：${recurs[every]}`,
    evidence.length > 0 && `量化要求：${evidence.map(({ text }) => text).join('；')}`,
  ].filter(Boolean)
  const place = `${marked && marked !== String(no) ? `原文“${marked}”，` : ''}第 ${line} 行`
  return [`  ${no}. ${title}（${place}）`, ...facts.map((one) => `      ${one}`)].join('\n')
}

function words({ file, bureau, year, tasks, deadlines, leftOut, findings }: PlanResult): string {
  const lines = [file, `  ${[bureau, year && `${year}年`, `${tasks.length} 项任务`].filter(Boolean).join(' · ')}`]
  let last = ''
  for (const task of tasks) {
    const under = task.under.join(' › ')
    if (under !== '' && under !== last) lines.push('', `  【${under}】`)
    last = under
    lines.push(taskWords(task))
  }
  if (deadlines.length + leftOut.length + findings.length > 0) lines.push('')
  for (const { text, on, line } of deadlines)
    lines.push(`  正文另有期限：${text}${on ? `（${on}）` : ''}，第 ${line} 行`)
  for (const { heading, line } of leftOut) lines.push(`  没有列为任务：${heading}（第 ${line} 行）`)
  for (const { rule, verdict, message, quotes } of findings) {
    lines.push(`  ${verdictMark[verdict]} [${rule}] ${message}`)
    for (const { text, line } of quotes) lines.push(`      第 ${line} 行：${text}`)
  }
  return lines.join('\n')
}

export function planCommand(program: Command): void {
  program
    .command('plan')
    .description('把政务公开工作要点、方案读成任务：牵头和配合、期限、量化要求；指出序号等问题')
    .argument('<文件或网址>')
    .option('--json', '输出一个 JSON 对象：tasks、findings 等')
    .action(async (file: string, { json = false }: { json?: boolean }) => {
      if (!/^https?:\/\//.test(file)) {
        const kind = await stat(file).catch(() => null)
        if (!kind) throw new Failed(`没有找到“${file}”，请检查文件名`)
        if (kind.isDirectory()) throw new Failed(`“${file}”是目录，请给出一个文件`)
      }
      const result = planOf({ file, bytes: await read(file) })
      print(json, result, () => words(result))
      if (result.findings.some(({ verdict }) => verdict === 'mismatch')) process.exitCode = 1
    })
}
