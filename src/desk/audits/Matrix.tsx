import { Select } from 'antd'
import { useMemo, useState } from 'react'
import type { ReportInRun } from '../../api/contract/audits.ts'
import { reportRules, ruleGroups } from '../../law/reports/rules.ts'
import { nameOf, type Verdict, verdictOf, verdicts } from './words.ts'

type Order = 'given' | 'name'

interface Props {
  reports: readonly ReportInRun[]
  onLook(report: number, rule: string | null): void
}

const byName = new Intl.Collator('zh-CN')

/** Reports by checks. In the order given or by name; there is no order of merit. */
export function Matrix({ reports, onLook }: Props) {
  const [order, setOrder] = useState<Order>('given')
  const [verdict, setVerdict] = useState<Verdict | 'any'>('any')
  const [rule, setRule] = useState<string>('any')
  const read = reports.filter(({ state }) => state === 'read')
  const groups = useMemo(
    () =>
      ruleGroups
        .map((group) => ({
          ...group,
          rules: (group.rules as readonly (keyof typeof reportRules)[]).filter((one) =>
            rule === 'any' ? read.some((report) => verdictOf(report, one) !== 'none') : one === rule,
          ),
        }))
        .filter(({ rules }) => rules.length > 0),
    [read, rule],
  )
  const rules = groups.flatMap((group) => group.rules)
  const shown = reports
    .filter(
      (report) =>
        verdict === 'any' || (report.state === 'read' && rules.some((one) => verdictOf(report, one) === verdict)),
    )
    .sort((a, b) => (order === 'given' ? 0 : byName.compare(nameOf(a), nameOf(b)) || (a.year ?? 0) - (b.year ?? 0)))
  const counted = (one: string, wanted: Verdict) => shown.filter((report) => verdictOf(report, one) === wanted).length
  return (
    <>
      <div className="bar">
        <span>
          结论{' '}
          <Select<Verdict | 'any'>
            aria-label="结论"
            value={verdict}
            onChange={setVerdict}
            style={{ width: 140 }}
            options={[
              { value: 'any', label: '全部结论' },
              ...(['mismatch', 'doubt', 'unknown', 'passed', 'set-aside'] as const).map((value) => ({
                value,
                label: `${verdicts[value].icon} ${verdicts[value].name}`,
              })),
            ]}
          />
        </span>
        <span>
          核对项{' '}
          <Select<string>
            aria-label="核对项"
            value={rule}
            onChange={setRule}
            style={{ width: 280, maxWidth: '100%' }}
            popupMatchSelectWidth={false}
            options={[
              { value: 'any', label: '全部核对项' },
              ...ruleGroups.map((group) => ({
                label: group.name,
                options: group.rules.map((one) => ({ value: one, label: `${one} ${reportRules[one].statement}` })),
              })),
            ]}
          />
        </span>
        <span>
          次序{' '}
          <Select<Order>
            aria-label="次序"
            value={order}
            onChange={setOrder}
            style={{ width: 140 }}
            options={[
              { value: 'given', label: '给出的次序' },
              { value: 'name', label: '按单位名称' },
            ]}
          />
        </span>
      </div>
      <p className="nil">
        {(Object.keys(verdicts) as Verdict[]).map((one) => (
          <span key={one} className="verdict-key">
            <span className={`verdict ${one}`} aria-hidden="true">
              {verdicts[one].icon}
            </span>{' '}
            {verdicts[one].name}
          </span>
        ))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className="matrix-box" aria-label="逐项核对结果" tabIndex={0}>
        <table className="matrix">
          <caption className="sr">各份报告每项核对的结论</caption>
          <thead>
            <tr>
              <th rowSpan={2} scope="col" className="corner">
                单位和年度
              </th>
              {groups.map(({ id, name, rules: of }) => (
                <th key={id} colSpan={of.length} scope="colgroup">
                  {name}
                </th>
              ))}
            </tr>
            <tr>
              {rules.map((one) => (
                <th key={one} scope="col" title={reportRules[one].statement}>
                  {one}
                  <span className="sr">{reportRules[one].statement}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((report) => (
              <tr key={report.id}>
                <th scope="row">
                  {report.state === 'read' ? (
                    <button type="button" className="link" onClick={() => onLook(report.id, null)}>
                      {nameOf(report)}
                      {report.year === null ? '' : ` ${report.year}`}
                    </button>
                  ) : (
                    <span className="nil">{report.fileName}（等待）</span>
                  )}
                </th>
                {rules.map((one) => (
                  <td key={one}>
                    {report.state === 'read' && (
                      <VerdictCell
                        name={`${nameOf(report)} ${one}`}
                        verdict={verdictOf(report, one)}
                        onLook={() => onLook(report.id, one)}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            {(['mismatch', 'doubt'] as const).map((wanted) => (
              <tr key={wanted}>
                <th scope="row">{verdicts[wanted].name}的份数</th>
                {rules.map((one) => (
                  <td key={one}>{counted(one, wanted)}</td>
                ))}
              </tr>
            ))}
          </tfoot>
        </table>
      </section>
      {shown.length === 0 && <p className="nil">没有这样的报告</p>}
      <details className="panel">
        <summary>核对项的内容</summary>
        <dl className="rule-key">
          {rules.map((one) => (
            <div key={one}>
              <dt>{one}</dt>
              <dd>{reportRules[one].statement}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}

function VerdictCell({ name, verdict, onLook }: { name: string; verdict: Verdict; onLook(): void }) {
  const { icon, name: said } = verdicts[verdict]
  if (verdict === 'none') {
    return (
      <span className="verdict none">
        <span aria-hidden="true">{icon}</span>
        <span className="sr">{said}</span>
      </span>
    )
  }
  return (
    <button type="button" className={`verdict ${verdict}`} aria-label={`${name}：${said}`} onClick={onLook}>
      {icon}
    </button>
  )
}
