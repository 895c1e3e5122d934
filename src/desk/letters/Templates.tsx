import { Button, Checkbox, Input, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import * as contract from '../../api/contract/letters.ts'
import { citationText } from '../../law/citation.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { Parts } from './Versions.tsx'

type All = Reply<typeof contract.listTemplates>
type Kind = All['templates'][number]['kind']

/** 文书模板: every letter of a request, its text and versions, and who signs. */
export function Templates() {
  const { data, error } = useAsk(contract.listTemplates, {})
  const [query, setQuery] = useSearchParams()
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const chosen = data.templates.find(({ kind }) => kind === query.get('kind')) ?? data.templates[0]
  return (
    <>
      <h1>文书模板</h1>
      <p>每种结论、每个程序步骤各有一份文书。改动成为新的一版，已经起草的文书不受影响。</p>
      <Signers data={data} />
      <div className="template-panes">
        <nav className="panel" aria-label="文书">
          {(['程序性文书', '实体性答复'] as const).map((group) => (
            <div key={group}>
              <h2>{group}</h2>
              <ul className="template-list">
                {data.templates
                  .filter((one) => one.group === group)
                  .map(({ kind, name, no }) => (
                    <li key={kind}>
                      <button
                        type="button"
                        aria-current={kind === chosen?.kind ? 'true' : undefined}
                        onClick={() => setQuery({ kind })}
                      >
                        {name}
                      </button>
                      {no > 0 && <Tag>第 {no} 版</Tag>}
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </nav>
        {chosen && <Template key={chosen.kind} kind={chosen.kind} data={data} />}
      </div>
    </>
  )
}

function Signers({ data }: { data: All }) {
  const { busy, problem, act } = useAct()
  const [signing, setSigning] = useState(data.signing)
  const may = data.may.includes('say-who-signs')
  const box = (name: keyof typeof signing, label: string) => (
    <Checkbox
      checked={signing[name]}
      disabled={!may}
      onChange={(event) => setSigning({ ...signing, [name]: event.target.checked })}
    >
      {label}
    </Checkbox>
  )
  return (
    <section className="panel" aria-labelledby="signers-heading">
      <h2 id="signers-heading">由谁签署</h2>
      <ProblemNote problem={problem} />
      <p className="nil">答复书最后都由分管领导审批，程序性文书最后都由公开办签署；起草人不能签署自己的文书。</p>
      <span className="actions">
        {box('sectionSigns', '科室负责人签署')}
        {box('legalReviews', '法制审核')}
        {box('officeSigns', '答复书也由公开办签署')}
        {may && (
          <Button
            loading={busy}
            onClick={() =>
              void act(async () => {
                await call(contract.sayWhoSigns, { body: signing })
                await readAgain(contract.listTemplates)
              }, '已保存，以后送签的文书按此办理')
            }
          >
            保存签署设置
          </Button>
        )}
      </span>
    </section>
  )
}

function Template({ kind, data }: { kind: Kind; data: All }) {
  const { data: found, error } = useAsk(contract.readTemplate, { params: { kind } })
  const cite = data.templates.find((one) => one.kind === kind)?.cite
  if (error) return <p role="alert">{error.message}</p>
  if (!found) return <p className="nil">正在读取…</p>
  const now = found.versions[0]
  return (
    <div>
      <section className="panel">
        <h2>{found.name}</h2>
        {cite && (
          <p>
            依据：
            {citationText({ law: cite.law, article: cite.article, ...(cite.year ? { year: cite.year } : {}) })}
          </p>
        )}
        <p>必须写明：{found.mustContain.join('；')}。</p>
        {now && <Change key={now.no} kind={kind} now={now} data={data} />}
      </section>
      <section className="panel">
        <h2>各版</h2>
        <ul className="events">
          {found.versions.map(({ no, note, writtenBy, writtenAt, changes }) => (
            <li key={no}>
              <strong>{no === 0 ? '出厂文字' : `第 ${no} 版`}</strong> {no > 0 && note}
              {writtenBy && writtenAt && (
                <div className="who">
                  {writtenBy} · {minuteText(writtenAt)}
                </div>
              )}
              {changes.length > 0 && (
                <details>
                  <summary>与前一版的改动</summary>
                  <Parts parts={changes} />
                </details>
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Change({ kind, now, data }: { kind: Kind; now: { no: number; body: string }; data: All }) {
  const { busy, problem, act } = useAct()
  const [body, setBody] = useState(now.body)
  const [note, setNote] = useState('')
  const may = data.may.includes('keep-templates')
  const save = () =>
    void act(async () => {
      await call(contract.changeTemplate, { params: { kind }, body: { no: now.no, body, note } })
      await readAgain(contract.listTemplates, contract.readTemplate)
    }, '新的一版已启用')
  return (
    <>
      <ProblemNote problem={problem} />
      <label htmlFor="template-body">模板文字</label>
      <textarea
        id="template-body"
        className="letter-text"
        rows={18}
        maxLength={20_000}
        value={body}
        readOnly={!may}
        onChange={(event) => setBody(event.target.value)}
      />
      <p className="nil">〔 〕由经办人填写。填充项：{data.placeholders.map((name) => `{{${name}}}`).join(' ')}</p>
      {may && (
        <>
          <label htmlFor="template-note">为什么修改</label>
          <Input
            id="template-note"
            value={note}
            maxLength={200}
            onChange={(event) => setNote(event.target.value)}
            style={{ margin: '4px 0 12px' }}
          />
          <Button type="primary" loading={busy} disabled={body.trim() === now.body} onClick={save}>
            启用新的一版
          </Button>
        </>
      )}
    </>
  )
}
