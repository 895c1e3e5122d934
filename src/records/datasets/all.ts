import type { Dataset } from './dataset.ts'
import { documentsDataset } from './documents.ts'
import { registerDatasets } from './registers.ts'
import { reportsDataset } from './reports.ts'
import { workingDaysDataset } from './working-days.ts'

/** Everything that is open to be taken, in the order in which it is listed. */
export const datasets: readonly Dataset[] = [documentsDataset, ...registerDatasets, reportsDataset, workingDaysDataset]

const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]))

export function datasetNamed(name: string): Dataset | null {
  return byName.get(name) ?? null
}
