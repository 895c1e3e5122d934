-- 0005-registers.sql: one engine for licences, penalties, fees … (the kinds are data: src/records/registers/kinds)

create table register_batch (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null,
  file_name text not null,
  rows integer not null,
  entered_by bigint not null,
  entered_at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, entered_by) references staff
);
select keep_within_bureau('register_batch', 'select, insert');

create table register_entry (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null,
  -- the columns every kind has, for lists and figures; a kind says which of its fields each one is
  number text,
  title text not null,
  decided_on date,
  ended_on date,
  amount numeric,
  -- all fields of the entry, checked by the kind on writing
  fields jsonb not null,
  state text not null default 'current' check (state in ('current', 'withdrawn')),
  withdraw_reason text,
  published_at timestamptz,
  batch_id bigint,
  version integer not null default 1,
  entered_by bigint not null,
  entered_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, batch_id) references register_batch,
  foreign key (bureau_id, entered_by) references staff,
  constraint withdrawal_has_a_reason check ((state = 'withdrawn') = (withdraw_reason is not null))
);
select keep_within_bureau('register_entry', 'select, insert, update');
create unique index register_entry_number on register_entry (bureau_id, kind, number) where number is not null and state = 'current';
create index register_entry_decided on register_entry (bureau_id, kind, decided_on) where state = 'current';

create view public_register_entry with (security_invoker = true) as
  select bureau_id, id, kind, number, title, decided_on, ended_on, amount, fields, published_at, version
  from register_entry where state = 'current' and published_at is not null;
grant select on public_register_entry to zhaoming_app;
