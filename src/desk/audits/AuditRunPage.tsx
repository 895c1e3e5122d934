import { Button, Progress, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import * as contract from '../../api/contract/audits.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { Evidence } from './Evidence.tsx'
import { Matrix } from './Matrix.tsx'
import { RollUp } from './RollUp.tsx'

const every = { milliseconds: 2_000 }

type Numbers = contract.AuditRunPage['numbers']

function inOneSentence({ bureaus, reports, textAgainstTables, mismatching, unreadable }: Numbers): string {
  if (bureaus === 0) return unreadable > 0 ? `${unreadable} 份没有认出年度报告` : '还没有读完一份报告'
  const first = `${bureaus} 个单位${bureaus === reports ? '' : `的 ${reports} 份报告`}中`
  const found =
    mismatching === 0
      ? '没有发现数字不符'
      : textAgainstTables === 0
        ? ` ${mismatching} 个有数字不符，没有文表不一致`
        : ` ${textAgainstTables} 个文表不一致${mismatching > textAgainstTables ? `，${mismatching} 个有数字不符` : ''}`
  return `${first}${found}${unreadable > 0 ? `；${unreadable} 份没有认出年度报告` : ''}`
}

/** One run: what came out in one sentence, the matrix of reports and checks, the evidence behind each cell. */
export function AuditRunPage() {
  const { id } = useParams()
  const [params, setParams] = useSearchParams()
  const view = params.get('view') === 'sums' ? 'sums' : 'matrix'
  const { busy, problem, act } = useAct()
  const { data, error } = useAsk(contract.readAuditRun, { params: { id: Number(id) } })
  const [looking, setLooking] = useState<{ report: number; rule: string | null } | null>(null)
  const working = data?.run.state === 'working'
  useEffect(() => {
    if (!working) return
    const timer = setInterval(() => void readAgain(contract.readAuditRun), every.milliseconds)
    return () => clearInterval(timer)
  }, [working])
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const { run, reports, numbers, may } = data
  return (
    <>
      <p>
        <Link to="/audits">年报核对</Link>
      </p>
      <h1>{run.name}</h1>
      <ProblemNote problem={problem} />
      {run.state === 'gathering' ? (
        <section className="panel">
          <p>已收到 {run.total} 份，没有开始核对。</p>
          {may.includes('run') && (
            <Button
              type="primary"
              loading={busy}
              onClick={() =>
                act(async () => {
                  await call(contract.startAuditRun, { params: { id: run.id } })
                  await readAgain(contract.readAuditRun)
                })
              }
            >
              开始核对
            </Button>
          )}
        </section>
      ) : (
        <>
          <p className="run-sentence">{inOneSentence(numbers)}</p>
          {working && (
            <div role="status">
              正在核对：{run.done} / {run.total} 份。已读的可以先看，也可以离开这一页。
              <Progress percent={Math.floor((run.done / run.total) * 100)} size="small" aria-label="核对进度" />
            </div>
          )}
          <div className="bar">
            <Segmented
              aria-label="查看"
              value={view}
              onChange={(next) => setParams(next === 'matrix' ? {} : { view: String(next) })}
              options={[
                { value: 'matrix', label: '逐项核对' },
                { value: 'sums', label: '汇总' },
              ]}
            />
            <a className="push" href={`/api/audit-runs/${run.id}/summary.docx`}>
              下载通报稿（Word）
            </a>
          </div>
          {view === 'sums' ? (
            <RollUp runId={run.id} />
          ) : (
            <Matrix reports={reports} onLook={(report, rule) => setLooking({ report, rule })} />
          )}
        </>
      )}
      {looking && (
        <Evidence
          key={`${looking.report} ${looking.rule}`}
          reportId={looking.report}
          rule={looking.rule}
          onAll={() => setLooking({ ...looking, rule: null })}
          onClose={() => setLooking(null)}
        />
      )}
    </>
  )
}
