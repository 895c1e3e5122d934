import { Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/applicants.ts'
import { outcomes } from '../../law/requests/outcome.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

const again = () => readAgain(contract.listAnswers)
const decisionText = { publish: '主动公开', 'not-to-publish': '不主动公开' } as const

type Asked = { what: 'withdraw' | 'decide'; id: number; title: string }

/** 公开栏, and what several persons asked for: whether to publish it. */
export function Answers() {
  const { data, error } = useAsk(contract.listAnswers, {})
  const [asked, setAsked] = useState<Asked | null>(null)
  const { problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const { answers, reviews, may } = data
  const finish = ({ reason, decision }: { reason: string; decision: 'publish' | 'not-to-publish' }) =>
    void act(async () => {
      if (!asked) return
      const params = { id: asked.id }
      if (asked.what === 'withdraw') await call(contract.withdrawAnswer, { params, body: { reason } })
      else await call(contract.decideConversion, { params, body: { decision, reason } })
      await again()
      setAsked(null)
    }, '已保存')
  return (
    <>
      <h1>答复选登</h1>
      <section className="panel">
        <h2>多人申请同一信息</h2>
        <p className="nil">三人以上申请同一信息的，在这里决定是否主动公开（条例第四十四条）。</p>
        {reviews.length === 0 && <p className="nil">现在没有。</p>}
        <ul className="events">
          {reviews.map(({ id, object, decision, reason, decidedBy, requests }) => (
            <li key={id}>
              <strong>{object}</strong>
              <div>
                {requests.map((one) => (
                  <span key={one.id}>
                    <Link to={`/requests/${one.id}`}>{one.number}</Link>{' '}
                  </span>
                ))}
              </div>
              {decision ? (
                <div>
                  {decisionText[decision]}：{reason}
                  <span className="who"> {decidedBy}</span>
                </div>
              ) : (
                may.includes('decide') && (
                  <Button onClick={() => setAsked({ what: 'decide', id, title: object })}>决定</Button>
                )
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>已选登</h2>
        {answers.length === 0 && <p className="nil">还没有。在已答复的申请页面上点“选登答复”。</p>}
        <ul className="events">
          {answers.map(({ id, requestId, title, outcome, answeredOn, withdrawnAt, withdrawnReason }) => (
            <li key={id}>
              <Link to={`/requests/${requestId}`}>{title}</Link> {outcomes[outcome].group}
              <div className="who">{dayText(answeredOn)}</div>
              {withdrawnAt ? (
                <div>已撤下：{withdrawnReason}</div>
              ) : (
                <div className="bar">
                  <a href={`/ysqgk/xuandeng/${id}`} target="_blank" rel="noreferrer">
                    在门户查看
                  </a>
                  {may.includes('withdraw') && (
                    <Button onClick={() => setAsked({ what: 'withdraw', id, title })}>撤下</Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      </section>
      {asked && (
        <Modal
          open
          title={asked.what === 'withdraw' ? `撤下：${asked.title}` : `是否主动公开：${asked.title}`}
          footer={null}
          onCancel={() => setAsked(null)}
          destroyOnHidden
        >
          <ProblemNote problem={problem} />
          <Form layout="vertical" onFinish={finish}>
            {asked.what === 'decide' && (
              <Form.Item name="decision" label="决定" rules={[{ required: true, message: '请选择' }]}>
                <Radio.Group options={Object.entries(decisionText).map(([value, label]) => ({ value, label }))} />
              </Form.Item>
            )}
            <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请写明理由' }]}>
              <Input.TextArea rows={4} maxLength={500} />
            </Form.Item>
            <Button type="primary" htmlType="submit">
              保存
            </Button>
          </Form>
        </Modal>
      )}
    </>
  )
}
