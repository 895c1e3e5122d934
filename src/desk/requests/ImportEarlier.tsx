import { Alert, Button, Input, Modal, Progress } from 'antd'
import { useState } from 'react'
import type { ImportAnswer } from '../../api/contract/caseload.ts'
import { listRequests } from '../../api/contract/requests.ts'
import { readAgain } from '../ask.ts'
import { upload } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

/** Rows of one step: what a break in the middle costs is done again, and nothing twice. */
const step = 500

/** Concluded requests of an earlier register: look first, then take over step by step; broken off, start again. */
export function ImportEarlier() {
  const [open, setOpen] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const [source, setSource] = useState('原登记台账')
  const [preview, setPreview] = useState<ImportAnswer | null>(null)
  const [progress, setProgress] = useState<{ done: number; rows: number; entered: number } | null>(null)
  const { busy, problem, act, clear } = useAct()
  const close = () => {
    setOpen(false)
    setFile(null)
    setPreview(null)
    setProgress(null)
    clear()
  }
  const path = `/requests/imports?source=${encodeURIComponent(source)}`
  const look = () =>
    act(async () => {
      if (file) setPreview(await upload<ImportAnswer>(path, file, () => {}))
    })
  const run = () =>
    act(async () => {
      if (!file || !preview) return
      let entered = 0
      for (let from = 0; from < preview.rows; from += step) {
        setProgress({ done: from, rows: preview.rows, entered })
        const some = await upload<ImportAnswer>(`${path}&from=${from}&count=${step}`, file, () => {})
        entered += some.entered
      }
      setProgress({ done: preview.rows, rows: preview.rows, entered })
      await readAgain(listRequests)
    })
  const finished = progress !== null && progress.done === progress.rows
  return (
    <>
      <Button onClick={() => setOpen(true)}>导入原台账</Button>
      <Modal open={open} title="导入原登记台账" width={720} onCancel={close} footer={null} maskClosable={false}>
        <ol>
          <li>
            <a href="/api/requests/import-template.xlsx">下载导入模板</a>，按列填写已办结的申请；原编号保留。
          </li>
          <li>
            <label htmlFor="earlier-source">原台账名称（同一台账同一编号只导入一次）</label>
            <Input
              id="earlier-source"
              maxLength={60}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
          </li>
          <li>
            <label htmlFor="earlier-file">选择文件（.xlsx 或 .csv）</label>{' '}
            <input
              id="earlier-file"
              type="file"
              accept=".xlsx,.csv"
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null)
                setPreview(null)
                setProgress(null)
              }}
            />
          </li>
        </ol>
        <ProblemNote problem={problem} />
        {preview && (
          <>
            <Alert
              type={preview.problems.length > 0 ? 'warning' : 'info'}
              showIcon
              role="status"
              title={`共 ${preview.rows} 行：可导入 ${preview.ready} 件，此前已导入 ${preview.already} 件，${preview.problems.length} 处有误（有误的行不导入，改好后再导一次即可）`}
            />
            {preview.problems.length > 0 && (
              <div className="scroller" style={{ maxHeight: 260, marginTop: 12 }}>
                <table className="days">
                  <thead>
                    <tr>
                      <th scope="col">行</th>
                      <th scope="col">列</th>
                      <th scope="col">问题</th>
                    </tr>
                  </thead>
                  <tbody>
                    {preview.problems.slice(0, 500).map(({ row, heading, message }) => (
                      <tr key={`${row} ${heading} ${message}`}>
                        <td>{row}</td>
                        <td>{heading}</td>
                        <td>{message}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </>
        )}
        {progress && (
          <Progress aria-label="导入进度" percent={Math.round((progress.done / Math.max(1, progress.rows)) * 100)} />
        )}
        {finished && <Alert type="success" showIcon role="status" title={`已导入 ${progress.entered} 件`} />}
        <p className="actions">
          <Button disabled={!file || source.trim() === ''} loading={busy && !preview} onClick={() => void look()}>
            检查
          </Button>
          {preview && preview.ready > 0 && !finished && (
            <Button type="primary" loading={busy} onClick={() => void run()}>
              导入 {preview.ready} 件
            </Button>
          )}
          {problem && progress && <span>中断了：再点一次“导入”，从停下的地方继续。</span>}
        </p>
      </Modal>
    </>
  )
}
