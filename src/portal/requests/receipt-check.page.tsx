import type { ReceiptVerdict } from '../../records/journal/check-inclusion.ts'
import type { Checkpoint } from '../../records/journal/checkpoint.ts'
import { Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { InlineError } from '../parts/fields.tsx'
import { type Problem, problemOf } from '../parts/problem.ts'
import { Scroller } from '../parts/scroller.tsx'
import { paths } from '../paths.ts'

export interface ReceiptCheckProps {
  frame: Frame
  problems: readonly Problem[]
  checked: { verdict: ReceiptVerdict; ours: boolean } | null
  checkpoints: readonly Checkpoint[]
}

const why = {
  'not-a-receipt': '这不是本系统出具的回执文件，或者文件已损坏。',
  'another-number': '受理编号与日志记录不符，回执被改动过。',
  'path-broken': '由日志记录算不出检查点的根，回执被改动过。',
} as const

/** Works out anew what a receipt claims, and shows the roots everybody can keep. */
export function ReceiptCheckPage({ frame, problems, checked, checkpoints }: ReceiptCheckProps) {
  const problem = problemOf(problems, 'file')
  return (
    <Layout
      frame={frame}
      title="核对申请回执"
      failed={problems.length > 0}
      trail={[
        { name: '核对手中的版本', href: paths.officialCheck },
        { name: '核对申请回执', href: null },
      ]}
    >
      <div className="reading">
        <ErrorSummary problems={problems} />
        <h1>核对申请回执</h1>
        <p>选择下载过的回执文件（.json），看看申请是否还在我们的操作日志里、有没有被改动。</p>
        {checked && <Verdict {...checked} />}
        <form method="post" action={paths.receiptCheck} encType="multipart/form-data" noValidate>
          <div className={problem ? 'field failed' : 'field'}>
            <label htmlFor="file">回执文件</label>
            <div className="hint" id="file-hint">
              核对后立即丢弃，不保存。
            </div>
            <InlineError of="file">{problem}</InlineError>
            <input type="file" id="file" name="file" accept=".json,application/json" aria-describedby="file-hint" />
          </div>
          <button type="submit" className="button">
            核对
          </button>
        </form>
        <h2>公布的检查点</h2>
        <p>
          每一件申请、每一次办理都写入操作日志，一条接一条用哈希连起来。检查点是前若干条记录的根：谁早先保存过它，
          谁就能证明那以前的记录一条也没有改动。检查点不含任何申请内容。
        </p>
        <p>
          不必相信我们：请把 <a href={paths.checkpoints}>全部检查点（JSON）</a> 保存一份，以后用昭明的{' '}
          <code>verify-receipt</code> 命令与回执核对。
        </p>
        {checkpoints.length > 0 && (
          <Scroller label="公布的检查点">
            <table>
              <thead>
                <tr>
                  <th scope="col">记录数</th>
                  <th scope="col">时间</th>
                  <th scope="col">根</th>
                </tr>
              </thead>
              <tbody>
                {checkpoints.map(({ events, root, madeAt }) => (
                  <tr key={events}>
                    <td className="figure">{events}</td>
                    <td>
                      <Minute at={madeAt} />
                    </td>
                    <td>
                      <code className="hash">{root}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        )}
      </div>
    </Layout>
  )
}

function Verdict({ verdict, ours }: { verdict: ReceiptVerdict; ours: boolean }) {
  if (!verdict.sound) {
    return (
      <section className="verdict changed" aria-labelledby="verdict">
        <h2 id="verdict">！回执无效</h2>
        <p>{why[verdict.why]}</p>
      </section>
    )
  }
  return (
    <section className={ours ? 'verdict same' : 'verdict changed'} aria-labelledby="verdict">
      <h2 id="verdict">{ours ? '✓ 回执有效' : '！与公布的检查点不一致'}</h2>
      <p>
        申请 {verdict.number} 于 <Minute at={new Date(verdict.at)} /> 记入操作日志
        {ours
          ? `，在公布的检查点（前 ${verdict.checkpoint.events} 条）之内。`
          : '，但是这个检查点没有公布过，或者公布的是另一个根。请保留回执，并向监督机关反映。'}
      </p>
    </section>
  )
}
