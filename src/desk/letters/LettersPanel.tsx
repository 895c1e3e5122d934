import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import * as contract from '../../api/contract/letters.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { letterStateText } from './words.ts'

/** 文书: the letters of a case, and those its events ask for. */
export function LettersPanel({ requestId, version }: { requestId: number; version: number }) {
  const params = { id: requestId }
  const go = useNavigate()
  const { data } = useAsk(contract.listLetters, { params })
  const { busy, problem, act } = useAct()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what happened to the case may ask for another letter
  useEffect(() => {
    void readAgain(contract.listLetters)
  }, [version])
  if (!data) return null
  const begin = (body: { kind: (typeof data.canBegin)[number]['kind']; eventSeq: number }) =>
    void act(async () => {
      const { id } = await call(contract.beginLetter, { params, body })
      await readAgain(contract.listLetters)
      void go(`/requests/${requestId}/letters/${id}`)
    })
  return (
    <section className="panel" aria-labelledby="letters-heading">
      <h2 id="letters-heading">文书</h2>
      <ProblemNote problem={problem} />
      {data.letters.length === 0 && <p className="nil">还没有文书。</p>}
      <ul className="events">
        {data.letters.map(({ id, name, state, number, issuedOn }) => (
          <li key={id}>
            <Link to={`/requests/${requestId}/letters/${id}`}>{name}</Link>
            <div className="who">
              {letterStateText[state]}
              {number && ` · ${number}`}
              {issuedOn && ` · ${dayText(issuedOn)}`}
            </div>
          </li>
        ))}
      </ul>
      {data.canBegin.length > 0 && (
        <>
          <p className="nil">按已办事项制作：</p>
          <span className="actions letters-to-begin">
            {data.canBegin.map(({ kind, name, eventSeq, on }) => (
              <Button
                key={`${kind} ${eventSeq}`}
                size="small"
                loading={busy}
                title={dayText(on)}
                onClick={() => begin({ kind, eventSeq })}
              >
                {name}
              </Button>
            ))}
          </span>
        </>
      )}
    </section>
  )
}
