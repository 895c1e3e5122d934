import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Select, Spin } from 'antd'
import { useDeferredValue, useEffect } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { checkReply, listLetters, readLetter } from '../../api/contract/letters.ts'
import * as contract from '../../api/contract/requests.ts'
import { readToDo } from '../../api/contract/session.ts'
import { citationText } from '../../law/citation.ts'
import { cellLabel } from '../../law/reports/tables.ts'
import { blanks, isReplyKind } from '../../law/requests/letters.ts'
import { type OutcomeCode, outcomes } from '../../law/requests/outcome.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { Findings } from '../letters/Findings.tsx'
import { Versions } from '../letters/Versions.tsx'
import { MaskLeaks } from '../parts/MaskLeaks.tsx'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useDraft } from '../parts/use-draft.ts'

interface Draft {
  outcome: OutcomeCode | null
  letter: string
  /** the template the letter began as: exchanged when another outcome is chosen, unless it was changed */
  template: string
}

const closing = new Set(['other-1', 'other-2', 'other-3'])
const groups = [...new Set(Object.values(outcomes).map(({ group }) => group))].filter((group) => group !== '其他处理')
const options = groups.map((group) => ({
  label: group,
  options: Object.values(outcomes)
    .filter((one) => one.group === group && !closing.has(one.code))
    .map((one) => ({ value: one.code, label: one.label })),
}))

/** Whom the letter is addressed to may be named in it: its first line, as the template has it. */
const addressee = (template: string) => [template.split('：')[0] ?? '']

/** Request on the left, letter in the middle, law on the right. The outcome picked is the statistic. */
export function ReplyEditor() {
  const { id } = useParams()
  const go = useNavigate()
  const params = { id: Number(id) }
  const { data: found, error } = useAsk(contract.readRequest, { params })
  const draft = useDraft<Draft>(`reply ${id}`, { outcome: null, letter: '', template: '' })
  const { outcome, letter, template } = draft.value
  const { data: info } = useAsk(
    contract.outcomeInfo,
    { params: { ...params, outcome: outcome ?? 'granted' } },
    { when: outcome !== null },
  )
  const { busy, problem, act } = useAct()
  const { data: checked } = useQuery({
    queryKey: [checkReply.path, id, outcome, useDeferredValue(letter)],
    queryFn: async ({ signal, queryKey: [, , kind, text] }) => {
      // A check for every pause in writing, not for every key.
      await new Promise((resolve) => setTimeout(resolve, 600))
      signal.throwIfAborted()
      return isReplyKind(String(kind))
        ? call(checkReply, { params, body: { kind: kind as never, text: String(text) } }, signal)
        : { findings: [] }
    },
    enabled: outcome !== null && letter !== '',
    placeholderData: (before) => before,
  })
  const { data: letters } = useAsk(listLetters, { params })
  const written = letters?.letters.findLast(({ isReply }) => isReply)
  const { data: kept } = useAsk(readLetter, { params: { id: written?.id ?? 0 } }, { when: written !== undefined })

  useEffect(() => {
    if (!found?.reply || draft.restored || outcome !== null) return
    draft.set({ outcome: found.reply.outcome, letter: found.reply.letter, template: '' })
  })
  useEffect(() => {
    if (!info || info.outcome !== outcome || info.letter === template) return
    if (letter === '' || letter === template) draft.set({ outcome, letter: info.letter, template: info.letter })
  })
  if (error) return <p role="alert">{error.message}</p>
  if (!found) return <p className="nil">正在读取…</p>
  const unfinished = [...letter.matchAll(blanks)].length

  const send = async () => {
    if (!outcome) return
    const body = { version: found.version, outcome, letter }
    if (await act(() => call(contract.draftReply, { params, body }), '已送审批')) {
      draft.forget()
      await readAgain(contract.readRequest, contract.listRequests, listLetters, readLetter, readToDo)
      void go(`/requests/${id}`)
    }
  }
  return (
    <>
      <p className="nil">
        <Link to="/requests">依申请公开</Link> › <Link to={`/requests/${id}`}>{found.number}</Link> › 拟答复
      </p>
      <h1>拟答复：{found.title}</h1>
      {draft.restored && <Alert type="info" showIcon title="已恢复您上次没有提交的内容" style={{ marginBottom: 12 }} />}
      <ProblemNote problem={problem} />
      <div className="letter-panes">
        <section className="panel">
          <h2>申请原文</h2>
          <p className="letter">{found.description}</p>
          {found.documentNumber && <p>文号：{found.documentNumber}</p>}
        </section>
        <section className="panel">
          <h2>答复</h2>
          <label htmlFor="outcome">结论</label>
          <Select
            id="outcome"
            aria-label="结论"
            value={outcome}
            placeholder="请选择结论"
            options={options}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(next: OutcomeCode) => draft.set({ ...draft.value, outcome: next })}
            style={{ width: '100%', margin: '4px 0 12px' }}
          />
          <label htmlFor="letter">答复书</label>
          <textarea
            id="letter"
            value={letter}
            rows={24}
            maxLength={20_000}
            onChange={(event) => draft.set({ ...draft.value, letter: event.target.value })}
            style={{ width: '100%', font: 'inherit', lineHeight: 1.75, padding: 12, margin: '4px 0 12px' }}
          />
          <MaskLeaks
            text={letter}
            allowed={addressee(info?.letter ?? '')}
            onMask={(masked) => draft.set({ ...draft.value, letter: masked })}
          />
          {unfinished > 0 && <p>还有 {unfinished} 处〔 〕需要填写。</p>}
          <Button
            type="primary"
            loading={busy}
            disabled={!outcome || letter.trim() === '' || unfinished > 0}
            onClick={() => void send()}
          >
            送审批
          </Button>
        </section>
        <section className="panel">
          {outcome && letter !== '' && (
            <>
              <h2>检查</h2>
              <Findings findings={checked?.findings} />
            </>
          )}
          <h2>依据</h2>
          {!outcome && <p className="nil">选择结论后，这里显示依据、必备要素、救济途径和统计位置。</p>}
          {outcome && !info && <Spin />}
          {outcome && info && (
            <>
              <p>
                {citationText({
                  law: info.cite.law,
                  article: info.cite.article,
                  ...(info.cite.year ? { year: info.cite.year } : {}),
                })}
              </p>
              <h3>答复书必须写明</h3>
              <ul>
                {info.letterMustContain.map((element) => (
                  <li key={element}>{element}</li>
                ))}
              </ul>
              <h3>救济途径{info.reconsiderationFirst && '（复议前置）'}</h3>
              <p>{info.remediesClause}</p>
              <h3>计入年度报告</h3>
              <p>{cellLabel('2021', `requests.${info.countedIn.row}.${info.countedIn.column}`)}</p>
            </>
          )}
        </section>
      </div>
      {kept && <Versions letter={kept} />}
    </>
  )
}
