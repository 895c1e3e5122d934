import { Alert, Button, Checkbox, DatePicker, Form, Input, Modal, Radio, Select, TreeSelect } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import * as contract from '../../api/contract/documents.ts'
import { readToDo } from '../../api/contract/session.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { Acts } from '../parts/Acts.tsx'
import { dayText, minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useDraft } from '../parts/use-draft.ts'
import { attributeText, documentStateText, groundText } from './words.ts'

interface Kept {
  columnId?: number
  title?: string
  body?: string
  source?: string
  summary?: string | null
  documentNumber?: string | null
  formedOn?: string
  attribute?: 'proactive' | 'on-request' | 'none'
  ground?: keyof typeof groundText | null
  groundReason?: string | null
}

const again = () => readAgain(contract.readDocument, contract.listDocuments, readToDo)

export function NewDocument() {
  const go = useNavigate()
  const { session } = useSession()
  return (
    <>
      <p className="nil">
        <Link to="/documents">信息发布</Link> › 起草信息
      </p>
      <h1>起草信息</h1>
      <DocumentForm
        draftKey="document new"
        initial={{ source: session.bureau.name, formedOn: session.today, attribute: 'proactive' }}
        save={async (body) => {
          const { id } = await call(contract.draftDocument, { body })
          await again()
          void go(`/documents/${id}`)
        }}
      />
    </>
  )
}

export function DocumentPage() {
  const { id } = useParams()
  const params = { id: Number(id) }
  const { data: found, error } = useAsk(contract.readDocument, { params })
  const [editing, setEditing] = useState(false)
  const [dialog, setDialog] = useState<'review' | 'withdraw' | null>(null)
  const { busy, problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!found) return <p className="nil">正在读取…</p>
  const { may, version } = found
  return (
    <>
      <p className="nil">
        <Link to="/documents">信息发布</Link> › {found.column}
      </p>
      <h1>{found.title}</h1>
      <div className="bar">
        <strong>{documentStateText[found.state]}</strong>
        <span>{attributeText[found.attribute]}</span>
        {found.state !== 'published' && found.attribute === 'proactive' && (
          <span>应于 {dayText(found.publishDueOn)} 前公开</span>
        )}
        {found.address && (
          <a href={found.address} target="_blank" rel="noreferrer">
            在门户查看
          </a>
        )}
        <span className="push actions">
          {may.includes('revise') && !editing && <Button onClick={() => setEditing(true)}>修改</Button>}
          {may.includes('send') && !editing && (
            <Button
              type="primary"
              loading={busy}
              onClick={() =>
                void act(() => call(contract.sendForReview, { params, body: { version } }).then(again), '已送审')
              }
            >
              送审
            </Button>
          )}
          {may.includes('review') && (
            <Button type="primary" onClick={() => setDialog('review')}>
              审核
            </Button>
          )}
          {may.includes('withdraw') && <Button onClick={() => setDialog('withdraw')}>撤下</Button>}
          <Acts acts={found.acts} />
        </span>
      </div>
      <ProblemNote problem={problem} />
      {found.reviewNote && (
        <Alert type="info" showIcon title={`审核意见：${found.reviewNote}`} style={{ marginBottom: 12 }} />
      )}
      {found.withdrawReason && (
        <Alert type="warning" showIcon title={`撤下原因：${found.withdrawReason}`} style={{ marginBottom: 12 }} />
      )}
      {editing ? (
        <DocumentForm
          draftKey={`document ${id} ${version}`}
          initial={{ ...found, ground: found.ground as Kept['ground'] & string }}
          onCancel={() => setEditing(false)}
          save={async (body) => {
            await call(contract.reviseDocument, { params, body: { ...body, version } })
            await again()
            setEditing(false)
          }}
        />
      ) : (
        <div className="side-by-side">
          <section className="panel">
            <p className="letter">{found.body}</p>
          </section>
          <section className="panel">
            <h2>要素</h2>
            <dl className="facts">
              <dt>来源</dt>
              <dd>{found.source}</dd>
              <dt>文号</dt>
              <dd>{found.documentNumber ?? '无文号'}</dd>
              <dt>索引号</dt>
              <dd>{found.indexNumber ?? '公开时编制'}</dd>
              <dt>形成日期</dt>
              <dd>{dayText(found.formedOn)}</dd>
              <dt>公开时间</dt>
              <dd>{found.publishedAt ? minuteText(found.publishedAt) : '—'}</dd>
              <dt>起草人</dt>
              <dd>{found.draftedBy}</dd>
              {found.ground && (
                <>
                  <dt>理由</dt>
                  <dd>
                    {groundText[found.ground as keyof typeof groundText] ?? found.ground}。{found.groundReason}
                  </dd>
                </>
              )}
            </dl>
          </section>
        </div>
      )}
      {dialog === 'review' && <ReviewDialog found={found} onClose={() => setDialog(null)} />}
      {dialog === 'withdraw' && <WithdrawDialog found={found} onClose={() => setDialog(null)} />}
    </>
  )
}

type Body = Parameters<typeof call<typeof contract.draftDocument>>[1]['body']

