-- 0023-applicants.sql: what applicants do themselves: words, files, agents, ratings, codes given anew; answers published; checkpoints of the journal

-- What an applicant sent after the request itself; the office marks what it has read.
create table request_message (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  request_id bigint not null,
  kind text not null check (kind in ('correction', 'supplement', 'reminder', 'contacts')),
  said text not null,
  sent_on date not null,
  sent_at timestamptz not null,
  read_by bigint,
  read_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, read_by) references staff,
  constraint who_read_it_and_when check ((read_by is null) = (read_at is null))
);
select keep_within_bureau('request_message', 'select, insert, update');
create index request_message_of on request_message (bureau_id, request_id);
create index request_message_unread on request_message (bureau_id, sent_at) where read_at is null;

-- Files of applicants. They are not stored_file: those are published, and these never are.
create table request_file (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  -- of an unsent form until it is sent; forgotten with it
  draft_hash bytea,
  request_id bigint,
  message_id bigint,
  role text not null check (role in ('attachment', 'authorisation')),
  name text not null check (length(name) between 1 and 200 and name !~ '[/\\]'),
  media_type text not null,
  sha256 bytea not null check (length(sha256) = 32),
  size integer not null check (size between 1 and 10485760),
  content bytea not null,
  added_at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, draft_hash) references request_draft on delete cascade,
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, message_id) references request_message,
  constraint of_a_draft_or_a_request check ((draft_hash is null) <> (request_id is null))
);
alter table request_file alter column content set storage external;
select keep_within_bureau('request_file');
create index request_file_of on request_file (bureau_id, request_id) where request_id is not null;
create index request_file_of_draft on request_file (bureau_id, draft_hash) where draft_hash is not null;

create table request_rating (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  score integer not null check (score between 1 and 5),
  said text,
  rated_at timestamptz not null,
  primary key (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('request_rating', 'select, insert, update');

-- A further code that opens a request, given to somebody whose identity was checked. The first one stays what the codes
-- of the requests split off are worked out from.
create table request_code (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  code_hash bytea not null,
  issued_by bigint not null,
  issued_at timestamptz not null,
  primary key (bureau_id, code_hash),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, issued_by) references staff
);
select keep_within_bureau('request_code');

-- 公开栏: a reply told to everybody, in words that name nobody.
create table published_answer (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  request_id bigint not null,
  title text not null,
  summary text not null,
  outcome text not null,
  answered_on date not null,
  published_by bigint not null,
  published_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (bureau_id, id),
  unique (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, published_by) references staff,
  constraint a_withdrawal_has_its_reason check ((withdrawn_at is null) = (withdrawn_reason is null))
);
select keep_within_bureau('published_answer', 'select, insert, update');
create index published_answer_listed on published_answer (bureau_id, answered_on, id) where withdrawn_at is null;

create view public_answer with (security_invoker = true) as
  select bureau_id, id, title, summary, outcome, answered_on, published_at from published_answer where withdrawn_at is null;
grant select on public_answer to zhaoming_app;

-- Several asked for one thing: whether to publish it is to be decided (条例第四十四条).
create table conversion_review (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  -- what they asked for, as the titles and document numbers have in common
  object text not null,
  opened_at timestamptz not null,
  decision text check (decision in ('publish', 'not-to-publish')),
  reason text,
  decided_by bigint,
  decided_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, decided_by) references staff,
  constraint a_decision_is_whole check ((decision is null) = (reason is null) and (decision is null) = (decided_by is null) and (decision is null) = (decided_at is null))
);
select keep_within_bureau('conversion_review', 'select, insert, update');

create table conversion_request (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  review_id bigint not null,
  primary key (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, review_id) references conversion_review
);
select keep_within_bureau('conversion_request', 'select, insert');
create index conversion_request_of on conversion_request (bureau_id, review_id);

-- The Merkle tree over the journal's links, 256 leaves a block; and the roots that were told to the public.
create table journal_block (
  bureau_id integer not null default current_bureau() references bureau,
  no integer not null,
  hash bytea not null check (length(hash) = 32),
  primary key (bureau_id, no)
);
select keep_within_bureau('journal_block', 'select, insert');

create table journal_checkpoint (
  bureau_id integer not null default current_bureau() references bureau,
  events bigint not null,
  root bytea not null check (length(root) = 32),
  made_at timestamptz not null,
  primary key (bureau_id, events)
);
select keep_within_bureau('journal_checkpoint', 'select, insert');
