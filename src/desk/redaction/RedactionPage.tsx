import { Alert, Button, Select, Switch } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import * as contract from '../../api/contract/redaction.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import type { Decision, Ground } from './decision.ts'
import { Hits } from './Hits.tsx'
import { Outputs } from './Outputs.tsx'
import { PageCanvas, type Rect } from './PageCanvas.tsx'

/** One material: its pages with the marks, what was found, and the file made of it. */
export function RedactionPage() {
  const { materialId } = useParams()
  const params = { id: Number(materialId) }
  const { data: found, error } = useAsk(contract.readMaterial, { params })
  const [page, setPage] = useState(1)
  const [ground, setGround] = useState<Ground>('personal-data')
  const [compare, setCompare] = useState(false)
  const [undo, setUndo] = useState<{ ids: number[]; decision: Decision }[]>([])
  const { busy, problem, act } = useAct()
  const again = () => readAgain(contract.readMaterial, contract.listMaterial)

  const [latest] = found?.material.outputs ?? []
  const working = latest?.state === 'asked' || latest?.state === 'making'
  useEffect(() => {
    if (!working) return
    const timer = setInterval(() => void readAgain(contract.readMaterial), 1500)
    return () => clearInterval(timer)
  }, [working])

  if (error) return <p role="alert">{error.message}</p>
  if (!found) return <p className="nil">正在读取…</p>
  const { material, marks, request } = found
  const mayChange = found.may.includes('change')
  const size = material.pages[page - 1] ?? { width: 595, height: 842 }
  const here = marks.filter((mark) => mark.page === page)

  const decide = (ids: number[], decision: Decision, change: { ground?: Ground } = {}) =>
    act(async () => {
      const before = marks.filter(({ id }) => ids.includes(id))
      await call(contract.decideMarks, { params, body: { ids, decision, ...change } })
      // Marks that stood differently go back each to where it was.
      const states = [...new Set(before.map(({ state }) => state))]
      const steps = states.map((state) => ({
        ids: before.filter((mark) => mark.state === state).map(({ id }) => id),
        decision: state as Decision,
      }))
      if (decision !== 'taken-back' && !change.ground) setUndo((all) => [...all, ...steps])
      await again()
    })
  const draw = (rect: Rect) =>
    act(async () => {
      const { id } = await call(contract.drawMark, { params, body: { page, ground, ...rect } })
      setUndo((all) => [...all, { ids: [id], decision: 'taken-back' }])
      await again()
    })
  const takeBackLast = () =>
    act(async () => {
      const last = undo.at(-1)
      if (!last) return
      setUndo((all) => all.slice(0, -1))
      await call(contract.decideMarks, { params, body: last })
      await again()
    }, '已撤销')

  const options = found.grounds.map((one) => ({ value: one.ground, label: one.label }))
  const chosen = found.grounds.find((one) => one.ground === ground)
  const redacted = compare && latest?.state === 'made' ? latest : null
  return (
    <>
      <p className="nil">
        <Link to="/requests">依申请公开</Link> › <Link to={`/requests/${request.id}`}>{request.number}</Link> › 遮盖
      </p>
      <h1>{material.name}</h1>
      <ProblemNote problem={problem} />
      <div className="redaction">
        <div>
          <div className="bar page-bar">
            <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>
              上一页
            </Button>
            <Select
              aria-label="页码"
              value={page}
              onChange={setPage}
              style={{ minWidth: 150 }}
              options={material.pages.map((_, place) => {
                const count = marks.filter((mark) => mark.page === place + 1 && mark.state !== 'skipped').length
                return {
                  value: place + 1,
                  label: `第 ${place + 1} / ${material.pages.length} 页${count > 0 ? `（${count} 处）` : ''}`,
                }
              })}
            />
            <Button disabled={page >= material.pages.length} onClick={() => setPage(page + 1)}>
              下一页
            </Button>
            {mayChange && (
              <Button disabled={undo.length === 0 || busy} onClick={takeBackLast}>
                撤销上一步
              </Button>
            )}
            {latest?.state === 'made' && (
              <span className="push">
                <Switch checked={compare} onChange={setCompare} aria-label="与遮盖件对照" /> 与遮盖件对照
              </span>
            )}
          </div>
          {mayChange && (
            <div className="ground-choice">
              <label htmlFor="ground">遮盖理由</label>
              <Select
                id="ground"
                value={ground}
                onChange={setGround}
                options={options}
                popupMatchSelectWidth={false}
                style={{ width: '100%', maxWidth: 420 }}
              />
              <span className="nil">{chosen?.cite}</span>
            </div>
          )}
          {!material.pages[page - 1]?.withText && (
            <Alert
              type="warning"
              showIcon
              style={{ marginBottom: 12 }}
              title="这一页是扫描件或者图片，查找不到其中的文字，请逐处人工遮盖"
            />
          )}
          <div className={redacted ? 'pages-beside' : ''}>
            <figure>
              {redacted && <figcaption>原件</figcaption>}
              <PageCanvas
                key={page}
                src={`/api/material/${material.id}/pages/${page}?width=1200`}
                size={size}
                marks={here}
                page={page}
                mayDraw={mayChange && !busy}
                onDraw={draw}
              />
            </figure>
            {redacted && (
              <figure>
                <figcaption>遮盖件（申请人看到的）</figcaption>
                <img
                  className="page-picture"
                  src={`/api/redactions/${redacted.id}/pages/${page}?width=1200`}
                  alt={`遮盖后的第 ${page} 页`}
                  style={{ aspectRatio: `${size.width} / ${size.height}` }}
                />
              </figure>
            )}
          </div>
        </div>
        <div>
          <Hits
            found={found}
            page={page}
            ground={ground}
            busy={busy}
            mayChange={mayChange}
            onPage={setPage}
            onDecide={decide}
            act={act}
          />
          <Outputs found={found} busy={busy} mayChange={mayChange} act={act} />
        </div>
      </div>
    </>
  )
}
