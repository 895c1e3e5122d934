import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/applicants.ts'
import { type RequestCaseView, readRequest } from '../../api/contract/requests.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { messageKindText } from './words.ts'

const again = () => readAgain(contract.readPapersOfApplicant, contract.listUnread, readRequest)

/** What the applicant sent on the portal, and what the office does for the applicant. */
export function FromApplicant({ found }: { found: RequestCaseView }) {
  const { data } = useAsk(contract.readPapersOfApplicant, { params: { id: found.id } })
  const [dialog, setDialog] = useState<'code' | 'publish' | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const { problem, act } = useAct()
  if (!data) return null
  const { messages, files, rating, may } = data
  const handle = { params: { id: found.id } }
  const { version } = found
  const fileList = (messageId: number | null) =>
    files
      .filter((file) => file.messageId === messageId)
      .map(({ id, name, role }) => (
        <div key={id}>
          <a href={`/api/requests/${found.id}/applicant-files/${id}`}>{name}</a>
          {role === 'authorisation' && '（授权委托书）'}
        </div>
      ))
  const publishable = may.includes('publish') && found.state === 'closed' && found.reply?.number
  return (
    <section className="panel">
      <h2>申请人提交和评价</h2>
      <ProblemNote problem={problem} />
      {fileList(null)}
      {messages.length > 0 && (
        <ul className="events">
          {messages.map(({ id, kind, said, sentAt, readAt }) => (
            <li key={id}>
              <strong>{messageKindText[kind]}</strong>
              <div className="letter">{said}</div>
              {fileList(id)}
              <div className="who">
                {minuteText(sentAt)}
                {readAt ? ` · ${minuteText(readAt)} 已阅` : ' · 未阅'}
              </div>
            </li>
          ))}
        </ul>
      )}
      {rating && (
        <p>
          评价 {rating.score} 分{rating.said && `：${rating.said}`}
        </p>
      )}
      <div className="bar">
        {may.includes('read-messages') && messages.some(({ readAt }) => readAt === null) && (
          <Button
            onClick={() =>
              void act(() => call(contract.readMessages, { ...handle, body: { version } }).then(again), '已标为已阅')
            }
          >
            标为已阅
          </Button>
        )}
        {may.includes('issue-code') && <Button onClick={() => setDialog('code')}>补发查询码</Button>}
        {publishable && <Button onClick={() => setDialog('publish')}>选登答复</Button>}
      </div>
      {dialog === 'code' && (
        <Modal open title="补发查询码" footer={null} onCancel={() => setDialog(null)} destroyOnHidden>
          {code ? (
            <p>
              新的查询码 <strong className="code">{code}</strong>，请当面交给申请人；关闭后不再显示。
            </p>
          ) : (
            <Form
              layout="vertical"
              onFinish={({ checked }: { checked: string }) =>
                void act(async () => {
                  const given = await call(contract.issueCode, { ...handle, body: { version, checked } })
                  setCode(given.code)
                  await again()
                }, '已补发')
              }
            >
              <ProblemNote problem={problem} />
              <Form.Item
                name="checked"
                label="核对了什么证件"
                rules={[{ required: true, message: '请写明核对了什么证件' }]}
              >
                <Input placeholder="例如：居民身份证，与申请登记一致" maxLength={200} />
              </Form.Item>
              <Button type="primary" htmlType="submit">
                补发
              </Button>
            </Form>
          )}
        </Modal>
      )}
      {dialog === 'publish' && (
        <Modal open title="选登答复" footer={null} onCancel={() => setDialog(null)} destroyOnHidden>
          <ProblemNote problem={problem} />
          <Form
            layout="vertical"
            initialValues={{ title: found.title, summary: '' }}
            onFinish={(typed: { title: string; summary: string }) =>
              void act(async () => {
                await call(contract.publishAnswer, { body: { requestId: found.id, ...typed } })
                await readAgain(contract.listAnswers)
                setDialog(null)
              }, '已选登')
            }
          >
            <Form.Item name="title" label="申请事项" rules={[{ required: true, message: '请填写申请事项' }]}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item
              name="summary"
              label="答复摘要"
              extra="不写申请人的任何信息；发布前经过公开把关"
              rules={[{ required: true, message: '请填写答复摘要' }]}
            >
              <Input.TextArea rows={8} maxLength={5000} />
            </Form.Item>
            <Button type="primary" htmlType="submit">
              选登
            </Button>
          </Form>
        </Modal>
      )}
    </section>
  )
}
