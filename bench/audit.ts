import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calendarDate } from '../src/law/calendar-date.ts'
import { type AuditResult, auditText } from '../src/reporting/audit.ts'
import { type Layout, layouts, unambiguous } from '../src/reporting/read/layouts.ts'
import { busyReport, clean, consistent, contradictions, published } from '../test/planted-contradictions.ts'
import { type Measured, told } from './measure.ts'

const says = ({ findings }: AuditResult, rule: string, values: object = {}) =>
  findings.some(
    (finding) =>
      finding.rule === rule &&
      (finding.verdict !== 'unknown' || Object.keys(values).length > 0) &&
      Object.entries(values).every(([name, value]) => finding.values[name] === value),
  )

const withSentence = (sentence: string, layout: Layout) =>
  auditText({ file: 'planted', text: layouts[layout]({ ...busyReport, overall: [sentence] }) })

/** Reports as bureaus published them, where somebody has put them beside the repository. */
async function publishedReports(root: string): Promise<{ name: string; text: string }[]> {
  const folders = ['seeds', 'corpus'].map((name) => join(root, '..', 'shared', name)).filter((path) => existsSync(path))
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder)).map(async (name) => ({
        name,
        text: (await readFile(join(folder, name), 'utf8')).replace(/^# (?:source|complete|note):.*\n/gm, ''),
      })),
    ),
  )
  return Promise.all(files.flat())
}

/** How many known and planted contradictions are found, and how many sound reports are said to be wrong. */
export async function auditRecall(root: string): Promise<Measured[]> {
  const reports = await publishedReports(root)
  const audited = new Map(reports.map(({ name, text }) => [name, auditText({ file: name, text })]))
  const of = (beginning: string) => [...audited].find(([name]) => name.startsWith(beginning))?.[1]
  const planted = unambiguous.flatMap((layout) =>
    contradictions.map(([rule, sentence]) => says(withSentence(sentence, layout), rule)),
  )
  // One cell of the tables changed by one: some sum no longer holds.
  const cells = Object.entries(busyReport.cells.requests ?? {}).map(([cell, value]) => {
    const requests = { ...busyReport.cells.requests, [cell]: (value ?? 0) + 1 }
    const changed = { ...busyReport, overall: [], cells: { ...busyReport.cells, requests } }
    return auditText({ file: 'planted', text: layouts.html(changed) }).findings.some(
      ({ verdict }) => verdict === 'mismatch',
    )
  })
  const known = published.flatMap(([file, rule, , values]) => {
    const result = of(file)
    return result ? [says(result, rule, values)] : []
  })
  const all = [...planted, ...cells, ...known]
  const sound = unambiguous.flatMap((layout) => consistent.map((sentence) => withSentence(sentence, layout)))
  const onTime = auditText({
    file: 'sound',
    text: layouts.html({ ...busyReport, overall: [], signedOn: calendarDate('2025-01-31') }),
  })
  const cleanOnes = [...sound, onTime, ...clean.flatMap((file) => of(file) ?? [])]
  const wrong = cleanOnes.filter(({ findings }) => findings.some(({ verdict }) => verdict === 'mismatch')).length
  const share = (some: readonly boolean[]) => `${some.filter(Boolean).length}/${some.length}`
  const note = `planted ${share(planted)}, one cell changed ${share(cells)}, known in published reports ${share(known)}${reports.length === 0 ? ' (none are here)' : ''}`
  return [
    told({
      name: 'audit.recall',
      ours: all.filter(Boolean).length,
      reference: all.length,
      goal: '>= 0.9',
      unit: 'contradictions found',
      note,
    }),
    told({
      name: 'audit.false',
      ours: wrong,
      reference: cleanOnes.length,
      goal: '0',
      unit: 'sound reports with a mismatch',
      note: `${sound.length + 1} planted, ${cleanOnes.length - sound.length - 1} published`,
    }),
  ]
}
