import { Button, Input, Modal, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import * as contract from '../../api/contract/feedback.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type View = 'open' | 'closed' | 'pages'

const verdictText = { useful: '有用', useless: '没用', error: '报错' } as const

/** What the public said under the pages of the portal: to look into, looked into, and counted page by page. */
export function Feedback() {
  const [params, setParams] = useSearchParams()
  const view = (params.get('view') ?? 'open') as View
  return (
    <>
      <h1>网页反馈</h1>
      <p className="nil">公众在网页下方点“有用”“没用”“报错”并留言。报错和留言应在 3 个工作日内处理。</p>
      <div className="bar">
        <Segmented
          aria-label="查看"
          value={view}
          onChange={(value) => setParams(value === 'open' ? {} : { view: String(value) })}
          options={[
            { value: 'open', label: '待处理' },
            { value: 'closed', label: '已处理' },
            { value: 'pages', label: '按网页计数' },
          ]}
        />
      </div>
      {view === 'pages' ? <ByPage /> : <FeedbackList key={view} state={view} />}
    </>
  )
}

function PageLink({ address }: { address: string }) {
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {address}
    </a>
  )
}

function FeedbackList({ state }: { state: 'open' | 'closed' }) {
  const { session } = useSession()
  const [params, setParams] = useSearchParams()
  const page = Number(params.get('page') ?? 1)
  const [closing, setClosing] = useState<contract.FeedbackView | null>(null)
  const { data, error, isFetching } = useAsk(
    contract.listFeedback,
    { query: { state, page, size: 20 } },
    { keep: true },
  )
  if (error) return <p role="alert">{error.message}</p>
  const open = state === 'open'
  return (
    <>
      <Table<contract.FeedbackView>
        rowKey="id"
        loading={isFetching && !data}
        scroll={{ x: 860 }}
        dataSource={data?.feedback ?? []}
        locale={{ emptyText: open ? '没有待处理的反馈' : '还没有处理过的反馈' }}
        pagination={{
          current: page,
          pageSize: 20,
          total: data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => `共 ${total} 条`,
          onChange: (next) => setParams({ ...Object.fromEntries(params), page: String(next) }),
        }}
        columns={[
          { title: '类别', width: 70, render: (_, row) => verdictText[row.verdict] },
          { title: '网页', width: 220, render: (_, row) => <PageLink address={row.address} /> },
          {
            title: '留言',
            render: (_, row) => (row.words === null ? <span className="nil">没有留言</span> : row.words),
          },
          { title: '收到', width: 140, className: 'nowrap', render: (_, row) => minuteText(row.madeAt) },
          ...(open
            ? [
                {
                  title: '处理期限',
                  width: 150,
                  className: 'nowrap',
                  render: (_: unknown, row: contract.FeedbackView) =>
                    row.dueOn !== null && row.dueOn < session.today ? (
                      <strong>{row.dueOn} 已超期</strong>
                    ) : (
                      (row.dueOn ?? '—')
                    ),
                },
                {
                  title: '操作',
                  width: 90,
                  render: (_: unknown, row: contract.FeedbackView) =>
                    data?.may.includes('close') && (
                      <Button size="small" onClick={() => setClosing(row)}>
                        处理
                      </Button>
                    ),
                },
              ]
            : [
                { title: '处理结果', dataIndex: 'note' },
                { title: '处理人', width: 90, dataIndex: 'closedBy' },
                {
                  title: '处理时间',
                  width: 140,
                  className: 'nowrap',
                  render: (_: unknown, row: contract.FeedbackView) => (row.closedAt ? minuteText(row.closedAt) : '—'),
                },
              ]),
        ]}
      />
      {closing && <ClosingDialog feedback={closing} onClose={() => setClosing(null)} />}
    </>
  )
}

function ClosingDialog({ feedback, onClose }: { feedback: contract.FeedbackView; onClose(): void }) {
  const [note, setNote] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const work = () =>
      call(contract.closeFeedback, { params: { id: feedback.id }, body: { version: feedback.version, note } })
    if (await act(() => work().then(() => readAgain(contract.listFeedback)), '已处理')) onClose()
  }
  return (
    <Modal
      open
      title="处理反馈"
      okText="处理"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p>
        {verdictText[feedback.verdict]}：<PageLink address={feedback.address} />
      </p>
      {feedback.words !== null && <blockquote>{feedback.words}</blockquote>}
      <label htmlFor="closing-note">处理结果</label>
      <Input.TextArea
        id="closing-note"
        rows={3}
        maxLength={500}
        placeholder="例如：已更正日期；经核对无误"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  )
}

function ByPage() {
  const { data, error, isFetching } = useAsk(contract.countFeedback, {})
  if (error) return <p role="alert">{error.message}</p>
  return (
    <Table
      rowKey="address"
      loading={isFetching && !data}
      scroll={{ x: 600 }}
      dataSource={data?.pages ?? []}
      locale={{ emptyText: '一年来还没有收到反馈' }}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        { title: '网页', render: (_, row) => <PageLink address={row.address} /> },
        { title: '有用', dataIndex: 'useful', width: 90, align: 'right' },
        { title: '没用', dataIndex: 'useless', width: 90, align: 'right' },
        { title: '报错', dataIndex: 'errors', width: 90, align: 'right' },
      ]}
    />
  )
}
