-- 0006-reports.sql: the annual report, frozen with the records behind every figure

create table annual_report (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  year integer not null,
  vintage text not null check (vintage in ('2019', '2021')),
  state text not null check (state in ('draft', 'in-approval', 'approved', 'frozen', 'published')),
  -- section → text with figures inserted by name, e.g. 全年办理行政许可{{licences.decisions}}件
  narrative jsonb not null,
  -- the frozen tables: cell → value; null until frozen
  cells jsonb,
  hash bytea,
  written_by bigint not null,
  sent_by bigint,
  approved_by bigint,
  approved_at timestamptz,
  frozen_at timestamptz,
  published_at timestamptz,
  version integer not null default 1,
  changed_at timestamptz not null,
  primary key (bureau_id, id),
  unique (bureau_id, year),
  constraint writer_and_approver_differ check (approved_by is null or approved_by <> sent_by),
  constraint frozen_is_complete check (state not in ('frozen', 'published') or (cells is not null and hash is not null and frozen_at is not null))
);
select keep_within_bureau('annual_report', 'select, insert, update');

create table annual_report_cell (
  bureau_id integer not null default current_bureau() references bureau,
  report_id bigint not null,
  cell text not null,
  value numeric not null,
  record_kind text not null,
  record_ids bigint[] not null,
  record_versions integer[] not null,
  primary key (bureau_id, report_id, cell),
  foreign key (bureau_id, report_id) references annual_report
);
select keep_within_bureau('annual_report_cell', 'select, insert');

create view public_annual_report with (security_invoker = true) as
  select bureau_id, id, year, vintage, narrative, cells, hash, frozen_at, published_at
  from annual_report where state = 'published';
grant select on public_annual_report to zhaoming_app;
