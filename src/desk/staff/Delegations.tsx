import { Button, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { delegate, endDelegation, listDelegations } from '../../api/contract/session.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

interface Fields {
  fromId: number
  toId: number
  when: [Dayjs, Dayjs]
  reason: string
}

const again = () => readAgain(listDelegations)

/** Who acts for whom while they are away. What a delegate decides says for whom it was decided. */
export function Delegations() {
  const { session } = useSession()
  const { data, error } = useAsk(listDelegations, {})
  const { busy, problem, act } = useAct()
  const [form] = Form.useForm<Fields>()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const people = data.colleagues.map(({ id, name }) => ({ value: id, label: name }))
  const give = ({ fromId, toId, when, reason }: Fields) =>
    act(async () => {
      const [fromOn, untilOn] = when.map((one) => one.format('YYYY-MM-DD')) as [string, string]
      await call(delegate, { body: { fromId: fromId ?? session.staff.id, toId, fromOn, untilOn, reason } })
      await again()
      form.resetFields()
    }, '已委托')
  return (
    <>
      <h1>代办授权</h1>
      <p>出差、休假时，可以请一位同事代办您的审核和签发。代办人不能审核您或者自己起草、审查过的信息。</p>
      <section className="panel">
        <h2>委托同事代办</h2>
        <ProblemNote problem={problem} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ fromId: session.staff.id }}
          onFinish={(fields) => void give(fields)}
        >
          {data.forOthers && (
            <Form.Item name="fromId" label="为谁委托">
              <Select options={people} />
            </Form.Item>
          )}
          <Form.Item name="toId" label="代办人" rules={[{ required: true, message: '请选择代办人' }]}>
            <Select options={people.filter(({ value }) => value !== session.staff.id || data.forOthers)} />
          </Form.Item>
          <Form.Item name="when" label="起止日期" rules={[{ required: true, message: '请选择起止日期' }]}>
            <DatePicker.RangePicker minDate={dayjs(session.today)} />
          </Form.Item>
          <Form.Item name="reason" label="原因" rules={[{ required: true, whitespace: true, message: '请写明原因' }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            委托
          </Button>
        </Form>
      </section>
      <section className="panel">
        <h2>授权记录</h2>
        {data.delegations.length === 0 ? (
          <p className="nil">还没有代办授权。</p>
        ) : (
          <ul className="checks">
            {data.delegations.map((one) => (
              <li key={one.id}>
                {one.from} 委托 {one.to}，{dayText(one.fromOn)} 至 {dayText(one.untilOn)}，{one.reason}
                {one.endedAt ? '（已提前结束）' : one.untilOn < session.today ? '（已到期）' : ''}
                {one.mayEnd && one.untilOn >= session.today && (
                  <Button
                    type="link"
                    size="small"
                    onClick={() =>
                      void act(async () => {
                        await call(endDelegation, { params: { id: one.id } })
                        await again()
                      }, '已结束')
                    }
                  >
                    提前结束
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}
