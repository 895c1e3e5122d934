import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { TextField } from '../parts/fields.tsx'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'
import type { RecoveryField } from './forms/recovery.ts'
import type { Typed } from './forms/typed.ts'
import { InPerson } from './recovery.page.tsx'
import { requestsColumn, requestsTrail } from './trail.ts'

export interface StatusFormProps {
  frame: Frame
  typed: Typed<'number' | 'code'>
  problems: readonly Problem[]
  /** the form for a lost code; null where no mail can be sent */
  recovery: { typed: Typed<RecoveryField>; problems: readonly Problem[] } | null
}

export function StatusFormPage({ frame, typed, problems, recovery }: StatusFormProps) {
  const all = [...problems, ...(recovery?.problems ?? [])]
  return (
    <Layout
      frame={frame}
      title="查办理进度"
      failed={all.length > 0}
      column={requestsColumn}
      trail={requestsTrail({ name: '查办理进度', href: null })}
      section={paths.disclosure}
    >
      <div className="reading form">
        <ErrorSummary problems={all} />
        <h1>查办理进度</h1>
        <p>受理编号和查询码都印在提交申请后的回执上。</p>
        <form method="post" action={paths.status} noValidate>
          <TextField
            name="number"
            label="受理编号"
            kind="request-number"
            width="medium"
            hint="例如：YJ-2026-000123"
            value={typed.number}
            problems={problems}
          />
          <TextField
            name="code"
            label="查询码"
            kind="query-code"
            width="medium"
            hint="8位字母和数字，不分大小写，中间的短横可以不填"
            value={typed.code}
            problems={problems}
          />
          <button type="submit" className="button">
            查询
          </button>
        </form>
        <details className="recovery" open={recovery !== null && recovery.problems.length > 0}>
          <summary>忘记查询码怎么办</summary>
          {recovery && <RecoveryForm {...recovery} />}
          <p>
            {recovery && '没有填写过电子邮箱，或者邮箱已经不用的，'}
            <InPerson frame={frame} />
          </p>
        </details>
      </div>
    </Layout>
  )
}

function RecoveryForm({ typed, problems }: { typed: Typed<RecoveryField>; problems: readonly Problem[] }) {
  return (
    <form method="post" action={paths.recovery} noValidate>
      <p>申请时填写过电子邮箱的，可以用它取得新的查询码。</p>
      <TextField
        name="lost"
        label="受理编号"
        kind="request-number"
        width="medium"
        value={typed.lost}
        problems={problems}
      />
      <TextField
        name="email"
        label="申请时填写的电子邮箱"
        kind="email"
        width="medium"
        value={typed.email}
        problems={problems}
      />
      <button type="submit" className="button secondary">
        发送邮件
      </button>
    </form>
  )
}
