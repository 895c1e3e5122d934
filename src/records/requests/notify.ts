import type { ClockEvent } from '../../law/requests/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { sendLater } from '../../platform/mail/outbox.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { applicantOf, numberOf } from './store.ts'

/** What the applicant is told of at once; the rest stands on the progress page. */
const words: Partial<Record<'submitted' | ClockEvent['kind'], string>> = {
  submitted: '已提交，等待工作人员确认收到',
  received: '已确认收到',
  'correction-asked': '需要您补正，请按期补正',
  'correction-received': '已收到您的补正',
  extended: '答复期限已延长，原因见办理进度',
  'fee-noticed': '已发出收费通知，请按期缴费',
  'reasons-asked': '需要您说明申请的理由',
  delayed: '将延迟答复，原因见办理进度',
  replied: '已作出答复',
  withdrawn: '已撤回',
  reopened: '正在重新办理',
  lapsed: '逾期未补正或者未缴费，不再办理',
}

const mobile = /^1\d{10}$/

/**
 * Writes the applicant a message about what happened: by e-mail, else to a mobile telephone. It tells number and stage only,
 * since neither way is secret; what a request is about opens with the query code.
 */
export async function notifyApplicant(tx: Tx, requestId: number, happened: keyof typeof words): Promise<void> {
  const told = words[happened]
  const applicant = told ? await applicantOf(tx, requestId) : null
  if (!told || !applicant) return
  const number = await numberOf(tx, requestId)
  const { name, host, profile } = await thisBureau(tx)
  const address = `https://${host ?? profile.domain}/ysqgk/status`
  const message = {
    subject: `政府信息公开申请 ${number}：${told}`,
    text: `您的政府信息公开申请 ${number} ${told}。请凭受理编号和查询码查看：${address} 。${name}`,
    about: `request ${requestId}`,
  }
  const phone = applicant.phone.replace(/[\s-]/g, '')
  if (applicant.email) await sendLater(tx, { channel: 'email', to: applicant.email, ...message })
  else if (mobile.test(phone)) await sendLater(tx, { channel: 'sms', to: phone, ...message })
}
