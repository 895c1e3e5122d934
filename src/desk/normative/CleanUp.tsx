import { App, Button, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import * as contract from '../../api/contract/normative.ts'
import { sumOf } from '../../law/publicity/clean-up.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import { choicesOf, decisionText } from './words.ts'

type Item = contract.CleanUpView['items'][number]
type Decision = NonNullable<Item['decision']>

/** One clean-up: paste the list, decide singly or in bulk, see what is left, close. */
export function CleanUp() {
  const params = { id: Number(useParams()['id']) }
  const { data: found, error } = useAsk(contract.readCleanUp, { params })
  const [chosen, setChosen] = useState<number[]>([])
  const [decision, setDecision] = useState<Decision>('repeal')
  const [reason, setReason] = useState('')
  const [pasted, setPasted] = useState('')
  const { busy, problem, act } = useAct()
  const { modal, message } = App.useApp()
  if (error) return <p role="alert">{error.message}</p>
  if (!found) return <p className="nil">正在读取…</p>
  const open = found.may.includes('clean-up')
  const { total, parts } = sumOf(found.tally)
  const words = { ...decisionText, undecided: '未决定' }
  const add = () =>
    act(async () => {
      const { added, again: known } = await call(contract.addToCleanUp, { params, body: { pasted } })
      await again()
      setPasted('')
      void message.success(`加入 ${added} 件${known > 0 ? `，${known} 件已在清单中` : ''}`)
    })
  const decide = (itemIds: number[], to: Decision | null) =>
    act(async () => {
      await call(contract.decideInCleanUp, { params, body: { itemIds, decision: to, reason: reason.trim() || null } })
      await again()
      setChosen([])
    })
  const close = () =>
    void modal.confirm({
      title: '完成清理',
      content: '完成后不能再改动。本站的文件从今天起废止或者失效，台账同时更新，清理结果在门户公布。',
      okText: '完成清理',
      cancelText: '取消',
      onOk: () =>
        act(async () => {
          await call(contract.closeCleanUp, { params })
          await again()
        }, '清理完成'),
    })
  return (
    <>
      <p className="nil">
        <Link to="/normative">规范性文件</Link> › 文件清理
      </p>
      <h1>{found.title}</h1>
      <div className="bar">
        <strong role="status">
          {total} {parts.length > 0 && '= '}
          {parts.map(({ of, count }) => `${count}（${words[of]}）`).join(' + ')}
        </strong>
        {found.closedOn ? (
          <span>
            {dayText(found.closedOn)}完成，
            <a href={`/zhengce/qingli/${found.id}`} target="_blank" rel="noreferrer">
              在门户查看
            </a>
          </span>
        ) : (
          <span className="nil">{dayText(found.openedOn)}开始</span>
        )}
        {open && (
          <Button className="push" type="primary" loading={busy} onClick={close}>
            完成清理
          </Button>
        )}
      </div>
      <ProblemNote problem={problem} />
      {open && (
        <section className="panel">
          <h2>加入文件</h2>
          <label htmlFor="pasted">
            粘贴清单，每行一件：文号和名称（顺序不限），没有文号的只写名称。可以从表格直接复制。
          </label>
          <Input.TextArea id="pasted" rows={3} value={pasted} onChange={({ target }) => setPasted(target.value)} />
          <Button loading={busy} disabled={pasted.trim() === ''} onClick={() => void add()}>
            加入清单
          </Button>
        </section>
      )}
      {open && (
        <div className="bar">
          <span>已选 {chosen.length} 件</span>
          <Select<Decision>
            aria-label="决定"
            value={decision}
            onChange={setDecision}
            options={choicesOf(decisionText)}
            style={{ width: 130 }}
          />
          <Input
            aria-label="理由"
            placeholder="理由（继续有效的可不填）"
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            style={{ width: 280 }}
          />
          <Button
            type="primary"
            loading={busy}
            disabled={chosen.length === 0}
            onClick={() => void decide(chosen, decision)}
          >
            决定所选
          </Button>
          <Button loading={busy} disabled={chosen.length === 0} onClick={() => void decide(chosen, null)}>
            收回决定
          </Button>
          <Button onClick={() => setChosen(found.items.filter((item) => item.decision === null).map(({ id }) => id))}>
            选中全部未决定的
          </Button>
        </div>
      )}
      <Table<Item>
        rowKey="id"
        scroll={{ x: 820 }}
        dataSource={found.items}
        locale={{ emptyText: '清单还是空的' }}
        pagination={{
          pageSize: 50,
          showSizeChanger: false,
          hideOnSinglePage: true,
          showTotal: (all) => `共 ${all} 件`,
        }}
        {...(open
          ? {
              rowSelection: {
                selectedRowKeys: chosen,
                onChange: (keys) => setChosen(keys.map(Number)),
                preserveSelectedRowKeys: true,
              },
            }
          : {})}
        columns={[
          {
            title: '文件',
            render: (_, { documentId, title }) =>
              documentId === null ? title : <Link to={`/documents/${documentId}`}>{title}</Link>,
          },
          { title: '文号', width: 200, render: (_, { number }) => number ?? '—' },
          {
            title: '决定',
            width: 110,
            filters: [...choicesOf(decisionText), { value: '', label: '未决定' }].map(({ value, label }) => ({
              text: label,
              value,
            })),
            onFilter: (value, item) => (item.decision ?? '') === value,
            render: (_, { decision: decided }) => (decided ? decisionText[decided] : <strong>未决定</strong>),
          },
          { title: '理由', render: (_, { reason: said }) => said ?? '—' },
          { title: '决定人', width: 90, render: (_, { decidedBy }) => decidedBy ?? '—' },
        ]}
      />
    </>
  )
}
