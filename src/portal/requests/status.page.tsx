import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ReplyClock } from '../../law/requests/clock.ts'
import type { RequestOfApplicant } from '../../records/requests/for-public.ts'
import { Day, Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { DeadlineCard } from '../parts/deadline-card.tsx'
import { Email } from '../parts/email.tsx'
import { Glyph } from '../parts/glyph.tsx'
import { ProgressTracker } from '../parts/progress-tracker.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { paths } from '../paths.ts'
import { requestsColumn, requestsTrail } from './trail.ts'
import { channelText, deliveryText, endingOf, eventText, statusOf, trackOf } from './words.ts'

export interface StatusProps {
  frame: Frame
  request: RequestOfApplicant
  clock: ReplyClock
  access: string
  siblings: { number: string; title: string; href: string }[]
}

export function repliedOn(request: Pick<RequestOfApplicant, 'events'>): CalendarDate | null {
  if (endingOf(request) !== 'replied') return null
  return request.events.findLast(({ event }) => event.kind === 'replied')?.event.on ?? null
}

export function StatusPage({ frame, request, clock, access, siblings }: StatusProps) {
  const { profile } = frame.site.bureau
  const status = statusOf(request, clock)
  const ended = endingOf(request)
  const help = request.section?.phone ?? profile.phone
  return (
    <Layout
      frame={frame}
      title={`办理进度 ${request.number}`}
      personal
      column={requestsColumn}
      trail={requestsTrail({ name: '查办理进度', href: paths.status }, { name: request.number, href: null })}
      section={paths.disclosure}
    >
      <div className="reading status">
        <p className="number">{request.number}</p>
        <h1>{request.title}</h1>
        <ProgressTracker steps={trackOf(request)} label="办理阶段" />
        <div className={`now ${status.tag.colour}`}>
          <StatusTag colour={status.tag.colour}>{status.tag.words}</StatusTag>
          <p>{status.sentence}</p>
          {request.reply && (
            <p>
              <a className="button" href={paths.reply(access)}>
                查看答复
              </a>
            </p>
          )}
        </div>
        {status.task && (
          <section className="task">
            <h2>
              <Glyph name="alert" />
              {status.task.title}
            </h2>
            <p className="words">{status.task.words}</p>
            {status.task.by && <p>逾期的后果：{status.task.by.whenSilent}</p>}
            <p>
              请把材料送到或寄到{profile.address}
              {profile.email && (
                <>
                  ，或者发送到 <Email to={profile.email} />
                </>
              )}
              ，并注明受理编号 {request.number}。
            </p>
          </section>
        )}
        {(ended === null || ended === 'replied') && (
          <DeadlineCard
            clock={clock}
            repliedOn={repliedOn(request)}
            howHref={clock.days.length > 0 ? paths.deadline(access) : null}
          />
        )}
        {ended === null && (
          <p className="no-print">
            <a href={paths.requestCalendar(access)}>把期限加入日历（.ics）</a>
          </p>
        )}
        <h2>办理经过</h2>
        <ol className="story">
          <li>
            <Minute at={request.submittedAt} />
            <p>{request.channel === 'online' ? '网上提交申请' : `收到申请（${channelText[request.channel]}）`}</p>
          </li>
          {request.events.map(({ event, note }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever appended
            <li key={place}>
              <Day on={event.on} />
              <p>{eventText(event)}</p>
              {note && <p className="note">{note}</p>}
            </li>
          ))}
        </ol>
        {siblings.length > 0 && (
          <>
            <h2>同一份申请拆分出的其他各件</h2>
            <p>一份申请要几项信息的，分成几件分别办理、分别答复，收到日相同。</p>
            <ul>
              {siblings.map(({ number, title, href }) => (
                <li key={number}>
                  <a href={href}>
                    {title}（{number}）
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>申请内容</h2>
        <dl className="facts">
          {request.description && (
            <div>
              <dt>内容描述</dt>
              <dd className="typed">{request.description}</dd>
            </div>
          )}
          <div>
            <dt>获取方式</dt>
            <dd>{deliveryText[request.delivery]}</dd>
          </div>
          {request.deliveredHow && (
            <div>
              <dt>送达方式</dt>
              <dd>{request.deliveredHow}</dd>
            </div>
          )}
        </dl>
        {help && (
          <p className="aside">
            补充材料、撤回申请、修改联系方式，请联系{request.section?.name ?? profile.disclosureOffice}：
            <a href={`tel:${help}`}>{help}</a>。
          </p>
        )}
      </div>
    </Layout>
  )
}
