import { Checkbox, DatePicker, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import * as contract from '../../api/contract/requests.ts'
import { readSections, readToDo } from '../../api/contract/session.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { opinionOf, returnReasons } from '../letters/words.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { type CaseAct, CaseFields, type CaseTyped, caseActs, DeliveryFields, sendCaseAct } from './case-acts.tsx'

type Found = contract.RequestCaseView
export type DialogAct = Exclude<Found['may'][number], 'draft-reply'>

type PlainAct = Exclude<DialogAct, CaseAct>

export const dialogActs: { act: DialogAct; name: string; primary?: boolean }[] = [
  { act: 'confirm', name: '确认收到', primary: true },
  { act: 'accept', name: '受理并分办', primary: true },
  { act: 'decide-reply', name: '审批答复', primary: true },
  { act: 'deliver', name: '送达并办结', primary: true },
  { act: 'receive-correction', name: '收到补正', primary: true },
  { act: 'receive-opinion', name: '收到意见', primary: true },
  { act: 'receive-payment', name: '登记缴费', primary: true },
  { act: 'ask-for-correction', name: '告知补正' },
  { act: 'consult', name: '征求意见' },
  { act: 'extend', name: '延长期限' },
  { act: 'charge-fee', name: '收费通知' },
  { act: 'close-lapsed', name: '逾期不再处理' },
  { act: 'note-silence', name: '期满未答复', primary: true },
  { act: 'receive-reasons', name: '收到理由', primary: true },
  { act: 'prove-delivery', name: '登记送达凭证', primary: true },
  { act: 'ask-for-reasons', name: '要求说明理由' },
  { act: 'delay', name: '延迟答复' },
  { act: 'assign', name: '转办' },
  { act: 'split', name: '拆分' },
  { act: 'merge', name: '合并' },
  { act: 'note', name: '记一笔' },
  { act: 'deliver-again', name: '再次送达' },
  { act: 'file-remedy', name: '登记投诉、复议、诉讼' },
  { act: 'conclude-remedy', name: '登记审结' },
  { act: 'reopen', name: '重新办理' },
  { act: 'withdraw', name: '申请人撤回' },
]

interface Typed extends CaseTyped {
  on: Dayjs
  note: string
  sectionId: number
  workingDays: number
  whom: 'third-party' | 'co-maker' | 'organ'
  name: string
  enquiry: string
  answer: 'agrees' | 'objects' | 'answered'
  contact: string
  question: string
  method: 'by-item' | 'by-volume'
  pages: number | null
  decision: 'approved' | 'returned'
  reason?: string
  likenessConfirmed?: boolean
}

const wayOf = {
  download: 'download',
  email: 'email',
  post: 'registered-mail',
  'pick-up': 'pick-up',
  'on-site': 'on-site',
} as const

const isPlain = (act: DialogAct): act is PlainAct => !(caseActs as readonly DialogAct[]).includes(act)

function onlyOpenRemedy({ remedies }: Found): number | undefined {
  const open = remedies.filter(({ result }) => result === null)
  return open.length === 1 ? open[0]?.id : undefined
}

/** What the request would cost by either method, before one is chosen. */
function FeeFields({ id }: { id: number }) {
  const form = Form.useFormInstance<Typed>()
  const pages = Form.useWatch('pages', form) ?? 0
  const { data: quote } = useAsk(contract.quoteFee, { params: { id }, query: { pages } }, { keep: true })
  return (
    <>
      <Form.Item name="pages" label="提供复制件、打印件的页数（没有可不填）">
        <InputNumber min={0} />
      </Form.Item>
      <Form.Item name="method" label="计收方式" rules={required('请选择计收方式')}>
        <Radio.Group
          className="stacked"
          options={[
            { value: 'by-item', label: `按件：${quote ? `${quote.byItem.amount} 元。${quote.byItem.formula}` : '…'}` },
            {
              value: 'by-volume',
              label: `按量：${quote ? `${quote.byVolume.amount} 元。${quote.byVolume.formula}` : '…'}`,
            },
          ]}
        />
      </Form.Item>
    </>
  )
}

const required = (message: string) => [{ required: true, message }]

/** The form of one act on a request. A no of the server is shown in the form; what was typed stays. */
export function ActDialog({ act, found, onClose }: { act: DialogAct; found: Found; onClose(): void }) {
  const [form] = Form.useForm<Typed>()
  const { session } = useSession()
  const { busy, problem, act: run } = useAct()
  const { data: sections } = useAsk(readSections, {}, { when: act === 'accept' })
  const title = dialogActs.find((one) => one.act === act)?.name ?? ''
  const today = dayjs(session.today)

  const day = (label: string, message: string) => (
    <Form.Item name="on" label={label} rules={required(message)}>
      <DatePicker maxDate={today} />
    </Form.Item>
  )
  const note = (label: string, needed: string | null, placeholder?: string, most = 500) => (
    <Form.Item name="note" label={label} rules={needed ? required(needed) : []}>
      <Input.TextArea rows={3} maxLength={most} placeholder={placeholder ?? ''} />
    </Form.Item>
  )
  const fields: Record<PlainAct, ReactNode> = {
    confirm: (
      <>
        <p>与申请人联系，确认收到申请。确认之日就是收到日，答复期限从次一工作日起算（条例第三十一条）。</p>
        {day('确认日期', '请选择确认日期')}
        {note('怎样确认的', null, '例如：电话确认')}
      </>
    ),
    accept: (
      <Form.Item name="sectionId" label="分办到" rules={required('请选择科室')}>
        <Select options={sections?.sections.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
      </Form.Item>
    ),
    'ask-for-correction': (
      <>
        <p>补正只能告知一次，请写全需要补正的事项。收到补正之日，答复期限重新计算（条例第三十条）。</p>
        {note('需要补正的事项', '请写明需要补正的事项')}
        <Form.Item name="workingDays" label="补正期限（工作日）" rules={required('请填写补正期限')}>
          <InputNumber min={1} max={60} />
        </Form.Item>
      </>
    ),
    'receive-correction': (
      <>
        {day('收到补正的日期', '请选择日期')}
        {note('补正的内容', '请写明补正的内容')}
      </>
    ),
    consult: (
      <>
        <Form.Item name="whom" label="征求谁的意见" rules={required('请选择')}>
          <Radio.Group
            options={[
              { value: 'third-party', label: '第三方' },
              { value: 'co-maker', label: '共同制作机关' },
              { value: 'organ', label: '其他机关' },
            ]}
          />
        </Form.Item>
        <p className="nil">
          第三方逾期不答复，由本机关决定；共同制作机关逾期不答复，视为同意。两种期限都是收到之日起 15 个工作日。
        </p>
        <Form.Item name="name" label="名称" rules={required('请填写名称')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="contact" label="联系方式（可不填）">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="question"
          label="征求什么意见"
          rules={required('请写明征求什么意见')}
          extra="对方会在征求意见函和答复页面上看到这段话，请不要写申请人的姓名和联系方式。"
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="on" label="送达日期（未送达可不填）">
          <DatePicker maxDate={today} />
        </Form.Item>
      </>
    ),
    'receive-opinion': (
      <>
        <Form.Item name="enquiry" label="哪一份征求意见" rules={required('请选择')}>
          <Select
            options={found.openEnquiries.map(({ enquiry, name, askedOn }) => ({
              value: enquiry,
              label: `${name}（${askedOn} 发出）`,
            }))}
          />
        </Form.Item>
        {day('收到意见的日期', '请选择日期')}
        <Form.Item name="answer" label="意见" rules={required('请选择')}>
          <Radio.Group
            options={[
              { value: 'agrees', label: '同意公开' },
              { value: 'objects', label: '不同意公开' },
              { value: 'answered', label: '其他答复' },
            ]}
          />
        </Form.Item>
        {note('意见内容和理由', '请写明意见内容')}
      </>
    ),
    extend: (
      <>
        <p>只能延长一次，最多 20 个工作日，应当告知申请人（条例第三十三条）。</p>
        <Form.Item name="workingDays" label="延长（工作日）" rules={required('请填写天数')}>
          <InputNumber min={1} max={20} />
        </Form.Item>
        {note('理由', '请写明延长的理由')}
      </>
    ),
    'charge-fee': (
      <>
        <p>申请人收到通知次日起 20 个工作日内缴费；缴清后答复期限重新计算。金额按收费办法计算，两种方式只能用一种。</p>
        <FeeFields id={found.id} />
        {day('通知送达日期', '请选择日期')}
        {note('缴费办法（告知申请人）', null, '例如：缴款账户、窗口地址')}
      </>
    ),
    'receive-payment': day('缴费日期', '请选择缴费日期'),
    'decide-reply': (
      <>
        <Form.Item name="decision" label="审批意见" rules={required('请选择')}>
          <Radio.Group
            options={[
              { value: 'approved', label: '批准' },
              { value: 'returned', label: '退回' },
            ]}
          />
        </Form.Item>
        <Form.Item noStyle shouldUpdate={(before: Typed, after: Typed) => before.decision !== after.decision}>
          {(form) =>
            form.getFieldValue('decision') === 'returned' && (
              <Form.Item name="reason" label="退回原因">
                <Select allowClear options={returnReasons.map((one) => ({ value: one, label: one }))} />
              </Form.Item>
            )
          }
        </Form.Item>
        {note('意见（退回时没有选原因的，必填）', null, '', 450)}
        <Form.Item name="likenessConfirmed" valuePropName="checked">
          <Checkbox>与另一件答复几乎相同的，已核对无误</Checkbox>
        </Form.Item>
      </>
    ),
    deliver: (
      <>
        <DeliveryFields />
        {note('说明', '请写明送达情况', '例如：电子邮件发送，等待对方回执')}
      </>
    ),
    withdraw: note('撤回的情况', '请写明撤回的情况', '例如：申请人来电撤回'),
    'close-lapsed': <p>申请人逾期没有补正或者缴费，视为放弃申请，不再处理，并计入“其他处理”。</p>,
  }

  const send = async (typed: Typed) => {
    const params = { id: found.id }
    const { version } = found
    const on = typed.on?.format('YYYY-MM-DD')
    const text = typed.note?.trim() ?? ''
    const calls: Record<PlainAct, () => Promise<unknown>> = {
      confirm: () => call(contract.confirmReceipt, { params, body: { version, confirmedOn: on, note: text || null } }),
      accept: () => call(contract.acceptRequest, { params, body: { version, sectionId: typed.sectionId } }),
      'ask-for-correction': () =>
        call(contract.askForCorrection, { params, body: { version, items: text, workingDays: typed.workingDays } }),
      'receive-correction': () =>
        call(contract.receiveCorrection, { params, body: { version, receivedOn: on, note: text } }),
      consult: () =>
        call(contract.consult, {
          params,
          body: {
            ...{ version, whom: typed.whom, name: typed.name, deliveredOn: on ?? null },
            ...{ contact: typed.contact?.trim() || null, question: typed.question },
          },
        }),
      'receive-opinion': () =>
        call(contract.receiveOpinion, {
          params,
          body: { version, enquiry: typed.enquiry, receivedOn: on, answer: typed.answer, note: text },
        }),
      extend: () =>
        call(contract.extendRequest, { params, body: { version, workingDays: typed.workingDays, reason: text } }),
      'charge-fee': () =>
        call(contract.chargeFee, {
          params,
          body: { version, method: typed.method, pages: typed.pages ?? 0, deliveredOn: on, note: text },
        }),
      'receive-payment': () => call(contract.receivePayment, { params, body: { version, paidOn: on } }),
      'decide-reply': () =>
        call(contract.decideReply, {
          params,
          body: {
            version,
            decision: typed.decision,
            note: opinionOf(typed.decision === 'returned' ? typed.reason : undefined, text),
            likenessConfirmed: typed.likenessConfirmed === true,
          },
        }),
      deliver: () =>
        call(contract.deliverReply, {
          params,
          body: { version, how: text, way: typed.way, reference: typed.reference ?? '' },
        }),
      withdraw: () => call(contract.withdrawRequest, { params, body: { version, reason: text } }),
      'close-lapsed': () => call(contract.closeLapsed, { params, body: { version } }),
    }
    const sendIt = () => (isPlain(act) ? calls[act]() : sendCaseAct(act, found, typed))
    if (await run(sendIt, `${title}：已完成`)) {
      await readAgain(contract.readRequest, contract.listRequests, contract.readHandlers, readToDo)
      onClose()
    }
  }

  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemNote problem={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => void send(typed)}
        initialValues={{
          on: act === 'consult' ? undefined : today,
          workingDays: act === 'extend' ? 20 : 15,
          sectionId: found.sectionId ?? undefined,
          day: today,
          way: wayOf[found.delivery],
          method: 'by-item',
          question: `我局收到一件政府信息公开申请，所申请的信息涉及贵方：${found.title}。请就是否同意公开提出意见。`,
          toSection: found.sectionId ?? undefined,
          toHandler: found.handlerId,
          items: [
            { title: found.title, description: found.description },
            { title: '', description: '' },
          ],
          silentEnquiry: found.openEnquiries.length === 1 ? found.openEnquiries[0]?.enquiry : undefined,
          remedyId: onlyOpenRemedy(found),
          enquiry: found.openEnquiries.length === 1 ? found.openEnquiries[0]?.enquiry : undefined,
        }}
      >
        {isPlain(act) ? fields[act] : <CaseFields act={act} found={found} />}
      </Form>
    </Modal>
  )
}
