-- 0031-audits.sql: runs in which a supervising office audits published annual reports, and its decisions on the findings

create table audit_run (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  name text not null check (length(name) between 1 and 100),
  state text not null check (state in ('gathering', 'working', 'finished')),
  started_by bigint not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, started_by) references staff,
  constraint finished_has_its_time check ((state = 'finished') = (finished_at is not null))
);
select keep_within_bureau('audit_run', 'select, insert, update');

create table audit_report (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  run_id bigint not null,
  -- in the order in which they were given
  position integer not null,
  file_name text not null check (length(file_name) between 1 and 200),
  -- null for a file somebody brought
  address text,
  -- what is still to be read; gone when it is
  content bytea,
  state text not null check (state in ('waiting', 'read')),
  -- when somebody took it up: who gives no result was cut off
  taken_at timestamptz,
  attempts integer not null default 0,
  bureau_name text,
  year integer,
  vintage text,
  -- what the auditor said of this report alone
  result jsonb,
  page_text text,
  text_sha256 bytea,
  read_at timestamptz,
  primary key (bureau_id, id),
  unique (bureau_id, run_id, position),
  foreign key (bureau_id, run_id) references audit_run,
  constraint read_has_its_result check ((state = 'read') = (result is not null and read_at is not null)),
  constraint waiting_has_a_source check (state = 'read' or content is not null or address is not null)
);
select keep_within_bureau('audit_report', 'select, insert, update');
create index audit_report_waiting on audit_report (bureau_id, run_id, id) where state = 'waiting';

-- Every decision stays; the last one on a finding holds, in every run that finds it again.
create table audit_decision (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  report_id bigint not null,
  -- SHA-256 over bureau, year, rule and values of the finding
  finding bytea not null,
  rule text not null,
  decision text not null check (decision in ('confirmed', 'false-alarm', 'asked')),
  reason text check (length(reason) between 1 and 500),
  by_id bigint not null,
  by_name text not null,
  at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, report_id) references audit_report,
  foreign key (bureau_id, by_id) references staff,
  constraint false_alarm_has_its_reason check (decision <> 'false-alarm' or reason is not null)
);
select keep_within_bureau('audit_decision', 'select, insert');
create index audit_decision_on on audit_decision (bureau_id, finding, id);
