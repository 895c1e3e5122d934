import { Input, Segmented, Table } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { listDocuments } from '../../api/contract/documents.ts'
import { useAsk } from '../ask.ts'
import { attributeText, kindText, stateText, viewText } from './words.ts'

type View = keyof typeof viewText

export function DocumentList() {
  const [params, setParams] = useSearchParams()
  const asked = params.get('view') ?? 'all'
  const view = (asked in viewText ? asked : 'all') as View
  const page = Number(params.get('page') ?? 1)
  const text = params.get('text') ?? ''
  const { data, error, isFetching } = useAsk(
    listDocuments,
    { query: { page, size: 20, view, ...(text ? { text } : {}) } },
    { keep: true },
  )
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    if (name !== 'page') next.delete('page')
    setParams(next)
  }
  return (
    <>
      <h1>信息发布</h1>
      <div className="bar">
        <Segmented
          aria-label="范围"
          value={view}
          onChange={(value) => change('view', value === 'all' ? null : String(value))}
          options={Object.entries(viewText).map(([value, label]) => ({ value, label }))}
        />
        <Input.Search
          aria-label="按标题查找"
          placeholder="标题"
          defaultValue={text}
          allowClear
          onSearch={(value) => change('text', value.trim() || null)}
          style={{ width: 220 }}
        />
        <Link className="push" to="/documents/new">
          起草信息
        </Link>
      </div>
      {error && <p role="alert">{error.message}</p>}
      <Table
        rowKey="id"
        loading={isFetching && !data}
        scroll={{ x: 860 }}
        dataSource={data?.documents ?? []}
        locale={{ emptyText: '没有符合条件的信息' }}
        pagination={{
          current: page,
          pageSize: 20,
          total: data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => `共 ${total} 条`,
          onChange: (next) => change('page', String(next)),
        }}
        columns={[
          { title: '标题', render: (_, row) => <Link to={`/documents/${row.id}`}>{row.title}</Link> },
          { title: '栏目', dataIndex: 'column', width: 120 },
          { title: '公开属性', width: 110, render: (_, row) => attributeText[row.attribute] },
          { title: '类型', width: 120, render: (_, row) => kindText[row.kind] },
          { title: '状态', width: 150, render: (_, row) => stateText(row) },
          { title: '形成日期', dataIndex: 'formedOn', width: 120 },
          { title: '应公开于', dataIndex: 'publishDueOn', width: 120 },
          { title: '起草人', dataIndex: 'draftedBy', width: 90 },
        ]}
      />
    </>
  )
}
