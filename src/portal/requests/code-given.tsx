import { Glyph } from '../parts/glyph.tsx'

/** Number and query code, shown in full once; `once` says so. */
export function CodeGiven({
  title,
  number,
  code,
  once,
}: {
  title: string
  number: string
  code: string
  once: string
}) {
  return (
    <section className="confirmation">
      <h1>
        <Glyph name="done" />
        {title}
      </h1>
      <dl>
        <div>
          <dt>受理编号</dt>
          <dd className="code">{number}</dd>
        </div>
        <div>
          <dt>查询码</dt>
          <dd className="code">{code}</dd>
        </div>
      </dl>
      <p>{once}</p>
    </section>
  )
}
