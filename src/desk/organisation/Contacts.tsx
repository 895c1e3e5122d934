import { Button, Form, Input, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/organisation.ts'
import { readSections } from '../../api/contract/session.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'

type Contact = contract.ContactView

const kindText: Record<Contact['kind'], string> = {
  switchboard: '总机',
  duty: '应急值守',
  'disclosure-office': '政府信息公开机构',
  complaint: '监督投诉',
  section: '科室',
  subordinate: '直属单位',
  'reading-place': '查阅场所',
}
const single = ['switchboard', 'duty', 'disclosure-office']

/** The one registry of contacts; the guide, the footer and the organisation pages follow every change. */
export function Contacts() {
  const { session } = useSession()
  const { data, error } = useAsk(contract.listContacts, {})
  const [dialog, setDialog] = useState<Contact | 'new' | null>(null)
  const { problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const keep = data.may.includes('keep')
  const handle = ({ id, version }: Contact) => ({ params: { id }, body: { version } })
  return (
    <>
      <p>这里是唯一的联系方式登记：公开指南、页脚、机构页面都取自这里，改一处处处更新。超过一年未核实的会提醒。</p>
      <ProblemNote problem={problem} />
      {keep && (
        <p>
          <Button onClick={() => setDialog('new')}>新增联系方式</Button>
        </p>
      )}
      <div className="scroller panel">
        <table className="days">
          <thead>
            <tr>
              <th scope="col">类别</th>
              <th scope="col">名称</th>
              <th scope="col">电话</th>
              <th scope="col">地址</th>
              <th scope="col">办公时间</th>
              <th scope="col">核实</th>
              {keep && <th scope="col">操作</th>}
            </tr>
          </thead>
          <tbody>
            {data.contacts.map((contact) => (
              <tr key={contact.id}>
                <td>{kindText[contact.kind]}</td>
                <td>{contact.name}</td>
                <td>
                  {contact.phones.join('、') || '—'}
                  {contact.fax && `；传真 ${contact.fax}`}
                  {contact.email && `；${contact.email}`}
                </td>
                <td>{contact.address ?? '—'}</td>
                <td>{contact.hours ?? '—'}</td>
                <td className="nowrap">
                  {contact.verifiedOn}
                  {contact.verificationDueOn <= session.today && <strong> ▲ 请核实</strong>}
                </td>
                {keep && (
                  <td>
                    <Space>
                      <Button size="small" onClick={() => setDialog(contact)}>
                        修改
                      </Button>
                      <Button
                        size="small"
                        onClick={() =>
                          void act(() => call(contract.verifyContact, handle(contact)).then(again), '已核实')
                        }
                      >
                        仍然准确
                      </Button>
                      {!single.includes(contact.kind) && (
                        <Button
                          size="small"
                          onClick={() =>
                            void act(() => call(contract.retireContact, handle(contact)).then(again), '已停用')
                          }
                        >
                          停用
                        </Button>
                      )}
                    </Space>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {dialog && <ContactDialog contact={dialog === 'new' ? null : dialog} onClose={() => setDialog(null)} />}
    </>
  )
}

type Typed = Omit<Contact, 'phones'> & { phones: string }

function ContactDialog({ contact, onClose }: { contact: Contact | null; onClose(): void }) {
  const { data: sections } = useAsk(readSections, {})
  const [form] = Form.useForm<Typed>()
  const kind = Form.useWatch('kind', form) ?? contact?.kind
  const { busy, problem, act } = useAct()
  const send = async ({ kind, phones, name, sectionId, ...rest }: Typed) => {
    const { address, postcode, fax, email, hours, directions } = rest
    const details = {
      name: name ?? '',
      sectionId: sectionId ?? null,
      phones: (phones ?? '').split(/[\s,，、；;]+/).filter(Boolean),
      ...{ address: address || null, postcode: postcode || null, fax: fax || null, email: email || null },
      ...{ hours: hours || null, directions: directions || null },
    }
    const save = contact
      ? () =>
          call(contract.changeContact, { params: { id: contact.id }, body: { ...details, version: contact.version } })
      : () => call(contract.addContact, { body: { ...details, kind } })
    if (await act(() => save().then(again), '已保存，指南和页脚已同时更新')) onClose()
  }
  const field = (name: keyof Typed, label: string, extra?: string) => (
    <Form.Item name={name} label={label} extra={extra}>
      <Input maxLength={200} />
    </Form.Item>
  )
  return (
    <Modal
      open
      title={contact ? `修改“${contact.name}”` : '新增联系方式'}
      okText="保存"
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
        initialValues={contact ? { ...contact, phones: contact.phones.join('、') } : { kind: 'section' }}
        onFinish={(typed) => void send(typed)}
      >
        {!contact && (
          <Form.Item name="kind" label="类别">
            <Select
              options={Object.entries(kindText)
                .filter(([value]) => !single.includes(value))
                .map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
        )}
        {field('name', '名称')}
        {kind === 'section' && (
          <Form.Item name="sectionId" label="科室">
            <Select allowClear options={sections?.sections.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
          </Form.Item>
        )}
        {field('phones', '电话', '多个电话用顿号分开，例如 0000-0000001')}
        {field('fax', '传真')}
        {field('email', '电子邮箱')}
        {field('address', '地址')}
        {field('postcode', '邮政编码')}
        {field('hours', '办公时间')}
        {field('directions', '到达方式')}
      </Form>
    </Modal>
  )
}
