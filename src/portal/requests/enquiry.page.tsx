import type { EnquiryToAnswer } from '../../records/requests/for-public.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Radios, TextArea, TextField } from '../parts/fields.tsx'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'
import type { Typed } from './forms/typed.ts'
import { requestsColumn, requestsTrail } from './trail.ts'

const title = '答复征求意见'
const trail = requestsTrail({ name: title, href: null })

export function EnquiryCodePage({
  frame,
  typed,
  problems,
}: {
  frame: Frame
  typed: Typed<'code'>
  problems: readonly Problem[]
}) {
  return (
    <Layout
      frame={frame}
      title={title}
      failed={problems.length > 0}
      column={requestsColumn}
      trail={trail}
      section={paths.disclosure}
    >
      <div className="reading form">
        <ErrorSummary problems={problems} />
        <h1>{title}</h1>
        <p>您收到了本机关的征求意见函，可以在这里书面答复。也可以按函上的地址邮寄或者当面送交。</p>
        <form method="post" action={paths.enquiry} noValidate>
          <TextField
            name="code"
            label="答复码"
            kind="query-code"
            width="medium"
            hint="印在征求意见函上，16位字母和数字，不分大小写"
            value={typed.code}
            problems={problems}
          />
          <button type="submit" className="button">
            继续
          </button>
        </form>
      </div>
    </Layout>
  )
}

const silence: Record<EnquiryToAnswer['whom'], string> = {
  'third-party': '逾期没有提出意见的，由本机关依法决定是否公开。不同意公开的，请写明理由（条例第三十二条）。',
  'co-maker': '逾期没有提出意见的，视为同意公开（条例第三十四条）。',
  organ: '请尽快答复，以便我们在期限内答复申请人。',
}

export function EnquiryAnswerPage({
  frame,
  enquiry,
  typed,
  problems,
}: {
  frame: Frame
  enquiry: EnquiryToAnswer
  typed: Typed<'code' | 'answer' | 'opinion'>
  problems: readonly Problem[]
}) {
  return (
    <Layout
      frame={frame}
      title={title}
      failed={problems.length > 0}
      column={requestsColumn}
      trail={trail}
      section={paths.disclosure}
    >
      <div className="reading form">
        <ErrorSummary problems={problems} />
        <h1>{title}</h1>
        <p>{enquiry.name}：</p>
        <p className="prose">{enquiry.question}</p>
        <p>
          <Day on={enquiry.askedOn} />
          发出
          {enquiry.answerBy && (
            <>
              ，请于
              <strong>
                <Day on={enquiry.answerBy} />
              </strong>
              前答复
            </>
          )}
          。{silence[enquiry.whom]}
        </p>
        <form method="post" action={paths.enquiryAnswer} noValidate>
          <input type="hidden" name="code" value={typed.code} />
          <Radios
            name="answer"
            label="是否同意公开"
            value={typed.answer}
            problems={problems}
            choices={[
              { value: 'agrees', label: '同意公开' },
              { value: 'objects', label: '不同意公开' },
              { value: 'answered', label: '其他意见' },
            ]}
          />
          <TextArea
            name="opinion"
            label="意见和理由"
            hint="同意公开的可以不填"
            value={typed.opinion}
            problems={problems}
            longest={5000}
          />
          <button type="submit" className="button">
            提交答复
          </button>
        </form>
      </div>
    </Layout>
  )
}

export function EnquiryDonePage({ frame }: { frame: Frame }) {
  return (
    <Layout frame={frame} title="答复已提交" column={requestsColumn} trail={trail} section={paths.disclosure}>
      <div className="reading">
        <h1>答复已提交</h1>
        <p>我们已收到您的答复，不需要再寄送书面材料。答复提交后不能修改；需要补充的，请与我们联系。</p>
      </div>
    </Layout>
  )
}
