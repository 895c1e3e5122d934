import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { paths } from '../paths.ts'
import { CodeGiven } from './code-given.tsx'
import { requestsColumn, requestsTrail } from './trail.ts'

/** Where those get a code who have no e-mail with us: in person, with a document. */
export function InPerson({ frame }: { frame: Frame }) {
  const { name, profile } = frame.site.bureau
  return (
    <>
      请携带身份证件到{profile.address || name}
      {profile.officeHours && `（${profile.officeHours}）`}
      查询
      {profile.phone && (
        <>
          ，来之前可以先拨打 <a href={`tel:${profile.phone}`}>{profile.phone}</a> 询问
        </>
      )}
      。为了保护您的信息，电话里不告知查询码。
    </>
  )
}

const shared = (frame: Frame, title: string) => ({
  ...{ frame, title, personal: true, column: requestsColumn, section: paths.disclosure },
  trail: requestsTrail({ name: '查办理进度', href: paths.status }, { name: title, href: null }),
})

/** The same whether or not number and address belong together. */
export function CodeAskedPage({ frame, email }: { frame: Frame; email: string }) {
  return (
    <Layout {...shared(frame, '请查收邮件')}>
      <div className="reading">
        <h1>请查收邮件</h1>
        <p>
          如果信息相符，我们已向 <strong>{email}</strong> 发送补发查询码的邮件，1 小时内有效。
        </p>
        <p>几分钟后仍没有收到的，请看看垃圾邮件，再核对受理编号和申请时填写的电子邮箱。每件申请一天最多发送 3 次。</p>
        <p>
          没有填写过电子邮箱，或者邮箱已经不用的，
          <InPerson frame={frame} />
        </p>
        <p>
          <a className="button secondary" href={paths.status}>
            返回查办理进度
          </a>
        </p>
      </div>
    </Layout>
  )
}

export function TakeCodePage({ frame, token }: { frame: Frame; token: string }) {
  return (
    <Layout {...shared(frame, '补发查询码')} address={paths.recovery}>
      <div className="reading form">
        <h1>补发查询码</h1>
        <p>新的查询码只显示一次，请准备好纸笔，或者在显示后拍照、打印。原来的查询码仍然有效。</p>
        <form method="post" action={paths.recoveryLink(token)}>
          <button type="submit" className="button">
            显示新的查询码
          </button>
        </form>
      </div>
    </Layout>
  )
}

export function CodeGivenPage({
  frame,
  number,
  code,
  access,
}: {
  frame: Frame
  number: string
  code: string
  access: string
}) {
  return (
    <Layout {...shared(frame, '新的查询码')} address={paths.recovery}>
      <div className="reading receipt">
        <CodeGiven
          title="新的查询码"
          number={number}
          code={code}
          once="查询码只在这里显示一次。请现在抄下来、拍照或者打印本页。"
        />
        <p className="print-tools">
          <a className="button" href={paths.request(access)}>
            查询进度
          </a>
          <button type="button" className="button secondary" data-print="" hidden>
            打印本页
          </button>
        </p>
      </div>
    </Layout>
  )
}

export function LinkOverPage({ frame, again }: { frame: Frame; again: boolean }) {
  return (
    <Layout {...shared(frame, '链接已经失效')} address={paths.recovery}>
      <div className="reading">
        <h1>链接已经失效</h1>
        <p>
          这个链接已经用过，或者超过了 1 小时，或者没有复制完整。原来的查询码，以及用这个链接取得的查询码，都仍然有效。
        </p>
        {again && <p>还需要补发的，请回到“查办理进度”，打开“忘记查询码怎么办”，再申请一次。</p>}
        <p>
          邮箱收不到邮件的，
          <InPerson frame={frame} />
        </p>
        <p>
          <a className="button" href={paths.status}>
            返回查办理进度
          </a>
        </p>
      </div>
    </Layout>
  )
}
