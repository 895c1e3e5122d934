import type { Matter } from './catalogue.ts'

export interface ChangedMatter {
  kind: 'added' | 'removed' | 'changed'
  matter: string
  /** what it says otherwise: name of the field, before and after */
  fields: { field: 'matter' | 'content' | 'basis' | 'timeLimit' | 'method' | 'section'; from: string; to: string }[]
}

const compared = ['matter', 'content', 'basis', 'timeLimit', 'method', 'section'] as const

/** Which columns a later version of the catalogue lists otherwise. */
export function compareMatters(earlier: readonly Matter[], later: readonly Matter[]): ChangedMatter[] {
  const of = (matters: readonly Matter[], id: number) => matters.find(({ columnId }) => columnId === id)
  const removed = earlier
    .filter(({ columnId }) => !of(later, columnId))
    .map(({ matter }): ChangedMatter => ({ kind: 'removed', matter, fields: [] }))
  const others = later.flatMap((matter): ChangedMatter[] => {
    const before = of(earlier, matter.columnId)
    if (!before) return [{ kind: 'added', matter: matter.matter, fields: [] }]
    const fields = compared
      .filter((field) => before[field] !== matter[field])
      .map((field) => ({ field, from: before[field] ?? '', to: matter[field] ?? '' }))
    return fields.length > 0 ? [{ kind: 'changed', matter: matter.matter, fields }] : []
  })
  return [...removed, ...others]
}
