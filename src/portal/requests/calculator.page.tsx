import type { CalendarDate } from '../../law/calendar-date.ts'
import { type Citation, citationText } from '../../law/citation.ts'
import type { ReplyClock } from '../../law/requests/clock.ts'
import { Day, daysInWords } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { DayCalendar, DayTable } from '../parts/explained-days.tsx'
import { Radios, TextField } from '../parts/fields.tsx'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'
import { calculatorChannels } from './forms/calculator.ts'
import type { Typed } from './forms/typed.ts'
import { requestsColumn, requestsTrail } from './trail.ts'

export interface Calculated {
  receipt: { on: CalendarDate; cite: Citation }
  clock: ReplyClock
  /** last day to ask for a correction; null under the Regulation of 2007 */
  correctionBy: { on: CalendarDate; cite: Citation } | null
  extended: { workingDays: number; on: CalendarDate | null }
  thirdParty: { askedOn: CalendarDate; on: CalendarDate | null; cite: Citation }
}

export interface CalculatorProps {
  frame: Frame
  typed: Typed<'channel' | 'on'>
  problems: readonly Problem[]
  calculated: Calculated | null
  today: CalendarDate
}

/** Anybody's sum, with or without a request. It needs no script and keeps nothing: the form is the address. */
export function CalculatorPage({ frame, typed, problems, calculated, today }: CalculatorProps) {
  return (
    <Layout
      frame={frame}
      title="答复期限计算器"
      failed={problems.length > 0}
      column={requestsColumn}
      trail={requestsTrail({ name: '答复期限计算器', href: null })}
      section={paths.disclosure}
    >
      <div className="reading form">
        <ErrorSummary problems={problems} />
        <h1>答复期限计算器</h1>
        <p>选择申请的方式，填写收到的日期，就能看到行政机关最晚哪一天答复，以及每一天怎么算。不保存您填写的内容。</p>
        <form method="get" action={paths.calculator} noValidate>
          <Radios
            name="channel"
            label="申请的方式"
            hint="方式不同，算作“收到”的日子也不同"
            value={typed.channel}
            problems={problems}
            choices={calculatorChannels.map(({ value, label, hint }) => ({ value, label, hint }))}
          />
          <TextField
            name="on"
            label="收到的日期"
            hint="按上面所选方式的那一天，例如：2026-03-02"
            kind="day"
            width="medium"
            value={typed.on}
            problems={problems}
          />
          <button type="submit" className="button">
            计算
          </button>
        </form>
      </div>
      {calculated && <Result calculated={calculated} today={today} />}
    </Layout>
  )
}

function Result({ calculated, today }: { calculated: Calculated; today: CalendarDate }) {
  const { receipt, clock, correctionBy, extended, thirdParty } = calculated
  return (
    <>
      <section className="reading" aria-labelledby="result">
        <h2 id="result">计算结果</h2>
        {clock.dueOn && (
          <p className="lead">
            最晚答复日是{' '}
            <strong>
              <Day on={clock.dueOn} weekday />
            </strong>
            {clock.provisional && '（暂定）'}。
          </p>
        )}
        <p>{daysInWords(clock.formula)}</p>
        <dl className="facts">
          <div>
            <dt>收到之日</dt>
            <dd>
              <Day on={receipt.on} weekday />
              ，当日不计入。<span className="more">{citationText(receipt.cite)}</span>
            </dd>
          </div>
          {correctionBy && (
            <div>
              <dt>最晚告知补正</dt>
              <dd>
                <Day on={correctionBy.on} weekday />
                。申请内容不明确的，行政机关应在这天以前一次性告知；收到补正后，答复期限重新计算。
                <span className="more">{citationText(correctionBy.cite)}</span>
              </dd>
            </div>
          )}
          <div>
            <dt>延长后</dt>
            <dd>
              {extended.on ? <Day on={extended.on} weekday /> : '不能确定'}。经批准最多延长{extended.workingDays}
              个工作日，并应告知申请人。
            </dd>
          </div>
          <div>
            <dt>征求第三方意见</dt>
            <dd>
              征求意见的时间不计入期限。例如
              <Day on={thirdParty.askedOn} />
              发函、对方到期没有答复，最晚答复日{thirdParty.on ? '是' : '要等收到意见后才能确定'}
              {thirdParty.on && <Day on={thirdParty.on} weekday />}。
              <span className="more">{citationText(thirdParty.cite)}</span>
            </dd>
          </div>
        </dl>
      </section>
      <h2>日历</h2>
      <ul className="legend" aria-label="图例">
        <li className="working">
          <span className="swatch">1</span>工作日，数字是第几个
        </li>
        <li className="weekend">
          <span className="swatch">周末</span>周末、放假，不计
        </li>
        <li className="due">
          <span className="swatch">到期</span>最晚答复日
        </li>
      </ul>
      <DayCalendar days={clock.days} dueOn={clock.dueOn} today={today} />
      <h2>逐日说明</h2>
      <DayTable days={clock.days} dueOn={clock.dueOn} today={today} />
    </>
  )
}
