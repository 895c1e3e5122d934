import { Checkbox, DatePicker, Input, Modal, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/documents.ts'
import { call } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import { checkText } from './words.ts'

export type DialogName = 'send' | 'decide' | 'withdraw' | 'emergency' | 'reassess' | 'withhold'

interface Props {
  found: contract.DocumentView
  onClose(): void
}

function Dialog({
  title,
  okText,
  work,
  onClose,
  children,
}: {
  title: string
  okText: string
  /** sends it; gives what is said when it is done */
  work(): Promise<string>
  onClose(): void
  children: ReactNode
}) {
  const { busy, problem, act } = useAct()
  const send = async () => {
    if (await act(() => work().then(again))) onClose()
    // What the gate held back stands on the page now.
    else void again()
  }
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      {problem?.refused === 'leaks' && (
        <p className="in-text">
          关闭这个窗口，在页面的“公开把关”里可以一键遮盖、生成清洁副本；依法确需公开的，请他人到
          <Link to="/leaks">公开把关</Link>写明理由放行。
        </p>
      )}
      {children}
    </Modal>
  )
}

function Words({
  id,
  label,
  value,
  onChange,
}: {
  id: string
  label: string
  value: string
  onChange(text: string): void
}) {
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </p>
  )
}

const secrecyWords =
  '已完成保密审查：不含国家秘密、工作秘密、敏感信息和不应公开的个人信息，与已公开数据汇聚后也没有风险'

export function SendDialog({ found, onClose }: Props) {
  const [when, setWhen] = useState<'now' | 'later'>('now')
  const [hour, setHour] = useState<Dayjs | null>(null)
  const first = found.route.find(({ passed }) => !passed)
  return (
    <Dialog
      title="送审"
      okText="送审"
      onClose={onClose}
      work={async () => {
        const publishAt = when === 'later' && hour ? hour.toISOString() : null
        await call(contract.sendForChecks, { params: { id: found.id }, body: { version: found.version, publishAt } })
        return '已送审'
      }}
    >
      <p>
        依次经过：{found.route.map(({ check }) => checkText[check]).join(' → ')}。
        {first && `下一步：${checkText[first.check]}。`}
      </p>
      {found.attribute === 'proactive' && (
        <>
          <Radio.Group
            aria-label="公开时间"
            value={when}
            onChange={(event) => setWhen(event.target.value)}
            options={[
              { value: 'now', label: '签发后立即公开' },
              { value: 'later', label: '定时公开' },
            ]}
          />
          {when === 'later' && (
            <p>
              <DatePicker
                aria-label="定时公开的时间"
                showTime={{ format: 'HH:mm' }}
                format="YYYY-MM-DD HH:mm"
                minDate={dayjs()}
                value={hour}
                onChange={setHour}
              />
            </p>
          )}
        </>
      )}
    </Dialog>
  )
}

export function DecideDialog({ found, onClose }: Props) {
  const [decision, setDecision] = useState<'approved' | 'returned'>('approved')
  const [secrecyConfirmed, setConfirmed] = useState(false)
  const [note, setNote] = useState('')
  const [override, setOverride] = useState('')
  const check = found.route.find((one) => one.check === found.stage)?.check
  const last = found.route.filter(({ passed }) => !passed).length === 1
  const overriding = found.may.includes('decide-by-override')
  return (
    <Dialog
      title={check ? checkText[check] : '审核'}
      okText="提交审核意见"
      onClose={onClose}
      work={async () => {
        await call(contract.decideCheck, {
          params: { id: found.id },
          body: {
            version: found.version,
            decision,
            note: note.trim() || null,
            secrecyConfirmed,
            override: overriding ? override.trim() || null : null,
          },
        })
        return '已提交'
      }}
    >
      <Radio.Group
        aria-label="审核意见"
        value={decision}
        onChange={(event) => setDecision(event.target.value)}
        options={[
          { value: 'approved', label: last && found.attribute === 'proactive' ? '同意并公开' : '同意' },
          { value: 'returned', label: '退回修改' },
        ]}
      />
      {decision === 'approved' && check === 'secrecy-review' && (
        <p>
          <Checkbox checked={secrecyConfirmed} onChange={(event) => setConfirmed(event.target.checked)}>
            {secrecyWords}
          </Checkbox>
        </p>
      )}
      {overriding && (
        <Words
          id="override"
          label="您起草过或审查过这条信息，按规定应由他人办理。确有困难的，写明理由"
          value={override}
          onChange={setOverride}
        />
      )}
      <Words
        id="check-note"
        label={`意见${decision === 'returned' ? '（退回请写明理由）' : ''}`}
        value={note}
        onChange={setNote}
      />
    </Dialog>
  )
}

