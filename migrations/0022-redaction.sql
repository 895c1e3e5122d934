-- 0022-redaction.sql: material found for a request, marks on its pages, redacted files and what goes to the applicant

create table redaction_material (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  request_id bigint not null,
  name text not null check (length(name) between 1 and 200 and name !~ '[/\\]'),
  sha256 bytea not null,
  -- [{width, height, withText}] in points, as the pages are shown
  pages jsonb not null,
  -- another one for every mark made, decided or taken back
  version integer not null default 1,
  added_by bigint not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, sha256) references stored_file,
  foreign key (bureau_id, added_by) references staff
);
select keep_within_bureau('redaction_material', 'select, insert, update');
create index redaction_material_of on redaction_material (bureau_id, request_id);

create table redaction_mark (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  material_id bigint not null,
  page integer not null check (page > 0),
  -- in points from the upper left corner of the page as it is shown
  x double precision not null,
  y double precision not null,
  width double precision not null check (width > 0),
  height double precision not null check (height > 0),
  ground text not null check (ground in ('personal-data', 'third-party', 'law-prohibited', 'security-stability',
    'internal-affairs', 'process-info', 'enforcement-file', 'admin-query')),
  -- drawn, word, or a class of personal data
  found_by text not null,
  -- what a detector or a word found there; one hit over several lines has several marks and one hit number
  found text,
  hit integer,
  state text not null check (state in ('proposed', 'accepted', 'skipped', 'taken-back')),
  by_id bigint not null,
  by_name text not null,
  at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, material_id) references redaction_material,
  foreign key (bureau_id, by_id) references staff
);
select keep_within_bureau('redaction_mark', 'select, insert, update');
create index redaction_mark_of on redaction_mark (bureau_id, material_id, page);

create table redaction_output (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  material_id bigint not null,
  -- the version of the material whose accepted marks are in it
  marked_version integer not null,
  -- [{page, x, y, width, height, ground}]
  marks jsonb not null,
  state text not null check (state in ('asked', 'making', 'made', 'failed')),
  asked_by bigint not null,
  asked_at timestamptz not null,
  -- a sign of life of whoever makes it: after a minute without one somebody else begins anew
  alive_at timestamptz,
  pages_done integer not null default 0,
  attempts integer not null default 0,
  sha256 bytea,
  text_sha256 bytea,
  proof jsonb,
  failure text,
  made_at timestamptz,
  issued_at timestamptz,
  issued_by bigint,
  primary key (bureau_id, id),
  foreign key (bureau_id, material_id) references redaction_material,
  foreign key (bureau_id, sha256) references stored_file,
  foreign key (bureau_id, text_sha256) references stored_file,
  foreign key (bureau_id, asked_by) references staff,
  foreign key (bureau_id, issued_by) references staff,
  constraint made_has_its_file check ((state = 'made') = (sha256 is not null and text_sha256 is not null and proof is not null)),
  -- What was not proved does not go out.
  constraint issued_is_proved check (issued_at is null or (state = 'made' and (proof->>'holds')::boolean)),
  constraint issued_by_somebody check ((issued_at is null) = (issued_by is null))
);
select keep_within_bureau('redaction_output', 'select, insert, update');
create index redaction_output_of on redaction_output (bureau_id, material_id);
-- One at a time for each material, whoever asks.
create unique index redaction_output_in_work on redaction_output (bureau_id, material_id) where state in ('asked', 'making');
create unique index redaction_output_issued on redaction_output (bureau_id, material_id) where issued_at is not null;

-- What the applicant may fetch: the files that went out with the reply.
create view public_reply_file with (security_invoker = true) as
  select o.bureau_id, o.id, m.request_id, m.id as material_id, m.name, o.sha256, o.text_sha256, f.size
  from redaction_output o
    join redaction_material m on (m.bureau_id, m.id) = (o.bureau_id, o.material_id)
    join request r on (r.bureau_id, r.id) = (m.bureau_id, m.request_id)
    join stored_file f on (f.bureau_id, f.sha256) = (o.bureau_id, o.sha256)
  where o.issued_at is not null and m.removed_at is null and r.state = 'closed';
grant select on public_reply_file to zhaoming_app;
