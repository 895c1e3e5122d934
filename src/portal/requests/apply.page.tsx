import type { ReactNode } from 'react'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ApplicantKind } from '../../law/requests/outcome.ts'
import type { FileOfApplicant } from '../../records/applicants/for-public.ts'
import { Day, DayOf } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { type AnswerGroup, CheckAnswers } from '../parts/check-answers.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Checkbox, type Choice, Radios, TextArea, TextField } from '../parts/fields.tsx'
import { FileField } from '../parts/file-field.tsx'
import { sizeText } from '../parts/file-list.tsx'
import type { Problem } from '../parts/problem.ts'
import { type ApplyStep, applySteps, paths } from '../paths.ts'
import {
  type Application,
  type agentFields,
  type applicantFields,
  type deliveryFields,
  idTypesOfPeople,
  itemField,
  longestDescription,
  mostItems,
  type wantedFields,
} from './forms/apply.ts'
import type { Typed } from './forms/typed.ts'
import { fileHint } from './own.page.tsx'
import type { Similar } from './similar.ts'
import { requestsColumn, requestsTrail } from './trail.ts'
import { carrierText, deliveryText, idTypeText, kindText } from './words.ts'

interface StepProps {
  frame: Frame
  /** token of the draft, in the address of every step */
  draft: string
  problems: readonly Problem[]
}

const stepTitles: Record<ApplyStep, string> = {
  kind: '您以什么身份申请？',
  applicant: '申请人信息',
  wanted: '需要哪一项政府信息？',
  delivery: '希望怎样获取？',
  check: '核对并提交',
}

function Step({
  frame,
  draft,
  problems,
  step,
  button = '继续',
  lead,
  children,
}: StepProps & { step: ApplyStep; button?: string; lead?: ReactNode; children: ReactNode }) {
  const place = applySteps.indexOf(step)
  const before = applySteps[place - 1]
  const title = stepTitles[step]
  return (
    <Layout
      frame={frame}
      title={`${title}（第${place + 1}步，共${applySteps.length}步）`}
      failed={problems.length > 0}
      personal
      column={requestsColumn}
      trail={requestsTrail({ name: '在线申请', href: null })}
      section={paths.disclosure}
    >
      <div className="reading form">
        <a className="back" href={before ? paths.apply(before, draft) : paths.requests}>
          上一步
        </a>
        <ErrorSummary problems={problems} />
        <p className="step">
          第{place + 1}步，共{applySteps.length}步
          <span className="segments" aria-hidden="true">
            {applySteps.map((one, at) => (
              <span key={one} className={at <= place ? 'reached' : undefined} />
            ))}
          </span>
        </p>
        {step !== 'kind' && <h1>{title}</h1>}
        {lead}
        <form
          method="post"
          action={paths.apply(step, draft)}
          encType={step === 'applicant' || step === 'wanted' ? 'multipart/form-data' : undefined}
          noValidate
          data-once=""
        >
          {children}
          <button type="submit" className="button">
            {button}
          </button>
        </form>
        <p className="aside">已填的内容会保存 7 天。收藏本页地址，可以回来接着填；请不要把地址发给别人。</p>
      </div>
    </Layout>
  )
}

export function KindStepPage({ typed, ...step }: StepProps & { typed: Typed<'kind'> }) {
  const choice = (value: ApplicantKind, hint?: string): Choice => ({
    value,
    label: kindText[value],
    ...(hint ? { hint } : {}),
  })
  return (
    <Step {...step} step="kind">
      <Radios
        name="kind"
        label={stepTitles.kind}
        heading
        value={typed.kind}
        problems={step.problems}
        choices={[
          choice('natural', '以个人名义申请'),
          {
            group: '法人或其他组织',
            choices: [
              choice('business', '公司、个体工商户、农民专业合作社等'),
              choice('research', '科研院所、高等学校等'),
              choice('welfare', '社会团体、基金会、社会服务机构等'),
              choice('legal', '律师事务所、基层法律服务所等'),
              choice('other', '以上没有列出的'),
            ],
          },
        ]}
      />
    </Step>
  )
}

