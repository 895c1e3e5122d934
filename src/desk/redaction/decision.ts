import type { MarkView } from '../../api/contract/redaction.ts'

export type Ground = MarkView['ground']
export type Decision = MarkView['state']
