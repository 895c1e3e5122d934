import { Button, Input, Tag } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/redaction.ts'
import { readAgain } from '../ask.ts'
import { call } from '../client.ts'
import type { useAct } from '../parts/use-act.tsx'
import type { Decision, Ground } from './decision.ts'

interface Props {
  found: contract.MaterialPage
  page: number
  ground: Ground
  busy: boolean
  mayChange: boolean
  onPage(page: number): void
  onDecide(ids: number[], decision: Decision, change?: { ground?: Ground }): Promise<boolean>
  act: ReturnType<typeof useAct>['act']
}

/** Marks of one hit, which may go over several lines. */
function hitsOf(marks: readonly contract.MarkView[]): contract.MarkView[][] {
  const hits = new Map<string, contract.MarkView[]>()
  for (const mark of marks) {
    const key = mark.hit === null ? `drawn ${mark.id}` : `hit ${mark.hit}`
    hits.set(key, [...(hits.get(key) ?? []), mark])
  }
  return [...hits.values()]
}

const shownAtOnce = 60

export function Hits({ found, page, ground, busy, mayChange, onPage, onDecide, act }: Props) {
  const { material, marks } = found
  const [words, setWords] = useState('')
  const [told, setTold] = useState<string | null>(null)
  const find = () =>
    act(async () => {
      const asked = words.split(/[\n,，;；、]/).map((word) => word.trim())
      const answer = await call(contract.findMarks, {
        params: { id: material.id },
        body: { words: asked.filter((word) => word !== ''), ground },
      })
      await readAgain(contract.readMaterial)
      const scanned = answer.pagesWithoutText
      setTold(
        [
          answer.found > 0 ? `新找到 ${answer.found} 处` : '没有新的结果',
          answer.known > 0 ? `${answer.known} 处以前找到过` : '',
          scanned.length > 0 ? `第 ${scanned.slice(0, 10).join('、')} 页没有文字，查找不到，请人工查看` : '',
        ]
          .filter((one) => one !== '')
          .join('；'),
      )
    })
  const proposed = marks.filter(({ state }) => state === 'proposed')
  const ids = (some: readonly contract.MarkView[]) => some.map(({ id }) => id)
  const decided = hitsOf(marks.filter((mark) => mark.state !== 'proposed' && mark.page === page))
  const groundName = (mark: contract.MarkView) => found.grounds.find((one) => one.ground === mark.ground)?.label
  return (
    <>
      <section className="panel" aria-labelledby="hits-heading">
        <h2 id="hits-heading">批量查找</h2>
        {mayChange && (
          <>
            <label htmlFor="words">同时查找这些词（每行一个，可不填）</label>
            <Input.TextArea id="words" value={words} rows={3} onChange={({ target }) => setWords(target.value)} />
            <p className="nil">
              自动查找身份证号、手机号、银行卡号、车牌、住址、邮箱、姓名等；指定的词按左侧选定的理由遮盖。
            </p>
            <Button type="primary" onClick={find} loading={busy}>
              查找全部页面
            </Button>
          </>
        )}
        <p role="status">{told}</p>
        {proposed.length > 0 && (
          <>
            <div className="bar">
              <strong>{hitsOf(proposed).length} 处待决定</strong>
              {mayChange && (
                <span className="push actions">
                  <Button size="small" disabled={busy} onClick={() => onDecide(ids(proposed), 'accepted')}>
                    全部采纳
                  </Button>
                  <Button size="small" disabled={busy} onClick={() => onDecide(ids(proposed), 'skipped')}>
                    全部跳过
                  </Button>
                </span>
              )}
            </div>
            <ul className="events hit-list">
              {hitsOf(proposed)
                .slice(0, shownAtOnce)
                .map((hit) => {
                  const [first] = hit
                  if (!first) return null
                  const name = `第 ${first.page} 页 ${first.foundByLabel} ${first.found ?? ''}`
                  return (
                    <li key={first.id}>
                      <Button type="link" size="small" onClick={() => onPage(first.page)}>
                        第 {first.page} 页
                      </Button>
                      <Tag>{first.foundByLabel}</Tag>
                      <span className="found">{first.found}</span>
                      {mayChange && (
                        <span className="actions">
                          <Button
                            size="small"
                            disabled={busy}
                            aria-label={`采纳 ${name}`}
                            onClick={() => onDecide(ids(hit), 'accepted')}
                          >
                            采纳
                          </Button>
                          <Button
                            size="small"
                            disabled={busy}
                            aria-label={`跳过 ${name}`}
                            onClick={() => onDecide(ids(hit), 'skipped')}
                          >
                            跳过
                          </Button>
                        </span>
                      )}
                    </li>
                  )
                })}
            </ul>
            {hitsOf(proposed).length > shownAtOnce && <p className="nil">先决定以上各处，其余的随后列出。</p>}
          </>
        )}
      </section>
      <section className="panel" aria-labelledby="marks-heading">
        <h2 id="marks-heading">第 {page} 页的标记</h2>
        {decided.length === 0 ? (
          <p className="nil">还没有。在页面上拖动鼠标，即可画出一处遮盖。</p>
        ) : (
          <ul className="events hit-list">
            {decided.map((hit, place) => {
              const [first] = hit
              if (!first) return null
              const name = `${place + 1} ${first.foundByLabel} ${first.found ?? ''}`
              const skipped = first.state === 'skipped'
              return (
                <li key={first.id}>
                  <Tag>{skipped ? '跳过' : '遮盖'}</Tag>
                  <Tag>{first.foundByLabel}</Tag>
                  <span className="found">{first.found}</span>
                  <div className="who">
                    {groundName(first)} · {first.byName}
                  </div>
                  {mayChange && (
                    <span className="actions">
                      {first.ground !== ground && !skipped && (
                        <Button size="small" disabled={busy} onClick={() => onDecide(ids(hit), 'accepted', { ground })}>
                          改为选定的理由
                        </Button>
                      )}
                      {skipped ? (
                        <Button
                          size="small"
                          disabled={busy}
                          aria-label={`改为遮盖 ${name}`}
                          onClick={() => onDecide(ids(hit), 'accepted')}
                        >
                          改为遮盖
                        </Button>
                      ) : (
                        <Button
                          size="small"
                          disabled={busy}
                          aria-label={`撤销 ${name}`}
                          onClick={() => onDecide(ids(hit), first.hit === null ? 'taken-back' : 'skipped')}
                        >
                          撤销
                        </Button>
                      )}
                    </span>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </section>
    </>
  )
}
