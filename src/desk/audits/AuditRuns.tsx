import { Button, Table } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import * as contract from '../../api/contract/audits.ts'
import { useAsk } from '../ask.ts'
import { minuteText } from '../parts/day.ts'
import { NewRun } from './NewRun.tsx'
import { runStateText } from './words.ts'

/** The runs in which this office audited reports others published. */
export function AuditRuns() {
  const [params, setParams] = useSearchParams()
  const page = Number(params.get('page') ?? 1)
  const [opening, setOpening] = useState(false)
  const { data, error, isFetching } = useAsk(contract.listAuditRuns, { query: { page, size: 20 } }, { keep: true })
  if (error) return <p role="alert">{error.message}</p>
  return (
    <>
      <h1>年报核对</h1>
      <p className="nil">
        核对各单位已经公布的政府信息公开工作年度报告：表格是否相加得上，文字与表格是否一致，上下年度是否衔接。
      </p>
      {data?.may.includes('run') && (
        <div className="bar">
          <Button type="primary" onClick={() => setOpening(true)}>
            新建核对
          </Button>
        </div>
      )}
      <Table<contract.AuditRun>
        rowKey="id"
        loading={isFetching && !data}
        scroll={{ x: 640 }}
        dataSource={data?.runs ?? []}
        locale={{ emptyText: '还没有核对过' }}
        pagination={{
          current: page,
          pageSize: 20,
          total: data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => `共 ${total} 次`,
          onChange: (next) => setParams({ page: String(next) }),
        }}
        columns={[
          { title: '名称', render: (_, run) => <Link to={`/audits/${run.id}`}>{run.name}</Link> },
          {
            title: '进度',
            width: 180,
            render: (_, { state, done, total }) => `${runStateText[state]}（${done} / ${total} 份）`,
          },
          { title: '新建', width: 150, className: 'nowrap', render: (_, run) => minuteText(run.startedAt) },
          { title: '新建人', width: 100, dataIndex: 'startedBy' },
        ]}
      />
      {opening && <NewRun onClose={() => setOpening(false)} />}
    </>
  )
}
