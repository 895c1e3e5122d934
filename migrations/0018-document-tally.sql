-- 0018-document-tally.sql: how many public documents stand in which columns, counted as they come and go

-- A document that stands in several columns is counted once, under all of them: a list over some columns adds up the rows
-- that have one of them.
create table document_tally (
  bureau_id integer not null default current_bureau() references bureau,
  -- in ascending order
  columns bigint[] not null,
  -- of publication, in China
  year integer not null,
  count integer not null check (count >= 0),
  primary key (bureau_id, columns, year)
);
select keep_within_bureau('document_tally');

create function year_in_china(moment timestamptz) returns integer language sql immutable
return extract(year from moment at time zone 'Asia/Shanghai')::integer;

create function columns_of_document(bureau integer, document bigint) returns bigint[] language sql stable
return (select array_agg(column_id order by column_id) from document_placement where bureau_id = bureau and document_id = document);

create function tally_document(bureau integer, set_of_columns bigint[], published_at timestamptz, change integer)
returns void language sql begin atomic
  insert into document_tally as tally (bureau_id, columns, year, count)
  select bureau, set_of_columns, year_in_china(published_at), greatest(change, 0)
  where cardinality(set_of_columns) > 0
  on conflict (bureau_id, columns, year) do update set count = tally.count + change;
end;

-- Each waits for the head of the journal first, as acts do: what it then reads is what was committed, and nobody waits for
-- a tally while holding another.
create function tally_placements() returns trigger language plpgsql as $$
declare
  one record;
begin
  perform from journal_head where bureau_id in (select bureau_id from touched) order by bureau_id for update;
  for one in
    select touched.bureau_id, array_agg(touched.column_id) as changed, d.published_at,
      coalesce(columns_of_document(touched.bureau_id, touched.document_id), '{}') as now
    from touched join document d on (d.bureau_id, d.id) = (touched.bureau_id, touched.document_id)
    where d.standing = 'public'
    group by touched.bureau_id, touched.document_id, d.published_at
  loop
    perform tally_document(one.bureau_id, array(
      select id from unnest(one.now) id where tg_op = 'DELETE' or id <> all (one.changed)
      union select id from unnest(one.changed) id where tg_op = 'DELETE'
      order by id), one.published_at, -1);
    perform tally_document(one.bureau_id, one.now, one.published_at, 1);
  end loop;
  return null;
end $$;
create trigger tally_placed after insert on document_placement
  referencing new table as touched for each statement execute function tally_placements();
create trigger tally_taken_out after delete on document_placement
  referencing old table as touched for each statement execute function tally_placements();

create function tally_standing() returns trigger language plpgsql as $$
declare
  placed bigint[];
begin
  perform from journal_head where bureau_id = new.bureau_id for update;
  placed := columns_of_document(new.bureau_id, new.id);
  if old.standing = 'public' then perform tally_document(new.bureau_id, placed, old.published_at, -1); end if;
  if new.standing = 'public' then perform tally_document(new.bureau_id, placed, new.published_at, 1); end if;
  return null;
end $$;
create trigger tally_standing after update of standing, published_at on document for each row
  when ((old.standing, old.published_at) is distinct from (new.standing, new.published_at)
    and 'public' in (old.standing, new.standing))
  execute function tally_standing();

-- Counts what is there, for a bureau whose rows were written past the triggers.
create function tally_documents_anew() returns void language sql begin atomic
  delete from document_tally where bureau_id = current_bureau();
  insert into document_tally (columns, year, count)
  select columns, year_in_china(published_at), count(*)
  from (
    select array_agg(p.column_id order by p.column_id) as columns, d.published_at
    from document_placement p join document d on (d.bureau_id, d.id) = (p.bureau_id, p.document_id)
    where p.bureau_id = current_bureau() and d.standing = 'public'
    group by d.bureau_id, d.id
  ) placed
  group by 1, 2;
end;

do $$
declare
  one integer;
begin
  for one in select bureau_id from bureau loop
    perform set_config('zhaoming.bureau', one::text, true);
    perform tally_documents_anew();
  end loop;
  perform set_config('zhaoming.bureau', '', true);
end $$;

create view public_document_tally with (security_invoker = true) as
  select bureau_id, columns, year, count from document_tally where count > 0;
grant select on public_document_tally to zhaoming_app;
