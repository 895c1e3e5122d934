import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/catalogue.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type Data = Reply<typeof contract.readCatalogue>
const again = () => readAgain(contract.readCatalogue)
const kindText = { added: '增加', removed: '删去', changed: '修改' } as const

/** 公开目录: what the next version would contain, the versions so far, and how index numbers are written. */
export function Catalogue() {
  const { data, error } = useAsk(contract.readCatalogue, {})
  const [comparing, setComparing] = useState<number | null>(null)
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const keep = data.may.includes('keep')
  return (
    <>
      <h1>公开目录</h1>
      <div className="side-by-side">
        <div>
          <NextVersion data={data} keep={keep} />
          <section className="panel">
            <h2>已发布的版本</h2>
            {data.versions.length === 0 && <p className="nil">还没有发布过目录。</p>}
            <ul className="events">
              {data.versions.map(({ no, note, publishedAt, entries, hash }) => (
                <li key={no}>
                  <strong>第 {no} 版</strong> {note}
                  <div className="who">
                    {minuteText(publishedAt)} · {entries} 条信息
                  </div>
                  <div className="code">{hash}</div>
                  <a href={`/zwgk/mulu/banben/${no}`} target="_blank" rel="noreferrer">
                    在门户查看
                  </a>{' '}
                  {no > 1 && (
                    <button type="button" className="link" onClick={() => setComparing(no)}>
                      与第 {no - 1} 版比较
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        </div>
        <IndexRule data={data} keep={keep} />
      </div>
      {comparing !== null && <Difference no={comparing} onClose={() => setComparing(null)} />}
    </>
  )
}

function NextVersion({ data, keep }: { data: Data; keep: boolean }) {
  const [note, setNote] = useState('')
  const { busy, problem, act } = useAct()
  const publish = async () => {
    if (await act(() => call(contract.publishCatalogue, { body: { note } }).then(again), '新版目录已发布')) setNote('')
  }
  return (
    <section className="panel">
      <h2>下一版</h2>
      <p>
        {data.matters} 项公开事项，{data.entries} 条信息。由栏目设置和已公开的信息产生；没有内容概述的，取正文开头。
      </p>
      {data.incomplete.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`${data.incomplete.length} 条信息缺少必填要素（索引、名称、内容概述、生成日期），补齐后才能发布`}
          description={
            <ul>
              {data.incomplete.slice(0, 20).map(({ documentId, name, missing }) => (
                <li key={documentId}>
                  <Link to={`/documents/${documentId}`}>{name}</Link>：缺{missing.join('、')}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <ProblemNote problem={problem} />
      {keep && (
        <>
          <p>
            <label htmlFor="catalogue-note">这一版的变化（公众会看到）</label>
            <Input id="catalogue-note" maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          </p>
          <Button type="primary" loading={busy} disabled={!note.trim()} onClick={() => void publish()}>
            发布新版目录
          </Button>
        </>
      )}
    </section>
  )
}

function IndexRule({ data, keep }: { data: Data; keep: boolean }) {
  const [pattern, setPattern] = useState(data.rule.pattern)
  const [creditCode, setCreditCode] = useState(data.rule.creditCode ?? '')
  const { busy, problem, act } = useAct()
  return (
    <section className="panel">
      <h2>索引号规则</h2>
      <p>
        可用 {'{code}'} 统一社会信用代码、{'{org}'} 组织机构代码、{'{yyyy}'} 年、{'{yyyymm}'} 年月、{'{item}'}{' '}
        第二十条项号、{'{serial:5}'} 流水号。已编的号不变。
      </p>
      <ProblemNote problem={problem} />
      <p>
        <label htmlFor="index-pattern">规则</label>
        <Input
          id="index-pattern"
          className="code"
          disabled={!keep}
          value={pattern}
          maxLength={80}
          spellCheck={false}
          onChange={(event) => setPattern(event.target.value)}
        />
      </p>
      <p>
        <label htmlFor="credit-code">统一社会信用代码</label>
        <Input
          id="credit-code"
          className="code"
          disabled={!keep}
          value={creditCode}
          maxLength={18}
          spellCheck={false}
          onChange={(event) => setCreditCode(event.target.value)}
        />
      </p>
      <p className="nil">
        例：<span className="code">{data.example}</span>
      </p>
      {data.repeated.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={`有重复的索引号：${data.repeated.join('、')}`}
          style={{ marginBottom: 12 }}
        />
      )}
      {keep && (
        <Button
          loading={busy}
          onClick={() =>
            void act(
              () =>
                call(contract.setIndexRule, { body: { pattern, creditCode: creditCode.trim() || null } }).then(again),
              '规则已保存',
            )
          }
        >
          保存规则
        </Button>
      )}
    </section>
  )
}

function Difference({ no, onClose }: { no: number; onClose(): void }) {
  const { data, error } = useAsk(contract.compareCatalogue, { params: { no } })
  return (
    <Modal open width={760} title={`第 ${no} 版与第 ${no - 1} 版的变化`} footer={null} onCancel={onClose}>
      {error && <p role="alert">{error.message}</p>}
      {data && (
        <>
          <h3>公开事项</h3>
          {data.matters.length === 0 && <p className="nil">没有变化。</p>}
          <ul>
            {data.matters.map(({ kind, matter, fields }) => (
              <li key={`${kind} ${matter}`}>
                <strong>{kindText[kind]}</strong> {matter}
                {fields.map(({ field, from, to }) => (
                  <div key={field}>
                    <del>{from || '（空）'}</del> → <ins>{to || '（空）'}</ins>
                  </div>
                ))}
              </li>
            ))}
          </ul>
          <h3>信息条目（{data.total}）</h3>
          <ul>
            {data.entries.map(({ documentId, kind, index, name }) => (
              <li key={documentId}>
                <strong>{kindText[kind]}</strong> {name} <span className="nil">{index}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}