function DocumentForm({
  draftKey,
  initial,
  save,
  onCancel,
}: {
  draftKey: string
  initial: Kept
  save(body: Body): Promise<void>
  onCancel?(): void
}) {
  const { session } = useSession()
  const { data: tree } = useAsk(contract.listColumns, {})
  const draft = useDraft<Kept>(draftKey, initial)
  const { busy, problem, act } = useAct()
  const [form] = Form.useForm()
  const attribute = draft.value.attribute ?? 'proactive'
  const columns = tree?.columns ?? []
  const under = (parent: number | null): { value: number; title: string; children: object[] }[] =>
    columns
      .filter(({ parentId }) => parentId === parent)
      .map(({ id, name, publishable }) => ({ value: id, title: name, disabled: !publishable, children: under(id) }))
  const send = async (typed: Kept & { formedDay: Dayjs }) => {
    const proactive = typed.attribute === 'proactive'
    const body = {
      columnId: typed.columnId as number,
      title: typed.title ?? '',
      body: typed.body ?? '',
      source: typed.source ?? '',
      summary: typed.summary?.trim() || null,
      documentNumber: typed.documentNumber?.trim() || null,
      formedOn: typed.formedDay.format('YYYY-MM-DD'),
      attribute: typed.attribute ?? 'proactive',
      ground: proactive ? null : (typed.ground ?? null),
      groundReason: proactive ? null : (typed.groundReason ?? null),
    } as Body
    await act(async () => {
      await save(body)
      draft.forget()
    }, '已保存')
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{ ...draft.value, formedDay: dayjs(draft.value.formedOn ?? session.today) }}
      onValuesChange={(_, all) =>
        draft.set({ ...all, formedOn: all.formedDay?.format('YYYY-MM-DD'), formedDay: undefined })
      }
      onFinish={(typed) => void send(typed)}
    >
      {draft.restored && <Alert type="info" showIcon title="已恢复您上次没有保存的内容" style={{ marginBottom: 12 }} />}
      <ProblemNote problem={problem} />
      <div className="side-by-side">
        <section className="panel">
          <Form.Item name="title" label="标题" rules={[{ required: true, whitespace: true, message: '请填写标题' }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="body"
            label="正文"
            extra="空一行另起一段；“一、”“（一）”开头的行成为标题"
            rules={[{ required: true, whitespace: true, message: '请填写正文' }]}
          >
            <Input.TextArea rows={20} />
          </Form.Item>
        </section>
        <section className="panel">
          <Form.Item name="columnId" label="栏目" rules={[{ required: true, message: '请选择栏目' }]}>
            <TreeSelect treeData={under(null)} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
          </Form.Item>
          <Form.Item name="attribute" label="公开属性">
            <Radio.Group options={Object.entries(attributeText).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          {attribute !== 'proactive' && (
            <>
              <Form.Item name="ground" label="法定理由" rules={[{ required: true, message: '请选择法定理由' }]}>
                <Select options={Object.entries(groundText).map(([value, label]) => ({ value, label }))} />
              </Form.Item>
              <Form.Item
                name="groundReason"
                label="具体理由"
                rules={[{ required: true, whitespace: true, message: '请写明具体理由' }]}
              >
                <Input.TextArea rows={3} maxLength={1000} />
              </Form.Item>
            </>
          )}
          <Form.Item name="source" label="来源" rules={[{ required: true, whitespace: true, message: '请填写来源' }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="documentNumber" label="文号">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item
            name="formedDay"
            label="形成日期"
            rules={[{ required: true, message: '请选择形成日期' }]}
            extra="自形成之日起 20 个工作日内公开（条例第二十六条）"
          >
            <DatePicker maxDate={dayjs(session.today)} allowClear={false} />
          </Form.Item>
          <Form.Item name="summary" label="内容概述">
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
          <div className="actions">
            <Button type="primary" htmlType="submit" loading={busy}>
              保存
            </Button>
            {onCancel && <Button onClick={onCancel}>取消</Button>}
          </div>
        </section>
      </div>
    </Form>
  )
}

function ReviewDialog({ found, onClose }: { found: contract.DocumentView; onClose(): void }) {
  const [decision, setDecision] = useState<'approved' | 'returned'>('approved')
  const [secrecyReviewed, setReviewed] = useState(false)
  const [note, setNote] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const body = { version: found.version, decision, secrecyReviewed, note: note.trim() || null }
    const done = decision === 'returned' ? '已退回' : found.attribute === 'proactive' ? '已公开' : '已通过'
    if (await act(() => call(contract.reviewDocument, { params: { id: found.id }, body }).then(again), done)) onClose()
  }
  return (
    <Modal
      open
      title="审核"
      okText="提交审核意见"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <Radio.Group
        aria-label="审核意见"
        value={decision}
        onChange={(event) => setDecision(event.target.value)}
        options={[
          { value: 'approved', label: found.attribute === 'proactive' ? '通过并公开' : '通过' },
          { value: 'returned', label: '退回修改' },
        ]}
      />
      {decision === 'approved' && (
        <p>
          <Checkbox checked={secrecyReviewed} onChange={(event) => setReviewed(event.target.checked)}>
            已完成保密审查，不含国家秘密、工作秘密和不应公开的个人信息
          </Checkbox>
        </p>
      )}
      <p>
        <label htmlFor="review-note">意见{decision === 'returned' && '（退回请写明理由）'}</label>
        <Input.TextArea
          id="review-note"
          rows={3}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </p>
    </Modal>
  )
}

function WithdrawDialog({ found, onClose }: { found: contract.DocumentView; onClose(): void }) {
  const [reason, setReason] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const body = { version: found.version, reason }
    if (await act(() => call(contract.withdrawDocument, { params: { id: found.id }, body }).then(again), '已撤下'))
      onClose()
  }
  return (
    <Modal
      open
      title="撤下已公开的信息"
      okText="撤下"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p>撤下后，原网址会显示撤下的日期和原因。</p>
      <label htmlFor="withdraw-reason">原因（公众会看到）</label>
      <Input.TextArea
        id="withdraw-reason"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
