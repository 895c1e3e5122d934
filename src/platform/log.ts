import { type Logger, pino } from 'pino'

/** Structured lines on standard error. What a person typed never gets into a log line: requests are logged by path and status. */
export function openLog(level: string): Logger {
  return pino({ level, base: null, redact: ['req.headers.cookie', 'req.headers.authorization'] }, pino.destination(2))
}
