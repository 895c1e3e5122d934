-- 0010-normative.sql: force of documents on two time axes, relations, interpretation, clean-up batches

-- How documents stand to each other. The other may be no document of this site: then it has words, and where it is.
create table document_relation (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null check (kind in ('amends', 'repeals', 'replaces', 'implements', 'interprets', 'reposts')),
  from_id bigint not null,
  to_id bigint,
  outside_title text,
  outside_url text,
  -- anchors of articles, t12 for 第十二条
  article_from text,
  article_to text,
  form text check (form in ('text', 'qa', 'picture', 'video', 'press', 'interview', 'live', 'media')),
  by_head boolean not null default false,
  -- when an amendment or a repeal takes effect, where not with the document itself
  effective_on date,
  made_by bigint not null,
  made_at timestamptz not null,
  removed_at timestamptz,
  remove_reason text,
  primary key (bureau_id, id),
  foreign key (bureau_id, from_id) references document,
  foreign key (bureau_id, to_id) references document,
  foreign key (bureau_id, made_by) references staff,
  constraint leads_somewhere check (num_nonnulls(to_id, outside_title) = 1),
  constraint not_to_itself check (to_id <> from_id),
  constraint an_interpretation_has_a_form check ((kind = 'interprets') = (form is not null)),
  constraint only_the_head_interprets check (kind = 'interprets' or not by_head),
  constraint removal_has_a_reason check ((removed_at is null) = (remove_reason is null))
);
select keep_within_bureau('document_relation', 'select, insert, update');
create unique index document_relation_once on document_relation
  (bureau_id, from_id, to_id, kind, coalesce(article_from, ''), coalesce(article_to, '')) where removed_at is null;
create index document_relation_to on document_relation (bureau_id, to_id) where removed_at is null;

create table clean_up (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  title text not null,
  opened_on date not null,
  opened_by bigint not null,
  closed_on date,
  closed_by bigint,
  primary key (bureau_id, id),
  foreign key (bureau_id, opened_by) references staff,
  foreign key (bureau_id, closed_by) references staff
);
select keep_within_bureau('clean_up', 'select, insert, update');

create table clean_up_item (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  clean_up_id bigint not null,
  position integer not null,
  -- of this site; null: known by number and title only, a predecessor's document for instance
  document_id bigint,
  number text,
  title text not null,
  decision text check (decision in ('amend', 'repeal', 'lapse', 'keep')),
  reason text,
  decided_by bigint,
  decided_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, clean_up_id) references clean_up,
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, decided_by) references staff
);
select keep_within_bureau('clean_up_item', 'select, insert, update');
create index clean_up_item_of on clean_up_item (bureau_id, clean_up_id, position);
create unique index clean_up_item_document on clean_up_item (bureau_id, clean_up_id, document_id) where document_id is not null;

-- What happened to a document's force: insert-only, but for the day on which a fact was found to be wrong.
create table normative_fact (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  document_id bigint not null,
  kind text not null check (kind in ('made', 'amended', 'extended', 'repealed', 'lapsed', 'declared-lapsed')),
  effective_on date not null,
  known_on date not null,
  retracted_on date,
  retract_reason text,
  valid_until date,
  -- what brought it about
  by_document_id bigint,
  relation_id bigint,
  clean_up_id bigint,
  -- told to the public
  note text,
  -- null: by itself, or taken over from before
  recorded_by bigint,
  recorded_at timestamptz not null,
  primary key (bureau_id, id),
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, by_document_id) references document,
  foreign key (bureau_id, relation_id) references document_relation,
  foreign key (bureau_id, clean_up_id) references clean_up,
  foreign key (bureau_id, recorded_by) references staff,
  constraint retraction_has_a_reason check ((retracted_on is null) = (retract_reason is null)),
  constraint only_these_set_an_end check (valid_until is null or kind in ('made', 'extended'))
);
select keep_within_bureau('normative_fact', 'select, insert');
grant update (retracted_on, retract_reason) on normative_fact to zhaoming_app;
create index normative_fact_of on normative_fact (bureau_id, document_id);
create unique index normative_fact_made on normative_fact (bureau_id, document_id) where kind = 'made' and retracted_on is null;

