import type { Dataset, DatasetField, DatasetRow, DatasetValue } from '../../records/datasets/dataset.ts'
import { Day, Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { countText } from '../numbers.ts'
import { Scroller } from '../parts/scroller.tsx'
import { paths } from '../paths.ts'
import { dataColumn } from './datasets.page.tsx'
import { exportFormats } from './export.ts'
import { datasetThing } from './structured.ts'

export interface DatasetProps {
  frame: Frame
  dataset: Dataset
  count: number
  changedAt: Date | null
  sample: readonly DatasetRow[]
}

const typeNames: Record<DatasetField['type'], string> = {
  text: '文字',
  day: '日期',
  moment: '时间',
  'whole-number': '整数',
  number: '数字',
}

const formatNames = {
  csv: { name: 'CSV', words: '文字表格，UTF-8 编码' },
  xlsx: { name: 'Excel', words: 'XLSX 工作簿' },
  json: { name: 'JSON', words: '含字段说明' },
}

function shown(value: DatasetValue | undefined, type: DatasetField['type']) {
  if (value === null || value === undefined) return <span className="nil">—</span>
  if (type === 'moment') return <Minute at={new Date(String(value))} />
  return typeof value === 'number' && type === 'number' ? countText(value) : String(value)
}

export function DatasetPage({ frame, dataset, count, changedAt, sample }: DatasetProps) {
  const { name, title, summary, area, frequency, unit, fields, versions, page } = dataset
  const { profile, name: bureauName } = frame.site.bureau
  const api = `https://${profile.domain}${paths.dataApi(name)}`
  const someFields = fields.slice(0, 3).map(({ name }) => name)
  return (
    <Layout
      frame={frame}
      title={title}
      column={{ ...dataColumn, name: `数据开放：${title}`, description: summary, keywords: `数据开放,${title}` }}
      trail={[
        { name: dataColumn.name, href: paths.data },
        { name: title, href: null },
      ]}
      data={[datasetThing(frame.site, dataset, changedAt)]}
    >
      <h1>{title}</h1>
      <p className="lead">{summary}</p>
      <section aria-labelledby="download-heading">
        <h2 id="download-heading">下载</h2>
        <ul className="downloads">
          {exportFormats.map((format) => (
            <li key={format}>
              <a href={paths.datasetFile(name, format)} download>
                <strong>{formatNames[format].name}</strong>
                <span>{formatNames[format].words}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="about-heading">
        <h2 id="about-heading">关于这份数据</h2>
        <dl className="facts">
          <div>
            <dt>记录数</dt>
            <dd>
              {countText(count)} {unit}
            </dd>
          </div>
          <div>
            <dt>最近更新</dt>
            <dd>{changedAt ? <Minute at={changedAt} /> : '还没有记录'}</dd>
          </div>
          <div>
            <dt>更新频率</dt>
            <dd>{frequency}</dd>
          </div>
          <div>
            <dt>领域</dt>
            <dd>{area}</dd>
          </div>
          <div>
            <dt>开放条件</dt>
            <dd>免费，可以转载和再利用，请注明来源“{bureauName}”</dd>
          </div>
          <div>
            <dt>联系</dt>
            <dd>
              {profile.disclosureOffice}
              {profile.phone && (
                <>
                  {' '}
                  <a href={`tel:${profile.phone.replace(/[^\d+]/g, '')}`}>{profile.phone}</a>
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>网页</dt>
            <dd>
              <a href={page}>在网页上查看</a>
            </dd>
          </div>
        </dl>
      </section>
      <section aria-labelledby="fields-heading">
        <h2 id="fields-heading">字段说明</h2>
        <Scroller label="字段说明表">
          <table className="plain stack">
            <thead>
              <tr>
                <th scope="col">中文名</th>
                <th scope="col">英文名</th>
                <th scope="col">类型</th>
                <th scope="col">说明</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr key={field.name}>
                  <th scope="row">{field.label}</th>
                  <td data-label="英文名">
                    <code>{field.name}</code>
                  </td>
                  <td data-label="类型">{typeNames[field.type]}</td>
                  <td data-label="说明">{field.meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </section>
      {sample.length > 0 && (
        <section aria-labelledby="sample-heading">
          <h2 id="sample-heading">样例</h2>
          <Scroller label="样例表">
            <table className="plain stack sample">
              <thead>
                <tr>
                  {fields.map((field) => (
                    <th key={field.name} scope="col">
                      {field.label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sample.map((row) => (
                  <tr key={row.id}>
                    {fields.map(({ name, label, type }) => (
                      <td key={name} data-label={label}>
                        {shown(row[name], type)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        </section>
      )}
      <section aria-labelledby="api-heading">
        <h2 id="api-heading">接口</h2>
        <p>不用登记，每分钟最多 60 次；超过时请按 Retry-After 等待。每页最多 1000 条，总数在 X-Total-Count 里。</p>
        <dl className="examples">
          <dt>第 1 页，每页 100 {unit}</dt>
          <dd>
            <code>{`${api}?page=1&size=100`}</code>
          </dd>
          <dt>只要几个字段</dt>
          <dd>
            <code>{`${api}?fields=${someFields.join(',')}`}</code>
          </dd>
          <dt>某个时间以后更新的，以及此后撤下的编号</dt>
          <dd>
            <code>{`${api}?since=2026-01-01`}</code>
          </dd>
        </dl>
        <p>
          <a href={`${paths.dataApi(name)}?size=3`}>看看接口返回什么</a>，全部说明见
          <a href="/api/openapi.json">OpenAPI 文档</a>。
        </p>
      </section>
      <section aria-labelledby="versions-heading">
        <h2 id="versions-heading">版本</h2>
        <ul className="versions">
          {versions.map(({ version, on, words }) => (
            <li key={version}>
              <span>
                第 {version} 版（
                <Day on={on} />
                ）：{words}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  )
}
