export type Channel = 'email' | 'sms'

/** A message to somebody outside the program. */
export interface Message {
  channel: Channel
  /** e-mail address, or telephone number */
  to: string
  /** of an SMS: not sent, only told in the outbox */
  subject: string
  text: string
  /** what it tells about, as the journal names it: `request 12` */
  about: string
}

export interface Waiting extends Message {
  id: number
  messageId: string
  attempts: number
}
