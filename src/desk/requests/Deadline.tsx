import { Button } from 'antd'
import { useState } from 'react'
import type { ReplyClockView } from '../../api/contract/requests.ts'
import { citationText } from '../../law/citation.ts'
import { dayText } from '../parts/day.ts'
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

/** The reply clock in one sentence, its other limits, and every day of it on demand. */
export function Deadline({ clock }: { clock: ReplyClockView }) {
  const [open, setOpen] = useState(false)
  return (
    <section className="panel" aria-labelledby="deadline-heading">
      <h2 id="deadline-heading">期限</h2>
      {clock.dueOn && (
        <p>
          最晚答复日 <strong>{dayText(clock.dueOn, true)}</strong>
          {clock.provisional && '（预估：放假安排尚未全部公布）'}
        </p>
      )}
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
          <Button onClick={() => setOpen(!open)} aria-expanded={open}>
            {open ? '收起逐日说明' : '怎么算的'}
          </Button>
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
    </section>
  )
}
