import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { handOver, listRequests, readHandlers, readRequest } from '../../api/contract/requests.ts'
import { readToDo } from '../../api/contract/session.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

interface Typed {
  fromId: number
  toId: number
  reason: string
}

const required = (message: string) => [{ required: true, message }]

/** Somebody leaves: all their open requests go to another person. Shown to those who may do it. */
export function HandOver() {
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Typed>()
  const { busy, problem, act, clear } = useAct()
  const { data } = useAsk(readHandlers, {})
  if (!data?.mayHandOver) return null
  const name = (one: (typeof data.handlers)[number]) =>
    `${one.name}${one.left ? '（已停用）' : ''}，在办 ${one.open} 件`
  const close = () => {
    setOpen(false)
    clear()
    form.resetFields()
  }
  const send = async (typed: Typed) => {
    if (await act(() => call(handOver, { body: typed }), '已移交')) {
      await readAgain(readHandlers, listRequests, readRequest, readToDo)
      close()
    }
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>离岗移交</Button>
      <Modal
        open={open}
        title="离岗移交"
        okText="全部移交"
        cancelText="取消"
        confirmLoading={busy}
        onCancel={close}
        onOk={() => form.submit()}
      >
        <ProblemNote problem={problem} />
        <p>把一个人名下的在办申请一次全部交给另一个人，每件都记入操作记录。期限不变。</p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
          <Form.Item name="fromId" label="移交人" rules={required('请选择移交人')}>
            <Select
              options={data.handlers.filter((one) => one.open > 0).map((one) => ({ value: one.id, label: name(one) }))}
              notFoundContent="没有人名下有在办申请"
            />
          </Form.Item>
          <Form.Item name="toId" label="接收人" rules={required('请选择接收人')}>
            <Select
              options={data.handlers.filter((one) => !one.left).map((one) => ({ value: one.id, label: name(one) }))}
            />
          </Form.Item>
          <Form.Item name="reason" label="原因" rules={required('请写明移交的原因')}>
            <Input.TextArea rows={2} maxLength={500} placeholder="例如：调离、退休、长期病假" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
