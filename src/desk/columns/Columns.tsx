import { Alert, Button, Checkbox, Space } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import * as contract from '../../api/contract/columns.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { Acts } from '../parts/Acts.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { ColumnForm } from './ColumnForm.tsx'
import { again, CloseDialog, NilDialog, SetDialog } from './dialogs.tsx'
import { StateMark } from './StateMark.tsx'
import { type Move, Tree } from './Tree.tsx'

const moveNames: [Move, string, string][] = [
  ['up', '上移', 'Alt+↑'],
  ['down', '下移', 'Alt+↓'],
  ['indent', '降一级', 'Alt+→'],
  ['outdent', '升一级', 'Alt+←'],
]

/** 栏目目录: the tree on the left, what is said about the chosen column on the right, coverage of article 20 below. */
export function Columns() {
  const [params, setParams] = useSearchParams()
  const { data: tree, error } = useAsk(contract.readTree, {})
  const [dialog, setDialog] = useState<'close' | 'nil' | 'set' | null>(null)
  const [adding, setAdding] = useState(false)
  const [withClosed, setWithClosed] = useState(false)
  const { problem, act, clear } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!tree) return <p className="nil">正在读取…</p>
  const keep = tree.may.includes('keep')
  const shown = tree.columns.filter(({ standing }) => withClosed || standing !== 'closed')
  const selected = shown.find(({ id }) => String(id) === params.get('column')) ?? null
  const select = (id: number) => {
    clear()
    setAdding(false)
    setParams({ column: String(id) }, { replace: true })
  }
  const move = (id: number, to: Move) => {
    const version = tree.columns.find((column) => column.id === id)?.version ?? 0
    void act(() => call(contract.moveColumn, { params: { id }, body: { version, to } }).then(again))
  }
  const counted = (state: contract.ColumnNode['state']) =>
    tree.columns.filter((column) => column.state === state && column.standing !== 'closed').length
  return (
    <>
      <h1>栏目目录</h1>
      <div className="bar">
        <span>{tree.columns.filter(({ standing }) => standing !== 'closed').length} 个栏目</span>
        {(['late', 'due', 'empty', 'nil-due'] as const).map(
          (state) =>
            counted(state) > 0 && (
              <span key={state}>
                <StateMark state={state} /> {counted(state)} 个
              </span>
            ),
        )}
        <span className="push actions">
          <Checkbox checked={withClosed} onChange={(event) => setWithClosed(event.target.checked)}>
            显示已关闭的
          </Checkbox>
          {keep && <Button onClick={() => setDialog('set')}>套用现成栏目</Button>}
          {keep && (
            <Button type="primary" onClick={() => setAdding(true)}>
              新增栏目
            </Button>
          )}
          <Acts acts={tree.acts} />
        </span>
      </div>
      <ProblemNote problem={problem} />
      <div className="side-by-side">
        <section className="panel">
          {keep && (
            <div className="bar">
              <Space wrap>
                {moveNames.map(([to, name, keys]) => (
                  <Button key={to} disabled={!selected} title={keys} onClick={() => selected && move(selected.id, to)}>
                    {name}
                  </Button>
                ))}
              </Space>
              <span className="nil">键盘：方向键选择，Alt+方向键移动</span>
            </div>
          )}
          <Tree columns={shown} selected={selected?.id ?? null} onSelect={select} onMove={keep ? move : null} />
        </section>
        <section className="panel" aria-label="栏目设置">
          {adding ? (
            <>
              <h2>{selected ? `在“${selected.name}”下新增栏目` : '新增第一级栏目'}</h2>
              <ColumnForm
                key={`new ${selected?.id}`}
                tree={tree}
                column={null}
                onCancel={() => setAdding(false)}
                save={async (plan, slug) => {
                  const body = { ...plan, slug, parentId: selected?.id ?? null }
                  const { id } = await call(contract.addColumn, { body })
                  await again()
                  select(id)
                }}
              />
            </>
          ) : selected ? (
            <>
              <h2>{selected.name}</h2>
              <Facts column={selected} />
              {keep && (
                <div className="bar">
                  <Space wrap>
                    {selected.standing === 'closed' ? (
                      selected.mergedIntoId === null && (
                        <Button
                          onClick={() => {
                            const sent = { params: { id: selected.id }, body: { version: selected.version } }
                            void act(() => call(contract.reopenColumn, sent).then(again), '已重新开启')
                          }}
                        >
                          重新开启
                        </Button>
                      )
                    ) : (
                      <>
                        {['empty', 'nil', 'nil-due'].includes(selected.state) && (
                          <Button onClick={() => setDialog('nil')}>
                            {selected.nil ? '再次确认声明' : '声明无此类信息'}
                          </Button>
                        )}
                        {selected.nil && (
                          <Button
                            onClick={() =>
                              void act(
                                () => call(contract.withdrawNil, { params: { id: selected.id } }).then(again),
                                '已撤回声明',
                              )
                            }
                          >
                            撤回声明
                          </Button>
                        )}
                        <Button onClick={() => setDialog('close')}>关闭或合并</Button>
                      </>
                    )}
                  </Space>
                </div>
              )}
              {selected.standing !== 'closed' && (
                <ColumnForm
                  key={`${selected.id} ${selected.version}`}
                  tree={tree}
                  column={selected}
                  readOnly={!keep}
                  save={async (plan) => {
                    const body = { ...plan, version: selected.version }
                    await call(contract.changeColumn, { params: { id: selected.id }, body })
                    await again()
                  }}
                />
              )}
            </>
          ) : (
            <p className="nil">选择一个栏目，查看和修改它的设置。</p>
          )}
        </section>
      </div>
      <CoverageTable onSelect={select} />
      {dialog === 'close' && selected && <CloseDialog column={selected} tree={tree} onClose={() => setDialog(null)} />}
      {dialog === 'nil' && selected && <NilDialog column={selected} onClose={() => setDialog(null)} />}
      {dialog === 'set' && <SetDialog onClose={() => setDialog(null)} />}
    </>
  )
}

