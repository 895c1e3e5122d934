/**
 * What no article sets and every office decides for itself, in working days. The values hold until a bureau sets its own;
 * nothing here may be shown as law.
 */
export const houseRules = {
  /** the internal target lies so many before the legal due day: 15 of 20 to do the work */
  internalDaysBefore: { workingDays: 5, source: 'house rule' },
  /** usually given for a correction; the Regulation says only “reasonable” (art. 30) */
  usualCorrectionDays: { workingDays: 10, source: 'house rule' },
  /** the legal due day is near */
  remindOfLegal: { workingDays: 5, source: 'house rule' },
  /** the internal target or another limit is near */
  remindOfOther: { workingDays: 2, source: 'house rule' },
} as const
