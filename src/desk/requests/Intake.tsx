import { Alert, Button, Checkbox, DatePicker, Form, Input, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type KeyboardEvent, useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/requests.ts'
import { readToDo } from '../../api/contract/session.ts'
import { creditCodeProblem } from '../../law/personal-data/credit-code.ts'
import { idNumberProblem } from '../../law/personal-data/id-number.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { useSession } from '../frame/session.tsx'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { useDraft } from '../parts/use-draft.ts'
import { Duplicates } from './Duplicates.tsx'
import { lackable, Receipt, type Registered } from './Receipt.tsx'
import { carrierText, channelText, deliveryText, idTypeText, kindText } from './words.ts'

type Channel = 'email' | 'fax' | 'counter' | 'registered-mail' | 'ordinary-mail'
interface Kept {
  channel: Channel
  arrivedOn: string
  signedOn: string | null
  confirmedOn: string | null
  misdirectedTo: string
  lacking: string[]
  [field: string]: unknown
}

const channels: Channel[] = ['counter', 'registered-mail', 'ordinary-mail', 'fax', 'email']
const rules: Record<Channel, string> = {
  counter: '当面提交的，提交之日为收到日',
  'registered-mail': '需要签收的邮寄，签收之日为收到日',
  'ordinary-mail': '平信应当在收到当日与申请人确认，确认之日为收到日',
  fax: '传真以双方确认之日为收到日',
  email: '电子邮件以双方确认之日为收到日',
}
const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const needed = (message: string) => [{ required: true, whitespace: true, message }]

/** Enter goes to the next field as on a paper form, Ctrl with Enter registers. */
function goOn(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented) return
  const form = event.currentTarget
  if (event.ctrlKey) {
    event.preventDefault()
    form.requestSubmit()
    return
  }
  const target = event.target as HTMLElement
  // A list or a calendar that is open takes Enter for its choice; a text of several lines for a new line.
  const own = target.closest('textarea, button, a, [aria-expanded="true"], .ant-picker')
  if (own || !(target instanceof HTMLInputElement)) return
  event.preventDefault()
  const fields = [...form.querySelectorAll<HTMLElement>('input, textarea, button[type="submit"]')].filter(
    (field) => field.tabIndex >= 0 && field.offsetParent !== null,
  )
  const sameGroup = (field: HTMLElement) =>
    field instanceof HTMLInputElement && field.type === 'radio' && field.name === target.name
  const here = fields.indexOf(target)
  const next = fields.slice(here + 1).find((field) => target.type !== 'radio' || !sameGroup(field))
  const checked =
    next instanceof HTMLInputElement &&
    next.type === 'radio' &&
    form.querySelector<HTMLElement>(`input[name="${next.name}"]:checked`)
  ;(checked || next)?.focus()
}