/** Files kept with the form, each with a button that takes it away again. */
function KeptFiles({ files }: { files: readonly FileOfApplicant[] }) {
  if (files.length === 0) return null
  return (
    <ul className="kept-files">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <span>
            {name}
            <span className="more">{sizeText(size)}</span>
          </span>
          <button type="submit" name="drop" value={id} className="button quiet">
            移除<span className="sr">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function AgentFields({
  typed,
  problems,
  files,
}: {
  typed: Typed<(typeof agentFields)[number]>
  problems: readonly Problem[]
  files: readonly FileOfApplicant[]
}) {
  return (
    <fieldset className="agent">
      <legend>委托代理</legend>
      <Checkbox
        name="agent"
        label="由代理人办理"
        hint="代理人需要申请人签名的授权委托书"
        checked={typed.agent === 'yes'}
        problems={problems}
      />
      <div className="only-agent">
        <TextField name="agentName" label="代理人" width="medium" value={typed.agentName} problems={problems} />
        <TextField
          name="agentIdNumber"
          label="代理人证件"
          kind="id-number"
          width="medium"
          value={typed.agentIdNumber}
          problems={problems}
        />
        <TextField
          name="agentPhone"
          label="代理人电话"
          kind="phone"
          width="medium"
          value={typed.agentPhone}
          problems={problems}
        />
        <KeptFiles files={files} />
        <FileField name="authorisation" label="授权委托书" hint={fileHint} problems={problems} />
      </div>
    </fieldset>
  )
}

export function ApplicantStepPage({
  kind,
  typed,
  files,
  ...step
}: StepProps & {
  kind: ApplicantKind
  typed: Typed<(typeof applicantFields)[number] | (typeof agentFields)[number]>
  files: readonly FileOfApplicant[]
}) {
  const { problems } = step
  const contact = (
    <>
      <TextField
        name="phone"
        label="联系电话"
        kind="phone"
        width="medium"
        hint="工作人员会用这个号码与您确认收到申请"
        value={typed.phone}
        problems={problems}
      />
      <TextField name="email" label="电子邮箱" kind="email" optional value={typed.email} problems={problems} />
    </>
  )
  if (kind === 'natural') {
    return (
      <Step {...step} step="applicant">
        <TextField name="name" label="姓名" kind="name" width="medium" value={typed.name} problems={problems} />
        <Radios
          name="idType"
          label="证件类型"
          value={typed.idType}
          problems={problems}
          choices={idTypesOfPeople.map((value) => ({ value, label: idTypeText[value] }))}
        />
        <TextField
          name="idNumber"
          label="证件号码"
          kind="id-number"
          width="medium"
          hint="法律要求申请时提供身份证明。号码只用于核对身份，不会公开"
          value={typed.idNumber}
          problems={problems}
        />
        {contact}
        <AgentFields typed={typed} problems={problems} files={files} />
      </Step>
    )
  }
  return (
    <Step {...step} step="applicant">
      <TextField name="name" label="单位名称" kind="organisation" value={typed.name} problems={problems} />
      <TextField
        name="creditCode"
        label="统一社会信用代码"
        kind="credit-code"
        width="medium"
        hint="营业执照或登记证书上的18位代码"
        value={typed.creditCode}
        problems={problems}
      />
      <TextField
        name="representative"
        label="法定代表人或负责人姓名"
        width="medium"
        value={typed.representative}
        problems={problems}
      />
      <TextField
        name="contact"
        label="联系人姓名"
        kind="name"
        width="medium"
        value={typed.contact}
        problems={problems}
      />
      {contact}
      <AgentFields typed={typed} problems={problems} files={files} />
    </Step>
  )
}

export function WantedStepPage({
  typed,
  items,
  files,
  ...step
}: StepProps & { typed: Typed<string>; items: number; files: readonly FileOfApplicant[] }) {
  const { problems } = step
  return (
    <Step {...step} step="wanted">
      <p>一项写一件信息，每一项单独编号、单独答复，答复会更快。</p>
      <input type="hidden" name="items" value={items} />
      {/* Whoever presses Enter in a field goes on; the first button of a form is the one that is pressed then. */}
      <button type="submit" className="sr" tabIndex={-1} aria-hidden="true">
        继续
      </button>
      {Array.from({ length: items }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells the items apart
        <WantedItem key={place} place={place} typed={typed} problems={problems} />
      ))}
      {items < mostItems && (
        <p>
          <button type="submit" name="more" value="yes" className="button secondary">
            再加一项
          </button>
        </p>
      )}
      <KeptFiles files={files} />
      <FileField name="files" label="附件" hint={fileHint} problems={problems} optional multiple />
    </Step>
  )
}

function WantedItem({ place, typed, problems }: { place: number; typed: Typed<string>; problems: readonly Problem[] }) {
  const field = (name: (typeof wantedFields)[number]) => ({
    name: itemField(name, place),
    value: typed[itemField(name, place)] ?? '',
    problems,
  })
  const fields = (
    <>
      <TextField {...field('title')} label="信息名称" hint="例如：2021年××事故调查报告" />
      <TextField {...field('documentNumber')} label="文号" optional width="medium" hint="例如：××应急〔2021〕3号" />
      <TextArea
        {...field('description')}
        label="内容描述"
        hint={
          <>
            写清哪个机关、哪一年、哪件事、哪类文件，能帮助我们更快找到。最多{longestDescription}
            个字；已填文号的，可以不写。
          </>
        }
        longest={longestDescription}
      />
    </>
  )
  if (place === 0) return fields
  return (
    <fieldset className="item">
      <legend>第{place + 1}项</legend>
      {fields}
    </fieldset>
  )
}

/** What may be what is looked for: shown before sending, never in the way. */
function SimilarPanel({ similar }: { similar: readonly Similar[] }) {
  if (similar.length === 0) return null
  return (
    <aside className="similar" aria-labelledby="similar">
      <h2 id="similar">这些已经公开，也许就是您要的</h2>
      <ul>
        {similar.map(({ title, href, answer }) => (
          <li key={href}>
            <a href={href}>{title}</a>
            <span className="more">{answer ? '以前的答复' : '已公开的信息'}</span>
          </li>
        ))}
      </ul>
      <p>不是您要的，请继续申请。</p>
    </aside>
  )
}

export function DeliveryStepPage({
  typed,
  similar,
  ...step
}: StepProps & { typed: Typed<(typeof deliveryFields)[number]>; similar: readonly Similar[] }) {
  const { problems } = step
  return (
    <Step {...step} step="delivery" lead={<SimilarPanel similar={similar} />}>
      <Radios
        name="carrier"
        label="载体形式"
        value={typed.carrier}
        problems={problems}
        choices={(['electronic', 'paper', 'disc', 'other'] as const).map((value) => ({
          value,
          label: carrierText[value],
        }))}
      />
      <Radios
        name="delivery"
        label="获取方式"
        value={typed.delivery}
        problems={problems}
        choices={[
          { value: 'download', label: deliveryText.download, hint: '凭受理编号和查询码在本网站获取' },
          { value: 'email', label: deliveryText.email },
          { value: 'post', label: deliveryText.post },
          { value: 'pick-up', label: deliveryText['pick-up'], hint: step.frame.site.bureau.profile.address },
          { value: 'on-site', label: deliveryText['on-site'] },
        ]}
      />
      <div className="only-email">
        <TextField
          name="email"
          label="电子邮箱"
          kind="email"
          hint="选择电子邮件的填写"
          value={typed.email}
          problems={problems}
        />
      </div>
      <div className="only-post">
        <TextField name="address" label="通信地址" hint="选择邮寄的填写" value={typed.address} problems={problems} />
        <TextField
          name="postcode"
          label="邮政编码"
          kind="postcode"
          width="short"
          optional
          value={typed.postcode}
          problems={problems}
        />
      </div>
      <Radios
        name="acceptsOtherForm"
        label="无法按您的要求提供时，是否接受其他方式？"
        inline
        value={typed.acceptsOtherForm}
        problems={problems}
        choices={[
          { value: 'yes', label: '接受' },
          { value: 'no', label: '不接受' },
        ]}
      />
    </Step>
  )
}

export interface ExpectedDays {
  /** the last working day on which the office will confirm that it has the request; null where no promise is made */
  confirmBy: CalendarDate | null
  /** latest reply if the receipt is confirmed on that day */
  replyBy: { on: CalendarDate; provisional: boolean }
}

export function CheckStepPage({
  application,
  expected,
  files,
  similar,
  before,
  elsewhere,
  ...step
}: StepProps & {
  application: Application
  expected: ExpectedDays
  files: readonly string[]
  similar: readonly Similar[]
  /** open requests of the same person for the same */
  before: readonly { number: string; submittedAt: Date }[]
  /** reads like a complaint or a question */
  elsewhere: boolean
}) {
  const lead = (
    <>
      {before.map(({ number, submittedAt }) => (
        <aside className="caution" key={number}>
          <p>
            您在 <DayOf at={submittedAt} /> 已提交相同的申请（编号 {number}），正在办理。可以
            <a href={paths.status}>查询那件申请的进度</a>；仍要再提一件的，请继续。
          </p>
        </aside>
      ))}
      {elsewhere && (
        <aside className="caution">
          <p>
            您写的像是投诉、举报或者咨询。依申请公开只能提供已有的政府信息，不能处理投诉或者解答问题；投诉、举报请拨打
            12345 或者 12350，{' '}
            {step.frame.site.bureau.profile.phone && <>咨询请拨打 {step.frame.site.bureau.profile.phone}。</>}
            确实要申请信息的，请继续。
          </p>
        </aside>
      )}
      <SimilarPanel similar={similar} />
    </>
  )
  return (
    <Step {...step} step="check" button="提交申请" lead={lead}>
      <CheckAnswers groups={answersOf(application, step.draft, files)} />
      <section className="next">
        <h2>提交以后</h2>
        <NextSteps {...expected} />
      </section>
      <Checkbox name="promise" label="我确认以上内容真实，并对其负责" checked={false} problems={step.problems} />
    </Step>
  )
}

/** What happens after a request was sent, with the days worked out. */
export function NextSteps({ confirmBy, replyBy }: ExpectedDays) {
  return (
    <ol className="next-steps">
      <li>
        工作人员
        {confirmBy ? (
          <>
            最迟于 <Day on={confirmBy} weekday />
          </>
        ) : (
          '会尽快'
        )}
        与您联系，确认收到申请。
      </li>
      <li>
        自确认之日起 20 个工作日内答复，预计不晚于{' '}
        <strong>
          <Day on={replyBy.on} weekday />
        </strong>
        {replyBy.provisional && '（放假安排尚未全部公布，此日期为暂定）'}。
      </li>
      <li>情况复杂的，可能延长不超过 20 个工作日；延长前会告知您。</li>
      <li>您可以随时凭受理编号和查询码查看进度。</li>
    </ol>
  )
}

/** The answers as the applicant gave them, by step. `draft` null: they can no longer be changed. */
export function answersOf(
  { applicant, wanted, others }: Application,
  draft: string | null,
  files: readonly string[],
): AnswerGroup[] {
  const change = (step: ApplyStep) => (draft === null ? null : paths.apply(step, draft))
  const person = applicant.kind === 'natural'
  return [
    {
      title: '申请人类型',
      changeHref: change('kind'),
      answers: [{ question: '申请人类型', answer: kindText[applicant.kind] }],
    },
    {
      title: '申请人信息',
      changeHref: change('applicant'),
      answers: [
        { question: person ? '姓名' : '单位名称', answer: applicant.name },
        {
          question: applicant.idType ? idTypeText[applicant.idType] : '证件',
          answer: applicant.idNumber,
        },
        ...(person
          ? []
          : [
              { question: '法定代表人或负责人', answer: applicant.representative },
              { question: '联系人', answer: applicant.contact },
            ]),
        { question: '联系电话', answer: applicant.phone },
        { question: '电子邮箱', answer: applicant.email },
        ...(applicant.agent
          ? [
              { question: '代理人', answer: applicant.agent.name },
              { question: '代理人证件号码', answer: applicant.agent.idNumber },
              { question: '代理人电话', answer: applicant.agent.phone },
            ]
          : []),
      ],
    },
    {
      title: '所需政府信息',
      changeHref: change('wanted'),
      answers: [
        ...[wanted, ...others].flatMap(({ title, documentNumber, description }, place) => {
          const which = others.length > 0 ? `第${place + 1}项 ` : ''
          return [
            { question: `${which}信息名称`, answer: title },
            { question: `${which}文号`, answer: documentNumber },
            { question: `${which}内容描述`, answer: description || null },
          ]
        }),
        ...(files.length > 0 ? [{ question: '附件', answer: files.join('、') }] : []),
      ],
    },
    {
      title: '提供方式',
      changeHref: change('delivery'),
      answers: [
        { question: '载体形式', answer: carrierText[wanted.carrier] },
        { question: '获取方式', answer: deliveryText[wanted.delivery] },
        ...(wanted.delivery === 'post'
          ? [
              { question: '通信地址', answer: applicant.address },
              { question: '邮政编码', answer: applicant.postcode },
            ]
          : []),
        { question: '无法按要求提供时', answer: wanted.acceptsOtherForm ? '接受其他方式' : '不接受其他方式' },
      ],
    },
  ]
}
