import type { PolicyView } from '../../api/contract/normative.ts'
import { dayText } from '../parts/day.ts'
import { Light } from '../parts/Light.tsx'
import { unitText } from './words.ts'

/** The light of an interpretation: the lights of the desk while it waits, words once it is settled. */
export function ClockLight({ clock }: { clock: PolicyView['clock'] }) {
  const { state, dueOn, left, unit, interpretedOn, provisional } = clock
  if (state === 'exempt') return <span>不需要解读</span>
  if (interpretedOn !== null) {
    return (
      <span>
        {state === 'done' ? '✓ 按期解读' : '✓ 已解读，晚于期限'}（{dayText(interpretedOn)}）
      </span>
    )
  }
  return (
    <>
      {unit === 'working' ? (
        <Light dueOn={dueOn} leftWorkingDays={left} paused={false} extended={false} />
      ) : (
        <span>{(left ?? 0) < 0 ? `■ 超期 ${-(left ?? 0)} ${unitText[unit]}` : `还剩 ${left} ${unitText[unit]}`}</span>
      )}
      <span className="nil">
        应于 {dayText(dueOn)} 前解读{provisional && '（预估）'}
      </span>
    </>
  )
}
