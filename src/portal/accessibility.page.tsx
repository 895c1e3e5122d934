import { type Frame, type Looks, type Size, type Theme, withLooks } from './frame.ts'
import { Layout } from './layout.tsx'
import { paths } from './paths.ts'

export interface AccessibilityProps {
  frame: Frame
  /** the page to go back to with the chosen looks: a path of this site */
  from: string
}

type Change = Parameters<typeof withLooks>[1]

const settings: readonly {
  title: string
  choices: readonly { name: string; change: Change; chosen: (looks: Looks) => boolean }[]
}[] = [
  {
    title: '模式',
    choices: [
      { name: '标准模式', change: { mode: 'standard' }, chosen: ({ mode }) => mode === 'standard' },
      { name: '长者模式', change: { mode: 'elder' }, chosen: ({ mode }) => mode === 'elder' },
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
]

export function AccessibilityPage({ frame, from }: AccessibilityProps) {
  const { profile, name } = frame.site.bureau
  const { looks } = frame.visit
  return (
    <Layout frame={frame} title="无障碍浏览" address={paths.accessibility} trail={[{ name: '无障碍浏览', href: null }]}>
      <div className="reading">
        <h1>无障碍浏览</h1>
        <section className="settings" aria-labelledby="settings-heading">
          <h2 id="settings-heading">浏览设置</h2>
          <p>选择以后回到刚才的页面，整个网站都会保持您的选择。</p>
          {settings.map(({ title, choices }) => (
            <nav key={title} aria-label={title}>
              <h3>{title}</h3>
              <ul>
                {choices.map(({ name, change, chosen }) => (
                  <li key={name}>
                    <a href={withLooks(from, change)} aria-current={chosen(looks) ? 'true' : undefined}>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          ))}
        </section>
        <h2>无障碍声明</h2>
        <p>
          本网站按照《信息技术 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668-2019）二级和 WCAG 2.2 AA
          级的要求建设。
        </p>
        <ul>
          <li>全部功能不使用鼠标、不启用脚本也能完成，包括提交申请和查询进度。</li>
          <li>页面放大到 400%、屏幕窄到 320 像素时不需要左右滚动，统计表除外。</li>
          <li>颜色不单独表达含义，旁边都有文字和形状。</li>
          <li>不使用图形验证码、弹窗和自动轮播。</li>
          <li>按 Tab 键移动，按 Enter 键打开；页面最前面有“跳到主要内容”。</li>
        </ul>
        <h2>遇到困难请告诉我们</h2>
        <p>
          看不清、听不到、用不了的地方，请联系{name}
          {profile.phone && (
            <>
              ：<a href={`tel:${profile.phone}`}>{profile.phone}</a>
            </>
          )}
          {profile.email && (
            <>
              ，<a href={`mailto:${profile.email}`}>{profile.email}</a>
            </>
          )}
          。阅读、书写有困难的，可以到{profile.address || name}口头提出申请，由工作人员代为填写，见
          <a href={paths.requests}>依申请公开</a>。
        </p>
      </div>
    </Layout>
  )
}
