import { Button, Input, InputNumber, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/leaks.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type Kind = contract.WordView['kind']
const kindNames: Record<Kind, string> = {
  'work-secret': '工作秘密、内部标志',
  sensitive: '敏感词',
  misprint: '错词、不规范名称',
}
const kindOptions = Object.entries(kindNames).map(([value, label]) => ({ value: value as Kind, label }))
const again = () => readAgain(contract.listWords)
const size = 20

/** The words every text is read for before it becomes public: list, add, retire. */
export function Lexicon() {
  const [page, setPage] = useState(1)
  const [text, setText] = useState('')
  const { data, error, isFetching } = useAsk(
    contract.listWords,
    { query: { page, size, ...(text ? { text } : {}) } },
    { keep: true },
  )
  const { busy, problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const mayChange = data.may.includes('change')
  const retire = (id: number) =>
    act(() => call(contract.retireWord, { params: { id }, body: {} }).then(again), '已停用')
  return (
    <>
      <h1>词库</h1>
      <p className="nil">
        公开之前，标题、正文、附件和台账都按词库检查。工作秘密和内部标志会拦下，敏感词提醒审核人，错词给出正确写法。
      </p>
      {mayChange && <AddWord />}
      <section className="panel">
        <h2>本单位的词</h2>
        <ProblemNote problem={problem} />
        <div className="bar">
          <Input.Search
            aria-label="查找词"
            placeholder="查找词"
            allowClear
            onSearch={(value) => {
              setText(value.trim())
              setPage(1)
            }}
            style={{ width: 240 }}
          />
        </div>
        <Table<contract.WordView>
          rowKey="id"
          loading={isFetching && !data}
          scroll={{ x: 720 }}
          dataSource={data.words}
          locale={{ emptyText: '还没有加词' }}
          pagination={{
            current: page,
            pageSize: size,
            total: data.total,
            showSizeChanger: false,
            showTotal: (total) => `共 ${total} 个`,
            onChange: setPage,
          }}
          columns={[
            { title: '词', dataIndex: 'word' },
            { title: '类别', render: (_, word) => kindNames[word.kind] },
            { title: '正确写法', render: (_, word) => word.suggestion ?? '—' },
            { title: '状态', width: 90, render: (_, word) => (word.active ? '启用' : <Tag>已停用</Tag>) },
            { title: '加词', width: 220, render: (_, word) => `${word.addedBy}，${minuteText(word.addedAt)}` },
            {
              title: '操作',
              width: 90,
              render: (_, word) =>
                mayChange &&
                word.active && (
                  <Button size="small" loading={busy} onClick={() => void retire(word.id)}>
                    停用
                  </Button>
                ),
            },
          ]}
        />
      </section>
      <LeastGroup value={data.leastGroup} mayChange={mayChange} />
      <section className="panel">
        <h2>随系统提供的词（{data.own.length} 个，始终启用）</h2>
        <ul className="words">
          {data.own.map((word) => (
            <li key={`${word.kind} ${word.word}`}>
              {word.word}
              {word.suggestion && <span className="nil"> → {word.suggestion}</span>}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function AddWord() {
  const [kind, setKind] = useState<Kind>('work-secret')
  const [word, setWord] = useState('')
  const [suggestion, setSuggestion] = useState('')
  const { busy, problem, act } = useAct()
  const add = async () => {
    const body = { kind, word, suggestion: kind === 'misprint' ? suggestion : null }
    if (await act(() => call(contract.addWord, { body }).then(again), '已加入词库')) {
      setWord('')
      setSuggestion('')
    }
  }
  return (
    <section className="panel">
      <h2>加词</h2>
      <ProblemNote problem={problem} />
      <div className="bar">
        <Select aria-label="类别" value={kind} options={kindOptions} onChange={setKind} style={{ width: 180 }} />
        <Input
          aria-label="词"
          placeholder="词，例如：某某内部代号"
          value={word}
          maxLength={60}
          onChange={(event) => setWord(event.target.value)}
          style={{ width: 220 }}
        />
        {kind === 'misprint' && (
          <Input
            aria-label="正确写法"
            placeholder="正确写法"
            value={suggestion}
            maxLength={60}
            onChange={(event) => setSuggestion(event.target.value)}
            style={{ width: 220 }}
          />
        )}
        <Button type="primary" loading={busy} disabled={word.trim() === ''} onClick={() => void add()}>
          加入词库
        </Button>
      </div>
    </section>
  )
}

function LeastGroup({ value, mayChange }: { value: number; mayChange: boolean }) {
  const [typed, setTyped] = useState<number | null>(value)
  const { busy, problem, act } = useAct()
  const save = () =>
    act(() => call(contract.setLeastGroup, { body: { leastGroup: typed ?? value } }).then(again), '已保存')
  return (
    <section className="panel">
      <h2>组合识别</h2>
      <p>
        表格去掉姓名以后，性别、年龄、村居、伤病、金额等放在一起，仍可能认出一个人。同样组合少于这个数的行，公开之前会拦下并指出。
      </p>
      <ProblemNote problem={problem} />
      <div className="bar">
        <label htmlFor="least-group">同样组合至少</label>
        <InputNumber id="least-group" min={2} max={100} value={typed} disabled={!mayChange} onChange={setTyped} />
        <span>行</span>
        {mayChange && (
          <Button loading={busy} disabled={typed === null || typed === value} onClick={() => void save()}>
            保存
          </Button>
        )}
      </div>
    </section>
  )
}
