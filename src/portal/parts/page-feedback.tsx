import { paths } from '../paths.ts'

/** One tap under every public page; words are asked for afterwards. */
export function PageFeedback({ address }: { address: string }) {
  const [path] = address.split('?')
  return (
    <section className="page-feedback" aria-labelledby="feedback-heading">
      <div className="wrap">
        <form method="post" action={paths.feedback}>
          <h2 id="feedback-heading">本页有用吗？</h2>
          <input type="hidden" name="page" value={path} />
          <button type="submit" className="button quiet" name="verdict" value="useful">
            有用
          </button>
          <button type="submit" className="button quiet" name="verdict" value="useless">
            没用
          </button>
          <button type="submit" className="button quiet" name="verdict" value="error">
            报错
          </button>
        </form>
      </div>
    </section>
  )
}
