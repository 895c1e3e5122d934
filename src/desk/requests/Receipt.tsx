import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/requests.ts'
import { readToDo } from '../../api/contract/session.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

/** What a request must have (art. 29), where a paper may lack it. */
export const lackable = ['申请人的身份证明', '联系方式', '所需信息的名称、文号或者其他特征', '获取信息的方式'] as const

export type Registered = Reply<typeof contract.registerRequest> & {
  title: string
  name: string
  lacking: string[]
  /** the last day to ask for a correction */
  noticeBy: string | null
}

/** The receipt for the applicant, to print; and, where the paper lacked something, the notice that says so. */
export function Receipt({ done, onAgain }: { done: Registered; onAgain(): void }) {
  const { session } = useSession()
  return (
    <>
      <section className="panel">
        <h1>已登记</h1>
        <h2 className="only-print">政府信息公开申请收件回执</h2>
        <dl className="facts">
          <dt>申请人</dt>
          <dd>{done.name}</dd>
          <dt>事项</dt>
          <dd>{done.title}</dd>
          <dt>受理编号</dt>
          <dd>
            <strong className="code">{done.number}</strong>
          </dd>
          <dt>查询码</dt>
          <dd>
            <strong className="code">{done.queryCode}</strong>
          </dd>
          <dt>收到日</dt>
          <dd>{done.receivedOn ? dayText(done.receivedOn, true) : '还要与申请人确认，确认之日为收到日'}</dd>
        </dl>
        <p className="only-print">
          {session.bureau.name}　{dayText(session.today)}
        </p>
        <p className="no-print">请把编号和查询码交给申请人；查询码只在这里显示一次。</p>
        <p className="actions no-print">
          <Button type="primary" onClick={() => window.print()}>
            打印回执
          </Button>
          <Link to={`/requests/${done.id}`}>打开这件申请</Link>
          <Button onClick={onAgain}>再登记一件</Button>
        </p>
      </section>
      {done.lacking.length > 0 && <CorrectionDraft done={done} />}
    </>
  )
}

function CorrectionDraft({ done }: { done: Registered }) {
  const [items, setItems] = useState(`请补正：${done.lacking.join('；')}。`)
  const [days, setDays] = useState(7)
  const [sent, setSent] = useState(false)
  const { data: found } = useAsk(contract.readRequest, { params: { id: done.id } })
  const { busy, problem, act } = useAct()
  if (!found) return null
  if (sent) return <p role="status">已告知补正。</p>
  const send = () =>
    act(async () => {
      await call(contract.askForCorrection, {
        params: { id: done.id },
        body: { version: found.version, items, workingDays: days },
      })
      setSent(true)
      await readAgain(contract.readRequest, contract.listRequests, readToDo)
    })
  const may = found.may.includes('ask-for-correction')
  return (
    <section className="panel no-print">
      <h2>补正告知（草稿）</h2>
      <p>
        补正应当在收到申请之日起 7 个工作日内一次性告知（条例第三十条）
        {done.noticeBy && `，最晚 ${dayText(done.noticeBy, true)}`}。
      </p>
      <ProblemNote problem={problem} />
      <label htmlFor="correction-items">需要补正的事项</label>
      <Input.TextArea
        id="correction-items"
        rows={3}
        maxLength={1000}
        value={items}
        onChange={(event) => setItems(event.target.value)}
      />
      <p>
        <label htmlFor="correction-days">补正期限（工作日）</label>{' '}
        <Input
          id="correction-days"
          type="number"
          min={1}
          max={60}
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
          style={{ width: 90 }}
        />
      </p>
      {may ? (
        <Button loading={busy} onClick={() => void send()}>
          告知补正
        </Button>
      ) : (
        <p>确认收到之后，在案件页办理“告知补正”。</p>
      )}
    </section>
  )
}
