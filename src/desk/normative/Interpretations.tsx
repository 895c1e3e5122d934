import { Button, Checkbox, Input, InputNumber, Modal, Radio, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/normative.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import { ClockLight } from './ClockLight.tsx'
import { choicesOf, exemptText, formText, unitText } from './words.ts'

type Form = NonNullable<contract.RelationView['form']>
type Show = 'open' | 'all'

/** 解读关联台: policies with their clock on the left, what may interpret them on the right. */
export function Interpretations() {
  const { data, error } = useAsk(contract.listInterpretations, {})
  const [show, setShow] = useState<Show>('open')
  const [chosen, setChosen] = useState<number | null>(null)
  const [exempting, setExempting] = useState<contract.PolicyView | null>(null)
  const [setting, setSetting] = useState(false)
  const { busy, problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const { policies, period, may } = data
  const open = policies.filter(({ clock }) => clock.state === 'waiting' || clock.state === 'overdue')
  const shown = show === 'open' ? open : policies
  const policy = policies.find(({ id }) => id === chosen) ?? null
  const require = (id: number) =>
    act(async () => {
      await call(contract.requireInterpretation, { params: { id } })
      await again()
    }, '已恢复计时')
  return (
    <>
      <p className="nil">
        <Link to="/normative">规范性文件</Link> › 解读关联
      </p>
      <h1>解读关联</h1>
      <div className="bar">
        <Segmented<Show>
          aria-label="范围"
          value={show}
          onChange={setShow}
          options={[
            { value: 'open', label: `待解读 ${open.length}` },
            { value: 'all', label: `全部 ${policies.length}` },
          ]}
        />
        <span className="nil">
          公开后 {period.days} {unitText[period.unit]}内解读（{period.cite.law}）
        </span>
        {may.includes('set-period') && (
          <Button className="push" onClick={() => setSetting(true)}>
            设置本地期限
          </Button>
        )}
      </div>
      <ProblemNote problem={problem} />
      <div className="side-by-side even">
        <section className="panel" aria-labelledby="policies">
          <h2 id="policies">政策文件</h2>
          {shown.length === 0 && <p className="nil">没有待解读的文件。</p>}
          <ul className="checks">
            {shown.map((one) => (
              <li key={one.id}>
                <Link to={`/documents/${one.id}`}>{one.title}</Link>
                <div className="bar">
                  <ClockLight clock={one.clock} />
                </div>
                {one.exempt && (
                  <p className="nil">
                    {one.exempt.reason === 'other' ? one.exempt.note : exemptText[one.exempt.reason]}
                  </p>
                )}
                {one.interpretations.map((text) => (
                  <p key={text.relationId}>
                    {formText[text.form]}
                    {text.byHead && '（主要负责人）'}：<Link to={`/documents/${text.id}`}>{text.title}</Link>
                    {!text.public && '（未公开）'}
                  </p>
                ))}
                <span className="actions">
                  {may.includes('relate') && (
                    <Button
                      size="small"
                      type={chosen === one.id ? 'primary' : 'default'}
                      aria-pressed={chosen === one.id}
                      onClick={() => setChosen(chosen === one.id ? null : one.id)}
                    >
                      {chosen === one.id ? '已选中，请在右侧选择解读' : '关联解读'}
                    </Button>
                  )}
                  {may.includes('exempt') &&
                    (one.exempt ? (
                      <Button size="small" loading={busy} onClick={() => void require(one.id)}>
                        恢复解读要求
                      </Button>
                    ) : (
                      one.interpretations.length === 0 && (
                        <Button size="small" onClick={() => setExempting(one)}>
                          不需要解读
                        </Button>
                      )
                    ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <Candidates key={chosen} data={data} policy={policy} onDone={() => setChosen(null)} />
      </div>
      {exempting && <ExemptDialog policy={exempting} onClose={() => setExempting(null)} />}
      {setting && <PeriodDialog period={period} onClose={() => setSetting(false)} />}
    </>
  )
}

function Candidates({
  data,
  policy,
  onDone,
}: {
  data: contract.Interpretations
  policy: contract.PolicyView | null
  onDone(): void
}) {
  const [text, setText] = useState<number | null>(null)
  const [form, setForm] = useState<Form>('text')
  const [byHead, setByHead] = useState(false)
  const { busy, problem, act } = useAct()
  const linked = new Set(policy?.interpretations.map(({ id }) => id))
  const send = async () => {
    if (!policy || text === null) return
    const body = { kind: 'interprets' as const, toId: policy.id, form, byHead }
    const done = await act(
      () => call(contract.relateDocuments, { params: { id: text }, body }).then(again),
      '已关联，两边的页面都会显示',
    )
    if (done) onDone()
  }
  return (
    <section className="panel" aria-labelledby="candidates">
      <h2 id="candidates">解读材料</h2>
      {policy ? (
        <p>
          关联到：<strong>{policy.title}</strong>
        </p>
      ) : (
        <p className="nil">先在左侧选择一份文件，再在这里选择解读它的材料。没有关联的排在前面。</p>
      )}
      <ProblemNote problem={problem} />
      <Radio.Group
        aria-label="解读材料"
        value={text}
        onChange={({ target }) => setText(target.value as number)}
        disabled={!policy}
      >
        <ul className="checks choices">
          {data.candidates.map((one) => (
            <li key={one.id}>
              <Radio value={one.id} disabled={linked.has(one.id)}>
                {one.title}
                <span className="nil">
                  {one.public ? '' : '（草稿）'}
                  {one.links > 0 && `（已关联 ${one.links} 份文件）`}
                </span>
              </Radio>
            </li>
          ))}
        </ul>
      </Radio.Group>
      {data.candidates.length === 0 && <p className="nil">还没有“政策解读”类型的信息。</p>}
      {policy && (
        <div className="bar">
          <Select<Form>
            aria-label="解读形式"
            value={form}
            onChange={setForm}
            options={choicesOf(formText)}
            style={{ width: 140 }}
          />
          <Checkbox checked={byHead} onChange={({ target }) => setByHead(target.checked)}>
            主要负责人解读
          </Checkbox>
          <Button type="primary" loading={busy} disabled={text === null} onClick={() => void send()}>
            建立关联
          </Button>
        </div>
      )}
    </section>
  )
}

function ExemptDialog({ policy, onClose }: { policy: contract.PolicyView; onClose(): void }) {
  const [reason, setReason] = useState<keyof typeof exemptText>('internal')
  const [note, setNote] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const body = { reason, note: note.trim() || null }
    const params = { id: policy.id }
    if (await act(() => call(contract.exemptFromInterpretation, { params, body }).then(again), '已认定')) onClose()
  }
  return (
    <Modal
      open
      title="不需要解读"
      okText="认定"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p>{policy.title}</p>
      <Radio.Group
        aria-label="理由"
        value={reason}
        onChange={({ target }) => setReason(target.value as typeof reason)}
        options={choicesOf(exemptText)}
        vertical
      />
      <p>
        <label htmlFor="exempt-note">说明</label>
        <Input.TextArea
          id="exempt-note"
          rows={2}
          maxLength={300}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </p>
    </Modal>
  )
}

function PeriodDialog({ period, onClose }: { period: contract.Interpretations['period']; onClose(): void }) {
  const { session } = useSession()
  const [days, setDays] = useState(period.days)
  const [unit, setUnit] = useState(period.unit)
  const [fromOn, setFromOn] = useState(session.today)
  const [basis, setBasis] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const body = { days, unit, fromOn, basis }
    if (await act(() => call(contract.setInterpretationPeriod, { body }).then(again), '已设置')) onClose()
  }
  return (
    <Modal
      open
      title="设置本地的解读期限"
      okText="设置"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p className="nil">只影响从起始日期起公开的文件，此前的仍按当时的期限。国家规定为 3 个工作日，本地只能更短。</p>
      <p>
        <label htmlFor="period-days">公开后</label>{' '}
        <InputNumber id="period-days" min={0} max={60} value={days} onChange={(value) => setDays(value ?? 0)} />{' '}
        <Select
          aria-label="单位"
          value={unit}
          onChange={setUnit}
          options={choicesOf({ working: '个工作日', calendar: '天（自然日）' })}
          style={{ width: 150 }}
        />
      </p>
      <p>
        <label htmlFor="period-from">起始日期（{dayText(fromOn)}）</label>
        <Input id="period-from" type="date" value={fromOn} onChange={({ target }) => setFromOn(target.value)} />
      </p>
      <p>
        <label htmlFor="period-basis">本地规定的名称</label>
        <Input id="period-basis" maxLength={200} value={basis} onChange={({ target }) => setBasis(target.value)} />
      </p>
    </Modal>
  )
}
