import { listColumns } from '../../api/contract/documents.ts'
import { useAsk } from '../ask.ts'

interface Branch {
  value: number
  title: string
  children: Branch[]
}

/** The columns as a tree to choose from, and their names. */
export function useColumns(): { tree: Branch[]; nameOf(id: number): string } {
  const { data } = useAsk(listColumns, {})
  const columns = data?.columns ?? []
  const under = (parent: number | null): Branch[] =>
    columns
      .filter(({ parentId }) => parentId === parent)
      .map(({ id, name }) => ({ value: id, title: name, children: under(id) }))
  return { tree: under(null), nameOf: (id) => columns.find((one) => one.id === id)?.name ?? String(id) }
}
