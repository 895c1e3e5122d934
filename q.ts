import { readFileSync } from 'node:fs'
import pg from 'pg'
const url=readFileSync('/tmp/wt/sdata/url','utf8')
const c = new pg.Client({connectionString: url}); await c.connect()
await c.query(`set role zhaoming_app`); await c.query(`select set_config('zhaoming.bureau','1',false)`)
const q=`'${process.argv[2]??'事故'}'`
const cols=`id, case kind when 'attachment' then 'document' else kind end as kind, record_id, type, year, organ,
    valid, has_attachment, published_at, title_words @@ $1::tsquery as titled,
    position('事故' in lower(title)) > 0 as literal, ts_rank('{0.1, 0.2, 0.4, 0.6}', words, $1::tsquery) as often`
const score=`(case when literal then 3 else 0 end) + (case when titled then 2 else 0 end) + often
    + 0.3 / (1 + extract(epoch from now() - published_at) / 31557600)
    - (case when valid in ('repealed', 'expired') then 2 else 0 end) - (case when kind = 'register-entry' then 1 else 0 end)`
const counted=(x:string)=>`(select json_object_agg(value, n) from (select ${x} as value, count(*) as n from records where ${x} is not null group by 1) each)`
const full=`with newest as materialized (
      select ${cols} from public_search_entry where words @@ $1::tsquery 
      order by published_at desc, id desc limit 1001),
    titled as materialized (
      select ${cols} from public_search_entry where title_words @@ $1::tsquery 
      order by published_at desc, id desc limit 300),
    records as materialized (
      select distinct on (kind, record_id) *, ${score} as score from (select * from newest union select * from titled) hits
      order by kind, record_id, often desc, id)
    select
      (select count(*)::int from records) as total,
      (select json_agg(id) from (
        select id from records order by score desc, published_at desc, id desc limit 20 offset 0) page) as ids,
      ${counted('type')} as types, ${counted('year')} as years,${counted('organ')} as organs, ${counted('valid')} as validities`
for (let i=0;i<3;i++) await c.query(full,[q])
console.log((await c.query('explain (analyze) '+full,[q])).rows.map(r=>r['QUERY PLAN']).join('\n'))
await c.end()
