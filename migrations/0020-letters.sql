-- 0020-letters.sql: letters of a request with their versions and signatures, the bureau's templates, who signs

-- A bureau's own text of a letter; version 0 is the text as shipped.
create table letter_template (
  bureau_id integer not null default current_bureau() references bureau,
  kind text not null,
  no integer not null check (no > 0),
  body text not null check (char_length(body) between 20 and 20000),
  note text not null check (char_length(note) between 2 and 200),
  written_by bigint not null,
  written_at timestamptz not null,
  primary key (bureau_id, kind, no),
  foreign key (bureau_id, written_by) references staff
);
select keep_within_bureau('letter_template', 'select, insert');

-- Who signs a letter before it is issued, besides whoever must: the disclosure office every letter on the way, the
-- approving leader every reply.
create table letter_signing (
  bureau_id integer not null default current_bureau() references bureau,
  section_signs boolean not null,
  office_signs boolean not null,
  legal_reviews boolean not null,
  primary key (bureau_id)
);
select keep_within_bureau('letter_signing', 'select, insert, update');

create table letter (
  bureau_id integer not null default current_bureau() references bureau,
  id bigint generated always as identity,
  request_id bigint not null,
  -- a letter on the way, or the outcome a reply gives (law/requests/letters.ts)
  kind text not null,
  is_reply boolean not null,
  -- the event of the request it tells
  event_seq integer,
  state text not null check (state in ('drafting', 'section', 'legal', 'office', 'signed', 'issued')),
  version integer not null default 1,
  drafted_by bigint not null,
  -- the other reply it is rightly like, as somebody confirmed
  likeness_confirmed_by bigint,
  number text,
  issued_on date,
  primary key (bureau_id, id),
  unique (bureau_id, number),
  foreign key (bureau_id, request_id) references request,
  foreign key (bureau_id, drafted_by) references staff,
  foreign key (bureau_id, likeness_confirmed_by) references staff,
  constraint issued_has_number_and_day check ((state = 'issued') = (number is not null) and (number is null) = (issued_on is null))
);
select keep_within_bureau('letter', 'select, insert, update');
create index letter_of_request on letter (bureau_id, request_id);

create table letter_version (
  bureau_id integer not null default current_bureau() references bureau,
  letter_id bigint not null,
  no integer not null,
  kind text not null,
  body text not null,
  -- what the officer wrote, without the words of the template
  own_words text not null,
  template_no integer not null,
  written_by bigint not null,
  written_at timestamptz not null,
  primary key (bureau_id, letter_id, no),
  foreign key (bureau_id, letter_id) references letter,
  foreign key (bureau_id, written_by) references staff
);
select keep_within_bureau('letter_version', 'select, insert');

create table letter_signature (
  bureau_id integer not null default current_bureau() references bureau,
  letter_id bigint not null,
  seq integer not null,
  version_no integer not null,
  step text not null check (step in ('section', 'legal', 'office', 'leader')),
  decision text not null check (decision in ('signed', 'returned')),
  note text,
  by_id bigint not null,
  at timestamptz not null,
  primary key (bureau_id, letter_id, seq),
  foreign key (bureau_id, letter_id, version_no) references letter_version,
  foreign key (bureau_id, by_id) references staff,
  constraint returned_says_why check (decision = 'signed' or char_length(note) > 0)
);
select keep_within_bureau('letter_signature', 'select, insert');

-- Replies written before letters had versions become letters with one.
insert into letter (bureau_id, request_id, kind, is_reply, state, drafted_by, number, issued_on)
select reply.bureau_id, reply.request_id, reply.outcome, true,
  case when reply.number is not null then 'issued' when reply.decision = 'returned' then 'drafting' else 'signed' end,
  reply.drafted_by, reply.number, case when reply.number is not null then request.concluded_on end
from request_reply reply
join request on request.bureau_id = reply.bureau_id and request.id = reply.request_id;
insert into letter_version (bureau_id, letter_id, no, kind, body, own_words, template_no, written_by, written_at)
select letter.bureau_id, letter.id, 1, letter.kind, reply.letter, reply.letter, 0, reply.drafted_by, reply.drafted_at
from letter join request_reply reply on reply.bureau_id = letter.bureau_id and reply.request_id = letter.request_id;
insert into letter_signature (bureau_id, letter_id, seq, version_no, step, decision, note, by_id, at)
select letter.bureau_id, letter.id, 1, 1, 'leader',
  case reply.decision when 'approved' then 'signed' else 'returned' end,
  coalesce(nullif(reply.decision_note, ''), case reply.decision when 'returned' then '—' end), reply.decided_by, reply.decided_at
from letter join request_reply reply on reply.bureau_id = letter.bureau_id and reply.request_id = letter.request_id
where reply.decision is not null;
