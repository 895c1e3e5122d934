import { Alert, Button, Collapse, DatePicker, Form, Input, Radio, Select, TreeSelect } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import * as contract from '../../api/contract/documents.ts'
import { ApiProblem, call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useColumns } from './columns.ts'
import { Editor } from './Editor.tsx'
import { PictureDialog } from './FilesPanel.tsx'
import { ImportIntoDraft } from './ImportDialog.tsx'
import { LeaksOfTyped } from './Leaks.tsx'
import { type Merge, MergeDialog, merged, needsLooking } from './MergeDialog.tsx'
import { bodyOf, type Typed, typedOf } from './typed.ts'
import { type Keeping, type Kept, sameTyped, useKeeping } from './use-kept.ts'
import { attributeText, groundText, kindText } from './words.ts'

const asSent = (typed: Typed): Typed => bodyOf(typed)

const days = ['formedOn', 'effectiveOn', 'validUntil', 'takeDownOn'] as const
type Fields = Omit<Typed, (typeof days)[number]> & { [Name in (typeof days)[number]]?: Dayjs | null }

function fieldsOf(typed: Typed): Fields {
  const moments = Object.fromEntries(days.map((name) => [name, typed[name] ? dayjs(typed[name]) : null]))
  return { ...typed, ...moments } as unknown as Fields
}

function typedIn(fields: Fields): Typed {
  const texts = Object.fromEntries(days.map((name) => [name, fields[name]?.format('YYYY-MM-DD') ?? null]))
  return { ...fields, ...texts } as unknown as Typed
}

/** Where the typed text stands now: never more than is true. */
function keepingText(keeping: Keeping): string {
  switch (keeping.is) {
    case 'nothing':
      return '填写的内容会自动保存'
    case 'changing':
      return '正在填写，稍候自动保存'
    case 'kept':
      return `已自动保存 ${minuteText(keeping.at).slice(-5)}，还没有提交`
    case 'here-only':
      return '连不上服务器，填写的内容只保存在这台电脑上'
  }
}

/** Others may have saved meanwhile: this often a save finds the text it was made from again. */
const mostTries = 3

/** `found`: the document as it is now, null for one that does not exist yet. */
export function DocumentForm({
  documentId,
  opened,
  found,
  save,
  onCancel,
  onDiscard,
}: {
  documentId: number
  /** what the form opens with; `at` where it was typed before and not saved */
  opened: Omit<Kept, 'at'> & { at: string | null }
  found: contract.DocumentView | null
  save(typed: Typed, version: number): Promise<void>
  onCancel?(): void
  onDiscard(): void
}) {
  const { session } = useSession()
  const { tree } = useColumns()
  const [value, setValue] = useState<Typed>(opened.mine)
  const [merge, setMerge] = useState<Merge | null>(null)
  const { base, version } = opened
  const keep = useKeeping(documentId, session.staff.id, value, base, version)
  const { busy, problem, act } = useAct()
  const [form] = Form.useForm<Fields>()
  const attribute = value.attribute ?? 'proactive'
  const correcting = found !== null && found.publicNo !== null
  const changedByOthers = found !== null && found.version > version && !sameTyped(typedOf(found), asSent(base))

  /** Saves on the version it was made from. Where others saved meanwhile, both are put together, and somebody looks. */
  const trySaving = async (typed: Typed, from: number): Promise<void> => {
    await keep.stop()
    let on = from
    for (let tries = 1; ; tries++) {
      try {
        await save(typed, on)
        keep.done()
        return
      } catch (error) {
        keep.goOn()
        const changed = error instanceof ApiProblem && error.refused === 'changed-meanwhile' && documentId > 0
        if (!changed || tries === mostTries) throw error
        const found = await call(contract.mergeTexts, {
          params: { id: documentId },
          body: { base: bodyOf(base), mine: bodyOf(value) },
        })
        if (needsLooking(found)) {
          setMerge(found)
          return
        }
        // Only files or the like are new: the text is still what it was made from.
        on = found.version
      }
    }
  }
  const take = (change: Typed) => {
    form.setFieldsValue(fieldsOf({ ...value, ...change }))
    setValue((before) => ({ ...before, ...change }))
  }
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
      initialValues={fieldsOf(opened.mine)}
      onValuesChange={(_, all) => setValue((before) => ({ ...before, ...typedIn(all) }))}
      onFinish={() => void act(() => trySaving(value, version))}
    >
      {opened.at && (
        <Alert
          type="info"
          showIcon
          title={`已恢复您 ${minuteText(opened.at)} 填写、没有保存的内容`}
          action={
            <Button size="small" onClick={onDiscard}>
              放弃这些内容
            </Button>
          }
          style={{ marginBottom: 12 }}
        />
      )}
      {changedByOthers && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={`其他人于 ${minuteText(found.changedAt)} 保存了新的内容。您可以继续填写，保存时会逐项比对，两边的内容都不会丢失`}
          style={{ marginBottom: 12 }}
        />
      )}
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
            extra={
              found
                ? '可以直接从 Word 粘贴，列表和表格会保留'
                : '可以直接从 Word 粘贴，列表和表格会保留。图片和附件在第一次保存后添加'
            }
          >
            <Editor
              labelledBy="body-label"
              {...(found && found.stage === 'draft'
                ? {
                    choosePicture: (picked, close) => <PictureDialog found={found} picked={picked} close={close} />,
                  }
                : {})}
            />
          </Form.Item>
          {found && found.stage === 'draft' && <ImportIntoDraft found={found} take={take} />}
          <Form.Item name="summary" label="内容概述">
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <LeaksOfTyped documentId={documentId} typed={value} take={take} />
        </section>
        <section className="panel">
          <Form.Item name="kind" label="类型">
            <Select options={Object.entries(kindText).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="columnId" label="栏目" rules={[{ required: true, message: '请选择栏目' }]}>
            <TreeSelect treeData={tree} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
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
                      <TreeSelect treeData={tree} multiple maxCount={2} treeNodeFilterProp="title" allowClear />
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
            {onCancel && <Button onClick={onCancel}>先不保存</Button>}
            <span className={keep.keeping.is === 'here-only' ? 'lacking' : 'nil'} aria-live="off">
              {keepingText(keep.keeping)}
            </span>
          </div>
        </section>
      </div>
      {merge && (
        <MergeDialog
          key={merge.version}
          merge={merge}
          onClose={() => setMerge(null)}
          onSave={(chosen) => trySaving({ ...value, ...merged(merge, chosen) }, merge.version)}
        />
      )}
    </Form>
  )
}
