import type { ItemNumber } from '../../../law/publicity/catalogue.ts'
import type { ColumnPlan, ColumnType, Duration } from '../column.ts'

/** A column of a ready set. What is not said is the usual. */
export interface ColumnOfSet
  extends Partial<Pick<ColumnPlan, 'part' | 'registers' | 'updateClass' | 'promise' | 'feed' | 'keywords'>> {
  slug: string
  name: string
  type: ColumnType
  duration: Duration
  description: string
  item?: ItemNumber
  below?: readonly ColumnOfSet[]
}

export interface ColumnSet {
  name: string
  title: string
  /** whose columns these are, and what of them is our own */
  source: string
  columns: readonly ColumnOfSet[]
}
