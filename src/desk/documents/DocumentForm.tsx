import { Alert, Button, Collapse, DatePicker, Form, Input, Radio, Select, TreeSelect } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import * as contract from '../../api/contract/documents.ts'
import { useAsk } from '../ask.ts'
import { useSession } from '../frame/session.tsx'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useDraft } from '../parts/use-draft.ts'
import { Editor } from './Editor.tsx'
import { attributeText, groundText, kindText } from './words.ts'

export type Typed = Partial<contract.DocumentBody> & { correctionNote?: string | null }

const days = ['formedOn', 'effectiveOn', 'validUntil', 'takeDownOn'] as const
type Fields = Omit<Typed, (typeof days)[number]> & { [Name in (typeof days)[number]]?: Dayjs | null }

function fieldsOf(typed: Typed): Fields {
  const moments = Object.fromEntries(days.map((name) => [name, typed[name] ? dayjs(typed[name]) : null]))
  return { ...typed, ...moments } as unknown as Fields
}

function typedOf(fields: Fields): Typed {
  const texts = Object.fromEntries(days.map((name) => [name, fields[name]?.format('YYYY-MM-DD') ?? null]))
  return { ...fields, ...texts } as unknown as Typed
}

const orNull = (text: string | null | undefined) => text?.trim() || null

export function bodyOf(typed: Typed): contract.DocumentBody {
  const proactive = (typed.attribute ?? 'proactive') === 'proactive'
  return {
    columnId: typed.columnId as number,
    alsoIn: typed.alsoIn ?? [],
    kind: typed.kind ?? 'news',
    title: typed.title ?? '',
    subtitle: orNull(typed.subtitle),
    body: typed.body ?? '',
    source: typed.source ?? '',
    author: orNull(typed.author),
    editor: orNull(typed.editor),
    summary: orNull(typed.summary),
    keywords: orNull(typed.keywords),
    theme: orNull(typed.theme),
    genre: orNull(typed.genre),
    jointIssuers: orNull(typed.jointIssuers),
    documentNumber: orNull(typed.documentNumber),
    formedOn: typed.formedOn ?? '',
    effectiveOn: typed.effectiveOn ?? null,
    validUntil: typed.validUntil ?? null,
    takeDownOn: typed.takeDownOn ?? null,
    attribute: typed.attribute ?? 'proactive',
    ground: proactive ? null : (typed.ground ?? null),
    groundReason: proactive ? null : orNull(typed.groundReason),
  }
}

