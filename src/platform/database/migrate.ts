import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

export class MigrationChanged extends Error {
  constructor(name: string) {
    super(`迁移文件 ${name} 在执行之后被改动过。请恢复原文件，把改动写成新的迁移文件。`)
  }
}

const LOCK = 7_201_911

/** Applies the migrations that are missing, in order, each in its own transaction. Safe when two processes start at once. */
export async function migrate(connectionString: string, folder: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists schema_migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const done = new Map<string, string>(
      (await client.query<{ name: string; hash: string }>('select name, hash from schema_migration')).rows.map(
        (row) => [row.name, row.hash],
      ),
    )
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(join(folder, name), 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      const before = done.get(name)
      if (before === hash) continue
      if (before !== undefined) throw new MigrationChanged(name)
      await client.query('begin')
      try {
        await client.query(text)
        await client.query('insert into schema_migration (name, hash) values ($1, $2)', [name, hash])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
      applied.push(name)
    }
  } finally {
    await client.end()
  }
  return { applied }
}
