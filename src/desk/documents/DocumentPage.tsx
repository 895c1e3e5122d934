import { Alert, Button, Dropdown } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import * as contract from '../../api/contract/documents.ts'
import { checksCite } from '../../law/publicity/checks.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { Force } from '../normative/Force.tsx'
import { Acts } from '../parts/Acts.tsx'
import { dayText, minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { shownMarkup } from './addresses.ts'
import { again } from './again.ts'
import { Comparison } from './Comparison.tsx'
import {
  DecideDialog,
  type DialogName,
  EmergencyDialog,
  ReassessDialog,
  SendDialog,
  WithdrawDialog,
  WithholdDialog,
} from './Dialogs.tsx'
import { DocumentForm } from './DocumentForm.tsx'
import { FilesPanel } from './FilesPanel.tsx'
import { ImportAsDraft, ImportWarnings } from './ImportDialog.tsx'
import { LeaksOfDocument } from './Leaks.tsx'
import { bodyOf, type Typed, typedOf } from './typed.ts'
import { forgetKept, type Kept, keptOf } from './use-kept.ts'
import { attributeText, checkText, groundText, kindText, stateText } from './words.ts'

type Opened = Omit<Kept, 'at'> & { at: string | null }

export function NewDocument() {
  const go = useNavigate()
  const { session } = useSession()
  const { account, opened, restart } = useNewText({
    source: session.bureau.name,
    formedOn: session.today,
    attribute: 'proactive',
    kind: 'news',
    alsoIn: [],
  })
  return (
    <>
      <p className="nil">
        <Link to="/documents">信息发布</Link> › 起草信息
      </p>
      <h1>起草信息</h1>
      <div className="bar">
        <ImportAsDraft />
      </div>
      {opened ? (
        <DocumentForm
          key={account}
          documentId={0}
          opened={opened}
          found={null}
          onDiscard={() => void restart()}
          save={async (typed) => {
            const { id } = await call(contract.draftDocument, { body: bodyOf(typed) })
            await again()
            void go(`/documents/${id}`)
          }}
        />
      ) : (
        <p className="nil">正在读取…</p>
      )}
    </>
  )
}

/** A text not drafted yet: as it was typed last, or empty. `account` counts the beginnings. */
function useNewText(empty: Typed) {
  const { session } = useSession()
  const staffId = session.staff.id
  const [account, setAccount] = useState(0)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [first] = useState(empty)
  useEffect(() => {
    const controller = new AbortController()
    const blank = { mine: first, base: first, version: 0, at: null }
    // Asked anew each time: what was typed may have become a draft a moment ago.
    void call(contract.readTyped, {}, controller.signal)
      .then(({ typed }) => setOpened(keptOf(0, staffId, typed) ?? blank))
      .catch(() => {
        if (!controller.signal.aborted) setOpened(keptOf(0, staffId, null) ?? blank)
      })
    return () => controller.abort()
  }, [staffId, first])
  return {
    account,
    opened,
    async restart() {
      await forgetKept(0, staffId)
      setOpened({ mine: first, base: first, version: 0, at: null })
      setAccount(account + 1)
    },
  }
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

/** While somebody writes: who else does, and whether others saved. */
const lookEvery = 15_000

export function DocumentPage() {
  const { id } = useParams()
  const params = { id: Number(id) }
  const { data: found, error } = useAsk(contract.readDocument, { params })
  const { session } = useSession()
  const [search, setSearch] = useSearchParams()
  const { state } = useLocation() as { state: { warnings?: string[] } | null }
  const [opened, setOpened] = useState<Opened | null>(null)
  const editing = opened !== null
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const { busy, problem, act } = useAct()
  const kept = found ? keptOf(found.id, session.staff.id, found.typed) : null
  const asFound = (): Opened | null => {
    if (!found) return null
    const text = { ...typedOf(found), correctionNote: found.correctionNote }
    return { mine: text, base: text, version: found.version, at: null }
  }
  const edit = () => setOpened(kept ?? asFound())
  const close = () => {
    setOpened(null)
    if (search.has('edit')) setSearch({}, { replace: true })
  }
  const asksToEdit = search.has('edit') && found?.may.includes('revise') === true
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form opens once, with what there is then
  useEffect(() => {
    if (asksToEdit) edit()
  }, [asksToEdit])
  useEffect(() => {
    if (!editing) return
    const timer = setInterval(() => void again(), lookEvery)
    return () => clearInterval(timer)
  }, [editing])
  if (error && !found) return <p role="alert">{error.message}</p>
  if (!found) return <p className="nil">正在读取…</p>
  const { may, version } = found
  const discard = async () => {
    await forgetKept(found.id, session.staff.id)
    await again()
    close()
  }
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
        <a href={`/api/documents/${found.id}/preview.pdf`} target="_blank" rel="noreferrer">
          版式预览
        </a>
        <span className="push actions">
          {may.includes('revise') && !editing && (
            <Button onClick={edit}>{found.publicNo === null ? '修改' : '更正'}</Button>
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
      <ImportWarnings warnings={state?.warnings ?? []} />
      {kept && !editing && (
        <Alert
          type="info"
          showIcon
          title={`您 ${minuteText(kept.at)} 填写的修改还没有保存${may.includes('revise') ? '' : '；这条信息退回草稿后可以继续'}`}
          action={
            <span className="actions">
              {may.includes('revise') && (
                <Button size="small" onClick={edit}>
                  继续填写
                </Button>
              )}
              <Button size="small" onClick={() => void act(discard)}>
                放弃
              </Button>
            </span>
          }
          style={{ marginBottom: 12 }}
        />
      )}
      {opened ? (
        <>
          <DocumentForm
            documentId={found.id}
            opened={opened}
            found={found}
            onCancel={close}
            onDiscard={() => void act(discard)}
            save={async (typed, on) => {
              const { correctionNote = null } = typed
              await call(contract.reviseDocument, { params, body: { ...bodyOf(typed), version: on, correctionNote } })
              await again()
              close()
            }}
          />
          <FilesPanel found={found} />
        </>
      ) : (
        <div className="side-by-side">
          <div>
            <Comparison found={found} />
            <section className="panel" aria-label="正文">
              {found.subtitle && <p className="nil">{found.subtitle}</p>}
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server keeps nothing but its own clean markup */}
              <div className="letter markup" dangerouslySetInnerHTML={{ __html: shownMarkup(found.body) }} />
            </section>
            <FilesPanel found={found} />
          </div>
          <div>
            <LeaksOfDocument found={found} />
            <Advice found={found} />
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

/** What keeps or may keep somebody from reading it, while it can still be changed. */
function Advice({ found }: { found: contract.DocumentView }) {
  if (found.advice.length === 0 || found.stage === 'done') return null
  return (
    <section className="panel" aria-labelledby="advice-heading">
      <h2 id="advice-heading">阅读检查</h2>
      <ul className="checks">
        {found.advice.map(({ barrier, message }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same words may come twice
          <li key={place}>
            <strong className={barrier ? 'lacking' : undefined}>{barrier ? '必须修改' : '建议'}</strong> {message}
          </li>
        ))}
      </ul>
    </section>
  )
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
