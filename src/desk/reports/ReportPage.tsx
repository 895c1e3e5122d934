import { Alert, Button, Input, Modal, Radio, Select, Tabs } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import * as contract from '../../api/contract/reports.ts'
import { type ReportRuleId, reportRules } from '../../law/reports/rules.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { Acts } from '../parts/Acts.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useDraft } from '../parts/use-draft.ts'
import { Behind, type Opened } from './Behind.tsx'
import { Tables } from './Tables.tsx'
import { useWordsChecked, WordsBox } from './WordsBox.tsx'
import { reportStateText } from './words.ts'

type Report = contract.ReportView
type Narrative = Report['narrative']

const verdictText = { mismatch: '✖ 不符', doubt: '！存疑', unknown: '? 缺资料' } as const
const parts = [
  { name: 'overall', title: '一、总体情况' },
  { name: 'problems', title: '五、存在的主要问题及改进情况' },
  { name: 'other', title: '六、其他需要报告的事项' },
] as const

const again = () => readAgain(contract.readReport, contract.listReports, contract.readDrift)
const statement = (rule: string) => reportRules[rule as ReportRuleId]?.statement ?? rule

/** A figure's table and cell from the name it has in the text. */
function placeOf(name: string): Pick<Opened, 'table' | 'cell'> {
  const [first] = name.split('.')
  if (first === 'documents') return { table: 'documents', cell: name }
  if (first === 'requests' || first === 'remedies') return { table: first, cell: name.slice(first.length + 1) }
  return { table: 'disclosure', cell: name }
}

/** Numbers, checks, words, approval, freezing, publication: the January of a disclosure officer. */
export function ReportPage() {
  const year = Number(useParams()['year'])
  const params = { year }
  const { data: report, error } = useAsk(contract.readReport, { params })
  const [opened, setOpened] = useState<Opened | null>(null)
  const [deciding, setDeciding] = useState(false)
  const { busy, problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!report) return <p className="nil">正在汇总…</p>
  const { may, version } = report
  const labelOf = new Map(report.figures.map(({ name, label }) => [name, label]))
  const open = (name: string) => setOpened({ ...placeOf(name), label: labelOf.get(name) ?? name })
  const mismatches = report.findings.filter(({ verdict }) => verdict === 'mismatch').length
  const step = (work: () => Promise<unknown>, done: string) => void act(() => work().then(again), done)
  return (
    <>
      <p className="nil">
        <Link to="/reports">年度报告</Link> › {year}年
      </p>
      <h1>{year}年政府信息公开工作年度报告</h1>
      <div className="bar">
        <strong>{reportStateText[report.state]}</strong>
        <span>{report.vintage}年格式</span>
        <span>应于 {dayText(report.dueOn)} 前公布</span>
        <span>{mismatches > 0 ? `核对：${mismatches} 处不符` : `核对：${report.passed.length} 项通过，没有不符`}</span>
        <span className="push actions">
          {may.includes('send') && (
            <Button
              type="primary"
              loading={busy}
              onClick={() => step(() => call(contract.sendReport, { params, body: { version } }), '已送审批')}
            >
              送审批
            </Button>
          )}
          {may.includes('decide') && (
            <Button type="primary" onClick={() => setDeciding(true)}>
              审批
            </Button>
          )}
          {may.includes('freeze') && (
            <Button
              type="primary"
              loading={busy}
              onClick={() => step(() => call(contract.freezeReport, { params, body: { version } }), '数字已固定')}
            >
              固定数字
            </Button>
          )}
          {may.includes('publish') && (
            <Button
              type="primary"
              loading={busy}
              onClick={() => step(() => call(contract.publishReport, { params, body: { version } }), '已公布')}
            >
              公布
            </Button>
          )}
          <span className="report-files">
            {(['docx', 'pdf', 'xlsx'] as const).map((format) => (
              <a key={format} href={`/api/reports/${year}/file/${format}`} download>
                {{ docx: 'Word', pdf: 'PDF', xlsx: 'Excel' }[format]}
              </a>
            ))}
          </span>
          {report.state === 'published' && (
            <a href={`/zwgk/nianbao/${year}`} target="_blank" rel="noreferrer">
              在门户查看
            </a>
          )}
          <Acts acts={report.acts} />
        </span>
      </div>
      <ProblemNote problem={problem} />
      {report.hash && (
        <p className="nil">
          数字和正文已固定，校验值 <span className="code">{report.hash}</span>
        </p>
      )}
      <Tabs
        items={[
          {
            key: 'numbers',
            label: '数字',
            children: (
              <Tables
                vintage={report.vintage}
                cells={report.cells}
                bad={
                  new Set(
                    report.findings.filter(({ verdict }) => verdict === 'mismatch').flatMap(({ cells }) => cells ?? []),
                  )
                }
                open={(table, cell) => open(table === 'disclosure' ? cell : `${table}.${cell}`)}
              />
            ),
          },
          { key: 'checks', label: `核对（${report.findings.length} 处提示）`, children: <Checks report={report} /> },
          { key: 'words', label: '正文', children: <Words key={report.state} report={report} open={open} /> },
          ...(report.frozen
            ? [{ key: 'drift', label: '固定后的变动', children: <DriftList year={year} open={open} /> }]
            : []),
        ]}
      />
      {opened && (
        <Behind key={`${opened.table} ${opened.cell}`} year={year} opened={opened} onClose={() => setOpened(null)} />
      )}
      {deciding && <DecideDialog report={report} onClose={() => setDeciding(false)} />}
    </>
  )
}

