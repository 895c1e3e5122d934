/** Something in a form that needs to be changed. The same words stand in the summary and beside the field. */
export interface Problem {
  /** name of the field; the summary's link leads there */
  field: string
  message: string
}

export function problemOf(problems: readonly Problem[], field: string): string | null {
  return problems.find((problem) => problem.field === field)?.message ?? null
}
