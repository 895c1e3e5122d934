import type { Logger } from 'pino'
import type { Config } from '../platform/config.ts'

/** What a command that works on the installation is given. */
export interface Station {
  root: string
  config: Config
  log: Logger
}
