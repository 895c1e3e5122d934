import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { Scroller } from '../parts/scroller.tsx'
import { paths } from '../paths.ts'
import { feedFormats, feedTypes } from './places.ts'

export interface FeedsProps {
  frame: Frame
  groups: readonly { title: string; feeds: readonly { name: string; title: string; level: number }[] }[]
}

/** Everything that can be subscribed to. */
export function FeedsPage({ frame, groups }: FeedsProps) {
  return (
    <Layout frame={frame} title="RSS 订阅" trail={[{ name: 'RSS 订阅', href: null }]}>
      <h1>RSS 订阅</h1>
      <div className="reading">
        <p className="lead">把下面的网址加入阅读器，有新的信息就会收到，不用登记，也不会留下您的任何信息。</p>
        <p>
          内容是全文。信息更正以后，会以同一个编号重新推送，并注明更正时间。数据文件和接口见
          <a href={paths.data}>数据开放</a>。
        </p>
      </div>
      {groups.map(({ title, feeds }) => (
        <section key={title} className="feeds">
          <Scroller label={title}>
            <table className="plain">
              <caption>{title}</caption>
              <thead>
                <tr>
                  <th scope="col">名称</th>
                  {feedFormats.map((format) => (
                    <th key={format} scope="col">
                      {feedTypes[format].name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {feeds.map(({ name, title, level }) => (
                  <tr key={name}>
                    <th scope="row" className={level > 0 ? 'below-1' : undefined}>
                      {title}
                    </th>
                    {feedFormats.map((format) => (
                      <td key={format}>
                        <a href={paths.feed(name, format)} type={feedTypes[format].type}>
                          {feedTypes[format].name}
                          <span className="sr">：{title}</span>
                        </a>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        </section>
      ))}
    </Layout>
  )
}
