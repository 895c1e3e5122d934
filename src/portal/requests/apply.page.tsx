import type { ReactNode } from 'react'
import type { CalendarDate } from '../../law/calendar-date.ts'
import type { ApplicantKind } from '../../law/requests/outcome.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { type AnswerGroup, CheckAnswers } from '../parts/check-answers.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Checkbox, type Choice, Radios, TextArea, TextField } from '../parts/fields.tsx'
import type { Problem } from '../parts/problem.ts'
import { type ApplyStep, applySteps, paths } from '../paths.ts'
import {
  type Application,
  type applicantFields,
  type deliveryFields,
  idTypesOfPeople,
  longestDescription,
  type wantedFields,
} from './forms/apply.ts'
import type { Typed } from './forms/typed.ts'
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
  children,
}: StepProps & { step: ApplyStep; button?: string; children: ReactNode }) {
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
        <form method="post" action={paths.apply(step, draft)} noValidate data-once="">
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

export function ApplicantStepPage({
  kind,
  typed,
  ...step
}: StepProps & { kind: ApplicantKind; typed: Typed<(typeof applicantFields)[number]> }) {
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
    </Step>
  )
}

export function WantedStepPage({ typed, ...step }: StepProps & { typed: Typed<(typeof wantedFields)[number]> }) {
  const { problems } = step
  return (
    <Step {...step} step="wanted">
      <p>一件申请写一项信息，答复会更快。需要几项信息的，请分别申请。</p>
      <TextField
        name="title"
        label="信息名称"
        hint="例如：2021年××事故调查报告"
        value={typed.title}
        problems={problems}
      />
      <TextField
        name="documentNumber"
        label="文号"
        optional
        width="medium"
        hint="例如：××应急〔2021〕3号"
        value={typed.documentNumber}
        problems={problems}
      />
      <TextArea
        name="description"
        label="内容描述"
        hint={
          <>
            写清哪个机关、哪一年、哪件事、哪类文件，能帮助我们更快找到。最多{longestDescription}
            个字；已填文号的，可以不写。
          </>
        }
        longest={longestDescription}
        value={typed.description}
        problems={problems}
      />
    </Step>
  )
}

export function DeliveryStepPage({ typed, ...step }: StepProps & { typed: Typed<(typeof deliveryFields)[number]> }) {
  const { problems } = step
  return (
    <Step {...step} step="delivery">
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
  ...step
}: StepProps & { application: Application; expected: ExpectedDays }) {
  return (
    <Step {...step} step="check" button="提交申请">
      <CheckAnswers groups={answersOf(application, step.draft)} />
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
export function answersOf({ applicant, wanted }: Application, draft: string | null): AnswerGroup[] {
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
      ],
    },
    {
      title: '所需政府信息',
      changeHref: change('wanted'),
      answers: [
        { question: '信息名称', answer: wanted.title },
        { question: '文号', answer: wanted.documentNumber },
        { question: '内容描述', answer: wanted.description || null },
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
