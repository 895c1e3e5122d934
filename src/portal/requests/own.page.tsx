import type { RequestOfApplicant } from '../../records/requests/for-public.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Checkbox, Radios, TextArea, TextField } from '../parts/fields.tsx'
import { FileField } from '../parts/file-field.tsx'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'
import { longestSaid, type OwnActName, type OwnField } from './forms/own.ts'
import type { Typed } from './forms/typed.ts'
import { requestsColumn, requestsTrail } from './trail.ts'

interface ActWords {
  title: string
  /** what happens, said before the form */
  before: string
  button: string
  /** said on the progress page once it is done */
  done: string
}

export const ownActWords: Record<OwnActName, ActWords> = {
  buzheng: {
    title: '补正申请',
    before: '请按补正告知书写明。收到补正后，答复期限从零重新计算。',
    button: '提交补正',
    done: '已收到您的补正，答复期限重新计算。',
  },
  buchong: {
    title: '补充材料',
    before: '可以补充说明，也可以上传材料。补充材料不改变答复期限。',
    button: '提交补充材料',
    done: '已收到您的补充材料，工作人员会看到。',
  },
  chehui: {
    title: '撤回申请',
    before: '撤回后，这件申请不再办理，也不能恢复；以后仍可以重新申请。',
    button: '撤回申请',
    done: '申请已撤回。',
  },
  lianxi: {
    title: '修改联系方式',
    before: '只填写要修改的，留空的保持不变。为保护您的信息，这里不显示原来填写的内容。',
    button: '保存',
    done: '联系方式已修改。',
  },
  cuiban: {
    title: '催办',
    before: '催办会作为待办事项送给承办人员。每 5 个工作日可以催办一次。',
    button: '催办',
    done: '催办已送达承办人员。',
  },
  pingjia: {
    title: '评价答复',
    before: '评价只用于改进工作，不影响您申请复议、提起诉讼和再次申请的权利。',
    button: '提交评价',
    done: '感谢您的评价。',
  },
}

export const fileHint = 'PDF、Word（.docx）、JPG、PNG，每个不超过 10 MB，最多 5 个。只有办理这件申请的工作人员能看到'

export interface OwnActProps {
  frame: Frame
  act: OwnActName
  request: Pick<RequestOfApplicant, 'number' | 'title' | 'delivery'>
  access: string
  typed: Typed<OwnField>
  problems: readonly Problem[]
}

export function OwnActPage({ frame, act, request, access, typed, problems }: OwnActProps) {
  const words = ownActWords[act]
  return (
    <Layout
      frame={frame}
      title={`${words.title} ${request.number}`}
      failed={problems.length > 0}
      personal
      column={requestsColumn}
      trail={requestsTrail(
        { name: '查办理进度', href: paths.status },
        { name: request.number, href: paths.request(access) },
        { name: words.title, href: null },
      )}
      section={paths.disclosure}
    >
      <div className="reading form">
        <a className="back" href={paths.request(access)}>
          返回办理进度
        </a>
        <ErrorSummary problems={problems} />
        <p className="number">{request.number}</p>
        <h1>{words.title}</h1>
        <p>{request.title}</p>
        <p>{words.before}</p>
        <OwnForm act={act} access={access} typed={typed} problems={problems} />
      </div>
    </Layout>
  )
}

export function OwnForm({ act, access, typed, problems }: Pick<OwnActProps, 'act' | 'access' | 'typed' | 'problems'>) {
  const said = (label: string, optional: boolean, longest = longestSaid) => (
    <TextArea
      name="said"
      label={label}
      value={typed.said}
      problems={problems}
      optional={optional}
      longest={longest}
      rows={optional ? 4 : 6}
    />
  )
  return (
    <form
      method="post"
      action={paths.own(access, act)}
      encType={act === 'buzheng' || act === 'buchong' ? 'multipart/form-data' : undefined}
      noValidate
      data-once=""
    >
      {act === 'buzheng' && said('补正内容', false)}
      {act === 'buchong' && said('补充说明', false)}
      {(act === 'buzheng' || act === 'buchong') && (
        <FileField name="files" label="材料" hint={fileHint} problems={problems} optional multiple />
      )}
      {act === 'chehui' && (
        <>
          {said('撤回的原因', true, 500)}
          <Checkbox
            name="confirmed"
            label="我确认撤回这件申请"
            checked={typed.confirmed === 'yes'}
            problems={problems}
          />
        </>
      )}
      {act === 'lianxi' && (
        <>
          <TextField
            name="phone"
            label="联系电话"
            kind="phone"
            width="medium"
            optional
            value={typed.phone}
            problems={problems}
          />
          <TextField name="email" label="电子邮箱" kind="email" optional value={typed.email} problems={problems} />
          <TextField name="address" label="通信地址" optional value={typed.address} problems={problems} />
          <TextField
            name="postcode"
            label="邮政编码"
            kind="postcode"
            width="short"
            optional
            value={typed.postcode}
            problems={problems}
          />
        </>
      )}
      {act === 'cuiban' && said('想说的话', true)}
      {act === 'pingjia' && (
        <>
          <Radios
            name="score"
            label="您对这次答复满意吗？"
            value={typed.score}
            problems={problems}
            choices={[
              { value: '5', label: '非常满意' },
              { value: '4', label: '满意' },
              { value: '3', label: '基本满意' },
              { value: '2', label: '不满意' },
              { value: '1', label: '非常不满意' },
            ]}
          />
          {said('意见和建议', true, 1000)}
        </>
      )}
      <button type="submit" className={act === 'chehui' ? 'button danger' : 'button'}>
        {ownActWords[act].button}
      </button>
    </form>
  )
}
