-- 0007-publication.sql: a document's way through the checks, its official versions, its files

drop view public_document;

alter table document
  add column kind text not null default 'news' check (kind in
    ('news', 'notice', 'policy', 'normative', 'interpretation', 'plan', 'finance', 'warning', 'accident-report',
     'leadership', 'topic', 'media', 'rule', 'meeting')),
  add column subtitle text,
  add column author text,
  add column editor text,
  add column keywords text,
  add column theme text,
  add column genre text,
  add column joint_issuers text,
  add column effective_on date,
  -- a notice says until when it holds; its page stays
  add column valid_until date,
  -- a list of persons comes down when its publicity period is over (R11-5)
  add column take_down_on date,
  -- further columns that list it
  add column also_in jsonb not null default '[]',
  -- where the working copy stands
  add column stage text not null default 'draft' check (stage in
    ('draft', 'section-check', 'secrecy-review', 'office-check', 'sign-off', 'scheduled', 'done')),
  -- what the public sees of it
  add column standing text not null default 'unpublished' check (standing in
    ('unpublished', 'public', 'kept', 'withdrawn', 'archived')),
  -- when it is to appear; null: as soon as it is signed
  add column publish_at timestamptz,
  -- what readers are told of a correction
  add column correction_note text,
  -- the permanent path, given at first publication
  add column address text,
  -- the official version the public sees
  add column public_no integer,
  -- the day it is looked at again: attribute of what is kept (R1-18), truth of what is public
  add column review_on date,
  -- published in an emergency before it was signed: why, who must sign, until when
  add column emergency_reason text,
  add column retro_sign_by bigint,
  add column retro_sign_due_at timestamptz,
  add column retro_signed_at timestamptz,
  add foreign key (bureau_id, retro_sign_by) references staff;

create table document_version (
  bureau_id integer not null default current_bureau() references bureau,
  document_id bigint not null,
  no integer not null,
  column_id bigint not null,
  kind text not null,
  title text not null,
  subtitle text,
  body text not null,
  source text not null,
  author text,
  editor text,
  summary text,
  keywords text,
  theme text,
  genre text,
  joint_issuers text,
  document_number text,
  formed_on date not null,
  effective_on date,
  valid_until date,
  also_in jsonb not null,
  -- SHA-256 of all of the above and of the files
  content_hash bytea not null,
  published_at timestamptz not null,
  published_by bigint,
  -- told beside the text; null for the first version
  note text,
  -- an earlier text that must not be read any more: why
  withheld_reason text,
  primary key (bureau_id, document_id, no),
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, column_id) references site_column,
  foreign key (bureau_id, published_by) references staff
);
select keep_within_bureau('document_version', 'select, insert');
grant update (withheld_reason) on document_version to zhaoming_app;

create table stored_file (
  bureau_id integer not null default current_bureau() references bureau,
  sha256 bytea not null check (length(sha256) = 32),
  media_type text not null,
  size integer not null check (size between 1 and 52428800),
  content bytea not null,
  stored_at timestamptz not null,
  primary key (bureau_id, sha256)
);
-- Office files, PDF and pictures are packed already.
alter table stored_file alter column content set storage external;
select keep_within_bureau('stored_file', 'select, insert, delete');

create table document_attachment (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  document_id bigint not null,
  position integer not null,
  name text not null check (length(name) between 1 and 200 and name !~ '[/\\]'),
  sha256 bytea not null,
  -- picture: shown in the text and not listed as a file
  role text not null check (role in ('file', 'picture')),
  alt text,
  pages integer,
  -- the words in it, for search and for the leak gate
  text text not null,
  added_by bigint not null,
  added_at timestamptz not null,
  -- no longer part of the working copy; versions that had it keep it
  removed_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, sha256) references stored_file,
  foreign key (bureau_id, added_by) references staff
);
select keep_within_bureau('document_attachment', 'select, insert, update');
create index document_attachment_of on document_attachment (bureau_id, document_id, position);

