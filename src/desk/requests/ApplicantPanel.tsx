import { Button, Form, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { openApplicant, proposeDisposal } from '../../api/contract/privacy.ts'
import { type RequestCaseView, readRequest } from '../../api/contract/requests.ts'
import { readAgain } from '../ask.ts'
import { call, reach } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { idTypeText, kindText } from './words.ts'

/** How long opened data stay on the screen, in milliseconds. */
const SHOWN_FOR = 10 * 60_000

/** Who asks: masked, until somebody on the case opens it. */
export function ApplicantPanel({ found }: { found: RequestCaseView }) {
  const [opened, setOpened] = useState<RequestCaseView['applicant'] | null>(null)
  const [asking, setAsking] = useState<'export' | 'dispose' | null>(null)
  const { busy, problem, act } = useAct()
  useEffect(() => {
    if (!opened) return
    const timer = setTimeout(() => setOpened(null), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [opened])
  const { mayWithApplicant: may, erasedAt } = found
  const applicant = opened ?? found.applicant
  const open = () =>
    act(async () => {
      setOpened(await call(openApplicant, { params: { id: found.id } }))
      await readAgain(readRequest)
    })
  return (
    <section className="panel">
      <h2>申请人</h2>
      {erasedAt ? (
        <p className="nil">申请人信息已于 {minuteText(erasedAt)} 依保存期限或者依申请删除。</p>
      ) : (
        <dl className="facts">
          <dt>类型</dt>
          <dd>{kindText[applicant.kind]}</dd>
          <dt>姓名或名称</dt>
          <dd>{applicant.name}</dd>
          <dt>{applicant.idType ? idTypeText[applicant.idType] : '证件'}</dt>
          <dd>{applicant.idNumber ?? '—'}</dd>
          {applicant.representative && (
            <>
              <dt>法定代表人</dt>
              <dd>{applicant.representative}</dd>
              <dt>联系人</dt>
              <dd>{applicant.contact ?? '—'}</dd>
            </>
          )}
          <dt>电话</dt>
          <dd>{applicant.phone}</dd>
          {applicant.agent && (
            <>
              <dt>代理人</dt>
              <dd>
                {applicant.agent.name}，{applicant.agent.idNumber}，{applicant.agent.phone}
              </dd>
            </>
          )}
          <dt>电子邮箱</dt>
          <dd>{applicant.email ?? '—'}</dd>
          <dt>地址</dt>
          <dd>{[applicant.address, applicant.postcode].filter(Boolean).join(' ') || '—'}</dd>
        </dl>
      )}
      <ProblemNote problem={problem} />
      {may.length > 0 && (
        <p className="actions">
          {may.includes('open') &&
            (opened ? (
              <Button onClick={() => setOpened(null)}>遮盖</Button>
            ) : (
              <Button loading={busy} onClick={() => void open()}>
                查看
              </Button>
            ))}
          {may.includes('export') && <Button onClick={() => setAsking('export')}>依申请导出</Button>}
          {may.includes('dispose') && <Button onClick={() => setAsking('dispose')}>依申请删除</Button>}
        </p>
      )}
      {may.includes('open') && (
        <p className="nil">{opened ? '10 分钟后自动遮盖；这次查看已记入操作记录。' : '每次查看都记入操作记录。'}</p>
      )}
      {asking && <AskReason found={found} what={asking} onClose={() => setAsking(null)} />}
    </section>
  )
}

const asks = {
  export: {
    title: '依申请导出申请人信息',
    told: '导出本机关保存的该申请人全部申请、个人信息和答复书（ZIP 文件）。请先核验要求人的身份。',
    label: '申请人的要求和核验身份的情况',
    ok: '导出',
  },
  dispose: {
    title: '依申请删除申请人信息',
    told: '由另一人审批后，申请人信息、申请和答复的正文将被删除，不能恢复；编号、日期和处理结果保留用于统计。',
    label: '申请人的要求和依据',
    ok: '提交审批',
  },
} as const

function AskReason({ found, what, onClose }: { found: RequestCaseView; what: keyof typeof asks; onClose(): void }) {
  const [form] = Form.useForm<{ reason: string }>()
  const { busy, problem, act } = useAct()
  const { title, told, label, ok } = asks[what]
  const { id, number } = found
  const save = async (reason: string) => {
    const answer = await reach(`/requests/${id}/applicant-export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason }),
    })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await answer.blob())
    link.download = `申请人信息-${number}.zip`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  const send = async ({ reason }: { reason: string }) => {
    const sent =
      what === 'export'
        ? await act(() => save(reason), '已导出')
        : await act(() => call(proposeDisposal, { params: { id }, body: { ground: 'on-request', reason } }), '已提交')
    if (!sent) return
    await readAgain(readRequest)
    onClose()
  }
  return (
    <Modal open title={title} okText={ok} cancelText="取消" confirmLoading={busy} onCancel={onClose} onOk={form.submit}>
      <ProblemNote problem={problem} />
      <p>{told}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <Form.Item name="reason" label={label} rules={[{ required: true, whitespace: true, message: '请写明理由' }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
