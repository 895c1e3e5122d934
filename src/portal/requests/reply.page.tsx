import type { CalendarDate } from '../../law/calendar-date.ts'
import { citationText } from '../../law/citation.ts'
import type { Outcome, remedies } from '../../law/requests/outcome.ts'
import type { FileOfReply } from '../../records/redaction/for-public.ts'
import type { RequestOfApplicant } from '../../records/requests/for-public.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { sizeText } from '../parts/file-list.tsx'
import { Prose } from '../parts/prose.tsx'
import { paths } from '../paths.ts'
import { requestsColumn, requestsTrail } from './trail.ts'
import { whatNext } from './what-next.ts'

export interface ReplyProps {
  frame: Frame
  request: Pick<RequestOfApplicant, 'number' | 'title' | 'deliveredHow'>
  reply: { number: string; letter: string; on: CalendarDate; files: readonly FileOfReply[] }
  outcome: Pick<Outcome, 'group' | 'label' | 'cite' | 'refusesUnder141516'>
  remedies: ReturnType<typeof remedies>
  access: string
}

export function ReplyPage({ frame, request, reply, outcome, remedies, access }: ReplyProps) {
  const { bureau } = frame.site
  const { reconsiderationOrgan, court } = bureau.profile
  const told = outcome.label === outcome.group ? outcome.group : `${outcome.group}：${outcome.label}`
  return (
    <Layout
      frame={frame}
      title={`答复 ${request.number}`}
      personal
      column={requestsColumn}
      trail={requestsTrail(
        { name: '查办理进度', href: paths.status },
        { name: request.number, href: paths.request(access) },
        { name: '答复', href: null },
      )}
      section={paths.disclosure}
    >
      <div className="reading">
        <p className="number">{request.number}</p>
        <h1>{request.title}</h1>
        <section className="conclusion">
          <h2>结论</h2>
          <p className="outcome">{told}</p>
          <p>
            依据{citationText(outcome.cite)}，答复日期 <Day on={reply.on} />
            {request.deliveredHow && `，送达方式：${request.deliveredHow}`}。
          </p>
        </section>
        <article className="letter" aria-labelledby="letter-heading">
          <header>
            <h2 id="letter-heading">政府信息公开申请答复书</h2>
            <p>{reply.number}</p>
          </header>
          <Prose text={reply.letter} under={2} />
          <footer>
            <p>{bureau.name}</p>
            <p>
              <Day on={reply.on} />
            </p>
          </footer>
        </article>
        {reply.files.length > 0 && (
          <section aria-labelledby="files-heading">
            <h2 id="files-heading">随答复提供的文件</h2>
            <ul>
              {reply.files.map(({ id, name, size }) => (
                <li key={id}>
                  <a href={paths.replyFile(access, id, 'pdf')}>
                    {name}（PDF，{sizeText(size)}）
                  </a>
                  ，<a href={paths.replyFile(access, id, 'txt')}>{name.replace(/\.pdf$/, '')} 的文字版</a>
                </li>
              ))}
            </ul>
            <p className="aside">
              文件的每一页都是图像。使用读屏软件的，请打开文字版；扫描件没有文字版的，请与本机关联系。
            </p>
          </section>
        )}
        <p className="print-tools no-print">
          <button type="button" className="button secondary" data-print="" hidden>
            打印答复
          </button>
          <a className="button secondary" href={paths.replyLetter(access)}>
            保存 PDF
          </a>
        </p>
        <section aria-labelledby="remedies-heading">
          <h2 id="remedies-heading">对答复不服，可以这样做</h2>
          <p>{remedies.clause}</p>
          <dl className="facts">
            <div>
              <dt>行政复议</dt>
              <dd>
                向{reconsiderationOrgan || '复议机关'}申请，最晚 <Day on={remedies.reconsiderBy} weekday />
                <span className="more">按答复日期推算；实际收到答复较晚的，从收到之日起算</span>
              </dd>
            </div>
            <div>
              <dt>行政诉讼</dt>
              <dd>
                {remedies.sueBy ? (
                  <>
                    直接向{court || '人民法院'}起诉，最晚 <Day on={remedies.sueBy} weekday />
                  </>
                ) : (
                  <>应当先申请行政复议；对复议决定不服的，再自收到复议决定书之日起 15 日内向{court || '人民法院'}起诉</>
                )}
              </dd>
            </div>
          </dl>
          <p className="aside">依据：{remedies.cites.map(citationText).join('、')}</p>
        </section>
        <section aria-labelledby="what-next">
          <h2 id="what-next">这类情形怎么办</h2>
          <ul>
            {whatNext[outcome.group].map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
        <section className="own-acts no-print" aria-labelledby="more-acts">
          <h2 id="more-acts">您还可以</h2>
          <ul>
            <li>
              <a href={paths.own(access, 'pingjia')}>评价答复</a>
              <span className="more">不影响您的任何权利</span>
            </li>
            <li>
              <a href={paths.ownFiles(access)}>下载全部文件</a>
              <span className="more">申请、答复、回执和附件（ZIP）</span>
            </li>
          </ul>
          <form method="post" action={paths.own(access, 'zaiwen')}>
            <button type="submit" className="button secondary">
              就同一事项再问
            </button>
          </form>
        </section>
        <p>
          <a href={paths.request(access)}>返回办理进度</a>
        </p>
      </div>
    </Layout>
  )
}