function Facts({ column }: { column: contract.ColumnNode }) {
  return (
    <>
      {column.whyNot && (
        <Alert type="warning" showIcon title={`不能在此发布：${column.whyNot}`} style={{ marginBottom: 12 }} />
      )}
      <dl className="facts">
        <dt>更新情况</dt>
        <dd>
          <StateMark state={column.state} />
        </dd>
        <dt>已公开</dt>
        <dd>{column.shown} 条（含下级栏目和台账）</dd>
        <dt>最近更新</dt>
        <dd>{column.lastOn ? dayText(column.lastOn) : '—'}</dd>
        {column.dueOn && (
          <>
            <dt>下次不晚于</dt>
            <dd>{dayText(column.dueOn)}</dd>
          </>
        )}
        {column.closedOn && (
          <>
            <dt>关闭日期</dt>
            <dd>{dayText(column.closedOn)}</dd>
          </>
        )}
        {column.nil && (
          <>
            <dt>声明</dt>
            <dd>
              {column.nil.statement}（{column.nil.section}于 {dayText(column.nil.confirmedOn)} 确认，
              {dayText(column.nil.validUntil)} 前再次确认）
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

/** 条例第二十条 item by item. */
function CoverageTable({ onSelect }: { onSelect(id: number): void }) {
  const { data } = useAsk(contract.readCoverage, {})
  if (!data) return null
  return (
    <section className="panel">
      <h2>条例第二十条覆盖情况</h2>
      <div className="scroller">
        <table className="days">
          <thead>
            <tr>
              <th scope="col">条款</th>
              <th scope="col">内容</th>
              <th scope="col">栏目</th>
              <th scope="col">最近更新</th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((item) => (
              <tr key={item.item}>
                <td>{item.article}</td>
                <td>{item.label}</td>
                <td>
                  {item.columns.length + item.registers.length === 0 && <span className="nil">没有对应的栏目</span>}
                  {item.columns.map((column) => (
                    <button key={column.id} type="button" className="link" onClick={() => onSelect(column.id)}>
                      {column.name}
                      {column.section && `（${column.section}）`}
                    </button>
                  ))}
                  {item.registers.length > 0 &&
                    `台账 ${item.registers.reduce((sum, { entries }) => sum + entries, 0)} 条`}
                </td>
                <td className="nowrap">{item.lastOn ?? '—'}</td>
                <td>
                  <StateMark state={item.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
