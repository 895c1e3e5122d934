// The database is away for a moment: it restarts, or refuses connections while it recovers. Worth a second try.
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '08000',
  '08003',
  '08006',
])

export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return codes.has(code ?? '') || /Connection terminated|connection timeout|timeout exceeded/i.test(message ?? '')
}
