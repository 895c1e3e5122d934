import type { CalendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import type { ReplyClock } from '../../law/requests/clock.ts'
import type { RequestOfApplicant } from '../../records/requests/for-public.ts'
import { Day, daysInWords } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { DayCalendar, DayTable } from '../parts/explained-days.tsx'
import { paths } from '../paths.ts'
import { requestsColumn, requestsTrail } from './trail.ts'
import { limitText } from './words.ts'

export interface DeadlineProps {
  frame: Frame
  number: string
  access: string
  clock: ReplyClock
  today: CalendarDate
  moved: RequestOfApplicant['moved']
}

export function DeadlinePage({ frame, number, access, clock, today, moved }: DeadlineProps) {
  const { dueOn, days } = clock
  return (
    <Layout
      frame={frame}
      title={`答复期限怎么算的 ${number}`}
      personal
      column={requestsColumn}
      trail={requestsTrail(
        { name: '查办理进度', href: paths.status },
        { name: number, href: paths.request(access) },
        { name: '怎么算的', href: null },
      )}
      section={paths.disclosure}
    >
      <div className="reading">
        <h1>答复期限怎么算的</h1>
        {dueOn ? (
          <p className="lead">
            最晚答复日是{' '}
            <strong>
              <Day on={dueOn} weekday />
            </strong>
            {clock.provisional && '（暂定）'}。
          </p>
        ) : (
          <p className="lead">最晚答复日现在还不能确定。</p>
        )}
        <p>{daysInWords(clock.formula)}</p>
        {moved.map(({ notice, from, to }) => (
          <p key={notice}>
            放假通知（{notice}）公布后，最晚答复日由{from ? <Day on={from} weekday /> : '未定'}调整为
            <Day on={to} weekday />。
          </p>
        ))}
      </div>
      {days.length === 0 ? (
        <EmptyState title="还没有开始计算">
          <p>工作人员与您确认收到申请之后，这里会列出每一天。</p>
        </EmptyState>
      ) : (
        <>
          <h2>日历</h2>
          <ul className="legend" aria-label="图例">
            <li className="working">
              <span className="swatch">1</span>工作日，数字是第几个
            </li>
            <li className="weekend">
              <span className="swatch">周末</span>周末、放假，不计
            </li>
            {days.some(({ kind }) => kind === 'paused' || kind === 'waiting') && (
              <li className="paused">
                <span className="swatch">暂停</span>暂停、等待，不计
              </li>
            )}
            <li className="due">
              <span className="swatch">到期</span>最晚答复日
            </li>
          </ul>
          <DayCalendar days={days} dueOn={dueOn} today={today} />
          <h2>逐日说明</h2>
          <DayTable days={days} dueOn={dueOn} today={today} />
        </>
      )}
      <div className="reading">
        {clock.limits.length > 0 && (
          <>
            <h2>其他期限</h2>
            <dl className="facts">
              {clock.limits.map(({ what, dueOn: on, provisional, whenSilent, cite }) => (
                <div key={`${what} ${on}`}>
                  <dt>{limitText[what]}</dt>
                  <dd>
                    <Day on={on} weekday />
                    {provisional && '（暂定）'}。{whenSilent}
                    <span className="more">{citationText(cite)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
        <h2>依据</h2>
        <ul>
          {clock.cites.map((cite) => (
            <li key={citationText(cite)}>{citationText(cite)}</li>
          ))}
        </ul>
        <p>
          <a href={paths.requestCalendar(access)}>加入日历（.ics）</a> ·{' '}
          <a href={paths.request(access)}>返回办理进度</a>
        </p>
      </div>
    </Layout>
  )
}
