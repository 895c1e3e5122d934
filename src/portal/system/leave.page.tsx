import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { paths } from '../paths.ts'

export interface LeaveProps {
  frame: Frame
  /** null: no address a browser could open safely */
  to: URL | null
  /** the visitor comes from a page of this site, so the address is one of ours */
  ours: boolean
}

/** Says that what follows is no page of the government. It never leads on by itself. */
export function LeavePage({ frame, to, ours }: LeaveProps) {
  const { name } = frame.site.bureau
  return (
    <Layout frame={frame} title="离开本网站" personal trail={[{ name: '离开本网站', href: null }]}>
      <div className="reading">
        {to === null ? (
          <>
            <h1>这个链接不能打开</h1>
            <p>网址不完整，或者不是网页的地址。</p>
          </>
        ) : (
          <>
            <h1>您将离开本网站</h1>
            <p>
              下面的网址属于 <strong className="host">{to.hostname}</strong>
              ，不是{name}的网站。那里的内容和个人信息保护由对方负责，请留意不要输入证件号码和密码。
            </p>
            <p className="address">{to.href}</p>
            {ours ? (
              <p className="actions">
                <a className="button" href={to.href} rel="noreferrer nofollow" data-leaves="">
                  继续前往
                </a>
              </p>
            ) : (
              <p>这个链接不是从本网站的页面打开的，请确认来源可靠；确实要去，请自己把网址复制到浏览器里。</p>
            )}
          </>
        )}
        <p>
          <a href={paths.home}>回到本网站首页</a>
        </p>
      </div>
    </Layout>
  )
}