function Checks({ report }: { report: Report }) {
  const held = [...new Set(report.passed.map(({ rule }) => rule))]
  return (
    <>
      {report.findings.map((finding) => (
        <div key={`${finding.rule} ${finding.message}`} className={`finding ${finding.verdict}`}>
          <strong>{verdictText[finding.verdict]}</strong> {finding.message}
          <div className="nil">{statement(finding.rule)}</div>
        </div>
      ))}
      <h2>通过的核对</h2>
      <ul>
        {held.map((rule) => (
          <li key={rule}>{statement(rule)}</li>
        ))}
      </ul>
    </>
  )
}

function Preview({ text, open }: { text: Report['resolved']['overall']; open(name: string): void }) {
  return (
    <p className="letter">
      {text.map((part, place) =>
        'text' in part ? (
          part.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
          <button key={place} type="button" className="figure" onClick={() => open(part.figure)}>
            {part.value ?? `没有“${part.figure}”这个数字`}
          </button>
        ),
      )}
    </p>
  )
}

function Words({ report, open }: { report: Report; open(name: string): void }) {
  const draft = useDraft<Narrative>(`report ${report.year}`, report.narrative)
  const { busy, problem, act } = useAct()
  const [saved, setSaved] = useState(true)
  const areas = useRef<Record<string, HTMLTextAreaElement | null>>({})
  const writing = report.may.includes('write')
  const checked = useWordsChecked(report.year, draft.value, writing)
  const labels = new Map(report.figures.map(({ name, label }) => [name, label]))
  useEffect(() => {
    if (draft.restored) setSaved(false)
  }, [draft.restored])
  const save = () =>
    act(async () => {
      await call(contract.writeNarrative, {
        params: { year: report.year },
        body: { version: report.version, narrative: draft.value },
      })
      draft.forget()
      setSaved(true)
      await again()
    }, '正文已保存')
  const change = (name: keyof Narrative, text: string) => {
    setSaved(false)
    draft.set({ ...draft.value, [name]: text })
  }
  const insert = (name: keyof Narrative, figure: string) => {
    const area = areas.current[name]
    const text = draft.value[name]
    const at = area?.selectionStart ?? text.length
    change(name, `${text.slice(0, at)}{{${figure}}}${text.slice(area?.selectionEnd ?? at)}`)
    area?.focus()
  }
  return (
    <>
      <ProblemNote problem={problem} />
      {writing && draft.restored && !saved && <Alert type="info" showIcon title="已恢复您上次没有保存的内容" />}
      {parts.map(({ name, title }) => (
        <section key={name} className="panel">
          <h2>{title}</h2>
          {writing && (
            <>
              <Select
                aria-label={`在“${title}”中插入数字`}
                placeholder="在光标处插入数字"
                showSearch={{ optionFilterProp: 'label' }}
                value={null}
                onChange={(figure: string) => insert(name, figure)}
                options={report.figures.map((one) => ({ value: one.name, label: `${one.label}（${one.value}）` }))}
                style={{ width: 'min(420px, 100%)', marginBottom: 8 }}
              />
              <WordsBox
                title={title}
                name={name}
                value={draft.value[name]}
                rows={name === 'overall' ? 12 : 5}
                checked={checked}
                labelOf={labels}
                onChange={(text) => change(name, text)}
                take={(area) => {
                  areas.current[name] = area
                }}
              />
              <p className="nil">保存后的样子（有底色的数字可以打开）：</p>
            </>
          )}
          <Preview text={report.resolved[name]} open={open} />
        </section>
      ))}
      {writing && (
        <Button type="primary" loading={busy} disabled={saved} onClick={() => void save()}>
          {saved ? '已保存' : '保存正文'}
        </Button>
      )}
    </>
  )
}

function DriftList({ year, open }: { year: number; open(name: string): void }) {
  const { data, error } = useAsk(contract.readDrift, { params: { year } })
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在比对…</p>
  if (data.cells.length === 0) return <p>固定以后，构成数字的记录没有变动。</p>
  return (
    <>
      <p>以下记录在固定以后有变动。已固定的报告保持不变；需要说明的，写入下一年度报告。</p>
      <div className="scroller">
        <table className="days">
          <thead>
            <tr>
              <th scope="col">数字</th>
              <th scope="col">固定时</th>
              <th scope="col">现在</th>
              <th scope="col">新增</th>
              <th scope="col">移出</th>
              <th scope="col">更正</th>
            </tr>
          </thead>
          <tbody>
            {data.cells.map((drift) => {
              const name =
                drift.table === 'disclosure' || drift.table === 'documents'
                  ? drift.cell
                  : `${drift.table}.${drift.cell}`
              return (
                <tr key={name}>
                  <td>
                    <button type="button" className="figure" onClick={() => open(name)}>
                      {name}
                    </button>
                  </td>
                  <td>{drift.frozen}</td>
                  <td>{drift.now}</td>
                  <td>{drift.added.length}</td>
                  <td>{drift.removed.length}</td>
                  <td>{drift.changed.length}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

function DecideDialog({ report, onClose }: { report: Report; onClose(): void }) {
  const [decision, setDecision] = useState<'approved' | 'returned'>('approved')
  const [note, setNote] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const body = { version: report.version, decision, note: note.trim() || null }
    if (
      await act(
        () => call(contract.decideReport, { params: { year: report.year }, body }).then(again),
        decision === 'approved' ? '已批准' : '已退回',
      )
    )
      onClose()
  }
  return (
    <Modal
      open
      title="审批年度报告"
      okText="提交"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <Radio.Group
        aria-label="审批意见"
        value={decision}
        onChange={(event) => setDecision(event.target.value)}
        options={[
          { value: 'approved', label: '批准' },
          { value: 'returned', label: '退回' },
        ]}
      />
      <p>
        <label htmlFor="decide-note">意见（退回时必填）</label>
        <Input.TextArea
          id="decide-note"
          rows={3}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </p>
    </Modal>
  )
}
