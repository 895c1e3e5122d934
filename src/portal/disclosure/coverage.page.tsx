import type { CalendarDate } from '../../law/calendar-date.ts'
import type { Coverage } from '../../records/columns/state.ts'
import { promiseText, stateText } from '../columns/words.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { hrefOf } from '../lists.ts'
import { countText } from '../numbers.ts'
import { Scroller } from '../parts/scroller.tsx'
import { paths } from '../paths.ts'
import { Platform, type TreeEntry } from './platform.tsx'
import { StateMark } from './state-mark.tsx'

export interface CoverageProps {
  frame: Frame
  tree: readonly TreeEntry[]
  today: CalendarDate
  items: readonly Coverage[]
  registerNames: Record<string, { name: string; unit: string }>
}

const order: readonly Coverage['state'][] = ['fresh', 'due', 'late', 'nil', 'nil-due', 'empty', 'missing']

/** 目录覆盖图: the fifteen items of article 20, what is there for each, and how fresh it is. */
export function CoveragePage({ frame, tree, today, items, registerNames }: CoverageProps) {
  const found = order.flatMap((state) => {
    const count = items.filter((item) => item.state === state).length
    return count > 0 ? [{ state, count }] : []
  })
  return (
    <Platform
      frame={frame}
      tree={tree}
      title="目录覆盖图"
      column={{
        name: '目录覆盖图',
        description: '《政府信息公开条例》第二十条各项的公开情况',
        keywords: '法定主动公开,目录覆盖图,政府信息公开',
        type: '信息公开目录',
      }}
      trail={[{ name: '目录覆盖图', href: null }]}
      here={paths.coverage}
    >
      <h1>目录覆盖图</h1>
      <p className="lead">
        《政府信息公开条例》第二十条列出十五项应当主动公开的信息。这里逐项说明公开在哪里、最近什么时候更新。
      </p>
      <ul className="state-counts">
        {found.map(({ state, count }) => (
          <li key={state}>
            <StateMark state={state} />
            <strong>{count}</strong> 项
          </li>
        ))}
      </ul>
      <Scroller label="第二十条各项的公开情况">
        <table className="plain stack coverage">
          <caption className="sr">第二十条各项的公开情况</caption>
          <thead>
            <tr>
              <th scope="col">应当公开的信息</th>
              <th scope="col">公开在</th>
              <th scope="col">最近更新</th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ item, columns, registers, lastOn, state }) => (
              <tr key={item.item}>
                <th scope="row">
                  {item.label}
                  <span className="more">
                    {item.cite.article}：{item.content}
                  </span>
                </th>
                <td data-label="公开在">
                  {columns.length + registers.length === 0 ? (
                    <span className="nil">没有对应的栏目</span>
                  ) : (
                    <ul className="plain-list">
                      {columns.map(({ column, state }) => (
                        <li key={column.id}>
                          <a href={hrefOf(column)}>{column.name}</a>
                          <span className="more">
                            {state.nil
                              ? `${state.nil.statement}（${state.nil.section}确认）`
                              : state.state === 'empty'
                                ? stateText.empty
                                : state.documents + state.entries > 0
                                  ? `${countText(state.documents + state.entries)} 条`
                                  : ''}
                            {column.promise && `，${promiseText(column.promise)}更新`}
                          </span>
                        </li>
                      ))}
                      {registers.map(({ kind, entries }) => (
                        <li key={kind}>
                          <a href={paths.register(kind)}>{registerNames[kind]?.name ?? kind}</a>
                          <span className="more">
                            {countText(entries)} {registerNames[kind]?.unit}
                          </span>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
                <td data-label="最近更新" className="nowrap">
                  {lastOn ? <time dateTime={lastOn}>{lastOn}</time> : <span className="nil">—</span>}
                </td>
                <td data-label="情况">
                  <StateMark state={state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p className="as-of">
        截至 <Day on={today} />
        。更新期按栏目承诺的周期和国家检查指标中较短的计算；到期前三成时间起显示“临近更新期”。
      </p>
    </Platform>
  )
}
