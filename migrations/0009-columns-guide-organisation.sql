-- 0009-columns-guide-organisation.sql: the column tree as an office keeps it; catalogue, contacts, organisation, guide, topics

alter table site_column
  -- the part of the disclosure platform this branch is; what lies below inherits it (国办公开办函〔2019〕61号)
  add column part text check (part in ('guide', 'rules', 'content', 'reports', 'requests')),
  -- item of art. 20 this column fulfils
  add column statutory_item smallint check (statutory_item between 1 and 15),
  -- registers whose entries stand in this column: kinds of records/registers
  add column registers text[] not null default '{}',
  add column update_class text not null default 'other' check (update_class in ('news', 'notice-policy', 'other', 'static')),
  -- the promised rhythm of a column disclosed periodically
  add column cadence_days smallint check (cadence_days between 1 and 366),
  add column cadence_months smallint check (cadence_months between 1 and 60),
  add column owner_id bigint,
  add column feed boolean not null default true,
  -- hidden: left out of navigation and lists, reachable by its address. closed: nothing new is published in it.
  add column standing text not null default 'open' check (standing in ('open', 'hidden', 'closed')),
  add column closed_on date,
  add column merged_into_id bigint,
  add column created_on date not null default current_date,
  add column version integer not null default 1,
  add foreign key (bureau_id, owner_id) references staff,
  add foreign key (bureau_id, merged_into_id) references site_column,
  add constraint one_cadence check (cadence_days is null or cadence_months is null),
  add constraint closing_has_its_day check ((standing = 'closed') = (closed_on is not null)),
  add constraint only_closed_is_merged check (merged_into_id is null or standing = 'closed'),
  add constraint not_its_own_parent check (parent_id <> id);
alter table site_column alter column created_on drop default;

create view public_column with (security_invoker = true) as
  select site_column.bureau_id, site_column.id, parent_id, slug, site_column.name, type, description, keywords, basis, duration,
    site_column.position, part, statutory_item, registers, update_class, cadence_days, cadence_months, feed, standing,
    closed_on, merged_into_id, created_on, section.name as section
  from site_column
  left join section on section.bureau_id = site_column.bureau_id and section.id = site_column.section_id;
grant select on public_column to zhaoming_app;

-- What was published in a column that was merged stands in the column it was merged into.
create or replace view public_document with (security_invoker = true) as
  select d.bureau_id, d.id, coalesce(c.merged_into_id, v.column_id) as column_id, v.kind, v.title, v.subtitle, v.body, v.source,
    v.author, v.editor, v.summary, v.keywords, v.theme, v.genre, v.joint_issuers, v.document_number, d.index_number, v.formed_on,
    v.effective_on, v.valid_until, d.published_at, v.published_at as version_at, v.no as version_no, v.note as version_note,
    encode(v.content_hash, 'hex') as content_hash, d.address, d.standing = 'archived' as archived
  from document d
    join document_version v on (v.bureau_id, v.document_id, v.no) = (d.bureau_id, d.id, d.public_no)
    join site_column c on (c.bureau_id, c.id) = (v.bureau_id, v.column_id)
  where d.standing in ('public', 'archived');

-- That there is no such information is said by a section, on a day, and said again in time.
create table nil_statement (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  column_id bigint not null,
  statement text not null,
  confirmed_on date not null,
  section_id bigint not null,
  confirmed_by bigint not null,
  valid_until date not null,
  ended_on date,
  primary key (bureau_id, id),
  foreign key (bureau_id, column_id) references site_column,
  foreign key (bureau_id, section_id) references section,
  foreign key (bureau_id, confirmed_by) references staff,
  constraint to_be_said_again_later check (valid_until > confirmed_on)
);
select keep_within_bureau('nil_statement', 'select, insert, update');
create unique index nil_statement_standing on nil_statement (bureau_id, column_id) where ended_on is null;

create view public_nil_statement with (security_invoker = true) as
  select nil_statement.bureau_id, column_id, statement, confirmed_on, valid_until, section.name as section
  from nil_statement
  join section on section.bureau_id = nil_statement.bureau_id and section.id = nil_statement.section_id
  where ended_on is null;
grant select on public_nil_statement to zhaoming_app;

create table index_rule (
  bureau_id integer not null default current_bureau() references bureau,
  pattern text not null,
  credit_code text,
  changed_at timestamptz not null,
  primary key (bureau_id)
);
select keep_within_bureau('index_rule', 'select, insert, update');

