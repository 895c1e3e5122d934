import { Alert, Button, Checkbox, DatePicker, Form, Input, InputNumber, Modal, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import * as contract from '../../api/contract/organisation.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { Light } from '../parts/Light.tsx'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import { LastDay } from './LastDay.tsx'

type Leader = contract.OrganisationView['leaders'][number]

/** Leaders now and before; changes wait for publication, and the twenty working days of article 26 are shown. */
export function Leaders({ data, keep }: { data: contract.OrganisationView; keep: boolean }) {
  const [dialog, setDialog] = useState<{ of: Leader | null; what: 'form' | 'end' } | null>(null)
  const { busy, problem, act } = useAct()
  return (
    <>
      <ProblemNote problem={problem} />
      {data.duties.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={`${data.duties.length} 项变更还没有公开`}
          description={
            <>
              <ul>
                {data.duties.map((duty) => (
                  <li key={`${duty.leaderId} ${duty.what}`}>
                    {duty.name ?? '（空缺）'} {duty.post}，{dayText(duty.changedOn)}
                    {duty.what === 'beginning' ? '起任职或变更' : '起不再担任原职务或分工'}，应于 {dayText(duty.on)}{' '}
                    前公开（条例第二十六条，20 个工作日）{' '}
                    <Light
                      dueOn={duty.on}
                      leftWorkingDays={duty.leftWorkingDays}
                      paused={false}
                      extended={false}
                      dueProvisional={duty.provisional}
                    />
                  </li>
                ))}
              </ul>
              {keep && (
                <Button
                  type="primary"
                  loading={busy}
                  onClick={() => void act(() => call(contract.publishOrganisation, {}).then(again), '已公开')}
                >
                  公开全部变更
                </Button>
              )}
            </>
          }
        />
      )}
      {keep && (
        <p>
          <Button onClick={() => setDialog({ of: null, what: 'form' })}>登记任职</Button>
        </p>
      )}
      <div className="scroller panel">
        <table className="days">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">职务</th>
              <th scope="col">分管工作</th>
              <th scope="col">任职</th>
              <th scope="col">公开</th>
              {keep && <th scope="col">操作</th>}
            </tr>
          </thead>
          <tbody>
            {data.leaders.map((leader) => (
              <tr key={leader.id} className={leader.untilOn ? 'still' : undefined}>
                <td>{leader.name ?? '空缺'}</td>
                <td>{leader.post}</td>
                <td>{leader.division}</td>
                <td className="nowrap">
                  {leader.fromOn}—{leader.untilOn ?? '今'}
                </td>
                <td>
                  {leader.publishedAt === null
                    ? '待公开'
                    : leader.untilOn && leader.endingPublishedAt === null
                      ? '离任待公开'
                      : '已公开'}
                </td>
                {keep && (
                  <td>
                    {leader.untilOn === null && (
                      <Space>
                        <Button size="small" onClick={() => setDialog({ of: leader, what: 'form' })}>
                          变更
                        </Button>
                        <Button size="small" onClick={() => setDialog({ of: leader, what: 'end' })}>
                          {leader.publishedAt ? '离任' : '删除'}
                        </Button>
                      </Space>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {dialog?.what === 'form' && <LeaderDialog leader={dialog.of} onClose={() => setDialog(null)} />}
      {dialog?.what === 'end' && dialog.of && (
        <LastDay
          title={`${dialog.of.name ?? dialog.of.post}：登记离任`}
          label="任职到哪一天（含）"
          end={(untilOn) => {
            const { id = 0, version = 0 } = dialog.of ?? {}
            return call(contract.endLeader, { params: { id }, body: { version, untilOn } })
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}

type Typed = Omit<Leader, 'name' | 'fromOn'> & { name: string; vacant: boolean; from: Dayjs }

function LeaderDialog({ leader, onClose }: { leader: Leader | null; onClose(): void }) {
  const { session } = useSession()
  const [form] = Form.useForm<Typed>()
  const vacant = Form.useWatch('vacant', form)
  const { busy, problem, act } = useAct()
  const changing = leader !== null && leader.publishedAt !== null
  const send = async ({ vacant, name, from, post, division, resume, position }: Typed) => {
    const body = {
      ...{ post: post ?? '', division: division ?? '', resume: resume ?? '', position: position ?? 0 },
      name: vacant ? null : (name ?? ''),
      fromOn: from.format('YYYY-MM-DD'),
    }
    const save = leader
      ? () => call(contract.changeLeader, { params: { id: leader.id }, body: { ...body, version: leader.version } })
      : () => call(contract.recordLeader, { body })
    if (await act(() => save().then(again), '已登记，公开后门户才显示')) onClose()
  }
  return (
    <Modal
      open
      title={leader ? '变更领导信息' : '登记任职'}
      okText="登记"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemNote problem={problem} />
      {changing && <p>原来的信息保留在历史里，新的信息从下面的日期起生效。</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          leader
            ? { ...leader, vacant: leader.name === null, from: dayjs(changing ? session.today : leader.fromOn) }
            : { vacant: false, position: 10, from: dayjs(session.today) }
        }
        onFinish={(typed) => void send(typed)}
      >
        <Form.Item name="vacant" valuePropName="checked">
          <Checkbox>职位空缺</Checkbox>
        </Form.Item>
        {!vacant && (
          <Form.Item name="name" label="姓名">
            <Input maxLength={30} />
          </Form.Item>
        )}
        <Form.Item name="post" label="职务">
          <Input maxLength={60} />
        </Form.Item>
        {!vacant && (
          <>
            <Form.Item name="division" label="分管工作">
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
            <Form.Item name="resume" label="简历">
              <Input.TextArea rows={3} maxLength={2000} />
            </Form.Item>
          </>
        )}
        <Form.Item name="position" label="排序">
          <InputNumber min={0} max={1000} />
        </Form.Item>
        <Form.Item name="from" label={changing ? '从哪一天起变更' : '任职日期'}>
          <DatePicker allowClear={false} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
