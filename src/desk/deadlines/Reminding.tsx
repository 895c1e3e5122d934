import { Alert, Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/deadlines.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type Standing = Reply<typeof contract.readReminding>

const again = () => readAgain(contract.readReminding)

/** How one is reminded: by e-mail, in one's own calendar; the office's internal target; what waits to be sent. */
export function Reminding() {
  const { data, error } = useAsk(contract.readReminding, {})
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  return (
    <>
      <h1>提醒和日历订阅</h1>
      <p>每个工作日早上 8 点，系统检查所有在办申请的期限，在工作台列出，并发邮件给经办人和公开办。</p>
      {data.outbox?.some(({ channel, configured }) => channel === 'email' && !configured) && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title="还没有配置邮件服务器，邮件不会发出，但都留在待发箱"
          description="请运维人员设置 ZHAOMING_SMTP_URL 和 ZHAOMING_MAIL_FROM（见 README 的“配置”一节）；设好后自动发出。"
        />
      )}
      <Email key={data.email} standing={data} />
      <Feed since={data.feedSince} />
      <Internal key={data.internal.workingDays} standing={data} />
      {data.outbox && <Outbox rows={data.outbox} />}
    </>
  )
}

function Email({ standing: { email, people } }: { standing: Standing }) {
  const { session } = useSession()
  const { busy, problem, act } = useAct()
  const [whose, setWhose] = useState(session.staff.id)
  const [typed, setTyped] = useState(email ?? '')
  const choose = (id: number) => {
    setWhose(id)
    setTyped(people.find((one) => one.id === id)?.email ?? '')
  }
  const save = () =>
    act(async () => {
      await call(contract.setEmail, { params: { id: whose }, body: { email: typed.trim() || null } })
      await again()
    }, '已保存')
  return (
    <section className="panel">
      <h2>提醒邮箱</h2>
      <ProblemNote problem={problem} />
      {people.length > 0 && (
        <p>
          <label htmlFor="email-of">同事</label>
          <br />
          <Select
            id="email-of"
            value={whose}
            style={{ width: 320 }}
            options={people.map(({ id, name, email: known }) => ({
              value: id,
              label: known ? `${name}（${known}）` : `${name}（未设置）`,
            }))}
            onChange={choose}
          />
        </p>
      )}
      <p>
        <label htmlFor="reminder-email">邮箱地址，留空则只在工作台提醒</label>
        <br />
        <Input
          id="reminder-email"
          inputMode="email"
          value={typed}
          maxLength={254}
          style={{ maxWidth: 420 }}
          onChange={(event) => setTyped(event.target.value)}
        />
      </p>
      <Button type="primary" loading={busy} onClick={() => void save()}>
        保存
      </Button>
    </section>
  )
}

function Feed({ since }: { since: string | null }) {
  const { busy, problem, act } = useAct()
  const [address, setAddress] = useState<string | null>(null)
  const open = () =>
    act(async () => {
      const { path } = await call(contract.openFeed, {})
      setAddress(new URL(path, window.location.origin).href)
      await again()
    }, '已开通')
  const close = () =>
    act(async () => {
      await call(contract.closeFeed, {})
      setAddress(null)
      await again()
    }, '已停用')
  return (
    <section className="panel">
      <h2>日历订阅</h2>
      <ProblemNote problem={problem} />
      <p>
        在手机或电脑的日历里“通过网址添加日历”，自己在办申请的期限会自动更新。订阅内容只有编号和日期；知道地址的人都能看到，请勿转发。
      </p>
      {address && (
        <p>
          <label htmlFor="feed-address">地址只在这里显示一次，请现在复制</label>
          <Input id="feed-address" readOnly value={address} onFocus={(event) => event.target.select()} />
        </p>
      )}
      {since && <p>已于 {minuteText(since)} 开通。</p>}
      <div className="actions">
        <Button loading={busy} onClick={() => void open()}>
          {since ? '换一个地址（原地址失效）' : '开通'}
        </Button>
        {since && (
          <Button danger disabled={busy} onClick={() => void close()}>
            停用
          </Button>
        )}
      </div>
    </section>
  )
}

function Internal({ standing: { internal, maySetInternal } }: { standing: Standing }) {
  const { busy, problem, act } = useAct()
  const [days, setDays] = useState<number | null>(internal.workingDays)
  const save = () =>
    act(async () => {
      await call(contract.setInternalTarget, { body: { workingDays: days ?? -1 } })
      await again()
    }, '已保存')
  return (
    <section className="panel">
      <h2>内部目标日</h2>
      <ProblemNote problem={problem} />
      <p>
        法定期限前 {internal.workingDays} 个工作日（{internal.setHere ? '本单位设定' : '默认值'}
        ）。这是内部规定，只用来提醒自己，不影响法定期限，也不对外公布。
      </p>
      {maySetInternal && (
        <>
          <p>
            <label htmlFor="internal-days">法定期限前几个工作日（0—15）</label>
            <br />
            <InputNumber id="internal-days" min={0} max={15} precision={0} value={days} onChange={setDays} />
          </p>
          <Button loading={busy} disabled={days === null} onClick={() => void save()}>
            保存
          </Button>
        </>
      )}
    </section>
  )
}

const channelName = { email: '邮件', sms: '短信' } as const

function Outbox({ rows }: { rows: NonNullable<Standing['outbox']> }) {
  const { busy, problem, act } = useAct()
  const stuck = rows.some(({ failing, givenUp }) => failing + givenUp > 0)
  return (
    <section className="panel">
      <h2>待发箱</h2>
      <ProblemNote problem={problem} />
      <div className="scroller">
        <table className="days">
          <thead>
            <tr>
              <th scope="col">渠道</th>
              <th scope="col">配置</th>
              <th scope="col">待发</th>
              <th scope="col">其中重试中</th>
              <th scope="col">多次未成，已停</th>
              <th scope="col">最近发出</th>
              <th scope="col">最近的错误</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.channel}>
                <td>{channelName[row.channel]}</td>
                <td>{row.configured ? '已配置' : '未配置'}</td>
                <td>{row.waiting}</td>
                <td>{row.failing}</td>
                <td>{row.givenUp}</td>
                <td>{row.lastSentAt ? minuteText(row.lastSentAt) : '—'}</td>
                <td>{row.lastError ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {stuck && (
        <Button
          loading={busy}
          onClick={() =>
            void act(async () => {
              await call(contract.sendAgain, {})
              await again()
            }, '一分钟内重发')
          }
        >
          马上重发
        </Button>
      )}
    </section>
  )
}