create table catalogue_version (
  bureau_id integer not null default current_bureau() references bureau,
  no integer not null,
  note text not null,
  -- one for each column: what is disclosed, by when, how, by which section
  matters jsonb not null,
  entries integer not null,
  -- SHA-256 over matters and entries
  hash bytea not null,
  published_at timestamptz not null,
  published_by bigint not null,
  primary key (bureau_id, no),
  foreign key (bureau_id, published_by) references staff
);
select keep_within_bureau('catalogue_version', 'select, insert');

create table catalogue_entry (
  bureau_id integer not null default current_bureau() references bureau,
  version_no integer not null,
  document_id bigint not null,
  column_id bigint not null,
  -- the four mandatory fields of art. 12
  index_number text not null,
  name text not null,
  summary text not null,
  created_on date not null,
  primary key (bureau_id, version_no, document_id),
  foreign key (bureau_id, version_no) references catalogue_version,
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, column_id) references site_column
);
select keep_within_bureau('catalogue_entry', 'select, insert');

create view public_catalogue_version with (security_invoker = true) as
  select bureau_id, no, note, matters, entries, hash, published_at from catalogue_version;
create view public_catalogue_entry with (security_invoker = true) as
  select bureau_id, version_no, document_id, column_id, index_number, name, summary, created_on from catalogue_entry;
grant select on public_catalogue_version, public_catalogue_entry to zhaoming_app;

-- The one registry of contacts: guide, footer and organisation pages draw from it.
create table contact (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null check (kind in ('switchboard', 'duty', 'disclosure-office', 'complaint', 'section', 'subordinate', 'reading-place')),
  name text not null,
  section_id bigint,
  address text,
  postcode text,
  phones text[] not null default '{}',
  fax text,
  email text,
  hours text,
  -- how to get there
  directions text,
  position integer not null default 0,
  verified_on date not null,
  retired_on date,
  version integer not null default 1,
  primary key (bureau_id, id),
  foreign key (bureau_id, section_id) references section
);
-- Before the table comes under the policy: bureaus that exist already bring what their profile says.
insert into contact (bureau_id, kind, name, address, postcode, phones, fax, email, hours, position, verified_on)
  select bureau_id, 'switchboard', name, profile ->> 'address', profile ->> 'postcode', array[profile ->> 'phone'], null::text, null::text, profile ->> 'officeHours', 0, current_date from bureau
  union all
  select bureau_id, 'duty', '应急值守', null, null, array[profile ->> 'dutyPhone'], null, null, '二十四小时', 1, current_date from bureau
  union all
  select bureau_id, 'disclosure-office', profile ->> 'disclosureOffice', profile ->> 'address', profile ->> 'postcode', array[profile ->> 'phone'], profile ->> 'fax', profile ->> 'email', profile ->> 'officeHours', 2, current_date from bureau;
select keep_within_bureau('contact', 'select, insert, update');
create unique index contact_one_of_a_kind on contact (bureau_id, kind)
  where retired_on is null and kind in ('switchboard', 'duty', 'disclosure-office');

create view public_contact with (security_invoker = true) as
  select bureau_id, id, kind, name, section_id, address, postcode, phones, fax, email, hours, directions, position, verified_on
  from contact where retired_on is null;
grant select on public_contact to zhaoming_app;

-- Organisation: every row holds from a day until a day (inclusive), so that any past day can be shown.
create table function_statement (
  bureau_id integer not null default current_bureau() references bureau,
  from_on date not null,
  -- the document that fixed functions, structure and posts (三定规定)
  basis text not null,
  duties text not null,
  stated_at timestamptz not null,
  primary key (bureau_id, from_on)
);
select keep_within_bureau('function_statement', 'select, insert, update');

create table leader (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  -- null: the post is vacant
  name text,
  post text not null,
  division text not null,
  resume text not null,
  position integer not null,
  from_on date not null,
  until_on date,
  -- A change is known before it is public; the limit of art. 26 runs between the two.
  published_at timestamptz,
  ending_published_at timestamptz,
  version integer not null default 1,
  primary key (bureau_id, id),
  constraint ends_after_it_began check (until_on >= from_on),
  constraint only_an_end_is_published check (ending_published_at is null or until_on is not null)
);
select keep_within_bureau('leader');

