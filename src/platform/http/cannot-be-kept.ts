/** NUL in a text or in JSON, a number too large: PostgreSQL cannot keep it, whatever the form allowed. */
const states = ['22021', '22P05', '22003']

export function cannotBeKept(error: { code?: string | undefined }): boolean {
  return error.code !== undefined && states.includes(error.code)
}
