import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'
import type { Channel, Waiting } from './message.ts'

/** How a message leaves; throws with a reason when it is not taken. */
type Carrier = (message: Waiting) => Promise<void>

/** Null: the channel is not configured. */
export type Carriers = Record<Channel, Carrier | null>

const patience = 20_000

/** The ways out the settings name: an SMTP server, and an address that takes SMS as JSON. */
export function carriersOf({
  ZHAOMING_SMTP_URL: smtp,
  ZHAOMING_MAIL_FROM: from,
  ZHAOMING_SMS_URL: sms,
  ZHAOMING_SMS_SECRET: secret,
}: Pick<Config, 'ZHAOMING_SMTP_URL' | 'ZHAOMING_MAIL_FROM' | 'ZHAOMING_SMS_URL' | 'ZHAOMING_SMS_SECRET'>): Carriers {
  return {
    email: smtp && from ? byMail(smtp, from) : null,
    sms: sms ? bySms(sms, secret ?? '') : null,
  }
}

function byMail(url: string, from: string): Carrier {
  const domain = from.replace(/>$/, '').split('@').at(-1) ?? 'localhost'
  return async ({ to, subject, text, messageId }) => {
    const transport = createTransport({
      url,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
    })
    try {
      // `auto-generated`: out-of-office answers are not sent to it (RFC 3834).
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await transport.sendMail({ from, to, subject, text, headers, messageId: `<${messageId}@${domain}>` })
    } finally {
      transport.close()
    }
  }
}

function bySms(url: string, secret: string): Carrier {
  return async ({ to, text, about, messageId }) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-zhaoming-secret': secret },
      body: JSON.stringify({ id: messageId, to, text, about }),
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`短信平台答复 ${answer.status}`)
  }
}
