import { minuteInChina } from '../../platform/clock.ts'
import { paths } from '../paths.ts'

/** Planned work on the site, told before it begins and while it lasts. */
export function OutageNote({
  outage,
  now,
}: {
  outage: { beginsAt: Date; endsAt: Date; words: string } | null
  now: Date
}) {
  if (!outage) return null
  const begun = outage.beginsAt <= now
  return (
    <section className="outage-note" aria-label="网站维护通知">
      <p className="wrap">
        <strong>{begun ? '网站正在维护' : '网站将要维护'}</strong>
        <span>
          {minuteInChina(outage.beginsAt)} 至 {minuteInChina(outage.endsAt)}，{outage.words}
        </span>
        <a href={paths.serviceStatus}>服务状态</a>
      </p>
    </section>
  )
}
