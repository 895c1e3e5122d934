import { formats, type Headed, type ReportCells } from '../../law/reports/formats.ts'

export type TableName = 'disclosure' | 'requests' | 'remedies'

interface TablesProps {
  vintage: '2019' | '2021'
  cells: ReportCells
  /** cells a finding names, as in the tables */
  bad: ReadonlySet<string>
  open(table: TableName, cell: string): void
}

/** The three tables; every number opens the records behind it. */
export function Tables({ vintage, cells, bad, open }: TablesProps) {
  const format = formats[vintage]
  const figure = (table: TableName, cell: string, label: string) => {
    const value = cells[table]?.[cell] ?? null
    return (
      <td key={cell} id={`${table}-${cell}`} className={bad.has(cell) ? 'bad' : undefined}>
        <button
          type="button"
          onClick={() => open(table, cell)}
          aria-label={`${label}：${value ?? '没有数字'}，打开记录`}
        >
          {value === null ? '—' : value.toLocaleString('zh-CN')}
        </button>
      </td>
    )
  }
  const name = (...heads: Headed[]) => heads.map(({ path }) => path.join(' ')).join('，')
  return (
    <>
      <h2>二、主动公开政府信息情况</h2>
      {format.disclosure.map(({ heading, columns, rows }) => (
        <div key={heading} className="scroller">
          <table className="stat">
            <caption className="sr">{heading}</caption>
            <thead>
              <tr>
                <th scope="col">{heading}</th>
                {columns.map((column) => (
                  <th key={column.id} scope="col">
                    {column.path.at(-1)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.path.at(-1)}</th>
                  {columns.map((column) => figure('disclosure', `${row.id}.${column.id}`, name(row, column)))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      <h2>三、收到和处理政府信息公开申请情况</h2>
      <div className="scroller">
        <table className="stat">
          <caption className="sr">收到和处理政府信息公开申请情况</caption>
          <thead>
            <tr>
              <th scope="col">{format.requests.corner}</th>
              {format.requests.columns.map((column) => (
                <th key={column.id} scope="col">
                  {column.path.at(-1)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {format.requests.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.path.join(' ')}</th>
                {format.requests.columns.map((column) =>
                  figure('requests', `${row.id}.${column.id}`, name(row, column)),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>四、政府信息公开行政复议、行政诉讼情况</h2>
      <div className="scroller">
        <table className="stat">
          <caption className="sr">政府信息公开行政复议、行政诉讼情况</caption>
          <thead>
            <tr>
              {format.remedies.map((column) => (
                <th key={column.id} scope="col">
                  {column.path.slice(-2).join(' ')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>{format.remedies.map((column) => figure('remedies', column.id, name(column)))}</tr>
          </tbody>
        </table>
      </div>
    </>
  )
}
