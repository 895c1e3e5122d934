import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { TextField } from '../parts/fields.tsx'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'
import type { Typed } from './forms/typed.ts'
import { requestsColumn, requestsTrail } from './trail.ts'

export interface StatusFormProps {
  frame: Frame
  typed: Typed<'number' | 'code'>
  problems: readonly Problem[]
}

export function StatusFormPage({ frame, typed, problems }: StatusFormProps) {
  const { name, profile } = frame.site.bureau
  return (
    <Layout
      frame={frame}
      title="查办理进度"
      failed={problems.length > 0}
      column={requestsColumn}
      trail={requestsTrail({ name: '查办理进度', href: null })}
      section={paths.disclosure}
    >
      <div className="reading form">
        <ErrorSummary problems={problems} />
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
        <details>
          <summary>忘记查询码怎么办</summary>
          <p>
            请携带身份证件到{profile.address || name}
            {profile.officeHours && `（${profile.officeHours}）`}
            查询
            {profile.phone && (
              <>
                ，来之前可以先拨打 <a href={`tel:${profile.phone}`}>{profile.phone}</a> 询问
              </>
            )}
            。为了保护您的信息，电话里不告知查询码。
          </p>
        </details>
      </div>
    </Layout>
  )
}
