import { Button, DatePicker, Form, Input, InputNumber, Modal, Radio, Select, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import * as contract from '../../api/contract/organisation.ts'
import { readSections } from '../../api/contract/session.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import { LastDay } from './LastDay.tsx'

type View = contract.OrganisationView
type Unit = View['units'][number]
type Member = View['members'][number]

const kindText = { section: '内设机构', subordinate: '直属单位', group: '议事协调机构' } as const
const roleText = { head: '组长', deputy: '副组长', member: '成员', liaison: '联络员' } as const
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

export function Functions({ data, keep }: { data: View; keep: boolean }) {
  const { session } = useSession()
  const { busy, problem, act } = useAct()
  const current = data.functions[0]
  const send = ({ from, basis, duties }: { from: Dayjs; basis?: string; duties?: string }) =>
    act(() => {
      const body = { fromOn: from.format('YYYY-MM-DD'), basis: basis ?? '', duties: duties ?? '' }
      return call(contract.stateFunctions, { body }).then(again)
    }, '已公布')
  return (
    <div className="side-by-side">
      <section className="panel">
        <h2>主要职责</h2>
        <ProblemNote problem={problem} />
        <Form
          layout="vertical"
          requiredMark={false}
          disabled={!keep}
          initialValues={{ ...current, from: dayjs(current?.fromOn ?? session.today) }}
          onFinish={(typed) => void send(typed)}
        >
          <Form.Item name="basis" label="依据（三定规定）">
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="duties" label="职责（每行一条）">
            <Input.TextArea rows={10} maxLength={5000} />
          </Form.Item>
          <Form.Item name="from" label="从哪一天起" extra="换一个日期就是新的一版，以前的保留">
            <DatePicker allowClear={false} />
          </Form.Item>
          {keep && (
            <Button type="primary" htmlType="submit" loading={busy}>
              公布
            </Button>
          )}
        </Form>
      </section>
      <section className="panel">
        <h2>历史</h2>
        <ul className="events">
          {data.functions.map(({ fromOn, basis }) => (
            <li key={fromOn}>
              <strong>{fromOn}</strong>
              <div className="who">{basis}</div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** Units of every kind with their history; groups with their roster. */
export function Units({ data, keep }: { data: View; keep: boolean }) {
  const [dialog, setDialog] = useState<
    | { what: 'unit'; of: Unit | null }
    | { what: 'end'; of: Unit }
    | { what: 'member'; of: Unit }
    | { what: 'leave'; of: Member }
    | null
  >(null)
  const { data: sections } = useAsk(readSections, {})
  const sectionName = (id: number | null) => sections?.sections.find((one) => one.id === id)?.name
  return (
    <>
      {keep && (
        <p>
          <Button onClick={() => setDialog({ what: 'unit', of: null })}>新增机构</Button>
        </p>
      )}
      {(Object.keys(kindText) as (keyof typeof kindText)[]).map((kind) => (
        <section key={kind} className="panel">
          <h2>{kindText[kind]}</h2>
          {data.units.every((unit) => unit.kind !== kind) && <p className="nil">还没有登记。</p>}
          <ul className="events">
            {data.units
              .filter((unit) => unit.kind === kind)
              .map((unit) => (
                <li key={unit.id}>
                  <strong>{unit.name}</strong>{' '}
                  <span className="who">
                    {unit.fromOn}—{unit.untilOn ?? '今'}
                  </span>
                  <div>{unit.duties}</div>
                  {data.members
                    .filter(({ unitId }) => unitId === unit.id)
                    .map((member) => (
                      <div key={member.id} className={member.untilOn ? 'nil' : undefined}>
                        {roleText[member.role]} {member.name}（{member.post}
                        {member.sectionId !== null && `，${sectionName(member.sectionId) ?? ''}`}）{member.fromOn}—
                        {member.untilOn ?? '今'}{' '}
                        {keep && member.untilOn === null && (
                          <Button size="small" onClick={() => setDialog({ what: 'leave', of: member })}>
                            不再担任
                          </Button>
                        )}
                      </div>
                    ))}
                  {keep && unit.untilOn === null && (
                    <Space>
                      <Button size="small" onClick={() => setDialog({ what: 'unit', of: unit })}>
                        变更
                      </Button>
                      {kind === 'group' && (
                        <Button size="small" onClick={() => setDialog({ what: 'member', of: unit })}>
                          增加人员
                        </Button>
                      )}
                      <Button size="small" onClick={() => setDialog({ what: 'end', of: unit })}>
                        撤销
                      </Button>
                    </Space>
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
      {dialog?.what === 'unit' && <UnitDialog unit={dialog.of} onClose={() => setDialog(null)} />}
      {dialog?.what === 'member' && <MemberDialog unit={dialog.of} onClose={() => setDialog(null)} />}
      {dialog?.what === 'end' && (
        <LastDay
          title={`撤销“${dialog.of.name}”`}
          label="存在到哪一天（含）"
          end={(untilOn) =>
            call(contract.endUnit, { params: { id: dialog.of.id }, body: { version: dialog.of.version, untilOn } })
          }
          onClose={() => setDialog(null)}
        />
      )}
      {dialog?.what === 'leave' && (
        <LastDay
          title={`${dialog.of.name}不再担任${roleText[dialog.of.role]}`}
          label="担任到哪一天（含）"
          end={(untilOn) => call(contract.removeMember, { params: { id: dialog.of.id }, body: { untilOn } })}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}

function UnitDialog({ unit, onClose }: { unit: Unit | null; onClose(): void }) {
  const { session } = useSession()
  const { data: sections } = useAsk(readSections, {})
  const { data: contacts } = useAsk(contract.listContacts, {})
  const [form] = Form.useForm<Unit & { from: Dayjs }>()
  const kind = Form.useWatch('kind', form)
  const { busy, problem, act } = useAct()
  const send = async ({ from, name, duties, kind, sectionId, contactId, position }: Unit & { from: Dayjs }) => {
    const body = {
      ...{ kind: unit?.kind ?? kind, name: name ?? '', duties: duties ?? '', position: position ?? 0 },
      ...{ sectionId: sectionId ?? null, contactId: contactId ?? null, fromOn: from.format('YYYY-MM-DD') },
    }
    const save = unit
      ? () => call(contract.changeUnit, { params: { id: unit.id }, body: { ...body, version: unit.version } })
      : () => call(contract.setUpUnit, { body })
    if (await act(() => save().then(again), '已公布')) onClose()
  }
  return (
    <Modal
      open
      title={unit ? `变更“${unit.name}”` : '新增机构'}
      okText="公布"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemNote problem={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          unit ? { ...unit, from: dayjs(unit.fromOn) } : { kind: 'section', position: 10, from: dayjs(session.today) }
        }
        onFinish={(typed) => void send(typed)}
      >
        {!unit && (
          <Form.Item name="kind" label="类别">
            <Radio.Group options={options(kindText)} />
          </Form.Item>
        )}
        <Form.Item name="name" label="名称">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="duties" label="职责">
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        {(unit?.kind ?? kind) === 'section' && (
          <Form.Item name="sectionId" label="对应的科室">
            <Select allowClear options={sections?.sections.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
          </Form.Item>
        )}
        <Form.Item name="contactId" label="联系方式" extra="电话和地址取自联系方式，不另填">
          <Select allowClear options={contacts?.contacts.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
        </Form.Item>
        <Form.Item name="position" label="排序">
          <InputNumber min={0} max={1000} />
        </Form.Item>
        <Form.Item
          name="from"
          label="从哪一天起"
          extra={unit ? '改成较晚的日期，原来的名称和职责保留在历史里' : undefined}
        >
          <DatePicker allowClear={false} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function MemberDialog({ unit, onClose }: { unit: Unit; onClose(): void }) {
  const { session } = useSession()
  const { data: sections } = useAsk(readSections, {})
  const [form] = Form.useForm<Member & { from: Dayjs }>()
  const { busy, problem, act } = useAct()
  const send = async ({ from, role, name, post, sectionId }: Member & { from: Dayjs }) => {
    const body = {
      ...{ role, name: name ?? '', post: post ?? '', sectionId: sectionId ?? null },
      fromOn: from.format('YYYY-MM-DD'),
    }
    const sent = { params: { id: unit.id }, body }
    if (await act(() => call(contract.addMember, sent).then(again), '已公布')) onClose()
  }
  return (
    <Modal
      open
      title={`“${unit.name}”增加人员`}
      okText="公布"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemNote problem={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'member', from: dayjs(session.today) }}
        onFinish={(typed) => void send(typed)}
      >
        <Form.Item name="role" label="组内职务">
          <Radio.Group options={options(roleText)} />
        </Form.Item>
        <Form.Item name="name" label="姓名">
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="post" label="职务">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="sectionId" label="科室">
          <Select allowClear options={sections?.sections.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
        </Form.Item>
        <Form.Item name="from" label="从哪一天起">
          <DatePicker allowClear={false} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
