import { Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { paths } from '../paths.ts'
import { type ExpectedDays, NextSteps } from './apply.page.tsx'
import { CodeGiven } from './code-given.tsx'
import { requestsColumn, requestsTrail } from './trail.ts'

export interface ReceiptProps {
  frame: Frame
  number: string
  queryCode: string
  access: string
  title: string
  submittedAt: Date
  expected: ExpectedDays
  calendarHref: string
}

export function ReceiptPage(props: ReceiptProps) {
  const { frame, number, queryCode, access, title, submittedAt, expected, calendarHref } = props
  const { name, profile } = frame.site.bureau
  const office = profile.disclosureOffice || name
  return (
    <Layout
      frame={frame}
      title="申请已提交"
      personal
      column={requestsColumn}
      trail={requestsTrail({ name: '回执', href: null })}
      section={paths.disclosure}
    >
      <div className="reading receipt">
        <CodeGiven
          title="申请已提交"
          number={number}
          code={queryCode}
          once="查询码只在这里完整显示。请现在抄下来、拍照或者打印本页。"
        />
        <p className="print-tools">
          <button type="button" className="button secondary" data-print="" hidden>
            打印回执
          </button>
          <a className="button secondary" href={paths.receiptFile(access, 'pdf')}>
            保存 PDF
          </a>
          <a className="button secondary" href={paths.request(access)}>
            查询进度
          </a>
          <a className="button secondary" href={calendarHref}>
            加入日历（.ics）
          </a>
        </p>
        <dl className="facts">
          <div>
            <dt>申请事项</dt>
            <dd>{title}</dd>
          </div>
          <div>
            <dt>提交时间</dt>
            <dd>
              <Minute at={submittedAt} />
            </dd>
          </div>
          <div>
            <dt>受理机关</dt>
            <dd>{name}</dd>
          </div>
        </dl>
        <p>
          <a href={paths.receiptFile(access, 'json')}>下载可核对的回执文件（JSON）</a>
          <span className="more">
            它证明这件申请已经写入操作日志，以后任何时候都能<a href={paths.receiptCheck}>核对</a>，不必相信我们
          </span>
        </p>
        <h2>接下来</h2>
        <NextSteps {...expected} />
        <h2>需要帮助</h2>
        <p>
          {office}
          {profile.phone && (
            <>
              ，电话 <a href={`tel:${profile.phone}`}>{profile.phone}</a>
            </>
          )}
          {profile.officeHours && `，${profile.officeHours}`}。忘记查询码的，可以携带身份证件到
          {profile.address || office}查询。
        </p>
        <form method="post" action={paths.start} className="no-print">
          <button type="submit" className="button secondary">
            再申请一项
          </button>
        </form>
      </div>
    </Layout>
  )
}
