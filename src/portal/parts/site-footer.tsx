import type { ReactNode } from 'react'
import { Minute } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { paths } from '../paths.ts'

const digitsOf = (text: string) => text.replace(/\D/g, '')

/**
 * The seven slots a government site must fill, each in an element that machines find by `data-furniture`.
 * `canonical` null: the page belongs to one visitor, and its address stays out of links to other sites.
 */
export function SiteFooter({ frame, canonical }: { frame: Frame; canonical: string | null }) {
  const { site, visit } = frame
  const { name, profile } = site.bureau
  const page = `https://${profile.domain}${canonical ?? paths.home}`
  const code = profile.siteIdCode.trim()
  return (
    <footer id="footer" className="site-footer" tabIndex={-1}>
      <div className="wrap">
        <section className="contact" aria-labelledby="contact-heading">
          <h2 id="contact-heading">联系我们</h2>
          <dl>
            <Contact label="地址" value={profile.address} more={profile.postcode && `邮编 ${profile.postcode}`} />
            <Contact label="总机" value={profile.phone} phone />
            <Contact label="值班电话" value={profile.dutyPhone} phone more="二十四小时" />
            <Contact label="办公时间" value={profile.officeHours} />
          </dl>
        </section>
        <nav className="footer-links" aria-label="网站信息">
          <ul>
            <li data-furniture="site-map">
              <a href={paths.siteMap}>网站地图</a>
            </li>
            <li>
              <a href={paths.accessibility}>无障碍声明</a>
            </li>
            <li>
              <a href={paths.about}>关于我们</a>
            </li>
            <li>
              <a href={paths.privacy}>隐私和版权</a>
            </li>
            <li>
              <a href={paths.feeds}>RSS 订阅</a>
            </li>
            <li>
              <a href={paths.data}>数据开放</a>
            </li>
            <li>
              <a href={paths.serviceStatus}>服务状态</a>
            </li>
            <li data-furniture="find-errors">
              {code ? (
                <a
                  href={`https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=${code}&url=${encodeURIComponent(page)}`}
                >
                  我为政府网站找错
                </a>
              ) : (
                <Missing what="我为政府网站找错" />
              )}
            </li>
            <li>
              <a href="tel:12345">政务服务热线 12345</a>
            </li>
          </ul>
        </nav>
        <ul className="furniture">
          <li data-furniture="party-mark">党政机关网站</li>
          <li data-furniture="organiser">
            <Slot label="主办单位" value={profile.organiser} />
          </li>
          <li data-furniture="undertaker">
            <Slot label="承办单位" value={profile.undertaker} />
          </li>
          <li data-furniture="site-id-code">
            <Slot label="网站标识码" value={code} />
          </li>
          <li data-furniture="icp">
            <Slot label="ICP备案号" value={profile.icp} href="https://beian.miit.gov.cn/" />
          </li>
          <li data-furniture="police-record">
            <Slot
              label="公安备案号"
              value={profile.policeRecord}
              href={`https://beian.mps.gov.cn/#/query/webSearch?code=${digitsOf(profile.policeRecord)}`}
            />
          </li>
        </ul>
        {canonical !== null && <p className="printed">网址：{page}</p>}
        <p className="made">
          © {name} · 本页生成于 <Minute at={visit.generatedAt} />
        </p>
      </div>
    </footer>
  )
}

function Contact({
  label,
  value,
  more,
  phone = false,
}: {
  label: string
  value: string
  more?: string
  phone?: boolean
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value.trim() === '' ? (
          <Missing />
        ) : phone ? (
          <a href={`tel:${value.replace(/[^\d+]/g, '')}`}>{value}</a>
        ) : (
          value
        )}
        {more && <span className="more">{more}</span>}
      </dd>
    </div>
  )
}

function Slot({ label, value, href }: { label: string; value: string; href?: string }): ReactNode {
  if (value.trim() === '') return <Missing what={label} />
  return (
    <>
      {label}：{href ? <a href={href}>{value}</a> : value}
    </>
  )
}

/** A slot nobody filled yet says so: it is not left out, because the site may not stay like this. */
function Missing({ what }: { what?: string }) {
  return <span data-missing="">{what ? `${what}：待补充` : '待补充'}</span>
}
