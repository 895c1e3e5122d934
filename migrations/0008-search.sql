-- 0008-search.sql: the index of what is public, its dictionary, and what people looked for

create table search_entry (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null check (kind in ('document', 'attachment', 'register-entry', 'report', 'answer', 'page')),
  -- of an attachment: the document it belongs to
  record_id bigint not null,
  -- empty: the whole record; of an attachment: which one and which page of it
  part text not null default '',
  attachment_name text,
  attachment_page integer,
  type text not null,
  column_id bigint,
  title text not null,
  document_number text,
  -- one form for every way of writing a number: src/records/search/number.ts
  number_key text,
  -- how far the record holds; null: says nothing about itself
  valid text check (valid in ('in-force', 'amended', 'repealed', 'expired', 'not-yet')),
  organ text,
  has_attachment boolean not null default false,
  year integer not null,
  published_at timestamptz not null,
  address text not null,
  -- the rebuilding of the index that wrote the entry last
  generation integer not null default 0,
  title_words tsvector not null,
  -- each word once; the weight says how often it stands in the text, A for words of the title
  words tsvector not null,
  primary key (bureau_id, id),
  unique (bureau_id, kind, record_id, part)
) with (toast_tuple_target = 8160);
-- The words stay in the row, unpacked as long as they fit: looking through the newest entries reads them one after the
-- other. For the same reason the text itself, read for the twenty that are shown, lies in a table of its own.
alter table search_entry alter column words set storage main;
-- Planning asks how common a word is.
alter table search_entry alter column words set statistics 1000;
alter table search_entry alter column title_words set statistics 1000;
select keep_within_bureau('search_entry');
create index search_entry_words on search_entry using gin (words) with (fastupdate = off);
create index search_entry_title_words on search_entry using gin (title_words) with (fastupdate = off);
create index search_entry_newest on search_entry (bureau_id, published_at desc, id desc);
create index search_entry_newest_of_type on search_entry (bureau_id, type, published_at desc, id desc);
create index search_entry_newest_of_organ on search_entry (bureau_id, organ, published_at desc, id desc);
create index search_entry_newest_that_holds on search_entry (bureau_id, valid, published_at desc, id desc) where valid is not null;
create table search_text (
  bureau_id integer not null default current_bureau() references bureau,
  kind text not null,
  record_id bigint not null,
  part text not null,
  body text not null,
  primary key (bureau_id, kind, record_id, part),
  foreign key (bureau_id, kind, record_id, part) references search_entry (bureau_id, kind, record_id, part) on delete cascade
);
select keep_within_bureau('search_text');
create index search_entry_number on search_entry (bureau_id, number_key) where number_key is not null;

-- Under row-level security the planner may not use the index of words: matching words is not proven leakproof. So the
-- public reads the index through a view that runs as its owner, and the view itself keeps the reader within the bureau.
create policy owner_of_the_view on search_entry for select to current_user using (true);
create view public_search_entry with (security_invoker = false) as
  select id, kind, record_id, part, attachment_name, attachment_page, type, column_id, title, document_number, number_key,
    valid, organ, has_attachment, year, published_at, address, title_words, words
  from search_entry where bureau_id = (select current_bureau());
grant select on public_search_entry to zhaoming_app;

-- How far the index is: which generation is written, with which dictionary the last complete one was.
create table search_state (
  bureau_id integer not null default current_bureau() references bureau,
  generation integer not null default 0,
  segmenter text,
  rebuilt_at timestamptz,
  -- a rebuilding is wanted: the dictionary changed
  wanted_at timestamptz,
  -- the last sign of life of the rebuilding that is under way
  building_at timestamptz,
  primary key (bureau_id)
);
select keep_within_bureau('search_state');

-- Every word that stands in the index, with how it sounds, to tell people what they may have meant.
create table search_vocabulary (
  bureau_id integer not null default current_bureau() references bureau,
  word text not null,
  pinyin text not null,
  initials text not null,
  -- the pinyin without what many people do not tell apart: zh and z, ing and in …
  sound text not null,
  documents integer not null default 1,
  primary key (bureau_id, word)
);
select keep_within_bureau('search_vocabulary');
create index search_vocabulary_pinyin on search_vocabulary (bureau_id, pinyin);
create index search_vocabulary_initials on search_vocabulary (bureau_id, initials);
create index search_vocabulary_sound on search_vocabulary (bureau_id, sound);

-- Words the bureau adds to the dictionary. One is used for queries once the whole index knows it.
create table search_word (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  word text not null,
  in_use boolean not null default false,
  added_by bigint not null,
  added_at timestamptz not null,
  primary key (bureau_id, id),
  unique (bureau_id, word),
  foreign key (bureau_id, added_by) references staff
);
select keep_within_bureau('search_word');

create table search_synonym (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  spoken text not null,
  official text not null,
  added_by bigint not null,
  added_at timestamptz not null,
  primary key (bureau_id, id),
  unique (bureau_id, spoken),
  foreign key (bureau_id, added_by) references staff
);
select keep_within_bureau('search_synonym');

create table search_best_bet (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  query text not null,
  title text not null,
  -- a path of this portal
  address text not null check (address ~ '^/([^/\\]|$)'),
  added_by bigint not null,
  added_at timestamptz not null,
  primary key (bureau_id, id),
  unique (bureau_id, query, address),
  foreign key (bureau_id, added_by) references staff
);
select keep_within_bureau('search_best_bet');

-- What was looked for, personal data taken out. Who asked is a hash under a salt of the week that is thrown away.
create table search_log (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  query text not null,
  hits integer not null,
  asker bytea not null,
  at timestamptz not null,
  primary key (bureau_id, id)
);
select keep_within_bureau('search_log', 'select, insert, delete');
create index search_log_at on search_log (bureau_id, at);

create table search_log_salt (
  bureau_id integer not null default current_bureau() references bureau,
  -- the Monday of the week
  week_on date not null,
  salt bytea not null,
  primary key (bureau_id, week_on)
);
select keep_within_bureau('search_log_salt', 'select, insert, delete');

create table search_hot_word (
  bureau_id integer not null default current_bureau() references bureau,
  position integer not null,
  query text not null,
  askers integer not null,
  primary key (bureau_id, position)
);
select keep_within_bureau('search_hot_word');
