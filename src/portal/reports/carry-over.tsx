import { applicantLabel, type CarriedOver, type YearOfChain } from '../../law/reports/year-on-year.ts'
import { countText } from '../numbers.ts'
import { Scroller } from '../parts/scroller.tsx'

const [width, boxHeight, gap] = [400, 64, 52]

const signs = { agrees: '＝', differs: '≠', unknown: '？' } as const

type Way = keyof typeof signs

function wayOf(all: readonly CarriedOver[]): Way {
  if (all.some(({ agrees }) => agrees === false)) return 'differs'
  return all[0]?.agrees ? 'agrees' : 'unknown'
}

const figure = (value: number | null) => (value === null ? '未填报' : countText(value))

function finding(chain: readonly YearOfChain[]): string {
  const ways = chain.flatMap(({ fromBefore }) => (fromBefore ? [wayOf(fromBefore)] : []))
  const [differing, unknown] = [
    ways.filter((way) => way === 'differs').length,
    ways.filter((way) => way === 'unknown').length,
  ]
  if (differing > 0) return `有${differing}处结转数前后不一致`
  if (unknown === 0) return '各年结转的申请数量首尾相接'
  return unknown === ways.length
    ? '缺少相邻年度的报告，结转数无法核对'
    : '能核对的结转数首尾相接，其余缺少相邻年度的报告'
}

const words = ({ out, into }: CarriedOver, way: Way): string => {
  if (way === 'unknown') return '缺少一方的数字，无法核对'
  if (way === 'agrees') return `结转下年度 ${figure(out)} ＝ 上年结转 ${figure(into)}`
  return out === into ? '总数相同，分申请人的数字不同，见下表' : `结转下年度 ${figure(out)} ≠ 上年结转 ${figure(into)}`
}

/** The chain of years: what one report carries out, the next must carry in. The table below says the same by applicant. */
export function CarryOver({ chain }: { chain: readonly YearOfChain[] }) {
  const links = chain.flatMap((one, place) => {
    const total = one.fromBefore?.[0]
    return one.fromBefore && total ? [{ ...one, place, way: wayOf(one.fromBefore), total, all: one.fromBefore }] : []
  })
  const height = chain.length * boxHeight + links.length * gap
  const title = finding(chain)
  return (
    <section className="carry-over" aria-labelledby="carry-over-heading">
      <h2 id="carry-over-heading">{title}</h2>
      <p>一份报告的“结转下年度继续办理”应当等于下一年报告的“上年结转”。单位：件。</p>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}：${links
          .map(({ year, way, total }) => `${year - 1}年到${year}年，${words(total, way)}`)
          .join('；')}`}
      >
        {chain.map(({ year, reported, carriedIn, carriedOut }, place) => {
          const top = place * (boxHeight + gap)
          return (
            <g key={year} className={reported ? undefined : 'missing'}>
              <rect x="1" y={top + 1} width={width - 2} height={boxHeight - 2} rx="4" />
              <text x="16" y={top + 38} className="year">
                {year}年
              </text>
              <text x="104" y={top + 38}>
                {reported ? `上年结转 ${figure(carriedIn)}　结转下年度 ${figure(carriedOut)}` : '本站没有这一年的报告'}
              </text>
            </g>
          )
        })}
        {links.map(({ year, place, way, total }) => {
          const top = place * (boxHeight + gap) - gap
          return (
            <g key={year} className={way}>
              <path d={`M40 ${top}v${gap}`} />
              {way === 'differs' && <path d={`M46 ${top}v${gap}`} />}
              <circle cx={way === 'differs' ? 43 : 40} cy={top + gap / 2} r="15" />
              <text x={way === 'differs' ? 43 : 40} y={top + gap / 2 + 6} textAnchor="middle" className="sign">
                {signs[way]}
              </text>
              <text x="72" y={top + gap / 2 + 6}>
                {words(total, way)}
              </text>
            </g>
          )
        })}
      </svg>
      <details>
        <summary>查看数据表（分申请人）</summary>
        <Scroller label="各年结转的申请数量">
          <table className="plain">
            <caption className="sr">各年结转的申请数量（件）</caption>
            <thead>
              <tr>
                <th scope="col">年度</th>
                <th scope="col">申请人</th>
                <th scope="col" className="number">
                  上一年报告的结转下年度
                </th>
                <th scope="col" className="number">
                  本年报告的上年结转
                </th>
                <th scope="col">核对</th>
              </tr>
            </thead>
            {links.map(({ year, all }) => (
              <tbody key={year}>
                {all.map(({ applicants, out, into, agrees }, line) => (
                  <tr key={applicants}>
                    {line === 0 && (
                      <th scope="rowgroup" rowSpan={all.length}>
                        {year - 1}→{year}
                      </th>
                    )}
                    <th scope="row">{applicantLabel(applicants)}</th>
                    <td className="number">{figure(out)}</td>
                    <td className="number">{figure(into)}</td>
                    <td>{agrees === null ? '无法核对' : agrees ? '一致' : '不一致'}</td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </Scroller>
      </details>
    </section>
  )
}
