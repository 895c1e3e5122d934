import { Button, Form, Input, Modal, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/caseload.ts'
import { listRequests, readHandlers, readRequest } from '../../api/contract/requests.ts'
import { readToDo } from '../../api/contract/session.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type Choices = Reply<typeof contract.readQueueChoices>
interface Done {
  bulkId: number
  said: string
  at: number
}

const undoMinutes = 10
const again = () => readAgain(listRequests, readRequest, readHandlers, contract.readQueueChoices, readToDo)

/** What can be done to the selected requests at once, and for ten minutes undone. */
export function BulkBar({
  ids,
  may,
  sections,
  onDone,
}: {
  ids: number[]
  may: Choices['may']
  sections: Choices['sections']
  onDone(): void
}) {
  const [dialog, setDialog] = useState<'assign' | 'tag' | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const [, setMinute] = useState(0)
  const { problem, act, clear } = useAct()
  useEffect(() => {
    if (!done) return
    const timer = setInterval(() => setMinute((minute) => minute + 1), 15_000)
    return () => clearInterval(timer)
  }, [done])
  const left = done ? undoMinutes - Math.floor((Date.now() - done.at) / 60_000) : 0
  const undo = async (bulkId: number) => {
    await act(async () => {
      const { undone } = await call(contract.undoBulk, { params: { id: bulkId } })
      await again()
      setDone({ bulkId: 0, said: `已撤销 ${undone} 件。`, at: 0 })
    })
  }
  const finished = async (said: string, bulkId: number) => {
    setDialog(null)
    setDone({ bulkId, said, at: Date.now() })
    await again()
    onDone()
  }
  return (
    <>
      {problem && !dialog && <ProblemNote problem={problem} />}
      <div role="status" aria-live="polite">
        {done && (
          <p className="panel undo">
            {done.said}
            {done.bulkId > 0 && left > 0 && (
              <Button type="link" onClick={() => void undo(done.bulkId)}>
                撤销（还可撤销{left}分钟）
              </Button>
            )}
          </p>
        )}
      </div>
      {ids.length > 0 && (
        <div className="bar">
          <span>已选 {ids.length} 件</span>
          {may.includes('assign') && <Button onClick={() => setDialog('assign')}>转办</Button>}
          {may.includes('tag') && <Button onClick={() => setDialog('tag')}>打标签</Button>}
          <Link to={`/requests/covers?ids=${ids.join(',')}`}>打印封皮</Link>
          <a href={`/api/requests/export.xlsx?view=all&ids=${ids.join(',')}`}>导出所选</a>
        </div>
      )}
      {dialog === 'assign' && (
        <AssignDialog
          ids={ids}
          sections={sections}
          onClose={() => {
            setDialog(null)
            clear()
          }}
          onDone={finished}
        />
      )}
      {dialog === 'tag' && <TagDialog ids={ids} onClose={() => setDialog(null)} onDone={finished} />}
    </>
  )
}

interface DialogOf {
  ids: number[]
  onClose(): void
  onDone(said: string, bulkId: number): Promise<void>
}

const leftOutText = (leftOut: number) => (leftOut > 0 ? `（${leftOut} 件已办结或者不需要改，未动）` : '')

function AssignDialog({ ids, sections, onClose, onDone }: DialogOf & { sections: Choices['sections'] }) {
  const [form] = Form.useForm<{ sectionId: number; handlerId?: number; reason: string }>()
  const { data: people } = useAsk(readHandlers, {})
  const sectionId = Form.useWatch('sectionId', form)
  const { busy, problem, act } = useAct()
  const send = (typed: { sectionId: number; handlerId?: number; reason: string }) =>
    act(async () => {
      const body = { ids, ...typed, handlerId: typed.handlerId ?? null }
      const { bulkId, changed, leftOut } = await call(contract.assignMany, { body })
      const to =
        people?.handlers.find(({ id }) => id === typed.handlerId)?.name ??
        sections.find(({ id }) => id === typed.sectionId)?.name
      await onDone(`已将 ${changed} 件转办给${to}${leftOutText(leftOut)}。`, bulkId)
    })
  return (
    <Modal
      open
      title={`转办 ${ids.length} 件`}
      okText="转办"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemNote problem={problem} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <Form.Item name="sectionId" label="科室" rules={[{ required: true, message: '请选择科室' }]}>
          <Select
            options={sections.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={() => form.setFieldsValue({ handlerId: undefined as never })}
          />
        </Form.Item>
        <Form.Item name="handlerId" label="经办（可不选）">
          <Select
            allowClear
            options={(people?.handlers ?? [])
              .filter((one) => !one.left && one.sectionId === sectionId)
              .map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label="理由"
          rules={[{ required: true, whitespace: true, message: '请写明转办的理由' }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function TagDialog({ ids, onClose, onDone }: DialogOf) {
  const [form] = Form.useForm<{ tag: string }>()
  const { busy, problem, act } = useAct()
  const send = ({ tag }: { tag: string }) =>
    act(async () => {
      const { bulkId, changed, leftOut } = await call(contract.tagMany, { body: { ids, tag } })
      await onDone(`已给 ${changed} 件打上“${tag.trim()}”${leftOutText(leftOut)}。`, bulkId)
    })
  return (
    <Modal
      open
      title={`给 ${ids.length} 件打标签`}
      okText="打标签"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemNote problem={problem} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <Form.Item name="tag" label="标签" rules={[{ required: true, whitespace: true, message: '请填写标签' }]}>
          <Input maxLength={30} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
