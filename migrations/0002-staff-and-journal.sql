-- 0002-staff-and-journal.sql: who acts, and the chained record of every act

create table staff (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  account text not null,
  name text not null,
  section_id bigint,
  roles text[] not null check (roles <@ array['drafter', 'section-head', 'disclosure-office', 'secrecy-reviewer', 'legal-reviewer', 'approving-leader', 'supervisor', 'administrator']),
  password_hash text not null,
  must_change_password boolean not null default false,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  last_sign_in_at timestamptz,
  disabled_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, section_id) references section,
  unique (bureau_id, account)
);
select keep_within_bureau('staff');
alter table holiday_notice add foreign key (bureau_id, loaded_by) references staff;

create table staff_session (
  bureau_id integer not null default current_bureau() references bureau,
  -- SHA-256 of the token in the cookie: the database alone opens no session
  token_hash bytea not null,
  staff_id bigint not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (bureau_id, token_hash),
  foreign key (bureau_id, staff_id) references staff
);
select keep_within_bureau('staff_session');

-- One event an act. `entry` is the canonical JSON text whose bytes are hashed; the other columns are derived from it
-- by the database, so they cannot say anything else.
create table journal_event (
  bureau_id integer not null default current_bureau() references bureau,
  index bigint not null,
  entry text not null,
  hash bytea not null,
  kind text not null generated always as ((entry::jsonb) ->> 'kind') stored,
  subject text generated always as ((entry::jsonb) ->> 'subject') stored,
  primary key (bureau_id, index)
);
select keep_within_bureau('journal_event', 'select, insert');
create index journal_event_subject on journal_event (bureau_id, subject, index);

create table journal_head (
  bureau_id integer not null default current_bureau() references bureau,
  last_index bigint not null,
  last_hash bytea not null,
  primary key (bureau_id)
);
select keep_within_bureau('journal_head', 'select, insert, update');
