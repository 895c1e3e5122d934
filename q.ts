import { readFileSync } from 'node:fs'
import pg from 'pg'
const url=readFileSync('/tmp/wt/sdata/url','utf8')
const c = new pg.Client({connectionString: url}); await c.connect()
await c.query(`set role zhaoming_app`); await c.query(`select set_config('zhaoming.bureau','1',false)`)
const q=`'${process.argv[2]??'事故'}'`
for (const f of [`and type='plan' and year=2012`, `and year=2012`,`and valid='repealed'`]) {
const s=`select id from public_search_entry where words @@ $1::tsquery ${f} order by published_at desc, id desc limit 1001`
for (let i=0;i<3;i++) await c.query(s,[q])
console.log((await c.query('explain (analyze) '+s,[q])).rows.map(r=>r['QUERY PLAN']).filter(x=>!/InitPlan|Result|Planning|Index Searches/.test(x)).join('\n'))
const s2=`select id from public_search_entry where title_words @@ $1::tsquery ${f} order by published_at desc, id desc limit 300`
for (let i=0;i<3;i++) await c.query(s2,[q])
console.log((await c.query('explain (analyze) '+s2,[q])).rows.map(r=>r['QUERY PLAN']).filter(x=>!/InitPlan|Result|Planning|Index Searches/.test(x)).join('\n'))
}
await c.end()
