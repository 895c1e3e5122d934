import type { Tx } from '../../platform/database/bureau.ts'
import { csvFile, type Table, xlsxFile } from '../../platform/table-files.ts'
import type { Bureau } from '../../records/bureaus/bureau.ts'
import type { Dataset, DatasetRow } from '../../records/datasets/dataset.ts'
import type { Resource } from '../resources.ts'

export const exportFormats = ['csv', 'xlsx', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

const readAtOnce = 5000

async function allRows(tx: Tx, dataset: Dataset): Promise<DatasetRow[]> {
  const rows: DatasetRow[] = []
  for (let page = 1; ; page += 1) {
    const read = await dataset.rows(tx, { page, size: readAtOnce, since: null })
    rows.push(...read.rows)
    if (read.rows.length < readAtOnce) return rows
  }
}

/** The whole of a dataset as one file. The headings are Chinese in tables, English in JSON, where the dictionary stands too. */
export async function exportOf(
  tx: Tx,
  bureau: Pick<Bureau, 'name' | 'profile'>,
  dataset: Dataset,
  format: ExportFormat,
): Promise<Resource> {
  const rows = await allRows(tx, dataset)
  const { changedAt } = await dataset.stand(tx)
  const { name, title, fields, versions } = dataset
  const saveAs = `${title}.${format}`
  if (format === 'json') {
    const body = JSON.stringify({
      dataset: name,
      title,
      publisher: bureau.name,
      source: `https://${bureau.profile.domain}${dataset.page}`,
      version: versions[0]?.version,
      changedAt,
      fields,
      data: rows,
    })
    return { body, type: 'application/json; charset=utf-8', changedAt, saveAs }
  }
  const table: Table = {
    title,
    headings: fields.map(({ label }) => label),
    rows: rows.map((row) => fields.map(({ name }) => row[name] ?? null)),
  }
  return format === 'csv'
    ? { body: csvFile(table), type: 'text/csv; charset=utf-8', changedAt, saveAs }
    : {
        body: await xlsxFile(table),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        changedAt,
        saveAs,
      }
}