export function WithdrawDialog({ found, onClose }: Props) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title="撤下已公开的信息"
      okText="撤下"
      onClose={onClose}
      work={async () => {
        await call(contract.withdrawDocument, { params: { id: found.id }, body: { version: found.version, reason } })
        return '已撤下'
      }}
    >
      <p>撤下后，列表、搜索和附件里都不再有它；原网址会显示撤下的日期和原因。</p>
      <Words id="withdraw-reason" label="原因（公众会看到）" value={reason} onChange={setReason} />
    </Dialog>
  )
}

export function EmergencyDialog({ found, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [leaderId, setLeader] = useState<number | null>(null)
  const [secrecyConfirmed, setConfirmed] = useState(false)
  return (
    <Dialog
      title="紧急发布"
      okText="立即公开"
      onClose={onClose}
      work={async () => {
        await call(contract.publishInEmergency, {
          params: { id: found.id },
          body: { version: found.version, reason, leaderId: leaderId ?? 0, secrecyConfirmed },
        })
        return '已公开，请负责人 24 小时内补签'
      }}
    >
      <p>仅用于来不及逐级审核的预警和突发事件信息。经一位负责人电话同意后公开，24 小时内补签。</p>
      <p>
        <label htmlFor="leader">同意发布的负责人</label>
        <Select
          id="leader"
          style={{ width: '100%' }}
          value={leaderId}
          onChange={setLeader}
          options={found.leaders.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </p>
      <Words id="emergency-reason" label="紧急发布的理由" value={reason} onChange={setReason} />
      <Checkbox checked={secrecyConfirmed} onChange={(event) => setConfirmed(event.target.checked)}>
        {secrecyWords}
      </Checkbox>
    </Dialog>
  )
}

export function ReassessDialog({ found, onClose }: Props) {
  const [decision, setDecision] = useState<'keep' | 'disclose'>('keep')
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title="公开属性复审"
      okText="提交"
      onClose={onClose}
      work={async () => {
        await call(contract.reassessDocument, {
          params: { id: found.id },
          body: { version: found.version, decision, reason },
        })
        return '已记录'
      }}
    >
      <Radio.Group
        aria-label="复审结论"
        value={decision}
        onChange={(event) => setDecision(event.target.value)}
        options={[
          { value: 'keep', label: '维持，一年后再复审' },
          { value: 'disclose', label: '转为主动公开，退回草稿送审' },
        ]}
      />
      <Words id="reassess-reason" label="理由" value={reason} onChange={setReason} />
    </Dialog>
  )
}

export function WithholdDialog({ found, onClose }: Props) {
  const earlier = found.versions.filter(({ no, withheldReason }) => no !== found.publicNo && withheldReason === null)
  const [no, setNo] = useState<number | null>(earlier[0]?.no ?? null)
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title="不再显示旧版本"
      okText="不再显示"
      onClose={onClose}
      work={async () => {
        await call(contract.withholdVersion, {
          params: { id: found.id },
          body: { version: found.version, no: no ?? 0, reason },
        })
        return '已处理'
      }}
    >
      <p>历次版本中会保留版本号、时间和理由，不再显示内容。</p>
      <Select
        aria-label="版本"
        style={{ width: '100%' }}
        value={no}
        onChange={setNo}
        options={earlier.map((one) => ({ value: one.no, label: `第 ${one.no} 版` }))}
      />
      <Words id="withhold-reason" label="理由（公众会看到）" value={reason} onChange={setReason} />
    </Dialog>
  )
}
