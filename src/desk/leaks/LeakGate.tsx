import { Alert, Button, Input, Modal, Segmented, Table } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import * as contract from '../../api/contract/leaks.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { FileCheck } from './FileCheck.tsx'

type View = 'open' | 'waived' | 'file'
const views: { value: View; label: string }[] = [
  { value: 'open', label: '被拦下的' },
  { value: 'waived', label: '已放行的' },
  { value: 'file', label: '检查文件' },
]

/** What the gate stopped before it became public, who let what through and why; and a look into any file. */
export function LeakGate() {
  const [params, setParams] = useSearchParams()
  const view = views.find(({ value }) => value === params.get('view'))?.value ?? 'open'
  return (
    <>
      <h1>公开把关</h1>
      <p className="nil">
        公开之前逐项检查个人信息、内部标志、隐藏内容和能认出个人的组合。被拦下的内容，遮盖或改写后重新提交即可；依法确需公开的，由保密审查员或分管领导写明理由放行。
      </p>
      <Segmented<View>
        options={views}
        value={view}
        onChange={(next) => setParams({ view: next })}
        style={{ marginBottom: 16 }}
      />
      {view === 'file' ? <FileCheck /> : <Held key={view} view={view} />}
    </>
  )
}

const size = 20

function Held({ view }: { view: 'open' | 'waived' }) {
  const [page, setPage] = useState(1)
  const [waiving, setWaiving] = useState<contract.HeldLeakView | null>(null)
  const { data, error, isFetching } = useAsk(contract.listLeaks, { query: { view, page, size } }, { keep: true })
  if (error) return <p role="alert">{error.message}</p>
  return (
    <>
      <Table<contract.HeldLeakView>
        rowKey="id"
        loading={isFetching && !data}
        scroll={{ x: 900 }}
        dataSource={data?.held ?? []}
        locale={{ emptyText: view === 'open' ? '没有被拦下的内容' : '没有放行过' }}
        pagination={{
          current: page,
          pageSize: size,
          total: data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => `共 ${total} 处`,
          onChange: setPage,
        }}
        columns={[
          {
            title: '要公开的内容',
            width: 220,
            render: (_, { title, documentId }) =>
              documentId === null ? title : <Link to={`/documents/${documentId}`}>{title}</Link>,
          },
          {
            title: '拦下的原因',
            width: 180,
            render: (_, leak) => (
              <>
                <strong className={leak.severity === 'BLOCK' ? 'lacking' : undefined}>{leak.label}</strong>
                <br />
                {leak.severity === 'BLOCK' ? '阻断' : '复核'}
              </>
            ),
          },
          { title: '位置', dataIndex: 'place', width: 140 },
          { title: '内容（已遮盖）', dataIndex: 'excerpt' },
          { title: '起草人', dataIndex: 'draftedBy', width: 90 },
          { title: '时间', width: 150, className: 'nowrap', render: (_, leak) => minuteText(leak.heldAt) },
          view === 'waived'
            ? {
                title: '放行',
                width: 220,
                render: (_, { waiver }) => waiver && `${waiver.by}，${minuteText(waiver.at)}：${waiver.reason}`,
              }
            : {
                title: '操作',
                width: 90,
                render: (_, leak) =>
                  leak.may.includes('waive') && (
                    <Button size="small" onClick={() => setWaiving(leak)}>
                      放行
                    </Button>
                  ),
              },
        ]}
      />
      {waiving && <WaiveDialog leak={waiving} onClose={() => setWaiving(null)} />}
    </>
  )
}

function WaiveDialog({ leak, onClose }: { leak: contract.HeldLeakView; onClose(): void }) {
  const [reason, setReason] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const work = () => call(contract.waiveLeak, { params: { id: leak.id }, body: { reason } })
    if (await act(() => work().then(() => readAgain(contract.listLeaks)), '已放行，请起草人重新提交')) onClose()
  }
  return (
    <Modal
      open
      title="放行"
      okText="放行"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 12 }}
        title={`${leak.title}，${leak.place}`}
        description={`${leak.label}：${leak.excerpt}`}
      />
      <p>只放行这一处内容，只对这一件有效。您的姓名、时间和理由写入操作记录，不能修改。</p>
      <label htmlFor="waive-reason">公开的法定理由</label>
      <Input.TextArea
        id="waive-reason"
        rows={3}
        maxLength={500}
        placeholder="例如：本局对外公布的值班电话，依条例第二十条第（二）项公开"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
