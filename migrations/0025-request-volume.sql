-- 0025-request-volume.sql: the queue of requests at any size: its indexes, tags, saved views, acts on many, requests of an earlier register, case volumes

-- Neighbouring characters: what a part of a title is found by, whatever its length.
create function text_pairs(t text) returns text[] language sql immutable parallel safe strict as $$
  select coalesce(array_agg(distinct substr(lower(t), place, 2)), '{}') from generate_series(1, length(t) - 1) place
$$;
create index request_pairs on request using gin (text_pairs(number || ' ' || title)) with (fastupdate = off);
create index request_open on request (bureau_id, due_on nulls first, id) where state <> 'closed';
create index request_closed on request (bureau_id, concluded_on desc, id desc) where state = 'closed';
create index request_newest on request (bureau_id, submitted_at desc, id desc);
create index request_handler on request (bureau_id, handler_id, state);
create index request_event_by on request_event (bureau_id, by_id, request_id);

-- Under row-level security the index of pairs is out of reach (0008-search.sql): the view keeps the reader within the bureau.
create policy owner_of_the_view on request for select to current_user using (true);
create view request_by_pairs with (security_invoker = false) as
  select id, text_pairs(number || ' ' || title) as pairs from request where bureau_id = (select current_bureau());
grant select on request_by_pairs to zhaoming_app;

create table request_tag (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  tag text not null,
  primary key (bureau_id, request_id, tag),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('request_tag', 'select, insert, delete');
create index request_tag_tag on request_tag (bureau_id, tag, request_id);

create table request_view (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  name text not null,
  -- the part of the list's address after the question mark
  query text not null,
  staff_id bigint not null,
  shared boolean not null default false,
  primary key (bureau_id, id),
  unique (bureau_id, staff_id, name),
  foreign key (bureau_id, staff_id) references staff
);
select keep_within_bureau('request_view');

-- An act on many requests, as long as it can be undone and after.
create table request_bulk (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  kind text not null check (kind in ('assign', 'tag')),
  -- what was set, and what stood before, request by request
  done jsonb not null,
  by_id bigint not null,
  at timestamptz not null,
  undone_at timestamptz,
  primary key (bureau_id, id),
  foreign key (bureau_id, by_id) references staff
);
select keep_within_bureau('request_bulk', 'select, insert, update');

-- A request taken over from an earlier register: the number it has there is taken over once.
create table request_imported (
  bureau_id integer not null default current_bureau() references bureau,
  source text not null,
  key text not null,
  request_id bigint not null,
  reply_number text,
  imported_at timestamptz not null,
  primary key (bureau_id, source, key),
  unique (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request
);
select keep_within_bureau('request_imported', 'select, insert');

-- The volume of a closed case and how long it is kept (机关档案管理规定, 国家档案局令第13号).
create table request_volume (
  bureau_id integer not null default current_bureau() references bureau,
  request_id bigint not null,
  retention text not null check (retention in ('permanent', '30-years', '10-years')),
  filed_on date not null,
  -- null: for ever
  keep_until date,
  filed_by bigint not null,
  primary key (bureau_id, request_id),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, filed_by) references staff,
  constraint only_permanent_has_no_end check ((retention = 'permanent') = (keep_until is null))
);
select keep_within_bureau('request_volume', 'select, insert, update');
create index request_volume_keep on request_volume (bureau_id, keep_until);
