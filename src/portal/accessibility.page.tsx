import type { Frame } from './frame.ts'
import { Layout } from './layout.tsx'
import { Email } from './parts/email.tsx'
import { LooksChoices } from './parts/looks-choices.tsx'
import { paths } from './paths.ts'

export interface AccessibilityProps {
  frame: Frame
  /** the page to go back to with the chosen looks: a path of this site */
  from: string
}

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
          <LooksChoices url={from} looks={looks} level={3} />
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
              ，<Email to={profile.email} />
            </>
          )}
          。阅读、书写有困难的，可以到{profile.address || name}口头提出申请，由工作人员代为填写，见
          <a href={paths.requests}>依申请公开</a>。
        </p>
      </div>
    </Layout>
  )
}
