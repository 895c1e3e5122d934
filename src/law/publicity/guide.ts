/**
 * What the disclosure guide must tell (art. 12): how information is classified and arranged and how to get it; of the
 * disclosure office its name, address, hours, telephone, fax and internet contact.
 */
export const guideFields = [
  'classification',
  'arrangement',
  'ways',
  'office',
  'address',
  'hours',
  'phone',
  'fax',
  'internet',
] as const
export type GuideField = (typeof guideFields)[number]

/** Every mandatory field that is empty; none when the guide may be published. */
export function missingGuideFields(told: Record<GuideField, string | null>): GuideField[] {
  return guideFields.filter((field) => !told[field]?.trim())
}