create table document_version_attachment (
  bureau_id integer not null default current_bureau() references bureau,
  document_id bigint not null,
  no integer not null,
  attachment_id bigint not null,
  position integer not null,
  primary key (bureau_id, document_id, no, attachment_id),
  foreign key (bureau_id, document_id, no) references document_version,
  foreign key (bureau_id, attachment_id) references document_attachment
);
select keep_within_bureau('document_version_attachment', 'select, insert');

-- One check by one person. It holds for the content it was made on and for no other.
create table document_check (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  document_id bigint not null,
  stage text not null check (stage in ('section-check', 'secrecy-review', 'office-check', 'sign-off')),
  decision text not null check (decision in ('approved', 'returned')),
  note text,
  content_hash bytea not null,
  by_id bigint not null,
  -- for whom a delegate acted
  for_id bigint,
  -- why the rule that separates persons was not kept
  override_reason text,
  at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, by_id) references staff,
  foreign key (bureau_id, for_id) references staff,
  constraint a_return_has_a_reason check (decision = 'approved' or note is not null)
);
select keep_within_bureau('document_check', 'select, insert');
create index document_check_of on document_check (bureau_id, document_id, id);

-- What somebody typed and has not saved yet, with what it was made from.
create table document_autosave (
  bureau_id integer not null default current_bureau() references bureau,
  -- 0: a document that does not exist yet
  document_id bigint not null,
  staff_id bigint not null,
  base_version integer not null,
  content jsonb not null,
  saved_at timestamptz not null,
  primary key (bureau_id, document_id, staff_id),
  foreign key (bureau_id, staff_id) references staff
);
select keep_within_bureau('document_autosave');

-- Who stands in for whom, from when until when.
create table delegation (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  from_id bigint not null,
  to_id bigint not null,
  from_on date not null,
  until_on date not null,
  reason text not null,
  ended_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, from_id) references staff,
  foreign key (bureau_id, to_id) references staff,
  constraint nobody_stands_in_for_themselves check (from_id <> to_id),
  constraint ends_after_it_begins check (until_on >= from_on)
);
select keep_within_bureau('delegation', 'select, insert, update');

