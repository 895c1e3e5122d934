import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import * as contract from '../../api/contract/reports.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { reportStateText } from './words.ts'

export function ReportList() {
  const go = useNavigate()
  const { data, error } = useAsk(contract.listReports, {})
  const { busy, problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const open = (year: number) =>
    act(async () => {
      await call(contract.openReport, { params: { year } })
      await readAgain(contract.listReports, contract.readReport)
      void go(`/reports/${year}`)
    })
  return (
    <>
      <h1>年度报告</h1>
      <ProblemNote problem={problem} />
      <ul className="tiles">
        {data.reports.map(({ year, vintage, state }) => (
          <li key={year}>
            <Link to={`/reports/${year}`}>
              <strong>{year}</strong>
              {reportStateText[state]} · {vintage}年格式
            </Link>
          </li>
        ))}
      </ul>
      {data.open.length > 0 && (
        <section className="panel">
          <h2>开始编制</h2>
          <p className="actions">
            {data.open.map((year) => (
              <Button key={year} loading={busy} onClick={() => void open(year)}>
                {year}年
              </Button>
            ))}
          </p>
        </section>
      )}
    </>
  )
}
