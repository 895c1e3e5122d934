import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/documents.ts'
import type { LeakView } from '../../api/contract/leaks.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import type { Typed } from './typed.ts'

type MaskedClass = Parameters<typeof call<typeof contract.maskInDocument>>[1]['body']['class']

interface OneClass {
  class: string
  label: string
  leaks: LeakView[]
}

function byClass(leaks: readonly LeakView[]): OneClass[] {
  const classes = new Map<string, OneClass>()
  for (const leak of leaks) {
    const same = classes.get(leak.class)
    if (same) same.leaks.push(leak)
    else classes.set(leak.class, { class: leak.class, label: leak.label, leaks: [leak] })
  }
  return [...classes.values()]
}

const shownOfOne = 3

/** What the gate says, a class a line, each with what can be done about it at once. */
function LeakList({
  leaks,
  busy,
  mask,
}: {
  leaks: readonly LeakView[]
  busy: boolean
  mask: ((kind: MaskedClass) => void) | null
}) {
  return (
    <ul className="leaks">
      {byClass(leaks).map((one) => (
        <li key={one.class}>
          <div>
            <strong className={one.leaks.some(({ severity }) => severity === 'BLOCK') ? 'lacking' : undefined}>
              {one.label}
            </strong>{' '}
            {one.leaks.length} 处
            {mask && one.leaks.some(({ maskable }) => maskable) && (
              <Button size="small" disabled={busy} onClick={() => mask(one.class as MaskedClass)}>
                遮盖{one.label}
              </Button>
            )}
          </div>
          <ul>
            {one.leaks.slice(0, shownOfOne).map((leak) => (
              <li key={`${leak.place} ${leak.excerpt}`}>
                {leak.place}
                {leak.excerpt && `：${leak.excerpt}`}
                {leak.suggestion && `（应为“${leak.suggestion}”）`}
                {leak.holds && !leak.waivable && '。不能放行，只能删除或遮盖'}
              </li>
            ))}
            {one.leaks.length > shownOfOne && <li>等 {one.leaks.length} 处</li>}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** 公开把关 of a document before it is public: what has to be done, and what is only told. */
export function LeaksOfDocument({ found }: { found: contract.DocumentView }) {
  const { data, error } = useAsk(contract.readLeaks, { params: { id: found.id } })
  const { busy, problem, act } = useAct()
  if (found.stage === 'done' || found.attribute !== 'proactive') return null
  const open = found.may.includes('revise') && found.stage === 'draft'
  const holding = data?.leaks.filter(({ holds }) => holds) ?? []
  const told = data?.leaks.filter(({ holds }) => !holds) ?? []
  const mask = (kind: MaskedClass) =>
    void act(async () => {
      const body = { version: found.version, class: kind }
      await call(contract.maskInDocument, { params: { id: found.id }, body }).finally(again)
    }, '已遮盖')
  return (
    <section className="panel" aria-labelledby="leaks-heading">
      <h2 id="leaks-heading">公开把关</h2>
      <ProblemNote problem={problem} />
      {error && <p role="alert">{error.message}</p>}
      {!data && !error && <p className="nil">正在检查正文和附件…</p>}
      {data && holding.length === 0 && <p role="status">没有发现不能公开的内容。</p>}
      {holding.length > 0 && (
        <>
          <p className="lacking" role="status">
            有 {holding.length} 处处理之前不能公开
          </p>
          <LeakList leaks={holding} busy={busy} mask={open ? mask : null} />
          <p className="nil in-text">
            请遮盖或改写；附件里隐藏的内容，可以在“附件”处生成清洁副本。依法确需公开的，先点一次“送审”，再由
            {data && data.waiveBy.length > 0 ? data.waiveBy.join('或') : '保密审查员或分管领导'}在
            <Link to="/leaks">公开把关</Link>写明理由放行；起草人不能自己放行。
          </p>
        </>
      )}
      {told.length > 0 && (
        <>
          <h3>提示（不影响公开）</h3>
          <LeakList leaks={told} busy={busy} mask={open ? mask : null} />
        </>
      )}
    </section>
  )
}

/** How long nobody types before the words are looked at, in milliseconds. */
const pause = 800

/** The same of what is being typed: it is masked where it stands, and saved by nobody but who types. */
export function LeaksOfTyped({
  documentId,
  typed,
  take,
}: {
  documentId: number
  typed: Typed
  take(change: Typed): void
}) {
  const [leaks, setLeaks] = useState<LeakView[]>([])
  const { busy, problem, act } = useAct()
  const words = JSON.stringify(wordsOf(typed))
  const applies = (typed.attribute ?? 'proactive') === 'proactive'
  useEffect(() => {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      // Out of reach of the server nothing is told here; sending asks again.
      call(contract.checkTyped, { params: { id: documentId }, body: JSON.parse(words) }, controller.signal)
        .then((answer) => setLeaks(answer.leaks))
        .catch(() => {})
    }, pause)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [documentId, words])
  const shown = leaks.filter(({ severity }) => severity !== 'INFO' || leaks.some(({ holds }) => holds))
  const mask = (kind: MaskedClass) =>
    void act(async () => {
      const sent = wordsOf(typed)
      const masked = await call(contract.maskTyped, { body: { ...sent, class: kind } })
      const changed = Object.entries(masked).filter(([field, text]) => text !== sent[field as keyof typeof sent])
      take(Object.fromEntries(changed) as Typed)
    })
  if (!applies || (shown.length === 0 && !problem)) return null
  return (
    <div className="masking" role="status" aria-label="公开把关">
      <ProblemNote problem={problem} />
      <strong>公开之前要处理，现在就可以遮盖：</strong>
      <LeakList leaks={shown} busy={busy} mask={mask} />
    </div>
  )
}

function wordsOf(typed: Typed) {
  const { title, subtitle, summary, source, author, editor, keywords, jointIssuers, documentNumber, body } = typed
  const all = { title, subtitle, summary, source, author, editor, keywords, jointIssuers, documentNumber, body }
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text)) as { [Name in keyof typeof all]?: string }
}
