import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Checkbox, TextArea } from '../parts/fields.tsx'
import { Glyph } from '../parts/glyph.tsx'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'

export interface FeedbackProps {
  frame: Frame
  token: string
  /** the page the tap was under, a path of this site */
  about: string
  verdict: 'useful' | 'useless' | 'error'
  longest: number
  words: string
  problems: readonly Problem[]
  /** personal data found in the words, as it may be shown; null: nothing to warn of */
  warning: readonly { label: string; masked: string }[] | null
}

const questions: Record<FeedbackProps['verdict'], string> = {
  useful: '还有什么想说的',
  useless: '您想找什么，哪里没有帮到您',
  error: '哪里错了，应当是什么',
}

/** Thanks for the tap, and room for words that nobody has to write. */
export function FeedbackPage({ frame, token, about, verdict, longest, words, problems, warning }: FeedbackProps) {
  return (
    <Layout
      frame={frame}
      title="谢谢您的反馈"
      personal
      failed={problems.length > 0}
      trail={[{ name: '页面反馈', href: null }]}
    >
      <div className="reading form">
        <ErrorSummary problems={problems} />
        <h1>{verdict === 'error' ? '谢谢您指出错误' : '谢谢您的反馈'}</h1>
        <p>
          {verdict === 'error'
            ? '我们已经收到，3 个工作日内核实处理。写几句，我们改得更准；不写也可以。'
            : '已经记下。愿意的话可以再写几句；不写也可以。'}
        </p>
        <form method="post" action={paths.feedbackWords(token)} noValidate data-once="">
          <TextArea
            name="words"
            label={questions[verdict]}
            optional
            rows={5}
            longest={longest}
            hint="不用写姓名和电话。需要答复的，请写信或者拨打页脚的电话。"
            value={words}
            problems={problems}
          />
          {warning && (
            <div className="notice" role="alert">
              <p>
                您写的内容里有个人信息：
                {warning.map(({ label, masked }) => `${label} ${masked}`).join('，')}
                。改错用不到这些，请删去以后再发送。
              </p>
              <Checkbox
                name="warned"
                label="仍要这样发送"
                hint="身份证号码和银行卡号会被遮去后保存"
                problems={[]}
                checked={false}
              />
            </div>
          )}
          <div className="actions">
            <button type="submit" className="button">
              发送
            </button>
            <a className="button secondary" href={about}>
              回到刚才的页面
            </a>
          </div>
        </form>
      </div>
    </Layout>
  )
}

/** The words have arrived. */
export function FeedbackDonePage({ frame, about }: { frame: Frame; about: string }) {
  return (
    <Layout frame={frame} title="反馈已收到" personal trail={[{ name: '页面反馈', href: null }]}>
      <div className="reading">
        <section className="confirmation">
          <h1>
            <Glyph name="done" />
            反馈已收到
          </h1>
          <p>我们会在 3 个工作日内看到并处理。</p>
        </section>
        <p>
          <a href={about}>回到刚才的页面</a>
        </p>
      </div>
    </Layout>
  )
}
