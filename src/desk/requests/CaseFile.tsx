import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { RequestCaseView } from '../../api/contract/requests.ts'
import { outcomes } from '../../law/requests/outcome.ts'
import { dayText, minuteText } from '../parts/day.ts'
import { answerText, deliveryWayText, noteKindText, remedyResultText, remedyRouteText, stateText } from './words.ts'

const whomText = { 'third-party': '第三方', 'co-maker': '共同制作机关', organ: '其他机关' } as const

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel">
      <h2>{title}</h2>
      <ul className="events">{children}</ul>
    </section>
  )
}

/** What belongs to a case besides request, clock and reply; a part is shown once there is something in it. */
export function CaseFile({ found }: { found: RequestCaseView }) {
  const { siblings, enquiries, notes, deliveries, remedies, earlierReplies } = found
  return (
    <>
      {found.mergedIntoNumber && (
        <Part title="并入">
          <li>
            并入 <Link to={`/requests/${found.mergedInto}`}>{found.mergedIntoNumber}</Link> 一并答复
          </li>
        </Part>
      )}
      {siblings.length > 0 && (
        <Part title="同一份申请拆分出的各件">
          {siblings.map(({ id, number, title, state }) => (
            <li key={id}>
              <Link to={`/requests/${id}`}>{number}</Link> {title}
              <div className="who">{stateText[state]}</div>
            </li>
          ))}
        </Part>
      )}
      {enquiries.length > 0 && (
        <Part title="征求意见">
          {enquiries.map(({ enquiry, whom, name, contact, question, code, answer, opinion, answeredAt }) => (
            <li key={enquiry}>
              <strong>
                {whomText[whom]}：{name}
              </strong>
              {contact && <span> {contact}</span>}
              <div>{question}</div>
              {answer ? (
                <div>
                  {answerText[answer]}
                  {opinion && `：${opinion}`}
                  <span className="who"> {answeredAt && minuteText(answeredAt)}</span>
                </div>
              ) : (
                <div>
                  答复页面 <code>/zhengqiu</code>，答复码 <code className="code">{code}</code>（印在征求意见函上）
                </div>
              )}
            </li>
          ))}
        </Part>
      )}
      {notes.length > 0 && (
        <Part title="沟通、会商和检索记录">
          {notes.map(({ id, kind, heldOn, withWhom, said, byName }) => (
            <li key={id}>
              <strong>{noteKindText[kind]}</strong>
              {withWhom && ` · ${withWhom}`}
              <div className="letter">{said}</div>
              <div className="who">
                {dayText(heldOn)} · {byName}
              </div>
            </li>
          ))}
        </Part>
      )}
      {deliveries.length > 0 && (
        <Part title="送达">
          {deliveries.map(({ no, way, reference, sentOn, result, resultOn, evidence }) => (
            <li key={no}>
              <strong>{deliveryWayText[way]}</strong>
              {reference && ` ${reference}`}
              <div>
                {dayText(sentOn)}发出，
                {result && resultOn
                  ? `${dayText(resultOn)}${result === 'delivered' ? '送达' : '退回'}：${evidence ?? ''}`
                  : '还没有送达凭证'}
              </div>
            </li>
          ))}
        </Part>
      )}
      {earlierReplies.length > 0 && (
        <Part title="此前的答复">
          {earlierReplies.map(({ number, outcome, letter, concludedOn }) => (
            <li key={number}>
              <strong>{number}</strong> {outcomes[outcome].label}
              <div className="who">{dayText(concludedOn)}</div>
              <details>
                <summary>答复书全文</summary>
                <div className="letter">{letter}</div>
              </details>
            </li>
          ))}
        </Part>
      )}
      {remedies.length > 0 && (
        <Part title="投诉、复议和诉讼">
          {remedies.map(({ id, route, number, organ, filedOn, concludedOn, result, said }) => (
            <li key={id}>
              <strong>{remedyRouteText[route]}</strong> {number} · {organ}
              <div>
                {dayText(filedOn)}受理，
                {result && concludedOn ? `${dayText(concludedOn)}审结：${remedyResultText[result]}` : '尚未审结'}
              </div>
              {said && <div>{said}</div>}
            </li>
          ))}
        </Part>
      )}
    </>
  )
}
