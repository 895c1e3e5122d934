-- 0026-request-cases.sql: what happens to a request besides its clock: siblings, enquiries and their page, deliveries, notes, remedies

alter table request
  -- split off another request: both came with one form and were received on one day
  add column split_from bigint,
  -- the other request of the applicant this one goes on in
  add column merged_into bigint,
  -- it reached another unit or person of the bureau first (国办公开办函〔2015〕207号): the confirmation fixes the receipt day
  add column misdirected_to text,
  add foreign key (bureau_id, split_from) references request,
  add foreign key (bureau_id, merged_into) references request;
create index request_split_from on request (bureau_id, split_from) where split_from is not null;

create table request_enquiry (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  -- the name the events of the clock know it by
  enquiry text not null,
  whom text not null check (whom in ('third-party', 'co-maker', 'organ')),
  name text not null,
  contact text,
  question text not null,
  -- SHA-256 of the code in the letter that opens the page of the one asked
  code_hash bytea not null,
  answered_at timestamptz,
  answer text check (answer in ('agrees', 'objects', 'answered', 'silent')),
  opinion text,
  primary key (bureau_id, request_id, enquiry),
  unique (bureau_id, code_hash),
  foreign key (bureau_id, request_id) references request,
  constraint an_answer_has_its_moment check ((answer is null) = (answered_at is null))
);
select keep_within_bureau('request_enquiry', 'select, insert, update');

create table request_note (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  request_id bigint not null,
  kind text not null check (kind in ('contact', 'joint-consultation', 'search', 'explanation')),
  held_on date not null,
  with_whom text,
  said text not null,
  by_id bigint not null,
  by_name text not null,
  at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('request_note', 'select, insert');
create index request_note_request on request_note (bureau_id, request_id);

create table request_delivery (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  no integer not null,
  way text not null check (way in ('download', 'email', 'registered-mail', 'ordinary-mail', 'pick-up', 'on-site', 'announcement')),
  -- tracking number, message number, name of the person who signed
  reference text,
  sent_on date not null,
  result text check (result in ('delivered', 'returned')),
  result_on date,
  evidence text,
  primary key (bureau_id, request_id, no),
  foreign key (bureau_id, request_id) references request,
  constraint a_result_has_its_day check ((result is null) = (result_on is null))
);
select keep_within_bureau('request_delivery', 'select, insert, update');

create table request_remedy (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  request_id bigint not null,
  route text not null check (route in ('complaint', 'reconsideration', 'direct', 'after')),
  number text not null,
  organ text not null,
  filed_on date not null,
  concluded_on date,
  result text check (result in ('upheld', 'corrected', 'other')),
  said text,
  -- the entry of the ledger that table 4 is counted from; complaints are not counted there
  entry_id bigint,
  primary key (bureau_id, id),
  unique (bureau_id, route, number),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, entry_id) references register_entry,
  constraint a_remedy_is_concluded_with_a_result check ((result is null) = (concluded_on is null)),
  constraint a_complaint_is_not_counted check ((route = 'complaint') = (entry_id is null))
);
select keep_within_bureau('request_remedy', 'select, insert, update');
create index request_remedy_request on request_remedy (bureau_id, request_id);

-- A reply that is given anew keeps what was said before.
create table request_reply_earlier (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  number text not null,
  outcome text not null,
  letter text not null,
  concluded_on date not null,
  primary key (bureau_id, request_id, number),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('request_reply_earlier', 'select, insert');
