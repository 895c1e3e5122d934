import type { CalendarDate } from '../../law/calendar-date.ts'
import { inForce } from '../../law/dated.ts'
import { type ClockEvent, replyClock } from '../../law/requests/clock.ts'
import { correctionNotice, enquiries, replyPeriod } from '../../law/requests/periods.ts'
import { type Channel, receiptDay } from '../../law/requests/receipt.ts'
import { simulate } from '../../law/requests/simulate.ts'
import { lastDayToAskCorrection } from '../../law/requests/story.ts'
import type { WorkingCalendar } from '../../law/working-days/calendar.ts'
import type { Calculated } from './calculator.page.tsx'

/** Every date that follows from a receipt, worked out by the clock that runs on real requests. */
export function calculate(
  { channel, on }: { channel: Channel; on: CalendarDate },
  calendar: WorkingCalendar,
): Calculated {
  const receipt = receiptDay(channel, { submittedOn: on, arrivedOn: on, signedOn: on, confirmedOn: on })
  if (!('on' in receipt)) throw new Error('every day of the receipt was given')
  const received: ClockEvent = { kind: 'received', on: receipt.on }
  const { longestExtension } = inForce(replyPeriod, receipt.on)
  const askedOn = calendar.nthAfter(receipt.on, 1)
  const correctionBy = lastDayToAskCorrection(receipt.on, calendar)
  const dueIf = (event: ClockEvent) => simulate([received], [event], calendar, receipt.on).clock.dueOn
  return {
    receipt,
    clock: replyClock([received], calendar, receipt.on),
    correctionBy: correctionBy && { on: correctionBy, cite: inForce(correctionNotice, receipt.on).cite },
    extended: {
      workingDays: longestExtension,
      on: dueIf({ kind: 'extended', on: receipt.on, workingDays: longestExtension }),
    },
    thirdParty: {
      askedOn,
      on: dueIf({ kind: 'third-party-asked', on: askedOn, enquiry: 'example' }),
      cite: inForce(enquiries, askedOn).cite,
    },
  }
}
