-- 0003-requests.sql: requests for information (依申请公开), their applicants, events and replies

create table request_draft (
  bureau_id integer not null default current_bureau() references bureau,
  -- SHA-256 of the token in the applicant's link
  token_hash bytea not null,
  answers jsonb not null,
  request_id bigint,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (bureau_id, token_hash)
);
select keep_within_bureau('request_draft');

create table request (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  number text not null,
  query_code_hash bytea not null,
  channel text not null check (channel in ('online', 'email', 'fax', 'counter', 'registered-mail', 'ordinary-mail')),
  state text not null check (state in ('awaiting-confirmation', 'received', 'in-handling', 'awaiting-correction', 'consulting', 'awaiting-fee', 'reply-in-review', 'reply-approved', 'closed')),
  title text not null,
  description text not null,
  wanted_document_number text,
  carrier text not null check (carrier in ('electronic', 'paper', 'disc', 'other')),
  delivery text not null check (delivery in ('download', 'email', 'post', 'pick-up', 'on-site')),
  accepts_other_form boolean not null default true,
  -- the legal receipt day (art. 31); null until it is fixed
  received_on date,
  due_on date,
  due_provisional boolean not null default false,
  section_id bigint,
  handler_id bigint,
  -- the column of table 3 of the annual report the request is counted in
  applicant_kind text not null check (applicant_kind in ('natural', 'business', 'research', 'welfare', 'legal', 'other')),
  outcome text,
  -- the day the reply went out, or the request was withdrawn or lapsed: the day table 3 counts the outcome on
  concluded_on date,
  delivered_how text,
  -- salts the hashes of personal data in the journal; erased with the request, the hashes then tell nobody anything
  salt bytea not null,
  version integer not null default 1,
  submitted_at timestamptz not null,
  registered_by bigint,
  primary key (bureau_id, id),
  unique (bureau_id, number),
  foreign key (bureau_id, section_id) references section,
  foreign key (bureau_id, handler_id) references staff,
  constraint an_outcome_has_its_day check ((outcome is null) = (concluded_on is null)),
  constraint a_due_day_has_a_receipt_day check (due_on is null or received_on is not null)
);
select keep_within_bureau('request', 'select, insert, update');
create index request_due on request (bureau_id, state, due_on);
create index request_received on request (bureau_id, received_on);
create index request_concluded on request (bureau_id, concluded_on);

create table request_applicant (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  name text not null,
  id_type text check (id_type in ('resident-id', 'passport', 'hk-macao-permit', 'officer-card', 'credit-code', 'other')),
  id_number text,
  representative text,
  contact text,
  phone text not null,
  email text,
  address text,
  postcode text,
  primary key (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('request_applicant', 'select, insert, update');

-- What moved the legal clock, in the words of src/law/requests/clock.ts
create table request_event (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  seq integer not null,
  event jsonb not null,
  note text,
  by_id bigint,
  by_name text not null,
  at timestamptz not null,
  primary key (bureau_id, request_id, seq),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('request_event', 'select, insert');

create table request_reply (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  outcome text not null,
  letter text not null,
  number text,
  drafted_by bigint not null,
  drafted_at timestamptz not null,
  decided_by bigint,
  decided_at timestamptz,
  decision text check (decision in ('approved', 'returned')),
  decision_note text,
  primary key (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request,
  constraint drafter_and_approver_differ check (decided_by is null or decided_by <> drafted_by)
);
select keep_within_bureau('request_reply');
