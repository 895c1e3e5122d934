import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { datasetNamed, datasets } from '../../records/datasets/all.ts'
import type { DatasetRow } from '../../records/datasets/dataset.ts'
import * as contract from '../contract/datasets.ts'
import { Refusal, type Surroundings, serve } from '../serve.ts'

/** A bare day begins in China. */
function moment(text: string): Date {
  return new Date(text.length === 10 ? `${text}T00:00:00+08:00` : text)
}

function only(row: DatasetRow, names: readonly string[] | null): DatasetRow {
  return names === null ? row : { id: row.id, ...Object.fromEntries(names.map((name) => [name, row[name] ?? null])) }
}

/** What is open to everybody: no session, no key, read only. */
export async function datasetRoutes(app: FastifyInstance, surroundings: Surroundings): Promise<void> {
  app.addHook('onSend', async (http, answer, payload) => {
    answer.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    if (answer.statusCode !== 200 || typeof payload !== 'string') return payload
    const tag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`
    answer.header('etag', tag).header('cache-control', 'no-cache')
    const known = (http.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
    if (!known.includes(tag)) return payload
    answer.code(304).removeHeader('content-length')
    return ''
  })

  serve(app, surroundings, contract.listDatasets, async ({ tx }) => {
    const listed = []
    for (const { name, title, summary, frequency, versions, fields, stand } of datasets) {
      listed.push({
        name,
        title,
        summary,
        frequency,
        version: versions[0]?.version ?? '1',
        ...(await stand(tx)),
        fields: [...fields],
        url: `/api/v1/${name}`,
        page: `/shuju/${name}`,
      })
    }
    return { datasets: listed }
  })

  serve(app, surroundings, contract.readDataset, async ({ tx, params, query, answer }) => {
    const dataset = datasetNamed(params.dataset)
    if (!dataset) {
      return new Refusal(404, `没有“${params.dataset}”这个数据集，全部数据集见 /api/v1/`)
    }
    const known = dataset.fields.map(({ name }) => name)
    const names = query.fields === undefined ? null : query.fields.split(',').map((name) => name.trim())
    const unknown = names?.filter((name) => !known.includes(name)) ?? []
    if (unknown.length > 0) {
      return new Refusal(422, `没有 ${unknown.join('、')} 这样的字段，可以用的有：${known.join('、')}`, {
        problems: unknown.map((name) => ({ field: 'fields', message: `没有 ${name} 这个字段` })),
      })
    }
    const { page, size } = query
    const since = query.since === undefined ? null : moment(query.since)
    const { rows, total } = await dataset.rows(tx, { page, size, since })
    const next = new URLSearchParams({
      page: String(page + 1),
      size: String(size),
      ...(query.since === undefined ? {} : { since: query.since }),
      ...(query.fields === undefined ? {} : { fields: query.fields }),
    })
    answer.header('x-total-count', total).header('access-control-expose-headers', 'X-Total-Count, ETag')
    return {
      dataset: dataset.name,
      title: dataset.title,
      version: dataset.versions[0]?.version ?? '1',
      page,
      size,
      total,
      next: page * size < total ? `/api/v1/${dataset.name}?${next}` : null,
      data: rows.map((row) => only(row, names)),
      removed: since === null ? null : await dataset.removedSince(tx, since),
    }
  })
}
