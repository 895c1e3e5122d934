import { Button } from 'antd'
import { Suspense, useState } from 'react'
import { NavLink, Outlet } from 'react-router'
import type { Session } from '../../api/contract/session.ts'
import { PasswordDialog, useSession } from './session.tsx'

type Role = Session['staff']['roles'][number]

const entries: { to: string; name: string; for?: readonly Role[] }[] = [
  { to: '/', name: '工作台' },
  { to: '/requests', name: '依申请公开' },
  { to: '/letter-templates', name: '文书模板' },
  { to: '/documents', name: '信息发布' },
  { to: '/normative', name: '规范性文件' },
  { to: '/registers', name: '台账' },
  { to: '/columns', name: '栏目目录' },
  { to: '/catalogue', name: '公开目录' },
  { to: '/guide', name: '公开指南' },
  { to: '/organisation', name: '机构与联系方式' },
  { to: '/answers', name: '答复选登' },
  { to: '/topics', name: '专题' },
  { to: '/reports', name: '年度报告' },
  { to: '/audits', name: '年报核对', for: ['disclosure-office', 'approving-leader', 'supervisor'] },
  { to: '/leaks', name: '公开把关' },
  { to: '/feedback', name: '网页反馈' },
  { to: '/search', name: '站内搜索' },
  { to: '/lexicon', name: '词库' },
  { to: '/calendar', name: '工作日历' },
  { to: '/reminding', name: '提醒和订阅' },
  { to: '/delegations', name: '代办授权' },
  { to: '/site', name: '网站状态' },
]

/** The shell around every screen: where one can go, who is signed in. */
export function Frame() {
  const { session, signOut } = useSession()
  const [changing, setChanging] = useState(false)
  return (
    <div className="frame">
      <a className="skip" href="#main">
        跳到主要内容
      </a>
      <nav className="rail" aria-label="主导航">
        <p className="name">
          {session.bureau.name}
          <small>政务公开工作台</small>
        </p>
        <ul>
          {entries
            .filter((entry) => !entry.for || entry.for.some((role) => session.staff.roles.includes(role)))
            .map(({ to, name }) => (
              <li key={to}>
                <NavLink to={to} end={to === '/'}>
                  {name}
                </NavLink>
              </li>
            ))}
        </ul>
      </nav>
      <div>
        <header className="topbar">
          <a href="/" target="_blank" rel="noreferrer">
            打开门户
          </a>
          <span className="push">
            {session.staff.name}
            {session.staff.section && <span className="nil">（{session.staff.section}）</span>}
          </span>
          <Button size="small" onClick={() => setChanging(true)}>
            修改密码
          </Button>
          <Button size="small" onClick={signOut}>
            退出
          </Button>
        </header>
        <main id="main" className="content">
          <Suspense fallback={<p className="nil">正在打开…</p>}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </div>
  )
}
