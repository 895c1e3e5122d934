-- 0011-feedback-and-visits.sql: what visitors say about a page, how often pages are read, and times the whole site stands differently

-- One tap is one row; the words come in a second step, by whoever holds the token.
create table page_feedback (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  -- path on the portal, without its query
  address text not null check (length(address) <= 300 and address like '/%'),
  verdict text not null check (verdict in ('useful', 'useless', 'error')),
  words text check (length(words) <= 1000),
  token_hash bytea not null,
  made_at timestamptz not null,
  -- the last day for an answer: only what reports an error has one
  due_on date,
  state text not null check (state in ('counted', 'open', 'closed')),
  note text,
  closed_by bigint,
  closed_at timestamptz,
  version integer not null default 1,
  primary key (bureau_id, id),
  unique (bureau_id, token_hash),
  foreign key (bureau_id, closed_by) references staff,
  constraint closed_says_by_whom_and_how check ((state = 'closed') = (closed_by is not null and closed_at is not null and note is not null))
);
select keep_within_bureau('page_feedback', 'select, insert, update');
create index page_feedback_waiting on page_feedback (bureau_id, state, made_at desc) where state <> 'counted';
create index page_feedback_by_page on page_feedback (bureau_id, address);

-- A page and a day, and how often it was read. Nothing about who read it is ever written.
create table page_view (
  bureau_id integer not null default current_bureau() references bureau,
  day date not null,
  address text not null,
  count integer not null check (count > 0),
  primary key (bureau_id, day, address)
);
select keep_within_bureau('page_view', 'select, insert, update');
create index page_view_by_page on page_view (bureau_id, address);

-- Mourning: the site in grey. Outage: planned work, told beforehand.
create table site_period (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null check (kind in ('mourning', 'outage')),
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  words text not null,
  arranged_by bigint not null,
  arranged_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, arranged_by) references staff,
  constraint ends_after_it_begins check (ends_at > begins_at)
);
select keep_within_bureau('site_period', 'select, insert, update');

create view public_site_period with (security_invoker = true) as
  select bureau_id, id, kind, begins_at, ends_at, words from site_period where cancelled_at is null;
grant select on public_site_period to zhaoming_app;

-- When entries that are or were public last changed: what other software fetched can be brought up to date.
create view public_register_change with (security_invoker = true) as
  select bureau_id, id, kind, changed_at, state = 'withdrawn' as withdrawn
  from register_entry where published_at is not null or state = 'withdrawn';
grant select on public_register_change to zhaoming_app;
