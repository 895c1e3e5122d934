import { Alert, Button, Input, Modal, Radio, Segmented, Select, Table, TreeSelect } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import * as contract from '../../api/contract/documents.ts'
import { useAsk } from '../ask.ts'
import { ApiProblem, call, type Reply } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { again } from './again.ts'
import { useColumns } from './columns.ts'
import { attributeText, groundText, kindText, stateText, viewText } from './words.ts'

type View = keyof typeof viewText
type Row = Reply<typeof contract.listDocuments>['documents'][number]

export function DocumentList() {
  const [params, setParams] = useSearchParams()
  const { tree } = useColumns()
  const { session } = useSession()
  const [picked, setPicked] = useState<Row[]>([])
  const asked = params.get('view') ?? 'all'
  const view = (asked in viewText ? asked : 'all') as View
  const page = Number(params.get('page') ?? 1)
  const text = params.get('text') ?? ''
  const kind = params.get('kind') as keyof typeof kindText | null
  const columnId = Number(params.get('column') ?? 0)
  const { data, error, isFetching } = useAsk(
    contract.listDocuments,
    {
      query: {
        page,
        size: 20,
        view,
        ...(text ? { text } : {}),
        ...(kind && kind in kindText ? { kind } : {}),
        ...(columnId > 0 ? { columnId } : {}),
      },
    },
    { keep: true },
  )
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    if (name !== 'page') next.delete('page')
    setPicked([])
    setParams(next)
  }
  const looksAgain = view === 'to-review' || view === 'kept'
  return (
    <>
      <h1>信息发布</h1>
      <div className="bar views">
        <Segmented
          aria-label="范围"
          value={view}
          onChange={(value) => change('view', value === 'all' ? null : String(value))}
          options={Object.entries(viewText).map(([value, label]) => ({
            value,
            label: data ? `${label} ${data.counts[value as View]}` : label,
          }))}
        />
        <Link className="push" to="/documents/new">
          起草信息
        </Link>
      </div>
      <div className="bar">
        <Select
          aria-label="类型"
          placeholder="类型"
          allowClear
          style={{ width: 150 }}
          value={kind}
          onChange={(value) => change('kind', value ?? null)}
          options={Object.entries(kindText).map(([value, label]) => ({ value, label }))}
        />
        <TreeSelect
          aria-label="栏目"
          placeholder="栏目"
          allowClear
          style={{ width: 200 }}
          treeData={tree}
          showSearch
          treeNodeFilterProp="title"
          value={columnId > 0 ? columnId : null}
          onChange={(value) => change('column', value ? String(value) : null)}
        />
        <Input.Search
          aria-label="按标题或文号查找"
          placeholder="标题或文号"
          defaultValue={text}
          allowClear
          onSearch={(value) => change('text', value.trim() || null)}
          style={{ width: 220 }}
        />
      </div>
      {error && <p role="alert">{error.message}</p>}
      {looksAgain && (
        <p className="nil">
          公开属性每年复审一次：是否仍有不公开的理由（国办发〔2016〕80号）。
          {data &&
            `今年已复审 ${data.reassessed.kept + data.reassessed.disclosed} 条，其中转为主动公开 ${data.reassessed.disclosed} 条`}
          {data && rateText(data.reassessed)}
        </p>
      )}
      {view === 'to-review' && picked.length > 0 && <LookAgain picked={picked} done={() => setPicked([])} />}
      <Table
        rowKey="id"
        loading={isFetching && !data}
        scroll={{ x: 860 }}
        dataSource={data?.documents ?? []}
        locale={{ emptyText: emptyText[view] ?? '没有符合条件的信息' }}
        {...(view === 'to-review'
          ? {
              rowSelection: {
                selectedRowKeys: picked.map(({ id }) => id),
                onChange: (_: unknown, rows: Row[]) => setPicked(rows),
                getCheckboxProps: ({ title }: Row) => ({ 'aria-label': `选择 ${title}` }),
                getTitleCheckboxProps: () => ({ 'aria-label': '全选本页' }),
              },
            }
          : {})}
        pagination={{
          current: page,
          pageSize: 20,
          total: data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => `共 ${total} 条`,
          onChange: (next) => change('page', String(next)),
        }}
        columns={[
          { title: '标题', render: (_, row) => <Link to={`/documents/${row.id}`}>{row.title}</Link> },
          { title: '栏目', dataIndex: 'column', width: 120 },
          { title: '公开属性', width: 110, render: (_, row) => attributeText[row.attribute] },
          ...(looksAgain
            ? [
                {
                  title: '不公开的理由',
                  width: 200,
                  render: (_: unknown, { ground }: Row) =>
                    ground ? (groundText[ground as keyof typeof groundText] ?? ground) : '—',
                },
                { title: '已形成', width: 90, render: (_: unknown, row: Row) => ageText(row.formedOn, session.today) },
                { title: '复核期限', dataIndex: 'reviewOn', width: 120 },
              ]
            : [
                { title: '类型', width: 120, render: (_: unknown, row: Row) => kindText[row.kind] },
                { title: '形成日期', dataIndex: 'formedOn', width: 120 },
                { title: '应公开于', dataIndex: 'publishDueOn', width: 120 },
              ]),
          { title: '状态', width: 150, render: (_, row) => stateText(row) },
          { title: '起草人', dataIndex: 'draftedBy', width: 90 },
        ]}
      />
    </>
  )
}

