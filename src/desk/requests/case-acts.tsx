import { Button, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import * as contract from '../../api/contract/requests.ts'
import { readSections } from '../../api/contract/session.ts'
import { useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { deliveryWayText, noteKindText, remedyResultText, remedyRouteText } from './words.ts'

type Found = contract.RequestCaseView
export const caseActs = [
  'split',
  'merge',
  'assign',
  'note',
  'note-silence',
  'ask-for-reasons',
  'receive-reasons',
  'delay',
  'prove-delivery',
  'deliver-again',
  'file-remedy',
  'conclude-remedy',
  'reopen',
] as const
export type CaseAct = (typeof caseActs)[number]

export interface CaseTyped {
  day: Dayjs
  said: string
  items: { title: string; description: string }[]
  into: string
  toSection: number
  toHandler: number | null
  noteKind: keyof typeof noteKindText
  withWhom: string
  silentEnquiry: string
  reasonable: boolean
  until: Dayjs
  proof: 'delivered' | 'returned'
  way: keyof typeof deliveryWayText
  reference: string
  route: keyof typeof remedyRouteText
  caseNumber: string
  organ: string
  remedyId: number
  result: keyof typeof remedyResultText
  why: 'reconsideration' | 'judgment' | 'complaint' | 'own-mistake'
  decisionDays: number | null
}

const required = (message: string) => [{ required: true, message }]
export const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

const Said = ({ label, needed, placeholder }: { label: string; needed: string; placeholder?: string }) => (
  <Form.Item name="said" label={label} rules={required(needed)}>
    <Input.TextArea rows={4} maxLength={2000} placeholder={placeholder ?? ''} />
  </Form.Item>
)

function PastDay({ label }: { label: string }) {
  const { session } = useSession()
  return (
    <Form.Item name="day" label={label} rules={required('请选择日期')}>
      <DatePicker maxDate={dayjs(session.today)} />
    </Form.Item>
  )
}

export const DeliveryFields = () => (
  <>
    <Form.Item name="way" label="送达方式" rules={required('请选择送达方式')}>
      <Radio.Group options={optionsOf(deliveryWayText)} />
    </Form.Item>
    <Form.Item name="reference" label="单号或者收件人（没有可不填）">
      <Input maxLength={100} placeholder="例如：EMS 单号、签收人姓名" />
    </Form.Item>
  </>
)

const SplitFields = () => (
  <>
    <p>
      一份申请要几项信息的，拆成几件分别办理：收到日相同，期限、答复、统计各自独立。第一项留在这件，其余各生成一件新申请。
    </p>
    <Form.List name="items">
      {(items, { add, remove }) => (
        <>
          {items.map(({ key, name }) => (
            <fieldset key={key} className="split-item">
              <legend>第 {name + 1} 项</legend>
              <Form.Item name={[name, 'title']} label="信息名称" rules={required('请填写信息名称')}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name={[name, 'description']} label="内容描述" rules={required('请写明内容')}>
                <Input.TextArea rows={2} maxLength={2000} />
              </Form.Item>
              {items.length > 2 && (
                <Button size="small" onClick={() => remove(name)}>
                  删除第 {name + 1} 项
                </Button>
              )}
            </fieldset>
          ))}
          <Button onClick={() => add({ title: '', description: '' })}>再加一项</Button>
        </>
      )}
    </Form.List>
  </>
)

function AssignFields() {
  const form = Form.useFormInstance<CaseTyped>()
  const { data: sections } = useAsk(readSections, {})
  const { data: people } = useAsk(contract.readHandlers, {})
  const section = Form.useWatch('toSection', form)
  const there = people?.handlers.filter(({ sectionId, left }) => sectionId === section && !left) ?? []
  return (
    <>
      <Form.Item name="toSection" label="科室" rules={required('请选择科室')}>
        <Select
          options={sections?.sections.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          onChange={() => form.setFieldValue('toHandler', null)}
        />
      </Form.Item>
      <Form.Item name="toHandler" label="经办人（可不指定）">
        <Select
          allowClear
          options={there.map(({ id, name, open }) => ({ value: id, label: `${name}（在办 ${open} 件）` }))}
        />
      </Form.Item>
      <Said label="理由" needed="请写明转办的理由" />
    </>
  )
}

export function CaseFields({ act, found }: { act: CaseAct; found: Found }): ReactNode {
  const { session } = useSession()
  switch (act) {
    case 'split':
      return <SplitFields />
    case 'merge':
      return (
        <>
          <p>同一申请人重复提出的，并入先前的一件一并答复；这件按“其他处理”统计，并告知申请人。</p>
          <Form.Item name="into" label="并入哪一件（受理编号）" rules={required('请填写受理编号')}>
            <Input maxLength={40} placeholder="例如 YJ-2026-000123" />
          </Form.Item>
          <Said label="理由" needed="请写明合并的理由" />
        </>
      )
    case 'assign':
      return <AssignFields />
    case 'note':
      return (
        <>
          <Form.Item name="noteKind" label="记录什么" rules={required('请选择')}>
            <Radio.Group options={optionsOf(noteKindText)} />
          </Form.Item>
          <PastDay label="日期" />
          <Form.Item name="withWhom" label="与谁（可不填）">
            <Input maxLength={200} placeholder="例如：申请人、法规科、市司法局" />
          </Form.Item>
          <Said label="内容" needed="请写明内容" />
        </>
      )
    case 'note-silence':
      return (
        <>
          <p>第三方期满未提出意见的，由本机关决定是否公开；共同制作机关期满未提出意见的，视为同意公开。</p>
          <Form.Item name="silentEnquiry" label="哪一份征求意见" rules={required('请选择')}>
            <Select
              options={found.openEnquiries.map(({ enquiry, name, askedOn }) => ({
                value: enquiry,
                label: `${name}（${dayText(askedOn)}发出）`,
              }))}
            />
          </Form.Item>
        </>
      )
    case 'ask-for-reasons':
      return (
        <>
          <p>
            申请的数量、频次明显超过合理范围的，可以要求说明理由（条例第三十五条）。期限照常计算。法律没有规定多少算“明显超过”，请写明事实。
          </p>
          <Said
            label="数量、频次的事实"
            needed="请写明数量、频次的事实"
            placeholder="例如：今年以来提出 126 件，其中 90 件同一事项"
          />
        </>
      )
    case 'receive-reasons':
      return (
        <>
          <PastDay label="收到理由的日期" />
          <Form.Item name="reasonable" label="理由是否合理" rules={required('请选择')}>
            <Radio.Group
              options={[
                { value: true, label: '合理（可以延迟答复）' },
                { value: false, label: '不合理（答复“不予处理”）' },
              ]}
            />
          </Form.Item>
          <Said label="申请人说明的理由和审查意见" needed="请写明理由和审查意见" />
        </>
      )
    case 'delay':
      return (
        <>
          <p>理由合理、但不能在期限内答复的，确定延迟答复的合理期限并告知申请人（条例第三十五条）。</p>
          <Form.Item name="until" label="延迟到" rules={required('请选择日期')}>
            <DatePicker minDate={dayjs(found.dueOn ?? session.today).add(1, 'day')} />
          </Form.Item>
          <Said label="理由" needed="请写明理由" />
        </>
      )
    case 'prove-delivery': {
      const last = found.deliveries.at(-1)
      return (
        <>
          {last && (
            <p>
              {dayText(last.sentOn)}以“{deliveryWayText[last.way]}”发出{last.reference ? `（${last.reference}）` : ''}。
            </p>
          )}
          <Form.Item name="proof" label="结果" rules={required('请选择')}>
            <Radio.Group
              options={[
                { value: 'delivered', label: '已送达' },
                { value: 'returned', label: '退回' },
              ]}
            />
          </Form.Item>
          <PastDay label="送达或退回的日期" />
          <Said label="凭证" needed="请写明凭证" placeholder="例如：本人签收，回执编号…；退回原因：地址不详" />
        </>
      )
    }
    case 'deliver-again':
      return (
        <>
          <p>答复日仍是第一次发出的日期；再次送达只影响救济期限的起算。</p>
          <DeliveryFields />
        </>
      )
    case 'file-remedy':
      return (
        <>
          <Form.Item name="route" label="途径" rules={required('请选择')}>
            <Radio.Group options={optionsOf(remedyRouteText)} />
          </Form.Item>
          <Form.Item name="caseNumber" label="案号" rules={required('请填写案号')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="organ" label="受理机关" rules={required('请填写受理机关')}>
            <Input maxLength={100} />
          </Form.Item>
          <PastDay label="受理日期" />
          <p className="nil">复议和诉讼同时记入台账，计入年报表四；投诉举报不计入。</p>
        </>
      )
    case 'conclude-remedy':
      return (
        <>
          <Form.Item name="remedyId" label="哪一件" rules={required('请选择')}>
            <Select
              options={found.remedies
                .filter(({ result }) => result === null)
                .map(({ id, route, number }) => ({ value: id, label: `${remedyRouteText[route]} ${number}` }))}
            />
          </Form.Item>
          <Form.Item name="result" label="结果" rules={required('请选择')}>
            <Radio.Group options={optionsOf(remedyResultText)} />
          </Form.Item>
          <PastDay label="审结日期" />
          <Form.Item name="said" label="要点（可不填）">
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </>
      )
    case 'reopen':
      return (
        <>
          <p>原答复保留在案卷中。年报表三仍按第一次答复统计，结果在表四反映。</p>
          <Form.Item name="why" label="为什么重新办理" rules={required('请选择')}>
            <Radio.Group
              options={optionsOf({
                reconsideration: '复议决定',
                judgment: '法院判决',
                complaint: '投诉处理决定',
                'own-mistake': '自行纠正',
              })}
            />
          </Form.Item>
          <Form.Item name="decisionDays" label="决定书规定的期限（工作日，没有规定可不填）">
            <InputNumber min={1} max={60} />
          </Form.Item>
          <Said label="情况" needed="请写明情况" placeholder="例如：复议决定书文号和主文" />
        </>
      )
  }
}

/** What goes to the server for each act. */
export function sendCaseAct(act: CaseAct, { id, version }: Found, typed: CaseTyped): Promise<unknown> {
  const params = { id }
  const on = typed.day?.format('YYYY-MM-DD')
  const said = typed.said?.trim() ?? ''
  const calls: Record<CaseAct, () => Promise<unknown>> = {
    split: () => call(contract.splitRequest, { params, body: { version, items: typed.items } }),
    merge: () => call(contract.mergeRequest, { params, body: { version, into: typed.into, reason: said } }),
    assign: () =>
      call(contract.assignRequest, {
        params,
        body: { version, sectionId: typed.toSection, handlerId: typed.toHandler ?? null, reason: said },
      }),
    note: () =>
      call(contract.writeNote, {
        params,
        body: { version, kind: typed.noteKind, heldOn: on, withWhom: typed.withWhom?.trim() || null, said },
      }),
    'note-silence': () => call(contract.noteSilence, { params, body: { version, enquiry: typed.silentEnquiry } }),
    'ask-for-reasons': () => call(contract.askForReasons, { params, body: { version, facts: said } }),
    'receive-reasons': () =>
      call(contract.receiveReasons, {
        params,
        body: { version, receivedOn: on, reasonable: typed.reasonable, note: said },
      }),
    delay: () =>
      call(contract.delayReply, {
        params,
        body: { version, until: typed.until.format('YYYY-MM-DD'), reason: said },
      }),
    'prove-delivery': () =>
      call(contract.proveDelivery, {
        params,
        body: { version, result: typed.proof, resultOn: on, evidence: said },
      }),
    'deliver-again': () =>
      call(contract.deliverAgain, { params, body: { version, way: typed.way, reference: typed.reference ?? '' } }),
    'file-remedy': () =>
      call(contract.fileRemedy, {
        params,
        body: { version, route: typed.route, number: typed.caseNumber, organ: typed.organ, filedOn: on },
      }),
    'conclude-remedy': () =>
      call(contract.concludeRemedy, {
        params,
        body: { version, remedyId: typed.remedyId, result: typed.result, concludedOn: on, said },
      }),
    reopen: () =>
      call(contract.reopenRequest, {
        params,
        body: { version, why: typed.why, workingDays: typed.decisionDays ?? null, reason: said },
      }),
  }
  return calls[act]()
}
