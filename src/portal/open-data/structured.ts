import type { Dataset } from '../../records/datasets/dataset.ts'
import type { Site } from '../frame.ts'
import { paths } from '../paths.ts'
import type { Thing } from '../structured-data.ts'
import { exportFormats } from './export.ts'

const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
}

export function datasetThing(site: Site, { name, title, summary, fields }: Dataset, changedAt: Date | null): Thing {
  const base = `https://${site.bureau.profile.domain}`
  return {
    '@type': 'Dataset',
    '@id': `${base}${paths.dataset(name)}`,
    url: `${base}${paths.dataset(name)}`,
    name: title,
    description: summary,
    inLanguage: 'zh-CN',
    isAccessibleForFree: true,
    license: `${base}${paths.privacy}`,
    dateModified: changedAt?.toISOString(),
    creator: { '@type': 'GovernmentOrganization', name: site.bureau.name },
    variableMeasured: fields.map(({ label }) => label),
    distribution: exportFormats.map((format) => ({
      '@type': 'DataDownload',
      encodingFormat: types[format],
      contentUrl: `${base}${paths.datasetFile(name, format)}`,
    })),
  }
}
