import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { Email } from '../parts/email.tsx'
import { paths } from '../paths.ts'
import { requestsColumn, requestsTrail } from './trail.ts'

export interface EntryProps {
  frame: Frame
  /** the guide, once it is published */
  guideHref: string | null
}

export function EntryPage({ frame, guideHref }: EntryProps) {
  const { name, profile } = frame.site.bureau
  const office = profile.disclosureOffice || name
  return (
    <Layout frame={frame} title="依申请公开" column={requestsColumn} trail={requestsTrail()} section={paths.disclosure}>
      <div className="reading">
        <h1>申请公开政府信息</h1>
        <p className="lead">向{name}申请获取没有主动公开的政府信息。不需要说明用途，也不收申请费。</p>
        <div className="actions">
          <form method="post" action={paths.start}>
            <button type="submit" className="button">
              开始申请
            </button>
          </form>
          <a className="button secondary" href={paths.status}>
            查询进度
          </a>
        </div>
        <h2>申请前请先看</h2>
        <dl className="facts">
          <div>
            <dt>谁可以申请</dt>
            <dd>公民、法人和其他组织都可以，需要提供身份证明和联系方式。</dd>
          </div>
          <div>
            <dt>要准备什么</dt>
            <dd>
              申请人姓名或名称、证件号码、联系电话；所需信息的名称、文号，或者其他便于查找的描述。填完大约需要 5 分钟。
            </dd>
          </div>
          <div>
            <dt>多久答复</dt>
            <dd>
              自收到申请之日起 20 个工作日内答复。需要延长的，最多再延长 20 个工作日，并会告知您。可以用
              <a href={paths.calculator}>答复期限计算器</a>算出具体日期。
            </dd>
          </div>
          <div>
            <dt>收不收费</dt>
            <dd>不收费。申请数量、频次明显超过合理范围的，可以收取信息处理费，收费前会先通知您。</dd>
          </div>
        </dl>
        <h2>这些事项不用申请公开</h2>
        <ul>
          <li>
            已经公开的信息，可以直接在<a href={paths.disclosure}>政府信息公开专栏</a>查看；别人申请过的，看看
            <a href={paths.answers}>答复选登</a>。
          </li>
          <li>
            信访、投诉、举报和咨询不按政府信息公开申请处理。举报事故隐患，请拨打 <a href="tel:12350">12350</a>
            ；其他诉求请拨打 <a href="tel:12345">12345</a>。
          </li>
        </ul>
        <h2>还可以这样申请</h2>
        <table className="plain stack">
          <caption className="sr">各种申请方式和收到日期的计算</caption>
          <thead>
            <tr>
              <th scope="col">方式</th>
              <th scope="col">怎么办</th>
              <th scope="col">哪一天算收到</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">网上提交</th>
              <td data-label="怎么办">在本页选择“开始申请”，任何时间都可以提交</td>
              <td data-label="哪一天算收到">工作人员与您确认之日</td>
            </tr>
            <tr>
              <th scope="row">当面提交</th>
              <td data-label="怎么办">
                {profile.address}，{profile.officeHours}。书写有困难的，可以口头提出，由工作人员代为填写
              </td>
              <td data-label="哪一天算收到">提交之日</td>
            </tr>
            <tr>
              <th scope="row">邮寄</th>
              <td data-label="怎么办">
                {profile.address}，{office}收{profile.postcode && `，邮编 ${profile.postcode}`}
                。信封请注明“政府信息公开申请”
              </td>
              <td data-label="哪一天算收到">挂号信、快递为签收之日；平信为工作人员收到信件当日与您确认之日</td>
            </tr>
            {profile.fax && (
              <tr>
                <th scope="row">传真</th>
                <td data-label="怎么办">{profile.fax}，发送后请来电确认</td>
                <td data-label="哪一天算收到">双方确认之日</td>
              </tr>
            )}
            {profile.email && (
              <tr>
                <th scope="row">电子邮件</th>
                <td data-label="怎么办">
                  <Email to={profile.email} />
                </td>
                <td data-label="哪一天算收到">双方确认之日</td>
              </tr>
            )}
          </tbody>
        </table>
        <p>
          需要帮助，请联系{office}
          {profile.phone && (
            <>
              ：<a href={`tel:${profile.phone}`}>{profile.phone}</a>
            </>
          )}
          {profile.officeHours && `（${profile.officeHours}）`}。
          {guideHref && (
            <>
              更多说明见<a href={guideHref}>政府信息公开指南</a>。
            </>
          )}
        </p>
      </div>
    </Layout>
  )
}
