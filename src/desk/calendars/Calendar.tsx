import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/calendars.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useDraft } from '../parts/use-draft.ts'

const exampleOff = '元旦 2027-01-01 2027-01-03\n春节 2027-02-05 2027-02-11'

/** `名称 起 止` a line; a single day needs no end. */
function readOff(text: string): { name: string; from: string; to: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([name]) => name)
    .map(([name = '', from = '', to = from]) => ({ name, from, to }))
}

/** Which notices the bureau counts with; an administrator loads a new one and sees which due days it moves. */
export function Calendar() {
  const { session } = useSession()
  const { data, error } = useAsk(contract.readCalendar, {})
  const draft = useDraft('notice', { number: '', year: '', knownOn: session.today, off: '', work: '' })
  const { busy, problem, act } = useAct()
  const [changed, setChanged] = useState<Reply<typeof contract.loadNotice> | null>(null)
  const [preview, setPreview] = useState<Reply<typeof contract.previewNotice> | null>(null)
  const { number, year, knownOn, off, work } = draft.value
  const body = () => ({
    number,
    year: Number(year),
    knownOn,
    off: readOff(off),
    work: work.split(/[\s,，、]+/).filter(Boolean),
  })
  const look = () =>
    act(async () => {
      setChanged(null)
      setPreview(await call(contract.previewNotice, { body: body() }))
    })
  const load = () =>
    act(async () => {
      setChanged(await call(contract.loadNotice, { body: body() }))
      setPreview(null)
      draft.forget()
      await readAgain(contract.readCalendar)
    }, '通知已录入')
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const set = (change: Partial<typeof draft.value>) => {
    setPreview(null)
    draft.set({ ...draft.value, ...change })
  }
  return (
    <>
      <h1>工作日历</h1>
      <p>
        已有放假安排的年份：{data.publishedYears[0]}—{data.publishedYears.at(-1)}
        。没有公布放假安排的年份，期限只能预估，并会标明。
      </p>
      {session.staff.roles.includes('administrator') && (
        <section className="panel">
          <h2>录入放假通知</h2>
          <ProblemNote problem={problem} />
          {changed && (
            <Alert
              type="success"
              showIcon
              role="status"
              title={
                changed.total === 0 ? '没有申请的期限因此改变' : `${changed.total} 件申请的期限已重算，原日期留在案件页`
              }
              description={<Moved rows={changed.changed} total={changed.total} />}
            />
          )}
          <p>
            <label htmlFor="notice-number">文号</label>
            <Input
              id="notice-number"
              value={number}
              maxLength={100}
              onChange={(event) => set({ number: event.target.value })}
            />
          </p>
          <p>
            <label htmlFor="notice-year">年份</label>
            <Input
              id="notice-year"
              inputMode="numeric"
              value={year}
              onChange={(event) => set({ year: event.target.value })}
            />
          </p>
          <p>
            <label htmlFor="notice-known">公布日期</label>
            <Input
              id="notice-known"
              type="date"
              value={knownOn}
              onChange={(event) => set({ knownOn: event.target.value })}
            />
          </p>
          <p>
            <label htmlFor="notice-off">放假（每行：名称 起 止）</label>
            <Input.TextArea
              id="notice-off"
              rows={6}
              placeholder={exampleOff}
              value={off}
              onChange={(event) => set({ off: event.target.value })}
            />
          </p>
          <p>
            <label htmlFor="notice-work">调休上班日（用空格分开）</label>
            <Input.TextArea
              id="notice-work"
              rows={2}
              value={work}
              onChange={(event) => set({ work: event.target.value })}
            />
          </p>
          {preview && (
            <Alert
              type={preview.total === 0 ? 'success' : 'warning'}
              showIcon
              role="status"
              style={{ marginBottom: 12 }}
              title={
                preview.total === 0
                  ? `看过 ${preview.open} 件未办结的申请，期限都不变`
                  : `${preview.open} 件未办结的申请中，有 ${preview.total} 件的最晚答复日会变动；还没有保存`
              }
              description={<Moved rows={preview.moved} total={preview.total} />}
            />
          )}
          <div className="actions">
            <Button
              type={preview ? 'default' : 'primary'}
              loading={busy && !preview}
              disabled={!number || !year}
              onClick={() => void look()}
            >
              先看对期限的影响
            </Button>
            {preview && (
              <Button type="primary" loading={busy} onClick={() => void load()}>
                录入并重算期限
              </Button>
            )}
          </div>
        </section>
      )}
      <section className="panel">
        <h2>已有的通知</h2>
        <div className="scroller">
          <table className="days">
            <thead>
              <tr>
                <th scope="col">年份</th>
                <th scope="col">文号</th>
                <th scope="col">公布日期</th>
                <th scope="col">放假</th>
                <th scope="col">调休上班</th>
              </tr>
            </thead>
            <tbody>
              {[...data.notices].reverse().map((notice) => (
                <tr key={notice.number}>
                  <td>{notice.year}</td>
                  <td>
                    {notice.number}
                    {!notice.shipped && '（本单位录入）'}
                  </td>
                  <td>{notice.knownOn}</td>
                  <td>
                    {notice.off.map(({ name, from, to }) => `${name} ${from.slice(5)}—${to.slice(5)}`).join('；')}
                  </td>
                  <td>{notice.work.map((day) => day.slice(5)).join('、') || '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  )
}

/** Which due days a notice moves, from where to where. */
function Moved({ rows, total }: { rows: Reply<typeof contract.previewNotice>['moved']; total: number }) {
  if (rows.length === 0) return null
  return (
    <div className="scroller">
      <table className="days">
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">事项</th>
            <th scope="col">原最晚答复日</th>
            <th scope="col">新最晚答复日</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to={`/requests/${one.id}`}>{one.number}</Link>
              </td>
              <td>{one.title}</td>
              <td>{one.from ? dayText(one.from, true) : '—'}</td>
              <td>
                <strong>{dayText(one.to, true)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length && <p className="nil">只列出前 {rows.length} 件。</p>}
    </div>
  )
}
