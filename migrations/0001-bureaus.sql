-- 0001-bureaus.sql: every record belongs to a bureau, and the database enforces it

-- The role every piece of work runs under. It owns nothing and bypasses nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'zhaoming_app') then
    create role zhaoming_app nologin noinherit;
  end if;
  execute format('grant zhaoming_app to %I', current_user);
exception when duplicate_object or unique_violation then null; -- two installations created it at the same moment
end $$;

create function current_bureau() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('zhaoming.bureau', true), '')::integer $$;

-- Puts a table under the rule: rows of other bureaus can be neither seen nor written.
create function keep_within_bureau(t regclass, privileges text default 'select, insert, update, delete') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy within_bureau on %s using (bureau_id = (select current_bureau())) with check (bureau_id = (select current_bureau()))', t);
  execute format('grant %s on %s to zhaoming_app', privileges, t);
end $$;

create table bureau (
  bureau_id integer generated always as identity primary key,
  name text not null,
  short_name text not null,
  -- prefix of request numbers, e.g. YJ in YJ-2026-000123
  request_prefix text not null default 'YJ',
  -- the public host name this bureau is served under; null: any host not taken by another bureau
  host text unique,
  -- footer, contacts, organs that hear appeals: shapes in records/bureaus/bureau.ts
  profile jsonb not null,
  created_at timestamptz not null default now()
);
alter table bureau enable row level security;
-- Not forced: only the owner of the database founds a bureau.
create policy everybody_reads on bureau for select using (true);
create policy own_bureau_changes on bureau for update using (bureau_id = (select current_bureau()));
grant select, update on bureau to zhaoming_app;

create table section (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  name text not null,
  phone text,
  position integer not null default 0,
  primary key (bureau_id, id),
  unique (bureau_id, name)
);
select keep_within_bureau('section');

create table counter (
  bureau_id integer not null default current_bureau() references bureau,
  name text not null,
  value bigint not null,
  primary key (bureau_id, name)
);
select keep_within_bureau('counter');

create table holiday_notice (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  year integer not null,
  number text not null,
  known_on date not null,
  content jsonb not null,
  loaded_at timestamptz not null default now(),
  loaded_by bigint not null,
  primary key (bureau_id, id),
  unique (bureau_id, number)
);
select keep_within_bureau('holiday_notice', 'select, insert');
