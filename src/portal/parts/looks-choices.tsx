import { type Aid, type Looks, type LooksChange, type Size, type Theme, withLooks } from '../frame.ts'

interface Choice {
  name: string
  change: LooksChange
  chosen: (looks: Looks) => boolean
}

const aidNames: readonly [Aid, string][] = [
  ['spacing', '宽行距'],
  ['underline', '链接加下划线'],
  ['pointer', '大鼠标'],
  ['calm', '减少动画'],
]

const settings = (looks: Looks): readonly { title: string; choices: readonly Choice[] }[] => [
  {
    title: '模式',
    choices: [
      { name: '标准模式', change: { mode: 'standard' }, chosen: ({ mode }) => mode === 'standard' },
      { name: '长者模式', change: { mode: 'elder' }, chosen: ({ mode }) => mode === 'elder' },
      { name: '简洁模式', change: { mode: 'lite' }, chosen: ({ mode }) => mode === 'lite' },
    ],
  },
  {
    title: '字号',
    choices: (
      [
        ['1', '标准'],
        ['1.25', '大'],
        ['1.5', '特大'],
        ['2', '两倍'],
      ] satisfies [Size, string][]
    ).map(([size, name]) => ({ name, change: { size }, chosen: (looks) => looks.size === size })),
  },
  {
    title: '配色',
    choices: [
      { name: '跟随设备', change: { theme: 'auto' }, chosen: ({ theme }) => theme === null },
      ...(
        [
          ['light', '浅色'],
          ['dark', '深色'],
          ['hc-dark', '黑底高对比'],
          ['hc-light', '黄底高对比'],
        ] satisfies [Theme, string][]
      ).map(([theme, name]) => ({ name, change: { theme }, chosen: (looks: Looks) => looks.theme === theme })),
    ],
  },
  {
    title: '阅读辅助',
    choices: aidNames.map(([aid, name]) => {
      const on = looks.aids.includes(aid)
      const after = aidNames.map(([one]) => one).filter((one) => (one === aid ? !on : looks.aids.includes(one)))
      return { name, change: { aids: after.join(',') || 'none' }, chosen: () => on }
    }),
  },
]

/** Every way to see the site, as plain links to the same page; an aid that is on is switched off by its own link. */
export function LooksChoices({ url, looks, level }: { url: string; looks: Looks; level: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <>
      {settings(looks).map(({ title, choices }) => (
        <div key={title} className="looks">
          <Heading>{title}</Heading>
          <ul>
            {choices.map(({ name, change, chosen }) => (
              <li key={name}>
                <a href={withLooks(url, change)} rel="nofollow" aria-current={chosen(looks) ? 'true' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
