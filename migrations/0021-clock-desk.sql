-- 0021-clock-desk.sql: messages on their way out, reminders, calendar feeds, the office's own target, deadlines a notice moved

-- Written in the transaction of the act it tells about; sent afterwards, again and again until it is taken.
create table outgoing_message (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  channel text not null check (channel in ('email', 'sms')),
  recipient text not null,
  subject text not null,
  content text not null,
  -- what it tells about, as the journal names it: request 12
  about text not null,
  -- the same at every attempt, so that a message sent twice is known as one
  message_id uuid not null default gen_random_uuid(),
  written_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  sent_at timestamptz,
  given_up_at timestamptz,
  primary key (bureau_id, id)
);
select keep_within_bureau('outgoing_message', 'select, insert, update');
create index outgoing_message_waiting on outgoing_message (bureau_id, due_at) where sent_at is null and given_up_at is null;

alter table staff add column email text;

-- No row: the house rules of src/law/requests/house-rules.ts.
create table clock_rule (
  bureau_id integer not null default current_bureau() references bureau,
  internal_days_before integer not null check (internal_days_before between 0 and 15),
  changed_by bigint not null,
  changed_at timestamptz not null,
  primary key (bureau_id),
  foreign key (bureau_id, changed_by) references staff
);
select keep_within_bureau('clock_rule');

-- One line a request, a reason and a day: whoever runs the reminders twice reminds once.
create table reminder (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  what text not null check (what in ('legal', 'internal', 'correction-notice', 'correction-answer', 'third-party', 'co-maker', 'fee-payment')),
  reminded_on date not null,
  due_on date not null,
  primary key (bureau_id, request_id, what, reminded_on),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('reminder', 'select, insert');
create index reminder_by_day on reminder (bureau_id, reminded_on);

create table calendar_feed (
  bureau_id integer not null default current_bureau() references bureau,
  staff_id bigint not null,
  -- SHA-256 of the token in the address
  token_hash bytea not null,
  made_at timestamptz not null,
  primary key (bureau_id, staff_id),
  unique (bureau_id, token_hash),
  foreign key (bureau_id, staff_id) references staff
);
select keep_within_bureau('calendar_feed');

-- A holiday notice moved the due day; both days are kept.
create table moved_deadline (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  notice text not null,
  from_on date,
  to_on date not null,
  moved_at timestamptz not null,
  primary key (bureau_id, request_id, notice),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('moved_deadline', 'select, insert');