/** A letter, a fax, a visitor: what the paper says, and the days that fix its receipt. */
export function Intake() {
  const { session } = useSession()
  const [form] = Form.useForm()
  const draft = useDraft<Kept>('intake', {
    channel: 'counter',
    arrivedOn: session.today,
    signedOn: null,
    confirmedOn: null,
    misdirectedTo: '',
    lacking: [],
  })
  const { busy, problem, act } = useAct()
  const [done, setDone] = useState<Registered | null>(null)
  const [watched, setWatched] = useState({ name: '', phone: '', idType: '', idNumber: '', title: '' })
  const { channel, arrivedOn, signedOn, confirmedOn } = draft.value
  const misdirectedTo = (draft.value.misdirectedTo ?? '').trim()
  const lacking = draft.value.lacking ?? []
  const intake = { arrivedOn, ...(signedOn ? { signedOn } : {}), ...(confirmedOn ? { confirmedOn } : {}) }
  const { data: preview } = useAsk(
    contract.previewDeadline,
    { query: { channel, ...intake, misdirected: misdirectedTo ? 'true' : 'false' } },
    { keep: true },
  )

  const send = async (typed: Record<string, string>) => {
    const text = (name: string) => typed[name]?.trim() || null
    const body = {
      applicant: {
        kind: typed['kind'] as 'natural',
        name: typed['name'] ?? '',
        idType: (typed['idType'] ?? null) as 'other' | null,
        idNumber: text('idNumber'),
        representative: text('representative'),
        contact: text('contact'),
        phone: typed['phone'] ?? '',
        email: text('email'),
        address: text('address'),
        postcode: text('postcode'),
      },
      wanted: {
        title: typed['title'] ?? '',
        description: typed['description'] ?? '',
        documentNumber: text('documentNumber'),
        carrier: typed['carrier'] as 'paper',
        delivery: typed['delivery'] as 'post',
        acceptsOtherForm: typed['acceptsOtherForm'] !== 'no',
      },
      intake: { channel, ...intake, ...(misdirectedTo ? { misdirectedTo } : {}) },
    }
    await act(async () => {
      const registered = await call(contract.registerRequest, { body })
      const noticeBy = preview?.clock?.limits.find(({ what }) => what === 'correction-notice')?.dueOn ?? null
      setDone({ ...registered, title: body.wanted.title, name: body.applicant.name, noticeBy, lacking })
      draft.forget()
      await readAgain(contract.listRequests, readToDo)
    })
  }
  if (done) {
    const again = () => {
      setDone(null)
      setWatched({ name: '', phone: '', idType: '', idNumber: '', title: '' })
      draft.set({
        channel,
        arrivedOn: session.today,
        signedOn: null,
        confirmedOn: null,
        misdirectedTo: '',
        lacking: [],
      })
      form.resetFields()
    }
    return <Receipt done={done} onAgain={again} />
  }
  const setDay = (name: 'arrivedOn' | 'signedOn' | 'confirmedOn') => (day: Dayjs | null) =>
    draft.set({ ...draft.value, [name]: day?.format('YYYY-MM-DD') ?? (name === 'arrivedOn' ? session.today : null) })
  const dayField = (id: 'arrivedOn' | 'signedOn' | 'confirmedOn', label: string) => (
    <Form.Item label={label} htmlFor={id}>
      <DatePicker
        id={id}
        format={['YYYY-MM-DD', 'YYYYMMDD', 'MMDD']}
        placeholder="如 1120 或 20261120"
        value={draft.value[id] ? dayjs(draft.value[id] as string) : null}
        maxDate={dayjs(session.today)}
        onChange={(day) => setDay(id)(day as Dayjs | null)}
      />
    </Form.Item>
  )
  return (
    <>
      <p className="nil">
        <Link to="/requests">依申请公开</Link> › 登记来件
      </p>
      <h1>登记来件</h1>
      {draft.restored && <Alert type="info" showIcon title="已恢复您上次没有提交的内容" style={{ marginBottom: 12 }} />}
      <ProblemNote problem={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        onFinish={(typed) => void send(typed)}
        onKeyDown={goOn}
        onValuesChange={(_, all: Record<string, unknown>) => {
          draft.set({ ...draft.value, ...all })
          const text = (name: string) => String(all[name] ?? '')
          setWatched({
            name: text('name'),
            phone: text('phone'),
            idType: text('idType'),
            idNumber: text('idNumber'),
            title: text('title'),
          })
        }}
        initialValues={{ kind: 'natural', carrier: 'paper', delivery: 'post', acceptsOtherForm: 'yes', ...draft.value }}
      >
        <div className="side-by-side">
          <div>
            <section className="panel">
              <h2>申请人</h2>
              <Form.Item name="kind" label="申请人类型">
                <Radio.Group options={optionsOf(kindText)} />
              </Form.Item>
              <Form.Item name="name" label="姓名或名称" rules={needed('请填写姓名或名称')}>
                <Input maxLength={100} autoFocus />
              </Form.Item>
              <Form.Item name="idType" label="证件类型">
                <Select allowClear options={optionsOf(idTypeText)} />
              </Form.Item>
              <Form.Item
                name="idNumber"
                label="证件号码"
                dependencies={['idType']}
                rules={[
                  ({ getFieldValue }) => ({
                    validator: (_, value: string | undefined) => {
                      if (!value) return Promise.resolve()
                      const type = getFieldValue('idType')
                      const wrong =
                        type === 'resident-id'
                          ? idNumberProblem(value)
                          : type === 'credit-code'
                            ? creditCodeProblem(value)
                            : null
                      return wrong ? Promise.reject(new Error(wrong)) : Promise.resolve()
                    },
                  }),
                ]}
              >
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name="representative" label="法定代表人（法人或其他组织）">
                <Input maxLength={100} />
              </Form.Item>
              <Form.Item name="contact" label="联系人（法人或其他组织）">
                <Input maxLength={100} />
              </Form.Item>
              <Form.Item name="phone" label="联系电话" rules={needed('请填写联系电话')}>
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name="email" label="电子邮箱">
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name="address" label="通信地址">
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name="postcode" label="邮政编码">
                <Input maxLength={10} />
              </Form.Item>
            </section>
            <section className="panel">
              <h2>所需信息</h2>
              <Form.Item name="title" label="信息名称" rules={needed('请填写所需信息的名称')}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name="documentNumber" label="文号">
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="description" label="内容描述" rules={needed('请写明需要哪一项信息')}>
                <Input.TextArea rows={5} maxLength={2000} showCount />
              </Form.Item>
              <Form.Item name="carrier" label="载体形式">
                <Radio.Group options={optionsOf(carrierText)} />
              </Form.Item>
              <Form.Item name="delivery" label="获取方式">
                <Radio.Group options={optionsOf(deliveryText)} />
              </Form.Item>
              <Form.Item name="acceptsOtherForm" label="无法按要求提供时">
                <Radio.Group options={optionsOf({ yes: '接受其他方式', no: '不接受其他方式' })} />
              </Form.Item>
            </section>
          </div>
          <section className="panel">
            <h2>收到</h2>
            <Form.Item label="渠道">
              <Radio.Group
                aria-label="渠道"
                value={channel}
                onChange={(event) => draft.set({ ...draft.value, channel: event.target.value as Channel })}
                options={channels.map((value) => ({ value, label: channelText[value] }))}
              />
            </Form.Item>
            <p className="nil">{rules[channel]}（条例第三十一条）。</p>
            {dayField('arrivedOn', '收到日期')}
            {channel === 'registered-mail' && dayField('signedOn', '签收日期')}
            {(misdirectedTo || channel === 'ordinary-mail' || channel === 'fax' || channel === 'email') &&
              dayField('confirmedOn', '与申请人确认的日期')}
            <Form.Item
              label="先送到了其他科室或者个人（没有可不填）"
              htmlFor="misdirectedTo"
              extra="错投的申请，公开工作机构拿到当日与申请人确认，确认之日为收到日（国办公开办函〔2015〕207号）。"
            >
              <Input
                id="misdirectedTo"
                maxLength={100}
                value={draft.value.misdirectedTo}
                onChange={(event) => draft.set({ ...draft.value, misdirectedTo: event.target.value })}
              />
            </Form.Item>
            {preview && (
              <p role="status">
                {preview.receivedOn && preview.clock?.dueOn ? (
                  <>
                    收到日 {dayText(preview.receivedOn, true)}，最晚答复日{' '}
                    <strong>{dayText(preview.clock.dueOn, true)}</strong>
                    {preview.clock.provisional && '（预估）'}。
                  </>
                ) : preview.waitingFor === 'signature' ? (
                  '填写签收日期后计算期限。'
                ) : (
                  '确认之前不起算；登记后在案件页办理“确认收到”。'
                )}
              </p>
            )}
            <Form.Item label="缺少的要件（条例第二十九条；没有不勾）">
              <Checkbox.Group
                aria-label="缺少的要件"
                value={lacking}
                options={[...lackable]}
                onChange={(lacking) => draft.set({ ...draft.value, lacking })}
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={busy}>
              登记
            </Button>
            <p className="nil">Enter 到下一项，Ctrl+Enter 登记；日期可以只打 1120。</p>
            <Duplicates {...watched} />
          </section>
        </div>
      </Form>
    </>
  )
}