const emptyText: Partial<Record<View, string>> = {
  'mine-to-check': '现在没有等您审核的信息',
  'to-review': '没有到期要复核的信息。公开满一年的信息和到期的不公开信息会出现在这里',
  drafts: '没有草稿。点“起草信息”开始',
}

function ageText(formedOn: string, today: string): string {
  const [from, to] = [formedOn, today].map((day) => day.split('-').map(Number))
  const months = (to![0]! - from![0]!) * 12 + to![1]! - from![1]! - (to![2]! < from![2]! ? 1 : 0)
  if (months < 1) return '不到 1 月'
  return months < 12 ? `${months} 个月` : `${Math.floor(months / 12)} 年${months % 12 ? ` ${months % 12} 个月` : ''}`
}

function rateText({ kept, disclosed }: { kept: number; disclosed: number }): string {
  const all = kept + disclosed
  return all > 0 ? `，转化率 ${Math.round((disclosed / all) * 100)}%。` : '。'
}

/** Looks again at several at once: what is public is confirmed, what is kept stays so or becomes public, with one reason. */
function LookAgain({ picked, done }: { picked: readonly Row[]; done(): void }) {
  const publicOnes = picked.filter(({ standing }) => standing === 'public')
  const keptOnes = picked.filter(({ standing }) => standing === 'kept')
  const [asking, setAsking] = useState(false)
  const [decision, setDecision] = useState<'keep' | 'disclose'>('keep')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<{ title: string; failed: string[] } | null>(null)
  const each = async (rows: readonly Row[], work: (row: Row) => Promise<unknown>) => {
    setBusy(true)
    const failed: string[] = []
    for (const row of rows) {
      try {
        await work(row)
      } catch (error) {
        failed.push(`${row.title}：${error instanceof ApiProblem ? error.message : '没有办成，请重试'}`)
      }
    }
    await again()
    setBusy(false)
    setAsking(false)
    setTold({
      title: `已办 ${rows.length - failed.length} 条${failed.length > 0 ? `，${failed.length} 条没有办成` : ''}`,
      failed,
    })
    if (failed.length === 0) done()
  }
  const ofRow = ({ id, version }: Row) => ({ params: { id }, body: { version } })
  return (
    <section className="bar" aria-label="批量复核">
      <span>已选 {picked.length} 条</span>
      {publicOnes.length > 0 && (
        <Button
          loading={busy}
          onClick={() => void each(publicOnes, (row) => call(contract.confirmDocument, ofRow(row)))}
        >
          仍然准确（{publicOnes.length} 条已公开）
        </Button>
      )}
      {keptOnes.length > 0 && (
        <Button loading={busy} onClick={() => setAsking(true)}>
          复审公开属性（{keptOnes.length} 条不公开）
        </Button>
      )}
      {told && told.failed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={told.title}
          description={told.failed.map((one) => <div key={one}>{one}</div>)}
        />
      )}
      {asking && (
        <Modal
          open
          title={`复审 ${keptOnes.length} 条不公开的信息`}
          okText="提交"
          cancelText="取消"
          okButtonProps={{ disabled: reason.trim() === '' }}
          confirmLoading={busy}
          onCancel={() => setAsking(false)}
          onOk={() =>
            void each(keptOnes, (row) =>
              call(contract.reassessDocument, {
                params: { id: row.id },
                body: { version: row.version, decision, reason: reason.trim() },
              }),
            )
          }
        >
          <ul>
            {keptOnes.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
          <Radio.Group
            aria-label="复审结论"
            value={decision}
            onChange={(event) => setDecision(event.target.value)}
            options={[
              { value: 'keep', label: '维持，一年后再复审' },
              { value: 'disclose', label: '转为主动公开，退回草稿送审' },
            ]}
          />
          <p>
            <label htmlFor="look-again-reason">理由</label>
            <Input.TextArea
              id="look-again-reason"
              rows={3}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </p>
        </Modal>
      )}
    </section>
  )
}