-- Which line of the register of normative documents is which document: the annual report counts the register.
create table normative_entry (
  bureau_id integer not null default current_bureau() references bureau,
  document_id bigint not null,
  entry_id bigint not null,
  primary key (bureau_id, document_id),
  unique (bureau_id, entry_id),
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, entry_id) references register_entry
);
select keep_within_bureau('normative_entry', 'select, insert');

create table interpretation_exempt (
  bureau_id integer not null default current_bureau() references bureau,
  document_id bigint not null,
  reason text not null check (reason in ('repost', 'internal', 'repeal-only', 'wording-only', 'other')),
  note text,
  decided_by bigint not null,
  decided_at timestamptz not null,
  primary key (bureau_id, document_id),
  foreign key (bureau_id, document_id) references document,
  foreign key (bureau_id, decided_by) references staff,
  constraint other_reasons_have_words check (reason <> 'other' or note is not null)
);
select keep_within_bureau('interpretation_exempt');

-- Where the rule of a place is stricter than three working days.
create table interpretation_period (
  bureau_id integer not null default current_bureau() references bureau,
  from_on date not null,
  days integer not null check (days between 0 and 60),
  unit text not null check (unit in ('working', 'calendar')),
  basis text not null,
  set_by bigint not null,
  set_at timestamptz not null,
  primary key (bureau_id, from_on),
  foreign key (bureau_id, set_by) references staff
);
select keep_within_bureau('interpretation_period', 'select, insert, update');

-- What is public already came into force as its text says.
insert into normative_fact (bureau_id, document_id, kind, effective_on, known_on, valid_until, recorded_at)
  select bureau_id, id, 'made', coalesce(effective_on, (published_at at time zone 'Asia/Shanghai')::date),
    (published_at at time zone 'Asia/Shanghai')::date, valid_until, published_at
  from public_document where kind in ('policy', 'normative', 'plan', 'rule');

-- Facts of what is public now. What did it is named where that is public as well.
create view public_normative with (security_invoker = true) as
  select f.bureau_id, f.id, f.document_id, f.kind, f.effective_on, f.known_on, f.retracted_on, f.valid_until, f.note,
    d.kind as document_kind, d.title, d.document_number, d.formed_on, d.published_at, d.address,
    a.id as by_id, a.title as by_title, a.address as by_address, c.title as clean_up
  from normative_fact f
    join public_document d on (d.bureau_id, d.id) = (f.bureau_id, f.document_id)
    left join public_document a on (a.bureau_id, a.id) = (f.bureau_id, f.by_document_id)
    left join clean_up c on (c.bureau_id, c.id) = (f.bureau_id, f.clean_up_id) and c.closed_on is not null;
grant select on public_normative to zhaoming_app;

create view public_relation with (security_invoker = true) as
  select r.bureau_id, r.id, r.kind, r.from_id, a.title as from_title, a.address as from_address, a.published_at as from_published_at,
    r.to_id, coalesce(b.title, r.outside_title) as to_title, coalesce(b.address, r.outside_url) as to_address,
    r.article_from, r.article_to, r.form, r.by_head
  from document_relation r
    join public_document a on (a.bureau_id, a.id) = (r.bureau_id, r.from_id)
    left join public_document b on (b.bureau_id, b.id) = (r.bureau_id, r.to_id)
  where r.removed_at is null and (r.to_id is null or b.id is not null);
grant select on public_relation to zhaoming_app;

-- The results of a clean-up are published when it is closed.
create view public_clean_up with (security_invoker = true) as
  select c.bureau_id, c.id as clean_up_id, c.title as clean_up, c.closed_on, i.id, i.position, i.number, i.title, i.decision,
    i.reason, d.address
  from clean_up c
    join clean_up_item i on (i.bureau_id, i.clean_up_id) = (c.bureau_id, c.id)
    left join public_document d on (d.bureau_id, d.id) = (i.bureau_id, i.document_id)
  where c.closed_on is not null;
grant select on public_clean_up to zhaoming_app;
