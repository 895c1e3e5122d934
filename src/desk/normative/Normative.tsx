import { Button, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import * as contract from '../../api/contract/normative.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import { formText } from './words.ts'

const differenceText = {
  'no-number': '没有文号，无法列入台账',
  'not-entered': '台账中没有这份文件',
  'ended-otherwise': '终止日期与台账不一致',
} as const

/** Normative documents at large: the numbers of a year, what ends soon, clean-ups, differences from the register. */
export function Normative() {
  const { session } = useSession()
  const [year, setYear] = useState(Number(session.today.slice(0, 4)))
  const { data, error } = useAsk(contract.readNormative, { query: { year } }, { keep: true })
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const { normative, interpretations, expiring, differences } = data
  const tiles = [
    { name: '本年制发', value: normative.issued, to: `/registers/normative-documents?year=${year}` },
    { name: '本年废止', value: normative.repealed, to: '/registers/normative-documents' },
    { name: '年末现行有效', value: normative.inForce, to: '/registers/normative-documents' },
    { name: '本年解读', value: interpretations['published'] ?? 0, to: '/normative/interpretations' },
    { name: '主要负责人解读', value: interpretations['byHead'] ?? 0, to: '/normative/interpretations' },
  ]
  const forms = Object.entries(formText).filter(([form]) => (interpretations[form] ?? 0) > 0)
  return (
    <>
      <h1>规范性文件</h1>
      <div className="bar">
        <label htmlFor="year">年份</label>
        <InputNumber
          id="year"
          min={2000}
          max={2100}
          value={year}
          onChange={(value) => value && value >= 2000 && value <= 2100 && setYear(value)}
        />
        <Link to="/normative/interpretations">解读关联</Link>
        <a href="/zhengce/" target="_blank" rel="noreferrer">
          门户上的效力目录
        </a>
      </div>
      <ul className="tiles" aria-label={`${year}年`}>
        {tiles.map(({ name, value, to }) => (
          <li key={name}>
            <Link to={to}>
              <strong>{value}</strong>
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {forms.length > 0 && (
        <p className="nil">
          解读形式：{forms.map(([form, name]) => `${name} ${interpretations[form]} 条`).join('，')}
          。一条解读多份文件的只计一次。
        </p>
      )}
      <section className="panel">
        <h2>到期评估</h2>
        {expiring.length === 0 ? (
          <p className="nil">六个月内没有到期的文件。</p>
        ) : (
          <div className="scroller">
            <table className="days">
              <thead>
                <tr>
                  <th scope="col">有效期至</th>
                  <th scope="col">文件</th>
                  <th scope="col">文号</th>
                  <th scope="col">说明</th>
                </tr>
              </thead>
              <tbody>
                {expiring.map((one) => (
                  <tr key={one.id}>
                    <td>{dayText(one.until)}</td>
                    <td>
                      <Link to={`/documents/${one.id}`}>{one.title}</Link>
                    </td>
                    <td>{one.documentNumber ?? '—'}</td>
                    <td>
                      {one.stated
                        ? '文件写明'
                        : `文件没有写明，按各地通行的${one.trial ? '两年（暂行、试行）' : '五年'}提醒，不自动失效`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <CleanUps />
      <section className="panel">
        <h2>与台账核对</h2>
        {differences.length === 0 ? (
          <p className="nil">已公开的规范性文件与台账一致，年度报告按台账计数。</p>
        ) : (
          <ul className="checks">
            {differences.map((one) => (
              <li key={one.id}>
                <Link to={`/documents/${one.id}`}>{one.title}</Link>：{differenceText[one.what]}
                {one.what === 'ended-otherwise' &&
                  `（文件：${one.endedOn ?? '未终止'}；台账：${one.entryEndedOn ?? '未终止'}）`}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

function CleanUps() {
  const go = useNavigate()
  const { data, error } = useAsk(contract.listCleanUps, {})
  const [title, setTitle] = useState<string | null>(null)
  const { busy, problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const begin = () =>
    act(async () => {
      const { id } = await call(contract.beginCleanUp, { body: { title: title ?? '' } })
      await again()
      void go(`/normative/clean-ups/${id}`)
    })
  return (
    <section className="panel">
      <h2>文件清理</h2>
      <ul className="checks">
        {data.cleanUps.map((one) => (
          <li key={one.id}>
            <Link to={`/normative/clean-ups/${one.id}`}>{one.title}</Link>：{one.total} 件，
            {one.closedOn ? `${dayText(one.closedOn)}完成` : `还有 ${one.undecided} 件没有决定`}
          </li>
        ))}
      </ul>
      {data.cleanUps.length === 0 && <p className="nil">还没有清理过。</p>}
      {data.may.includes('clean-up') && <Button onClick={() => setTitle('')}>开始一次清理</Button>}
      {title !== null && (
        <Modal
          open
          title="开始一次清理"
          okText="开始"
          cancelText="取消"
          confirmLoading={busy}
          onCancel={() => setTitle(null)}
          onOk={() => void begin()}
        >
          <ProblemNote problem={problem} />
          <label htmlFor="clean-up-title">名称，例如“2026年行政规范性文件清理”</label>
          <Input id="clean-up-title" maxLength={200} value={title} onChange={({ target }) => setTitle(target.value)} />
        </Modal>
      )}
    </section>
  )
}
