import { chmod } from 'node:fs/promises'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { startEmbedded } from './src/platform/database/embedded.ts'
import { migrate } from './src/platform/database/migrate.ts'
import { openDatabase } from './src/platform/database/open.ts'
import { searchTimes } from './bench/search.ts'
rmSync('/tmp/wt/sdata',{recursive:true,force:true}); mkdirSync('/tmp/wt/sdata',{recursive:true}); await chmod('/tmp/wt/sdata',0o755)
const server = await startEmbedded({ dataDir: '/tmp/wt/sdata/postgres' })
writeFileSync('/tmp/wt/sdata/url', server.connectionString)
await migrate(server.connectionString,'./migrations')
const database=openDatabase(server.connectionString)
const a=performance.now()
for (const m of await searchTimes(database, 100_000)) console.log(JSON.stringify(m))
console.log('all', (performance.now()-a)/1000)
process.exit(0)
