-- 0027-privacy.sql: applicants and drafts sealed with keys outside the database, retention and disposal of requests

-- Which keys this installation's sealed values were made with. Belongs to no bureau; a start without one of them stops.
create table sealing_key (
  id text primary key,
  made_at timestamptz not null default now()
);

-- What is still to be sealed: filled here, emptied by the first start with a key (records/requests/seal-existing.ts).
create table unsealed_person (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  person jsonb not null,
  primary key (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request
);
insert into unsealed_person (bureau_id, request_id, person)
  select bureau_id, request_id, jsonb_build_object('name', name, 'idNumber', id_number, 'representative', representative,
    'contact', contact, 'phone', phone, 'email', email, 'address', address, 'postcode', postcode)
  from request_applicant;
select keep_within_bureau('unsealed_person', 'select, delete, update');

alter table request_applicant
  -- JSON of name, number and ways to reach; null once erased, or until the start after this migration
  add column sealed bytea,
  -- equal for equal persons, and only that: keyed hashes of kind and number, and of name and telephone
  add column id_mark bytea,
  add column name_mark bytea,
  -- surname + ＊ of a natural person; the name of an organisation
  add column masked_name text not null default '＊',
  add column erased_at timestamptz,
  add constraint nothing_left_when_erased check (erased_at is null or (sealed is null and id_mark is null and name_mark is null)),
  drop column name,
  drop column id_number,
  drop column representative,
  drop column contact,
  drop column phone,
  drop column email,
  drop column address,
  drop column postcode;
alter table request_applicant alter column masked_name drop default;
create index request_applicant_id_mark on request_applicant (bureau_id, id_mark) where id_mark is not null;

-- Forms half filled in are kept for seven days and are no record: those of before this change are given up.
delete from request_draft where request_id is null;
alter table request_draft drop column answers, add column sealed bytea;

-- How long the file of a closed request is kept, and the number of the applicant's document, in years after closing.
create table retention_rule (
  bureau_id integer not null default current_bureau() references bureau,
  case_years integer not null check (case_years between 1 and 100),
  identity_years integer not null check (identity_years between 0 and case_years),
  primary key (bureau_id)
);
select keep_within_bureau('retention_rule', 'select, insert, update');

-- A proposal to erase what a closed request tells of its applicant: one proposes, another approves or refuses.
create table disposal (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  request_id bigint not null,
  -- its period is over, or the applicant asked for it
  ground text not null check (ground in ('period-over', 'on-request')),
  reason text not null,
  proposed_by bigint not null,
  proposed_at timestamptz not null,
  decided_by bigint,
  decided_at timestamptz,
  decision text check (decision in ('approved', 'refused')),
  decision_note text,
  primary key (bureau_id, id),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, proposed_by) references staff,
  foreign key (bureau_id, decided_by) references staff,
  constraint proposer_and_approver_differ check (decided_by is null or decided_by <> proposed_by)
);
select keep_within_bureau('disposal', 'select, insert, update');
create unique index disposal_undecided on disposal (bureau_id, request_id) where decision is null;

-- Texts of a disposed request are emptied, sealed parts and salt erased; numbers, days and outcomes stay for the statistics.
grant update on request_note, request_reply_earlier to zhaoming_app;
grant update (note) on request_event to zhaoming_app;