-- Documents of before: plain text becomes paragraphs, and what was public gets its first official version.
update document set
  body = '<p>' || regexp_replace(
    replace(replace(replace(replace(btrim(body, E' \n\r\t'), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'),
    '\s*\n\s*', '</p><p>', 'g') || '</p>',
  stage = case state when 'draft' then 'draft' when 'returned' then 'draft' when 'in-review' then 'section-check' else 'done' end,
  standing = case state when 'published' then 'public' when 'kept' then 'kept' when 'withdrawn' then 'withdrawn' else 'unpublished' end,
  public_no = case when state = 'published' then 1 end,
  address = case when published_at is not null then
    '/' || (select slug from site_column c where (c.bureau_id, c.id) = (document.bureau_id, document.column_id))
    || '/' || to_char(published_at at time zone 'Asia/Shanghai', 'YYYYMM') || '/' || id || '.html' end;
insert into document_version (bureau_id, document_id, no, column_id, kind, title, body, source, summary, document_number,
    formed_on, also_in, content_hash, published_at, published_by)
  select bureau_id, id, 1, column_id, kind, title, body, source, summary, document_number, formed_on, '[]',
    coalesce(reviewed_hash, sha256(convert_to(title || body, 'UTF8'))), published_at, reviewed_by
  from document where published_at is not null;

drop index document_in_column;
drop index document_state;
alter table document
  drop constraint drafter_and_reviewer_differ,
  drop constraint only_proactive_is_published,
  drop constraint published_has_its_moment,
  drop constraint withdrawal_has_a_reason,
  drop column state,
  drop column reviewed_by,
  drop column review_note,
  drop column reviewed_hash,
  add constraint only_proactive_is_public check (standing not in ('public', 'archived') or public_no is not null),
  add constraint public_has_its_moment check (public_no is null or (published_at is not null and address is not null)),
  add constraint withdrawal_has_a_reason check (standing <> 'withdrawn' or (withdrawn_at is not null and withdraw_reason is not null)),
  add foreign key (bureau_id, id, public_no) references document_version (bureau_id, document_id, no);
create index document_stage on document (bureau_id, stage, changed_at desc);
create index document_standing on document (bureau_id, standing, changed_at desc);
create unique index document_address on document (bureau_id, address);
create index document_scheduled on document (bureau_id, publish_at) where stage = 'scheduled';
create index document_take_down on document (bureau_id, take_down_on) where standing = 'public' and take_down_on is not null;

-- Which columns list what is public: written with each publication, read by every list.
create table document_placement (
  bureau_id integer not null default current_bureau() references bureau,
  column_id bigint not null,
  document_id bigint not null,
  published_at timestamptz not null,
  primary key (bureau_id, column_id, document_id),
  foreign key (bureau_id, column_id) references site_column,
  foreign key (bureau_id, document_id) references document
);
select keep_within_bureau('document_placement', 'select, insert, delete');
create index document_placement_newest on document_placement (bureau_id, column_id, published_at desc, document_id desc);
create index document_placement_of on document_placement (bureau_id, document_id);
insert into document_placement (bureau_id, column_id, document_id, published_at)
  select bureau_id, column_id, id, published_at from document where standing = 'public';

-- The only way the portal reads documents. security_invoker: the policies of the tables below hold for the reader.
create view public_document with (security_invoker = true) as
  select d.bureau_id, d.id, v.column_id, v.kind, v.title, v.subtitle, v.body, v.source, v.author, v.editor, v.summary,
    v.keywords, v.theme, v.genre, v.joint_issuers, v.document_number, d.index_number, v.formed_on, v.effective_on,
    v.valid_until, d.published_at, v.published_at as version_at, v.no as version_no, v.note as version_note,
    encode(v.content_hash, 'hex') as content_hash, d.address, d.standing = 'archived' as archived
  from document d join document_version v on (v.bureau_id, v.document_id, v.no) = (d.bureau_id, d.id, d.public_no)
  where d.standing in ('public', 'archived');
grant select on public_document to zhaoming_app;

-- Earlier official texts of what is still public, those withheld without their words.
create view public_version with (security_invoker = true) as
  select v.bureau_id, v.document_id, v.no, v.published_at, v.note, encode(v.content_hash, 'hex') as content_hash, v.withheld_reason,
    case when v.withheld_reason is null then v.title end as title,
    case when v.withheld_reason is null then v.body end as body
  from document_version v join document d on (d.bureau_id, d.id) = (v.bureau_id, v.document_id)
  where d.standing in ('public', 'archived') and v.no <= d.public_no;
grant select on public_version to zhaoming_app;

create view public_attachment with (security_invoker = true) as
  select a.bureau_id, a.id, a.document_id, va.position, a.name, a.role, a.alt, a.pages, a.text, a.sha256, f.media_type, f.size
  from document d
    join document_version_attachment va on (va.bureau_id, va.document_id, va.no) = (d.bureau_id, d.id, d.public_no)
    join document_attachment a on (a.bureau_id, a.id) = (va.bureau_id, va.attachment_id)
    join stored_file f on (f.bureau_id, f.sha256) = (a.bureau_id, a.sha256)
  where d.standing in ('public', 'archived');
grant select on public_attachment to zhaoming_app;

create view public_placement with (security_invoker = true) as
  select p.bureau_id, p.column_id, p.document_id, p.published_at
  from document_placement p join document d on (d.bureau_id, d.id) = (p.bureau_id, p.document_id) and d.standing = 'public';
grant select on public_placement to zhaoming_app;

-- What was taken down: that, when and why, and nothing else of it.
create view public_tombstone with (security_invoker = true) as
  select bureau_id, id, address, withdrawn_at, withdraw_reason from document where standing = 'withdrawn' and address is not null;
grant select on public_tombstone to zhaoming_app;
