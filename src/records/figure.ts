/** A record behind a figure, at the version it had when it was counted. */
export interface RecordBehind {
  id: number
  version: number
}

/** What a figure is made of: the ledger to open, and the records in it. */
export interface Behind {
  ledger: 'request' | 'register-entry' | 'document'
  records: RecordBehind[]
}
