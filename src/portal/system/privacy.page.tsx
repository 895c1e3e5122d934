import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { paths } from '../paths.ts'

/** What is kept of visitors, and what is not: as the program does it. */
export function PrivacyPage({ frame }: { frame: Frame }) {
  const { name, profile } = frame.site.bureau
  return (
    <Layout frame={frame} title="隐私和版权" trail={[{ name: '隐私和版权', href: null }]}>
      <div className="reading">
        <h1>隐私和版权</h1>
        <p className="lead">浏览本网站不用登录，我们不追踪您看了什么。</p>
        <h2>浏览时</h2>
        <ul>
          <li>网页里没有统计脚本、广告和其他公司的内容。</li>
          <li>
            只有一个 Cookie：您在“无障碍浏览”里选择了显示方式以后，用它记住这个选择，一年有效。不选择就没有 Cookie。
          </li>
          <li>浏览次数由服务器按“哪一天、哪个网页、几次”计数，不保存您的网络地址，也不区分是谁。</li>
          <li>为防止滥用，服务器短时间在内存里按网络地址计算访问频率，不写入记录。</li>
        </ul>
        <h2>申请公开信息时</h2>
        <ul>
          <li>
            依照《政府信息公开条例》第二十九条，需要您的姓名或者名称、身份证明、联系方式和所需信息的描述，只用于办理这件申请。
          </li>
          <li>没有提交的草稿保存 7 天，然后删除。</li>
          <li>受理编号和查询码只有您有；查询页面不会被搜索引擎收录。</li>
        </ul>
        <h2>反馈网页时</h2>
        <p>点“有用”“没用”“报错”只记下是哪个网页。您写的话由工作人员查看，请不要写个人信息；发送前会提醒您。</p>
        <h2>您的权利</h2>
        <p>
          您可以依照《个人信息保护法》第四十四条至第四十七条查阅、更正或者要求删除您的个人信息，请联系
          {profile.disclosureOffice || name}
          {profile.phone && (
            <>
              ：<a href={`tel:${profile.phone.replace(/[^\d+]/g, '')}`}>{profile.phone}</a>
            </>
          )}
          。
        </p>
        <h2>版权和再利用</h2>
        <p>
          法律、法规、规章、公文不受著作权限制（《著作权法》第五条）。其他内容可以免费转载和再利用，请注明来源“{name}
          ”，不要改动原意。数据文件和接口见
          <a href={paths.data}>数据开放</a>。
        </p>
        <h2>离开本网站的链接</h2>
        <p>链接到政府网站以外时，会先说明您将离开。那里的个人信息保护由对方负责。</p>
      </div>
    </Layout>
  )
}
