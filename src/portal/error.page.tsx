import type { ReactNode } from 'react'
import { dayInChina } from '../platform/clock.ts'
import { dayText } from './days.tsx'
import type { Frame, NavEntry } from './frame.ts'
import { Layout } from './layout.tsx'
import { SearchForm } from './parts/search-form.tsx'
import { paths } from './paths.ts'

export type Failure =
  | { status: 400 | 429 | 500 }
  /** `near`: where what was looked for is likely to be */
  | { status: 404; near?: NavEntry | null }
  | { status: 410; withdrawnAt: Date; reason: string }
  /** the server is being mended; `until` in words, where it is known */
  | { status: 503; until: string | null }

interface Words {
  title: string
  words: ReactNode
}

function wordsOf(failure: Failure): Words {
  switch (failure.status) {
    case 400:
      return {
        title: '这个网址或表单不完整',
        words: <p>请回到上一页重新操作。您已保存的申请草稿不受影响。</p>,
      }
    case 404:
      return {
        title: '没有找到这个页面',
        words: (
          <>
            <p>网址可能输错了，或者页面已经移走。可以从下面的入口继续找。</p>
            {failure.near && (
              <p>
                您要找的可能在：<a href={failure.near.href}>{failure.near.name}</a>
              </p>
            )}
          </>
        ),
      }
    case 410:
      return {
        title: '本页已撤下',
        words: (
          <p>
            本页于{dayText(dayInChina(failure.withdrawnAt))}撤下，原因：{failure.reason}
          </p>
        ),
      }
    case 429:
      return {
        title: '操作太频繁，请稍后再试',
        words: <p>为了保护申请人的信息，短时间内多次查询会暂停。请等 1 分钟后再试，您的申请不受影响。</p>,
      }
    case 500:
      return {
        title: '网站出错了',
        words: <p>不是您的操作有误，我们已记录这个错误。请稍后再试；已经显示回执的申请都已保存，不用重复提交。</p>,
      }
    case 503:
      return {
        title: '网站正在维护',
        words: (
          <p>
            {failure.until ? `预计${failure.until}恢复。` : '很快就会恢复。'}
            已经提交的申请都已保存，答复期限不受维护影响。
          </p>
        ),
      }
  }
}

/** The words of an address that leads nowhere, as far as it has any. */
export function wordsOfAddress(url: string): string {
  const last = url.split('?')[0]?.split('/').filter(Boolean).at(-1) ?? ''
  let said = last
  try {
    said = decodeURIComponent(last)
  } catch {
    // taken as it stands
  }
  const words = said
    .replace(/\.[a-z]{1,5}$/i, '')
    .replace(/[-_+.%]+/g, ' ')
    .trim()
  return /\p{L}{2}/u.test(words) ? [...words].slice(0, 60).join('') : ''
}

export function ErrorPage({ frame, failure }: { frame: Frame; failure: Failure }) {
  const { title, words } = wordsOf(failure)
  const { phone, dutyPhone } = frame.site.bureau.profile
  const reachable = failure.status !== 503
  return (
    <Layout
      frame={frame}
      title={title}
      personal
      trail={[{ name: title, href: null }]}
      searches={failure.status === 404 || !reachable}
    >
      <div className="reading error-page">
        <p className="status">{failure.status}</p>
        <h1>{title}</h1>
        {words}
        {failure.status === 404 && (
          <SearchForm id="search" query={wordsOfAddress(frame.visit.url)} label="在本网站找这个页面" />
        )}
        {reachable && (
          <ul className="ways">
            <li>
              <a href={paths.home}>首页</a>
            </li>
            <li>
              <a href={paths.disclosure}>政府信息公开专栏</a>
            </li>
            <li>
              <a href={paths.status}>查办理进度</a>
            </li>
            <li>
              <a href={paths.siteMap}>网站地图</a>
            </li>
          </ul>
        )}
        <p>
          需要帮助，请拨打
          {reachable && phone && (
            <>
              总机 <a href={`tel:${phone}`}>{phone}</a>，或者
            </>
          )}
          值班电话 {dutyPhone ? <a href={`tel:${dutyPhone}`}>{dutyPhone}</a> : '12345'}。
        </p>
      </div>
    </Layout>
  )
}
