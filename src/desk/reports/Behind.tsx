import { Drawer, Pagination } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listRegisters } from '../../api/contract/registers.ts'
import { readRecordsBehind } from '../../api/contract/reports.ts'
import { outcomes } from '../../law/requests/outcome.ts'
import { useAsk } from '../ask.ts'
import { minuteText } from '../parts/day.ts'
import { shown } from '../registers/Registers.tsx'

export interface Opened {
  table: 'disclosure' | 'requests' | 'remedies' | 'documents'
  cell: string
  label: string
}

/** The records behind one figure: as frozen, or as they count now. */
export function Behind({ year, opened, onClose }: { year: number; opened: Opened; onClose(): void }) {
  const [page, setPage] = useState(1)
  const { table, cell, label } = opened
  const { data, error } = useAsk(
    readRecordsBehind,
    { params: { year, table, cell }, query: { page, size: 20 } },
    { keep: true },
  )
  const { data: kinds } = useAsk(listRegisters, {}, { when: Boolean(data?.register) })
  const register = kinds?.registers.find(({ kind }) => kind === data?.register)
  return (
    <Drawer open onClose={onClose} title={label} size={880}>
      {error && <p role="alert">{error.message}</p>}
      {data && (
        <>
          <p>
            数字 <strong>{data.value.toLocaleString('zh-CN')}</strong>，由 {data.total.toLocaleString('zh-CN')}{' '}
            条记录构成。
          </p>
          {data.total === 0 && <p className="nil">这个数字是零，没有记录。</p>}
          <div className="scroller">
            <table className="days">
              {data.requests.length > 0 && (
                <>
                  <thead>
                    <tr>
                      <th scope="col">编号</th>
                      <th scope="col">事项</th>
                      <th scope="col">收到日</th>
                      <th scope="col">办结日</th>
                      <th scope="col">结论</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.requests.map((one) => (
                      <tr key={one.id}>
                        <td>{one.number}</td>
                        <td>
                          <Link to={`/requests/${one.id}`}>{one.title}</Link>
                        </td>
                        <td>{one.receivedOn ?? '—'}</td>
                        <td>{one.concludedOn ?? '—'}</td>
                        <td>{one.outcome ? outcomes[one.outcome as keyof typeof outcomes].label : '办理中'}</td>
                      </tr>
                    ))}
                  </tbody>
                </>
              )}
              {data.entries.length > 0 && register && (
                <>
                  <thead>
                    <tr>
                      {register.fields.map((field) => (
                        <th key={field.name} scope="col">
                          {field.label}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {data.entries.map((entry) => (
                      <tr key={entry.id}>
                        {register.fields.map((field) => (
                          <td key={field.name}>{shown(field, entry.fields[field.name])}</td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </>
              )}
              {data.documents.length > 0 && (
                <tbody>
                  {data.documents.map((one) => (
                    <tr key={one.id}>
                      <td>
                        <Link to={`/documents/${one.id}`}>{one.title}</Link>
                      </td>
                      <td>{one.publishedAt ? minuteText(one.publishedAt) : '—'}</td>
                    </tr>
                  ))}
                </tbody>
              )}
            </table>
          </div>
          <Pagination
            current={page}
            pageSize={20}
            total={data.total}
            showSizeChanger={false}
            hideOnSinglePage
            onChange={setPage}
          />
        </>
      )}
    </Drawer>
  )
}
