import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { inBureau } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { type Job, timetable } from './timetable.ts'

/** Does one job for one bureau. */
export async function doJob(
  { work }: Job,
  bureauId: number,
  { database, clock, config }: { database: Database; clock: Clock; config: Config },
): Promise<void> {
  if ('inParts' in work) await work.inParts((part) => inBureau(database, bureauId, part), clock, config)
  else await inBureau(database, bureauId, (tx) => work(tx, clock, config))
}

/** Works through the timetable. Several processes may run it at once: each job is done by one of them. */
export async function startWorker(
  connectionString: string,
  { database, clock, config, log }: { database: Database; clock: Clock; config: Config; log: Logger },
): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({ connectionString, max: 2 })
  boss.on('error', (error: Error) => log.warn({ err: error }, 'job queue is away'))
  await boss.start()
  for (const job of timetable) {
    const { name, at } = job
    await boss.createQueue(name)
    await boss.schedule(name, at, null, { tz: 'Asia/Shanghai' })
    await boss.work(name, async () => {
      for (const { bureauId } of await allBureaus(database)) {
        await doJob(job, bureauId, { database, clock, config })
      }
      log.info({ job: name }, 'job done')
    })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}
