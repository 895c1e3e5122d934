import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ReplyClock } from '../../law/requests/clock.ts'
import type { OwnActs } from '../../records/applicants/acts.ts'
import type { OwnPapers } from '../../records/applicants/for-public.ts'
import type { RequestOfApplicant } from '../../records/requests/for-public.ts'
import { Day, Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { DeadlineCard } from '../parts/deadline-card.tsx'
import { Email } from '../parts/email.tsx'
import { sizeText } from '../parts/file-list.tsx'
import { Glyph } from '../parts/glyph.tsx'
import { ProgressTracker } from '../parts/progress-tracker.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { paths } from '../paths.ts'
import { type OwnActName, ownFields } from './forms/own.ts'
import { typedIn } from './forms/typed.ts'
import { OwnForm, ownActWords } from './own.page.tsx'
import { requestsColumn, requestsTrail } from './trail.ts'
import { channelText, deliveryText, endingOf, eventText, messageText, statusOf, trackOf } from './words.ts'

export interface StatusProps {
  frame: Frame
  request: RequestOfApplicant
  clock: ReplyClock
  access: string
  siblings: { number: string; title: string; href: string }[]
  papers: OwnPapers
  may: OwnActs
  /** what the applicant has just done */
  done: OwnActName | null
}

export function repliedOn(request: Pick<RequestOfApplicant, 'events'>): CalendarDate | null {
  if (endingOf(request) !== 'replied') return null
  return request.events.findLast(({ event }) => event.kind === 'replied')?.event.on ?? null
}

export function StatusPage({ frame, request, clock, access, siblings, papers, may, done }: StatusProps) {
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
        {done && (
          <p className="just-done" role="status">
            <Glyph name="done" />
            {ownActWords[done].done}
          </p>
        )}
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
            {may.correct && <OwnForm act="buzheng" access={access} typed={typedIn({}, ownFields)} problems={[]} />}
            <p className="aside">
              {may.correct ? '也可以把材料送到或寄到' : '请把材料送到或寄到'}
              {profile.address}
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
        <Papers access={access} papers={papers} />
        <section className="own-acts no-print" aria-labelledby="own-acts">
          <h2 id="own-acts">您可以</h2>
          <ul>
            {may.supplement && !may.correct && <OwnAct access={access} act="buchong" hint="补充说明，或者上传材料" />}
            {may.remind && <OwnAct access={access} act="cuiban" hint="每 5 个工作日一次" />}
            {may.contacts && <OwnAct access={access} act="lianxi" hint="电话、邮箱、通信地址" />}
            {may.withdraw && <OwnAct access={access} act="chehui" hint="不再需要这项信息" />}
            {may.rate && (
              <OwnAct access={access} act="pingjia" hint={papers.rating ? '已经评价，可以修改' : '对答复是否满意'} />
            )}
            <li>
              <a href={paths.receiptFile(access, 'json')}>下载回执文件</a>
              <span className="more">
                证明申请已写入操作日志，可以<a href={paths.receiptCheck}>核对</a>
              </span>
            </li>
            <li>
              <a href={paths.ownFiles(access)}>下载全部文件</a>
              <span className="more">申请、答复、回执和附件（ZIP）</span>
            </li>
          </ul>
          {may.remindFrom && (
            <p className="aside">
              您已催办，
              <Day on={may.remindFrom} weekday /> 起可以再次催办。
            </p>
          )}
          <form method="post" action={paths.own(access, 'zaiwen')}>
            <button type="submit" className="button secondary">
              就同一事项再问
            </button>
          </form>
        </section>
        {help && (
          <p className="aside">
            有疑问请联系{request.section?.name ?? profile.disclosureOffice}：<a href={`tel:${help}`}>{help}</a>。
          </p>
        )}
      </div>
    </Layout>
  )
}

function OwnAct({ access, act, hint }: { access: string; act: OwnActName; hint: string }) {
  return (
    <li>
      <a href={paths.own(access, act)}>{ownActWords[act].title}</a>
      <span className="more">{hint}</span>
    </li>
  )
}

/** What the applicant sent after the form and with it, and whether the office has seen it. */
function Papers({ access, papers: { messages, files } }: { access: string; papers: OwnPapers }) {
  if (messages.length === 0 && files.length === 0) return null
  const list = (messageId: number | null) => {
    const own = files.filter((file) => file.messageId === messageId)
    return own.length === 0 ? null : (
      <ul>
        {own.map(({ id, name, size }) => (
          <li key={id}>
            <a href={paths.ownFile(access, id)}>{name}</a>
            <span className="more">{sizeText(size)}</span>
          </li>
        ))}
      </ul>
    )
  }
  const withForm = list(null)
  return (
    <>
      <h2>您提交的材料</h2>
      {withForm}
      {messages.length > 0 && (
        <ol className="story">
          {messages.map(({ id, kind, said, sentAt, readAt }) => (
            <li key={id}>
              <Minute at={sentAt} />
              <p>
                {messageText[kind]}
                {readAt ? '，工作人员已阅' : ''}
              </p>
              {said && <p className="note">{said}</p>}
              {list(id)}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
