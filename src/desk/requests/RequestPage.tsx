import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { readRequest } from '../../api/contract/requests.ts'
import { outcomes } from '../../law/requests/outcome.ts'
import { FromApplicant } from '../applicants/FromApplicant.tsx'
import { useAsk } from '../ask.ts'
import { LettersPanel } from '../letters/LettersPanel.tsx'
import { Acts } from '../parts/Acts.tsx'
import { dayText, minuteText } from '../parts/day.ts'
import { Light } from '../parts/Light.tsx'
import { MaterialPanel } from '../redaction/MaterialPanel.tsx'
import { ActDialog, type DialogAct, dialogActs } from './ActDialog.tsx'
import { ApplicantFacts } from './ApplicantFacts.tsx'
import { ApplicantPanel } from './ApplicantPanel.tsx'
import { CaseFile } from './CaseFile.tsx'
import { Deadline } from './Deadline.tsx'
import { VolumePanel } from './VolumePanel.tsx'
import { carrierText, channelText, deliveryText, eventText, stateText } from './words.ts'

/** One case: facts, clock, story, and the acts this person may do now. */
export function RequestPage() {
  const { id } = useParams()
  const { data: found, error } = useAsk(readRequest, { params: { id: Number(id) } })
  const [act, setAct] = useState<DialogAct | null>(null)
  if (error) return <p role="alert">{error.message}</p>
  if (!found) return <p className="nil">正在读取…</p>
  const { clock, reply, may } = found
  const acts = dialogActs.filter(({ act }) => may.includes(act))
  const others = acts.filter(({ primary }) => !primary)
  const extended = found.events.some(({ event }) => event.kind === 'extended')
  return (
    <>
      <p className="nil">
        <Link to="/requests">依申请公开</Link> › {found.number}
      </p>
      <h1>{found.title}</h1>
      <div className="bar">
        <Light
          dueOn={clock.dueOn}
          leftWorkingDays={clock.leftWorkingDays}
          paused={clock.state === 'paused' || clock.state.startsWith('awaiting')}
          extended={extended}
          closed={found.state === 'closed'}
        />
        <strong>{stateText[found.state]}</strong>
        <span>{[found.section ?? '尚未分办', found.handler].filter(Boolean).join(' · ')}</span>
        <span className="push actions">
          {may.includes('draft-reply') && (
            <Link to={`/requests/${found.id}/reply`}>
              <Button type={found.state === 'reply-in-review' ? 'default' : 'primary'} tabIndex={-1}>
                {reply ? '修改答复' : '拟答复'}
              </Button>
            </Link>
          )}
          {acts.map(
            ({ act, name, primary }) =>
              primary && (
                <Button key={act} type="primary" onClick={() => setAct(act)}>
                  {name}
                </Button>
              ),
          )}
          {others.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: others.map(({ act, name }) => ({ key: act, label: name })),
                onClick: ({ key }) => setAct(key as DialogAct),
              }}
            >
              <Button>其他办理 ▾</Button>
            </Dropdown>
          )}
          <Acts acts={found.acts} />
        </span>
      </div>
      <div className="side-by-side">
        <div>
          <section className="panel">
            <h2>申请内容</h2>
            <p className="letter">{found.description}</p>
            <dl className="facts">
              <dt>文号</dt>
              <dd>{found.documentNumber ?? '—'}</dd>
              <dt>载体和方式</dt>
              <dd>
                {carrierText[found.carrier]}，{deliveryText[found.delivery]}；
                {found.acceptsOtherForm ? '接受其他方式' : '不接受其他方式'}
              </dd>
              <dt>渠道</dt>
              <dd>
                {channelText[found.channel]}
                {found.misdirectedTo && `（先送到${found.misdirectedTo}，以确认之日为收到日）`}
              </dd>
              <dt>提交时间</dt>
              <dd>{minuteText(found.submittedAt)}</dd>
              <dt>收到日</dt>
              <dd>{found.receivedOn ? dayText(found.receivedOn, true) : '待确认'}</dd>
            </dl>
          </section>
          <MaterialPanel
            requestId={found.id}
            open={['received', 'in-handling', 'consulting', 'awaiting-fee'].includes(found.state)}
          />
          {reply && (
            <section className="panel">
              <h2>
                {reply.number ? `答复书 ${reply.number}` : '拟答复'}：{outcomes[reply.outcome].group}
                {outcomes[reply.outcome].label !== outcomes[reply.outcome].group &&
                  `（${outcomes[reply.outcome].label}）`}
              </h2>
              <p className="nil">
                {reply.draftedBy} 起草于 {minuteText(reply.draftedAt)}
                {reply.decision === 'approved' && `；${reply.decidedBy} 批准`}
                {reply.decision === 'returned' && `；${reply.decidedBy} 退回：${reply.decisionNote}`}
              </p>
              <p className="letter">{reply.letter}</p>
            </section>
          )}
          <ApplicantPanel found={found} />
          <FromApplicant found={found} />
          <CaseFile found={found} />
        </div>
        <div>
          <Deadline found={found} />
          <LettersPanel requestId={found.id} version={found.version} />
          <section className="panel">
            <h2>经过</h2>
            {found.events.length === 0 ? (
              <p className="nil">等待与申请人确认收到。</p>
            ) : (
              <ul className="events">
                {found.events.map(({ seq, event, note, byName }) => (
                  <li key={seq}>
                    <strong>{eventText[event.kind] ?? event.kind}</strong>
                    {note && <div>{note}</div>}
                    <div className="who">
                      {dayText(event.on)} · {byName}
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
      <ApplicantFacts id={found.id} />
      {found.state === 'closed' && <VolumePanel id={found.id} concludedOn={found.concludedOn} />}
      {act && <ActDialog act={act} found={found} onClose={() => setAct(null)} />}
    </>
  )
}
