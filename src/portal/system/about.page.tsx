import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { Email } from '../parts/email.tsx'
import { paths } from '../paths.ts'

/** Who keeps the site, what it offers, how to reach them. */
export function AboutPage({ frame }: { frame: Frame }) {
  const { name, profile } = frame.site.bureau
  return (
    <Layout frame={frame} title="关于我们" trail={[{ name: '关于我们', href: null }]}>
      <div className="reading">
        <h1>关于我们</h1>
        <p className="lead">
          本网站是{name}的政务公开网站，由{profile.organiser || name}主办
          {profile.undertaker && `、${profile.undertaker}承办`}。
        </p>
        <h2>在这里可以做什么</h2>
        <ul>
          <li>
            查看<a href={paths.disclosure}>依法主动公开的信息</a>和<a href={paths.reports}>历年年度报告</a>
          </li>
          <li>
            <a href={paths.requests}>申请公开</a>没有公开的信息，<a href={paths.status}>查询办理进度</a>
          </li>
          <li>
            <a href={paths.feeds}>订阅更新</a>，下载<a href={paths.data}>开放数据</a>
          </li>
        </ul>
        <h2>联系方式</h2>
        <dl className="facts">
          {(
            [
              ['地址', profile.address],
              ['邮编', profile.postcode],
              ['总机', profile.phone],
              ['值班电话', profile.dutyPhone],
              ['传真', profile.fax],
              ['电子邮箱', profile.email],
              ['办公时间', profile.officeHours],
              ['政府信息公开工作机构', profile.disclosureOffice],
            ] as const
          )
            .filter(([, value]) => value.trim() !== '')
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {label === '总机' || label === '值班电话' ? (
                    <a href={`tel:${value.replace(/[^\d+]/g, '')}`}>{value}</a>
                  ) : label === '电子邮箱' ? (
                    <Email to={value} />
                  ) : (
                    value
                  )}
                </dd>
              </div>
            ))}
        </dl>
        <h2>使用本网站</h2>
        <p>
          网站上的政府信息以发布时的文本为准，更正会在原页面注明。发现错误，请用每页下方的“报错”，或者页脚的“我为政府网站找错”。
        </p>
        <p>
          网站不设登录，不收费，没有广告。显示效果可以在页面最上方的“无障碍浏览”里调整，声明见
          <a href={paths.accessibility}>无障碍浏览</a>；网络慢时可以用<a href={paths.lite}>简洁模式</a>。
        </p>
        <p>
          网站软件“昭明”是开放源代码的（Apache-2.0）。安全问题请按
          <a href="/.well-known/security.txt">security.txt</a> 联系我们。
        </p>
      </div>
    </Layout>
  )
}
