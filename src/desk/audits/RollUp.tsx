import * as contract from '../../api/contract/audits.ts'
import { useAsk } from '../ask.ts'

const tables = {
  disclosure: '二、主动公开政府信息情况',
  requests: '三、收到和处理政府信息公开申请情况',
  remedies: '四、行政复议、行政诉讼情况',
} as const

/** Each cell of the form summed over the bureaus, and whose figure is missing. */
export function RollUp({ runId }: { runId: number }) {
  const { data, error } = useAsk(contract.readRollUp, { params: { id: runId } })
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  if (data.forms.length === 0) return <p className="nil">还没有读到统一格式的表格</p>
  const names = new Map(data.reports.map(({ id, name }) => [id, name]))
  return data.forms.map((form) => (
    <section key={`${form.year} ${form.vintage}`} className="panel">
      <h2>
        {form.year} 年度：{form.reports} 份报告之和
      </h2>
      {(Object.keys(tables) as (keyof typeof tables)[]).map((table) => (
        <details key={table} open={table === 'disclosure'}>
          <summary>{tables[table]}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
          <section className="scroller" aria-label={`${form.year} ${tables[table]}`} tabIndex={0}>
            <table className="stat sums">
              <thead>
                <tr>
                  <th scope="col">项目</th>
                  <th scope="col">各单位之和</th>
                  <th scope="col">缺数的报告</th>
                </tr>
              </thead>
              <tbody>
                {form.cells
                  .filter((cell) => cell.table === table)
                  .map(({ cell, label, sum, of, missing }) => (
                    <tr key={cell}>
                      <th scope="row">{label}</th>
                      <td>{of === 0 ? '—' : sum}</td>
                      <td className={missing.length > 0 ? 'missing' : ''}>
                        {missing.length === 0 ? '无' : missing.map((id) => names.get(id)).join('、')}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        </details>
      ))}
    </section>
  ))
}
