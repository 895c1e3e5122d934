-- 0013-leak-gate.sql: what must not become public: the bureau's lexicon, what was held back, and who let it through and why

create table lexicon_word (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null check (kind in ('work-secret', 'sensitive', 'misprint')),
  word text not null check (char_length(word) between 2 and 60),
  suggestion text,
  active boolean not null default true,
  added_by bigint not null,
  added_at timestamptz not null,
  retired_at timestamptz,
  primary key (bureau_id, id),
  unique (bureau_id, kind, word),
  foreign key (bureau_id, added_by) references staff,
  constraint misprint_has_its_suggestion check (kind <> 'misprint' or suggestion is not null),
  constraint retired_has_its_moment check (active = (retired_at is null))
);
select keep_within_bureau('lexicon_word', 'select, insert, update');

create table leak_setting (
  bureau_id integer not null default current_bureau() references bureau,
  -- values are known by their hash under this key, and by nothing else
  key bytea not null,
  -- a combination that fewer rows of a table share singles somebody out
  least_group integer not null default 3 check (least_group between 2 and 100),
  primary key (bureau_id)
);
select keep_within_bureau('leak_setting', 'select, insert, update');

-- What the gate stopped. Excerpts are masked; the value itself is only in what was to be published.
create table leak_held (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  -- what was to become public, e.g. `document 12`
  subject text not null,
  title text not null,
  class text not null,
  severity text not null check (severity in ('BLOCK', 'REVIEW')),
  place text not null,
  excerpt text not null,
  value_hash bytea not null,
  waivable boolean not null,
  -- whose work it is: this person does not let it through
  drafted_by bigint not null,
  held_at timestamptz not null,
  primary key (bureau_id, id),
  unique (bureau_id, subject, class, value_hash),
  foreign key (bureau_id, drafted_by) references staff
);
select keep_within_bureau('leak_held', 'select, insert, update, delete');

create table leak_waiver (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  subject text not null,
  class text not null,
  value_hash bytea not null,
  reason text not null check (char_length(reason) >= 5),
  waived_by bigint not null,
  waived_at timestamptz not null,
  primary key (bureau_id, id),
  unique (bureau_id, subject, class, value_hash),
  foreign key (bureau_id, waived_by) references staff
);
select keep_within_bureau('leak_waiver', 'select, insert');