/** `correcting`: what it says is public already, and readers are told what changes. */
export function DocumentForm({
  draftKey,
  initial,
  correcting,
  save,
  onCancel,
}: {
  draftKey: string
  initial: Typed
  correcting: boolean
  save(typed: Typed): Promise<void>
  onCancel?(): void
}) {
  const { session } = useSession()
  const { data: tree } = useAsk(contract.listColumns, {})
  const draft = useDraft<Typed>(draftKey, initial)
  const { busy, problem, act } = useAct()
  const [form] = Form.useForm<Fields>()
  const attribute = draft.value.attribute ?? 'proactive'
  const columns = tree?.columns ?? []
  const under = (parent: number | null): { value: number; title: string; children: object[] }[] =>
    columns
      .filter(({ parentId }) => parentId === parent)
      .map(({ id, name }) => ({ value: id, title: name, children: under(id) }))
  const send = (fields: Fields) =>
    act(async () => {
      await save(typedOf({ ...fieldsOf(draft.value), ...fields }))
      draft.forget()
    }, '已保存')
  const text = (name: keyof Fields, label: string, most: number, extra?: string) => (
    <Form.Item name={name} label={label} extra={extra}>
      <Input maxLength={most} />
    </Form.Item>
  )
  const day = (name: keyof Fields, label: string, extra?: string) => (
    <Form.Item name={name} label={label} extra={extra}>
      <DatePicker style={{ width: '100%' }} />
    </Form.Item>
  )
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={fieldsOf(draft.value)}
      onValuesChange={(_, all) => draft.set({ ...draft.value, ...typedOf(all) })}
      onFinish={(fields) => void send(fields)}
    >
      {draft.restored && <Alert type="info" showIcon title="已恢复您上次没有保存的内容" style={{ marginBottom: 12 }} />}
      <ProblemNote problem={problem} />
      {correcting && (
        <section className="panel">
          <Form.Item
            name="correctionNote"
            label="更正说明（公众会看到）"
            rules={[{ required: true, whitespace: true, message: '请写明更正了什么、为什么更正' }]}
            extra="更正要重新审核；审核通过前，公众看到的仍是原来的内容"
          >
            <Input maxLength={500} />
          </Form.Item>
        </section>
      )}
      <div className="side-by-side writing">
        <section className="panel">
          <Form.Item name="title" label="标题" rules={[{ required: true, whitespace: true, message: '请填写标题' }]}>
            <Input maxLength={200} />
          </Form.Item>
          {text('subtitle', '副标题', 200)}
          <Form.Item
            name="body"
            label={<span id="body-label">正文</span>}
            rules={[{ required: true, message: '请填写正文' }]}
            extra="可以直接从 Word 粘贴，表格会保留"
          >
            <Editor labelledBy="body-label" />
          </Form.Item>
          <Form.Item name="summary" label="内容概述">
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </section>
        <section className="panel">
          <Form.Item name="kind" label="类型">
            <Select options={Object.entries(kindText).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="columnId" label="栏目" rules={[{ required: true, message: '请选择栏目' }]}>
            <TreeSelect treeData={under(null)} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
          </Form.Item>
          <Form.Item name="attribute" label="公开属性">
            <Radio.Group options={Object.entries(attributeText).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          {attribute !== 'proactive' && (
            <>
              <Form.Item name="ground" label="法定理由" rules={[{ required: true, message: '请选择法定理由' }]}>
                <Select options={Object.entries(groundText).map(([value, label]) => ({ value, label }))} />
              </Form.Item>
              <Form.Item
                name="groundReason"
                label="具体理由"
                rules={[{ required: true, whitespace: true, message: '请写明具体理由' }]}
              >
                <Input.TextArea rows={3} maxLength={1000} />
              </Form.Item>
            </>
          )}
          <Form.Item name="source" label="来源" rules={[{ required: true, whitespace: true, message: '请填写来源' }]}>
            <Input maxLength={100} />
          </Form.Item>
          {text('documentNumber', '文号', 60, '例如 青应急发〔2026〕1号')}
          <Form.Item
            name="formedOn"
            label="形成日期"
            rules={[{ required: true, message: '请选择形成日期' }]}
            extra="自形成之日起 20 个工作日内公开（条例第二十六条）"
          >
            <DatePicker maxDate={dayjs(session.today)} allowClear={false} style={{ width: '100%' }} />
          </Form.Item>
          <Collapse
            ghost
            items={[
              {
                key: 'more',
                label: '更多要素',
                forceRender: true,
                children: (
                  <>
                    <Form.Item name="alsoIn" label="同时放在" extra="最多另选两个栏目">
                      <TreeSelect treeData={under(null)} multiple maxCount={2} treeNodeFilterProp="title" allowClear />
                    </Form.Item>
                    {text('author', '作者', 60)}
                    {text('editor', '责任编辑', 60)}
                    {text('theme', '主题分类', 60)}
                    {text('genre', '体裁', 20, '例如 通知、公告、意见')}
                    {text('keywords', '关键词', 200, '用逗号隔开')}
                    {text('jointIssuers', '联合发文机关', 300)}
                    {day('effectiveOn', '施行日期')}
                    {day('validUntil', '有效期至', '到期后页面注明已过有效期')}
                    {day('takeDownOn', '公示期满撤下', '名单公示等，到这一天自动撤下')}
                  </>
                ),
              },
            ]}
          />
          <div className="actions">
            <Button type="primary" htmlType="submit" loading={busy}>
              保存
            </Button>
            {onCancel && <Button onClick={onCancel}>取消</Button>}
          </div>
        </section>
      </div>
    </Form>
  )
}
