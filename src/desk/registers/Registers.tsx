import { Alert, Button, Input, InputNumber, Modal, Select, Table } from 'antd'
import { useRef, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import * as contract from '../../api/contract/registers.ts'
import { citationText } from '../../law/citation.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, reach } from '../client.ts'
import { MaskLeaks } from '../parts/MaskLeaks.tsx'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type Value = string | number | null

const again = () => readAgain(contract.listRegisters, contract.listEntries)

export function shown(field: contract.RegisterField, value: Value | undefined): string {
  if (value === null || value === undefined || value === '') return '—'
  if (field.type === 'choice') return field.choices?.find((choice) => choice.value === value)?.label ?? String(value)
  if (field.type === 'yuan') return Number(value).toLocaleString('zh-CN', { minimumFractionDigits: 2 })
  return String(value)
}

/** One screen for every register: what it has, entering one, a whole spreadsheet, correcting, withdrawing. */
export function Registers() {
  const { kind } = useParams()
  const { data, error } = useAsk(contract.listRegisters, {})
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const register = data.registers.find((one) => one.kind === kind)
  if (register) return <Register key={register.kind} register={register} />
  return (
    <>
      <h1>台账</h1>
      <ul className="tiles">
        {data.registers.map((one) => (
          <li key={one.kind}>
            <Link to={`/registers/${one.kind}`}>
              <strong>{one.count.toLocaleString('zh-CN')}</strong>
              {one.title}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

function Register({ register }: { register: contract.RegisterView }) {
  const [params, setParams] = useSearchParams()
  const page = Number(params.get('page') ?? 1)
  const text = params.get('text') ?? ''
  const year = params.get('year')
  const [form, setForm] = useState<{ entry: contract.RegisterEntryView | null } | null>(null)
  const [withdrawing, setWithdrawing] = useState<contract.RegisterEntryView | null>(null)
  const [importing, setImporting] = useState(false)
  const { data, error, isFetching } = useAsk(
    contract.listEntries,
    {
      params: { kind: register.kind },
      query: { page, size: 20, ...(text ? { text } : {}), ...(year ? { year: Number(year) } : {}) },
    },
    { keep: true },
  )
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    if (name !== 'page') next.delete('page')
    setParams(next)
  }
  const { cite, publishWithin } = register
  const said = (one: typeof cite) =>
    citationText({ law: one.law, article: one.article, ...(one.year ? { year: one.year } : {}) })
  return (
    <>
      <p className="nil">
        <Link to="/registers">台账</Link> › {register.title}
      </p>
      <h1>{register.title}</h1>
      <p className="nil">
        依据{said(cite)}
        {publishWithin && `；作出决定之日起 ${publishWithin.workingDays} 个工作日内公开（${said(publishWithin.cite)}）`}
      </p>
      <div className="bar">
        <InputNumber
          aria-label="年份"
          placeholder="年份"
          min={2000}
          max={2100}
          value={year ? Number(year) : null}
          onChange={(value) => change('year', value && value >= 2000 ? String(value) : null)}
        />
        <Input.Search
          aria-label="按编号或名称查找"
          placeholder="编号或名称"
          defaultValue={text}
          allowClear
          onSearch={(value) => change('text', value.trim() || null)}
          style={{ width: 240 }}
        />
        <span className="push actions">
          {register.may.includes('enter') && (
            <>
              <Button type="primary" onClick={() => setForm({ entry: null })}>
                登记一条
              </Button>
              <Button onClick={() => setImporting(true)}>导入 Excel</Button>
            </>
          )}
        </span>
      </div>
      {error && <p role="alert">{error.message}</p>}
      <Table<contract.RegisterEntryView>
        rowKey="id"
        loading={isFetching && !data}
        scroll={{ x: 900 }}
        dataSource={data?.entries ?? []}
        locale={{ emptyText: '还没有记录' }}
        pagination={{
          current: page,
          pageSize: 20,
          total: data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => `共 ${total} ${register.unit}`,
          onChange: (next) => change('page', String(next)),
        }}
        columns={[
          ...register.fields.map((field) => ({
            title: field.label,
            ...(field.type === 'day' || field.type === 'yuan' ? { className: 'nowrap' } : {}),
            render: (_: unknown, entry: contract.RegisterEntryView) => shown(field, entry.fields[field.name]),
          })),
          {
            title: '状态',
            width: 90,
            render: (_, entry) => (entry.state === 'withdrawn' ? '已撤销' : entry.publishedAt ? '已公开' : '内部'),
          },
          {
            title: '操作',
            width: 150,
            className: 'nowrap',
            render: (_, entry) =>
              entry.state === 'current' && (
                <span className="actions">
                  {register.may.includes('correct') && (
                    <Button size="small" onClick={() => setForm({ entry })}>
                      更正
                    </Button>
                  )}
                  {register.may.includes('withdraw') && (
                    <Button size="small" onClick={() => setWithdrawing(entry)}>
                      撤销
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
      {form && <EntryDialog register={register} entry={form.entry} onClose={() => setForm(null)} />}
      {withdrawing && <WithdrawDialog entry={withdrawing} onClose={() => setWithdrawing(null)} />}
      {importing && <ImportDialog register={register} onClose={() => setImporting(false)} />}
    </>
  )
}

function EntryDialog({
  register,
  entry,
  onClose,
}: {
  register: contract.RegisterView
  entry: contract.RegisterEntryView | null
  onClose(): void
}) {
  const [fields, setFields] = useState<Record<string, Value>>(entry?.fields ?? {})
  const [reason, setReason] = useState('')
  const { busy, problem, act } = useAct()
  const wrong = (name: string) => problem?.problems.find(({ field }) => field === name)?.message
  const send = async () => {
    const work = () =>
      entry
        ? call(contract.correctEntry, { params: { id: entry.id }, body: { version: entry.version, fields, reason } })
        : call(contract.enterInRegister, { params: { kind: register.kind }, body: { fields } })
    if (await act(() => work().then(again), entry ? '已更正' : '已登记')) onClose()
  }
  return (
    <Modal
      open
      title={`${entry ? '更正' : '登记'}${register.title}`}
      okText={entry ? '更正' : '登记'}
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      {problem && problem.problems.length === 0 && <ProblemNote problem={problem} />}
      {register.fields.map((field) => {
        const id = `field-${field.name}`
        const message = wrong(field.name)
        const set = (value: Value) => setFields({ ...fields, [field.name]: value })
        return (
          <p key={field.name}>
            <label htmlFor={id}>
              {field.label}
              {!field.required && '（可不填）'}
            </label>
            {field.type === 'choice' ? (
              <Select
                id={id}
                aria-label={field.label}
                allowClear={!field.required}
                value={(fields[field.name] as string | null) ?? null}
                onChange={(value) => set(value ?? null)}
                options={field.choices ?? []}
                style={{ width: '100%' }}
                status={message ? 'error' : ''}
              />
            ) : (
              <Input
                id={id}
                type={field.type === 'day' ? 'date' : 'text'}
                inputMode={field.type === 'yuan' || field.type === 'whole-number' ? 'decimal' : undefined}
                value={String(fields[field.name] ?? '')}
                onChange={(event) => set(event.target.value)}
                status={message ? 'error' : ''}
                aria-describedby={message ? `${id}-problem` : undefined}
              />
            )}
            {field.help && <span className="nil">{field.help}</span>}
            {message && (
              <strong id={`${id}-problem`} role="alert" style={{ display: 'block', color: '#b3141c' }}>
                {message}
              </strong>
            )}
            {field.type === 'text' && register.publicColumns.includes(field.name) && (
              <MaskLeaks text={String(fields[field.name] ?? '')} onMask={set} />
            )}
          </p>
        )
      })}
      {entry && (
        <p>
          <label htmlFor="reason">更正理由</label>
          <Input.TextArea
            id="reason"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </p>
      )}
    </Modal>
  )
}

function WithdrawDialog({ entry, onClose }: { entry: contract.RegisterEntryView; onClose(): void }) {
  const [reason, setReason] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const body = { version: entry.version, reason }
    if (await act(() => call(contract.withdrawEntry, { params: { id: entry.id }, body }).then(again), '已撤销'))
      onClose()
  }
  return (
    <Modal
      open
      title="撤销记录"
      okText="撤销"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p>撤销后不再公开，也不再计入统计；操作记录保留。</p>
      <label htmlFor="withdraw-reason">理由</label>
      <Input.TextArea
        id="withdraw-reason"
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}

function ImportDialog({ register, onClose }: { register: contract.RegisterView; onClose(): void }) {
  const [file, setFile] = useState<File | null>(null)
  const [result, setResult] = useState<contract.ImportResult | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const { busy, problem, act } = useAct()
  const path = `/registers/${register.kind}`
  const form = () => {
    const body = new FormData()
    if (file) body.append('file', file)
    return body
  }
  const send = () =>
    act(async () => {
      const answer = await reach(`${path}/imports`, { method: 'POST', body: form() }, [422])
      const told = (await answer.json()) as contract.ImportResult
      setResult(told)
      if (told.problems.length === 0) await again()
    })
  const download = () =>
    act(async () => {
      const answer = await reach(`${path}/imports/marked.xlsx`, { method: 'POST', body: form() })
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await answer.blob())
      link.download = `标注-${file?.name ?? '导入.xlsx'}`
      link.click()
      URL.revokeObjectURL(link.href)
    })
  const finished = result !== null && result.problems.length === 0
  return (
    <Modal
      open
      width={720}
      title={`导入${register.title}`}
      okText="导入"
      cancelText={finished ? '关闭' : '取消'}
      okButtonProps={{ disabled: !file, hidden: finished }}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ol>
        <li>
          <a href={`/api${path}/template.xlsx`}>下载导入模板</a>，按列填写。
        </li>
        <li>
          <label htmlFor="import-file">选择填好的文件（.xlsx，不超过 10 MB）</label>{' '}
          <input
            id="import-file"
            ref={chooser}
            type="file"
            accept=".xlsx"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setResult(null)
            }}
          />
        </li>
        <li>全部正确才会导入；有错误时逐格指出，一条也不写入。</li>
      </ol>
      <ProblemNote problem={problem} />
      {finished && <Alert type="success" showIcon title={`已导入 ${result.rows} ${register.unit}`} role="status" />}
      {result && !finished && (
        <>
          <Alert
            type="error"
            showIcon
            role="alert"
            title={`${result.rows} 行中有 ${result.problems.length} 处错误，没有导入`}
            action={<Button onClick={() => void download()}>下载标注了错误的文件</Button>}
          />
          <div className="scroller" style={{ maxHeight: 320, marginTop: 12 }}>
            <table className="days">
              <thead>
                <tr>
                  <th scope="col">行</th>
                  <th scope="col">列</th>
                  <th scope="col">问题</th>
                </tr>
              </thead>
              <tbody>
                {result.problems.map(({ row, field, label, message }) => (
                  <tr key={`${row} ${field} ${message}`}>
                    <td>{row}</td>
                    <td>{label}</td>
                    <td>{message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Modal>
  )
}
