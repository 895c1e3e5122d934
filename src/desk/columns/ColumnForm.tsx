import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import type * as contract from '../../api/contract/columns.ts'
import { readSections } from '../../api/contract/session.ts'
import { itemArticle, statutoryItems } from '../../law/publicity/catalogue.ts'
import { useAsk } from '../ask.ts'
import type { Reply, Sent } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { durationText, partText, updateClassText } from './words.ts'

type Plan = Omit<Sent<typeof contract.changeColumn>['body'], 'version'>
type Typed = Omit<Plan, 'promise'> & { slug: string; every: number | null; unit: 'days' | 'months' }

/** What an office says about a column; `slug` is asked once, when it is added. */
export function ColumnForm({
  tree,
  column,
  readOnly = false,
  save,
  onCancel,
}: {
  tree: Reply<typeof contract.readTree>
  /** null: a new one */
  column: contract.ColumnNode | null
  readOnly?: boolean
  save(plan: Plan, slug: string): Promise<unknown>
  onCancel?: () => void
}) {
  const { data: sections } = useAsk(readSections, {})
  const [form] = Form.useForm<Typed>()
  const duration = Form.useWatch('duration', form)
  const { busy, problem, act } = useAct()
  const initial: Partial<Typed> = column
    ? {
        ...column,
        standing: column.standing === 'hidden' ? 'hidden' : 'open',
        every: column.promise ? ('days' in column.promise ? column.promise.days : column.promise.months) : null,
        unit: column.promise && 'days' in column.promise ? 'days' : 'months',
      }
    : {
        ...{ slug: '', name: '', description: '', keywords: '', type: '工作动态', duration: 'any-time' },
        ...{ updateClass: 'other', standing: 'open', feed: true, unit: 'months', every: null, registers: [] },
      }
  const send = async ({ slug, every, unit, ...typed }: Typed) => {
    const promise =
      typed.duration === 'periodic' && every ? (unit === 'days' ? { days: every } : { months: every }) : null
    const item = typed.statutoryItem ?? null
    const basis = typed.basis?.trim() || (item ? `《政府信息公开条例》${itemArticle(item as 1)}` : null)
    const plan = {
      ...typed,
      ...{ promise, basis, statutoryItem: item, part: typed.part ?? null },
      ...{ sectionId: typed.sectionId ?? null, ownerId: typed.ownerId ?? null, registers: typed.registers ?? [] },
    }
    await act(() => save(plan, slug), '已保存')
  }
  const options = <T extends string>(words: Record<T, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label: label as string }))
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={readOnly}
      initialValues={initial}
      onFinish={(typed) => void send(typed)}
      scrollToFirstError
    >
      <ProblemNote problem={problem} />
      <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写栏目名称' }]}>
        <Input maxLength={60} />
      </Form.Item>
      {column === null ? (
        <Form.Item
          name="slug"
          label="网址"
          extra="例如 tzgg，栏目页就是 /tzgg/；以后不能修改"
          rules={[{ required: true, message: '请填写网址' }]}
        >
          <Input maxLength={40} autoCapitalize="off" spellCheck={false} />
        </Form.Item>
      ) : (
        <p className="nil">网址 /{column.slug}/（不变）</p>
      )}
      <Form.Item name="type" label="栏目类别" extra="网站栏目标签 ColumnType">
        <Select showSearch options={tree.types.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item
        name="description"
        label="描述"
        rules={[{ required: true, whitespace: true, message: '请填写栏目描述' }]}
      >
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item
        name="keywords"
        label="关键词（逗号分开）"
        rules={[{ required: true, whitespace: true, message: '请填写关键词' }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="statutoryItem" label="条例第二十条">
        <Select
          allowClear
          placeholder="不属于第二十条"
          options={statutoryItems.map(({ item, label, cite }) => ({ value: item, label: `${cite.article} ${label}` }))}
        />
      </Form.Item>
      <Form.Item name="basis" label="公开依据" extra="空着则按所选条款填写">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="part" label="公开平台的哪一部分" extra="只在该部分的第一级选择，下级自动归入">
        <Select allowClear placeholder="随上级栏目" options={options(partText)} />
      </Form.Item>
      <Form.Item name="duration" label="公开时限类型">
        <Radio.Group options={options(durationText)} />
      </Form.Item>
      {duration === 'periodic' && (
        <div className="promise">
          <Form.Item name="every" label="承诺每" rules={[{ required: true, message: '请填写更新周期' }]}>
            <InputNumber min={1} max={366} />
          </Form.Item>
          <Form.Item name="unit" label="单位">
            <Radio.Group options={options({ days: '天', months: '个月' })} />
          </Form.Item>
        </div>
      )}
      <Form.Item name="updateClass" label="检查指标中的类别">
        <Select options={options(updateClassText)} />
      </Form.Item>
      <Form.Item name="sectionId" label="责任科室" extra="没有责任科室的栏目不能发布信息">
        <Select
          allowClear
          placeholder="未指定"
          options={sections?.sections.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        />
      </Form.Item>
      <Form.Item name="ownerId" label="责任人">
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder="未指定"
          options={tree.staff.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="registers" label="在本栏目公开的台账">
        <Select mode="multiple" options={tree.registers.map(({ kind, title }) => ({ value: kind, label: title }))} />
      </Form.Item>
      <Form.Item name="standing" label="显示">
        <Radio.Group options={options({ open: '在导航和列表中显示', hidden: '隐藏（凭网址可以打开）' })} />
      </Form.Item>
      <Form.Item name="feed" valuePropName="checked">
        <Checkbox>提供 RSS 订阅</Checkbox>
      </Form.Item>
      {!readOnly && (
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            保存
          </Button>
          {onCancel && <Button onClick={onCancel}>取消</Button>}
        </div>
      )}
    </Form>
  )
}
