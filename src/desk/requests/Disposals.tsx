import { Button, Form, Input, InputNumber, Modal, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import {
  type DisposalList,
  decideDisposal,
  listDisposals,
  proposeDisposal,
  setRetention,
} from '../../api/contract/privacy.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { dayText, minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

const groundText = { 'period-over': '保存期满', 'on-request': '依申请删除' } as const

type Pending = DisposalList['pending'][number]

/** Requests whose period is over: proposed by one person, disposed of by another. */
export function Disposals() {
  const { data, error } = useAsk(listDisposals, {})
  const { busy, problem, act } = useAct()
  const [deciding, setDeciding] = useState<Pending | null>(null)
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const propose = async (id: number) => {
    const body = { ground: 'period-over' as const, reason: `办结已满 ${data.rule.caseYears} 年` }
    if (await act(() => call(proposeDisposal, { params: { id }, body }), '已提交审批')) await readAgain(listDisposals)
  }
  const request = {
    title: '申请',
    render: (_: unknown, one: { id: number; number: string }) => <Link to={`/requests/${one.id}`}>{one.number}</Link>,
  }
  return (
    <>
      <p className="nil">
        <Link to="/requests">依申请公开</Link> › 到期处置
      </p>
      <h1>到期处置</h1>
      <p>处置后删除申请人信息、申请和答复的正文，不能恢复；编号、日期和处理结果保留用于统计，操作记录仍可完整校验。</p>
      <ProblemNote problem={problem} />
      <section className="panel">
        <h2>待审批</h2>
        <Table
          rowKey="disposal"
          size="small"
          pagination={false}
          dataSource={data.pending}
          locale={{ emptyText: '没有待审批的处置' }}
          columns={[
            request,
            { title: '申请人', dataIndex: 'applicant' },
            { title: '事由', render: (_, one) => `${groundText[one.ground]}：${one.reason}` },
            { title: '提出', render: (_, one) => `${one.proposedBy} ${minuteText(one.proposedAt)}` },
            {
              title: '审批',
              render: (_, one) =>
                one.mayDecide ? <Button onClick={() => setDeciding(one)}>审批</Button> : '须由另一人审批',
            },
          ]}
        />
      </section>
      <section className="panel">
        <h2>保存期满</h2>
        <Table
          rowKey="id"
          size="small"
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          dataSource={data.due}
          locale={{ emptyText: '没有保存期满的申请' }}
          columns={[
            request,
            { title: '名称', dataIndex: 'title' },
            { title: '申请人', dataIndex: 'applicant' },
            { title: '办结', render: (_, one) => dayText(one.concludedOn) },
            { title: '保存至', render: (_, one) => dayText(one.keptUntil) },
            {
              title: '处置',
              render: (_, one) =>
                data.may.includes('propose') && (
                  <Button loading={busy} onClick={() => void propose(one.id)}>
                    提出处置
                  </Button>
                ),
            },
          ]}
        />
      </section>
      <Periods data={data} />
      {deciding && <Decide pending={deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}

function Periods({ data: { rule, may } }: { data: DisposalList }) {
  const { busy, problem, act } = useAct()
  const save = async (typed: DisposalList['rule']) => {
    if (await act(() => call(setRetention, { body: typed }), '已保存')) await readAgain(listDisposals)
  }
  if (!may.includes('set')) return null
  return (
    <section className="panel">
      <h2>保存年限</h2>
      <ProblemNote problem={problem} />
      <Form layout="inline" initialValues={rule} onFinish={(typed) => void save(typed)}>
        <Form.Item name="caseYears" label="案卷，办结后">
          <InputNumber min={1} max={100} precision={0} suffix="年" />
        </Form.Item>
        <Form.Item name="identityYears" label="证件号码，办结后">
          <InputNumber min={0} max={100} precision={0} suffix="年" />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          保存
        </Button>
      </Form>
      <p className="nil">证件号码到期后每天凌晨自动删除，并记入操作记录。</p>
    </section>
  )
}

function Decide({ pending, onClose }: { pending: Pending; onClose(): void }) {
  const [note, setNote] = useState('')
  const { busy, problem, act } = useAct()
  const decide = async (decision: 'approved' | 'refused') => {
    const body = { decision, note: note.trim() || null }
    const { disposal: id } = pending
    if (!(await act(() => call(decideDisposal, { params: { id }, body }), '已审批'))) return
    await readAgain(listDisposals)
    onClose()
  }
  return (
    <Modal
      open
      title={`处置 ${pending.number}`}
      onCancel={onClose}
      footer={[
        <Button key="no" loading={busy} onClick={() => void decide('refused')}>
          不同意
        </Button>,
        <Button key="yes" danger type="primary" loading={busy} onClick={() => void decide('approved')}>
          同意并删除
        </Button>,
      ]}
    >
      <ProblemNote problem={problem} />
      <p>
        {groundText[pending.ground]}：{pending.reason}
      </p>
      <p>同意后立即删除，不能恢复。</p>
      <label htmlFor="disposal-note">意见（不同意时必填）</label>
      <Input.TextArea
        id="disposal-note"
        rows={3}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  )
}
