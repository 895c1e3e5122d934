import { dayInChina } from '../../platform/clock.ts'
import type { Dataset } from '../../records/datasets/dataset.ts'
import { dayText } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import type { ColumnOfPage } from '../meta.tsx'
import { countText } from '../numbers.ts'
import { paths } from '../paths.ts'
import { datasetThing } from './structured.ts'

export interface DatasetsProps {
  frame: Frame
  datasets: readonly { dataset: Dataset; count: number; changedAt: Date | null }[]
}

export const dataColumn: ColumnOfPage = {
  name: '数据开放',
  description: '可以下载和用接口读取的数据集，都由公开的记录生成',
  keywords: '数据开放,开放数据,数据接口',
  type: '数据开放',
}

/** Everything that is open to be taken away and used. */
export function DatasetsPage({ frame, datasets }: DatasetsProps) {
  return (
    <Layout
      frame={frame}
      title="数据开放"
      column={dataColumn}
      trail={[{ name: '数据开放', href: null }]}
      data={datasets.map(({ dataset, changedAt }) => datasetThing(frame.site, dataset, changedAt))}
    >
      <h1>数据开放</h1>
      <div className="reading">
        <p className="lead">这里的数据由本网站公开的记录直接生成，和网页上看到的相同，可以免费下载、转载和再利用。</p>
        <p>
          数字和图表见<a href={paths.statistics}>数据统计</a>；接口不用登记，也不用密钥，说明见
          <a href="/api/openapi.json">OpenAPI 文档</a>
          ；有新内容时想收到通知，可以用<a href={paths.feeds}>RSS 订阅</a>。
        </p>
      </div>
      <ul className="datasets">
        {datasets.map(({ dataset: { name, title, summary, frequency, unit }, count, changedAt }) => (
          <li key={name}>
            <h2>
              <a href={paths.dataset(name)}>{title}</a>
            </h2>
            <p>{summary}</p>
            <p className="about">
              <span>
                {countText(count)} {unit}
              </span>
              <span>{changedAt ? `最近更新 ${dayText(dayInChina(changedAt))}` : '还没有记录'}</span>
              <span>{frequency}</span>
            </p>
          </li>
        ))}
      </ul>
    </Layout>
  )
}
