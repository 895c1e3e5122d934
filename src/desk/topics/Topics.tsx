import { Button, Form, Input, Modal, Select, Space, TreeSelect } from 'antd'
import { useState } from 'react'
import { listColumns, listDocuments } from '../../api/contract/documents.ts'
import * as contract from '../../api/contract/topics.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type Topic = contract.TopicView
const again = () => readAgain(contract.listTopics)
const standingText = { draft: '未开放', open: '开放中', closed: '已结束' } as const

/** 专题: what each gathers, and whether it is open. */
export function Topics() {
  const { data, error } = useAsk(contract.listTopics, {})
  const [dialog, setDialog] = useState<Topic | 'new' | null>(null)
  const { problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const keep = data.may.includes('keep')
  const set = ({ id, version }: Topic, standing: 'open' | 'closed') =>
    void act(
      () => call(contract.setTopicStanding, { params: { id }, body: { version, standing } }).then(again),
      standing === 'open' ? '专题已开放' : '专题已结束',
    )
  return (
    <>
      <h1>专题</h1>
      <div className="bar">
        <span>专题把分散在各栏目的信息汇集到一页；信息仍在原栏目，网址不变。</span>
        {keep && (
          <Button className="push" type="primary" onClick={() => setDialog('new')}>
            新建专题
          </Button>
        )}
      </div>
      <ProblemNote problem={problem} />
      {data.topics.length === 0 && <p className="nil">还没有专题。</p>}
      {data.topics.map((topic) => (
        <section key={topic.id} className="panel">
          <div className="bar">
            <h2>{topic.title}</h2>
            <strong>{standingText[topic.standing]}</strong>
            {topic.openedOn && <span className="nil">{dayText(topic.openedOn)} 开放</span>}
            {topic.standing !== 'draft' && (
              <a href={`/zhuanti/${topic.slug}`} target="_blank" rel="noreferrer">
                在门户查看
              </a>
            )}
            {keep && (
              <span className="push">
                <Space>
                  <Button onClick={() => setDialog(topic)}>修改</Button>
                  {topic.standing === 'open' ? (
                    <Button onClick={() => set(topic, 'closed')}>结束</Button>
                  ) : (
                    <Button type="primary" onClick={() => set(topic, 'open')}>
                      {topic.standing === 'draft' ? '开放' : '重新开放'}
                    </Button>
                  )}
                </Space>
              </span>
            )}
          </div>
          <p>{topic.intro}</p>
          <ul>
            {topic.items.map(({ documentId, columnId, title }) => (
              <li key={`${documentId} ${columnId}`}>
                {columnId !== null && '栏目：'}
                {title}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {dialog && <TopicDialog topic={dialog === 'new' ? null : dialog} onClose={() => setDialog(null)} />}
    </>
  )
}

interface Typed {
  slug?: string
  title?: string
  intro?: string
  documents?: number[]
  columns?: number[]
}

function TopicDialog({ topic, onClose }: { topic: Topic | null; onClose(): void }) {
  const [form] = Form.useForm<Typed>()
  const [search, setSearch] = useState('')
  const { data: tree } = useAsk(listColumns, {})
  const { data: found } = useAsk(
    listDocuments,
    { query: { page: 1, size: 50, view: 'public', text: search || undefined } },
    { keep: true },
  )
  const { busy, problem, act } = useAct()
  const chosen = topic?.items.flatMap(({ documentId, title }) =>
    documentId === null ? [] : [{ id: documentId, title }],
  )
  const documents = [...(chosen ?? []), ...(found?.documents ?? [])]
  const under = (parent: number | null): { value: number; title: string; children: object[] }[] =>
    (tree?.columns ?? [])
      .filter(({ parentId }) => parentId === parent)
      .map(({ id, name }) => ({ value: id, title: name, children: under(id) }))
  const send = async ({ slug = '', title = '', intro = '', documents = [], columns = [] }: Typed) => {
    const items = [...documents.map((documentId) => ({ documentId })), ...columns.map((columnId) => ({ columnId }))]
    const save = topic
      ? () =>
          call(contract.changeTopic, {
            params: { id: topic.id },
            body: { title, intro, items, version: topic.version },
          })
      : () => call(contract.beginTopic, { body: { slug, title, intro, items } })
    if (await act(() => save().then(again), '已保存')) onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={topic ? `修改“${topic.title}”` : '新建专题'}
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
        initialValues={{
          title: topic?.title,
          intro: topic?.intro,
          documents: chosen?.map(({ id }) => id) ?? [],
          columns: topic?.items.flatMap(({ columnId }) => columnId ?? []) ?? [],
        }}
        onFinish={(typed) => void send(typed)}
      >
        <Form.Item name="title" label="名称">
          <Input maxLength={60} />
        </Form.Item>
        {!topic && (
          <Form.Item name="slug" label="网址" extra="例如 anquan-yue，以后不能修改">
            <Input maxLength={40} spellCheck={false} autoCapitalize="off" />
          </Form.Item>
        )}
        <Form.Item name="intro" label="导语">
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        <Form.Item name="documents" label="信息（按标题查找已公开的信息）">
          <Select
            mode="multiple"
            showSearch
            filterOption={false}
            onSearch={setSearch}
            options={[...new Map(documents.map(({ id, title }) => [id, { value: id, label: title }])).values()]}
          />
        </Form.Item>
        <Form.Item name="columns" label="栏目（自动列出栏目里最新的信息）">
          <TreeSelect multiple treeData={under(null)} treeDefaultExpandAll treeNodeFilterProp="title" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
