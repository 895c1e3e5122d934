import { DatePicker, Input, Modal, Radio, Select, TreeSelect } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import * as contract from '../../api/contract/columns.ts'
import { readSections } from '../../api/contract/session.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

type Column = contract.ColumnNode
export const again = () => readAgain(contract.readTree, contract.readCoverage, contract.readImpact)

/** Closing or merging, with what it would do told first. */
export function CloseDialog({
  column,
  tree,
  onClose,
}: {
  column: Column
  tree: Reply<typeof contract.readTree>
  onClose(): void
}) {
  const params = { id: column.id }
  const { data: impact } = useAsk(contract.readImpact, { params })
  const [way, setWay] = useState<'close' | 'merge'>('close')
  const [into, setInto] = useState<number | null>(null)
  const { busy, problem, act } = useAct()
  const under = (parent: number | null): { value: number; title: string; disabled: boolean; children: object[] }[] =>
    tree.columns
      .filter(({ parentId, standing, id }) => parentId === parent && standing !== 'closed' && id !== column.id)
      .map(({ id, name, type }) => ({ value: id, title: name, disabled: type === '首页', children: under(id) }))
  const send = async () => {
    const body = { version: column.version, into: way === 'merge' ? into : null }
    const done = way === 'merge' ? '已合并' : '已关闭'
    if (await act(() => call(contract.closeColumn, { params, body }).then(again), done)) onClose()
  }
  return (
    <Modal
      open
      title={`关闭或合并“${column.name}”`}
      okText={way === 'merge' ? '合并' : '关闭栏目'}
      cancelText="取消"
      okButtonProps={{ disabled: way === 'merge' && into === null }}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      {impact ? (
        <div className="impact" role="status">
          <p>
            涉及 <strong>{impact.documents}</strong> 条信息（已公开 {impact.published} 条）、
            <strong>{impact.columns.length}</strong> 个下级栏目
            {impact.columns.length > 0 && `（${impact.columns.join('、')}）`}
            {impact.topics.length > 0 && `，专题“${impact.topics.join('”“')}”引用了这些栏目`}。
          </p>
          <p>
            {way === 'close'
              ? '关闭后不能再发布，下级栏目一同关闭；已公开的信息网址不变，仍可查看。'
              : '信息移到所选栏目，原网址继续有效；下级栏目移到所选栏目之下；本栏目的网址转到所选栏目。'}
          </p>
        </div>
      ) : (
        <p className="nil">正在计算影响…</p>
      )}
      <Radio.Group
        aria-label="方式"
        value={way}
        onChange={(event) => setWay(event.target.value)}
        options={[
          { value: 'close', label: '关闭' },
          { value: 'merge', label: '合并到另一个栏目' },
        ]}
      />
      {way === 'merge' && (
        <p>
          <label htmlFor="merge-into">合并到</label>
          <TreeSelect
            id="merge-into"
            aria-label="合并到"
            style={{ width: '100%' }}
            value={into}
            onChange={setInto}
            treeData={under(null)}
            treeDefaultExpandAll
            showSearch
            treeNodeFilterProp="title"
          />
        </p>
      )}
    </Modal>
  )
}

export function NilDialog({ column, onClose }: { column: Column; onClose(): void }) {
  const { session } = useSession()
  const [statement, setStatement] = useState(column.nil?.statement ?? `本机关没有${column.name}方面的信息`)
  const [until, setUntil] = useState(dayjs(session.today).add(6, 'month'))
  const { busy, problem, act } = useAct()
  const send = async () => {
    const body = { statement, validUntil: until.format('YYYY-MM-DD') }
    if (await act(() => call(contract.stateNil, { params: { id: column.id }, body }).then(again), '已声明')) onClose()
  }
  return (
    <Modal
      open
      title={`声明“${column.name}”无此类信息`}
      okText="声明"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p>声明代替空白栏目：公众会看到这句话、确认科室（{column.section ?? '未指定'}）和确认日期。到期前要再次确认。</p>
      <p>
        <label htmlFor="nil-statement">声明</label>
        <Input.TextArea
          id="nil-statement"
          rows={2}
          maxLength={200}
          value={statement}
          onChange={(event) => setStatement(event.target.value)}
        />
      </p>
      <p>
        <label htmlFor="nil-until">再次确认不晚于</label>
        <br />
        <DatePicker
          id="nil-until"
          value={until}
          allowClear={false}
          minDate={dayjs(session.today).add(1, 'day')}
          maxDate={dayjs(session.today).add(12, 'month')}
          onChange={(day) => day && setUntil(day)}
        />
      </p>
    </Modal>
  )
}

/** A ready set, previewed before it is applied. */
export function SetDialog({ onClose }: { onClose(): void }) {
  const { data } = useAsk(contract.listSets, {})
  const { data: sections } = useAsk(readSections, {})
  const [set, setSet] = useState<string | null>(null)
  const [sectionId, setSectionId] = useState<number | null>(null)
  const { data: preview } = useAsk(contract.previewSet, { params: { set: set ?? '' } }, { when: set !== null })
  const { busy, problem, act } = useAct()
  const send = async () => {
    const sent = { params: { set: set ?? '' }, body: { sectionId } }
    if (await act(() => call(contract.applySet, sent).then(again), '已套用')) onClose()
  }
  const list = (columns: { slug: string; name: string }[]) => columns.map(({ name }) => name).join('、') || '无'
  return (
    <Modal
      open
      width={680}
      title="套用现成栏目"
      okText="套用"
      cancelText="取消"
      okButtonProps={{ disabled: !preview }}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <Radio.Group
        aria-label="栏目"
        className="choices"
        value={set}
        onChange={(event) => setSet(event.target.value)}
        options={(data?.sets ?? []).map(({ name, title, main, below }) => ({
          value: name,
          label: `${title}（${main} 个主栏目${below > 0 ? `、${below} 个子栏目` : ''}）`,
        }))}
      />
      <p>{data?.sets.find(({ name }) => name === set)?.source}</p>
      <p>
        <label htmlFor="set-section">还没有责任科室的栏目，由谁负责</label>
        <Select
          id="set-section"
          aria-label="还没有责任科室的栏目，由谁负责"
          style={{ width: '100%' }}
          allowClear
          placeholder="暂不指定（不能发布）"
          value={sectionId}
          onChange={(value) => setSectionId(value ?? null)}
          options={sections?.sections.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        />
      </p>
      {preview && (
        <dl className="facts">
          <dt>新增 {preview.added.length} 个</dt>
          <dd>{list(preview.added)}</dd>
          <dt>改动 {preview.changed.length} 个</dt>
          <dd>{list(preview.changed)}</dd>
          <dt>不动 {preview.untouched.length} 个</dt>
          <dd>{list(preview.untouched)}</dd>
        </dl>
      )}
    </Modal>
  )
}
