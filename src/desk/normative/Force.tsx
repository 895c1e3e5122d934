import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/normative.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import { ClockLight } from './ClockLight.tsx'
import { choicesOf, factText, formText, relationText, statusText } from './words.ts'

const stepText = {
  none: '还没有起草解读；解读应与文件同步起草、同步审签、同步公开',
  behind: '解读落后于文件，请同步审签',
  'in-step': '解读与文件同步',
} as const

type Removing = { of: 'relation' | 'fact'; id: number }

/** On the page of a document: its force and its story, how it stands to others, and its interpretation. */
export function Force({ id, draft }: { id: number; draft: boolean }) {
  const { data, error } = useAsk(contract.readForce, { params: { id } })
  const [relating, setRelating] = useState(false)
  const [recording, setRecording] = useState(false)
  const [removing, setRemoving] = useState<Removing | null>(null)
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return null
  const { standing, validity, facts, relations, interpretation, step, may } = data
  return (
    <section className="panel">
      <h2>效力和关联</h2>
      {standing && (
        <p>
          <strong>{statusText[standing.status]}</strong>，自{dayText(standing.since)}
          {standing.status === 'not-yet' ? '起施行' : '起'}
        </p>
      )}
      {validity && (
        <p className="nil">
          有效期至{dayText(validity.until)}
          {validity.stated ? '' : `（文件没有写明，按各地通行的${validity.trial ? '两年' : '五年'}提醒）`}，
          {dayText(validity.evaluateFrom)}起评估
        </p>
      )}
      {interpretation ? (
        <p>
          <ClockLight clock={interpretation.clock} />
        </p>
      ) : (
        step && draft && <p className={step === 'in-step' ? 'nil' : ''}>三同步：{stepText[step]}</p>
      )}
      {relations.length > 0 && (
        <ul className="checks">
          {relations.map((one) => {
            const side = one.fromId === id ? 'from' : 'to'
            const other =
              side === 'from' ? { id: one.toId, title: one.toTitle } : { id: one.fromId, title: one.fromTitle }
            return (
              <li key={one.id}>
                {relationText[one.kind][side]}
                {one.form && `（${formText[one.form]}${one.byHead ? '，主要负责人' : ''}）`}：
                {other.id === null ? other.title : <Link to={`/documents/${other.id}`}>{other.title}</Link>}
                {side === 'to' && !one.fromPublic && '（未公开，公开时生效）'}
                {may.includes('relate') && (
                  <Button type="link" size="small" onClick={() => setRemoving({ of: 'relation', id: one.id })}>
                    解除
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {facts.length > 0 && (
        <ul className="checks">
          {facts.map((fact) => (
            <li key={fact.id}>
              {fact.effectiveOn} {factText[fact.kind]}
              {fact.validUntil && `，有效期至 ${fact.validUntil}`}
              {fact.byTitle && `，${fact.byTitle}`}
              {fact.note && `，${fact.note}`}
              <span className="nil">（{fact.knownOn} 公布）</span>
              {fact.retractedOn && `（${fact.retractedOn} 撤销：${fact.retractReason}）`}
              {may.includes('record') && fact.retractedOn === null && fact.kind !== 'made' && !fact.ofRelation && (
                <Button type="link" size="small" onClick={() => setRemoving({ of: 'fact', id: fact.id })}>
                  撤销
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <span className="actions">
        {may.includes('relate') && <Button onClick={() => setRelating(true)}>建立关联</Button>}
        {may.includes('record') && <Button onClick={() => setRecording(true)}>登记效力变化</Button>}
      </span>
      {relating && <RelateDialog id={id} force={data} onClose={() => setRelating(false)} />}
      {recording && <RecordDialog id={id} onClose={() => setRecording(false)} />}
      {removing && <RemoveDialog removing={removing} onClose={() => setRemoving(null)} />}
    </section>
  )
}

const kindChoices = Object.entries(relationText).map(([value, { from }]) => ({
  value: value as contract.RelationView['kind'],
  label: from,
}))

function RelateDialog({ id, force, onClose }: { id: number; force: contract.ForceView; onClose(): void }) {
  const [kind, setKind] = useState<contract.RelationView['kind']>('implements')
  const [search, setSearch] = useState('')
  const [toId, setToId] = useState<number | null>(null)
  const [outsideTitle, setOutsideTitle] = useState('')
  const [outsideUrl, setOutsideUrl] = useState('')
  const [form, setForm] = useState<NonNullable<contract.RelationView['form']>>('text')
  const [byHead, setByHead] = useState(false)
  const [articleFrom, setArticleFrom] = useState<string | null>(null)
  const [articleTo, setArticleTo] = useState<string | null>(null)
  const { busy, problem, act } = useAct()
  const { data: found, isFetching } = useAsk(
    contract.findToRelate,
    { query: { text: search } },
    { when: search.trim() !== '', keep: true },
  )
  const { data: other } = useAsk(contract.readForce, { params: { id: toId ?? 0 } }, { when: toId !== null })
  const articles = (of: contract.ForceView | undefined) =>
    (of?.articles ?? []).map(({ id: value, label }) => ({ value, label }))
  const send = async () => {
    const body = {
      kind,
      toId,
      outsideTitle: toId === null ? outsideTitle : null,
      outsideUrl: toId === null ? outsideUrl : null,
      form: kind === 'interprets' ? form : null,
      byHead: kind === 'interprets' && byHead,
      articleFrom,
      articleTo: toId === null ? null : articleTo,
    }
    if (await act(() => call(contract.relateDocuments, { params: { id }, body }).then(again), '已关联')) onClose()
  }
  return (
    <Modal
      open
      title="建立关联"
      okText="关联"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p>
        <label htmlFor="relation-kind">本文件与对方的关系</label>
        <Select id="relation-kind" value={kind} onChange={setKind} options={kindChoices} style={{ width: '100%' }} />
      </p>
      <p>
        <label htmlFor="relation-to">本站的文件（输入标题或者文号查找）</label>
        <Select
          id="relation-to"
          showSearch={{ onSearch: setSearch, filterOption: false }}
          allowClear
          value={toId}
          loading={isFetching}
          onChange={(value) => {
            setToId(value ?? null)
            setArticleTo(null)
          }}
          options={(found?.documents ?? [])
            .filter((one) => one.id !== id)
            .map((one) => ({ value: one.id, label: `${one.title}${one.public ? '' : '（未公开）'}` }))}
          notFoundContent={search ? '没有找到' : '请输入标题或者文号'}
          style={{ width: '100%' }}
        />
      </p>
      {toId === null && (
        <>
          <p>
            <label htmlFor="relation-title">或者：外部文件的名称</label>
            <Input
              id="relation-title"
              maxLength={200}
              value={outsideTitle}
              onChange={({ target }) => setOutsideTitle(target.value)}
            />
          </p>
          <p>
            <label htmlFor="relation-url">网址（转载必填）</label>
            <Input
              id="relation-url"
              maxLength={500}
              value={outsideUrl}
              onChange={({ target }) => setOutsideUrl(target.value)}
            />
          </p>
        </>
      )}
      {kind === 'interprets' && (
        <p>
          <label htmlFor="relation-form">解读形式</label>
          <Select
            id="relation-form"
            value={form}
            onChange={setForm}
            options={choicesOf(formText)}
            style={{ width: 160 }}
          />{' '}
          <Checkbox checked={byHead} onChange={({ target }) => setByHead(target.checked)}>
            主要负责人解读
          </Checkbox>
        </p>
      )}
      {force.articles.length > 0 && (
        <p>
          <label htmlFor="relation-article-from">本文件的条款（可不选）</label>
          <Select
            id="relation-article-from"
            allowClear
            value={articleFrom}
            onChange={(value) => setArticleFrom(value ?? null)}
            options={articles(force)}
            style={{ width: '100%' }}
          />
        </p>
      )}
      {toId !== null && (other?.articles.length ?? 0) > 0 && (
        <p>
          <label htmlFor="relation-article-to">对方的条款（可不选）</label>
          <Select
            id="relation-article-to"
            allowClear
            value={articleTo}
            onChange={(value) => setArticleTo(value ?? null)}
            options={articles(other)}
            style={{ width: '100%' }}
          />
        </p>
      )}
    </Modal>
  )
}

const recordable = {
  extended: '延长有效期',
  lapsed: '失效（任务完成、调整对象消失）',
  repealed: '废止',
  amended: '修改',
} as const

function RecordDialog({ id, onClose }: { id: number; onClose(): void }) {
  const { session } = useSession()
  const [kind, setKind] = useState<keyof typeof recordable>('extended')
  const [effectiveOn, setEffectiveOn] = useState(session.today)
  const [validUntil, setValidUntil] = useState('')
  const [note, setNote] = useState('')
  const { busy, problem, act } = useAct()
  const send = async () => {
    const body = { kind, effectiveOn, validUntil: kind === 'extended' && validUntil ? validUntil : null, note }
    if (await act(() => call(contract.recordFact, { params: { id }, body }).then(again), '已登记')) onClose()
  }
  return (
    <Modal
      open
      title="登记效力变化"
      okText="登记"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p className="nil">由本站另一份文件修改、废止的，请用“建立关联”。</p>
      <p>
        <label htmlFor="fact-kind">变化</label>
        <Select
          id="fact-kind"
          value={kind}
          onChange={setKind}
          options={choicesOf(recordable)}
          style={{ width: '100%' }}
        />
      </p>
      <p>
        <label htmlFor="fact-on">生效日期</label>
        <Input id="fact-on" type="date" value={effectiveOn} onChange={({ target }) => setEffectiveOn(target.value)} />
      </p>
      {kind === 'extended' && (
        <p>
          <label htmlFor="fact-until">新的有效期至</label>
          <Input
            id="fact-until"
            type="date"
            value={validUntil}
            onChange={({ target }) => setValidUntil(target.value)}
          />
        </p>
      )}
      <p>
        <label htmlFor="fact-note">依据（公众会看到）</label>
        <Input.TextArea
          id="fact-note"
          rows={2}
          maxLength={500}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </p>
    </Modal>
  )
}

function RemoveDialog({ removing, onClose }: { removing: Removing; onClose(): void }) {
  const [reason, setReason] = useState('')
  const { busy, problem, act } = useAct()
  const params = { id: removing.id }
  const send = async () => {
    const work = () =>
      removing.of === 'relation'
        ? call(contract.separateDocuments, { params, body: { reason } })
        : call(contract.retractFact, { params, body: { reason } })
    if (await act(() => work().then(again), '已完成')) onClose()
  }
  return (
    <Modal
      open
      title={removing.of === 'relation' ? '解除关联' : '撤销效力变化'}
      okText="确定"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p>{removing.of === 'relation' ? '由它造成的修改、废止同时撤销。' : '记录保留，从今天起不再算数。'}</p>
      <label htmlFor="remove-reason">理由</label>
      <Input.TextArea
        id="remove-reason"
        rows={2}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </Modal>
  )
}
