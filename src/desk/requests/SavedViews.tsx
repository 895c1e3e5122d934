import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { dropView, keepView, readQueueChoices } from '../../api/contract/caseload.ts'
import { readAgain } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

interface Typed {
  name: string
  shared?: boolean
}

/** Lists somebody comes back to, own ones and those colleagues share. */
export function SavedViews({ views, query }: { views: Reply<typeof readQueueChoices>['views']; query: string }) {
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Typed>()
  const { busy, problem, act } = useAct()
  const close = () => {
    setOpen(false)
    form.resetFields()
  }
  const send = async ({ name, shared = false }: Typed) => {
    if (await act(() => call(keepView, { body: { name, query, shared } }), '已保存')) {
      await readAgain(readQueueChoices)
      close()
    }
  }
  const drop = (id: number) =>
    act(async () => {
      await call(dropView, { params: { id } })
      await readAgain(readQueueChoices)
    }, '已删除')
  return (
    <fieldset aria-label="保存的视图" className="actions views">
      {views.map((view) => (
        <span key={view.id}>
          <Link to={`/requests?${view.query}`} aria-current={view.query === query ? 'true' : undefined}>
            {view.name}
          </Link>
          {view.shared && !view.own && '（共享）'}
          {view.own && (
            <Button type="text" size="small" aria-label={`删除视图 ${view.name}`} onClick={() => void drop(view.id)}>
              ×
            </Button>
          )}
        </span>
      ))}
      <Button size="small" onClick={() => setOpen(true)}>
        保存视图
      </Button>
      <Modal
        open={open}
        title="保存视图"
        okText="保存"
        cancelText="取消"
        confirmLoading={busy}
        onCancel={close}
        onOk={() => form.submit()}
      >
        <ProblemNote problem={problem} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
          <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item name="shared" valuePropName="checked">
            <Checkbox>同事也能看到</Checkbox>
          </Form.Item>
        </Form>
      </Modal>
    </fieldset>
  )
}