create table organ_unit (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null check (kind in ('section', 'subordinate', 'group')),
  name text not null,
  duties text not null,
  section_id bigint,
  contact_id bigint,
  position integer not null,
  from_on date not null,
  until_on date,
  version integer not null default 1,
  primary key (bureau_id, id),
  foreign key (bureau_id, section_id) references section,
  foreign key (bureau_id, contact_id) references contact,
  constraint ends_after_it_began check (until_on >= from_on)
);
select keep_within_bureau('organ_unit', 'select, insert, update');

-- Members of a group, such as the leading group of disclosure; a liaison stands for a section.
create table group_member (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  unit_id bigint not null,
  role text not null check (role in ('head', 'deputy', 'member', 'liaison')),
  name text not null,
  post text not null,
  section_id bigint,
  from_on date not null,
  until_on date,
  primary key (bureau_id, id),
  foreign key (bureau_id, unit_id) references organ_unit,
  foreign key (bureau_id, section_id) references section,
  constraint ends_after_it_began check (until_on >= from_on)
);
select keep_within_bureau('group_member', 'select, insert, update');

create view public_function_statement with (security_invoker = true) as
  select bureau_id, from_on, basis, duties, stated_at from function_statement;
create view public_leader with (security_invoker = true) as
  select bureau_id, id, name, post, division, resume, position, from_on,
    case when ending_published_at is not null then until_on end as until_on, published_at, ending_published_at
  from leader where published_at is not null;
create view public_organ_unit with (security_invoker = true) as
  select organ_unit.bureau_id, organ_unit.id, organ_unit.kind, organ_unit.name, duties, organ_unit.section_id, organ_unit.position,
    from_on, until_on, contact.phones, contact.address
  from organ_unit
  left join contact on contact.bureau_id = organ_unit.bureau_id and contact.id = organ_unit.contact_id and contact.retired_on is null;
create view public_group_member with (security_invoker = true) as
  select group_member.bureau_id, group_member.id, unit_id, role, group_member.name, post, section.name as section, from_on, until_on
  from group_member
  left join section on section.bureau_id = group_member.bureau_id and section.id = group_member.section_id;
grant select on public_function_statement, public_leader, public_organ_unit, public_group_member to zhaoming_app;

-- The office's own words of the guide, not public until a version is made of them.
create table guide_draft (
  bureau_id integer not null default current_bureau() references bureau,
  words jsonb not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (bureau_id)
);
select keep_within_bureau('guide_draft', 'select, insert, update');

create table guide_version (
  bureau_id integer not null default current_bureau() references bureau,
  no integer not null,
  note text not null,
  words jsonb not null,
  -- the guide as it was shown, its contacts included
  content jsonb not null,
  hash bytea not null,
  published_at timestamptz not null,
  published_by bigint not null,
  primary key (bureau_id, no),
  foreign key (bureau_id, published_by) references staff
);
select keep_within_bureau('guide_version', 'select, insert');

create view public_guide_version with (security_invoker = true) as
  select bureau_id, no, note, content, hash, published_at from guide_version;
grant select on public_guide_version to zhaoming_app;

create table topic (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  title text not null,
  intro text not null,
  standing text not null check (standing in ('draft', 'open', 'closed')),
  opened_on date,
  closed_on date,
  version integer not null default 1,
  primary key (bureau_id, id),
  unique (bureau_id, slug),
  constraint open_since_a_day check (standing = 'draft' or opened_on is not null),
  constraint closed_on_a_day check ((standing = 'closed') = (closed_on is not null))
);
select keep_within_bureau('topic', 'select, insert, update');

-- What a topic gathers: single documents, or whatever is published in a column.
create table topic_item (
  bureau_id integer not null default current_bureau() references bureau,
  topic_id bigint not null,
  position integer not null,
  document_id bigint,
  column_id bigint,
  primary key (bureau_id, topic_id, position),
  foreign key (bureau_id, topic_id) references topic,
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, column_id) references site_column,
  constraint one_thing check (num_nonnulls(document_id, column_id) = 1)
);
select keep_within_bureau('topic_item', 'select, insert, delete');

create view public_topic with (security_invoker = true) as
  select bureau_id, id, slug, title, intro, standing, opened_on, closed_on from topic where standing <> 'draft';
create view public_topic_item with (security_invoker = true) as
  select topic_item.bureau_id, topic_id, topic_item.position, document_id, column_id
  from topic_item join public_topic on public_topic.bureau_id = topic_item.bureau_id and public_topic.id = topic_item.topic_id;
grant select on public_topic, public_topic_item to zhaoming_app;
