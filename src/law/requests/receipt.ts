import { type CalendarDate, calendarDate } from '../calendar-date.ts'
import type { Citation } from '../citation.ts'

/** How a request came (art. 29, 31): the way decides which day it counts as received. */
export type Channel = 'online' | 'email' | 'fax' | 'counter' | 'registered-mail' | 'ordinary-mail'

export interface ReceiptFacts {
  /** the applicant sent the form or handed it in */
  submittedOn?: CalendarDate
  /** the letter, fax or e-mail was in the office's hands */
  arrivedOn?: CalendarDate
  /** the office signed for it */
  signedOn?: CalendarDate
  /** office and applicant confirmed to each other */
  confirmedOn?: CalendarDate
  /** it reached another unit or person of the bureau, not the office that takes requests */
  misdirected?: boolean
}

const article = (item: string): Citation => ({
  law: '政府信息公开条例',
  article: `第三十一条第（${item}）项`,
  year: 2019,
})

type Rule = {
  cite: Citation
  waitingFor: 'confirmation' | 'signature'
  dayIn(facts: ReceiptFacts): CalendarDate | undefined
}

const confirmed = (item: string): Rule => ({
  cite: article(item),
  waitingFor: 'confirmation',
  dayIn: ({ confirmedOn }) => confirmedOn,
})

const rules: Record<Channel, Rule> = {
  counter: {
    cite: article('一'),
    waitingFor: 'signature',
    dayIn: ({ submittedOn, arrivedOn }) => submittedOn ?? arrivedOn,
  },
  'registered-mail': { cite: article('二'), waitingFor: 'signature', dayIn: ({ signedOn }) => signedOn },
  'ordinary-mail': confirmed('二'),
  online: confirmed('三'),
  email: confirmed('三'),
  fax: confirmed('三'),
}

/** The Regulation of 2007 said nothing of receipt; the interpretation in force until the revision let an e-mail count as it came. */
const revisedOn = calendarDate('2019-05-15')
const interpretation: Citation = { law: '国办公开办函〔2015〕207号', article: '' }

function ruleFor(channel: Channel, { submittedOn, arrivedOn, signedOn, confirmedOn, misdirected }: ReceiptFacts): Rule {
  if (misdirected) return { ...confirmed('二'), cite: interpretation }
  const day = submittedOn ?? arrivedOn ?? signedOn ?? confirmedOn ?? revisedOn
  if (day >= revisedOn) return rules[channel]
  const dayIn: Rule['dayIn'] =
    channel === 'email' ? (facts) => facts.arrivedOn ?? facts.submittedOn : rules[channel].dayIn
  return { ...rules[channel], dayIn, cite: interpretation }
}

/**
 * The day a request counts as received: handed in, that day; by mail that is signed for, the day of the signature; by
 * ordinary mail, internet, e-mail or fax, or after going astray within the bureau, the day both sides confirmed. Until that is known the clock has not started.
 */
export function receiptDay(
  channel: Channel,
  facts: ReceiptFacts,
): { on: CalendarDate; cite: Citation } | { waitingFor: 'confirmation' | 'signature'; cite: Citation } {
  const { cite, waitingFor, dayIn } = ruleFor(channel, facts)
  const on = dayIn(facts)
  return on ? { on, cite } : { waitingFor, cite }
}
