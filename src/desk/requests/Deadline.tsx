import { Button } from 'antd'
import { useState } from 'react'
import { readDeadline } from '../../api/contract/deadlines.ts'
import type { RequestCaseView } from '../../api/contract/requests.ts'
import { citationText } from '../../law/citation.ts'
import { useAsk } from '../ask.ts'
import { useSession } from '../frame/session.tsx'
import { dayText, leftText } from '../parts/day.ts'
import { DayCalendar } from './DayCalendar.tsx'
import { Simulator } from './Simulator.tsx'
import { limitText } from './words.ts'

const still = new Set(['paused', 'waiting'])
const kindText = {
  'day-zero': '起算日',
  working: '工作日',
  'swapped-working': '调休上班',
  weekend: '周末',
  holiday: '节假日',
  paused: '暂停',
  waiting: '等待',
  restart: '重新起算',
} as const

const cited = (cite: { law: string; article: string; year?: number | undefined }) =>
  citationText({ law: cite.law, article: cite.article, ...(cite.year ? { year: cite.year } : {}) })

/**
 * The two clocks, legal and internal, the calculation in one sentence, the other limits, and every day on demand: as a
 * calendar and as a list.
 */
export function Deadline({ found }: { found: RequestCaseView }) {
  const { clock } = found
  const { session } = useSession()
  const { data } = useAsk(readDeadline, { params: { id: found.id } })
  const [open, setOpen] = useState(false)
  const [simulating, setSimulating] = useState(false)
  const internal = data?.internal ?? null
  return (
    <section className="panel" aria-labelledby="deadline-heading">
      <h2 id="deadline-heading">期限</h2>
      {clock.dueOn && (
        <p>
          最晚答复日 <strong>{dayText(clock.dueOn, true)}</strong>
          {clock.provisional && '（预估：放假安排尚未全部公布）'}
        </p>
      )}
      {internal && (
        <p>
          内部目标日 <strong>{dayText(internal.dueOn, true)}</strong>，{leftText(internal.leftWorkingDays)}
          <br />
          <span className="nil">
            法定期限前 {internal.workingDaysBefore} 个工作日，{internal.setHere ? '本单位设定' : '默认值'}
            ；内部规定，不是法定期限
          </span>
        </p>
      )}
      {data?.moved.map(({ notice, from, to }) => (
        <p key={notice}>
          {notice}公布后，最晚答复日由 {from ? dayText(from, true) : '未定'} 调整为 <strong>{dayText(to, true)}</strong>
        </p>
      ))}
      <p>{clock.formula}</p>
      {clock.limits.map((limit) => (
        <p key={`${limit.what} ${limit.dueOn}`}>
          {limitText[limit.what]}：<strong>{dayText(limit.dueOn, true)}</strong>
          <br />
          <span className="nil">
            {limit.whenSilent}（{cited(limit.cite)}）
          </span>
        </p>
      ))}
      <p className="nil">依据：{clock.cites.map(cited).join('；')}</p>
      {clock.days.length > 0 && (
        <>
          <div className="actions">
            <Button onClick={() => setOpen(!open)} aria-expanded={open}>
              {open ? '收起逐日说明' : '怎么算的'}
            </Button>
            {found.state !== 'closed' && <Button onClick={() => setSimulating(true)}>推演</Button>}
          </div>
          {open && (
            <DayCalendar
              days={clock.days}
              dueOn={clock.dueOn}
              internalOn={internal?.dueOn ?? null}
              today={session.today}
            />
          )}
          {open && (
            <div className="scroller" style={{ marginTop: 12 }}>
              <table className="days">
                <thead>
                  <tr>
                    <th scope="col">日期</th>
                    <th scope="col">第几个</th>
                    <th scope="col">性质</th>
                    <th scope="col">说明</th>
                  </tr>
                </thead>
                <tbody>
                  {clock.days.map((day, place) => (
                    <tr
                      // biome-ignore lint/suspicious/noArrayIndexKey: one day can stand twice, before and after a restart
                      key={`${day.on} ${place}`}
                      className={day.count ? 'counts' : still.has(day.kind) ? 'still' : undefined}
                    >
                      <td>{day.on}</td>
                      <td>{day.count || ''}</td>
                      <td>{kindText[day.kind]}</td>
                      <td>{day.why}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
      {simulating && <Simulator found={found} onClose={() => setSimulating(false)} />}
    </section>
  )
}
