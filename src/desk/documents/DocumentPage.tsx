import { Alert, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import * as contract from '../../api/contract/documents.ts'
import { checksCite } from '../../law/publicity/checks.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { Force } from '../normative/Force.tsx'
import { Acts } from '../parts/Acts.tsx'
import { dayText, minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import {
  DecideDialog,
  type DialogName,
  EmergencyDialog,
  ReassessDialog,
  SendDialog,
  WithdrawDialog,
  WithholdDialog,
} from './Dialogs.tsx'
import { bodyOf, DocumentForm, type Typed } from './DocumentForm.tsx'
import { attributeText, checkText, groundText, kindText, stateText } from './words.ts'

export function NewDocument() {
  const go = useNavigate()
  const { session } = useSession()
  return (
    <>
      <p className="nil">
        <Link to="/documents">信息发布</Link> › 起草信息
      </p>
      <h1>起草信息</h1>
      <DocumentForm
        draftKey="document new"
        correcting={false}
        initial={{
          source: session.bureau.name,
          formedOn: session.today,
          attribute: 'proactive',
          kind: 'news',
          alsoIn: [],
        }}
        save={async (typed) => {
          const { id } = await call(contract.draftDocument, { body: bodyOf(typed) })
          await again()
          void go(`/documents/${id}`)
        }}
      />
    </>
  )
}

/** Kinds that have force, interpret, or stand to other documents. */
const relatable: ReadonlySet<contract.DocumentView['kind']> = new Set([
  'policy',
  'normative',
  'plan',
  'rule',
  'interpretation',
  'media',
  'notice',
])

const dialogs = {
  send: SendDialog,
  decide: DecideDialog,
  withdraw: WithdrawDialog,
  emergency: EmergencyDialog,
  reassess: ReassessDialog,
  withhold: WithholdDialog,
} satisfies Record<DialogName, unknown>

export function DocumentPage() {
  const { id } = useParams()
  const params = { id: Number(id) }
  const { data: found, error } = useAsk(contract.readDocument, { params })
  const [editing, setEditing] = useState(false)
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const { busy, problem, act } = useAct()
  if (error) return <p role="alert">{error.message}</p>
  if (!found) return <p className="nil">正在读取…</p>
  const { may, version } = found
  const body = { version }
  const rest = [
    { act: 'take-back', label: '撤回送审', work: () => call(contract.takeBack, { params, body }) },
    { act: 'drop-correction', label: '放弃更正', work: () => call(contract.dropCorrection, { params, body }) },
    {
      act: 'sign-afterwards',
      label: '补签',
      work: () => call(contract.signAfterwards, { params, body: { ...body, note: null } }),
    },
    { act: 'confirm', label: '复核：仍然准确', work: () => call(contract.confirmDocument, { params, body }) },
    { act: 'archive', label: '归档', work: () => call(contract.archiveDocument, { params, body }) },
    { act: 'reopen', label: '退回草稿重新审核', work: () => call(contract.reopenDocument, { params, body }) },
  ] as const
  const opening = [
    { act: 'publish-in-emergency', label: '紧急发布', dialog: 'emergency' },
    { act: 'reassess', label: '复审公开属性', dialog: 'reassess' },
    { act: 'withhold', label: '不再显示旧版本', dialog: 'withhold' },
    { act: 'withdraw', label: '撤下', dialog: 'withdraw' },
  ] as const
  const more = [
    ...rest
      .filter((one) => may.includes(one.act))
      .map(({ act: key, label, work }) => ({
        key,
        label,
        onClick: () =>
          void act(async () => {
            await work()
            await again()
          }, '已完成'),
      })),
    ...opening
      .filter((one) => may.includes(one.act))
      .map((one) => ({ key: one.act, label: one.label, onClick: () => setDialog(one.dialog) })),
  ]
  const Open = dialog ? dialogs[dialog] : null
  return (
    <>
      <p className="nil">
        <Link to="/documents">信息发布</Link> › {found.column}
      </p>
      <h1>{found.title}</h1>
      <div className="bar">
        <strong>{stateText(found)}</strong>
        <span>{kindText[found.kind]}</span>
        <span>{attributeText[found.attribute]}</span>
        {found.publishedAt === null && found.attribute === 'proactive' && (
          <span>应于 {dayText(found.publishDueOn)} 前公开</span>
        )}
        {found.stage === 'scheduled' && found.publishAt && <span>将于 {minuteText(found.publishAt)} 公开</span>}
        {found.address && (
          <a href={found.address} target="_blank" rel="noreferrer">
            在门户查看
          </a>
        )}
        <span className="push actions">
          {may.includes('revise') && !editing && (
            <Button onClick={() => setEditing(true)}>{found.publicNo === null ? '修改' : '更正'}</Button>
          )}
          {may.includes('send') && !editing && (
            <Button type="primary" loading={busy} onClick={() => setDialog('send')}>
              送审
            </Button>
          )}
          {(may.includes('decide') || may.includes('decide-by-override')) && (
            <Button type="primary" onClick={() => setDialog('decide')}>
              审核
            </Button>
          )}
          {more.length > 0 && (
            <Dropdown menu={{ items: more }} trigger={['click']}>
              <Button>更多</Button>
            </Dropdown>
          )}
          <Acts acts={found.acts} />
        </span>
      </div>
      <ProblemNote problem={problem} />
      <Notes found={found} />
      {editing ? (
        <DocumentForm
          draftKey={`document ${id} ${version}`}
          initial={bodyOf({ ...found, ground: found.ground as Typed['ground'] & string })}
          correcting={found.publicNo !== null}
          onCancel={() => setEditing(false)}
          save={async (typed) => {
            const { correctionNote = null } = typed
            await call(contract.reviseDocument, { params, body: { ...bodyOf(typed), version, correctionNote } })
            await again()
            setEditing(false)
          }}
        />
      ) : (
        <div className="side-by-side">
          <section className="panel">
            {found.subtitle && <p className="nil">{found.subtitle}</p>}
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server keeps nothing but its own clean markup */}
            <div className="letter markup" dangerouslySetInnerHTML={{ __html: found.body }} />
          </section>
          <div>
            <Route found={found} />
            <Facts found={found} />
            {relatable.has(found.kind) && <Force id={found.id} draft={found.publicNo === null} />}
          </div>
        </div>
      )}
      {Open && <Open found={found} onClose={() => setDialog(null)} />}
    </>
  )
}

function Notes({ found }: { found: contract.DocumentView }) {
  const returned = found.checks.findLast(({ holds }) => holds)
  const notes = [
    ...(found.alsoWriting.length > 0
      ? [{ type: 'info' as const, text: `${found.alsoWriting.join('、')}正在编辑` }]
      : []),
    ...(found.stage === 'draft' && returned?.decision === 'returned'
      ? [{ type: 'warning' as const, text: `${returned.by}退回：${returned.note}` }]
      : []),
    ...(found.standing === 'withdrawn'
      ? [{ type: 'warning' as const, text: `撤下原因：${found.withdrawReason}` }]
      : []),
    ...(found.correctionNote ? [{ type: 'info' as const, text: `更正说明：${found.correctionNote}` }] : []),
    ...(found.retroSignDueAt && !found.retroSignedAt
      ? [
          {
            type: 'warning' as const,
            text: `紧急发布（${found.emergencyReason}），请在 ${minuteText(found.retroSignDueAt)} 前补签`,
          },
        ]
      : []),
  ]
  return notes.map(({ type, text }) => (
    <Alert key={text} type={type} showIcon title={text} style={{ marginBottom: 12 }} />
  ))
}

/** The checks it has to pass, and every check ever made. */
function Route({ found }: { found: contract.DocumentView }) {
  return (
    <section className="panel">
      <h2>审核</h2>
      <ol className="route">
        {found.route.map(({ check, passed }) => (
          <li key={check}>
            {checkText[check]}：{passed ? '✓ 已通过' : found.stage === check ? '● 正在办理' : '○ 未办理'}
          </li>
        ))}
      </ol>
      <p className="nil">
        先审查、后公开（{checksCite.law}
        {checksCite.article}）。每一关只对当时的内容有效，改动后要重新审核。
      </p>
      {found.checks.length > 0 && (
        <ul className="checks">
          {found.checks.map((one) => (
            <li key={`${one.stage} ${one.at}`}>
              {minuteText(one.at)} {one.by}
              {one.for && `（代${one.for}）`} {checkText[one.stage]}：{one.decision === 'approved' ? '同意' : '退回'}
              {one.note && `，${one.note}`}
              {one.overrideReason && `（破例理由：${one.overrideReason}）`}
              {!one.holds && '（此后内容有改动）'}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Facts({ found }: { found: contract.DocumentView }) {
  const facts: [string, string | null][] = [
    ['来源', found.source],
    ['文号', found.documentNumber ?? '无文号'],
    ['索引号', found.indexNumber ?? '公开时编制'],
    ['形成日期', dayText(found.formedOn)],
    ['施行日期', found.effectiveOn && dayText(found.effectiveOn)],
    ['有效期至', found.validUntil && dayText(found.validUntil)],
    ['公示期满撤下', found.takeDownOn && dayText(found.takeDownOn)],
    ['公开时间', found.publishedAt ? minuteText(found.publishedAt) : '—'],
    ['下次复核', found.reviewOn && dayText(found.reviewOn)],
    ['起草人', found.draftedBy],
    [
      '不公开的理由',
      found.ground && `${groundText[found.ground as keyof typeof groundText] ?? found.ground}。${found.groundReason}`,
    ],
  ]
  return (
    <section className="panel">
      <h2>要素</h2>
      <dl className="facts">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label} className="fact">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {found.versions.length > 0 && (
        <>
          <h2>历次版本</h2>
          <ul className="checks">
            {found.versions.map(({ no, publishedAt, note, withheldReason }) => (
              <li key={no}>
                第 {no} 版 {minuteText(publishedAt)} {note ?? '首次公开'}
                {withheldReason && `（不再显示：${withheldReason}）`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
