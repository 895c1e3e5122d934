import type { OfficialVerdict } from '../../records/documents/official.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { Differences } from '../parts/differences.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { TextArea } from '../parts/fields.tsx'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'

export interface OfficialCheckProps {
  frame: Frame
  /** the document whose version is in doubt; null: any of ours */
  about: { id: number; title: string; address: string } | null
  typed: string
  problems: readonly Problem[]
  verdict: OfficialVerdict | null
}

/** Takes a text or a file from somebody's hands and says whether it is the official one. Nothing of it is kept. */
export function OfficialCheckPage({ frame, about, typed, problems, verdict }: OfficialCheckProps) {
  return (
    <Layout
      frame={frame}
      title="核对手中的版本"
      failed={problems.length > 0}
      trail={[{ name: '核对手中的版本', href: null }]}
    >
      <div className="reading">
        <ErrorSummary problems={problems} />
        <h1>核对手中的版本</h1>
        {about ? (
          <p>
            与本网站公布的“<a href={about.address}>{about.title}</a>”逐字核对。
          </p>
        ) : (
          <p>粘贴文字或者选择文件，看看是不是本机关公布的版本，有没有被改动。</p>
        )}
        {verdict && <Verdict verdict={verdict} />}
        <form method="post" action={paths.officialCheck} encType="multipart/form-data">
          {about && <input type="hidden" name="id" value={about.id} />}
          <TextArea
            name="text"
            label="粘贴文字"
            hint="连同标题一起粘贴，空格和换行不影响核对；纸质件可以只填页脚的校验码"
            value={typed}
            problems={problems}
            rows={10}
            optional
          />
          <div className="field">
            <label htmlFor="file">
              或者选择文件<span className="optional">（选填）</span>
            </label>
            <div className="hint" id="file-hint">
              PDF、Word、Excel、OFD，不超过 20 MB。核对后立即丢弃，不保存。
            </div>
            <input type="file" id="file" name="file" aria-describedby="file-hint" />
          </div>
          <button type="submit" className="button">
            核对
          </button>
        </form>
      </div>
    </Layout>
  )
}

function Verdict({ verdict }: { verdict: OfficialVerdict }) {
  switch (verdict.verdict) {
    case 'same':
      return (
        <section className="verdict same" aria-labelledby="verdict">
          <h2 id="verdict">✓ 一致</h2>
          <p>
            与现行的“<a href={verdict.document.address}>{verdict.document.title}</a>”（第 {verdict.document.versionNo}{' '}
            版） 逐字一致。
          </p>
          <p>
            校验码 <code className="hash">{verdict.document.contentHash}</code>
          </p>
        </section>
      )
    case 'same-file':
      return (
        <section className="verdict same" aria-labelledby="verdict">
          <h2 id="verdict">✓ 一致</h2>
          <p>
            这个文件就是“<a href={verdict.document.address}>{verdict.document.title}</a>”的附件“{verdict.file}”，
            没有改动。
          </p>
        </section>
      )
    case 'version':
      return (
        <section className={verdict.current ? 'verdict same' : 'verdict changed'} aria-labelledby="verdict">
          <h2 id="verdict">{verdict.current ? '✓ 是现行版本的校验码' : '！是以前的版本'}</h2>
          <p>
            这是“<a href={verdict.document.address}>{verdict.document.title}</a>”第 {verdict.no} 版的校验码，
            {verdict.current ? (
              '也就是现行版本。校验码只说明是哪一版；要确认文字没有改动，请粘贴全文或者选择文件核对。'
            ) : (
              <>
                现行的是第 {verdict.document.versionNo} 版。
                <a href={paths.history(verdict.document.id)}>查看更正前后的内容</a>
              </>
            )}
          </p>
        </section>
      )
    case 'changed':
      return (
        <section className="verdict changed" aria-labelledby="verdict">
          <h2 id="verdict">！有改动</h2>
          <p>
            与“<a href={verdict.document.address}>{verdict.document.title}</a>”相近，但下面这些地方不同。
            划线的是公布的文字，带下划线的是您手中的文字。
          </p>
          <Differences changes={verdict.changes} />
        </section>
      )
    case 'not-ours':
      return (
        <section className="verdict changed" aria-labelledby="verdict">
          <h2 id="verdict">？没有找到</h2>
          <p>
            本网站现在公布的信息里没有这样的内容。它可能不是本机关发布的，也可能已经更正或者撤下；只有一部分文字时，
            请连同标题一起粘贴再试。
          </p>
        </section>
      )
  }
}
