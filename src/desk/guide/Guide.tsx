import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/guide.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type Data = Reply<typeof contract.readGuide>
const again = () => readAgain(contract.readGuide)

const fields: [keyof Data['words'], string, string][] = [
  ['scope', '公开范围', '本机关公开哪些信息'],
  ['classification', '信息分类', '必填（条例第十二条）'],
  ['arrangement', '编排体系', '必填（条例第十二条）'],
  ['ways', '获取方式', '必填（条例第十二条）'],
  ['onRequest', '依申请公开补充说明', '可不填'],
]

/** 公开指南: the office's own words beside the whole guide as it would be published. */
export function Guide() {
  const { data, error } = useAsk(contract.readGuide, {})
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const keep = data.may.includes('keep')
  return (
    <>
      <h1>公开指南</h1>
      <p>
        联系方式取自<Link to="/organisation?tab=contacts">联系方式</Link>
        ，期限、收费和收到日取自法规；这里只写本机关自己的文字。联系方式一改，现行指南自动出新版。
      </p>
      <div className="side-by-side">
        <div>
          <Words key={data.version} data={data} keep={keep} />
          <section className="panel">
            <h2>将要发布的全文</h2>
            <pre className="letter guide-text">{data.lines.join('\n')}</pre>
          </section>
        </div>
        <div>
          <Publish data={data} keep={keep} />
          <section className="panel">
            <h2>已发布的版本</h2>
            {data.versions.length === 0 && <p className="nil">还没有发布过指南。</p>}
            <ul className="events">
              {data.versions.map(({ no, note, publishedAt }) => (
                <li key={no}>
                  <strong>第 {no} 版</strong> {note}
                  <div className="who">{minuteText(publishedAt)}</div>
                  <a href={`/zwgk/zhinan/banben/${no}`} target="_blank" rel="noreferrer">
                    在门户查看
                  </a>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </>
  )
}

function Words({ data, keep }: { data: Data; keep: boolean }) {
  const { busy, problem, act } = useAct()
  return (
    <section className="panel">
      <h2>本机关的文字</h2>
      <ProblemNote problem={problem} />
      <Form
        layout="vertical"
        requiredMark={false}
        disabled={!keep}
        initialValues={data.words}
        onFinish={(words) =>
          void act(
            () => call(contract.draftGuide, { body: { words, version: data.version } }).then(again),
            '已保存，尚未发布',
          )
        }
      >
        {fields.map(([name, label, extra]) => (
          <Form.Item key={name} name={name} label={label} extra={extra}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
          </Form.Item>
        ))}
        {keep && (
          <Button htmlType="submit" loading={busy}>
            保存文字
          </Button>
        )}
      </Form>
    </section>
  )
}

function Publish({ data, keep }: { data: Data; keep: boolean }) {
  const [note, setNote] = useState('')
  const { busy, problem, act } = useAct()
  const publish = async () => {
    if (await act(() => call(contract.publishGuide, { body: { note } }).then(again), '新版指南已发布')) setNote('')
  }
  return (
    <section className="panel">
      <h2>发布</h2>
      {data.missing.length > 0 && (
        <Alert type="warning" showIcon title={`还缺：${data.missing.join('、')}`} style={{ marginBottom: 12 }} />
      )}
      {data.versions.length > 0 &&
        (data.changes.length === 0 ? (
          <p className="nil">与现行版本相同。</p>
        ) : (
          <div className="changes">
            <h3>与现行版本的变化</h3>
            {data.changes.map(({ kind, lines }) => (
              <div key={`${kind} ${lines[0]}`}>
                {lines.map((line) =>
                  kind === 'added' ? <ins key={line}>＋ {line}</ins> : <del key={line}>－ {line}</del>,
                )}
              </div>
            ))}
          </div>
        ))}
      <ProblemNote problem={problem} />
      {keep && (
        <>
          <p>
            <label htmlFor="guide-note">这一版的变化（公众会看到）</label>
            <Input id="guide-note" maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          </p>
          <Button type="primary" loading={busy} disabled={!note.trim()} onClick={() => void publish()}>
            发布新版指南
          </Button>
        </>
      )}
    </section>
  )
}
