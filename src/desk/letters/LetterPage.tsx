import { Alert, Button } from 'antd'
import { Link, useParams } from 'react-router'
import * as contract from '../../api/contract/letters.ts'
import { citationText } from '../../law/citation.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useDraft } from '../parts/use-draft.ts'
import { Findings } from './Findings.tsx'
import { lettersAgain, Signing } from './Signing.tsx'
import { Versions } from './Versions.tsx'
import { letterStateText } from './words.ts'

/** One letter: the request on the left, the letter in the middle, law, checks and signatures on the right. */
export function LetterPage() {
  const { letterId } = useParams()
  const { data: letter, error } = useAsk(contract.readLetter, { params: { id: Number(letterId) } })
  if (error) return <p role="alert">{error.message}</p>
  if (!letter) return <p className="nil">正在读取…</p>
  const { law, article, year } = letter.cite
  return (
    <>
      <p className="nil">
        <Link to="/requests">依申请公开</Link> ›{' '}
        <Link to={`/requests/${letter.requestId}`}>{letter.requestNumber}</Link> › 文书
      </p>
      <h1>{letter.name}</h1>
      <div className="bar">
        <strong>{letterStateText[letter.state]}</strong>
        {letter.number && <span>{letter.number}</span>}
        <span className="push actions">
          <Button href={`/api/letters/${letter.id}/file.pdf`} target="_blank">
            正式版式（PDF）
          </Button>
          <Button href={`/api/letters/${letter.id}/file.docx`}>下载 Word</Button>
        </span>
      </div>
      <div className="letter-panes">
        <section className="panel">
          <h2>申请原文</h2>
          <p>
            <strong>{letter.requestTitle}</strong>
          </p>
          <p className="letter">{letter.requestText}</p>
        </section>
        <div>
          {letter.may.includes('write') ? (
            <Editor key={letter.versions.length} letter={letter} />
          ) : (
            <section className="panel">
              <h2>{letter.title}</h2>
              <p className="letter">{letter.text}</p>
              {letter.isReply && letter.state !== 'issued' && (
                <Link to={`/requests/${letter.requestId}/reply`}>修改答复书</Link>
              )}
            </section>
          )}
          <Versions letter={letter} />
        </div>
        <div>
          <Signing letter={letter} />
          {letter.state !== 'issued' && (
            <section className="panel">
              <h2>检查</h2>
              <Findings findings={letter.findings} />
            </section>
          )}
          <section className="panel">
            <h2>依据与模板</h2>
            <p>{citationText({ law, article, ...(year ? { year } : {}) })}</p>
            <h3>文书必须写明</h3>
            <ul>
              {letter.mustContain.map((element) => (
                <li key={element}>{element}</li>
              ))}
            </ul>
            <p className="nil">
              起草时用的是
              {letter.versions[0]?.templateNo === 0 ? '出厂模板' : `本机关第 ${letter.versions[0]?.templateNo} 版模板`}
              。<Link to={`/letter-templates?kind=${letter.kind}`}>查看模板</Link>
            </p>
          </section>
        </div>
      </div>
    </>
  )
}

function Editor({ letter }: { letter: contract.LetterView }) {
  const draft = useDraft<{ text: string }>(`letter ${letter.id} ${letter.versions.length}`, { text: letter.text })
  const { text } = draft.value
  const { busy, problem, act } = useAct()
  const params = { id: letter.id }
  const changed = text.trim() !== letter.text
  const save = async () => {
    if (
      await act(() => call(contract.writeLetter, { params, body: { version: letter.version, text } }), '已保存新的一版')
    ) {
      draft.forget()
      await lettersAgain()
    }
  }
  const send = async () => {
    if (await act(() => call(contract.sendLetter, { params, body: { version: letter.version } }), '已送签')) {
      await lettersAgain()
    }
  }
  return (
    <section className="panel">
      <h2>{letter.title}</h2>
      {draft.restored && <Alert type="info" showIcon title="已恢复您上次没有保存的内容" style={{ marginBottom: 12 }} />}
      <ProblemNote problem={problem} />
      <label htmlFor="letter-text">文书正文</label>
      <textarea
        id="letter-text"
        className="letter-text"
        rows={22}
        maxLength={20_000}
        value={text}
        onChange={(event) => draft.set({ text: event.target.value })}
      />
      <span className="actions">
        <Button type={changed ? 'primary' : 'default'} loading={busy} disabled={!changed} onClick={() => void save()}>
          保存
        </Button>
        <Button type={changed ? 'default' : 'primary'} loading={busy} disabled={changed} onClick={() => void send()}>
          送签
        </Button>
        <Button disabled={text === letter.template.text} onClick={() => draft.set({ text: letter.template.text })}>
          按现行模板重写
        </Button>
      </span>
      {changed && <p className="nil">改动保存后成为新的一版，检查也随之更新。</p>}
    </section>
  )
}
