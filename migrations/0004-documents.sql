-- 0004-documents.sql: the column tree and the documents published in it

create table site_column (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  parent_id bigint,
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  name text not null,
  -- ColumnType of the government-website meta tags
  type text not null,
  description text not null,
  keywords text not null,
  -- art. 20 item or other basis; null for columns outside statutory disclosure
  basis text,
  duration text not null check (duration in ('long-term', 'periodic', 'any-time')),
  section_id bigint,
  position integer not null default 0,
  primary key (bureau_id, id),
  unique (bureau_id, slug),
  foreign key (bureau_id, parent_id) references site_column,
  foreign key (bureau_id, section_id) references section
);
select keep_within_bureau('site_column');

create table document (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  column_id bigint not null,
  title text not null,
  body text not null,
  source text not null,
  summary text,
  document_number text,
  index_number text,
  -- the day the information was formed: the publication limit counts from it (art. 26)
  formed_on date not null,
  attribute text not null check (attribute in ('proactive', 'on-request', 'none')),
  ground text,
  ground_reason text,
  state text not null check (state in ('draft', 'in-review', 'returned', 'published', 'kept', 'withdrawn')),
  publish_due_on date not null,
  drafted_by bigint not null,
  reviewed_by bigint,
  review_note text,
  -- SHA-256 of what was reviewed: a change after the review needs a new one
  reviewed_hash bytea,
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdraw_reason text,
  version integer not null default 1,
  changed_at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, column_id) references site_column,
  foreign key (bureau_id, drafted_by) references staff,
  foreign key (bureau_id, reviewed_by) references staff,
  constraint drafter_and_reviewer_differ check (reviewed_by is null or reviewed_by <> drafted_by),
  constraint refusal_names_its_ground check (attribute = 'proactive' or (ground is not null and ground_reason is not null)),
  constraint only_proactive_is_published check (state not in ('published', 'withdrawn') or attribute = 'proactive'),
  constraint published_has_its_moment check (state <> 'published' or (published_at is not null and reviewed_by is not null)),
  constraint withdrawal_has_a_reason check (state <> 'withdrawn' or (withdrawn_at is not null and withdraw_reason is not null))
);
select keep_within_bureau('document', 'select, insert, update');
create index document_in_column on document (bureau_id, column_id, published_at desc) where state = 'published';
create index document_state on document (bureau_id, state, changed_at desc);

-- The only way the portal reads documents. security_invoker: the policies of the tables below hold for the reader.
create view public_document with (security_invoker = true) as
  select bureau_id, id, column_id, title, body, source, summary, document_number, index_number, formed_on, published_at, version, changed_at
  from document where state = 'published';
grant select on public_document to zhaoming_app;
