/** What the portal's footer, the guide and the letters need to know about a bureau. Every field is shown to the public. */
export interface BureauProfile {
  domain: string
  /** 10 characters (R6-13) */
  siteIdCode: string
  icp: string
  policeRecord: string
  organiser: string
  undertaker: string
  address: string
  postcode: string
  phone: string
  dutyPhone: string
  fax: string
  email: string
  officeHours: string
  disclosureOffice: string
  /** the organ that hears reconsideration of this bureau's replies */
  reconsiderationOrgan: string
  court: string
  competentAuthority: string
}

export interface Bureau {
  bureauId: number
  name: string
  shortName: string
  requestPrefix: string
  host: string | null
  profile: BureauProfile
}
