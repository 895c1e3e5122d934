import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/letters.ts'
import { readRequest } from '../../api/contract/requests.ts'
import { readToDo } from '../../api/contract/session.ts'
import { readAgain } from '../ask.ts'
import { call } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { letterStateText, opinionOf, returnReasons, stepText } from './words.ts'

export const lettersAgain = () =>
  readAgain(contract.readLetter, contract.listLetters, contract.compareLetter, readRequest, readToDo)

/** Who signed, who is next, and the buttons of whoever is. */
export function Signing({ letter }: { letter: contract.LetterView }) {
  const [note, setNote] = useState('')
  const [reason, setReason] = useState('')
  const [confirmed, setConfirmed] = useState(false)
  const { busy, problem, act } = useAct()
  const alike = letter.findings.some(({ fault }) => fault === 'same-as-other')
  const decide = async (decision: 'signed' | 'returned') => {
    const opinion = opinionOf(decision === 'returned' ? reason : '', note)
    const body = { decision, note: opinion, likenessConfirmed: confirmed }
    const sign = () =>
      letter.isReply
        ? call(contract.signReply, {
            params: { id: letter.requestId },
            body: { ...body, version: letter.requestVersion },
          })
        : call(contract.signLetter, { params: { id: letter.id }, body: { ...body, version: letter.version } })
    if (await act(sign, decision === 'signed' ? '已签署' : '已退回')) {
      setNote('')
      setReason('')
      await lettersAgain()
    }
  }
  const issue = async () => {
    const params = { id: letter.id }
    if (await act(() => call(contract.issueLetter, { params, body: { version: letter.version } }), '已编号发出')) {
      await lettersAgain()
    }
  }
  return (
    <section className="panel" aria-labelledby="signing-heading">
      <h2 id="signing-heading">签署</h2>
      <ProblemNote problem={problem} />
      <p>
        <strong>{letterStateText[letter.state]}</strong>
        {letter.isReply && letter.state === 'signed' && '，待分管领导审批'}
      </p>
      <ul className="events">
        {letter.signatures.map(({ seq, step, decision, by, at, note, versionNo }) => (
          <li key={seq}>
            <strong>
              {stepText[step]}
              {decision === 'signed' ? '签署' : '退回'}
            </strong>
            （第 {versionNo} 版）{note && <div>{note}</div>}
            <div className="who">
              {by} · {minuteText(at)}
            </div>
          </li>
        ))}
      </ul>
      {letter.may.includes('sign') && (
        <>
          <label htmlFor="return-reason">退回原因（签署时不用选）</label>
          <select
            id="return-reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            style={{ display: 'block', width: '100%', margin: '4px 0 8px' }}
          >
            <option value="">未选择</option>
            {returnReasons.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
          <label htmlFor="signing-note">意见（退回时没有选原因的，必填）</label>
          <Input.TextArea
            id="signing-note"
            rows={2}
            maxLength={450}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            style={{ margin: '4px 0 8px' }}
          />
          {alike && (
            <p>
              <Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)}>
                已核对，与另一件答复相同是对的
              </Checkbox>
            </p>
          )}
          <span className="actions">
            <Button type="primary" loading={busy} onClick={() => void decide('signed')}>
              签署
            </Button>
            <Button loading={busy} onClick={() => void decide('returned')}>
              退回
            </Button>
          </span>
        </>
      )}
      {letter.may.includes('issue') && (
        <Button type="primary" loading={busy} onClick={() => void issue()}>
          编号发出
        </Button>
      )}
    </section>
  )
}
