import { baiyin2018 } from './baiyin-2018.ts'
import { chongqing2019 } from './chongqing-2019.ts'
import type { ColumnSet } from './column-set.ts'
import { standard } from './standard.ts'

export const columnSets: readonly ColumnSet[] = [standard, chongqing2019, baiyin2018]

export function columnSet(name: string): ColumnSet | null {
  return columnSets.find((set) => set.name === name) ?? null
}
