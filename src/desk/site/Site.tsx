import { Button, Input, Popconfirm, Radio, Table } from 'antd'
import * as contract from '../../api/contract/site.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useDraft } from '../parts/use-draft.ts'

type Period = Reply<typeof contract.listPeriods>['periods'][number]

const kindText = { mourning: '哀悼（全站灰色）', outage: '维护' } as const

/** What a datetime-local field says, taken as the time in China. */
const inChina = (typed: string) => (typed === '' ? '' : `${typed}:00+08:00`)

/** Times during which the whole site stands differently: in grey, or down for planned work. */
export function Site() {
  const { session } = useSession()
  const { data, error } = useAsk(contract.listPeriods, {})
  const { busy, problem, act } = useAct()
  const draft = useDraft('site-period', {
    kind: 'outage' as 'mourning' | 'outage',
    begins: `${session.today}T22:00`,
    ends: `${session.today}T23:00`,
    words: '',
  })
  const { kind, begins, ends, words } = draft.value
  const set = (change: Partial<typeof draft.value>) => draft.set({ ...draft.value, ...change })
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const arrange = () =>
    act(async () => {
      await call(contract.arrangePeriod, { body: { kind, beginsAt: inChina(begins), endsAt: inChina(ends), words } })
      draft.forget()
      await readAgain(contract.listPeriods)
    }, '已安排')
  const cancel = (period: Period) =>
    act(
      () => call(contract.cancelPeriod, { params: { id: period.id } }).then(() => readAgain(contract.listPeriods)),
      '已取消',
    )
  return (
    <>
      <h1>网站状态</h1>
      <p className="nil">哀悼期间门户自动变为灰色，警示颜色不变；维护提前 3 天在每个网页和“服务状态”里告知公众。</p>
      <Table<Period>
        rowKey="id"
        scroll={{ x: 700 }}
        dataSource={data.periods}
        locale={{ emptyText: '没有正在进行或者计划中的安排' }}
        pagination={false}
        columns={[
          { title: '安排', width: 160, render: (_, row) => kindText[row.kind] },
          { title: '开始', width: 150, className: 'nowrap', render: (_, row) => minuteText(row.beginsAt) },
          { title: '结束', width: 150, className: 'nowrap', render: (_, row) => minuteText(row.endsAt) },
          { title: '事由', dataIndex: 'words' },
          {
            title: '操作',
            width: 90,
            render: (_, row) =>
              data.may.includes('cancel') && (
                <Popconfirm title="取消这项安排？" okText="取消安排" cancelText="不" onConfirm={() => cancel(row)}>
                  <Button size="small">取消</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      {data.may.includes('arrange') && (
        <section className="panel">
          <h2>新的安排</h2>
          <ProblemNote problem={problem} />
          <p>
            <Radio.Group
              aria-label="安排"
              value={kind}
              onChange={(event) => set({ kind: event.target.value as typeof kind })}
              options={Object.entries(kindText).map(([value, label]) => ({ value, label }))}
            />
          </p>
          <p>
            <label htmlFor="period-begins">开始（北京时间）</label>
            <Input
              id="period-begins"
              type="datetime-local"
              value={begins}
              onChange={(event) => set({ begins: event.target.value })}
            />
          </p>
          <p>
            <label htmlFor="period-ends">结束（北京时间）</label>
            <Input
              id="period-ends"
              type="datetime-local"
              value={ends}
              onChange={(event) => set({ ends: event.target.value })}
            />
          </p>
          <p>
            <label htmlFor="period-words">事由，公众会看到</label>
            <Input
              id="period-words"
              maxLength={200}
              placeholder="例如：服务器升级，期间不能提交申请"
              value={words}
              onChange={(event) => set({ words: event.target.value })}
            />
          </p>
          <Button type="primary" loading={busy} onClick={() => void arrange()}>
            安排
          </Button>
        </section>
      )}
    </>
  )
}
