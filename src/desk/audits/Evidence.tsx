import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/audits.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { decisionText, nameOf, verdicts } from './words.ts'

interface Props {
  reportId: number
  /** null: every rule */
  rule: string | null
  onAll(): void
  onClose(): void
}

/** Why a check came out as it did: the figures, the words in the report, what to ask, what was decided. */
export function Evidence({ reportId, rule, onAll, onClose }: Props) {
  const { data, error } = useAsk(contract.readAuditedReport, { params: { id: reportId } })
  const report = data?.report
  const findings = data?.findings.filter((finding) => rule === null || finding.rule === rule) ?? []
  const passed = data?.passed.filter((one) => rule === null || one.rule === rule) ?? []
  return (
    <Drawer
      open
      onClose={onClose}
      size={640}
      title={report ? `${nameOf(report)}${report.year === null ? '' : ` ${report.year} 年度`}` : '核对结果'}
      className="evidence"
    >
      {error && <p role="alert">{error.message}</p>}
      {report && data && (
        <>
          <p className="nil">
            {report.address ? (
              <a href={report.address} target="_blank" rel="noreferrer">
                {report.address}
              </a>
            ) : (
              report.fileName
            )}
          </p>
          <p className="actions">
            {rule !== null && <Button onClick={onAll}>看这份报告的全部结果</Button>}
            <a href={`/api/audited-reports/${report.id}/letter.docx`}>下载给这个单位的函（Word）</a>
          </p>
          {findings.map((finding) => (
            <FindingCard key={finding.key} reportId={reportId} finding={finding} mayDecide={data.may.includes('run')} />
          ))}
          {passed.length > 0 && (
            <section>
              <h2>✔ 通过的核对</h2>
              <ul>
                {passed.map((one) => (
                  <li key={one.rule}>
                    {one.rule} {one.statement}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {data.textSha256 && (
            <p className="nil">
              所核对文字的 SHA-256：<code className="hash">{data.textSha256}</code>
            </p>
          )}
        </>
      )}
    </Drawer>
  )
}

const placeText = ({ line, page, sheet, cell }: contract.FindingInRun['quotes'][number]) =>
  [sheet && `工作表“${sheet}”`, cell, page !== undefined && `第 ${page} 页`, !cell && `第 ${line} 行`]
    .filter(Boolean)
    .join(' ')

/** The two figures that do not agree, where the finding has them as such. */
function bothValues({ values }: contract.FindingInRun): [string, string | number][] {
  const names: Record<string, string> = { text: '正文', table: '表格', left: '应为', right: '实为', sum: '分项之和' }
  return Object.entries(names).flatMap(([key, name]) => {
    const value = values[key]
    return typeof value === 'number' ? [[name, value] as [string, number]] : []
  })
}

function FindingCard({
  reportId,
  finding,
  mayDecide,
}: {
  reportId: number
  finding: contract.FindingInRun
  mayDecide: boolean
}) {
  const { decided, verdict } = finding
  const { busy, problem, act } = useAct()
  const [reason, setReason] = useState('')
  const { icon, name } = verdicts[verdict]
  const decide = (decision: keyof typeof decisionText) =>
    act(async () => {
      const body = { key: finding.key, decision, reason: reason.trim() === '' ? null : reason }
      await call(contract.decideFinding, { params: { id: reportId }, body })
      await readAgain(contract.readAuditedReport, contract.readAuditRun)
      setReason('')
    }, '已记下')
  const reasonId = `reason-${finding.key}`
  return (
    <section className={`finding ${decided?.decision === 'false-alarm' ? 'false-alarm' : verdict}`}>
      <h2>
        {icon} {name}：{finding.message}
      </h2>
      <p className="nil">
        {finding.rule} {finding.statement}；{finding.article}
      </p>
      {bothValues(finding).length > 0 && (
        <dl className="both-values">
          {bothValues(finding).map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {finding.quotes.map((quote) => (
        <figure className="quoted" key={`${quote.line} ${quote.page} ${quote.cell} ${quote.words}`}>
          <figcaption>原文 {placeText(quote)}</figcaption>
          <blockquote>
            {quote.before}
            <mark>{quote.words}</mark>
            {quote.after}
          </blockquote>
        </figure>
      ))}
      <p>
        <strong>建议的询问：</strong>
        {finding.question}
      </p>
      {decided && (
        <p>
          <strong>已定为{decisionText[decided.decision]}</strong>
          {decided.reason && `：${decided.reason}`}
          <span className="nil">
            （{decided.byName}，{minuteText(decided.at)}）
          </span>
        </p>
      )}
      {mayDecide && (
        <>
          <ProblemNote problem={problem} />
          <label htmlFor={reasonId}>理由（判为误报必须写）</label>
          <Input id={reasonId} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
          <p className="actions spaced">
            {(['confirmed', 'asked', 'false-alarm'] as const).map((decision) => (
              <Button key={decision} disabled={busy || decided?.decision === decision} onClick={() => decide(decision)}>
                {decisionText[decision]}
              </Button>
            ))}
          </p>
        </>
      )}
    </section>
  )
}
